"""A document that is one person's own lies in a log by a slip: no entry takes it, and one command moves it."""

import json
from pathlib import Path

import pytest

from coachlog.model.own_documents import is_own
from tests.support.two import GOAL, NOTE, Two
from tests.support.world import git

CANARY = "zebrafinch"
OWN = {
    "notes/x.md": "---\ntype: note\n---\n\n# X\n\n- {}\n",
    "goals/mine-k4f9x.md": "---\ntype: goal\nprivate: true\n---\n\n# {}\n",
    "meetings/2026-11-20.md": "---\r\ntype: meeting\r\nPrivate: yes\r\n---\r\n# {}\r\n",
    "evidence/2c.md": "# {}\n",
    "stars/2026-11.md": "{}\n",
    "work/post.md": "---\ntype: work\n---\n{}\n",
    "readings/book.md": "---\ntype: [\n---\n{}\n",
    "visits/2026-10-09-visit.md": "---\ntype: visit\nstatus: draft\n---\n{}\n",
    "lessons/slip-m4n5p.md": '---\ntype: "evidence"\n---\n{}\n',
    "reflections/2026-fall.md": "---\ntype: reflection\nauthor: mentor\n---\n\n# {}\n",
    "reflections/sam.material.md": "---\ntype: material\nauthor: mentee\n---\n\n# {}\n",
    "students.txt": "{}\n",
    "assets/Students.txt": "{}\n",
    "notes/x.txt": "---\ntype: note\n---\n{}\n",
    "private/x.md": "{}\n",
    "private/x.docx": "{}\n",
    "own/notes/2026-11-19.md": "{}\n",
    "goals/one-k4f9x.md": "---\ntype: goal\nprivate: 1\n---\n\n# {}\n",
    "goals/two-k4f9x.md": "---\n{{type: note, status: x}}\n---\n\n# {}\n",
    "goals/three-k4f9x.md": "---\ntype: goal\nprivate: me\n---\n\n# {}\n",
    "x.md": "\ufeff---\nprivate: 'true'\n---\n{}\n",
    "goals/four-k4f9x.md": "---\ntype: goal\nprivate: true\nprivate: no\n---\n\n# {}\n",
}


@pytest.mark.parametrize(
    ("front", "own"),
    [
        *(
            (f"type: goal\nprivate: {word}", True)
            for word in ("ja", "[mentor]", "only me", "✓", "\n- mentee", "please")
        ),
        *((f"type: goal\nprivate: {word}", False) for word in ("no", "", "False", "[]", "# true", "~", "'off'")),
        *((f"type: {word}", True) for word in ("private", "goal\ntype: note", "visit\nstatus: draft\nstatus: shared")),
        *((f"type: {word}", False) for word in ("goal\ntype: plan", "visit\nstatus: shared", "lesson\nprivate: 0")),
    ],
)
def test_what_is_said_anywhere_of_whose_a_document_is_counts(front, own):
    assert is_own("goals/x-k4f9x.md", f"---\n{front}\n---\n\n# X\n") is own


@pytest.mark.one_in(2)
@pytest.mark.parametrize("path", OWN)
def test_an_own_document_is_told_left_out_and_moved(path, two: Two, sealed):
    robin = two.robin
    robin.write(path, OWN[path].format(CANARY))
    robin.add(GOAL, "- 2026-11-10: from robin")
    for command in ("save", "sync", "sync"):
        result = robin(command)
        assert f"{path}:1: this is your own" in result.err, result
        assert f'coachlog private --move "{path}"' in result.err
    assert path in robin("check").out
    assert CANARY not in robin.git("log", "--all", "-p")
    two.sam.sync()
    assert path not in two.sam.files
    moved = robin("private", "--move", path, "--json")
    assert moved.status == 0, moved
    file = json.loads(moved.out)["data"]["path"]
    assert CANARY in Path(file).read_text(encoding="utf-8")
    assert file.startswith(str(sealed / "coachlog" / "own"))
    assert path not in robin.files
    assert "this is your own" not in robin("sync").err
    two.settle()
    assert CANARY not in robin.git("log", "--all", "-p")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("notes/ours.md", "# Ours\n"),
        ("visits/2026-10-09-visit.md", "---\ntype: visit\nstatus: shared\n---\nSeen\n"),
        ("reflections/2026-fall.md", "---\ntype: reflection\n---\n# Ours\n"),
        ("reflections/2027-spring.md", "---\ntype: reflection\nauthor: both\n---\n# Ours\n"),
        ("reflections/2027-fall.md", "---\ntype: reflection\nauthor: Robin and Sam\n---\n# Ours\n"),
        ("goals/open-k4f9x.md", "---\ntype: goal\nprivate: false\n---\n\n# Open\n\nprivate: true is a key\n"),
        ("assets/private.txt", "private: true\n"),
    ],
)
def test_what_is_the_pair_s_is_kept(path, text, two: Two):
    two.robin.write(path, text)
    two.robin.sync()
    two.sam.sync()
    assert path in two.sam.files


