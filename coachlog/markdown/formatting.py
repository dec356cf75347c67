"""A text in one form, however an editor, a formatter or Word sets it: where that is equal, no word was changed."""

import re
from typing import Final

from coachlog.regex import regex

_BULLETS: Final = "*+•◦▪·–\uf0b7"
_BLANKS: Final = regex(r"[ \t]+")
_UNDERLINED: Final = regex(r"^(?! ?(?:[#>|\-*+] |\d{1,3}[.)] ))([^\n]*\S) ?\n ?(=+|-{2,}) ?$", re.MULTILINE)
_RULE: Final = regex(r"^ ?([*_-])(?: ?\1){2,} ?$", re.MULTILINE)
_BULLET: Final = regex(rf"^([ >]*)[{_BULLETS}] (?=\S)", re.MULTILINE)
_NUMBER: Final = regex(r"^([ >]*)\d{1,3}[.)] (?=\S)", re.MULTILINE)
_ESCAPED: Final = regex(r"\\([!-/:-@\[-`{-~])")
_UNDERSCORES: Final = regex(r"(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)")
_STARS: Final = regex(r"\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}")
_PIPE: Final = regex(r" ?\| ?")
_DASHES: Final = regex(r":?-{3,}:?")  # a rule, or the line below a table's heads
_BEGINS: Final = r" ?(?:[#>|-]|1\. )"  # a line that is no paragraph's
_PARAGRAPHS: Final = regex(rf"^(?!{_BEGINS})([^\n]*\S) ?\n(?: ?\n)+(?!{_BEGINS}| ?\n)", re.MULTILINE)
_MARKER: Final = regex(rf"^ ?(?:(?:[-{_BULLETS}>]|\d{{1,3}}[.)]|#{{1,6}}) )+", re.MULTILINE)


def in_one_form(text: str) -> str:
    """Return a text with one kind of bullets, numbers, headings, rules, emphasis and blanks, its lines joined."""
    lines = _UNDERLINED.sub(lambda match: f"{'#' if match[2][0] == '=' else '##'} {match[1]}", _lines(text))
    lines = _NUMBER.sub(r"\g<1>1. ", _BULLET.sub(r"\1- ", _RULE.sub("---", lines)))
    lines = _PARAGRAPHS.sub("\\1 \N{PILCROW SIGN} ", lines)
    return " ".join(_UNDERSCORES.sub(lambda match: "*" * len(match.group()), lines).split())


def plain_words(text: str) -> str:
    """Return a text's words without bullets, numbers of a list, emphasis and escapes, on one line."""
    lines = _MARKER.sub("", _RULE.sub("", _lines(text)))
    return " ".join(_STARS.sub("", _UNDERSCORES.sub("", lines)).split())


def _lines(text: str) -> str:
    lines = _BLANKS.sub(" ", "\n".join(text.splitlines()))
    return _PIPE.sub("|", _DASHES.sub("---", _ESCAPED.sub(r"\1", lines)))
