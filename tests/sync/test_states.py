"""A table of states and commands: whatever state a log was left in, and whatever is typed next, nothing is lost."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.support.figures import times
from tests.support.interrupted import (
    LATER,
    LEFT,
    LESSON,
    MARKS,
    OURS,
    TEXT,
    WORDS,
    all_text,
    demand_whole,
    go_back,
    keep,
    look_at_an_idea,
    refused,
    stop,
    write_apart,
)
from tests.support.killing import KILLED, die_at, in_child
from tests.support.two import GOAL, NOTE, Someone, Two, copied

MERGED = "begun with git is finished, 2 files brought together"
NEWEST = "This log showed an old state of itself; it shows the newest again"
OWN_BRANCH = "This log is on its own line again"
NOT_FINISHED = "not finished yet, and nothing of it is lost"
ONLY_GIT = "finish it or take it back with git"


@dataclass(frozen=True)
class State:
    """A state: how it comes about, the words that must stay, and what is told of it before and after."""

    make: Callable[[Two], object]
    words: tuple[str, ...] = ()
    told: str = ""  # by the next command that writes
    status: str = ""  # by `status` and the overview
    refused: str = ""  # what a command that writes says where it changes nothing
    once: tuple[str, ...] = ()  # words that are there just once
    left: tuple[str, ...] = LEFT  # git's own files that go
    finished_by: tuple[str, ...] = ("save", "note", "meet", "sync", "undo", "doctor")
    journal: bool = False  # `status --json` says that something is to be finished, and no sentence does


Make = Callable[[Two], object]


def nothing(_: Two) -> None:
    """Leave it as it is."""


def merge(attributes: str = TEXT, *options: str, then: Make = nothing) -> Make:
    def make(two: Two) -> None:
        write_apart(two)
        stop(two, attributes, *options)
        assert ("<<<<<<<" in two.sam.read(NOTE)) is (attributes == TEXT)
        assert ("robin-success" in two.sam.read(NOTE)) is (attributes == TEXT)
        then(two)

    return make


def typed_around(two: Two) -> None:
    two.sam.change(NOTE, "# 12 November", "# 12 November, typed-above")
    two.sam.change(NOTE, ">>>>>>>", "typed-between\n>>>>>>>")
    two.sam.add(GOAL, "- typed-below")
    two.sam.add(LESSON, "typed-beside")
    two.sam.write("assets/new.txt", "typed-new")


def typed_beside(two: Two) -> None:
    two.sam.change(NOTE, "# 12 November", "# 12 November, typed-above")
    two.sam.add(LESSON, "typed-beside")


def half_resolved(two: Two) -> None:
    lines = [line for line in two.sam.read(GOAL).splitlines() if not line.startswith(MARKS)]
    two.sam.write(GOAL, "\n".join([*lines, "- and mine"]) + "\n")


def autostash(two: Two) -> None:
    write_apart(two)
    keep(two)
    two.sam.change(GOAL, "# Ask more", "# Ask more and-listen")
    refused(two.sam, "merge", "-q", "--no-edit", "--autostash", "refs/theirs")
    assert "and-listen" not in all_text(two.sam)


def merged_already(two: Two) -> None:
    (two.sam.root / ".git" / "MERGE_HEAD").write_text(two.sam.head)


def not_committed(two: Two) -> None:
    two.robin.write(LESSON, "# Ratios\n\nrobin-lesson\n")
    two.sam.write("assets/mine.txt", "from-sam")
    keep(two)
    two.sam.git("merge", "-q", "--no-commit", "refs/theirs")
    two.sam.add(LESSON, "typed-beside")


def stash_conflict(two: Two) -> None:
    two.sam.add(GOAL, "- 2026-11-11: from-sam")
    (two.sam.root / ".git" / "info" / "attributes").write_text(TEXT)
    two.sam.git("stash", "-q")
    two.sam.add(GOAL, "- 2026-11-10: by-sam-too")
    two.sam.git("commit", "-qam", "by hand")
    refused(two.sam, "stash", "pop")
    assert "<<<<<<<" in two.sam.read(GOAL)


def detached(steps: int = 2, then: Make = nothing) -> Make:
    def make(two: Two) -> None:
        go_back(two, steps)
        then(two)

    return make


def typed_into_the_old(two: Two) -> None:
    two.sam.change(NOTE, "- one", "- one\n- typed-into-the-old")
    two.sam.write("assets/new.txt", "typed-anew")


def committed_upon_the_old(two: Two) -> None:
    two.sam.add(GOAL, "- kept-by-hand")
    two.sam.git("commit", "-qam", "by hand, nowhere")


def killed_checkout(typed: str) -> Make:
    """Sam's exchange was killed when one of two files had arrived; the person goes on typing in one of them."""

    def make(two: Two) -> None:
        two.robin.change(NOTE, "- one", "- one\n- robin-success")
        two.robin.add(GOAL, "- 2026-11-10: robin-evidence")
        two.robin.sync()
        two.sam.git("fetch", "-q", str(two.place), "main:refs/theirs")
        target = two.sam.git("rev-parse", "refs/theirs").strip()
        (two.sam.root / ".git" / "coachlog" / "joining").write_text(f"{two.sam.head}\n{target}\n")
        two.sam.write(GOAL, two.robin.read(GOAL))
        if typed:
            path, old = (NOTE, "More words") if "old" in typed else (GOAL, "first")
            two.sam.change(path, old, f"{old}, {typed}")

    return make


