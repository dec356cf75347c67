"""`coachlog feedback`: what others said of a lesson or of the coaching is listed and written down."""

from pathlib import Path

import pytest

from coachlog.context import Context
from tests.support.world import EXAMPLE, git, make_log

REAL = "ratios-in-the-real-world-x2p7d"
GOAL = "explain-and-listen-b6r2w"
TALKING = "who-does-the-talking-r4z9c"

BACK = """---
from: Lee Pretend
date: 2026-11-18
about: ratios-in-the-real-world-x2p7d
quote_ok: yes
mood: fine
---
# On your lesson

Dear Robin, thanks for sharing.

### I like:

- The doubter.

Glows
-----

* the audience

## I wonder…

- who keeps time?

## What if

Try a timer.

## Something else

## Strengths

kept
"""


def added(example, result):
    """The text of what `feedback add` made."""
    assert result.status == 0, result.err
    return (example / result.data["path"]).read_text(encoding="utf-8")


def own_notes(sealed):
    return sorted((sealed / "coachlog" / "own" / "notes").glob("*.md"))


def test_the_list_tells_who_said_what_of_what_and_what_came_of_it(run, example):
    out = run("feedback").out
    assert out.index("2026-10-20") < out.index("2026-11-03") < out.index("2026-11-17")
    assert "Kim Placeholder, literacy facilitator" in out
    assert "Ratios in the real world  applied" in out
    data = run("feedback", "--json").data
    assert data[0] == {
        "id": TALKING,
        "title": "Who does the talking?",
        "status": "applied",
        "date": "2026-10-20",
        "from": "Kim Placeholder, literacy facilitator",
        "about": REAL,
        "about_title": "Ratios in the real world",
        "quote_ok": True,
        "path": f"feedback/{TALKING}.md",
    }


def test_a_log_without_feedback_says_how_to_write_some_down(run, example):
    for path in (example / "feedback").iterdir():
        path.unlink()
    result = run("feedback")
    assert result.status == 0
    assert "coachlog feedback add --from NAME" in result.out


def test_feedback_that_cannot_be_read_is_told_of(run, example):
    (example / "feedback" / "bad.md").write_text("---\n- no\n---\n", encoding="utf-8")
    result = run("feedback")
    assert result.status == 1
    assert "feedback/bad.md:" in result.err


def test_feedback_is_written_down_by_hand(run, example):
    result = run(
        *("feedback", "add", "Whose turn?", "--from", "Kim: a peer", "--about", "real world", "--on", "2026-11-12"),
        *("--strength", "The doubter", "--strength", "# not a heading", "--question", "Who keeps time?"),
        *("--suggestion", "A timer", "--asked", "Is it lively?", "--will", "We try it", "--quote-ok"),
        *("--status", "discussed", "--json"),
    )
    text = added(example, result)
    front = f'type: feedback\ndate: 2026-11-12\nfrom: "Kim: a peer"\nabout: {REAL}\nstatus: discussed\nquote_ok: true\n'
    assert text.startswith(f"---\n{front}---\n\n# Whose turn?\n")
    for heading, words in (
        ("What I asked", "- Is it lively?"),
        ("Strengths", "- The doubter\n- \\# not a heading"),
        ("Questions", "- Who keeps time?"),
        ("Suggestions", "- A timer"),
        ("What we will do", "- We try it"),
    ):
        assert f"-->\n\n{words}\n" in text.partition(f"## {heading}\n")[2].partition("\n## ")[0] + "\n"
    assert result.data["quote_ok"] is True
    assert git(example, "log", "-1", "--format=%s").strip() == "feedback add: 1 piece of feedback"
    assert git(example, "status", "--porcelain") == ""
    assert run("check").status == 0


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("--from", "Kim"), "Feedback from Kim"),
        (("--from", "Kim", "--about", GOAL), "Feedback from Kim on Explain, listen, build on it"),
        (("--strength", "a"), "Feedback of 19 November 2026"),
        (("🎉",), "🎉"),
    ],
)
def test_feedback_without_a_title_gets_one(run, example, words, title):
    result = run("feedback", "add", *words, "--json")
    if title.endswith("build on it"):
        title = f"Feedback from Kim on {run('goals', 'show', GOAL, '--json').data['title']}"
    assert result.data["title"] == title
    assert result.data["status"] == "received"
    assert result.data["date"] == "2026-11-19"


def test_a_file_that_came_back_is_taken_in_under_our_headings(run, example, tmp_path):
    file = tmp_path / "back.md"
    file.write_bytes(BACK.replace("\n", "\r\n").encode())
    result = run("feedback", "add", "--file", file, "--json")
    text = (example / result.data["path"]).read_bytes().decode().replace("\r\n", "\n")
    assert "\r" not in text
    body = BACK.partition("---\n# ")[2]
    for old, new in (("### I like:", "## Strengths"), ("Glows\n-----", "## Strengths")):
        body = body.replace(old, new)
    body = body.replace("## I wonder…", "## Questions").replace("## What if", "## Suggestions")
    assert text.endswith("---\n# " + body)
    assert "mood: fine\n" in text
    assert result.data | {"path": ""} == {
        "id": result.data["id"],
        "title": "On your lesson",
        "status": "received",
        "date": "2026-11-18",
        "from": "Lee Pretend",
        "about": REAL,
        "about_title": "Ratios in the real world",
        "quote_ok": True,
        "path": "",
    }
    assert "On your lesson (Lee Pretend, received)" in run("lessons", "show", REAL).out


