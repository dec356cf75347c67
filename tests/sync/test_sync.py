"""Exchanging: what two people wrote at the same time is there for both, and each is told so."""

import json
from pathlib import Path

import pytest

from coachlog.sync.remote_config import recall
from tests.support.two import FILES, GOAL, NOTE, SETTINGS, Someone, Two, bare, begin, clone
from tests.support.world import Run, git


@pytest.mark.parametrize("robin_says", [("same words",), ("same words", "and more")])
def test_who_typed_what_the_other_typed_as_well_has_it_once(two: Two, robin_says: tuple[str, ...]) -> None:
    says = {two.robin: robin_says, two.sam: ("same words", "and more")[: 3 - len(robin_says)]}
    for person, words in says.items():
        for said in words:
            person.add(GOAL, f"- 2026-11-10: {said}")
    two.settle()
    assert two.sam.read(GOAL).count("same words") == two.sam.read(GOAL).count("and more") == 1


def test_a_change_goes_to_the_partner_with_a_receipt(two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-10: second")
    assert two.robin.sync().out == "Sam will see 1 change. Nothing is waiting.\n"
    assert two.robin.sync().out == "Everything you have is in the shared place. Nothing is waiting.\n"
    told = two.sam.sync().out
    assert "Robin, since" in told
    assert "line of evidence" in told
    two.demand_alike()


def test_both_changed_the_same_document_and_both_have_both(two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.sam.add(GOAL, "- 2026-11-11: from sam")
    two.settle()
    assert two.sam.read(GOAL).endswith("- 2026-11-01: first\n- 2026-11-10: from robin\n- 2026-11-11: from sam\n") or (
        two.sam.read(GOAL).endswith("- 2026-11-01: first\n- 2026-11-11: from sam\n- 2026-11-10: from robin\n")
    )


def test_one_sentence_rewritten_by_both_stands_twice_and_is_told_of(two: Two) -> None:
    two.robin.change(NOTE, "First words.", "Robin's words.")
    two.sam.change(NOTE, "First words.", "Sam's words.")
    two.robin.sync()
    answer = two.sam.sync("--json")
    assert answer.data["kept"] == [{"path": NOTE, "where": "Notes"}]
    assert two.sam.git("log", "-1", "--format=%B") == "sync: 1 file brought together\n\nKept-both: 1\n\n"
    two.robin.sync()
    two.demand_alike()
    assert "Robin's words." in two.sam.read(NOTE)
    assert "Sam's words." in two.sam.read(NOTE)


def test_what_was_kept_twice_is_said_in_words(two: Two) -> None:
    two.robin.change(NOTE, "First words.", "Robin's words.")
    two.sam.change(NOTE, "First words.", "Sam's words.")
    two.robin.sync()
    assert f"{NOTE} › Notes: both versions are kept" in two.sam.sync().out


def test_every_receipt_says_what_is_open_whoever_brought_it_together(two: Two) -> None:
    two.robin.change(NOTE, "First words.", "Robin's words.")
    two.sam.change(NOTE, "First words.", "Sam's words.")
    two.robin.sync()
    for person in (two.sam, two.robin, two.sam):
        assert person.sync().out.endswith("waiting.\n1 place is kept in two versions: coachlog settle\n")
    assert two.robin("settle", "--keep", "first").status == 0
    for person in (two.robin, two.sam):
        assert "settle" not in person.sync().out


def test_settle_is_named_only_for_what_it_lists(two: Two) -> None:
    (two.robin.root / GOAL).unlink()
    two.sam.add(GOAL, "- 2026-11-11: from sam")
    two.robin.sync()
    told = two.sam.sync().out
    assert f"Good to know:\n  - {GOAL}: one of you deleted it, the other changed it: it stays\n" in told
    assert "removed the goal “Ask more”: it stays, for it was changed meanwhile\n" in told
    assert "“2026-11-11: from sam”: it was removed meanwhile, and stays with this\n" in two.robin.sync().out
    assert "settle" not in told
    assert two.sam("settle", "--json").data == []


def test_what_one_settled_while_the_other_reworded_it_is_told_as_it_is(two: Two) -> None:
    two.robin.change(NOTE, "First words.", "Robin's words.")
    two.sam.change(NOTE, "First words.", "Sam's words.")
    two.settle()
    assert two.robin("settle", "--keep", "first").status == 0
    gone = "Sam's words." if "Sam's words." not in two.robin.read(NOTE) else "Robin's words."
    two.sam.change(NOTE, gone, "Other words.")
    two.robin.sync()
    told = two.sam.sync().out
    assert "Other words." in two.sam.read(NOTE)
    listed = two.sam("settle", "--json").data
    assert ("coachlog settle" in told) is bool(listed)
    assert ("both versions are kept" in told) is bool(listed)


def test_both_started_the_same_meetings_note_and_it_is_one_note(two: Two) -> None:
    for person, words in ((two.robin, "from robin"), (two.sam, "from sam")):
        assert person("meet", "--no-edit").status == 0
        assert person("note", words, "--in", "successes").status == 0
    two.settle()
    note = two.robin.read("meetings/2026-11-19.md")
    assert note.count("## Successes") == 1
    assert "- Robin: from robin" in note
    assert "- Sam: from sam" in note
    assert len(list((two.robin.root / "meetings").iterdir())) == 2


def test_a_document_taken_away_by_one_and_changed_by_the_other_stays(two: Two) -> None:
    (two.robin.root / GOAL).unlink()
    two.sam.add(GOAL, "- 2026-11-11: from sam")
    two.robin.sync()
    answer = two.sam.sync("--json")
    assert answer.data["kept_changed"] == [GOAL]
    two.settle()
    assert "from sam" in two.robin.read(GOAL)


def test_a_document_that_one_took_away_is_gone_for_both(two: Two) -> None:
    (two.robin.root / GOAL).unlink()
    two.settle()
    assert GOAL not in two.sam.files


def test_a_picture_that_both_changed_is_there_in_both_versions(two: Two) -> None:
    two.robin.write("assets/board.png", b"\x89PNG\0one")
    two.settle()
    two.robin.write("assets/board.png", b"\x89PNG\0robin")
    two.sam.write("assets/board.png", b"\x89PNG\0sam")
    two.robin.sync()
    (whole,) = two.sam.sync("--json").data["kept_whole"]
    two.settle()
    assert whole["path"] == "assets/board.png"
    both = {two.robin.files["assets/board.png"], two.robin.files[whole["other"]]}
    assert both == {b"\x89PNG\0robin", b"\x89PNG\0sam"}


def test_a_new_name_and_new_words_come_together(two: Two) -> None:
    renamed = "goals/ask-less-k3f9x.md"
    (two.robin.root / GOAL).rename(two.robin.root / renamed)
    two.robin.add(renamed, "- 2026-11-10: from robin")
    two.sam.add(GOAL, "- 2026-11-11: from sam")
    two.settle()
    assert GOAL not in two.sam.files
    assert "from sam" in two.sam.read(renamed)
    assert "from robin" in two.sam.read(renamed)


def test_names_that_differ_in_capitals_only_are_told_apart(two: Two) -> None:
    two.robin.write("assets/Plan.txt", "robin")
    two.sam.write("assets/plan.txt", "sam")
    two.robin.sync()
    (renamed,) = two.sam.sync("--json").data["renamed"]
    two.settle()
    assert {name.casefold() for name in two.robin.files if name.startswith("assets/")} == {
        "assets/plan.txt",
        renamed["to"].casefold(),
    }


def test_three_people_exchange_through_one_place(two: Two, tmp_path: Path, run: Run) -> None:
    third = clone(two.place, tmp_path / "kim", run, me="mentor")
    for person, words in ((two.robin, "one"), (two.sam, "two"), (third, "three")):
        person.add(GOAL, f"- 2026-11-1{len(words)}: {words}")
    for person in (two.robin, two.sam, third, two.robin, two.sam):
        person.sync()
    assert two.robin.files == two.sam.files == third.files
    assert all(f": {word}\n" in third.read(GOAL) for word in ("one", "two", "three"))


def test_the_example_and_json_say_what_was_done(two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-10: second")
    data = two.robin.sync("--json").data
    assert data == {
        "place": str(two.place),
        "sent": 1,
        "received": 0,
        "waiting": 0,
        "kept": [],
        "kept_whole": [],
        "kept_changed": [],
        "renamed": [],
        "left_aside": [],
        "skipped": [],
        "rewritten": False,
        "news": [],
    }
    assert two.sam.sync("--json").data["received"] == 1


# What is not a place, or not one's own log


def test_a_log_that_is_not_shared_says_how_to_share_it(tmp_path: Path, run: Run) -> None:
    alone = begin(tmp_path / "alone", run)("sync")
    assert (alone.status, alone.out) == (3, "")
    assert alone.err == "error: this log has no shared place yet\nhint: choose one: coachlog invite\n"


def test_a_copy_made_by_plain_git_is_set_up_by_its_first_sync(two: Two, tmp_path: Path, run: Run) -> None:
    git(tmp_path, "clone", "-q", str(two.place), "plain")
    plain = Someone("mentee", tmp_path / "plain", run)
    plain.add(GOAL, "- 2026-11-10: second")
    assert plain.sync().out == "Robin will see 1 change. Nothing is waiting.\n"
    assert plain.git("config", "merge.coachlog.driver") == "coachlog merge-driver %O %A %B %P\n"
    assert "*.md merge=coachlog" in (plain.root / ".git" / "info" / "attributes").read_text()
    found = recall(plain.root)
    assert found
    assert found.where.text == str(two.place)


def test_a_log_of_a_newer_format_is_neither_taken_nor_written(two: Two) -> None:
    before = two.robin.head
    two.sam.change("coachlog.yml", "coachlog: 1", "coachlog: 2")
    two.sam.git("commit", "-qam", "newer")
    two.sam.git("push", "-q", str(two.place), "main")
    refused = two.robin("sync")
    assert refused.status == 3
    assert "needs a newer coachlog" in refused.err
    assert two.robin.head == before
    mine = two.sam("sync")
    assert mine.status == 3
    assert "needs a newer coachlog" in mine.err


def test_settings_that_the_partner_has_spoiled_are_told_with_the_line_and_no_word_is_lost(two: Two) -> None:
    two.sam.write("coachlog.yml", SETTINGS + "people: [\n")
    two.sam.add(GOAL, "- 2026-11-10: from sam")
    two.sam.git("commit", "-qam", "spoiled")
    two.sam.git("push", "-q", str(two.place), "main")
    refused = two.robin("sync")
    assert refused.status == 1
    assert "coachlog.yml:" in refused.err
    assert "from sam" in two.robin.read(GOAL)
    for person in (two.robin, two.sam):
        person.write("coachlog.yml", SETTINGS)
    two.settle()


def test_a_log_whose_settings_git_is_told_to_ignore_is_kept_and_shared(tmp_path: Path, run: Run) -> None:
    root, place = tmp_path / "new", bare(tmp_path / "place.git")
    root.mkdir()
    (root / "coachlog.yml").write_text(SETTINGS)
    git(root, "init", "-q", "-b", "main")
    (root / ".git" / "info" / "exclude").write_text("*\n")
    assert Someone("mentor", root, run)("invite", "--place", str(place)).status == 0
    assert git(place, "show", "main:coachlog.yml") == SETTINGS


def test_a_log_with_nothing_in_common_is_refused_and_left_alone(two: Two, tmp_path: Path, run: Run) -> None:
    other = begin(tmp_path / "other", run)
    other.git("commit", "-q", "--amend", "-m", "another beginning")
    before = other.head
    refused = other("invite", "--place", str(two.place))
    assert refused.status == 3
    assert "nothing in common" in refused.err
    assert other.head == before
    assert recall(other.root) is None


def test_an_emptied_place_is_filled_again_only_when_that_is_said(two: Two) -> None:
    git(two.place, "update-ref", "-d", "refs/heads/main")
    refused = two.robin("sync")
    assert refused.status == 3
    assert "is empty, though this log was shared there" in refused.err
    assert "coachlog sync --again" in refused.err
    two.robin.sync("--again")
    two.settle()


def test_a_rewritten_place_loses_nothing_of_what_was_there(two: Two) -> None:
    start = two.robin.head
    two.robin.add(GOAL, "- 2026-11-10: second")
    two.settle()
    git(two.place, "update-ref", "refs/heads/main", start)
    two.sam.add(GOAL, "- 2026-11-11: third")
    told = two.sam.sync().out
    assert "changed by other means" in told
    two.settle()
    assert "second" in two.robin.read(GOAL)
    assert "third" in two.robin.read(GOAL)


@pytest.mark.parametrize("branch", ["master", "trunk"])
def test_a_place_may_call_its_log_as_it_likes(branch: str, tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "robin", run)
    place = bare(tmp_path / "place.git", branch)
    assert robin("invite", str(place)).status == 0
    assert git(place, "branch", "--format=%(refname:short)") == f"{branch}\n"
    Two(robin, clone(place, tmp_path / "sam", run), place).settle()
    git(place, "branch", "-m", branch, "renamed")
    Two(robin, Someone("mentee", tmp_path / "sam", run), place).settle()


def test_a_copy_with_a_short_memory_is_made_whole(two: Two, tmp_path: Path, run: Run) -> None:
    for number in range(3):
        two.robin.add(GOAL, f"- 2026-11-1{number}: more")
        two.robin.sync()
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{two.place}", "short")
    short = Someone("mentee", tmp_path / "short", run)
    short.add(GOAL, "- 2026-11-18: last")
    short.sync()
    assert not (short.root / ".git" / "shallow").exists()
    assert len(short.git("log", "--format=%h").split()) > 4


# A copy in a state that a person made with git


def test_before_an_exchange_the_log_is_on_its_own_line_again(two: Two) -> None:
    two.robin.git("checkout", "-q", "--detach")
    assert "on its own line again" in two.robin.sync().err
    two.settle()


def test_another_branch_is_not_exchanged(two: Two) -> None:
    two.robin.git("switch", "-q", "-c", "ideas")
    refused = two.robin("sync")
    assert refused.status == 1
    assert "another version of itself (ideas)" in refused.err
    assert "git switch main" in refused.err


def test_a_merge_begun_by_hand_is_finished_before_an_exchange(two: Two) -> None:
    (two.robin.root / ".git" / "MERGE_HEAD").write_text(two.robin.head)
    two.settle()
    assert not (two.robin.root / ".git" / "MERGE_HEAD").exists()


def test_settings_that_run_programs_are_refused_by_name(two: Two) -> None:
    two.sam.git("config", "core.fsmonitor", "touch /tmp/never")
    two.sam.git("config", "remote.origin.uploadpack", "evil")
    two.sam.git("config", "filter.lfs.clean", "evil")
    refused = two.sam("sync")
    assert refused.status == 3
    for key in ("core.fsmonitor", "remote.origin.uploadpack", "filter.lfs.clean"):
        assert key in refused.err
    assert two.robin("sync").status == 0


def test_many_documents_gone_are_asked_about_first(two: Two) -> None:
    for number in range(8):
        two.robin.write(f"goals/goal-{number}aaaa.md", "# Goal\n")
    two.robin.sync()
    for number in range(8):
        (two.robin.root / f"goals/goal-{number}aaaa.md").unlink()
    refused = two.robin("sync")
    assert refused.status == 1
    assert "8 documents gone" in refused.err
    assert two.sam.sync()
    assert "goals/goal-0aaaa.md" in two.sam.files


def test_settings_survive_whatever_the_partner_took_away(two: Two) -> None:
    two.sam.git("rm", "-q", "coachlog.yml")
    two.sam.git("commit", "-qm", "away")
    two.sam.git("push", "-q", str(two.place), "main")
    two.robin.sync()
    assert two.robin.read("coachlog.yml") == SETTINGS


def test_a_place_that_is_kept_in_a_strange_form_is_no_place(two: Two) -> None:
    kept = two.robin.root / ".git" / "coachlog" / "place"
    good = json.loads(kept.read_text())
    for strange in ("", "[]", "{}", json.dumps(good | {"kind": "x"}), json.dumps(good | {"branch": "-x"})):
        kept.write_text(strange)
        assert recall(two.robin.root) is None
    kept.write_text(json.dumps(good | {"kind": "net", "place": "ext::sh -c evil"}))
    assert recall(two.robin.root) is None


def test_the_files_of_a_log_are_what_was_begun_with(two: Two) -> None:
    assert set(two.sam.files) == set(FILES)


def test_a_box_with_a_word_and_a_rewording_of_the_same_step_are_one_line(two: Two) -> None:
    two.robin("steps", "add", "Call home")
    two.settle()
    path = "meetings/2026-11-19.md"
    two.robin.change(path, "[ ] @mentor Call home", "[DONE] @mentor Call home")
    two.sam.change(path, "Call home", "Call home tomorrow")
    two.settle()
    assert two.sam.read(path).count("Call home") == two.sam.read(path).count("[x] @mentor Call home tomorrow") == 1
