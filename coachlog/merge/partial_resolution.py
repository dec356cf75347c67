"""A file that git could not merge: the versions that it left between marker lines, and what a person left out."""

from collections.abc import Iterable
from typing import Final

from coachlog.markdown.document import Unreadable, decode_text
from coachlog.merge.audit import find_loss
from coachlog.merge.files import MAX_MERGE_BYTES
from coachlog.merge.markers import Marked, Resolved, find_marked, merge_marked, without_strays
from coachlog.merge.three_way import Three

_YAML: Final = (".yml", ".yaml")

_Content = bytes | None  # None is no file


def unmark(path: str, sides: Three[_Content], content: bytes, *, first_is_older: bool = True) -> Resolved:
    """Merge the two versions that git left between marker lines, and drop marker lines that a person left alone.

    `sides` are the base, the first and the second version as git had them.
    """
    contents = [side for side in (sides.older, sides.newer) if side is not None]
    marked = left_by_git(content, contents)
    if not marked:
        return Resolved(without_strays(content, contents))
    merged = merge_marked(content, path, marked, sides.base, first_is_older=first_is_older)
    versions = [
        without_strays(version, contents) for version in (merged.content, *merged.others) if version is not None
    ]
    if first_is_older:  # of two whole versions the first stays
        versions.reverse()
    return Resolved(versions[0], merged.conflicts, tuple(versions[1:]))


def left_by_git(content: bytes, versions: Iterable[bytes]) -> list[Marked]:
    """Find the conflict regions that none of the `versions` has: those of a version are somebody's text."""
    lines, texts = content.splitlines(keepends=True), list(versions)
    return [one for one in find_marked(content) if not any(one.lines(lines) in text for text in texts)]


def has_all(path: str, sides: Three[_Content], disk: bytes) -> bool:
    """Tell whether a file on disk has every word of a merge of both sides."""
    base, first, second = (side or b"" for side in sides)
    yaml = path.endswith(_YAML)
    if not yaml and not path.endswith(".md"):
        return has_lines(disk, first, base) and has_lines(disk, second, base)
    if max(map(len, (base, first, second, disk))) > MAX_MERGE_BYTES:
        return False
    try:
        return not find_loss(Three(base, first, second).map(decode_text), decode_text(disk), yaml=yaml)
    except Unreadable:
        return False


def has_lines(disk: bytes, side: bytes, base: _Content) -> bool:
    """Tell whether a file has each line that a side added to the base."""
    return set(side.splitlines()) - set((base or b"").splitlines()) <= set(disk.splitlines())