def killed_write(two: Two) -> None:
    """Sam's `note` was killed between the file and its commit."""
    (two.sam.root / ".git" / "coachlog" / "pending").write_text(f"{two.sam.head}\n{GOAL}")
    two.sam.add(GOAL, "- written-before-the-kill")


def locked_index(two: Two) -> None:
    """A git that was killed has left its lock."""
    two.sam.add(GOAL, "- typed-here")
    lock = two.sam.root / ".git" / "index.lock"
    lock.touch()
    os.utime(lock, (time.time() - 60,) * 2)


def stopped(*args: str) -> Make:
    def make(two: Two) -> None:
        write_apart(two)
        keep(two)
        refused(two.sam, *args)
        two.sam.write("assets/typed.txt", "typed-new")

    return make


def stopped_revert(two: Two) -> None:
    write_apart(two)
    keep(two)
    two.sam.git("merge", "-q", "-X", "ours", "--no-edit", "refs/theirs")
    two.sam.change(NOTE, "Sam's words.", "Sam's newest words.")
    two.sam.git("commit", "-qam", "more")
    refused(two.sam, "revert", "HEAD~2")
    two.sam.write("assets/typed.txt", "typed-new")


def several_merged(two: Two) -> None:
    write_apart(two)
    stop(two)
    with (two.sam.root / ".git" / "MERGE_HEAD").open("a") as file:
        file.write(f"{two.sam.git('rev-parse', 'HEAD~1').strip()}\n")


def add_all(two: Two) -> None:
    two.sam.git("add", "-A")


UNFINISHED = "Something begun with git in this log is not finished: coachlog save finishes it."
OLD = "This log shows an old state of itself: coachlog save brings back the newest."
AROUND = ("typed-above", "typed-between", "typed-below", "typed-beside", "typed-new")
BESIDE = (*WORDS, "typed-above", "typed-beside")
STASHED = ("from-sam", "by-sam-too")
NOT_DOCTOR = ("save", "note", "meet", "sync", "undo")
ARRIVED = ("robin-success", "robin-evidence")
TYPED_UPON = (*ARRIVED, "typed upon")
ONCE = ("from-robin", "from-sam")

