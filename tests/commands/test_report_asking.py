"""`report --ask`: questions at the prompt, whose answers are kept at once, left and gone on with."""

import re
import sys

import pytest

from coachlog.context import Context
from coachlog.errors import Interrupted
from coachlog.shipped import shipped_questions
from tests.support.terminal import talk

pytestmark = pytest.mark.linux


@pytest.fixture
def page(sealed):
    return sealed / "coachlog" / "own" / "reflections" / "robin-and-sam-2026-fall.md"


def test_answers_are_the_authors_words_and_the_rest_waits(example, run, page):
    status, screen = talk(["report", "--ask"], ["I believed in answers.\tNow I wait.", "", "q"])
    assert status == 0
    assert "What did you believe about coaching at the start" in screen
    assert "two sections in, it had us" in " ".join(screen.split()).casefold()
    assert "press Enter to leave it for later; drop and a line's number takes it" in " ".join(screen.split())
    text = page.read_text()
    assert "<!-- What did you believe about coaching at the start that you don't now, and what changed it? -->" in text
    assert "\nI believed in answers.\tNow I wait.\n" in text
    assert "**What is still hard, and what is your part in it?** […]" in text
    status, screen = talk(["report", "--ask"], ["q"])
    assert "What did you believe" not in screen.partition("stops")[0]
    assert "What is still hard" in screen
    run("report")
    assert page.read_text().count("I believed in answers.") == 1
    assert "**What did you believe" not in page.read_text()


@pytest.fixture
def framed(example):
    """A page of the example on which no question asks what its author thought then and thinks now: a frame does."""
    own = example / "templates" / "questions" / "mentor.yml"
    own.parent.mkdir(parents=True)
    own.write_text(shipped_questions()["mentor"].replace("[belief, ", "["))


def test_gaps_of_a_sentence_are_asked_one_by_one(framed, run, page):
    status, screen = talk(["report", "--ask"], ["", "", "", "", "I must know", "I may ask", "Sam knows more.", "q"])
    assert status == 0
    assert "1 of 9: What did you believe" in screen
    assert "gap 1 of 3:" in screen
    assert "I used to think I must know; now I think I may ask, because Sam knows more." in page.read_text()
    run("report")
    assert "I used to think […]" not in page.read_text()


def test_who_likes_the_editor_answers_there_and_goes_on(example, run, page, sealed, monkeypatch):
    script = sealed / "editor.py"
    script.write_text(
        "import pathlib, re, sys\npage = pathlib.Path(sys.argv[1])\n"
        "asked = r'[*][*]What (did you believe|is still hard).*'\n"
        "page.write_text(re.sub(asked, 'From the editor.', page.read_text()))\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    status, screen = talk(["report", "--ask"], ["e", "q"])
    assert status == 0
    assert page.read_text().count("From the editor.") == 2
    assert "What is still hard" not in screen
    assert "Who or what helped you" in screen


def test_words_that_look_like_markdown_stay_words(example, run, page):
    talk(["report", "--ask"], ["# no heading --> and <!-- no comment", "q"])
    text = page.read_text()
    assert "\\# no heading  and  no comment" in text
    assert "\n# no heading" not in text


def test_without_a_terminal_nothing_is_asked(example, run):
    for option in ("--ask", "--pick"):
        result = run("report", option)
        assert result.status == 2
        assert "there is nobody to ask here" in result.err


@pytest.fixture
def asked(monkeypatch):
    """Answer each prompt by the words that were told last before it; returns the answers by such words."""
    answers, told = {}, []

    def answer(question, *_):
        screen = " ".join([*told, question])
        told.clear()
        return next((answers.pop(words) for words in [*answers] if words in screen), "")

    monkeypatch.setattr(Context, "interactive", True)
    tell = Context.tell
    monkeypatch.setattr(Context, "tell", lambda context, *lines: (told.extend(lines), tell(context, *lines)))
    monkeypatch.setattr("coachlog.render.asking.ask", answer)
    return answers


def test_each_answer_is_kept_at_once_and_each_gap_is_filled(framed, run, page, asked):
    asked |= {"What did you believe": "one", "What is still hard": "two", "gap 1 of 3": "a"}
    asked |= {"gap 2 of 3": "b", "gap 3 of 3": "c"}
    result = run("report", "--ask")
    assert result.err.count("the question will not be in the page") == 1
    assert re.search(r"^\d of 9 answers are in /", result.out, re.MULTILINE)
    text = page.read_text()
    assert "changed it? -->\none\n" in text
    assert "part in it? -->\ntwo\n" in text
    assert "I used to think a; now I think b, because c." in text
    assert "The goal moved because […]." in text


THOUGHT = "I used to think […]; now I think […], because […]."


@pytest.fixture
def up_to_frame(framed, run, page):
    """Return empty answers for all that is asked above a sentence with three gaps."""
    run("report", "--no-edit")
    lines = [line for line in page.read_text().splitlines() if "[…]" in line]
    return [""] * lines.index(THOUGHT)


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("end", "kept"),
    [
        *[(end, ("I must know",)) for end in ("q", "", "back", "e", KeyboardInterrupt)],
        ("q", ("I must know.", "I may ask")),
    ],
)
def test_gaps_that_were_filled_stay_whatever_comes_at_the_next(end, kept, run, page, typed, up_to_frame):
    typed += [*up_to_frame, *kept, end, "q", "q"]
    run("report", "--ask")
    filled = THOUGHT
    for words in kept:
        filled = filled.replace("[…]", words.removesuffix("."), 1)
    assert f"\n{filled}\n" in page.read_text()
    typed[:] = [*up_to_frame, *["the rest"] * (3 - len(kept)), "q"]
    err = run("report", "--ask").err
    assert f": {filled}\n" in err
    assert filled.replace("[…]", "the rest") in page.read_text()


