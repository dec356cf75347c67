"""Merge one piece that both sides changed: field by field, then sentence by sentence, else keep both versions."""

import re
from dataclasses import replace
from hashlib import blake2b
from typing import Final

from coachlog.markdown.blocks import split_lines
from coachlog.markdown.tables import cut_row
from coachlog.markdown.task_line import ListItem, parse_item
from coachlog.merge.align import common_run
from coachlog.merge.merge_runs import Combined, merge_runs
from coachlog.merge.pieces import Piece, PieceKind, generated_marker, is_wrapped
from coachlog.merge.three_way import Three, choose
from coachlog.merge.tokens import first_mark, gist, plain_words, sentences
from coachlog.merge.word_merge import changed_lines, is_part, marks, merge_lines, merge_words
from coachlog.model.conflict import conflict_of
from coachlog.regex import regex

_HEADING: Final = regex(r"( {0,3}#{1,6})([ \t]+(?:\d+[.)][ \t]+)?)(\S.*)", re.DOTALL)
_WHOLE: Final = (PieceKind.CODE, PieceKind.COMMENT, PieceKind.RULE)


def combine_pieces(base: Piece | None, older: Piece | None, newer: Piece | None) -> Combined:
    """Merge one piece of the base, or one that both inserted; a side is None if it deleted the piece."""
    if older is None or newer is None:
        return _remains(base, older, newer)
    one_changed = _one_changed(base, older, newer)
    return ((one_changed,), ()) if one_changed else _by_kind(base, older, newer)


def _by_kind(base: Piece | None, older: Piece, newer: Piece) -> Combined:
    match older.kind:
        case PieceKind.ITEM:
            return _item(base, older, newer)
        case PieceKind.HEADING if base is not None:
            return _heading(base, older, newer)
        case PieceKind.ROW:
            return _row(base, older, newer)
        case PieceKind.GENERATED:
            return (_generated(base, older, newer),), ()
        case PieceKind.PARAGRAPH:
            return _prose(base, older, newer)
        case _:
            return _both(older, newer)


def combine_sentences(base: Piece | None, older: Piece | None, newer: Piece | None) -> Combined:
    """Merge one sentence. If both sides rewrote the same part, keep both versions."""
    if older is None or newer is None:
        return _changed_sentence_stays(base, older, newer)
    if base is not None and older.raw != base.raw != newer.raw != older.raw:
        text = merge_words(Three(base.raw, older.raw, newer.raw))
        if text is not None:
            return (_changed(older, text),), ()
    return _combine_lines(base, older, newer)


def _combine_lines(base: Piece | None, older: Piece, newer: Piece) -> Combined:
    one_changed = _one_changed(base, older, newer)
    if one_changed:
        return (one_changed,), ()
    if base is None or not is_wrapped(base.raw):
        return _both(older, newer)
    merged = merge_lines(Three(base.raw, older.raw, newer.raw))
    if merged is None:
        return _both(older, newer)
    return (_changed(older, merged.text),), tuple(conflict_of(*versions) for versions in merged.both)


def combine_reworded(base: Piece | None, older: Piece | None, newer: Piece | None) -> Combined:
    """Merge one sentence of a step, never word by word: two wordings are two steps."""
    if older is None or newer is None:
        return _changed_stays(base, older, newer)
    one_changed = _one_changed(base, older, newer)
    return ((one_changed,), ()) if one_changed else _both(older, newer)


def _changed_sentence_stays(base: Piece | None, older: Piece | None, newer: Piece | None) -> Combined:
    """Merge a sentence that one side deleted: of a wrapped one the lines that the other changed stay."""
    pieces, conflicts = _changed_stays(base, older, newer)
    if pieces and base is not None and is_wrapped(base.raw):
        pieces = (_changed(pieces[0], changed_lines(base.raw, pieces[0].raw)),)
    return pieces, conflicts


def _changed_stays(base: Piece | None, older: Piece | None, newer: Piece | None) -> Combined:
    """Merge a piece that one side deleted: it stays if the other inserted a word."""
    stays = older or newer
    if stays is None or (base is not None and _adds_nothing(base, stays)):
        return (), ()
    return (stays,), (conflict_of(older.raw if older else "", newer.raw if newer else ""),)


def _adds_nothing(base: Piece, piece: Piece) -> bool:
    """Tell whether a piece has no word that the base lacks: a new comma does not bring a deleted piece back."""
    if base.kind in _WHOLE:
        return is_part(marks(piece.key), marks(base.key))
    same_box = parse_item(base.key).mark == parse_item(piece.key).mark
    return same_box and is_part(plain_words(piece.key), plain_words(base.key))


def _remains(base: Piece | None, older: Piece | None, newer: Piece | None) -> Combined:
    """Merge a piece that one side deleted: of a paragraph the sentences that the other changed or wrote stay."""
    pieces, conflicts = _changed_stays(base, older, newer)
    if not pieces or base is None or base.kind is not PieceKind.PARAGRAPH:
        return pieces, conflicts
    merged = merge_runs(
        Three(base, older, newer).map(lambda piece: sentences(piece.raw if piece else "")), combine_sentences
    )
    if not merged.pieces:
        return (), ()
    edges = sentences(pieces[0].raw).gaps
    return (_changed(pieces[0], edges[0] + merged.text.lstrip("> \t").rstrip() + edges[-1]),), conflicts


