"""Choose the text between merged pieces: as where the two are neighbours, else as between similar ones."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.blocks import line_ending
from coachlog.merge.pieces import SPACE, Piece, PieceKind, Run, is_wrapped, quote_of
from coachlog.merge.three_way import Three, choose
from coachlog.model.conflict import Conflict
from coachlog.model.kinds.titles import is_title_below

Places = Three[int | None]
_TIGHT: Final = (PieceKind.ITEM, PieceKind.ROW, PieceKind.LINE)


@frozen
class Placed:
    """A merged piece, its places in the base, the older and the newer, and the conflicts in it."""

    piece: Piece
    place: Places
    conflicts: tuple[Conflict, ...] = ()
    twin: bool = False


def join_placed(placed: Sequence[Placed], runs: Three[Run]) -> str:
    """Return the text of merged pieces."""
    if not placed:
        return choose(*runs.map(lambda run: None if run.pieces else run.gaps[0])) or ""
    parts = [choose(*runs.map(lambda run: run.gaps[0])) or "", placed[0].piece.raw]
    for before, after in pairwise(placed):
        parts += [_after(before, _gap(before, after, runs)), after.piece.raw]
    last = placed[-1]
    last_gaps = [
        run.gaps[-1] if at is not None and at + 1 == len(run.pieces) else None
        for run, at in zip(runs, last.place, strict=True)
    ]
    end = choose(*last_gaps)
    return "".join(parts) + _after(last, (choose(*runs.map(lambda run: run.gaps[-1])) or "") if end is None else end)


def _after(placed: Placed, gap: str) -> str:
    """Return the gap after a piece; a bare return and a newline from two texts would form one line end."""
    return "\r" + gap[1:] if placed.piece.raw.endswith("\r") and gap.startswith("\n") else gap


def _gap(before: Placed, after: Placed, runs: Three[Run]) -> str:
    gaps = [
        run.gaps[q] if p is not None and q == p + 1 else None
        for run, p, q in zip(runs, before.place, after.place, strict=True)
    ]
    gap = choose(*gaps)
    is_title = is_title_below(after.piece.raw.partition("\n")[0])
    if gap == "" and not is_title and before.piece.kind is after.piece.kind is PieceKind.PARAGRAPH:
        return _blank(before.piece, after.piece)
    if gap is not None:
        return gap
    return _between_sentences(runs) if before.piece.kind is PieceKind.SENTENCE else _between(before, after, runs)


def _between_sentences(runs: Three[Run]) -> str:
    """Return a line end if the paragraph is wrapped, so that both sides keep their lines; else a blank."""
    spaces = [gap for run in runs for gap in run.gaps[1:-1]]
    spaces += [space for run in runs for piece in run.pieces for space in SPACE.findall(piece.raw)]
    return next((space for space in spaces if is_wrapped(space)), " ")


def _between(before: Placed, after: Placed, runs: Three[Run]) -> str:
    """Choose the gap of two pieces that are neighbours on no side."""
    p, q = before.piece, after.piece
    leads = [
        (run.gaps[at], run.pieces[at - 1] if at else None)
        for run, at in zip(runs, after.place, strict=True)
        if at is not None
    ]
    tails = [
        (run.gaps[at + 1], run.pieces[at + 1] if at + 1 < len(run.pieces) else None)
        for run, at in zip(runs, before.place, strict=True)
        if at is not None
    ]
    for gap, neighbour in leads[::-1]:
        if neighbour is not None and _same_form(neighbour, p):
            return gap
    for gap, neighbour in tails[::-1]:
        if neighbour is not None and _same_form(neighbour, q):
            return gap
    if p.kind is q.kind and p.kind in _TIGHT and _same_form(p, q):
        return ""
    longest = max((gap for gap, _ in [*leads, *tails]), key=len, default="")
    return longest or _blank(p, q)


def _blank(p: Piece, q: Piece) -> str:
    mark = quote_of(p.raw).rstrip() if quote_of(p.raw).count(">") == quote_of(q.raw).count(">") else ""
    return mark + line_ending((p.raw,))


def _same_form(one: Piece, other: Piece) -> bool:
    return one.kind is other.kind and quote_of(one.raw).count(">") == quote_of(other.raw).count(">")
