"""Report the problems found while reading the documents."""

from collections.abc import Iterable

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem
from coachlog.model.fields import CUT_VALUE, UNCLEAR_KEY
from coachlog.model.kinds.body import OPEN_BOX, UNCLEAR_HEADING, UNCLEAR_LINE, UNCLEAR_STEP, UNSORTED_WORDS


def _find(files: LogFiles) -> Iterable[Problem]:
    return (*files.log.problems, *files.log.standing)


READABLE = Check(
    (
        ("cannot-read", "a file cannot be opened, or is a link"),
        ("copy", "another program made a copy of a document, which does not count"),
        ("not-utf-8", "a file has letters that cannot be read"),
        ("too-large", "a file is larger than any that a person types"),
        ("front-matter-late", "blank lines or words come before the fields at the top, which are then not read"),
        ("front-matter-open", "the fields at the top have no closing `---`"),
        ("front-matter-too-large", "the fields at the top are larger than any that a person types"),
        ("bad-yaml", "the fields at the top are not `key: value` lines"),
        ("not-a-mapping", "the fields at the top are a list or a text"),
        ("yaml-alias", "a field uses `&` or `*`, which a log does not use"),
        ("yaml-tag", "a field uses `!`, which a log does not use"),
        ("yaml-merge-key", "a field uses `<<`, which a log does not use"),
        ("yaml-too-deep", "the fields at the top are nested too deep"),
        ("not-closed", "a comment or a block of code has no end, so it ends at the next heading"),
        ("too-deep", "lists or quotes are nested too deep to be read as such"),
        ("repeated-key", "a key is there twice"),
        ("wrong-type", "a document's `type` is not that of its folder"),
        ("bad-type", "a value has the wrong form: one value, a list, or pairs"),
        ("bad-value", "a value is none of those that a field can have"),
        ("bad-date", "a date is not understood, is not in the calendar, can mean two days, or is there twice"),
        (UNCLEAR_STEP, "a line under Next steps cannot be read as a step"),
        (UNCLEAR_LINE, "a line under Successes or Areas of growth is in no list"),
        (UNCLEAR_HEADING, "a heading means two parts of a note, or nearly means one"),
        (UNCLEAR_KEY, "the word before a field's colon is nearly one that is read"),
        (CUT_VALUE, "what stands behind ` #` in a field's text is not read"),
        (OPEN_BOX, "an open box is in no list of next steps"),
        (UNSORTED_WORDS, "words of an answer or an import wait to be put where they belong"),
        ("missing-date", "something needs a date that has none"),
        ("repeated-id", "two people, or two next steps of one note, have one id"),
    ),
    _find,
)
