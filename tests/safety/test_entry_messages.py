"""Entries' messages hold kinds, dates, counts and opaque marks alone, whatever people write and whatever is typed."""

import json
import re
from pathlib import Path

import pytest

from coachlog.commands import COMMANDS
from tests.support.two import NOTE, Someone, Two
from tests.support.world import git

CANARY = "zebrafinch"
TITLE = f"Our {CANARY} title"
# Words that a message may have: what coachlog does, kinds of documents, states, and what counts them.
_MESSAGE = re.compile(
    r"[A-Za-z -]+(?:: )?[a-z0-9 ,()-]*|(?:Kept-both|Kept-whole|Kept-changed|Renamed): \d+|Settled: \^[a-z0-9]{5}|"
    r"Undo: [0-9a-f]{40,64}|Agreed: [0-9a-f]{12}|Followed: [0-9a-f]{12} \^[a-z0-9]{5}|"
    r"Imported: [0-9a-f]+ [0-9a-f]+ meetings/\d{4}-\d\d-\d\d(?:-\d+)?\.md|"
)
_NO_ENTRY_IN_A_LOG = {
    *("agenda", "check", "demo", "edit", "history", "hours", "join", "logs", "merge-driver", "news", "progress"),
    *("prompts", "search", "show", "status", "successes", "init", "invite", "help", "version", "view", "export"),
    *("send", "share"),
}


def messages(root: Path) -> list[str]:
    """Each line of each entry's message."""
    return git(root, "log", "--all", "--format=%B").splitlines()


def id_of(person: Someone, *words: str) -> str:
    """The id of the first document that a listing names."""
    return str(json.loads(person(*words, "--json").out)["data"][0]["id"])


def write_all(person: Someone, folder: Path) -> set[str]:
    """Type every command that writes, with the canary wherever words can be."""
    file = folder / f"{CANARY}.md"
    file.write_text(f"---\n{CANARY}: {CANARY}\ntitle: {CANARY}\n---\n\n# {TITLE}\n\n## {CANARY}\n\n- {CANARY}\n")
    table = folder / f"{CANARY}.csv"
    table.write_text(f"code,text\n1.{CANARY},{CANARY}\n")
    person.write(f"assets/{CANARY}.txt", CANARY)
    person.add(NOTE, f"\n## {CANARY}\n\n{CANARY}: {CANARY}")
    for words in (
        ("save",),
        ("note", CANARY, "--in", "successes"),
        ("steps", "add", f"Ring {CANARY}"),
        ("steps", "done", f"Ring {CANARY}"),
        ("steps", "reopen", f"Ring {CANARY}"),
        ("meet", "--no-edit"),
        ("meet", "--cancelled", "--date", "2026-12-03"),
        ("meet", "--moved", "2026-12-11", "--date", "2026-12-10"),
        ("goals", "add", TITLE, "--measure", CANARY),
        ("goals", "update", TITLE, CANARY),
        ("goals", "close", TITLE, CANARY, "--met"),
        ("lessons", "add", TITLE),
        ("lessons", "add", f"Second {CANARY}", "--from", str(file)),
        ("lessons", "update", f"Second {CANARY}", "--tool", f"{CANARY}={CANARY}"),
        ("lessons", "taught", f"Second {CANARY}", CANARY),
        ("lessons", "review", f"Second {CANARY}", "--focus", "engaging"),
        ("lessons", "rubric", f"Second {CANARY}"),
        ("plan",),
        ("plan", "add", "norms", CANARY),
        ("plan", "agree"),
        ("feedback", "add", TITLE, "--from", CANARY, "--strength", CANARY),
        ("feedback", "add", "--file", str(file), "--about", "me"),
        ("feedback", "status", TITLE, "applied", "--will", CANARY),
        ("private", CANARY),
        ("frameworks", "import", str(table), "--id", CANARY, "--title", CANARY),
        ("note", f"Star {CANARY}", "--star", "--theme", CANARY),
        ("star", "--period", "2026"),
        ("star", "1", "--theme", CANARY),
        ("visits", "add", "--date", "2026-11-17", "--look", CANARY, "--class", CANARY),
        ("visits", "update", "2026-11-17", "--saw", CANARY),
        ("visits", "share", "2026-11-17", "--yes"),
        ("work", "add", TITLE, "--text", CANARY),
        ("readings", "add", TITLE, "--author", CANARY, "--quote", CANARY),
        ("report",),
        ("undo",),
        ("contact", CANARY, "--minutes", "5"),
        ("people", "set", "me", "--subject", CANARY, "--school", CANARY),
        ("terms", "add", "2027-spring", "--start", "2027-01-11", "--end", "2027-06-01"),
        ("import", str(file), "--yes", "--date", "2026-11-16"),
        ("rename", "2026-11-16", f"Another {CANARY}"),
        ("delete", "2026-11-16"),
        ("evidence", "2c", "--no-edit"),
        ("own", "--folder", str(folder / "stick")),
    ):
        done = person(*words)
        assert done.status == 0, (words, done)
    letter = person("send").out
    answer = folder / "answer.txt"
    answer.write_text(letter.replace("Something to talk about:", f"Something to talk about: {CANARY}"))
    assert person("receive", str(answer)).status == 0
    return {
        "save",
        "note",
        "steps",
        "meet",
        "goals",
        "lessons",
        "plan",
        "feedback",
        "private",
        "star",
        "visits",
        "work",
        "readings",
        "report",
        "undo",
        "frameworks",
        *("contact", "people", "terms", "import", "rename", "delete", "evidence", "own", "receive"),
    }