def test_a_sentence_that_was_typed_whole_is_changed_as_a_whole(run, page, typed, up_to_frame, begun):
    whole = "I used to think a lot, now I think less because Sam thinks."
    typed += [*up_to_frame, whole, "back", whole, "back", whole.replace("a lot", "much"), "q"]
    run("report", "--ask")
    assert begun[len(up_to_frame) :][2::2] == [whole, whole]
    assert whole.replace("a lot", "much") in page.read_text()


def test_of_a_sentence_answered_anew_the_other_gaps_keep_their_answers(run, page, typed, up_to_frame):
    typed += [*up_to_frame, "a", "b", "c", "back", "A", "", "q"]
    run("report", "--ask")
    assert "I used to think A; now I think b, because c." in page.read_text()


@pytest.mark.parametrize("gap", ["[…]", "\\[...\\]", "[ … ]"])
def test_a_sentence_that_the_author_left_open_by_hand_is_asked_for(gap, run, page, typed, up_to_frame):
    page.write_text(page.read_text().replace(THOUGHT, f"I used to talk; now {gap}."))
    typed += [*up_to_frame, "I wait.", "q"]
    run("report", "--ask")
    assert "\nI used to talk; now I wait.\n" in page.read_text()


def test_it_is_asked_in_the_order_of_the_page(example, run, page, asked):
    err = run("report", "--ask").err
    lines = [line.replace("**", "") for line in page.read_text().splitlines() if "[…]" in line]
    places = [err.index(line.removesuffix(" […]")) for line in lines if lines.count(line) == 1]
    assert places == sorted(places)
    assert err.count(" of 8: The goal moved because […].") == lines.count("The goal moved because […].")


def test_of_two_gaps_in_the_same_words_the_one_that_is_answered_is_filled(example, run, page, typed):
    run("report", "--no-edit")
    count = page.read_text().count("The goal moved because […].")
    assert count > 1
    lines = [line for line in page.read_text().splitlines() if "[…]" in line]
    _, second = (at for at, line in enumerate(lines) if line == "The goal moved because […].")
    typed += [*[""] * second, "the second."]
    run("report", "--ask")
    text = page.read_text()
    assert text.index("The goal moved because […].") < text.index("The goal moved because the second.")


def test_one_goes_back_and_answers_anew(example, run, page, typed):
    typed += ["Wrong.", "", "back", "Right.", "q"]
    err = run("report", "--ask").err
    assert "You wrote: Wrong." in err
    assert "Wrong." not in page.read_text()
    assert page.read_text().count("Right.") == 1


def test_what_was_answered_a_moment_ago_is_shown_answered(example, run, page, typed):
    goal = example / "goals" / "listen-before-suggesting-h9c5d.md"
    goal.write_text(re.sub(r"baseline: .*\n|I like solving things.*\n", "", goal.read_text()))
    note = example / "meetings" / "2026-09-10.md"
    note.write_text(note.read_text().replace("ten minutes and ask for Sam's.", "ten minutes."))
    run("report", "--no-edit")
    lines = [line for line in page.read_text().splitlines() if "[…]" in line]
    at = next(at for at, line in enumerate(lines) if line.startswith("Before that it was like this"))
    typed += [*[""] * at, "always me.", "q"]
    err = run("report", "--ask").err
    assert "Before that it was like this: always me." in page.read_text()
    assert err.count("Before that it was like this: […].") == 1


