"""The Markdown of two sides to one, with the heading under which something was kept twice."""

from typing import Final

from coachlog.merge.merge_piece import combine_pieces
from coachlog.merge.merge_runs import merge_runs
from coachlog.merge.pieces import Piece, PieceKind, cut_body
from coachlog.merge.result import CannotMerge, Kept
from coachlog.merge.three_way import Three

MAX_PIECES: Final = 6_000  # a file of 5,000 lines fits; beyond, two seconds would not do


def merge_bodies(texts: Three[str]) -> tuple[str, tuple[Kept, ...]]:
    """Merge two bodies; raises TooMuch for one over the bounds, or where the pieces would run into one another."""
    runs = texts.map(cut_body)
    if max(len(run.pieces) for run in runs) > MAX_PIECES:
        raise CannotMerge
    merged = merge_runs(runs, combine_pieces)
    if [piece.raw for piece in cut_body(merged.text).pieces] != [piece.raw for piece in merged.pieces]:
        raise CannotMerge
    kept = tuple(
        Kept(_heading(merged.pieces, index), clash.first.strip(), clash.second.strip())
        for index, clash in merged.clashes
    )
    return merged.text, kept


def _heading(pieces: tuple[Piece, ...], index: int) -> str:
    above = (piece for piece in pieces[index::-1] if piece.kind is PieceKind.HEADING)
    return next((piece.key.strip("> #") for piece in above), "")
