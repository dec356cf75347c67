"""`coachlog students`: the names are listed, added and removed by command, and asked for before the first share."""

from pathlib import Path

import pytest

from coachlog.actions.own.student_list import ask_for_students
from coachlog.app.command import _ask_for_students as ask_first
from coachlog.context import Context
from coachlog.options import Options
from tests.support.two import Two
from tests.support.world import Run


@pytest.fixture
def names(sealed: Path) -> Path:
    return sealed / "coachlog" / "own" / "students.txt"


def test_names_are_added_listed_and_removed_outside_every_log(run: Run, names: Path) -> None:
    assert "coachlog students add Kai Zoe" in run("students").out
    assert run("students", "add", "Kai", "Zoë Brown", "Mo -> Student A", "Bo, Lu").status == 0
    assert [row["name"] for row in run("students", "--json").data] == ["Kai", "Zoë Brown", "Mo", "Bo", "Lu"]
    assert "Mo  (write Student A)" in run("students", "list").out
    assert run("students", "remove", "zoe brown", "KAI").status == 0
    assert [row["name"] for row in run("students", "--json").data] == ["Mo", "Bo", "Lu"]
    assert names.read_text(encoding="utf-8").endswith("\nMo -> Student A\nBo\nLu\n")


def test_what_is_there_is_not_added_again_and_what_is_not_is_refused(run: Run, names: Path) -> None:
    run("students", "add", "Zoë")
    before = names.read_bytes()
    assert "Already on your list." in run("students", "add", "Zoe", "ZOË").out
    assert names.read_bytes() == before
    refused = run("students", "remove", "Zoë", "Kai")
    assert (refused.status, names.read_bytes()) == (1, before)
    assert "`Kai` is not on your list" in refused.err
    assert run("students", "add", "123").status == 2


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_list_typed_by_hand_keeps_its_words_and_its_form(run: Run, names: Path, codec: str) -> None:
    names.parent.mkdir(parents=True)
    names.write_bytes("# period 3\r\nZoë -> Student A # new\r\nBo, Mo".encode(codec))
    run("students", "add", "Kai")
    run("students", "remove", "Bo")
    text = names.read_bytes().decode(codec)
    assert text == "# period 3\r\nZoë -> Student A # new\r\nMo\r\nKai\r\n"


def test_init_invite_and_help_name_the_command(run: Run, two: Two) -> None:
    assert "coachlog students add" in run("init", "--mentor", "A", "--mentee", "B", "--me", "mentor").out
    assert "coachlog students add" in two.robin("invite", "--place", str(two.place)).out
    assert "students" in run("--help").out
    run("students", "add", "Kai")
    assert "coachlog students add" not in two.robin("invite", "--place", str(two.place)).out


def test_before_the_first_share_on_a_terminal_it_is_asked_once(
    two: Two, names: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_: Context, question: str, *_more: object, **_named: object) -> str:
        asked.append(question)
        return "Kai, Zoe"

    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr(Context, "ask", answer)
    monkeypatch.setattr(Context, "confirm", lambda *_, **__: True)
    two.robin.add("goals/ask-more-k3f9x.md", "- 2026-11-10: Kai asked twice")
    assert "`Kai` is on your list of students" in two.robin("sync").err
    two.robin("sync")
    assert len(asked) == 1
    assert names.read_text(encoding="utf-8").endswith("\nKai\nZoe\n")


