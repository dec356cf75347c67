"""Draft a page anew: a three-way merge of its last draft, the page as its author left it, and the new draft.

The last draft is known by its record. What is not in it is the author's and stays, as it is and where it is; what the
author rewrote or took out does not come back.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.blocks import line_ending, split_lines
from coachlog.merge.draft_places import pair_digests, written_about
from coachlog.merge.draft_record import (
    Drafted,
    DraftPiece,
    PageChunk,
    PageSection,
    cut_page,
    drafted,
    is_record,
    number_of,
    read_record,
    slot_digest,
    with_box,
    write_record,
)
from coachlog.merge.lcs import equal_pairs

_HEADING: Final = slot_digest("heading")


@frozen
class RefreshedPage:
    """A page drafted anew.

    `new` are the pieces that came in or changed, `kept_out` those for which the author left no place.
    """

    text: str
    new: tuple[DraftPiece, ...] = ()
    kept_out: tuple[DraftPiece, ...] = ()


def draft_page(head: str, sections: Iterable[PageSection]) -> str:
    """Return a new page: what it begins with (fields and title), the sections, and their record."""
    lines = split_lines(f"{head.rstrip()}\n")
    merge = _Merge((*lines, "\n", f"{write_record(())}\n"), sections, len(lines))
    return merge.refreshed().text


def refresh_page(
    text: str, sections: Iterable[PageSection], first: int, keep: Callable[[str], bool] = lambda _: False
) -> RefreshedPage | None:
    """Draft a page anew below line `first`; None if it has no record, for then all of it is its author's.

    Pieces that left the draft go, except those that `keep` chooses by their text.
    """
    lines = split_lines(text)
    return None if read_record(lines[first:]) is None else _Merge(lines, sections, first, keep).refreshed()


@dataclass(slots=True)
class _Node:
    """Some lines of the page; `piece` is the number of the new piece that stands there."""

    lines: list[str]
    chunk: PageChunk | None = None
    piece: int | None = None
    gone: bool = False

    @property
    def blank(self) -> bool:
        return not any(line.strip() for line in self.lines)

    @property
    def of_author(self) -> bool:
        return not (self.blank or self.gone or self.is_record or self.piece is not None)

    @property
    def is_record(self) -> bool:
        return self.chunk is None and bool(is_record("".join(self.lines)))


@dataclass(slots=True)
class _New:
    """A piece of the new draft, as the record knows it, and the node where it stands."""

    section: str
    piece: DraftPiece
    drafted: Drafted
    node: _Node | None = None


class _Merge:
    def __init__(
        self,
        lines: Sequence[str],
        sections: Iterable[PageSection],
        first: int,
        keep: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._head = list(lines[:first])
        self._ending = line_ending(lines)
        self._keep = keep
        self._base = read_record(lines[first:]) or ()
        pieces = [
            _New(section.key, piece, drafted(section.key, piece))
            for section in sections
            for piece in section.with_heading
        ]
        self._pieces = list({new.drafted: new for new in reversed(pieces)}.values())[::-1]
        chunks = {chunk.start: chunk for chunk in cut_page(lines, first)}
        self._nodes = list(_cut_nodes(lines, first, chunks))
        told = {(new.section, new.drafted.about) for new in self._pieces}
        left = {piece.about for piece in self._base if (piece.section, piece.about) not in told}
        self._left = left & written_about(lines, first)
        self._number = max((number_of(chunk.box) for chunk in chunks.values()), default=0)
        self._kept: list[Drafted] = []
        self._changed: list[int] = []
        self._kept_out: list[int] = []

    def refreshed(self) -> RefreshedPage:
        """Return the page with the new draft in it."""
        standing = self._standing()
        follows = _match_slots(self._base, [new.drafted for new in self._pieces], standing)
        for at, piece in enumerate(self._base):
            if at in standing and at in follows:
                self._stand(standing[at], follows[at])
            elif at in standing:
                standing[at].gone = True
            elif at in follows and self._pieces[follows[at]].drafted.digest != piece.digest:
                self._kept_out.append(follows[at])
        self._keep_some(standing, follows)
        sections = {piece.section for piece in self._base}
        for number in sorted(set(range(len(self._pieces))) - set(follows.values())):
            if not self._place(number, sections):
                self._kept_out.append(number)
        return self._result()

    def _standing(self) -> dict[int, _Node]:
        """Map the number of each piece of the last draft to the node where it still stands."""
        nodes = [node for node in self._nodes if node.chunk]
        page = [node.chunk.digest for node in nodes if node.chunk]
        pairs = pair_digests([drafted.digest for drafted in self._base], page)
        return {at: nodes[place] for at, place in pairs.items()}

    def _stand(self, node: _Node, number: int) -> None:
        """Let a new piece stand where the old one did; one that says the same stays as it is."""
        new = self._pieces[number]
        new.node, node.piece = node, number
        if node.chunk and node.chunk.digest != new.drafted.digest:
            node.lines = self._write(new.piece, node.chunk.box)
            self._changed.append(number)

    def _write(self, piece: DraftPiece, box: str = "") -> list[str]:
        text = piece.text
        if piece.numbered:
            self._number += not number_of(box)
            text = with_box(text, box, self._number)
        return [line + self._ending for line in text.split("\n")]

    def _keep_some(self, standing: dict[int, _Node], follows: dict[int, int]) -> None:
        """Keep wanted pieces that left the draft, and headings above words of the author."""
        gone = [at for at in range(len(self._base)) if at in standing and at not in follows]
        for at in sorted(gone, key=lambda at: self._base[at].slot == _HEADING):  # a heading by what is left below it
            node, of_heading = standing[at], self._base[at].slot == _HEADING
            if self._has_author_below(node) if of_heading else self._is_kept(self._base[at], node):
                node.gone = False
                self._kept.append(self._base[at])

    def _is_kept(self, old: Drafted, node: _Node) -> bool:
        """Tell whether a piece stays: a wanted one, or of a thing that left the draft and has the author's words."""
        return old.about in self._left or self._keep("".join(node.lines))

    def _has_author_below(self, heading: _Node) -> bool:
        for node in self._nodes[self._index(heading) + 1 :]:
            if node.is_record or node.lines[0].startswith(("# ", "## ")):
                return False
            if node.of_author:
                return True
        return False

    def _index(self, node: _Node) -> int:
        return next(at for at, other in enumerate(self._nodes) if other is node)

    # Placing ---------------------------------------------------------------------------------------------------------

    def _place(self, number: int, drafted_before: set[str]) -> bool:
        """Put a piece beside its neighbours in the draft; tell whether the author left a place for it."""
        new = self._pieces[number]
        before = self._neighbour(range(number - 1, -1, -1), new.section)
        after = self._neighbour(range(number + 1, len(self._pieces)), new.section)
        if before is not None and (before == number - 1 or after is None):
            self._insert(number, self._behind(number, before))
        elif after is not None:
            self._insert(number, self._index(self._node_of(after)))
        elif new.section not in drafted_before:
            self._insert(number, self._before_next_section(number))
        else:
            return False
        self._changed.append(number)
        return True

    def _neighbour(self, numbers: Iterable[int], section: str) -> int | None:
        for number in numbers:
            if self._pieces[number].section != section:
                return None
            if self._pieces[number].node is not None:
                return number
        return None

    def _node_of(self, number: int) -> _Node:
        node = self._pieces[number].node
        assert node is not None  # noqa: S101 - a neighbour has its node
        return node

    def _behind(self, number: int, before: int) -> int:
        """Return the place behind a piece and the author's lines that go on with it.

        Where the author rewrote what was between the two, that stays between them.
        """
        at = self._index(self._node_of(before)) + 1
        if before == number - 1:
            while at < len(self._nodes) and self._nodes[at].of_author:
                at += 1
            return at
        end = at
        while end < len(self._nodes) and (self._nodes[end].of_author or self._nodes[end].blank):
            if self._nodes[end].lines[0].startswith(("# ", "## ")):
                break
            end += 1
            at = end if self._nodes[end - 1].of_author else at
        return at

    def _before_next_section(self, number: int) -> int:
        section = self._pieces[number].section
        for new in self._pieces[number + 1 :]:
            if new.section != section and new.node is not None:
                return self._index(new.node)
        return next((at for at, node in enumerate(self._nodes) if node.is_record), len(self._nodes))

    def _insert(self, number: int, at: int) -> None:
        piece = self._pieces[number].piece
        node = _Node(self._write(piece), piece=number)
        self._pieces[number].node = node
        goes_on = at < len(self._nodes) and self._goes_on(number, self._nodes[at])
        behind = [] if goes_on or at == len(self._nodes) or self._nodes[at].blank else [_Node([self._ending])]
        starts = at > 0 and not self._nodes[at - 1].blank and not piece.joined
        self._nodes[at:at] = [*([_Node([self._ending])] if starts or (at == 0 and self._head) else []), node, *behind]

    def _goes_on(self, number: int, following: _Node) -> bool:
        """Tell whether a line goes on with a piece: one that follows in the draft does, or lines of the author."""
        next_there = following.piece
        if next_there is not None and next_there > number:  # of several that are new the others come between
            between = self._pieces[number + 1 : next_there + 1]
            return all(new.piece.joined and new.section == between[0].section for new in between)
        return self._pieces[number].piece.joined and following.of_author

    # The result ------------------------------------------------------------------------------------------------------

    def _result(self) -> RefreshedPage:
        lines = list(self._head)
        squeeze = recorded = False
        record = f"{write_record(self._drafted())}{self._ending}"
        for node in self._nodes:
            if node.is_record and not recorded:
                old = read_record(node.lines) or ()
                node.lines = node.lines if list(old) == self._drafted() else [record]
                recorded = True
            elif node.is_record:
                node.gone = True
            if node.gone or (squeeze and node.blank and not (lines and lines[-1].strip())):
                squeeze = True
                continue
            squeeze = False
            if lines and not lines[-1].endswith(("\n", "\r")):
                lines[-1] += self._ending
            lines += node.lines
        numbers = [*self._changed, *self._kept_out]
        new = tuple(self._pieces[at].piece for at in sorted(numbers) if self._pieces[at].piece.slot != "heading")
        return RefreshedPage("".join(lines), new, tuple(self._pieces[at].piece for at in sorted(self._kept_out)))

    def _drafted(self) -> list[Drafted]:
        """Return the record of the new draft, with what was kept of the old one."""
        kept: dict[str, list[Drafted]] = defaultdict(list)
        for piece in self._kept:
            kept[piece.section].append(piece)
        rows: dict[str, list[Drafted]] = defaultdict(list)
        for new in self._pieces:
            rows[new.section].append(new.drafted)
        for section, more in kept.items():
            rows[section] += [piece for piece in more if piece not in rows[section]]
        return [piece for section in rows.values() for piece in section]


