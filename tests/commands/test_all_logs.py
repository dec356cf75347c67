"""Several logs on one computer: `--all-logs`, the glance over all, which one is written to, and logs at rest."""

import json
import shutil
from pathlib import Path

import pytest

from coachlog.context import Context
from tests.support.terminal import talk
from tests.support.world import Run

DAY = ("--today", "2026-11-19")


@pytest.fixture
def home(run: Run, sealed: Path) -> Path:
    """Two logs of one mentor, who is in neither folder."""
    for name in ("Sam Sample", "Lee Little"):
        assert run("init", "--mentor", "Dana Mentor", "--mentee", name, "--me", "mentor", *DAY).status == 0
    run("goals", "add", "Explain the reasoning", "--log", "sam-sample", *DAY)
    run("goals", "add", "Listen longer", "--log", "lee-little", *DAY)
    run("steps", "add", "Send Sam the book", "--due", "2026-11-26", "--log", "sam-sample", *DAY)
    run("steps", "add", "@mentee Try it", "--log", "lee-little", *DAY)
    run("note", "Sam waited", "--in", "successes", "--log", "sam-sample", *DAY)
    return sealed / "coachlog"


def test_a_listing_over_all_logs_is_grouped_by_pair_and_each_row_has_its_log(run: Run, home: Path) -> None:
    rows = run("goals", "--all-logs", "--json").data
    assert [(row["log"], row["title"]) for row in rows] == [
        ("sam-sample", "Explain the reasoning"),
        ("lee-little", "Listen longer"),
    ]
    shown = run("goals", "--all-logs").out
    assert shown.index("Dana Mentor and Sam Sample") < shown.index("Explain the") < shown.index("and Lee Little")
    steps = run("steps", "--all-logs", "--json").data
    assert [(row["log"], row["text"], row["due"]) for row in steps] == [
        ("sam-sample", "Send Sam the book", "2026-11-26"),
        ("lee-little", "Try it", None),
    ]


def test_a_log_without_anything_to_show_is_named_last(run: Run, home: Path) -> None:
    result = run("successes", "--all-logs")
    assert result.status == 0
    assert result.out.endswith("Nothing to show of: Dana Mentor and Lee Little\n")
    assert [row["log"] for row in run("search", "sam", "--all-logs", "--json").data] == ["sam-sample"] * 2


@pytest.mark.parametrize("command", ["agenda", "hours", "progress"])
def test_what_is_no_list_is_one_object_for_each_log(run: Run, home: Path, command: str) -> None:
    rows = run(command, "--all-logs", "--json").data
    assert [row["log"] for row in rows] == ["sam-sample", "lee-little"]
    assert "Dana Mentor and Lee Little" in run(command, "--all-logs").out


@pytest.mark.parametrize("command", ["lessons", "feedback"])
def test_lessons_and_feedback_are_listed_over_all(run: Run, home: Path, command: str) -> None:
    for name in ("sam", "lee"):
        more = ["--no-edit"] if command == "feedback" else []
        assert run(command, "add", f"Of {name}", "--log", name, *more).status == 0
    rows = run(command, "--all-logs", "--json").data
    assert [(row["log"], row["title"]) for row in rows] == [("sam-sample", "Of sam"), ("lee-little", "Of lee")]


def test_coachlog_outside_of_any_log_is_the_glance_over_all(run: Run, home: Path, monkeypatch) -> None:
    result = run(*DAY)
    for words in ("Dana Mentor and Sam Sample", "- Send Sam the book  (due 26 November)", "and Lee Little"):
        assert words in result.out
    assert "Try it" not in result.out  # Lee's
    assert [row["log"]["name"] for row in run("--json", *DAY).data] == ["sam-sample", "lee-little"]
    monkeypatch.chdir(home / "lee-little")
    assert "Lee Little" in run().out
    assert "Sam" not in run().out