def test_no_message_says_a_word_of_a_person(two: Two, tmp_path, sealed) -> None:
    robin, sam = two.robin, two.sam
    typed = write_all(robin, tmp_path)
    robin.write("goals/clash-k3f9x.md", f"---\ntype: goal\n---\n\n# Clash\n\n## {CANARY}\n\nFirst {CANARY} words.\n")
    two.settle()
    for who, word in ((robin, "robins"), (sam, "sams")):
        who.change(NOTE, "First words.", f"{word} {CANARY} words.")
        who.change("goals/clash-k3f9x.md", "type: goal\n", f"type: goal\n{CANARY}: {word}\nmeasure: {CANARY} {word}\n")
        who.write(f"assets/{CANARY}.bin", b"\x00" + word.encode())
        who.write(f"goals/{CANARY}-{word}-m4n5p.md", f"# {TITLE} {word}\n")
    (robin.root / "assets" / f"{CANARY}.txt").rename(robin.root / "assets" / f"{CANARY}-2.txt")
    sam.add(f"assets/{CANARY}.txt", CANARY)
    two.settle()
    places = json.loads(robin("settle", "--json").out)["data"]
    assert {place["kind"] for place in places} >= {"words", "value", "file"}
    for keep in ("both", "first", *["second"] * (len(places) - 2)):
        assert robin("settle", "--keep", keep, "--at", "1").status == 0
    assert robin("students", "add", CANARY).status == 0
    robin("doctor")
    two.settle()
    for root in (robin.root, sam.root, sealed / "coachlog" / "own"):
        lines = messages(root)
        assert [line for line in lines if CANARY in line.casefold()] == []
        assert [line for line in lines if not _MESSAGE.fullmatch(line)] == []
    assert any(line.startswith("Settled: ^") for line in messages(robin.root))
    written = typed | {"settle", "sync", "doctor", "students"}
    assert {row.name for row in COMMANDS} - _NO_ENTRY_IN_A_LOG <= written  # a new command that writes comes in above


@pytest.mark.parametrize(
    "line", [f"goals add: {CANARY}'s goal", f"Settled: goals/{CANARY}.md ^k3f9x", "Kept-both: a#b"]
)
def test_the_pattern_knows_words(line: str) -> None:
    assert not _MESSAGE.fullmatch(line)