def test_a_document_that_the_history_has_already_is_moved_by_an_entry(two: Two):
    two.robin.write("notes/x.md", OWN["notes/x.md"].format(CANARY))
    git(two.robin.root, "add", "-A")
    git(two.robin.root, "commit", "-qm", "by hand")
    assert "notes/x.md" in two.robin("check").out
    moved = two.robin("private", "--move", "notes/x.md")
    assert "history still has" in moved.out
    assert two.robin.git("ls-files", "notes") == ""
    assert two.robin.git("status", "--porcelain") == ""


def test_two_of_one_name_are_both_kept_and_a_missing_one_is_named(two: Two, sealed):
    for words in ("one", "two"):
        two.robin.write("notes/x.md", f"---\ntype: note\n---\n\n{words}\n")
        assert two.robin("private", "--move", "notes/x.md").status == 0
    own = sealed / "coachlog" / "own" / "notes"
    assert sorted(path.name for path in own.iterdir()) == ["x-2.md", "x.md"]
    missing = two.robin("private", "--move", "notes/x.md")
    assert (missing.status, "there is no file notes/x.md" in missing.err) == (1, True)


def _make_private(two: Two) -> None:
    two.robin.change(GOAL, "status: active", "status: active\nprivate: true")
    two.robin.add(GOAL, f"- 2026-11-18: {CANARY}")


@pytest.mark.parametrize(
    "command",
    [
        ("goals", "update", "ask-more", "a line"),
        ("goals", "close", "ask-more", "--status", "met"),
        ("note", "words", "--goal", "ask-more"),
        ("edit", GOAL),
        ("save",),
        ("meet", "--no-edit"),
        ("undo", "--yes"),
    ],
    ids=" ".join,
)
def test_no_command_keeps_what_became_private_by_hand(command: tuple[str, ...], two: Two) -> None:
    two.robin.add(GOAL, "- 2026-11-17: in the open")
    two.robin.sync()
    _make_private(two)
    before = two.robin.read(GOAL)
    two.robin(*command)
    assert CANARY not in two.robin.git("log", "--all", "-p")
    assert two.robin.read(GOAL) == before
    assert "zebrafinch" not in two.robin("goals", "--json").out
    assert "this is your own" in two.robin("goals").err
    assert two.robin("private", "--move", GOAL).status == 0
    two.settle()
    assert CANARY not in two.robin.git("log", "--all", "-p")
    assert GOAL not in two.sam.files


def test_a_command_that_names_it_says_how_to_move_it(two: Two) -> None:
    """It is no goal of the log any more, and the sentence says why."""
    _make_private(two)
    done = two.robin("edit", GOAL)
    update = two.robin("goals", "update", "ask-more", "a line")
    assert update.status == 1
    assert f'coachlog private --move "{GOAL}"' in update.err, (done, update)


def test_an_exchange_that_would_write_over_it_stops_and_says_so(two: Two) -> None:
    _make_private(two)
    two.sam.add(GOAL, "- 2026-11-18: from sam")
    two.sam.sync()
    stopped = two.robin("sync")
    assert stopped.status == 1
    assert f'coachlog private --move "{GOAL}"' in stopped.err
    assert CANARY in two.robin.read(GOAL)
    assert two.robin("private", "--move", GOAL).status == 0
    two.settle()
    assert "from sam" in two.robin.read(GOAL)
    assert CANARY not in two.robin.git("log", "--all", "-p")


