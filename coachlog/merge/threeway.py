"""Three runs of pieces to one: what one side did is done, what both did differently stands next to each other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from coachlog.merge.align import align
from coachlog.merge.gaps import Place, Placed, join_placed
from coachlog.merge.pairs import equal_pairs
from coachlog.merge.pieces import Kind, Piece, Run
from coachlog.merge.three import Three
from coachlog.merge.words import bag


@dataclass(frozen=True, slots=True)
class Clash:
    """Two versions of one thing that both stay, the older side's first; a side that took it away has nothing."""

    first: str
    second: str


Combined = tuple[tuple[Piece, ...], tuple[Clash, ...]]
Combine = Callable[[Piece | None, Piece | None, Piece | None], Combined]
_OLDER: Final = 0
_NEWER: Final = 1


@dataclass(frozen=True, slots=True)
class MergedRun:
    """The merged text, its pieces in order, and each clash with the place of its piece."""

    text: str
    pieces: tuple[Piece, ...]
    clashes: tuple[tuple[int, Clash], ...]


def merge_runs(runs: Three[Run], combine: Combine) -> MergedRun:
    """Merge two runs over their base."""
    placed = _Merge(runs, combine).placed()
    text = join_placed(placed, runs)
    clashes = tuple((index, clash) for index, item in enumerate(placed) for clash in item.clashes)
    return MergedRun(text, tuple(item.piece for item in placed), clashes)


class _Side:
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

    def version(self, i: int) -> Piece | None:
        """This side's version of a piece of the base, or None where it took it away."""
        return self.pieces[self.pair[i]] if i in self.pair else None


def _moves(base: tuple[Piece, ...], mine: tuple[Piece, ...], pair: dict[int, int]) -> dict[int, int]:
    """A piece taken away here and put in again, the same, elsewhere."""
    taken = set(pair.values())
    free: dict[str, list[int]] = {}
    for j, piece in enumerate(mine):
        if j not in taken and (piece.mark or bag(piece.key)):
            free.setdefault(_name(piece), []).append(j)
    moves: dict[int, int] = {}
    for i, piece in enumerate(base):
        if i not in pair and free.get(_name(piece)):
            moves[i] = free[_name(piece)].pop(0)
    return moves


def _name(piece: Piece) -> str:
    """What makes two pieces one where there is no base: identity, else the same words."""
    if piece.mark:
        return f"{piece.kind} ^{piece.mark}"
    return f"{piece.kind} {piece.key.casefold() if piece.kind is Kind.HEADING else piece.key}"


