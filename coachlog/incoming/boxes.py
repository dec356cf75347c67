"""The boxes and bullets that programs and people put before a line."""

from dataclasses import replace
from typing import Final

from coachlog.incoming.passages import Passage, PassageKind, cut_runs, stripped
from coachlog.regex import regex

_OPEN: Final = "☐❏❐❑❒□▢◻◽⬜🔲\uf06f\uf0a8\uf071\uf072"
_DONE: Final = "☑✅✔✓🗹☒✗✘🗷⮽\uf0fe\uf0fd\uf052\uf0fc\uf0a2"
_BULLETS: Final = "•‣◦▪▫·●○■➢➤►▶∙⁃\uf0b7\uf0a7\uf0d8\uf076"
_BOX: Final = regex(
    rf"\s*(?:[-*+{_BULLETS}]\s*)?(?:(?P<open>[{_OPEN}]|\[\s?\])|(?P<done>[{_DONE}]|\[[xX✓✔]\]))[\ufe0e\ufe0f]?\s*"
)
_SIGN: Final = regex(f"[{_OPEN}{_DONE}]")
_BULLET: Final = regex(rf"\s*(?:[{_BULLETS}]|[-*+–—](?=\s)|→|->|=>)\s*")


def mark_of_glyph(glyph: str) -> str | None:
    """Return the mark of a list's own sign, None if it is a bullet or a number."""
    sign = glyph.strip()[:1]
    if sign and sign in _OPEN:
        return " "
    return "x" if sign and sign in _DONE else None


def with_box(passage: Passage) -> Passage:
    """Return a passage whose typed box or bullet is its mark or its kind; a line struck through in a box is done."""
    if passage.kind not in (PassageKind.PARAGRAPH, PassageKind.ITEM):
        return passage
    text = "".join(run.text for run in passage.runs)
    mark, level = passage.mark, max(passage.level, 1)
    if len(_SIGN.findall(text)) > 1:  # things to tick, side by side
        return passage
    if box := _BOX.match(text):
        mark = " " if box["open"] else "x"
        passage = replace(passage, kind=PassageKind.ITEM, level=level, mark=mark)
        passage = passage.with_runs(stripped(cut_runs(passage.runs, box.end())))
    elif (bullet := _BULLET.match(text)) and text[bullet.end() :].strip():
        passage = replace(passage, kind=PassageKind.ITEM, level=level)
        passage = passage.with_runs(stripped(cut_runs(passage.runs, bullet.end())))
    if passage.mark in (" ", "x") and _is_struck(passage):
        return replace(passage, mark="x").with_runs(replace(run, struck=False) for run in passage.runs)
    return passage


def _is_struck(passage: Passage) -> bool:
    return bool(passage.words) and all(run.struck for run in passage.runs if run.text.strip())
