"""Trailers are anybody's words: what a partner's plain git or program wrote there stops no command."""

import os
import threading
from itertools import pairwise
from pathlib import Path

from coachlog.actions.imports.base import source_key
from coachlog.git.commits import CommitId
from coachlog.sync.settled_differently import settled_tokens
from tests.support.two import GOAL, NOTE, Two

NOBODYS = "0123456789" * 4


def by_hand(two: Two, *trailers: str) -> None:
    """Have Sam's plain git keep what Sam typed, with trailers as they are."""
    message = two.sam.root / ".git" / "message"
    message.write_text("\n".join(("x", "", *trailers, "Z: z")))
    who = ("-c", "user.name=Sam", "-c", "user.email=")
    two.sam.git(*who, "commit", "-qa", "--allow-empty", "--cleanup=verbatim", "-F", str(message))


def test_a_trailer_that_names_no_entry_stops_no_command_and_hides_nothing(two: Two) -> None:
    blob = two.sam.git("rev-parse", f"HEAD:{GOAL}").strip()
    tree = two.sam.git("rev-parse", "HEAD^{tree}").strip()
    two.sam.git("tag", "-m", "a tag", "kept")
    tag = two.sam.git("rev-parse", "kept").strip()
    words = ("z", "HEAD", "main", two.sam.head[:10], blob, tree, tag, NOBODYS, "-h", "", "a b", "é\x01", "x" * 50_000)
    for number, word in enumerate(words):
        two.sam.add(GOAL, f"- 2026-11-19: line {number}")
        by_hand(two, f"Undo: {word}", f"Settled: {word}", "Kept-changed: 1", "Kept-both: z", f"With: {word}")
    two.sam.sync()
    news = two.robin.sync("--json").data["news"]
    did = f"added {len(words)} lines of evidence to the goal “Ask more”: “2026-11-19: line 0”, …"
    assert [row["did"] for row in news] == [[did]]
    for command in (("news", "--all"), ("history", "--all"), ("status",), ("settle",), ("check",), ("undo", "--list")):
        for person in (two.robin, two.sam):
            done = person(*command)
            assert done.status == 0, done
            assert "took back" not in done.out
            assert "settled what" not in done.out
    two.sam.change(NOTE, "- one", "- one, said Sam")
    two.robin.change(NOTE, "- one", "- one, said Robin")
    two.settle()
    assert two.robin("undo").status == two.sam("undo").status == 0


def test_ones_own_entry_with_a_trailer_that_names_no_entry_can_be_taken_back(two: Two) -> None:
    two.sam.add(GOAL, "- 2026-11-19: too much")
    two.sam("save")
    message = two.sam.git("log", "-1", "--format=%B").strip()
    two.sam.git("-c", "user.name=Sam", "-c", "user.email=", "commit", "-q", "--amend", "-m", f"{message}\n\nUndo: z")
    assert two.sam("undo").status == 0
    assert "too much" not in two.sam.read(GOAL)


def test_a_thousand_entries_each_of_which_takes_back_the_one_before_are_read() -> None:
    ids = [CommitId(f"{number:040x}") for number in range(1001)]
    messages = {ids[0]: "settle: 1 place\n\nSettled: ^abcde"}
    for before, after in pairwise(ids):
        messages[after] = f"undo: 1 file\n\nUndo: {before}"
    assert settled_tokens(messages) == {"abcde"}
    messages.popitem()
    assert settled_tokens(messages) == frozenset()


def test_an_import_reads_only_rows_that_an_import_wrote(two: Two, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    threading.Thread(target=lambda: pipe.write_bytes(b""), daemon=True).start()
    (tmp_path / "ours.md").write_text("# 12 November 2026\n\n## Successes\n\n- It went well\n")
    key = source_key("ours.md")
    two.sam.add(GOAL, "- 2026-11-19: from sam")
    by_hand(
        two,
        f"Imported: {key} {pipe} meetings/2026-11-12.md",
        f"Imported: {key} {'0' * 24} ../outside.md",
        f"Imported: {key} {'0' * 24} .git/config",
        "Imported: ",
    )
    two.sam.sync()
    two.robin.sync()
    done = two.robin("import", str(tmp_path / "ours.md"), "--yes")
    assert done.status == 0, done
    assert "config" not in done.out + done.err
    assert pipe.is_fifo()
    assert threading.active_count() > 1, "nobody has read the pipe"
    os.close(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK))


def test_a_note_of_a_move_to_no_place_is_none(two: Two, tmp_path: Path) -> None:
    assert two.robin("invite", "--folder", str(tmp_path / "new")).status == 0
    two.sam.sync()
    by_hand(two, "Moved-to: ", "Moved-to:  ", f"Moved-to: /{'x' * 50_000}")
    told = two.sam.sync().err
    assert f"has moved to {tmp_path / 'new'}." in told
    assert "xxxx" not in told
