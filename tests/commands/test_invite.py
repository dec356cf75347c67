"""Inviting and joining: one line each, no word of git, and nothing half made."""

import shutil
import subprocess
from pathlib import Path

import pytest

from coachlog.actions.exchange.sharing_state import format_unshared, unshared_count
from coachlog.sync.remote_config import recall
from tests.support.two import FILES, GOAL, Someone, Two, bare, begin, clone
from tests.support.world import Run, git


def test_an_invitation_has_one_line_to_install_and_one_to_join(tmp_path: Path, run: Run) -> None:
    place = bare(tmp_path / "place.git")
    told = begin(tmp_path / "robin", run)("invite", "--place", str(place)).out
    assert f"The shared place works: {place}" in told
    assert "Sam will see 1 change. Nothing is waiting." in told
    assert "Send this to Sam:" in told
    assert "    uv tool install --python 3.13 ./coachlog-1.0.0-py3-none-any.whl\n" in told
    assert f"    coachlog join {place} --me mentee\n" in told


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
    assert "is in OneDrive, which copies files one by one" in refused.err
    assert "coachlog invite --folder DIR" in refused.err
    assert robin("invite", "--folder", str(drive / "Coaching")).status == 0
    refused = run("join", drive / "Coaching", drive / "sam")
    assert refused.status == 3
    assert "is in OneDrive" in refused.err


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
    assert format_unshared(0) == "Nothing is waiting."
    assert format_unshared(1) == "1 change is only on this computer: coachlog sync"
    assert format_unshared(2) == "2 changes are only on this computer: coachlog sync"


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
    (sealed / "coachlog" / "logs.json").unlink()  # a computer of their own
    joined = run("join", two.place, "--me", "mentee")
    assert "If that is wrong: coachlog doctor --me mentor" in joined.out
    assert joined.status == 0, joined
    root = sealed / "coachlog" / "robin"
    assert f"You have joined the log. It is in {root}" in joined.out
    assert "coachlog sync" in joined.out
    sam = Someone("mentee", root, run)
    assert set(sam.files) == set(FILES)
    assert sam.git("status", "--porcelain") == ""
    assert (root / ".git" / "coachlog" / "me").read_text() == "mentee\n"
    assert run("logs").out.count("robin") >= 1


def test_a_log_that_one_is_in_already_is_not_joined_twice_unawares(two: Two, tmp_path: Path, run: Run) -> None:
    for typed in ((), ("--me", "Sam")):
        again = run("join", two.place, *typed)
        assert again.status == 1
        assert f"you are in this log already: {two.sam.root}" in again.err
        assert "to exchange: coachlog sync; a second copy" in again.err
    assert len(run("logs", "--json").data) == 1
    assert run("join", two.place, tmp_path / "on purpose", "--me", "mentee").status == 0
    assert "coachlog sync --log sam" in run("join", two.place).err


def test_a_log_in_another_place_is_not_joined_twice_unawares(two: Two, tmp_path: Path, run: Run) -> None:
    shutil.move(two.place, tmp_path / "moved")
    again = run("join", tmp_path / "moved", "--me", "mentee")
    assert again.status == 1
    assert f"you are in this log already: {two.sam.root}" in again.err
    assert "if this is its new place: coachlog sync --moved-to PLACE; a second copy" in again.err
    assert len(run("logs", "--json").data) == 1
    assert run("join", tmp_path / "moved", tmp_path / "on purpose", "--me", "mentee").status == 0


def test_two_people_may_use_one_computer(two: Two, run: Run) -> None:
    assert run("join", two.place, "--me", "mentor").status == 0
    (two.sam.root / ".git" / "coachlog" / "me").write_text("gone", encoding="utf-8")
    assert "you are in this log already" in run("join", two.place, "--me", "mentee").err


def test_who_did_not_say_who_they_are_is_told_how(two: Two, tmp_path: Path, run: Run) -> None:
    (two.sam.root / ".git" / "coachlog" / "me").unlink()
    hint = run("join", two.place, "--me", "mentee").err.partition("to say who you are: coachlog ")[2]
    assert hint.startswith("doctor --me mentee")
    assert "to say who you are" not in run("join", two.place).err


