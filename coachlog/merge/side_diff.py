"""The difference of one side from the base: kept, moved, deleted and inserted pieces."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from coachlog.markdown.task_line import parse_item
from coachlog.merge.align import align
from coachlog.merge.outline import level_of, outline
from coachlog.merge.pieces import Piece, PieceKind, Run
from coachlog.merge.tokens import bag, gist
from coachlog.regex import regex

_ONE_THING: Final = (PieceKind.HEADING, PieceKind.ITEM)
_NUMBER: Final = regex(r"^(#+[ \t]*)?\d+[.)][ \t]+")
_NOT_RANKED: Final = -1
_LONG_LINE: Final = 30  # characters; two people may write a shorter line twice and mean two things


class Side:
    """One side against the base: paired pieces, moved pieces, and the insertions in each slot between base pieces."""

    def __init__(self, base: Run, mine: Run) -> None:
        self.pieces = mine.pieces
        self.outline = outline(mine.pieces)
        self.base_outline = outline(base.pieces)
        self.pair = {i: j for i, j in align(base.pieces, mine.pieces).items() if self._may_pair(base.pieces[i], i, j)}
        moves = _moves(base.pieces, mine.pieces, self.pair)
        self.moved = {i: j for i, j in moves.items() if self._may_pair(base.pieces[i], i, j)}
        back = {j: i for i, j in self.pair.items()}
        self.slots: list[list[int]] = [[] for _ in range(len(base.pieces) + 1)]
        slot = 0
        for j in range(len(mine.pieces)):
            if j in back:
                slot = back[j] + 1
            else:
                self.slots[slot].append(j)
        self._pair_alone(base.pieces)
        self.pair |= self.moved
        self.origin = {j: i for i, j in self.moved.items()}

    def _may_pair(self, piece: Piece, i: int, j: int) -> bool:
        """Tell whether two pieces can be one: a Check-in's heading and one outside are two sections."""
        opens = level_of(piece) or level_of(self.pieces[j])
        return not opens or self.base_outline.private[i] == self.outline.private[j]

    def _pair_alone(self, base: tuple[Piece, ...]) -> None:
        """Pair an item or a heading with the only one in its place, however it was reworded."""
        for i, piece in enumerate(base):
            if i in self.pair or i in self.moved or len(self.slots[i]) != 1 or piece.kind not in _ONE_THING:
                continue
            j = self.slots[i][0]
            alone = not self.slots[i + 1] and (i + 1 in self.pair or i + 1 == len(base))
            mine = self.pieces[j]
            marks = not piece.mark or not mine.mark or piece.mark == mine.mark
            if (
                alone
                and marks
                and (mine.kind, mine.depth) == (piece.kind, piece.depth)
                and j not in self.moved.values()
                and self._may_pair(piece, i, j)
            ):
                self.pair[i] = j
                self.slots[i] = []

    @cached_property
    def own(self) -> set[str]:
        """Return the names of this side's insertions."""
        return {self.name(j) for _, j in self.fresh()}

    def name(self, j: int) -> str:
        """Return the name by which this piece and one of the other side are the same."""
        return f"{self.outline.private[j]} {name_of(self.pieces[j])}"

    def fresh(self) -> Iterator[tuple[int, int]]:
        """Return the slot and the index of each insertion that was not moved there."""
        return ((slot, j) for slot, run in enumerate(self.slots) for j in run if j not in self.origin)

    def version(self, i: int) -> Piece | None:
        """Return this side's version of a piece of the base, None if it deleted the piece."""
        return self.pieces[self.pair[i]] if i in self.pair else None


def _moves(base: tuple[Piece, ...], mine: tuple[Piece, ...], pair: dict[int, int]) -> dict[int, int]:
    """Find the pieces that were deleted in one place and inserted unchanged in another."""
    taken = set(pair.values())
    free: dict[str, list[int]] = {}
    for j, piece in enumerate(mine):
        if j not in taken and (piece.mark or bag(piece.key)):
            free.setdefault(name_of(piece), []).append(j)
    moves: dict[int, int] = {}
    for i, piece in enumerate(base):
        if i not in pair and free.get(name_of(piece)):
            moves[i] = free[name_of(piece)].pop(0)
    return moves | _renumbered(base, mine, {*pair, *moves}, {*taken, *moves.values()})