def test_titles_of_a_plain_text_over_lists_are_our_headings(run, example, tmp_path):
    file = tmp_path / "kim.txt"
    file.write_text(
        "Strengths:\n- a clear task\nQuestions:\n* who reads?\nSuggestions\n1. more time\n2. less talk\n", "utf-8"
    )
    result = run("feedback", "add", "--from", "Kim", "--file", file, "--no-edit", "--json")
    text = (example / result.data["path"]).read_text("utf-8")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == ["## Strengths", "## Questions", "## Suggestions"]
    assert text.index("a clear task") < text.index("## Questions") < text.index("who reads?") < text.index("1. more")
    assert run("check").status == 0


def test_what_is_typed_wins_over_what_a_file_says(run, example, tmp_path):
    file = tmp_path / "back.md"
    file.write_text(BACK, encoding="utf-8")
    words = ("--from", "Kim", "--about", GOAL, "--on", "2026-11-01", "--strength", "more", "Mine")
    result = run("feedback", "add", "--file", file, *words, "--json")
    assert (result.data["from"], result.data["about"], result.data["date"]) == ("Kim", GOAL, "2026-11-01")
    text = added(example, result)
    assert "\n# Mine\n\n# On your lesson\n" in text
    assert "- The doubter.\n- more\n" in text


@pytest.mark.parametrize("about", ["none-of-ours", "[a]", "Ratios in the real world"])
def test_a_file_without_facts_is_welcome_and_only_names_a_lesson_that_there_is(run, example, tmp_path, about):
    file = tmp_path / "back.md"
    file.write_text(f"---\nabout: {about}\n---\n# Strengths\n\n- all\n", encoding="utf-8")
    result = run("feedback", "add", "--file", file, "--json")
    known = about.startswith("Ratios")
    assert result.data["about"] == (REAL if known else None)
    assert result.data["title"] == (f"Feedback on {about}" if known else "Feedback of 19 November 2026")
    assert added(example, result).endswith("\n\n## Strengths\n\n- all\n")


def test_a_wrong_date_in_a_file_is_told_of_and_the_rest_is_kept(run, example, tmp_path):
    file = tmp_path / "back.md"
    file.write_text("---\ndate: soon\n---\n# Back\n\nwords\n", encoding="utf-8")
    result = run("feedback", "add", "--file", file)
    assert result.status == 0
    assert "`soon` is not a date" in result.err


def test_a_file_that_is_none_is_refused(run, example, tmp_path):
    for name, content, said in (
        ("gone.md", None, "gone.md"),
        ("a.md", b"---\na: 1\n", "no closing"),
        ("b.md", b"\xff", "letters that cannot be read"),
    ):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        result = run("feedback", "add", "--file", tmp_path / name)
        assert result.status in (1, 3)
        assert said in result.err
    assert git(example, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ((), 2, "there is no feedback to write down"),
        ((" ", "--from", "\x1b"), 2, "there is no feedback to write down"),
        (("--from", "Kim", "--about", "nothing like it"), 1, "there is no document"),
        (("--from", "Kim", "--on", "soon"), 2, "`soon` is not a date"),
        (("--from", "Kim", "--status", "liked"), 2, "`liked` is not one of"),
    ],
)
def test_what_says_nothing_or_names_nothing_is_refused_with_a_hint(run, example, words, status, said):
    result = run("feedback", "add", *words)
    assert result.status == status
    assert said in result.err
    assert git(example, "status", "--porcelain") == ""


def test_feedback_about_my_own_coaching_is_only_mine(run, example, sealed):
    result = run(
        "feedback", "add", "--about", "me", "--from", "Alex", "--suggestion", "Wait longer", "--status", "discussed"
    )
    assert result.status == 0
    assert "Only you can see it." in result.out
    (note,) = own_notes(sealed)
    text = note.read_text(encoding="utf-8")
    assert text.startswith("---\ntype: note\ndate: 2026-11-19\nfrom: Alex\nabout: me\nstatus: discussed\n")
    assert "# Feedback from Alex on my coaching\n" in text
    assert "- Wait longer\n" in text
    assert note.name.startswith("feedback-2026-11-19-")
    assert git(example, "status", "--porcelain") == ""
    assert git(example, "rev-list", "--count", "HEAD").strip() == "1"
    assert "Alex" not in git(example, "log", "-p", "--all", "--", "feedback").replace("Alex Invented", "")
    assert "Wait longer" in run("private").out
    assert run("check").status == 0
    assert "Feedback from Alex" not in run("feedback").out
    assert git(note.parent.parent, "log", "-1", "--format=%s").strip() == "feedback add: 1 note"