def test_who_joins_is_known_by_their_e_mail_or_told_how_to_say_it(two: Two, tmp_path: Path, run: Run) -> None:
    assert "coachlog doctor --me mentee" in run("join", two.place, tmp_path / "one").out
    two.robin.change("coachlog.yml", "    role: mentee\n", "    role: mentee\n    email: sam@example.org\n")
    two.robin.sync()
    git(two.robin.root, "config", "--global", "user.email", "Sam@Example.org")
    assert run("join", two.place, tmp_path / "two", "--json").data["me"] == "mentee"
    assert run("join", two.place, tmp_path / "three", "--me", "nobody").status == 1
    assert not (tmp_path / "three").exists()


def test_on_a_terminal_who_joins_is_asked_who_they_are(
    two: Two, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(_: object, question: str, *_more: object, **_named: object) -> str:
        asked.append(question)
        return "Sam" if asked[1:] else "Smam"

    with monkeypatch.context() as patch:
        patch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
        patch.setattr("coachlog.context.Context.ask", answer)
        joined = run("join", two.place, tmp_path / "log")
    assert joined.status == 0, joined
    assert asked == ["Who are you: mentor (Robin) or mentee (Sam)?"] * 2
    assert "Say once on this computer who you are" not in joined.out
    assert run("note", "one", "--log", tmp_path / "log").status == 0
    assert git(tmp_path / "log", "log", "-1", "--format=%an") == "Sam\n"


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
        "no log": "holds something that is not a log",
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


def test_a_log_lies_on_the_list_once_however_its_folder_is_named(two: Two, tmp_path: Path, run: Run) -> None:
    (tmp_path / "a").mkdir()
    joined = run("join", two.place, tmp_path / "a" / ".." / "kim", "--me", "mentee")
    assert f"You have joined the log. It is in {tmp_path / 'kim'}\n" in joined.out
    assert run("logs", "--default", tmp_path / "a" / ".." / "kim").status == 0
    assert [log["path"] for log in run("logs", "--json").data].count(str(tmp_path / "kim")) == 1


# On a terminal


def test_on_a_terminal_it_asks_which_place(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    place = bare(tmp_path / "place.git")
    answers = iter(["2", str(place), "Kai"])
    monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
    monkeypatch.setattr("coachlog.context.Context.ask", lambda *_, **__: next(answers))
    told = begin(tmp_path / "robin", run)("invite")
    assert told.status == 0, told
    assert "sign-in" not in told.err  # nothing was asked
    assert run("join", place, tmp_path / "sam", "--me", "mentee").status == 0


@pytest.mark.parametrize("answers", [["1", "{}", ""], ["3", "{}", ""]])
def test_on_a_terminal_a_plain_folder_is_the_first_choice(
    answers: list[str], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(answer.format(tmp_path / "drive") for answer in answers)
    monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
    monkeypatch.setattr("coachlog.context.Context.ask", lambda *_, **__: next(answers))
    assert begin(tmp_path / "robin", run)("invite").status == 0
    assert list((tmp_path / "drive").glob("*.bundle"))


def test_with_two_others_left_the_line_does_not_say_who_joins(tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "robin", run)
    robin.change("coachlog.yml", "    role: mentee\n", "    role: mentee\n  - id: kim\n    name: Kim\n    role: peer\n")
    assert "--me" not in robin("invite", str(tmp_path / "place.git")).out


def test_an_id_that_a_terminal_would_act_on_is_not_in_the_line(tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "robin", run)
    robin.change("coachlog.yml", "id: mentee", 'id: "$(evil)"')
    assert "evil" not in robin("invite", str(tmp_path / "place.git")).out


def test_a_folder_that_was_not_there_is_said_to_be_made(tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "robin", run)
    told = robin("invite", "--folder", str(tmp_path / "drvie")).out
    assert f"There was no folder {tmp_path / 'drvie'}: it is made now." in told
    assert "made now" not in robin("invite").out


# What to type where it failed


def test_who_has_no_log_yet_is_told_to_look_at_the_line_again(two: Two, tmp_path: Path, run: Run) -> None:
    for place in (tmp_path / "wrong", tmp_path / "wrong.git", two.robin.root):
        refused = run("join", place)
        assert refused.status != 0
        assert "or ask for it again" in refused.err
        assert "invite" not in refused.err


def test_an_invitation_that_failed_is_to_be_typed_again(tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "robin", run)
    refused = robin("invite", "--place", "https://example.invalid/x.git")
    assert refused.status == 3
    assert "coachlog invite https://example.invalid/x.git" in refused.err
    assert "coachlog sync" not in refused.err


def test_a_place_that_is_known_and_away_says_what_it_always_says(two: Two) -> None:
    two.place.rename(two.place.with_name("away.git"))
    two.place.touch()
    assert "plug the drive in" in two.robin("invite").err


def test_without_a_terminal_it_is_asked_for_both_ways(tmp_path: Path, run: Run) -> None:
    refused = begin(tmp_path / "robin", run)("invite")
    assert refused.status == 2
    assert "--folder DIR for a folder that both of you have, or --place URL for a git host" in refused.err
    assert "https" not in refused.err


# Plain git, in a log


def test_plain_git_names_who_writes_in_a_copy(two: Two, tmp_path: Path, run: Run) -> None:
    git(two.robin.root, "config", "--global", "user.name", "Sammy")
    assert two.sam.git("config", "user.email").strip() == "else@example.org"  # said beside the command
    two.sam.add(GOAL, "- 2026-11-10: by hand")
    subprocess.run(["git", "-C", two.sam.root, "commit", "-qam", "by hand"], check=True)
    assert two.sam.git("log", "-1", "--format=%an %ae").strip() == "Sam mentee@coachlog.invalid"
    assert two.sam.sync("--json").data["news"] == []
    assert "Sammy" not in two.robin.sync().out
    taken = two.sam("undo")
    assert taken.status == 0
    assert "by hand" not in two.sam.read(GOAL)


def test_who_is_said_to_write_here_takes_the_place_of_whom_coachlog_had_named(two: Two) -> None:
    config = ("config", "--local", "user.name")
    assert two.sam("doctor").status == 0
    assert git(two.sam.root, *config).strip() == "Sam"
    assert two.sam.run("doctor", "--log", two.sam.root, "--me", "mentor").status == 0
    assert git(two.sam.root, *config).strip() == "Robin"
    git(two.sam.root, "config", "--local", "user.email", "own@example.org")
    git(two.sam.root, *config, "My own")
    assert two.sam("doctor").status == 0
    assert git(two.sam.root, *config).strip() == "My own"


def test_a_name_that_looks_like_an_option_is_a_name(tmp_path: Path, run: Run) -> None:
    made = run("init", tmp_path / "log", "--mentor", "--unset", "--mentee", 'Sam "Q" Example', "--me", "mentor")
    assert made.status == 0, made
    assert git(tmp_path / "log", "config", "--local", "user.name").strip() == "--unset"
    assert run("doctor", "--log", tmp_path / "log", "--me", "mentee").status == 0
    assert git(tmp_path / "log", "config", "--local", "user.name").strip() == 'Sam "Q" Example'
    assert run("note", "one", "--log", tmp_path / "log").status == 0


def test_doctor_looks_whether_the_place_is_there(two: Two, tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "alone", run)
    assert robin("invite", "--folder", str(tmp_path / "stick")).status == 0
    for person, place in ((two.robin, two.place), (robin, tmp_path / "stick")):
        assert f"shared place: {place}." in person("doctor").out
        place.rename(place.with_name(f"away-{place.name}"))
        looked = person("doctor")
        assert looked.status == 1
        assert f"shared place: {place} is not there. Nothing is waiting.  (to mend)" in looked.out
        assert "plug the drive in, or if it has moved: coachlog sync --moved-to PLACE" in looked.out
        assert "All is well" not in looked.out