def test_a_log_that_is_broken_or_away_is_named_and_the_others_are_shown(run: Run, home: Path) -> None:
    settings = home / "sam-sample" / "coachlog.yml"
    settings.write_text(settings.read_text() + "breaks: [", encoding="utf-8")
    result = run("goals", "--all-logs")
    assert result.status == 1
    assert "Listen longer" in result.out
    assert "sam-sample:1: coachlog.yml:" in result.err
    settings.write_text("people: [", encoding="utf-8")
    assert "is another one now, or its settings were damaged [cannot-read]" in run("goals", "--all-logs").err
    shutil.rmtree(home / "sam-sample")
    assert f"This log is no longer at {home / 'sam-sample'}" in run("logs").out
    result = run("goals", "--all-logs")
    assert (result.status, "Listen longer" in result.out) == (1, True)
    assert f"sam-sample:1: this log is no longer at {home / 'sam-sample'} [cannot-read]" in result.err
    (home / "lee-little" / "goals" / "bad-aaaaa.md").write_text("---\nlevel: [\n---\n", encoding="utf-8")
    assert "lee-little/goals/bad-aaaaa.md:3:" in run("goals", "--all-logs").err


def test_a_log_that_is_away_is_named_where_no_other_answers(run: Run, home: Path) -> None:
    shutil.rmtree(home / "sam-sample")
    sentence = f"this log is no longer at {home / 'sam-sample'}"
    assert sentence in run("goals", "--log", "sam-sample").err
    (home / "lee-little" / "coachlog.yml").write_text("- [", encoding="utf-8")
    refused = run("goals", "--all-logs")
    assert (refused.status, sentence in refused.err) == (3, True)
    shutil.rmtree(home / "lee-little")
    for words in (["goals"], [], ["goals", "--all-logs"]):
        refused = run(*words)
        assert (refused.status, sentence in refused.err) == (3, True)
        assert "to go on without it: coachlog logs close sam-sample" in refused.err


def test_a_log_that_is_gone_for_good_can_be_put_at_rest(run: Run, home: Path) -> None:
    (home / "sam-sample").rename(home.parent / "on-a-stick")
    assert run().status == 1
    assert run("logs", "close", "sam-sample").status == 0
    shown = run("goals", "--all-logs")
    assert (shown.status, "no longer at" in shown.err, "Listen longer" in shown.out) == (0, False, True)
    (home.parent / "on-a-stick").rename(home / "sam-sample")
    assert "1 more log at rest" in run("logs").out
    run("logs", "open", "sam-sample")
    assert "Explain the reasoning" in run("goals", "--all-logs").out


def test_what_no_log_can_answer_is_refused_as_it_is_in_one(run: Run, home: Path) -> None:
    result = run("hours", "2026-99", "--all-logs")
    assert result.status == 2
    assert not result.out


def test_the_file_of_one_pairs_hours_is_not_written_over_all(run: Run, home: Path, sealed: Path) -> None:
    refused = run("hours", "--csv", "hours.csv", "--all-logs")
    assert (refused.status, "this file is of one pair" in refused.err) == (2, True)
    assert not (sealed / "hours.csv").exists()
    assert run("hours", "--to", "hours.csv", "--all-logs", *DAY).status == 0
    rows = (sealed / "hours.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("log,date,start,minutes")
    assert [row.partition(",")[0] for row in rows[1:]] == ["sam-sample", "lee-little"]


def test_two_logs_of_one_name_are_told_apart_by_their_folders(run: Run, home: Path, sealed: Path) -> None:
    shutil.copytree(home / "lee-little", sealed / "other" / "lee-little")
    settings = sealed / "other" / "lee-little" / "coachlog.yml"
    settings.write_text(settings.read_text().replace("Lee Little", "Kim Kind").replace("id: ", "id: x", 1))
    run("logs", "--default", sealed / "other" / "lee-little")
    logs = {row["log"] for row in run("goals", "--all-logs", "--json").data}
    assert str(sealed / "other" / "lee-little") in logs
    assert len(logs) == 3


def test_a_log_is_known_by_the_partners_first_name(run: Run, home: Path) -> None:
    (home / "lee-little").rename(home / "fall")
    assert "Listen longer" in run("goals", "--log", "Lee").out
    assert "Listen longer" in run("goals", "--log", "lee little").out
    assert "means more than one log" in run("goals", "--log", "dana").err


def test_what_is_written_names_the_pair_and_outside_of_any_log_it_is_asked_for(run: Run, home: Path) -> None:
    assert "Kept in the log of Dana Mentor and Sam Sample." in run("note", "x", *DAY).err
    status, screen = talk(["note", "They listened", *DAY], ["nothing", "7", "2"])  # about students first
    assert status == 0, screen
    assert "1  Dana Mentor and Sam Sample\n2  Dana Mentor and Lee Little" in screen
    assert "In whose log" in screen
    assert "there is no log `7`" in screen
    assert "They listened" in (home / "lee-little" / "meetings" / "2026-11-19.md").read_text()
    _, screen = talk(["steps", "add", "Call", *DAY], ["lee"])
    assert "Kept in the log of Dana Mentor and Lee Little." in screen
    _, screen = talk(["goals"])
    assert "In whose log" not in screen


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions that somebody at a terminal was asked, who works in Lee's log and else takes what is offered."""
    asked: list[str] = []
    answers = {"In whose log": "Lee", "term end": "tomorrow", "begin": "today"}

    def ask(question: str, default: str, *_: object) -> str:
        asked.append(question)
        return next((answer for words, answer in answers.items() if words in question), default)

    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr("coachlog.render.asking.ask", ask)
    monkeypatch.setattr("coachlog.render.asking.confirm", lambda _question, default: default)
    return asked


ASKING = [["note", "x"], ["plan"], ["star"], ["report", "--no-edit"], ["feedback", "add", "--from", "Kim"]]
SILENT = [
    *(["goals"], ["plan", "--log", "sam"], ["students", "add", "Kai"], ["logs"], ["report", "--all-logs", "--no-edit"]),
    ["init", "--mentor", "Dana", "--mentee", "Bo", "--me", "mentor"],
]


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("words", "times"), [*((words, 1) for words in ASKING), *((words, 0) for words in SILENT)])
def test_what_changes_one_log_asks_once_for_it(
    run: Run, home: Path, questions: list[str], words: list[str], times: int
) -> None:
    done = run(*words, *DAY)
    assert done.status == 0, done
    assert len([question for question in questions if "In whose log" in question]) == times