@pytest.mark.parametrize("words", [("note", "Kai did well"), ("goals", "add", "Kai asks"), ("save",)])
def test_before_the_first_entry_on_a_terminal_it_is_asked_once(
    words: tuple[str, ...], two: Two, names: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    kept = two.robin.head

    def answer(_: Context, question: str, *_more: object, **_named: object) -> str:
        if "first names of students" in question:
            asked.append(question)
            assert two.robin.head == kept
        return "Kai, Zoe"

    monkeypatch.setattr("coachlog.app.command._ask_for_students", ask_first)
    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr(Context, "ask", answer)
    monkeypatch.setattr(Context, "confirm", lambda *_, **__: True)
    assert two.robin("goals").status == 0
    assert asked == []
    told = two.robin(*words).err
    assert two.robin(*words).status == 0
    assert len(asked) == 1
    assert names.read_text(encoding="utf-8").endswith("\nKai\nZoe\n")
    assert ("`Kai` is on your list of students" in told) is (words != ("save",))


@pytest.mark.parametrize(
    "words", [("report",), ("star", "1"), ("version",), ("help",), ("view", "--to", "pages"), ("undo", "--list")]
)
def test_what_keeps_nothing_in_the_log_does_not_ask(
    words: tuple[str, ...], two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("coachlog.app.command._ask_for_students", lambda _: asked.append("asked"))
    two.robin(*words)
    assert asked == []
    two.robin("note", "Kai did well")
    assert asked == ["asked"]


def test_without_a_terminal_nothing_is_asked(two: Two, names: Path) -> None:
    assert two.robin("sync").status == 0
    assert not names.exists()


@pytest.mark.parametrize("typed", [["Mia,", "Leon", "and", "Zoë"], ["Mia, Leon and Zoë"], ["Mia", "Leon & Zoë"]])
def test_an_and_between_names_is_no_name(run: Run, names: Path, typed: list[str]) -> None:
    run("students", "add", *typed)
    assert [row["name"] for row in run("students", "--json").data] == ["Mia", "Leon", "Zoë"]
    assert run("students", "remove", *typed).status == 0
    assert run("students", "--json").data == []


def test_a_command_that_was_typed_ahead_is_no_name(
    run: Run, names: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(['coachlog note "Kai smiled"', "note it --in successes", "Kai, Zoe"])
    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr(Context, "ask", lambda *_, **__: next(answers))
    ask_for_students(Context(Options()))
    assert capsys.readouterr().err.count("looks like a command, not like names") == 2
    assert [row["name"] for row in run("students", "--json").data] == ["Kai", "Zoe"]


@pytest.mark.parametrize("typed", ["no", "None.", "nobody", "n", "-", " "])
def test_a_no_at_the_first_exchange_is_no_name(
    run: Run, names: Path, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr(Context, "ask", lambda *_, **__: typed)
    ask_for_students(Context(Options()))
    assert names.exists()
    assert run("students", "--json").data == []


def test_a_name_that_the_file_still_has_is_not_told_as_gone(run: Run, two: Two) -> None:
    run("students", "add", "Kai")
    two.robin.add("goals/ask-more-k3f9x.md", "- 2026-11-10: Kai asked twise")
    two.robin("save")
    two.robin.change("goals/ask-more-k3f9x.md", "twise", "twice")
    two.robin("save")
    told = two.robin("sync").err
    assert "`Kai` is on your list of students" in told
    assert "gone since" not in told
    shared = two.robin.read("goals/ask-more-k3f9x.md")
    for text in (f"{shared}- 2026-11-11: more\n", shared):  # what came since is undone: the file is as it was shared
        two.robin.write("goals/ask-more-k3f9x.md", text)
        two.robin("save")
    assert "Kai" not in two.robin("sync").err
    two.robin.add("goals/ask-more-k3f9x.md", "- 2026-11-11: Kai again")
    two.robin("save")
    two.robin.change("goals/ask-more-k3f9x.md", "- 2026-11-11: Kai again", "- 2026-11-11: Student A again")
    assert "gone since" in two.robin("sync").err


def test_what_is_too_long_for_a_name_is_named_with_its_line_and_costs_nothing(run: Run, names: Path) -> None:
    """A pattern was made of each letter of it: a text of a megabyte took all memory there is."""
    names.parent.mkdir(parents=True, exist_ok=True)
    names.write_text(f"Kai\n{'x' * 1_100_000}\nZoe\n")
    done = run("students")
    assert [row["name"] for row in run("students", "--json").data] == ["Kai", "Zoe"]
    assert f"{names}:2: this is too long for a student's name" in done.err
    refused = run("students", "add", "y" * 90)
    assert (refused.status, "too long for a student's name" in refused.err) == (2, True)


def test_a_name_in_a_page_is_found_by_the_check_that_the_refusal_names(run, example, own):
    run("students", "add", "Kofi")
    run("report")
    (page,) = (own / "reflections").glob("*fall.md")
    page.write_text(page.read_text(encoding="utf-8") + "\nKofi asked me why.\n", encoding="utf-8")
    refused = run("report", "--to", str(example.parent / "page.md"))
    assert refused.status == 1
    assert "coachlog check --page" in refused.err
    line = len(page.read_text(encoding="utf-8").splitlines())
    assert f"{page}:{line}: `Kofi` is on your list of students" in run("check", "--page").err
