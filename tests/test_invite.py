"""Inviting and joining: one line each, no word of git, and nothing half made."""

from pathlib import Path

import pytest

from coachlog.git.places import GitPlace
from coachlog.sharing import unshared_count, waiting_words
from coachlog.store.shared import recall
from tests.conftest import Run, git
from tests.two import FILES, GOAL, Someone, Two, bare, begin, clone, two

__all__ = ["two"]


def test_an_invitation_has_one_line_to_install_and_one_to_join(tmp_path: Path, run: Run) -> None:
    place = bare(tmp_path / "place.git")
    told = begin(tmp_path / "robin", run)("invite", "--place", str(place)).out
    assert f"The shared place works: {place}" in told
    assert "Sam will see 1 change. Nothing is waiting." in told
    assert "Send this to Sam:" in told
    assert "    pipx install coachlog\n" in told
    assert f"    coachlog join {place}\n" in told


def test_no_word_of_git_is_said_to_either(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "Our drive"
    robin = begin(tmp_path / "robin", run)
    told = robin("invite", "--folder", str(folder)).out + run("join", folder, tmp_path / "sam").out
    told = told.replace(str(tmp_path), "")
    assert f'coachlog join "{folder}"'.replace(str(tmp_path), "") in told
    for word in ("commit", "push", "pull", "merge", "branch", "remote", "HEAD", "repo", "clone"):
        assert word not in told


def test_inviting_again_says_the_same_and_tests_the_place_again(two: Two) -> None:
    again = two.robin("invite", "--json")
    assert again.status == 0
    assert again.data["place"] == str(two.place)
    assert f"coachlog join {two.place}" in again.data["message"]


def test_a_place_on_a_drive_is_made_where_there_is_none(tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "robin", run)
    assert robin("invite", str(tmp_path / "log.git")).status == 0
    assert git(tmp_path / "log.git", "rev-parse", "--is-bare-repository") == "true\n"
    refused = robin("invite", str(tmp_path / "no" / "such" / "log.git"))
    assert (refused.status, "there is no folder" in refused.err) == (3, True)
    refused = robin("invite", "--folder", str(tmp_path / "no" / "such"))
    assert (refused.status, "there is no folder" in refused.err) == (3, True)


def test_a_place_that_does_not_work_is_not_remembered(tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "robin", run)
    assert robin("invite", "ssh://-oProxyCommand=evil/x").status == 1
    assert robin("invite", "--folder", str(bare(tmp_path / "x.git"))).status == 2
    assert robin("invite").status == 2
    assert recall(robin.root) is None
    assert unshared_count(robin.root) is None


def test_a_history_in_a_cloud_drive_is_refused_with_the_reason(tmp_path: Path, run: Run) -> None:
    drive = tmp_path / "OneDrive"
    drive.mkdir()
    robin = begin(tmp_path / "robin", run)
    refused = robin("invite", "--place", str(drive / "log.git"))
    assert refused.status == 3
    assert "lies in OneDrive, which copies files one by one" in refused.err
    assert "coachlog invite --folder DIR" in refused.err
    assert robin("invite", "--folder", str(drive / "Coaching")).status == 0
    refused = run("join", drive / "Coaching", drive / "sam")
    assert refused.status == 3
    assert "lies in OneDrive" in refused.err


def test_another_place_may_take_over(two: Two, tmp_path: Path) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    new = tmp_path / "new.git"
    for person in (two.robin, two.sam):
        assert person("invite", "--place", str(new)).status == 0
    Two(two.robin, two.sam, new).settle()
    assert "from robin" in two.sam.read(GOAL)


def test_what_is_only_here_is_counted_without_looking_at_the_place(two: Two) -> None:
    assert unshared_count(two.robin.root) == 0
    two.robin("note", "a success", "--in", "successes")
    assert unshared_count(two.robin.root) == 1
    two.robin.sync()
    assert unshared_count(two.robin.root) == 0
    assert waiting_words(0) == "Nothing is waiting."
    assert waiting_words(1) == "1 change is only on this computer: coachlog sync"
    assert waiting_words(2) == "2 changes are only on this computer: coachlog sync"


# A new log with a place at once


def test_a_new_log_can_be_shared_at_once(tmp_path: Path, run: Run) -> None:
    place = tmp_path / "log.git"
    made = run("init", tmp_path / "robin", "--mentor", "Robin", "--mentee", "Sam", "--me", "mentor", "--remote", place)
    assert made.status == 0, made
    assert f"coachlog join {place}" in made.out
    both = Two(Someone("mentor", tmp_path / "robin", run), clone(place, tmp_path / "sam", run), place)
    both.settle()
    assert both.robin.git("config", "merge.coachlog.driver").startswith("coachlog merge-driver")


def test_a_new_log_is_shared_by_somebody(tmp_path: Path, run: Run) -> None:
    refused = run("init", tmp_path / "robin", "--mentor", "R", "--mentee", "S", "--remote", tmp_path / "log.git")
    assert refused.status == 2
    assert not (tmp_path / "robin").exists()


# Joining


def test_who_joins_has_all_of_it_and_is_told_what_to_type(two: Two, tmp_path: Path, run: Run, sealed: Path) -> None:
    joined = run("join", two.place, "--me", "mentee")
    assert joined.status == 0, joined
    root = sealed / "coachlog" / "robin"
    assert f"You are in: the log lies in {root}" in joined.out
    assert "coachlog sync" in joined.out
    sam = Someone("mentee", root, run)
    assert set(sam.files) == set(FILES)
    assert sam.git("status", "--porcelain") == ""
    assert (root / ".git" / "coachlog" / "me").read_text() == "mentee\n"
    assert run("logs").out.count("robin") >= 1
    second = run("join", two.place, "--me", "mentee", "--json")
    assert second.data["path"] == f"{root}-2"


def test_who_joins_is_known_by_their_e_mail_or_told_how_to_say_it(two: Two, tmp_path: Path, run: Run) -> None:
    assert "coachlog doctor --me mentee" in run("join", two.place, tmp_path / "one").out
    two.robin.change("coachlog.yml", "    role: mentee\n", "    role: mentee\n    email: sam@example.org\n")
    two.robin.sync()
    git(two.robin.root, "config", "--global", "user.email", "Sam@Example.org")
    assert run("join", two.place, tmp_path / "two", "--json").data["me"] == "mentee"
    assert run("join", two.place, tmp_path / "three", "--me", "nobody").status == 1
    assert not (tmp_path / "three").exists()


def test_joining_where_something_lies_is_refused(two: Two, tmp_path: Path, run: Run) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    assert "is not an empty folder" in run("join", two.place, tmp_path / "full").err
    assert "there is a log already" in run("join", two.place, two.sam.root).err
    (tmp_path / "empty").mkdir()
    assert run("join", two.place, tmp_path / "empty").status == 0


@pytest.mark.parametrize("what", ["nothing", "no log", "newer", "nowhere"])
def test_what_is_no_log_is_not_joined_and_leaves_nothing(what: str, two: Two, tmp_path: Path, run: Run) -> None:
    place = bare(tmp_path / "other.git")
    if what == "nowhere":
        place = tmp_path / "nowhere.git"
    elif what == "newer":
        two.sam.change("coachlog.yml", "coachlog: 1", "coachlog: 2")
        two.sam.git("commit", "-qam", "newer")
        two.sam.git("push", "-q", str(place), "main")
    elif what == "no log":
        two.sam.git("rm", "-q", "coachlog.yml")
        two.sam.git("commit", "-qm", "away")
        two.sam.git("push", "-q", str(place), "main")
    refused = run("join", place, tmp_path / "new")
    told = {
        "nothing": "there is no log in",
        "no log": "is no log",
        "newer": "needs a newer coachlog",
        "nowhere": "is not there",
    }
    assert refused.status == 3
    assert told[what] in refused.err
    assert not [path for path in tmp_path.iterdir() if "new" in path.name]


def test_a_join_that_was_stopped_is_begun_again(two: Two, tmp_path: Path, run: Run) -> None:
    (tmp_path / ".new-joining" / ".git").mkdir(parents=True)
    assert run("join", two.place, tmp_path / "new").status == 0
    assert not (tmp_path / ".new-joining").exists()


# On a terminal


@pytest.mark.parametrize("kept", [True, False])
def test_on_a_terminal_it_asks_which_place_and_signs_in_once(
    kept: bool, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = bare(tmp_path / "place.git")
    answers = iter(["2", str(place)])
    asked: list[bool] = []

    def sign_in(self: GitPlace) -> bool:
        asked.append(True)
        self._run("ls-remote", "HEAD", asking=True)
        return kept

    monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
    monkeypatch.setattr("coachlog.context.Context.ask", lambda *_, **__: next(answers))
    monkeypatch.setattr(GitPlace, "sign_in", sign_in)
    told = begin(tmp_path / "robin", run)("invite")
    assert told.status == 0, told
    assert asked == [True]
    assert ("does not keep the sign-in" in told.err) is not kept
    assert run("join", place, tmp_path / "sam", "--me", "mentee").status == 0
    assert asked == [True, True]


def test_on_a_terminal_a_plain_folder_is_the_first_choice(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["1", str(tmp_path / "drive")])
    monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
    monkeypatch.setattr("coachlog.context.Context.ask", lambda *_, **__: next(answers))
    assert begin(tmp_path / "robin", run)("invite").status == 0
    assert list((tmp_path / "drive").glob("*.bundle"))


def test_git_is_really_asked_with_the_terminal_open(two: Two) -> None:
    from coachlog.git.exchange import Exchange
    from coachlog.git.places import parse_where

    assert GitPlace(Exchange(two.sam.root), parse_where(str(two.place))).sign_in()