def _one_changed(base: Piece | None, older: Piece, newer: Piece) -> Piece | None:
    if older.raw == newer.raw or (base and newer.raw == base.raw):
        return older
    if base and older.raw == base.raw:
        return newer
    if older.key == newer.key:
        return older
    if older.kind is PieceKind.SENTENCE and gist(older.key) == gist(newer.key):
        return max(older, newer, key=lambda piece: len(piece.key))
    if base and older.kind in (*_WHOLE, PieceKind.SENTENCE):  # one side changed only white space
        return newer if older.key == base.key else older if newer.key == base.key else None
    return None


def _both(older: Piece, newer: Piece) -> Combined:
    return (older, newer), (conflict_of(older.raw, newer.raw),)


def _prose(base: Piece | None, older: Piece, newer: Piece) -> Combined:
    a, b = sentences(older.raw), sentences(newer.raw)
    merged = merge_runs(Three(sentences(base.raw) if base else common_run(a, b), a, b), combine_sentences)
    return (_changed(older, merged.text),), tuple(c for _, c in merged.conflicts)


def _heading(base: Piece, older: Piece, newer: Piece) -> Combined:
    """Merge the level, the number and the words of a heading, each from the side that changed it."""
    parts = [_HEADING.fullmatch(piece.raw) for piece in (base, older, newer)]
    fields = [match.groups() for match in parts if match]
    if len(fields) < 3:
        return _both(older, newer)
    merged = ""
    for o, a, b in zip(*fields, strict=True):
        if o not in (a, b) and a != b:
            return _both(older, newer)
        merged += b if a == o else a
    return (_changed(older, merged),), ()


def _item(base: Piece | None, older: Piece, newer: Piece) -> Combined:
    items = Three(base.raw if base else "", older.raw, newer.raw).map(parse_item)
    words = items.map(lambda item: item.words)
    if gist(words.older) == gist(words.newer):
        return (_changed(older, _lead(items) + (choose(*words) or "")),), ()
    runs = words.map(sentences)
    is_step = items.older.mark is not None or items.newer.mark is not None
    merged = merge_runs(runs, combine_reworded if is_step else combine_sentences)
    if base is None or (merged.conflicts and (older.mark or newer.mark or len(runs.base.pieces) < 2)):
        return _two_items(older, newer)
    return (_changed(older, _lead(items) + merged.text),), tuple(conflict for _, conflict in merged.conflicts)


def _two_items(older: Piece, newer: Piece) -> Combined:
    """Keep both wordings of an item; a step's newer wording becomes a new step, so it loses the `^id`."""
    if not older.mark or older.mark != newer.mark:
        return _both(older, newer)
    at = newer.raw.rindex("^" + newer.mark)
    raw = newer.raw[:at].rstrip(" \t") + newer.raw[at + 1 + len(newer.mark) :]
    apart = replace(_changed(newer, raw), mark="")
    return (older, apart), (conflict_of(older.raw, newer.raw),)


def _lead(items: Three[ListItem]) -> str:
    """Merge indent, bullet and box, each from the side that changed it."""
    lead = "".join(o if n == b else n for b, o, n in zip(*items.map(lambda item: item[:3]), strict=True))
    marks = items.map(lambda item: item.mark)
    mark = marks.newer if marks.older == marks.base else marks.older
    if marks.base not in (marks.older, marks.newer):
        mark = first_mark(marks.older, marks.newer)
    after = items.older.after or items.newer.after
    return lead + (f"[{mark}]{after}" if mark is not None else "")


def _changed(piece: Piece, raw: str) -> Piece:
    return replace(piece, raw=raw, key=" ".join(raw.split()))


def _row(base: Piece | None, older: Piece, newer: Piece) -> Combined:
    if not any(character.isalnum() for character in older.key + newer.key):
        return (newer,), ()  # the line under a table's head
    parts = [cut_row(piece.raw) for piece in (base, older, newer) if piece]
    if base is None or len({len(part) for part in parts}) > 1:
        return _both(older, newer)
    merged: list[str] = []
    for o, a, b in zip(*parts, strict=True):
        cell = merge_words(Three(o, a, b))
        if cell is None:
            return _both(older, newer)
        merged.append(cell)
    return (_changed(older, "".join(merged)),), ()


def _generated(base: Piece | None, older: Piece, newer: Piece) -> Piece:
    """Return the newer generated block with the lines that a person wrote into the older."""
    marker = generated_marker(older.raw)
    digests = marker[1] if marker else ()
    seen_lines = {line.strip() for line in split_lines(newer.raw + (base.raw if base else ""))}
    lines = split_lines(newer.raw)
    added = [
        line
        for line in split_lines(older.raw)[1:-1]
        if line.strip() and line.strip() not in seen_lines and digest_line(line) not in digests
    ]
    raw = "".join([*lines[:-1], *added, lines[-1]])
    return replace(newer, raw=raw, key="\n".join(line.rstrip() for line in split_lines(raw)))


def digest_line(line: str) -> str:
    """Return the digest by which a generated block's marker knows a line that coachlog wrote."""
    return blake2b(line.strip().encode()).hexdigest()[:6]
