"""One side against the base: which pieces are the base's, which it moved, what it put in and where."""

from collections.abc import Iterator

from coachlog.merge.align import align
from coachlog.merge.pieces import Kind, Piece, Run
from coachlog.merge.words import bag


class Side:
    """One side against the base: its pairs, what it moved, and what it put into each slot between the base's pieces."""

    def __init__(self, base: Run, mine: Run) -> None:
        self.pieces = mine.pieces
        self.pair = align(base.pieces, mine.pieces)
        self.moved = _moves(base.pieces, mine.pieces, self.pair)
        back = {j: i for i, j in self.pair.items()}
        self.slots: list[list[int]] = [[] for _ in range(len(base.pieces) + 1)]
        slot = 0
        for j in range(len(mine.pieces)):
            if j in back:
                slot = back[j] + 1
            else:
                self.slots[slot].append(j)
        self.pair |= self.moved
        self.origin = {j: i for i, j in self.moved.items()}

    def fresh(self) -> Iterator[tuple[int, int]]:
        """What it put in itself: the slot and the place of each."""
        return ((slot, j) for slot, run in enumerate(self.slots) for j in run if j not in self.origin)

    def version(self, i: int) -> Piece | None:
        """This side's version of a piece of the base, or None where it took it away."""
        return self.pieces[self.pair[i]] if i in self.pair else None


def _moves(base: tuple[Piece, ...], mine: tuple[Piece, ...], pair: dict[int, int]) -> dict[int, int]:
    """A piece taken away here and put in again, the same, elsewhere."""
    taken = set(pair.values())
    free: dict[str, list[int]] = {}
    for j, piece in enumerate(mine):
        if j not in taken and (piece.mark or bag(piece.key)):
            free.setdefault(name_of(piece), []).append(j)
    moves: dict[int, int] = {}
    for i, piece in enumerate(base):
        if i not in pair and free.get(name_of(piece)):
            moves[i] = free[name_of(piece)].pop(0)
    return moves


def name_of(piece: Piece) -> str:
    """What makes two pieces one where there is no base: identity, else the same words."""
    if piece.mark:
        return f"{piece.kind} ^{piece.mark}"
    return f"{piece.kind} {piece.key.casefold() if piece.kind is Kind.HEADING else piece.key}"


def falling(side: Side, run: list[int]) -> list[tuple[int, int]]:
    """Each piece with the least depth so far: it never rises, so sorting by it keeps a run's order."""
    least: list[tuple[int, int]] = []
    for j in run:
        depth = side.pieces[j].depth
        least.append((min(depth, least[-1][0]) if least else depth, j))
    return least


def leading(side: Side, run: list[int], depth: int) -> list[int]:
    """The pieces of a run before the first that is not under an owner of this depth."""
    return [j for least, j in falling(side, run) if least > depth]


def gather(older: Side, newer: Side) -> None:
    """Put a section or a step that both put in at different places where the older has it, with what lies under it."""
    home = {name_of(older.pieces[j]): slot for slot, j in older.fresh() if _gathers(older.pieces[j])}
    for slot, k in list(newer.fresh()):
        piece = newer.pieces[k]
        to = home.get(name_of(piece), slot)
        if to == slot or not _gathers(piece):
            continue
        run = newer.slots[slot]
        at = run.index(k)
        end = at + 1
        while end < len(run) and newer.pieces[run[end]].depth > piece.depth:
            end += 1
        newer.slots[to] += run[at:end]
        del run[at:end]


def _gathers(piece: Piece) -> bool:
    return bool(piece.mark) or piece.kind is Kind.HEADING
