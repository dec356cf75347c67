"""What lies between the two: said after each change, at a glance, and before and after a meeting's note."""

from pathlib import Path

import pytest

from coachlog.context import Context
from coachlog.storage.files import Folder
from tests.support.two import GOAL, Someone, Two, begin
from tests.support.world import git


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal on which each question for yes or no is answered as it is meant, and every other with Enter."""
    questions: list[str] = []

    def confirm(_: Context, question: str, *, default: bool) -> bool:
        questions.append(question)
        return default

    monkeypatch.setattr("coachlog.actions.exchange.privacy_gate.ask_for_students", lambda _: None)
    monkeypatch.setattr(Context, "interactive", property(lambda _: True))
    monkeypatch.setattr(Context, "confirm", confirm)
    monkeypatch.setattr("coachlog.render.asking.read_line", lambda *_: "")
    return questions


def test_after_each_change_it_is_said_how_much_is_only_here(two: Two) -> None:
    assert two.sam("note", "one", "--in", "notes").err == "1 change is only on this computer: coachlog sync\n"
    assert two.sam("note", "two", "--in", "notes").err == "2 changes are only on this computer: coachlog sync\n"
    assert two.sam("note", "three", "--in", "notes", "--json").err == ""
    assert two.sam("goals").err == ""
    assert two.sam.sync().err == ""


def test_a_log_that_nobody_shares_says_nothing_of_it(tmp_path, run) -> None:
    alone = begin(tmp_path / "alone", run)
    assert alone("note", "one", "--in", "notes").err == ""
    assert alone("--json").data["not_shared"] is None


def test_the_glance_says_what_is_new_and_what_is_only_here(two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.robin.sync()
    two.sam("note", "one", "--in", "notes")
    two.sam.git("pull", "-q", "--no-rebase", "--no-edit", str(two.place), "main")
    told = two.sam()
    assert "1 thing new from your partner: coachlog news" in told.out
    assert "only on this computer: coachlog sync" in told.out
    data = two.sam("--json").data
    assert (data["news"], data["kept_twice"]) == (1, 0)
    two.settle()
    assert "new from your partner" not in two.sam().out


def test_status_says_that_an_exchange_was_stopped_in_the_middle(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.robin.sync()
    with monkeypatch.context() as patch:
        patch.setattr(Folder, "write_all", stopped)
        assert two.sam("sync").status == 130
    told = "An exchange was stopped in the middle: coachlog sync finishes it.\n"
    assert told in two.sam("status").out
    assert two.sam("status", "--json").data["interrupted"] is True
    two.sam.sync()
    assert "from robin" in two.sam.read(GOAL)
    assert told not in two.sam("status").out
    assert two.sam("status", "--json").data["interrupted"] is False


def test_status_of_a_copy_of_the_partners_own_log_says_that_it_is_on_this_computer_only(
    two: Two, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "-q", str(two.robin.root), "copy")
    copy = Someone("mentee", tmp_path / "copy", two.sam.run)
    told = copy("status")
    assert told.status == 0
    assert told.out.startswith("Everything is kept.\nThis log has no shared place yet: it is on this computer only.\n")
    assert copy("status", "--json").data["shared_place"] is None


def test_meet_looks_for_news_first_and_shares_at_the_end(two: Two, asked: list[str]) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.robin.sync()
    done = two.sam("meet", "--no-edit")
    assert done.status == 0
    assert "Robin, since" in done.err
    assert "from robin" in two.sam.read(GOAL)
    assert "Share it with your partner now?" in asked
    assert "Robin will see 2 changes." in done.err  # the note, and that it was about no goal
    two.robin.sync()
    assert "meetings/2026-11-19.md" in two.robin.files


def test_meet_goes_on_where_the_place_is_away(two: Two, asked: list[str]) -> None:
    two.place.rename(two.place.with_name("away.git"))
    done = two.sam("meet", "--no-edit")
    assert done.status == 0
    assert "your work is safe" in done.err
    assert "meetings/2026-11-19.md" in two.sam.files


def test_meet_without_a_shared_place_or_a_terminal_asks_nothing(two: Two, asked: list[str], tmp_path, run) -> None:
    alone = begin(tmp_path / "alone", run)
    assert alone("meet", "--no-edit").status == 0
    assert asked == []


def test_a_place_that_is_asleep_is_waited_for_no_longer_than_said(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    from coachlog.actions.exchange.share import fetch_quickly
    from coachlog.errors import SurroundingsError
    from coachlog.git.process import Git
    from coachlog.options import Options

    context = Context(Options(log=str(two.sam.root), me="mentee"))
    waited = []
    call = Git.call

    def timed(self: Git, *args: str, **more: object):
        if "quiet" in more:
            waited.append((more["timeout"], more["quiet"]))
        return call(self, *args, **more)

    monkeypatch.setattr(Git, "call", timed)
    fetch_quickly(context, 5.0)
    assert waited
    assert all(timeout <= 5 and quiet <= 5 for timeout, quiet in waited)
    two.place.rename(two.place.with_name("away.git"))
    with pytest.raises(SurroundingsError):
        fetch_quickly(context, 5.0)


def test_a_log_without_git_is_still_glanced_at(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    from coachlog.errors import SurroundingsError

    def fail(*_: object, **__: object) -> None:
        raise SurroundingsError("git is not there")

    two.sam("note", "one", "--in", "notes")
    monkeypatch.setattr("coachlog.actions.exchange.sharing_state.unshared_count", fail)
    assert Someone(two.sam.me, two.sam.root, two.sam.run)().status == 0
    assert two.sam("note", "two", "--in", "notes").status == 0
