"""Merge three runs of pieces: one side's change is applied, two different changes stay next to each other."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from coachlog.frozen import frozen
from coachlog.merge.align import same_paragraphs
from coachlog.merge.join_paragraphs import join_alike
from coachlog.merge.keep_sections import NEWER, OLDER, Sections, keep_sections
from coachlog.merge.lcs import equal_pairs
from coachlog.merge.outline import level_of
from coachlog.merge.pieces import Piece, PieceKind, Run
from coachlog.merge.separators import Placed, Places, join_placed
from coachlog.merge.side_diff import Side, falling, gather, leading
from coachlog.merge.split_paragraphs import split_alike
from coachlog.merge.three_way import Three
from coachlog.model.conflict import Conflict, conflict_of

Combined = tuple[tuple[Piece, ...], tuple[Conflict, ...]]
Combine = Callable[[Piece | None, Piece | None, Piece | None], Combined]


@frozen
class MergedRun:
    """The merged text, its pieces in order, and each conflict with the place of its piece."""

    text: str
    pieces: tuple[Piece, ...]
    conflicts: tuple[tuple[int, Conflict], ...]


def merge_runs(runs: Three[Run], combine: Combine) -> MergedRun:
    """Merge two runs over their base."""
    sides = _sides(runs)
    for alike in (split_alike, join_alike):
        changed = alike(runs, *sides)
        if changed is not None:
            runs, sides = changed, _sides(changed)
    placed = _Merge(runs, sides, combine).placed()
    text = join_placed(placed, runs)
    conflicts = tuple((index, conflict) for index, item in enumerate(placed) for conflict in item.conflicts)
    return MergedRun(text, tuple(item.piece for item in placed), conflicts)


def _sides(runs: Three[Run]) -> tuple[Side, Side]:
    return Side(runs.base, runs.older), Side(runs.base, runs.newer)


class _Merge:
    def __init__(self, runs: Three[Run], sides: tuple[Side, Side], combine: Combine) -> None:
        self._base = runs.base.pieces
        self._sides = sides
        gather(*self._sides)
        self._combine = combine
        self._out: list[Placed] = []
        self._followers: dict[int, tuple[int, list[int]]] = {}
        self._results = [self._result(i) for i in range(len(self._base))]
        self._alive = [bool(pieces) for pieces, _ in self._results]
        self._raise_last_copies()
        self._raise_owners()
        self._sections = Sections(self._base, self._sides)
        self._apart = self._find_apart()

    def placed(self) -> list[Placed]:
        """Return the merged pieces in order."""
        older, newer = self._sides
        self._let_follow()
        runs: tuple[list[int], list[int]] = ([], [])
        rewritten = False
        for i in range(len(self._base) + 1):
            runs[OLDER].extend(older.slots[i])
            runs[NEWER].extend(newer.slots[i])
            rewritten |= i < len(self._base) and i not in older.pair and i not in newer.pair
            if i < len(self._base) and self._alive[i] and self._is_here(i):
                self._put_inserts(*runs, rewritten=rewritten)
                self._put_base(i)
                runs, rewritten = ([], []), False
        self._put_inserts(*runs, rewritten=rewritten)
        return keep_sections(_after_children(self._out), self._sections, self._sides)

    def _result(self, i: int) -> Combined:
        older, newer = (side.version(i) for side in self._sides)
        return self._combine(self._base[i], older, newer) if older or newer else ((), ())

    def _raise_last_copies(self) -> None:
        """Bring back a copy of what stood twice, if each side deleted another one; one in a Check-in comes first."""
        copies: dict[str, list[int]] = {}
        for i, piece in enumerate(self._base):
            copies.setdefault(piece.key, []).append(i)
        for key, at in copies.items():
            kept = [[i for i in at if (mine := side.version(i)) and mine.key == key] for side in self._sides]
            if len(at) > 1 and all(kept) and not any(self._alive[i] for i in at):
                i = max(sorted({*kept[OLDER], *kept[NEWER]}), key=lambda i: self._sides[OLDER].base_outline.private[i])
                self._alive[i] = True
                self._results[i] = (self._base[i],), ()

    def _raise_owners(self) -> None:
        """Bring back a deleted heading or item under which the other side inserted something."""
        for i in reversed(range(len(self._base))):
            if self._alive[i]:
                continue
            for gone, kept in (self._sides, self._sides[::-1]):
                stays = kept.version(i)
                if stays and i not in gone.pair and self._is_owner(i, gone, kept):
                    self._alive[i] = True
                    versions = [stays.raw if side is kept else "" for side in self._sides]
                    self._results[i] = (stays,), (conflict_of(versions[OLDER], versions[NEWER]),)

    def _is_owner(self, i: int, gone: Side, kept: Side) -> bool:
        depth = self._base[i].depth
        if self._base[i].kind is not PieceKind.ITEM:  # a heading comes back with what is under it
            return False
        end = next((j for j in range(i + 1, len(self._base)) if self._base[j].depth <= depth), len(self._base))
        edited = any(self._alive[j] and j not in gone.pair for j in range(i + 1, end))
        return edited or any(j not in gone.pair and self._owned(j, gone, kept, depth) for j in range(i, end))

    def _owned(self, j: int, gone: Side, kept: Side, depth: int) -> bool:
        """Tell whether one side alone inserted pieces there under an owner of this depth."""
        return any(kept.name(k) not in gone.own for k in leading(kept, kept.slots[j + 1], depth))

    def _find_apart(self) -> set[int]:
        """Find the pieces that stay in both sections in which the sides have them.

        One side moved it, and the other reworded it: one of the two is a Check-in, or nothing of the words is the same.
        """
        return {
            i
            for i in range(len(self._base))
            if self._alive[i]
            and self._sections.differ(i)
            and (self._sections.private(i) or self._sections.rewritten(i))
            and all(self._sections.changed(side, i) for side in (OLDER, NEWER))
        }

    def _is_here(self, i: int) -> bool:
        """Tell whether a side has a living piece of the base in its old place."""
        if i in self._apart:
            return any(i not in side.moved for side in self._sides)
        return not self._home(i)

    def _home(self, i: int) -> tuple[int, int] | None:
        """Return the side that moved a piece and its index there; if both moved it, the newer's."""
        for side in (NEWER, OLDER):
            if i in self._sides[side].moved:
                return side, self._sides[side].moved[i]
        return None

    def _let_follow(self) -> None:
        """Let what one side inserted right after a piece follow the piece that the other side moved."""
        for i in range(len(self._base)):
            home = self._home(i)
            if home is None or not self._alive[i] or self._sections.differ(i):
                continue
            other = self._sides[1 - home[0]]
            if i in other.pair and i not in other.moved:
                # Moved pieces do not follow: two, each moved behind the other, would follow each other out of the text.
                run = other.slots[i + 1]
                end = next((n for n, x in enumerate(run) if level_of(other.pieces[x])), len(run))
                self._followers[i] = (1 - home[0], [x for x in run[:end] if x not in other.origin])
                other.slots[i + 1] = [x for n, x in enumerate(run) if n >= end or x in other.origin]

    def _put_base(self, i: int) -> None:
        if i in self._apart:
            here = [side for side in (OLDER, NEWER) if i not in self._sides[side].moved]
            for side in here:
                self._put_apart(side, i)
            return
        self._put(self._results[i], Three(i, self._sides[OLDER].pair.get(i), self._sides[NEWER].pair.get(i)))

    def _put_apart(self, side: int, i: int) -> None:
        """Add one side's version of a piece that stays in two sections."""
        j = self._sides[side].pair[i]
        place: Places = Three(None, j, None) if side == OLDER else Three(None, None, j)
        texts = [each.pieces[each.pair[i]].raw for each in self._sides]
        self._out.append(Placed(self._sides[side].pieces[j], place, (conflict_of(*texts),) if side == OLDER else ()))

    def _put_new(self, j: int, k: int) -> None:
        """Add a piece that both inserted."""
        older, newer = self._sides[OLDER].pieces[j], self._sides[NEWER].pieces[k]
        self._put(self._combine(None, older, newer), Three(None, j, k))

    def _put(self, result: Combined, place: Places) -> None:
        pieces, conflicts = result
        if len(pieces) == 1:
            self._out.append(Placed(pieces[0], place, conflicts))
            return
        self._out.append(Placed(pieces[0], Three(place.base, place.older, None), conflicts))
        self._out.append(Placed(pieces[1], Three(None, None, place.newer), twin=True))

    def _put_inserts(self, older: list[int], newer: list[int], *, rewritten: bool) -> None:
        """Add what both inserted between two pieces of the base; `rewritten`: both deleted the pieces there."""
        if not older and not newer:
            return
        older, newer = self._here(OLDER, older), self._here(NEWER, newer)
        names_a, names_b = self._names(OLDER, older), self._names(NEWER, newer)
        pairs = equal_pairs(names_a, names_b)
        partner = {older[x]: newer[y] for x, y in pairs}
        taken = set(partner.values())
        partner |= self._crossed(
            {j: name for j, name in zip(older, names_a, strict=True) if j not in partner},
            {k: name for k, name in zip(newer, names_b, strict=True) if k not in taken},
        )
        taken = set(partner.values())
        a = b = 0
        for x, y in [*pairs, (len(older), len(newer))]:
            gap = older[a:x], [k for k in newer[b:y] if k not in taken]
            begun = len(self._out)
            self._put_gap(*gap, partner)
            if rewritten and all(gap) and begun < len(self._out):
                first, second = (side.pieces[run[0]].raw for side, run in zip(self._sides, gap, strict=True))
                self._out[begun] = replace(self._out[begun], conflicts=(conflict_of(first, second),))
            if x < len(older):
                self._put_new(older[x], newer[y])
            a, b = x + 1, y + 1

    def _crossed(self, older: dict[int, str], newer: dict[int, str]) -> dict[int, int]:
        """Pair insertions that differ in order or words; never headings, whose children would stay behind."""
        pieces_a, pieces_b = self._sides[OLDER].pieces, self._sides[NEWER].pieces
        free: dict[str, list[int]] = {}
        for k, name in newer.items():
            if pieces_b[k].kind is not PieceKind.HEADING:
                free.setdefault(name, []).append(k)
        partner = {j: free[name].pop(0) for j, name in older.items() if free.get(name)}
        rest_a = [j for j in older if j not in partner and pieces_a[j].kind is PieceKind.PARAGRAPH]
        rest_b = [k for run in free.values() for k in run if pieces_b[k].kind is PieceKind.PARAGRAPH]
        like = same_paragraphs([pieces_a[j] for j in rest_a], [pieces_b[k] for k in sorted(rest_b)])
        return partner | {rest_a[x]: sorted(rest_b)[y] for x, y in like.items()}

    def _here(self, side: int, run: Iterable[int]) -> list[int]:
        """Return a run without moved pieces that have another place or none."""
        origin = self._sides[side].origin
        return [j for j in run if j not in origin or self._comes_here(side, origin[j])]

    def _comes_here(self, side: int, i: int) -> bool:
        """Tell whether a piece that a side moved is alive and has its place there."""
        if i in self._apart:
            return True
        home = self._home(i)
        return self._alive[i] and home is not None and home[0] == side

    def _names(self, side: int, run: list[int]) -> list[str]:
        mine = self._sides[side]
        return [f"moved {side} {j}" if j in mine.origin else mine.name(j) for j in run]

    def _put_gap(self, older: list[int], newer: list[int], partner: dict[int, int]) -> None:
        """Older inserts first, then newer; but deeper pieces first, so that none moves under another parent."""
        both = [(-depth, OLDER, j) for depth, j in falling(self._sides[OLDER], older)]
        both += [(-depth, NEWER, j) for depth, j in falling(self._sides[NEWER], newer)]
        for _, side, j in sorted(both, key=lambda item: item[:2]):
            self._put_insert(side, j, partner)

    def _put_insert(self, side: int, j: int, partner: dict[int, int]) -> None:
        mine = self._sides[side]
        if j in mine.origin:
            i = mine.origin[j]
            if i in self._apart:
                self._put_apart(side, i)
                return
            self._put_base(i)
            follower, run = self._followers.get(i, (side, []))
            for x in self._here(follower, run):
                self._put_insert(follower, x, {})
        elif side == OLDER and j in partner:
            self._put_new(j, partner[j])
        else:
            place: Places = Three(None, j, None) if side == OLDER else Three(None, None, j)
            self._out.append(Placed(mine.pieces[j], place))


def _after_children(placed: list[Placed]) -> list[Placed]:
    """Move the second version of an item behind the children of the first."""
    out = list(placed)
    for at in range(len(out) - 1, -1, -1):
        item = out[at]
        end = at + 1
        while (
            item.twin
            and item.piece.kind is PieceKind.ITEM
            and end < len(out)
            and out[end].piece.depth > item.piece.depth
        ):
            end += 1
        out[at:end] = [*out[at + 1 : end], item]
    return out
