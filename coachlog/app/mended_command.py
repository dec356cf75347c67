"""The command that a person typed, to be typed again: with a mistyped word mended, or with what it was typed with."""

from collections.abc import Mapping, Sequence

from coachlog.actions.options_again import options_again
from coachlog.context import Context
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


def format_again(context: Context, words: Sequence[str], options: Mapping[str, str | bool]) -> str:
    """Write a command with those of its options that were typed, and with those that lead on in its log."""
    given = (word for option, value in options.items() if value for word in (option, value) if isinstance(word, str))
    return format_command([*words, *given]) + options_again(context)


def _value(word: str) -> str:
    option, equals, value = word.partition("=")
    return value if option.startswith("--") and equals else word