def test_drafted_lines_below_an_answer_are_kept_or_dropped(example, run, page, asked):
    line = "The coaching plan was too much at first sight."
    asked |= {"What did you believe": "I believed in plans.", "Keep line 4 below your answer?": "d"}
    assert f" 4. {line} Two sections in" in run("report", "--ask").err
    assert line not in page.read_text()
    run("report")
    assert line not in page.read_text()


def test_drafted_lines_are_looked_at_one_by_one(example, run, page, asked):
    number = re.findall(r"(\d+)\. Our plan", run("report", "--ask").err)[0]
    asked |= {"Which moment would you tell": "The silence.", "below your answer?": number}
    run("report", "--ask")
    assert "“People first." not in page.read_text()
    assert "my mentee asked for help before the week got heavy" in page.read_text()


def test_one_goes_back_from_the_lines_below_an_answer_to_the_answer(example, run, page, typed):
    typed += ["My first answer.", "back", "My second answer.", "9", "back", "", "q"]
    err = run("report", "--ask").err
    assert "You wrote: My first answer." in err
    assert "You wrote: My second answer." in err
    assert "is not kept" not in err
    assert err.count("words so far") == 4
    assert "My first answer." not in page.read_text()
    assert page.read_text().count("My second answer.") == 1


@pytest.mark.parametrize("more", ["", "Two lines of\n"])
def test_what_was_typed_before_ctrl_c_is_kept(more, example, run, page, typed):
    typed += ["One.", "", Interrupted(f"{more}half a thou")]
    result = run("report", "--ask")
    assert result.status == 130
    assert "What you had typed is in the page" in result.err
    assert "Stopped: what you chose and answered is kept" in result.err
    assert "error" not in result.err
    assert f"-->\n{more}half a thou […]\n" in page.read_text()
    typed[:] = [Interrupted(" ")]
    assert "What you had typed" not in run("report", "--ask").err


def test_the_words_of_a_gap_are_changed_in_the_line_and_back_goes_to_the_gap_before(
    run, page, typed, up_to_frame, begun
):
    typed += [*up_to_frame, "I must know", Interrupted("I may as")]
    run("report", "--ask")
    assert "I used to think I must know; now I think I may as […], because […]." in page.read_text()
    typed[:] = [*up_to_frame, "back", "I must know it all", "I may ask", "Sam knows", "back", "", "", "", "q"]
    begun.clear()
    run("report", "--ask")
    at = len(up_to_frame)
    now = ["I may as", "I must know", "I may as", ""]
    assert begun[at : at + 4] == now
    assert begun[at + 5 : at + 8] == ["I must know it all", "I may ask", "Sam knows"]
    assert "I used to think I must know it all; now I think I may ask, because Sam knows." in page.read_text()


def test_a_terminal_hands_over_what_was_typed_before_ctrl_c(example, page):
    status, screen = talk(["report", "--ask"], ["", b"I waited, and then:", b"\x03"])
    assert status == 130, screen
    assert "error" not in screen
    assert "-->\nI waited, and then: […]\n" in page.read_text()


def test_a_gap_that_was_left_beside_its_answer_goes(example, run, page):
    run("report", "--no-edit")
    text = page.read_text()
    told = "Goals are no longer a big word. The more honestly we talk, the easier they are to name."
    for question, answer in {
        "part in it?** […]\n": "part in it?** […] To talk less.\n",
        "try next?** […]\n": "try next?** […]\n\nKim helped.\n",
        told: "Goals are small words now.",
    }.items():
        assert text.count(question) == 1
        text = text.replace(question, answer)
    page.write_text(text)
    run("report", "--no-edit")
    text = page.read_text()
    assert "part in it? -->\nTo talk less.\n" in text
    assert "try next? -->\n\nKim helped.\n" in text
    assert "**What made honesty easier between you?** […]\n\nGoals are small words now.\n" in text  # rewritten


def test_other_words_than_keep_or_drop_are_asked_again_and_q_stops(example, run, page, typed):
    typed += ["My answer.", "a whole sentence", "q"]
    err = run("report", "--ask").err
    assert "That is no answer here, and is not kept: a whole sentence" in err
    assert "2 of 9" not in err
    assert "My answer." in page.read_text()
    assert "The coaching plan was too much" in page.read_text()


def test_there_is_nothing_before_the_first_one(example, run, page, typed):
    typed += ["back", "first words", "q"]
    assert "This is the first one." in run("report", "--ask").err
    assert "first words" in page.read_text()


