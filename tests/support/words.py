"""The words of a proof: each is written once, so that none can get lost, or stand twice, unseen."""

import re
from collections import Counter

from tests.support.two import Someone

WORD = re.compile(r"tok\d{5}")


def counted(person: Someone) -> Counter[str]:
    """How often each word of ours stands in a person's files."""
    return Counter(
        word for content in person.files.values() for word in WORD.findall(content.decode("utf-8", "replace"))
    )


def words_of(person: Someone) -> set[str]:
    """Every word of ours in a person's files."""
    return {word for content in person.files.values() for word in WORD.findall(content.decode("utf-8", "replace"))}