class _Merge:
    def __init__(self, runs: Three[Run], combine: Combine) -> None:
        self._base = runs.base.pieces
        self._sides = (_Side(runs.base, runs.older), _Side(runs.base, runs.newer))
        self._combine = combine
        self._out: list[Placed] = []
        self._followers: dict[int, tuple[int, list[int]]] = {}
        self._results = [self._result(i) for i in range(len(self._base))]
        self._alive = [bool(pieces) for pieces, _ in self._results]
        self._raise_owners()

    def placed(self) -> list[Placed]:
        """The merged pieces in order."""
        older, newer = self._sides
        self._let_follow()
        runs: tuple[list[int], list[int]] = ([], [])
        for i in range(len(self._base) + 1):
            runs[_OLDER].extend(older.slots[i])
            runs[_NEWER].extend(newer.slots[i])
            if i < len(self._base) and self._alive[i] and not self._home(i):
                self._put_inserts(*runs)
                self._put_base(i)
                runs = ([], [])
        self._put_inserts(*runs)
        return self._out

    def _result(self, i: int) -> Combined:
        older, newer = (side.version(i) for side in self._sides)
        return self._combine(self._base[i], older, newer) if older or newer else ((), ())

    def _raise_owners(self) -> None:
        """A heading or an item that one side took away comes back where the other put something under it."""
        for i in reversed(range(len(self._base))):
            if self._alive[i]:
                continue
            for gone, kept in (self._sides, self._sides[::-1]):
                stays = kept.version(i)
                if stays and i not in gone.pair and self._is_owner(i, gone, kept):
                    self._alive[i] = True
                    self._results[i] = (stays,), ()

    def _is_owner(self, i: int, gone: _Side, kept: _Side) -> bool:
        depth = self._base[i].depth
        if self._base[i].kind not in (Kind.HEADING, Kind.ITEM):
            return False
        for j in range(i + 1, len(self._base) + 1):
            if (j - 1) not in gone.pair and any(
                kept.pieces[x].depth > depth for x in _leading(kept, kept.slots[j], depth)
            ):
                return True
            if j == len(self._base) or self._base[j].depth <= depth:
                return False
            if self._alive[j] and j not in gone.pair:
                return True
        return False

    def _home(self, i: int) -> tuple[int, int] | None:
        """The side and the place in it where a moved piece stands; both moved it: where the newer has it."""
        for side in (_NEWER, _OLDER):
            if i in self._sides[side].moved:
                return side, self._sides[side].moved[i]
        return None

    def _let_follow(self) -> None:
        """What one side put right after a piece goes where the other side moved that piece."""
        for i in range(len(self._base)):
            home = self._home(i)
            if home is None or not self._alive[i]:
                continue
            other = self._sides[1 - home[0]]
            if i in other.pair and i not in other.moved:
                self._followers[i] = (1 - home[0], other.slots[i + 1])
                other.slots[i + 1] = []

    def _put_base(self, i: int) -> None:
        self._put(self._results[i], Three(i, self._sides[_OLDER].pair.get(i), self._sides[_NEWER].pair.get(i)))

    def _put_new(self, j: int, k: int) -> None:
        """What both put in."""
        older, newer = self._sides[_OLDER].pieces[j], self._sides[_NEWER].pieces[k]
        self._put(self._combine(None, older, newer), Three(None, j, k))

    def _put(self, result: Combined, place: Place) -> None:
        pieces, clashes = result
        if len(pieces) == 1:
            self._out.append(Placed(pieces[0], place, clashes))
            return
        self._out.append(Placed(pieces[0], Three(place.base, place.older, None), clashes))
        self._out.append(Placed(pieces[1], Three(None, None, place.newer), twin=True))

    def _put_inserts(self, older: list[int], newer: list[int]) -> None:
        older, newer = self._here(_OLDER, older), self._here(_NEWER, newer)
        names_a, names_b = self._names(_OLDER, older), self._names(_NEWER, newer)
        pairs = equal_pairs(names_a, names_b)
        partner = {older[x]: newer[y] for x, y in pairs}
        partner |= self._crossed(
            [(j, name) for j, name in zip(older, names_a, strict=True) if j not in partner],
            [(k, name) for k, name in zip(newer, names_b, strict=True) if k not in set(partner.values())],
        )
        taken = set(partner.values())
        a = b = 0
        for x, y in [*pairs, (len(older), len(newer))]:
            self._put_gap(older[a:x], [k for k in newer[b:y] if k not in taken], partner)
            if x < len(older):
                self._put_new(older[x], newer[y])
            a, b = x + 1, y + 1

    def _crossed(self, older: list[tuple[int, str]], newer: list[tuple[int, str]]) -> dict[int, int]:
        """What both put in, in another order; a heading's own words would stay behind, so headings stand."""
        free: dict[str, list[int]] = {}
        for k, name in newer:
            if self._sides[_NEWER].pieces[k].kind is not Kind.HEADING:
                free.setdefault(name, []).append(k)
        return {j: free[name].pop(0) for j, name in older if free.get(name)}

    def _here(self, side: int, run: Iterable[int]) -> list[int]:
        """Without the moved pieces that stand elsewhere or nowhere."""
        origin = self._sides[side].origin
        return [j for j in run if j not in origin or (self._alive[origin[j]] and self._home(origin[j]) == (side, j))]

    def _names(self, side: int, run: list[int]) -> list[str]:
        mine = self._sides[side]
        return [f"moved {side} {j}" if j in mine.origin else _name(mine.pieces[j]) for j in run]

    def _put_gap(self, older: list[int], newer: list[int], partner: dict[int, int]) -> None:
        """The older's then the newer's, save that what lies deeper comes first, or it would change its owner."""
        both = [(-depth, _OLDER, j) for depth, j in _falling(self._sides[_OLDER], older)]
        both += [(-depth, _NEWER, j) for depth, j in _falling(self._sides[_NEWER], newer)]
        for _, side, j in sorted(both, key=lambda item: item[:2]):
            self._put_insert(side, j, partner)

    def _put_insert(self, side: int, j: int, partner: dict[int, int]) -> None:
        mine = self._sides[side]
        if j in mine.origin:
            i = mine.origin[j]
            self._put_base(i)
            follower, run = self._followers.get(i, (side, []))
            for x in self._here(follower, run):
                self._put_insert(follower, x, {})
        elif side == _OLDER and j in partner:
            self._put_new(j, partner[j])
        else:
            place: Place = Three(None, j, None) if side == _OLDER else Three(None, None, j)
            self._out.append(Placed(mine.pieces[j], place))


def _falling(side: _Side, run: list[int]) -> list[tuple[int, int]]:
    """Each piece with the least depth so far: it never rises, so sorting by it keeps a run's order."""
    least: list[tuple[int, int]] = []
    for j in run:
        depth = side.pieces[j].depth
        least.append((min(depth, least[-1][0]) if least else depth, j))
    return least


def _leading(side: _Side, run: list[int], depth: int) -> list[int]:
    """The pieces of a run before the first that is not under an owner of this depth."""
    return [j for least, j in _falling(side, run) if least > depth]
