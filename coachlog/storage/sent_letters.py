"""The letters that were sent from this computer, and when they were answered."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coachlog.mail.letter import SentLetter
from coachlog.storage.files import Folder, replace
from coachlog.storage.local_state import DAMAGED, LocalState
from coachlog.storage.records import pack, unpack_checked

_MOST: Final = 60  # letters; whoever answers one of last year is told so
_MOST_BYTES: Final = 4_000_000


def load_letters(root: Path) -> tuple[SentLetter, ...]:
    """Return the letters that this computer remembers, the newest last; none of a file that is damaged."""
    path = LocalState(root).letters
    content = Folder(path.parent).read(path.name, _MOST_BYTES) or b"[]" if path.is_file() else b"[]"
    try:
        return tuple(unpack_checked(SentLetter, row[:2]) for row in json.loads(content))
    except DAMAGED:
        return ()


def letter_marks(root: Path) -> frozenset[str]:
    """Return the marks of the letters that were sent from this computer."""
    return frozenset(sent.letter.mark for sent in load_letters(root))


def waiting_letter(root: Path) -> SentLetter | None:
    """Return the newest letter, if no answer to it has come yet."""
    letters = load_letters(root)
    return letters[-1] if letters and letters[-1].back is None else None


def remember_letter(root: Path, letter: SentLetter) -> None:
    """Remember a letter, in place of the same one as it was before."""
    others = [one for one in load_letters(root) if one.letter.mark != letter.letter.mark]
    _save(root, [*others, letter])


def _save(root: Path, letters: Sequence[SentLetter]) -> None:
    in_order = sorted(letters, key=lambda one: one.letter.sent)
    path = LocalState(root).letters
    path.parent.mkdir(exist_ok=True)
    replace(path, json.dumps([pack(one) for one in in_order[-_MOST:]], ensure_ascii=False).encode())
