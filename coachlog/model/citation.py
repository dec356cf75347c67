"""The parts of a citation: the year, the link, and the reference in APA form."""

import re
from typing import Final

from coachlog.regex import regex

NO_YEAR: Final = "n.d."
_YEAR: Final = regex(r"(?:1[5-9]|20)\d\d[a-z]?")
_LINK: Final = regex(r"(?:https?://|www\.)[^\s<>\"]+\.[^\s<>\"]+", re.IGNORECASE)
_INITIALS: Final = regex(r",\s*[^\W\d_]\.(?:[\s-]*[^\W\d_]\.)*")
_AND: Final = regex(r"\s*,?\s*&\s*")
# One person, the family's name first and the others in full; an organisation has more words before its comma.
_IN_FULL: Final = regex(
    r"(?P<family>(?:[a-zà-ÿ][\w'’]*\s+)*[^\W\d_a-z][\w'’-]*),\s+(?P<given>[^\W\d_a-z][\w'’-]+(?:\s+[^\W\d_a-z][\w'’-]*\.?){0,3})"
)
_BETWEEN: Final = regex(r"(\s*,?\s*&\s*|\s*,?\s+and\s+|\s*;\s*)")
_GIVEN: Final = regex(r"([\s-]*)([^\W\d_])[^\s-]*")
_ENDS: Final = (".", "?", "!", "…", ".”", "?”", "!”")


def parse_year(text: str) -> str:
    """Parse the year of a publication: `2013`, `2013a`, `n.d.`; raise ValueError for anything else."""
    word = text.strip().casefold()
    if word.replace(" ", "").rstrip(".") == "n.d":
        return NO_YEAR
    if not _YEAR.fullmatch(word):
        raise ValueError(f"`{text}` is not a year; write it as 2013, or n.d. where there is none")
    return word


def parse_link(text: str) -> str:
    """Parse a web address; raise ValueError for anything else."""
    word = text.strip()
    if not _LINK.fullmatch(word):
        raise ValueError(f"`{text}` is not a web address; write it as https://www.example.org/page")
    return word


def format_reference(author: str, year: str, title: str, publisher: str, link: str) -> str:
    """Return a reference in APA form, of what is known; if nobody is the author the title comes first."""
    when = f"({year or NO_YEAR})."
    author = _with_initials(author)
    first = [_closed(author), when, _closed(title)] if author else [_closed(title), when]
    return " ".join(filter(None, [*first, _closed(publisher), link]))


def format_in_text(author: str, year: str, page: str = "") -> str:
    """Return how a text names a source, in APA form: `(Foltos & Day, 2013, pp. 4–6)`."""
    names = _AND.sub(" & ", _INITIALS.sub("", _with_initials(author))).rstrip(" .")
    several = any(sign in page for sign in "-–,")
    place = f"{'pp' if several else 'p'}. {page}" if page else ""
    return f"({', '.join(filter(None, [names, year or NO_YEAR, place]))})"


def _with_initials(author: str) -> str:
    """Return authors with initials in place of first names: `Cazden, C.` of `Cazden, Courtney`."""
    return "".join(map(_initials, _BETWEEN.split(author)))


def _initials(person: str) -> str:
    match = _IN_FULL.fullmatch(person)
    return (
        match["family"] + ", " + _GIVEN.sub(r"\1\2.", match["given"])
        if match and not match["given"].isupper()
        else person
    )


def _closed(words: str) -> str:
    return words if not words or words.endswith(_ENDS) else f"{words}."