def _renumbered(base: tuple[Piece, ...], mine: tuple[Piece, ...], paired: set[int], taken: set[int]) -> dict[int, int]:
    """Find the headings that were moved and got another number, each the only one of its words."""
    free = [_by_words(pieces, used) for pieces, used in ((base, paired), (mine, taken))]
    return {i[0]: j[0] for words, i in free[0].items() if len(i) == len(j := free[1].get(words, [])) == 1}


def _by_words(pieces: tuple[Piece, ...], used: set[int]) -> dict[str, list[int]]:
    """Return the headings that are free, by their words without the number in front."""
    by_words: dict[str, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.kind is PieceKind.HEADING and index not in used and (words := _NUMBER.sub("", piece.key.casefold())):
            by_words.setdefault(words, []).append(index)
    return by_words


def name_of(piece: Piece) -> str:
    """Return the name by which two pieces without a base are the same: their id, else their words."""
    if piece.mark:
        return f"{piece.kind} ^{piece.mark}"
    match piece.kind:
        case PieceKind.HEADING:
            words = piece.key.casefold()
        case PieceKind.ITEM:
            item = parse_item(piece.key)
            words = f"{item.mark is None} {gist(item.words) or piece.key}"
        case PieceKind.PARAGRAPH | PieceKind.SENTENCE:
            words = gist(piece.key) or piece.key
        case _:
            words = piece.key
    return f"{piece.kind} {words}"


def falling(side: Side, run: list[int]) -> list[tuple[int, int]]:
    """Pair each piece with the smallest depth seen so far. The value never increases, so sorting by it is stable."""
    least: list[tuple[int, int]] = []
    for j in run:
        depth = side.pieces[j].depth
        least.append((min(depth, least[-1][0]) if least else depth, j))
    return least


def leading(side: Side, run: list[int], depth: int) -> list[int]:
    """Return the pieces of a run that are children of an owner of this depth."""
    return [j for least, j in falling(side, run) if least > depth]


def gather(older: Side, newer: Side) -> None:
    """Move sections, steps and long lines that both inserted to the older's place and order, with their children."""
    home: dict[str, tuple[int, int]] = {}
    once = _written_once(older) & _written_once(newer)
    for rank, (slot, j) in enumerate(older.fresh()):
        if _gathers(older, j, once):
            home.setdefault(older.name(j), (slot, rank))
    away: list[tuple[int, list[int]]] = []
    for slot, run in enumerate(newer.slots):
        stay: list[tuple[int, list[int]]] = []
        for chunk in _chunks(newer, run, once):
            stays = slot, _NOT_RANKED
            to, rank = home.get(newer.name(chunk[0]), stays) if _gathers(newer, chunk[0], once) else stays
            if to == slot:
                stay.append((rank, chunk))
            else:
                away.append((to, chunk))
        ranked = iter(sorted((rank, chunk) for rank, chunk in stay if rank != _NOT_RANKED))
        newer.slots[slot] = [k for rank, chunk in stay for k in (chunk if rank == _NOT_RANKED else next(ranked)[1])]
    for to, chunk in away:
        newer.slots[to] += chunk


def _chunks(side: Side, run: list[int], once: set[str]) -> list[list[int]]:
    """Cut a side's insertions into sections, steps and long lines with their children, and single pieces."""
    chunks: list[list[int]] = []
    owner: Piece | None = None
    for k in run:
        piece = side.pieces[k]
        if owner is not None and piece.depth > owner.depth:
            chunks[-1].append(k)
        else:
            chunks.append([k])
            owner = piece if k not in side.origin and _gathers(side, k, once) else None
    return chunks


def _gathers(side: Side, j: int, once: set[str]) -> bool:
    piece = side.pieces[j]
    return bool(piece.mark) or piece.kind is PieceKind.HEADING or side.name(j) in once


def _written_once(side: Side) -> set[str]:
    """Return the names of the long lines that a side inserted once."""
    names = Counter(side.name(j) for _, j in side.fresh() if len(gist(side.pieces[j].key)) >= _LONG_LINE)
    return {name for name, count in names.items() if count == 1}
