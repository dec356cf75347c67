"""What an editor or a formatter makes of a file without a word being changed is told as such."""

import re

import pytest

from coachlog.changes import describe_file, describe_files
from coachlog.model.parse_settings import parse_settings
from coachlog.model.settings import Settings
from coachlog.storage.reading import prompts
from tests.support.world import EXAMPLE

SETTINGS: Settings = parse_settings((EXAMPLE / "coachlog.yml").read_bytes())[0]
NOTE = "meetings/2026-11-19.md"
GOAL = "goals/explain-why-it-is-proportional-p5v8h.md"
LESSON = "lessons/ratios-in-the-real-world-x2p7d.md"


def content(path: str) -> bytes:
    return (EXAMPLE / path).read_bytes()


# What formatters, Word and editors do to a file without a word being changed: a pattern, and what it becomes.
FORMATTERS = [
    (r"(?m)^- ", "* "),
    (r"(?m)^- (?=.*\n(?! ))", "-   "),
    (r"(?m)^- (?!\[)", "•\t"),
    (r"(?m)(?<=\w)$", "  "),
    (r"(?m)^(#.*)$", r"\1\n"),
    (r"(?m)^(## .*)\n\n", r"\1\n"),
    (r"(?m)^## (.*)$", r"\1\n-----"),
    (r"\n", "\r\n"),
    (r"(?m)^(- (?!\[).{30}\S*) ", r"\1\n  "),
    (r"\bis\b", "*is*"),
    (r"(?m)^\| ?---", "|:-----"),
    (r"(?m)(?<=\w)!?\.$", r"\."),
]


@pytest.mark.parametrize(("pattern", "becomes"), FORMATTERS)
def test_what_a_formatter_does_is_one_sentence_and_no_change_of_words(pattern: str, becomes: str) -> None:
    for path in (NOTE, GOAL, LESSON):
        before = content(path)
        front, body = before.decode().split("\n---\n", 1)
        after = f"{front}\n---\n{re.sub(pattern, becomes, body)}".encode()
        sentences = describe_file(path, before, after, SETTINGS, prompts(EXAMPLE))
        assert not [one for one in sentences if not one.endswith(" anew, and changed no word") and "tidied" not in one]


def test_italics_are_italics_with_stars_and_with_underscores() -> None:
    before, after = b"# A\n\n## Notes\n\n1. *so* __it__\n2. a_b\n", b"# A\n\n## Notes\n\n1. _so_ **it**\n1. a_b\n"
    (sentence,) = describe_file(NOTE, before, after, SETTINGS)
    assert sentence == "formatted the meeting of 19 November anew, and changed no word"


def test_many_documents_that_were_formatted_are_one_sentence_beside_what_was_changed() -> None:
    notes = {
        f"meetings/2026-{month:02}-0{day}.md": (content(NOTE), content(NOTE).replace(b"\n- ", b"\n* "))
        for month in range(1, 9)
        for day in (1, 2)
    }
    whole = "formatted 16 meetings anew, and changed no word"
    assert describe_files(notes, SETTINGS) == (whole,)
    more = (content(GOAL), content(GOAL).replace(b"status: active", b"status: draft"))
    assert describe_files({**notes, GOAL: more}, SETTINGS) == (
        "marked the goal “Explain why a relationship is proportional” as draft",
        whole,
    )
    few = dict(list(notes.items())[:3])
    assert describe_files(few, SETTINGS) == ("formatted 3 meetings anew, and changed no word",)


@pytest.mark.parametrize(("old", "new"), [("\none\ntwo\n", "\none\n\ntwo\n"), ("1. a\n", "1. b\n"), ("a - b", "a b")])
def test_what_changes_the_words_or_the_entries_is_no_formatting(old: str, new: str) -> None:
    before, after = (f"# A\n\n## Successes\n\n{text}\n".encode() for text in (old, new))
    many = {f"meetings/2026-0{month}-01.md": (before, after) for month in range(1, 10)}
    many |= {f"meetings/2026-1{month}-01.md": (before, after) for month in (0, 1, 2)}
    many |= {f"meetings/2025-1{month}-01.md": (before, after) for month in (0, 1, 2)}
    for told_of in (many, dict(list(many.items())[:1])):
        assert not any("formatted" in sentence for sentence in describe_files(told_of, SETTINGS))