STATES = {
    "merge stopped": State(merge(), WORDS, MERGED, UNFINISHED, once=ONCE),
    "merge stopped, diff3": State(merge(TEXT, "-c", "merge.conflictStyle=diff3"), WORDS, MERGED, UNFINISHED),
    "merge stopped, one side left": State(merge(OURS), WORDS, MERGED, UNFINISHED, once=ONCE),
    "merge stopped, one side left, typed": State(merge(OURS, then=typed_beside), BESIDE, MERGED, UNFINISHED, once=ONCE),
    "merge called settled, marks": State(merge(then=add_all), WORDS, MERGED, UNFINISHED),
    "merge called settled, one side": State(merge(OURS, then=add_all), WORDS, MERGED, UNFINISHED),
    "merge typed around": State(merge(then=typed_around), (*WORDS, *AROUND), "is finished", UNFINISHED, once=ONCE),
    "merge half resolved": State(merge(then=half_resolved), (*WORDS, "and mine"), MERGED, UNFINISHED, once=ONCE),
    "merge not committed": State(
        not_committed, ("robin-lesson", "from-sam", "typed-beside"), "is finished", UNFINISHED
    ),
    "merge with a stash": State(autostash, (*WORDS, "and-listen"), MERGED, UNFINISHED),
    "merge in the history": State(merged_already, ("First words",), "", UNFINISHED),
    "stash popped in conflict": State(stash_conflict, STASHED, left=(), finished_by=("save", "sync")),
    "HEAD detached": State(detached(), LATER, f"{NEWEST}.", OLD, once=("sam-later-0", "first")),
    "HEAD detached, typed": State(
        detached(then=typed_into_the_old),
        (*LATER, "typed-into-the-old", "typed-anew"),
        NEWEST,
        OLD,
        once=("sam-later-0", "first", "typed-into-the-old"),
    ),
    "HEAD detached, committed": State(detached(then=committed_upon_the_old), (*LATER, "kept-by-hand"), NEWEST, OLD),
    "HEAD detached at the newest": State(
        detached(0, lambda two: two.sam.add(GOAL, "- typed-here")),
        (*LATER, "typed-here"),
        f"{OWN_BRANCH}, with what was typed.",
        OLD,
    ),
    "checkout killed": State(killed_checkout(""), ARRIVED, once=ARRIVED, finished_by=NOT_DOCTOR, journal=True),
    "checkout killed, typed into the old": State(
        killed_checkout("typed upon the old"),
        TYPED_UPON,
        once=ARRIVED,
        finished_by=NOT_DOCTOR,
        journal=True,
    ),
    "checkout killed, typed into the new": State(
        killed_checkout("typed upon the new"),
        TYPED_UPON,
        once=ARRIVED,
        finished_by=NOT_DOCTOR,
        journal=True,
    ),
    "write killed": State(killed_write, ("written-before-the-kill",), once=("written-before-the-kill",)),
    "index locked": State(locked_index, ("typed-here",)),
    "rebase stopped": State(stopped("rebase", "refs/theirs"), status=ONLY_GIT, refused=NOT_FINISHED),
    "cherry-pick stopped": State(stopped("cherry-pick", "refs/theirs"), status=ONLY_GIT, refused=NOT_FINISHED),
    "revert stopped": State(stopped_revert, status=ONLY_GIT, refused=NOT_FINISHED),
    "several merged at once": State(several_merged, status=ONLY_GIT, refused=NOT_FINISHED),
    "another branch looked at": State(look_at_an_idea, status="old state of itself", refused="git switch main"),
}
READING = (("status",), (), ("goals",), ("show", GOAL), ("settle",))
WRITING = {
    "save": ("save",),
    "note": ("note", "typed-now", "--in", "notes"),
    "meet": ("meet", "--no-edit"),
    "sync": ("sync",),
    "undo": ("undo",),
    "doctor": ("doctor",),
}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", STATES)
def test_a_command_that_reads_tells_of_the_state_and_changes_nothing(two: Two, name: str) -> None:
    state = STATES[name]
    state.make(two)
    before, head = two.sam.files, two.sam.head
    for typed in READING:
        done = two.sam(*typed)
        assert done.status in (0, 1), done
        if state.status and typed in READING[:2]:
            assert state.status in done.out
            assert [well for well in ("Everything is kept", "All of it lies") if well in done.out] == []
    assert (two.sam.files, two.sam.head) == (before, head)
    assert two.sam("status", "--json").data["interrupted"] is (state.journal or bool(state.status))
    if state.status:
        assert two.sam("settle").out.startswith(("Something begun with git", "This log shows an old state"))


