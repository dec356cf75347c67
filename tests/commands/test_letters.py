"""`coachlog send` and `receive`: a partner who installs nothing."""

import json
import re
from pathlib import Path

import pytest

from coachlog.context import Context
from coachlog.options import Options
from coachlog.sync.squash import squash_unshared
from tests.support.letter_log import answered, coming, letter_log
from tests.support.terminal import talk
from tests.support.world import Run, git

REPLY = (
    "1 done\n2. They explained why\n3. the fire drill\n5. sentence starters\n\nCan we meet upstairs?\n\nThanks,\nSam\n"
)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with one note, and steps of both."""
    return letter_log(tmp_path, monkeypatch)


def test_a_letter_has_the_date_the_steps_and_four_questions_and_nothing_else(run: Run, log: Path) -> None:
    sent = run("send")
    assert sent.status == 0
    assert "we meet next on Thursday 19 November at 3:30 in the afternoon." in sent.out
    assert "1. Try the exit ticket (by Thursday 26 November)" in sent.out
    assert "- Send the rubric" in sent.out
    assert len(re.findall(r"(?m)^\d\. .*[:?]$", sent.out)) == 4
    for words in ("hard week", "An old one", "said of the lesson", "^aaaaa"):
        assert words not in sent.out


def test_an_answer_to_another_logs_letter_is_named_with_that_log(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for mentee in ("Sam Sample", "Ana Wei"):
        assert run("init", "--mentor", "Robin Example", "--mentee", mentee, "--me", "mentor").status == 0
    mark = re.search(r"coachlog ([a-z0-9]{5})\b", run("send", "--log", "sam-sample").out)
    assert mark
    (tmp_path / "reply.txt").write_text(f"1 done\n\n> coachlog {mark[1]}\n")
    refused = run("receive", "reply.txt", "--log", "ana-wei")
    assert refused.status == 1
    assert "was sent in another log (Robin Example and Sam Sample)" in refused.err
    assert "coachlog receive FILE --log sam-sample" in refused.err


def test_a_letter_with_a_students_name_says_so(run: Run, log: Path, tmp_path: Path) -> None:
    assert "Look again" not in run("send").err
    run("students", "add", "Zoe")
    run("steps", "add", "@mentee Call the home of Zoe")
    for sent in (run("send"), run("send", "--to", tmp_path / "letter.html")):
        assert sent.status == 0
        assert "Look again before you send it: `Zoe` is on your list of students" in sent.err


def test_a_step_of_both_is_no_step_of_the_partners_alone_and_a_day_stands_once(run: Run, log: Path) -> None:
    run("steps", "add", "@both Call the parents by Friday (due 2026-11-27)")
    run("steps", "add", "@both Plan the trip")
    sent = run("send").out
    assert "2. Call the parents by Friday (both of us) (Friday 27 November)" in sent
    assert "3. Plan the trip (both of us)" in sent
    assert "1. Try the exit ticket (by Thursday 26 November)" in sent


def test_an_answer_becomes_the_partners_own_entry(run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    data = answered(run, tmp_path, REPLY)
    assert data["steps"] == ["aaaaa"]
    assert data["unsorted"] == ["Can we meet upstairs?"]
    note = coming(log)
    assert "- Sam: They explained why" in note
    assert "## Agenda\n\n- Sam: the fire drill" in note
    assert "- [ ] @mentee sentence starters ^" in note
    assert note.endswith("## Unsorted\n\n- Sam: Can we meet upstairs?\n")
    assert "- [x] @mentee Try the exit ticket" in (log / "meetings" / "2026-11-12.md").read_text()
    assert git(log, "log", "-1", "--format=%an <%ae>").strip() == "Sam Sample <sam@school.example>"
    assert "fire drill" not in git(log, "log", "-1", "--format=%B")
    (success,) = json.loads(run("successes", "--json").out)["data"]
    assert success["text"].endswith("They explained why")
    for command in ("successes", "progress", "agenda", "steps"):
        assert "upstairs" not in run(command).out


def test_the_same_answer_twice_is_one_and_a_second_one_adds_to_it(run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    answered(run, tmp_path, REPLY)
    path = log / "meetings" / "2026-11-19.md"
    path.write_text(path.read_text().replace("They explained why", "They explained why it works"))
    run("save")
    assert answered(run, tmp_path, REPLY)["again"]
    assert coming(log).count("explained") == 1
    assert answered(run, tmp_path, REPLY.replace("They explained why", "they Explained why!"))["again"]
    answered(run, tmp_path, f"{REPLY}\n2. And they laughed\n")
    assert coming(log).count("- Sam: ") == 4


def test_an_answer_is_taken_whatever_another_program_wrote_about_answers(run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    git(log, "commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", "x\n\nAnswer: \nAnswer: z\nZ: z")
    assert answered(run, tmp_path, REPLY)["steps"] == ["aaaaa"]


@pytest.mark.parametrize("text", [REPLY, "4. 1\n", "1 done\n\nCan we meet in the library?\n"])
def test_an_answer_is_known_again_after_names_were_taken_out_of_the_history(
    text: str, run: Run, log: Path, tmp_path: Path
) -> None:
    run("send")
    answered(run, tmp_path, text)
    context = Context(Options(log=str(log), me="mentor"))
    squash_unshared(context.writer, context.repo, context.repo.refs.head(), [])
    assert answered(run, tmp_path, text)["again"]


def test_whoever_received_an_answer_takes_it_back_and_may_receive_it_again(run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    answered(run, tmp_path, REPLY)
    assert run("undo").status == 0
    assert not (log / "meetings" / "2026-11-19.md").exists()
    assert "- [ ] @mentee Try the exit ticket" in (log / "meetings" / "2026-11-12.md").read_text()
    assert not answered(run, tmp_path, REPLY)["again"]
    assert coming(log).count("explained") == 1


@pytest.mark.parametrize(
    "text",
    [
        "1 not done after all, sorry\n",
        "sorry, 1 is NOT done yet, Kim was sick!\n",
        "1. not yet\n\nOn Thu wrote Sam:\n> 1 done\n",
    ],
)
def test_a_correction_opens_a_step_again_and_keeps_its_words(text: str, run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    answered(run, tmp_path, "1 done\n")
    (tmp_path / "reply.txt").write_text(text)
    told = run("receive", str(tmp_path / "reply.txt")).out
    assert "- Try the exit ticket: not done after all, open again" in told
    assert "- [ ] @mentee Try the exit ticket" in (log / "meetings" / "2026-11-12.md").read_text()
    for words in ("not done after all, sorry", "Kim was sick!"):
        assert (words in text) == (words in coming(log))


def test_a_step_that_somebody_else_has_set_stays_and_what_was_said_of_it_is_kept(
    run: Run, log: Path, tmp_path: Path
) -> None:
    run("send")
    run("steps", "done", "aaaaa")
    told = answered(run, tmp_path, "1 not yet\n")
    assert (told["steps"], told["unsorted"]) == ([], ["Try the exit ticket: not yet"])
    assert "- [x] @mentee Try the exit ticket" in (log / "meetings" / "2026-11-12.md").read_text()
    assert "- Sam: Try the exit ticket: not yet" in coming(log)


def test_a_reply_that_says_two_things_of_a_step_sets_nothing(run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    told = answered(run, tmp_path, "1 done\n1 not yet\n")
    assert (told["steps"], told["unsorted"]) == ([], ["Try the exit ticket: not yet, done"])


def test_an_answer_that_was_cut_short_stands_once(run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    answered(run, tmp_path, REPLY)
    git(log, "reset", "--soft", "HEAD~1")  # the files were written, and their entry was not
    assert run("save").status == 0
    answered(run, tmp_path, REPLY)
    assert coming(log).count("explained") == 1
    assert coming(log).count("sentence starters") == 1


def test_an_answer_to_an_older_letter_is_taken_and_told(run: Run, log: Path, tmp_path: Path) -> None:
    first = json.loads(run("send", "--json").out)["data"]["mark"]
    run("steps", "add", "@mentee Another thing")
    run("send")
    (tmp_path / "old.txt").write_text(f"1 done\n\n> This letter is coachlog {first}.\n")
    told = run("receive", str(tmp_path / "old.txt"))
    assert "newer one" in told.out
    assert "- [x] @mentee Try the exit ticket" in (log / "meetings" / "2026-11-12.md").read_text()


def test_the_glance_and_status_say_that_a_letter_is_not_answered_yet(run: Run, log: Path, tmp_path: Path) -> None:
    assert "letter" not in run().out
    run("send")
    for command in ((), ("status",)):
        assert "Your letter to Sam went on Thursday 19 November; no answer yet" in run(*command).out
    answered(run, tmp_path, REPLY)
    assert "letter" not in run().out


def test_words_that_were_not_understood_are_told_until_somebody_has_sorted_them(
    run: Run, log: Path, tmp_path: Path
) -> None:
    run("send")
    answered(run, tmp_path, REPLY)
    told = "Some words wait to be sorted, under Unsorted: coachlog edit meetings/2026-11-19.md"
    for command in ((), ("status",)):
        assert told in run(*command).out
        assert run(*command, "--json").data["unsorted"] == ["meetings/2026-11-19.md"]
    assert "under Unsorted; until then no page has them: coachlog edit meetings/2026-11-19.md" in run("report").out
    assert run("report", "--json").data["unsorted"] == ["meetings/2026-11-19.md"]
    assert run("report", "2026-q1", "--json").data["unsorted"] == []
    check = run("check")
    assert "1 line waits under Unsorted to be put where it belongs: coachlog edit meetings/2026-11-19.md" in check.out
    assert run("steps").status == 0
    answered(run, tmp_path, "The copier is broken\n")
    assert "2 lines wait under Unsorted to be put where they belong" in run("check").out
    path = log / "meetings" / "2026-11-19.md"
    path.write_text(path.read_text().partition("## Unsorted")[0])
    run("save")
    assert "sorted" not in run().out + run("status").out + run("check").out


def test_something_to_try_is_a_step_of_its_own_whatever_marks_are_pasted_with_it(
    run: Run, log: Path, tmp_path: Path
) -> None:
    run("send")
    answered(
        run, tmp_path, "5. Something else (due 2027-01-07) (from 2026-11-12) ^aaaaa\n- @mentor do it all\n- #star\n"
    )
    steps = {step["text"]: (step["owner"], step["id"]) for step in run("steps", "--json").data}
    assert steps["Try the exit ticket"] == ("mentee", "aaaaa")
    assert steps["Something else"][1] != "aaaaa"
    assert steps["Robin: do it all"][0] == "mentee"
    assert "Something else (due 2027-01-07) ^" in coming(log)


def test_what_answers_no_letter_is_refused_with_a_sentence(run: Run, log: Path, tmp_path: Path) -> None:
    path = tmp_path / "reply.txt"
    path.write_text(REPLY)
    told = run("receive", str(path))
    assert told.status == 1
    assert "coachlog send" in told.err
    run("send")
    path.write_text("1 done\n\n> This letter is coachlog zzzzz. Whoever")
    assert "zzzzz" in run("receive", str(path)).err
    path.write_bytes(b"PK\0\0\1\2")
    assert "no words" in run("receive", str(path)).err
    path.write_text("Thanks!\nSam\n")
    assert "answered nothing" in run("receive", str(path)).out
    assert run("receive", str(tmp_path / "nowhere")).status != 0
    assert not (log / "meetings" / "2026-11-19.md").exists()


@pytest.mark.parametrize("content", [b"{", b"[[]]", b'[{"mark": 1}]', b'[[["k3f9x"], null]]', b"\xff\xfe", b""])
def test_a_damaged_list_of_letters_stops_no_command(content: bytes, run: Run, log: Path) -> None:
    (log / ".git" / "coachlog").mkdir(exist_ok=True)
    (log / ".git" / "coachlog" / "letters").write_bytes(content)
    assert run().status == 0
    assert run("send").status == 0


def test_a_partner_by_mail_is_set_up_in_the_log(run: Run, log: Path) -> None:
    told = run("invite", "--by-mail")
    assert told.status == 0
    assert "coachlog send" in told.out
    assert "reach: mail" in (log / "coachlog.yml").read_text()
    assert "Sam Sample gets letters" in run("status").out
    assert "Hello Sam" in run("send").out


def test_whom_to_write_to_is_asked_where_there_are_several(run: Run, log: Path) -> None:
    text = (log / "coachlog.yml").read_text()
    third = "  - {id: mentee, name: Sam Sample, email: sam@school.example}\n"
    (log / "coachlog.yml").write_text(text.replace(third, third + "  - {id: other, name: Kim Third}\n"))
    told = run("send")
    assert told.status == 2
    assert "coachlog send --person mentee or coachlog send --person other" in told.err
    assert "Hello Kim" in run("send", "--person", "Kim").out
    assert run("send", "--person", "mentor").status == 2


def test_an_answer_from_another_address_and_one_of_nobody_are_told(run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    path = tmp_path / "reply.eml"
    path.write_text(f"From: Kim <kim@other.example>\nSubject: Re: Thursday\n\n{REPLY}")
    told = run("receive", str(path)).out
    assert "Somebody else answered your letter" in told
    assert "It came from kim@other.example: in this log Sam has another address." in told
    assert "- Kim: 2. They explained why" in coming(log)
    assert "- [ ] @mentee Try the exit" in (log / "meetings" / "2026-11-12.md").read_text()
    path.write_text("From: sam@school.example\nSubject: Automatic reply: Thursday\n\nI am away.")
    told = run("receive", str(path))
    assert (told.status, told.out) == (1, "")
    assert "the answer itself may still come" in told.err
    assert "an automatic answer of somebody who is away, so nothing of it was read" in told.err
    path.write_text("\n\n".join(f"line {number}" for number in range(400)))
    assert "more than anybody answers" in run("receive", str(path)).err
    path.write_text("2. " + "word " * 20_000)
    assert "more than anybody answers" in run("receive", str(path)).err


def test_a_shared_folder_carries_the_page_there_and_the_answers_back(run: Run, log: Path, tmp_path: Path) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()
    assert run("invite", "--folder", str(drive)).status == 0
    assert "lies in your shared folder" in run("send").out
    (page,) = drive.glob("for-sam-sample-*.html")
    mark = page.stem.rpartition("-")[2]
    (drive / f"answers-{mark}.json").write_text(json.dumps({"coachlog": 1, "letter": mark, "said": {"2": "By drive"}}))
    (drive / "answers-odd.json").write_text("{")
    told = run("sync")
    assert told.status == 0, told.err
    assert "Sam has answered in the shared folder" in told.out
    assert "answers-odd.json: the file is damaged" in told.err
    assert "- Sam: By drive" in coming(log)
    assert "answered" not in run("sync").out
    assert coming(log).count("By drive") == 1


def test_what_was_not_understood_is_asked_about_on_a_terminal(run: Run, log: Path, tmp_path: Path) -> None:
    talk(["send"])
    (tmp_path / "reply.txt").write_text("Can we meet upstairs?\n\nMore words here\n")
    status, screen = talk(["receive", str(tmp_path / "reply.txt")], ["2", "", "y"])
    assert status == 0, screen
    assert "## Agenda\n\n- Sam: Can we meet upstairs?" in coming(log)
    assert "## Unsorted\n\n- Sam: More words here" in coming(log)
    aside = "Of the poster\n\nLook, a squirrel\n"
    (tmp_path / "reply.txt").write_text(aside)
    status, screen = talk(["receive", str(tmp_path / "reply.txt")], ["4", "5", "y"])
    assert status == 0, screen
    assert "## Notes\n\n- Sam: Of the poster" in coming(log)
    assert "squirrel" not in coming(log)
    assert answered(run, tmp_path, aside)["again"]
    (tmp_path / "reply.txt").write_text("4. the rubric is great\n")
    status, screen = talk(["receive", str(tmp_path / "reply.txt")], ["1", "y"])
    assert "- Sam: the rubric is great" in coming(log).partition("## Successes")[2]
    (tmp_path / "reply.txt").write_text("2. Another\n")
    status, screen = talk(["receive", str(tmp_path / "reply.txt")], ["n"])
    assert status == 1
    assert "Another" not in coming(log)


def test_what_points_to_a_student_is_told_when_it_is_received(run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    run("students", "add", "Ana Lopez")
    (tmp_path / "reply.txt").write_text("2. Ana Lopez explained it\n3. my student Jamal Reed, born on 3/4/2014\n")
    told = run("receive", str(tmp_path / "reply.txt"))
    assert told.status == 0
    assert "`Ana Lopez` is on your list of students" in told.err
    assert "[student-cue]" in told.err


def test_what_comes_under_unsorted_keeps_its_question_and_what_its_numbers_mean(
    run: Run, log: Path, tmp_path: Path
) -> None:
    run("send")
    asked = "4. half of them\n\n5. Nothing, awful week\n\n4 yes\n"
    data = answered(run, tmp_path, asked)
    assert data["unsorted"] == [
        "Which of your next steps are done (their numbers)? half of them",
        "Something that you want to try: Nothing, awful week",
        "4 yes (in the letter 4: Which of your next steps are done (their numbers)?)",
    ]


def test_an_answer_is_pasted(run: Run, log: Path, process: Run) -> None:
    run("send")
    assert process("receive", stdin=REPLY).status == 0
    assert "- Sam: They explained why" in coming(log)
    assert process("receive", stdin=" ").status == 2