def test_a_log_at_rest_is_out_of_the_listings_readable_and_comes_back(run: Run, home: Path) -> None:
    closed = run("logs", "close", "sam")
    assert (
        closed.out
        == "At rest: sam-sample: Dana Mentor and Sam Sample. To take it back: coachlog logs open sam-sample\n"
    )
    assert [row["log"] for row in run("goals", "--all-logs", "--json").data] == ["lee-little"]
    assert [(row["name"], row["default"]) for row in run("logs", "--json").data] == [("lee-little", True)]
    assert "1 more log at rest: coachlog logs --all" in run("logs").out
    assert [row["closed"] for row in run("logs", "--all", "--json").data] == [False, True]
    assert "Explain the reasoning" in run("goals", "--log", "sam-sample").out
    assert "Listen longer" in run("goals").out
    assert run(*DAY).out.startswith("Dana Mentor and Lee Little")
    run("logs", "close", "lee")
    refused = run("goals")
    assert (refused.status, "all your logs are at rest" in refused.err) == (3, True)
    assert run("goals", "--all-logs").status == 3
    assert run("logs", "open", "sam").out.startswith("Back among your logs: sam-sample")
    assert [row["log"] for row in run("goals", "--all-logs", "--json").data] == ["sam-sample"]
    assert "there is no log `nobody`" in run("logs", "close", "nobody").err


def test_a_log_that_is_not_on_the_list_is_told_when_it_is_to_rest(run: Run, home: Path) -> None:
    (home / "logs.json").unlink()
    assert "is not on the list of your logs" in run("logs", "close", home / "sam-sample").err


def test_a_log_at_rest_stays_at_rest_where_its_folder_moves(run: Run, home: Path) -> None:
    run("logs", "close", "sam")
    (home / "sam-sample").rename(home / "elsewhere")
    assert [row["name"] for row in run("logs", "--json").data] == ["lee-little"]
    assert [row["name"] for row in run("logs", "--all", "--json").data] == ["lee-little", "elsewhere"]
    assert json.loads((home / "logs.json").read_text())["closed"]


def test_an_answer_over_all_logs_goes_into_a_file(run: Run, home: Path, sealed: Path) -> None:
    assert run("goals", "--all-logs", "--to", "goals.md").status == 0
    text = (sealed / "goals.md").read_text()
    assert "Dana Mentor and Lee Little" in text
    assert text.startswith("# All logs")


def test_a_page_that_is_usually_for_others_is_of_each_pair(run: Run, home: Path, sealed: Path) -> None:
    assert run("hours", "--sheet", "--all-logs", "--to", "hours.md", *DAY).status == 0
    text = (sealed / "hours.md").read_text(encoding="utf-8")
    assert "Sam Sample" in text
    assert "Lee Little" in text