@pytest.mark.one_in(6)
@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("command", WRITING)
def test_a_command_that_writes_finishes_the_state_or_leaves_it_whole(two: Two, name: str, command: str) -> None:
    state = STATES[name]
    if command == "undo":  # something of one's own to take back, in a note of its own
        assert two.sam("note", "taken-back", "--in", "notes").status == 0
        two.settle()
    state.make(two)
    before, head, before_text = two.sam.files, two.sam.head, all_text(two.sam)
    done = two.sam(*WRITING[command])
    if state.refused:
        demand_refused(two.sam, state, command, done.err + done.out, before, head)
        if name == "rebase stopped":
            two.sam.git("rebase", "--abort")
            demand_untold(two.sam)
        return
    if command == "doctor" and done.status == 1:  # it tells of the state, and leaves it to the next command
        assert [word for word in state.words if word in before_text and word not in all_text(two.sam)] == []
        done = two.sam("save")
    assert done.status == 0, done
    assert state.told in done.err
    if command not in state.finished_by:  # another file is not this command's affair
        assert two.sam("save").status == 0
    demand_finished(two, state)


def demand_finished(two: Two, state: State) -> None:
    """Nothing is lost, nothing is doubled, nothing is told of any more, and both people go on."""
    demand_whole(two.sam, *state.words, left=state.left)
    text = all_text(two.sam)
    assert [word for word in state.once if text.count(word) != 1] == []
    demand_untold(two.sam)
    assert two.sam("save").status == 0
    assert two.sam.git("status", "--porcelain") == ""
    assert not (two.sam.root / ".git" / "coachlog" / "joining").exists()
    two.settle()
    demand_whole(two.robin, *state.words)


def demand_untold(person: Someone) -> None:
    """Neither `status` nor the overview tells of anything to be finished."""
    for typed in (("status",), ()):
        told = person(*typed).out
        assert "with git" not in told
        assert "old state" not in told
    assert person("status", "--json").data["interrupted"] is False


def demand_refused(person: Someone, state: State, command: str, said: str, before: dict[str, bytes], head: str) -> None:
    """The command says what is to be done, and every file is as it was; git's operations are set aside too."""
    assert (person.files, person.head) == (before, head)
    if command == "doctor":
        assert person("goals").status == 0
        return
    assert state.refused in said
    if state.refused == NOT_FINISHED:
        assert ONLY_GIT in said
        assert person("goals").status == 0
        (kept,) = person.git("for-each-ref", "--format=%(objectname)", "refs/coachlog/set-aside").split()
        names = person.git("ls-tree", "-r", "--name-only", kept).split()
        assert {name: person.git("show", f"{kept}:{name}").encode() for name in names} == before


@pytest.mark.one_in(2)
@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.no_cover
@pytest.mark.parametrize(
    "name",
    [
        "merge typed around",
        "merge stopped, one side left, typed",
        "HEAD detached",
        "HEAD detached, typed",
        "checkout killed",
    ],
)
def test_killed_at_any_step_the_next_command_goes_on(
    two: Two, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    state = STATES[name]
    if name.startswith("merge"):
        for person in (two.robin, two.sam):
            person.write("assets/list.txt", f"{person.me}-list\n")
    state.make(two)
    words = (*state.words, *(("mentor-list", "mentee-list") if name.startswith("merge") else ()))
    ended, step = KILLED, 1 - (stride := times(11, 1))
    alike: set[frozenset[tuple[str, bytes]]] = set()
    while ended == KILLED:
        step += stride
        now = copied(two, tmp_path_factory.mktemp("step"))
        ended = in_child(lambda step=step: die_at(step, after=False), lambda now=now: now.sam("save"))
        more = (f"more-{step}",) if step % 4 == 1 else ()
        if more:
            now.sam.add(GOAL, f"- {more[0]}")
        assert now.sam("save").status == 0, step
        demand_whole(now.sam, *words, *more)
        assert now.sam.git("status", "--porcelain") == "", step
        text = all_text(now.sam)
        assert [word for word in state.once if text.count(word) != 1] == [], step
        if not more:
            alike.add(frozenset(now.sam.files.items()))
    assert ended == 0
    assert step > 8
    assert len(alike) == 1