def _cut_nodes(lines: Sequence[str], first: int, chunks: dict[int, PageChunk]) -> Iterator[_Node]:
    at = first
    while at < len(lines):
        chunk = chunks.get(at)
        end = chunk.end if chunk else at + 1
        yield _Node(list(lines[at:end]), chunk)
        at = end


def _match_slots(base: Sequence[Drafted], new: Sequence[Drafted], standing: Container[int]) -> dict[int, int]:
    """Map the number of each old piece to that of the new one in its slot; where a slot has several, by their order.

    Of more old ones than new ones, as two records have that were merged, those that stand nowhere are left out.
    """
    old_places: dict[tuple[str, str], list[int]] = defaultdict(list)
    new_places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for places, drafts in ((old_places, base), (new_places, new)):
        for at, piece in enumerate(drafts):
            places[piece.section, piece.slot].append(at)
    matches: dict[int, int] = {}
    for slot, old in old_places.items():
        following = new_places.get(slot, [])
        texts = {new[at].digest for at in following}
        spare = [at for at in old if at not in standing and base[at].digest not in texts]
        spare = spare[: max(len(old) - len(following), 0)]
        matches |= _match_order([at for at in old if at not in spare], following, base, new)
    return matches


def _match_order(
    old: Sequence[int], following: Sequence[int], base: Sequence[Drafted], new: Sequence[Drafted]
) -> dict[int, int]:
    """Map old pieces of a slot to new ones: those that say the same, and those between them by their order."""
    matches: dict[int, int] = {}
    equal = equal_pairs([base[at].digest for at in old], [new[at].digest for at in following])
    low = first = 0
    for i, j in [*equal, (len(old), len(following))]:
        matches |= dict(zip(old[low:i], following[first:j], strict=False))
        if i < len(old) and j < len(following):
            matches[old[i]] = following[j]
        low, first = i + 1, j + 1
    return matches