def test_a_file_about_me_goes_into_the_own_pages_without_being_told_to(run, example, sealed, tmp_path):
    file = tmp_path / "back.md"
    file.write_text(BACK.replace(REAL, "me"), encoding="utf-8")
    data = run("feedback", "add", "--file", file, "--json").data
    assert data["about"] == "me"
    assert Path(data["path"]) == own_notes(sealed)[0]


def test_showing_feedback_says_whether_it_may_be_quoted(run, example):
    out = run("feedback", "show", "who does").out
    assert out.startswith(
        f"{TALKING}: from Kim Placeholder, literacy facilitator, 20 October 2026, on “Ratios in the real world”, "
        "applied, may be quoted\n\n# Who does the talking?\n"
    )
    assert "not to be quoted outside the pair" in run("feedback", "show", "one-platform").out
    assert "Give each person in the room" in run("feedback", "show", TALKING, "--json").data["text"]
    result = run("feedback", "show", "nobody")
    assert result.status == 1
    assert "hint: coachlog feedback lists them" in result.err


def test_what_came_of_it_is_said_with_what_we_will_do(run, example):
    path = example / "feedback" / "room-for-feelings-n5q8m.md"
    before = path.read_text(encoding="utf-8")
    result = run("feedback", "status", "room", "applied", "--will", "One line each at the end", "--json")
    assert result.data["status"] == "applied"
    expected = before.replace("status: received", "status: applied").rstrip("\n") + "\n\n- One line each at the end\n"
    assert path.read_text(encoding="utf-8") == expected
    assert git(example, "log", "-1", "--format=%s").strip() == "feedback status: 1 piece of feedback applied"
    assert "is discussed now" in run("feedback", "status", "room", "DISCUSSED").out
    result = run("feedback", "status", "room", "liked")
    assert result.status == 2
    assert "`liked` is not one of received, discussed, applied" in result.err


def test_what_a_peer_said_comes_into_the_terms_reflection(run, example):
    run(
        "feedback",
        "add",
        "--from",
        "Lee Pretend",
        "--about",
        REAL,
        "--suggestion",
        "A timer in each room",
        "--quote-ok",
    )
    run("report", "--no-edit")
    pages = (example.parent / "home" / "coachlog" / "own" / "reflections").glob("*.md")
    assert any("A timer in each room" in page.read_text(encoding="utf-8") for page in pages)


def test_on_a_terminal_it_asks_who_said_it_and_opens_the_editor(run, example, monkeypatch, sealed):
    monkeypatch.setattr(Context, "interactive", True)
    monkeypatch.setattr(Context, "ask", lambda *_: "Kim")
    monkeypatch.setenv("EDITOR", "sed -i s/received/applied/")
    assert "Kept: " in run("feedback", "add", "Typed").out
    assert run("feedback", "show", "Typed", "--json").data["status"] == "applied"
    assert run("feedback", "show", "Typed", "--json").data["from"] == "Kim"
    run("feedback", "add", "--about", "me")
    assert "status: applied" in own_notes(sealed)[0].read_text(encoding="utf-8")
    assert "Kept: " not in run("feedback", "add", "Quick", "--strength", "a").out


def test_markup_and_control_characters_of_a_peer_are_shown_as_they_are(run, example):
    (example / "feedback" / "odd.md").write_text(
        "---\ntype: feedback\nfrom: '[red]x[/red]'\n---\n# A\x1b[31m\n", "utf-8"
    )
    out = run("feedback").out
    assert "[red]x[/red]" in out
    assert "\x1b" not in out


def test_nobody_who_is_unknown_here_writes_feedback(run, tmp_path, monkeypatch):
    root = make_log(tmp_path / "log", EXAMPLE, monkeypatch)
    (root / ".git" / "coachlog" / "me").unlink()
    result = run("feedback", "add", "--from", "Kim")
    assert result.status == 1
    assert "does not know who you are" in result.err


@pytest.mark.parametrize("typed", [["feedback", "add", "--file"], ["receive"], ["hours", "--form"], ["import"]])
def test_a_file_that_is_not_there_is_said_to_be_missing(run, example, typed):
    result = run(*typed, example / "nowhere.md")
    assert result.status == 1
    assert f"there is no file {example / 'nowhere.md'}" in result.err
    assert "hint: type its name" in result.err


def test_a_word_with_which_two_pieces_begin_is_asked_about(run, example):
    run("feedback", "add", "Kim", "--strength", "one", "--no-edit")
    run("feedback", "add", "Kim Park, looks good", "--strength", "two", "--no-edit")
    file = next((example / "feedback").glob("*kim-park*"))
    file.rename(file.with_name("looks-good-from-her-" + file.name.rpartition("-")[2]))
    told = run("feedback", "status", "kim", "applied")
    assert told.status == 1
    assert "`kim` means more than one feedback" in " ".join(told.err.split())
    assert "applied" not in "".join(path.read_text("utf-8") for path in (example / "feedback").glob("*kim*"))
