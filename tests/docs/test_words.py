"""The words of messages: nobody who typed none of them reads the words of files' insides and of git's."""

import re

import pytest

from tests.support.messages import messages

OURS_ALONE = re.compile(
    r"(?i:\b(utf-?8|yaml|front[ -]?matter|index(es)?|indices|bundles?|commits?|blobs?|rebase|stash(es)?|refs?|regex)\b)"
    r"|\bHEAD\b"
)
# Rooms whose texts are patterns and words for git, and the driver that git alone calls.
APART = ("git/", "commands/setup/merge_driver.py", "sync/commit.py")


def sentences() -> list[tuple[str, str]]:
    """Return what may be read as a sentence: three words or more."""
    return [(where, text) for where, text in messages() if len(text.split()) > 2 and not where.startswith(APART)]


def test_no_message_has_a_word_of_the_insides():
    found = [(where, text) for where, text in sentences() if OURS_ALONE.search(text)]
    assert found == []


@pytest.mark.parametrize("text", ["save it as plain text (UTF-8)", "the front matter is open", "No such index file"])
def test_such_a_word_is_found(text):
    assert OURS_ALONE.search(text)