def test_a_private_note_of_a_meeting_is_carried_nowhere(two: Two) -> None:
    two.robin.write(
        "meetings/2026-11-13.md", f"---\ntype: meeting\nprivate: true\n---\n\n## Next steps\n\n- [ ] {CANARY}\n"
    )
    two.robin("meet", "--no-edit")
    assert CANARY not in two.robin("steps").out
    two.robin.sync()
    assert CANARY not in two.robin.git("log", "--all", "-p")


def test_what_a_window_made_private_is_kept_by_no_later_command(two: Two) -> None:
    """An editor's window saves when it likes, and the next command keeps what it saved."""
    _make_private(two)
    (two.robin.root / ".git" / "coachlog" / "open").write_text(f"{GOAL}\n{NOTE}", encoding="utf-8")
    two.robin.add(NOTE, "- typed in a window")
    assert two.robin("note", "words", "--in", "notes").status == 0
    assert "typed in a window" in two.robin.git("log", "--all", "-p")
    assert CANARY not in two.robin.git("log", "--all", "-p")


def test_a_checkout_that_was_cut_short_keeps_nothing_that_became_private(two: Two) -> None:
    two.sam.add(GOAL, "- 2026-11-18: from sam")
    two.sam.sync()
    old = two.robin.head
    two.robin.git("fetch", "-q", str(two.place), "main")
    new = two.robin.git("rev-parse", "FETCH_HEAD").strip()
    (two.robin.root / ".git" / "coachlog" / "joining").write_text(f"{old}\n{new}\n", encoding="ascii")
    _make_private(two)
    for command in (("note", "words", "--in", "notes"), ("sync",), ("save",)):
        stopped = two.robin(*command)
        assert stopped.status == 1, stopped
        assert f'coachlog private --move "{GOAL}"' in stopped.err
    assert two.robin("private", "--move", GOAL).status == 0
    two.settle()
    assert "from sam" in two.robin.read(GOAL)
    assert CANARY not in two.robin.git("log", "--all", "-p")


def test_a_meeting_with_words_of_others_is_moved_only_if_that_is_meant(two: Two, sealed: Path) -> None:
    """What is moved counts as a private note then, and a private note of its day is no line of it."""
    meeting, notes = "meetings/2026-11-19.md", sealed / "coachlog" / "own" / "notes"
    two.sam.write(meeting, "---\ntype: meeting\n---\n\n# T\n\n## Successes\n\n- theirs\n\n## Next meeting\n")
    two.sam.sync()
    two.robin.sync()
    refused = two.robin("private", "--move", meeting)
    assert (refused.status, "has words of Sam, and leaves the log for everybody" in refused.err) == (1, True)
    assert meeting in two.robin.files
    assert two.robin("private", "--move", meeting, "--yes").status == 0
    two.robin("private", "hello private")
    assert (notes / "2026-11-19.md").read_text(encoding="utf-8").endswith("- hello private\n")
    listed = json.loads(two.robin("private", "--json").out)["data"]
    assert [row["text"] for row in listed] == ["hello private", "theirs"]
    (notes / "2026-11-19.md").write_text("---\ntype: meeting\n---\n\n# moved before\n", encoding="utf-8")
    assert "2026-11-19-2.md" in two.robin("private", "second").out
    two.robin.write("meetings/2026-11-20.md", "---\ntype: meeting\n---\n\n# T\n\n## Notes\n\n- Robin: mine\n")
    two.robin("save")
    assert two.robin("private", "--move", "meetings/2026-11-20.md").status == 0
    two.robin.write("meetings/2026-11-21.md", "---\ntype: meeting\n---\n\n# T\n\n## Successes\n\n- Sam: theirs\n")
    two.robin("save")
    assert two.robin("private", "--move", "meetings/2026-11-21.md").status == 1