def test_a_gap_is_filled_in_the_editor_and_one_that_is_gone_is_told(framed, run, page, typed, monkeypatch):
    def edit(context, path, *_):
        page.write_text(page.read_text().replace("I used to think […]; now I think […], because […].", "I wait."))
        return ()

    monkeypatch.setattr("coachlog.app.editor.edit_and_keep", edit)
    typed += ["", "", "", "e", "q"]
    assert run("report", "--ask").status == 0
    assert "I wait." in page.read_text()


def test_the_partners_line_that_a_gap_means_is_on_the_screen_alone(example, run, page, asked):
    people = example / "coachlog.yml"
    people.write_text(re.sub(r"(?m)^ *quote: .*\n", "", people.read_text()))
    err = run("report", "--ask").err
    assert "Meant is, on your screen only: 29 October, Sam Sample: asked for help before the week got heavy" in err
    assert "asked for help before the week got heavy" not in page.read_text()
    assert all(one.count("asked for help before") <= 1 for one in err.split("words so far")), "said once each"


def test_a_page_that_an_editor_made_prettier_is_asked_on(example, run, page, typed):
    run("report", "--no-edit")
    for old, new in (("'", "’"), ("[…]", "\\[...\\]"), ("“", '"'), ("\n", "\r\n")):
        page.write_bytes(page.read_bytes().replace(old.encode(), new.encode()))
    typed += ["I believed in answers.", "q"]
    assert run("report", "--ask").status == 0
    assert page.read_bytes().count(b"\r\nI believed in answers.\r\n") == 1
    assert b"**What did you believe" not in page.read_bytes()


def test_a_goal_without_a_baseline_pretends_nothing(example, run, page):
    goal = example / "goals" / "listen-before-suggesting-h9c5d.md"
    note = example / "meetings" / "2026-09-10.md"
    note.write_text(note.read_text().replace("ten minutes and ask for Sam's.", "ten minutes."))
    text = goal.read_text().replace("baseline: ideas from me in the first five minutes\n", "")
    goal.write_text(text.replace("I like solving things. I am often two sentences ahead, and it shows.\n", ""))
    run("report")
    page_text = page.read_text()
    assert "On 10 September my notes first say: “Robin wants to offer fewer ideas" in page_text
    assert "Before that it was like this: […]." in page_text
    note.write_text(note.read_text().replace("- Robin wants to offer", "- Robin: fewer questions, and to offer"))
    run("report")
    assert "On 10 September my notes first say: “fewer questions, and to offer fewer ideas" in page.read_text()
    goal.write_text(goal.read_text().replace("level: coach", "level: coach\nbaseline: 'Sam: always talking'"))
    run("report")
    assert "always talking" not in page.read_text()
    assert "At the start it was like this: […]." in page.read_text()


def test_arrow_keys_edit_the_line_and_write_nothing(example, run, page):
    status, _ = talk(["report", "--ask"], ["I waitex\x1b[D\x1b[Dd\x1b[C\x7f", "\x1b[A\x1b[A", "q"])
    assert status == 0
    text = page.read_text()
    assert "[A" not in text.partition("<!-- coachlog")[0]
    assert "[D" not in text
    assert "\nI waitdx\n" in text
    assert "**What is still hard, and what is your part in it?** […]" in text


def test_a_paste_of_several_paragraphs_is_one_answer(example, run, page):
    talk(["report", "--ask"], ["First I listened.\n\nThen I wrote\nit down.", "", "q"])
    text = page.read_text()
    assert "-->\nFirst I listened.\n\nThen I wrote\nit down.\n" in text
    assert "**What is still hard, and what is your part in it?** […]" in text


def test_a_shorter_answer_takes_the_place_of_a_longer_one_only_if_asked(example, run, page, typed):
    typed += ["A long answer of mine.", "", "back", "x", "n", "q"]
    err = run("report", "--ask").err
    assert "Your answer stays as it was." in err
    assert "A long answer of mine." in page.read_text()


def test_a_whole_sentence_says_the_frame_once(example, run, page, asked):
    asked |= {
        "The goal moved because": "The goal moved because the marks were honest.",
    }
    result = run("report", "--ask")
    assert "the words around it are there already" in result.err
    assert "1 of 8 answers are in" in result.out
    text = page.read_text()
    assert "\nThe goal moved because the marks were honest.\n" in text


def test_what_was_rewritten_by_hand_is_not_shown_beside_a_question(example, run, page, typed):
    run("report", "--no-edit")
    old = "The coaching plan was too much at first sight."
    page.write_text(re.sub(rf"{old}.*", "The plan was long.", page.read_text()))
    assert old not in run("report", "--ask").err
