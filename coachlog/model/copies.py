"""Copies of documents that cloud drives and file managers make, by their names: pure."""

import re
from collections.abc import Collection
from typing import Final

from coachlog.model.fields import ID_LETTERS
from coachlog.regex import regex

_MACHINES: Final = r"(?:lap|desk)top|(?:i|mac)?mac(?:book)?|ipad|iphone|chromebook|surface|thinkpad|pc"
# Three patterns that each begin with few letters: one for all three takes ten times as long for thousands of names.
_LIKELY: Final = (
    regex(r"[ .(A-Z_~\[]"),
    regex(r"copy|conflict"),
    regex(rf"-(?:{_MACHINES})(?:-|$)", re.MULTILINE),
)
_WORDS: Final = r"(?:conflict|copy|copie|copia|kopi[ea]|konflikt|versions? of|conflit)"
_FORMS: Final = (
    regex(r"(?P<stem>.+?) ?\(\d{1,3}\)"),  # Google Drive, browsers, Windows: x (1)
    regex(r"(?P<stem>.+?) \d{1,2}"),  # iCloud: x 2
    regex(rf"(?P<stem>.+?)[ _]?[(\[].*{_WORDS}.*[)\]]", re.IGNORECASE),  # Dropbox: x (Dana's conflicted copy)
    regex(rf"(?P<stem>.+?)_.+_{_WORDS}.*", re.IGNORECASE),  # Synology: x_PC1_Nov-20-1015-2026_Conflict
    regex(r"(?P<stem>.+?)\.?~\d{1,3}~?"),  # x~1
    regex(rf"(?P<stem>.+?)[ _.-]+(?:- )?(?:case )?{_WORDS}.*", re.IGNORECASE),  # x - Copy, x_conflict-2026-11-19
    regex(r"(?P<stem>.+?)\.sync-conflict-.+"),  # Syncthing
    regex(r"(?:Copy|Kopie|Copie|Copia) (?:\(\d+\) )?(?:of|von|de) (?P<stem>.+)", re.IGNORECASE),
)
# OneDrive adds the computer's name to a document's id: 2026-11-19-PC1
_COMPUTER: Final = regex(
    rf"(?P<stem>\d{{4}}-\d\d-\d\d(?:-\d+)?|.+-[{ID_LETTERS}]{{5}}|\d{{4}}-[a-z0-9]+)-"
    rf"(?:(?=.*[A-Z])[\w' -]+?(?:-\d+)?|(?:[\w-]+-)?(?:{_MACHINES})(?:-[\w-]+)?)"
)


def find_copies(names: Collection[str]) -> dict[str, str]:
    """Return the copies among the names of one folder's documents, each with its original there."""
    if not _may_be_copies("\n".join([*names, ""]).replace(".md\n", "\n")):
        return {}
    here = set(names)
    copies = {name: _original(name, here) for name in names if _may_be_copies(name.removesuffix(".md"))}
    return {name: original for name, original in copies.items() if original}


def _may_be_copies(names: str) -> bool:
    return any(likely.search(names) for likely in _LIKELY)


def _original(name: str, names: set[str]) -> str | None:
    matches = (form.fullmatch(name.removesuffix(".md")) for form in (*_FORMS, _COMPUTER))
    originals = (f"{match['stem']}.md" for match in matches if match)
    return next((original for original in originals if original in names and original != name), None)
