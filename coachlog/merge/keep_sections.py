"""The law of sections: a piece is under the heading that its writer had above it, wherever the pieces were merged."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from coachlog.markdown.blocks import split_lines
from coachlog.merge.align import LIKE, likeness
from coachlog.merge.outline import TOP, level_of
from coachlog.merge.pieces import Piece, PieceKind
from coachlog.merge.result import CannotMerge
from coachlog.merge.separators import Placed
from coachlog.merge.side_diff import Side
from coachlog.merge.three_way import Three
from coachlog.merge.tokens import bag
from coachlog.model.conflict import conflict_of

OLDER: Final = 0
NEWER: Final = 1
_SMALL: Final = -6  # the level of `####`: no output reads such a section
SectionId = tuple[object, ...]  # the same on both sides, empty above the first heading


class Sections:
    """The section of each piece of both sides and of the base."""

    def __init__(self, base: Sequence[Piece], sides: tuple[Side, Side]) -> None:
        self._sides = sides
        self._base_above = sides[OLDER].base_outline.above
        self._back = tuple({j: i for i, j in side.pair.items()} for side in sides)
        self._base = base
        self._ids: tuple[dict[int, SectionId], ...] = ({}, {})
        self.any = any(above != TOP for side in sides for above in side.outline.above)

    def of_base(self, i: int) -> SectionId:
        """Return the section of a piece of the base."""
        above = self._base_above[i]
        return () if above == TOP else (above,)

    def of(self, side: int, j: int) -> SectionId:
        """Return the section of a piece of a side."""
        above = self._sides[side].outline.above[j]
        if above == TOP:
            return ()
        if above in self._back[side]:
            return (self._back[side][above],)
        if above not in self._ids[side]:
            self._ids[side][above] = (self._sides[side].name(above), *self.of(side, above))
        return self._ids[side][above]

    def differ(self, i: int) -> bool:
        """Tell whether the sides have a piece of the base in two sections."""
        j, k = (side.pair.get(i) for side in self._sides)
        return self.any and j is not None and k is not None and self.of(OLDER, j) != self.of(NEWER, k)

    def private(self, i: int) -> bool:
        """Tell whether the base or a side has a piece of the base in a Check-in."""
        in_sides = (side.outline.private[side.pair[i]] for side in self._sides if i in side.pair)
        return self._sides[OLDER].base_outline.private[i] or any(in_sides)

    def rewritten(self, i: int) -> bool:
        """Tell whether a side put other words in the place of a piece of the base: nothing of it is the same."""
        piece = self._base[i]
        mine = [side.pieces[side.pair[i]] for side in self._sides]
        return not level_of(piece) and any(
            not (piece.mark and piece.mark == one.mark)
            and likeness(Counter(bag(piece.key)), Counter(bag(one.key))) < LIKE
            for one in mine
        )

    def changed(self, side: int, i: int) -> bool:
        """Tell whether a side changed a piece of the base or its section."""
        j = self._sides[side].pair[i]
        return self._sides[side].pieces[j].key != self._base[i].key or self.of(side, j) != self.of_base(i)

    def side_of(self, place: Three[int | None]) -> int:
        """Return the side whose section a merged piece is in: the only one, or the one that changed the section."""
        if place.older is None or place.newer is None:
            return OLDER if place.newer is None else NEWER
        older, newer = self.of(OLDER, place.older), self.of(NEWER, place.newer)
        is_older = older != newer and (place.base is None or newer == self.of_base(place.base))
        return OLDER if is_older else NEWER


def keep_sections(placed: Sequence[Placed], sections: Sections, sides: tuple[Side, Side]) -> list[Placed]:
    """Return merged pieces by section: first what is right under a heading, then the sections in it."""
    return _Tree(placed, sections, sides).in_order() if sections.any else list(placed)


class _Tree:
    def __init__(self, placed: Sequence[Placed], sections: Sections, sides: tuple[Side, Side]) -> None:
        self._sections = sections
        self._sides = sides
        self._all: list[Placed] = []
        self._at: tuple[dict[int, int], ...] = ({}, {})  # the number of the merged piece of each piece of a side
        self._parents: dict[int, int] = {}
        self._inside: dict[int, list[int]] = {TOP: []}
        self._order: list[int] = []
        self._last = TOP  # the section of the piece before
        for item in placed:
            self._add(item)
        for number in range(len(placed)):
            self._link(number)

    def in_order(self) -> list[Placed]:
        """Return all pieces in the order of a reader."""
        for number in self._order:
            self._inside.setdefault(self._owner(number), []).append(number)
        out: list[Placed] = []
        open_ = [TOP]
        while open_:
            number = open_.pop()
            if number != TOP:
                out.append(self._all[number])
            inside = self._inside.get(number, [])
            out += [self._without_owner(one) for one in inside if not level_of(self._all[one].piece)]
            open_ += [one for one in reversed(inside) if level_of(self._all[one].piece)]
        if len(out) != len(self._all):  # two sections, each moved into the other
            raise CannotMerge
        return out

    def _add(self, item: Placed) -> int:
        number = len(self._all)
        self._all.append(item)
        for side, j in enumerate((item.place.older, item.place.newer)):
            if j is not None:
                self._at[side].setdefault(j, number)
        return number

    def _link(self, number: int) -> None:
        """Find the heading of a piece; one that the other side deleted comes back before the piece."""
        if number in self._parents:
            return
        item = self._all[number]
        side, above = self._above(item.place, self._sections.side_of(item.place))
        if not self._has(side, above) and None not in (item.place.older, item.place.newer):
            side, above = self._above(item.place, 1 - side)
        if self._stays_in_place(item.piece, side, above):
            self._parents[number] = self._last
        else:
            self._parents[number] = TOP if above == TOP else self._heading(side, above)
        self._last = number if level_of(item.piece) else self._parents[number]
        self._order.append(number)

    def _stays_in_place(self, piece: Piece, side: int, above: int) -> bool:
        """Tell whether a piece follows the one before it: a link's address, and one whose small heading is gone."""
        if above != TOP and self._sides[side].outline.private[above]:
            return False
        gone = not self._has(side, above) and level_of(self._sides[side].pieces[above]) >= _SMALL
        return gone or (piece.kind is PieceKind.LINE and piece.raw.lstrip().startswith("["))

    def _above(self, place: Three[int | None], side: int) -> tuple[int, int]:
        j = place.older if side == OLDER else place.newer
        return side, TOP if j is None else self._sides[side].outline.above[j]

    def _has(self, side: int, j: int) -> bool:
        return j == TOP or j in self._at[side]

    def _heading(self, side: int, j: int) -> int:
        if not self._has(side, j):
            mine = self._sides[side].pieces[j]
            place = Three(None, j, None) if side == OLDER else Three(None, None, j)
            conflict = conflict_of(mine.raw if side == OLDER else "", mine.raw if side == NEWER else "")
            self._link(self._add(Placed(mine, place, (conflict,))))
        number = self._at[side][j]
        is_twice = number + 1 < len(self._all) and self._all[number + 1].twin  # renamed by both: one section
        return number + 1 if is_twice else number

    def _owner(self, number: int) -> int:
        """Return the nearest piece above that opens a section still: a heading may have become a paragraph."""
        owner = self._parents[number]
        while owner != TOP and not level_of(self._all[owner].piece):
            owner = self._parents[owner]
        return owner

    def _without_owner(self, number: int) -> Placed:
        """Return a piece, without its indent if the item above it was moved into another section."""
        item = self._all[number]
        side = OLDER if item.place.newer is None else NEWER
        j = item.place.older if side == OLDER else item.place.newer
        if not item.piece.depth or j is None or item.place.base is not None or item.piece.raw.lstrip()[:1] == ">":
            return item
        pieces = self._sides[side].pieces
        owner = next((k for k in range(j - 1, -1, -1) if pieces[k].depth < item.piece.depth), None)
        at = None if owner is None else self._at[side].get(owner)
        if at is None or level_of(self._all[at].piece) or self._owner(at) == self._owner(number):
            return item
        indent = len(item.piece.raw) - len(item.piece.raw.lstrip(" \t"))
        raw = "".join(re.sub(rf"[ \t]{{0,{indent}}}", "", line, count=1) for line in split_lines(item.piece.raw))
        return replace(item, piece=replace(item.piece, raw=raw, depth=0))
