"""The command that a person typed, with a mistyped word mended, to be typed again."""

from collections.abc import Sequence

from coachlog.options import typable


def mend(words: Sequence[str], typed: str, meant: str) -> list[str]:
    """Return a command's words with the mistyped one put right; nothing if it is not clear which one it was."""
    places = [at for at, word in enumerate(words) if typed and _value(word) == typed]
    if not meant or len(places) != 1:
        return []
    (at,) = places
    before = words[at][: len(words[at]) - len(typed)]
    return [*words[:at], f"{before}{meant}", *words[at + 1 :]]


def format_command(words: Sequence[str]) -> str:
    """Write a command as it can be typed in a terminal."""
    return " ".join(["coachlog", *map(typable, words)])


def _value(word: str) -> str:
    option, equals, value = word.partition("=")
    return value if option.startswith("--") and equals else word
