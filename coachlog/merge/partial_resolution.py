"""Resolve a file that git could not merge, with the edits that a person has made in it since."""

from collections.abc import Iterable
from typing import Final

from coachlog.markdown.document import Unreadable, decode_text
from coachlog.merge.audit import find_loss
from coachlog.merge.files import MAX_MERGE_BYTES, merge_files
from coachlog.merge.markers import Marked, Resolved, find_marked, merge_marked, without_strays
from coachlog.merge.three_way import Three

_YAML: Final = (".yml", ".yaml")

_Content = bytes | None  # None is no file


def resolve(
    path: str, sides: Three[_Content], disk: _Content, joined: _Content, *, first_is_older: bool = True
) -> Resolved:
    """Merge the two sides of a file and the file in the folder.

    `sides` are the base, the first and the second version; `joined` is the result if one side has no such
    file. The result has every word but those that a side, or the person in the folder, has deleted.
    """
    base, first, second = sides
    both = first is not None and second is not None
    together = _merged(path, base, first, second, first_is_older=first_is_older) if both else Resolved(joined)
    if disk is None or disk in (first, second):
        return together
    known = [content for content in (first, second) if content is not None]
    marked = left_by_git(disk, known)
    if marked:
        found = merge_marked(disk, path, marked, base, first_is_older=first_is_older)
        return Resolved(found.content and without_strays(found.content, known), found.conflicts, found.others)
    disk = without_strays(disk, known)
    if together.content is None or (both and has_all(path, sides, disk)):
        return Resolved(disk)
    if together.others:
        return Resolved(disk, (), tuple(content for content in known if not has_lines(disk, content, base)))
    merged = merge_files(first if first is not None else second, together.content, disk, path)
    return Resolved(merged.content, merged.conflicts, (together.content,) if merged.whole else ())


def left_by_git(content: bytes, known: Iterable[bytes]) -> list[Marked]:
    """Find the conflict regions that no known version has: those of a known one are somebody's text."""
    lines, texts = content.splitlines(keepends=True), list(known)
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


def _merged(path: str, base: _Content, first: _Content, second: _Content, *, first_is_older: bool) -> Resolved:
    older, newer = (first, second) if first_is_older else (second, first)
    merged = merge_files(base, older or b"", newer or b"", path)
    return Resolved(merged.content, merged.conflicts, (older or b"",) if merged.whole else ())
