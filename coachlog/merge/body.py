"""Merge the Markdown of two sides, and return the heading of each conflict."""

from typing import Final

from coachlog.merge.merge_piece import combine_pieces
from coachlog.merge.merge_runs import merge_runs
from coachlog.merge.pieces import Piece, PieceKind, cut_body
from coachlog.merge.result import CannotMerge
from coachlog.merge.three_way import Three
from coachlog.model.conflict import Conflict, conflict_of

MAX_PIECES: Final = 6_000  # a file of 5,000 lines fits; a longer one would take more than two seconds


def merge_bodies(texts: Three[str]) -> tuple[str, tuple[Conflict, ...]]:
    """Merge two bodies; raise CannotMerge over the bounds, or if the pieces would run into one another."""
    runs = texts.map(cut_body)
    if max(len(run.pieces) for run in runs) > MAX_PIECES:
        raise CannotMerge
    merged = merge_runs(runs, combine_pieces)
    if [piece.raw for piece in cut_body(merged.text).pieces] != [piece.raw for piece in merged.pieces]:
        raise CannotMerge
    conflicts = tuple(
        conflict_of(conflict.first.text.strip(), conflict.second.text.strip(), _heading(merged.pieces, index))
        for index, conflict in merged.conflicts
    )
    return merged.text, conflicts


def _heading(pieces: tuple[Piece, ...], index: int) -> str:
    above = (piece for piece in pieces[index::-1] if piece.kind is PieceKind.HEADING)
    return next((piece.key.strip("> #") for piece in above), "")
