"""The words that do something at a page's prompt, and the few typed words that only look like one of them."""

from typing import Final

from coachlog.model.fields import nearest_word
from coachlog.model.typed_numbers import LINE_NUMBERS, only_numbers
from coachlog.regex import regex

STOP: Final = ("q", "quit", "stop", "exit", ":q")
EDIT: Final = ("e", "edit")
BACK: Final = ("back",)
EMPTY: Final = ("-",)
HELP: Final = ("?", "help")
WORDS: Final = (*STOP, *EDIT, *BACK, *EMPTY)
DROP: Final = regex(rf"(drop|out)?{LINE_NUMBERS}")
CHANGE: Final = regex(r"change\s*(?:line\s*|#)?(\d{1,9})")
GO: Final = regex(r"go(?:\s*to)?(?:\s*(?:question|answer|gap|number|#))?\s*(\d{0,9})")
DROP_ALL: Final = ("d", "drop", "all")
WHAT_TO_TYPE: Final = (
    "Type your answer, then Enter. Enter alone leaves it for later, or keeps what you wrote; - empties what you wrote, "
    "and where there is nothing takes what is asked out of the page; drop 1 3 takes lines 1 and 3 out; change 2 puts "
    "line 2 here to be changed; e opens the page in your editor; back takes back what you did last, lines that went "
    "or were changed, or goes to the answer before; go 2 goes to question 2, go lists them all; q or "
    "Ctrl-C stops, and all answers stay."
)
_ENTER: Final = "Enter alone"
_OF_LINES: Final = {
    "drop": "drop",
    "out": "drop",
    "delete": "drop",
    "remove": "drop",
    "del": "drop",
    "change": "change",
}
_MEANT: Final = {
    **_OF_LINES, "back": "back", "undo": "back", "edit": "e", "help": "?", "quit": "q", "stop": "q", "exit": "q",
}  # fmt: skip
_ALONE: Final = {
    "d": "drop", "go back": "back", "previous": "back", "q": "q", "bye": "q", "end": "q", "cancel": "q",
    **dict.fromkeys(("later", "no", "no thanks", "not now", "n", "y", "yes", "ok", "next", "done", "keep"), _ENTER),
}  # fmt: skip
_OTHER_WORDS: Final = 3  # with more it is a sentence
_ALMOST: Final = 0.75  # two letters of four in the wrong order
_TYPED: Final = regex(r"[:#]?([a-z]*)[!.:;,?]*(?:\s+|(?=\d)|\Z)(.*)")


def meant_by(typed: str) -> str:
    """Return what to type instead of a few words that look like a mistyped command; empty for words of the page."""
    words = " ".join(typed.casefold().split()).rstrip(".!?,;: ")
    match = _TYPED.fullmatch(words)
    if not words or "\n" in typed.strip() or not match:
        return ""
    first, rest = match.groups()
    numbers = only_numbers(rest)
    if not first:
        return _say("drop", numbers) if numbers else ""
    if words in _ALONE or (numbers and first in _ALONE):
        return _say(_ALONE[words if words in _ALONE else first], numbers)
    if not numbers and len(words.split()) > _OTHER_WORDS:
        return ""
    near = first if first in _MEANT else nearest_word(first, _OF_LINES if rest else _MEANT, _ALMOST)
    return _say(_MEANT[near], numbers) if near else ""


def _say(command: str, numbers: list[int]) -> str:
    if command == _ENTER:
        return command
    if command not in _OF_LINES:
        return f"`{command}`"
    of = numbers if command == "drop" else numbers[:1]
    return f"`{' '.join(map(str, (command, *of)))}`" if of else f"`{command}` and the number of a line"
