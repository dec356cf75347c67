"""Sentences about the changes of files, or counts if there are many."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Final

from coachlog.changes.changes import DocumentChanges, became
from coachlog.changes.page import NO_VERSION, DocumentVersion, VersionReader
from coachlog.changes.settings import settings_changes
from coachlog.markdown.edit_yaml import Data
from coachlog.markdown.formatting import in_one_form
from coachlog.model.dates import format_weekday
from coachlog.model.kinds import Kind, count_kinds, kind_of_path
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.settings import FILE, README, Settings

MANY: Final = 12  # files; more are described in counts
_Pair = tuple[bytes | None, bytes | None]  # a file before and after
Versions = Mapping[str, _Pair]

_CALLED_OFF: Final = ("cancelled", "moved")  # of a meeting whose note was never begun
_FORMATTED, _NO_WORD = "formatted ", " anew, and changed no word"
_BYTES_AT_MOST: Final = 512 * 1024  # bytes; a larger document is described as a file


def describe_file(
    path: str,
    before: bytes | None,
    after: bytes | None,
    settings: Settings,
    prompts: frozenset[str] = frozenset(),
    today: date | None = None,
) -> tuple[str, ...]:
    """Describe the change between two versions of one file (None: no file), in sentences without a subject.

    `prompts` are the comments of the blank pages, which nobody wrote. The day of a document of another year than
    `today` is told with its year.
    """
    return describe_files({path: (before, after)}, settings, prompts, today)


def describe_files(
    versions: Versions,
    settings: Settings,
    prompts: frozenset[str] = frozenset(),
    today: date | None = None,
    remembered: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Describe the changes of several files; tidying is mentioned only if nothing else changed.

    What is `remembered` of them (`remembered.py`) says which boxes only followed other notes: setting these is tidying.
    What was only formatted anew is one sentence, however many documents it is.
    """
    changed = {path: pair for path, pair in versions.items() if pair[0] != pair[1]}
    formatted = [path for path, pair in changed.items() if len(changed) > MANY and _is_formatted(path, *pair)]
    changed = {path: pair for path, pair in changed.items() if path not in set(formatted)}
    if len(changed) > MANY or (FILE in changed and changed[FILE][0] is None):
        before, after = ({path for path, pair in changed.items() if pair[side] is not None} for side in (0, 1))
        return (*count_changes(changed, before, after), *tell_formatted(formatted))
    pages = VersionReader(settings, prompts, today, remembered)
    renamed, moved = find_renamed(changed, settings), find_moved(changed, settings)
    sentences: dict[str, None] = {}
    for path, pair in changed.items():
        if path == README and FILE in changed and None not in pair:  # it follows the names and the title
            sentences["tidied the log's README"] = None
        elif path in renamed:
            sentences |= dict.fromkeys(_renamed(pages, renamed[path], path, changed[renamed[path]][0], pair[1]))
        elif path in moved:
            sentences |= dict.fromkeys(_moved(pages, path, pair, moved[path], changed[moved[path]]))
        elif path not in renamed.values() and path not in moved.values():
            told = _told(pages, path, *pair)
            formatted += [path] if is_formatting(told) else []
            sentences |= dict.fromkeys(told)
    if len(formatted) > 1:
        sentences = {sentence: None for sentence in sentences if not is_formatting([sentence])}
        sentences |= dict.fromkeys(tell_formatted(formatted))
    return tuple([sentence for sentence in sentences if not _is_tidy(sentence)] or sentences)


def tell_formatted(paths: Collection[str]) -> tuple[str, ...]:
    """Say of documents that they look otherwise and say the same."""
    return (f"{_FORMATTED}{count_kinds(paths)}{_NO_WORD}",) if paths else ()


def is_formatting(sentences: Collection[str]) -> bool:
    """Tell whether a document was only formatted anew, by what is said of it."""
    return len(sentences) == 1 and all(one.startswith(_FORMATTED) and one.endswith(_NO_WORD) for one in sentences)


def count_changes(paths: Collection[str], before: Collection[str], after: Collection[str]) -> tuple[str, ...]:
    """Describe the changes of many files in counts; `before` and `after` are the paths of both versions."""
    began = FILE in paths and FILE not in before
    added = [path for path in paths if path not in before and not (began and kind_of_path(path) is None)]
    changed = [path for path in paths if path in before and path in after]
    gone = [path for path in paths if path not in after]
    groups = (("added", added), ("changed", changed), ("removed", gone))
    counts = [f"{verb} {count_kinds(group)}" for verb, group in groups if group]
    return (*(["began the log"] if began else []), *counts)


def is_tidying(
    versions: Versions,
    settings: Settings,
    prompts: frozenset[str] = frozenset(),
    remembered: frozenset[str] = frozenset(),
) -> bool:
    """Tell whether only coachlog's own marks (ids, boxes carried over, boxes that followed others) changed."""
    return all(_is_tidy(sentence) for sentence in describe_files(versions, settings, prompts, remembered=remembered))


def find_renamed(versions: Versions, settings: Settings) -> dict[str, str]:
    """Map renamed files to their old paths: the same folder, and the same bytes or else the same day or title."""
    pages = VersionReader(settings, frozenset())
    gone = {path: before for path, (before, after) in versions.items() if after is None and before is not None}
    renamed: dict[str, str] = {}
    for path, (before, after) in versions.items():
        if before is not None or after is None:
            continue
        beside = [other for other in gone if other.rpartition("/")[0] == path.rpartition("/")[0]]
        same = (other for other in beside if gone[other] == after)
        other = next(same, None) or next((o for o in beside if _is_same(pages, (o, gone[o]), (path, after))), None)
        if other is not None:
            renamed[path] = other
            del gone[other]
    return renamed


def find_moved(versions: Versions, settings: Settings) -> dict[str, str]:
    """Map the note of a meeting that was moved to the one that was begun for it, where there is one of each."""
    pages = VersionReader(settings, frozenset())
    left: list[str] = []
    begun: list[str] = []
    for path, (before, after) in versions.items():
        old, new = _page(pages, path, before), _page(pages, path, after)
        if after is None or new is None or not isinstance(new.record, Meeting):
            continue
        was, now = (page.front.get("status", "") if page else "" for page in (old, new))
        if now == MeetingStatus.MOVED != was:
            left.append(path)
        elif before is None:
            begun.append(path)
    return {left[0]: begun[0]} if len(left) == len(begun) == 1 else {}


def _moved(pages: VersionReader, left: str, old: _Pair, begun: str, new: _Pair) -> Iterator[str]:
    """Describe a move in one sentence with the new day, and what else was written in both notes."""
    kind, before, after = kind_of_path(left), _page(pages, left, old[1]), _page(pages, begun, new[1])
    if kind is None or before is None or after is None or not isinstance(after.record, Meeting):
        return
    yield f"moved {before.name} to {format_weekday(after.record.day, after.record.day)}"
    status = became(kind, before.name, MeetingStatus.MOVED)
    yield from (sentence for sentence in _told(pages, left, *old) if sentence != status)
    yield from _told(pages, begun, *new)[1:]


def _is_same(pages: VersionReader, one: tuple[str, bytes], other: tuple[str, bytes]) -> bool:
    old, new = (_page(pages, path, content) for path, content in (one, other))
    if old is None or new is None:
        return False
    if isinstance(old.record, Meeting) and isinstance(new.record, Meeting):
        return old.record.day == new.record.day
    return old.name == new.name


def _page(pages: VersionReader, path: str, content: bytes | None) -> DocumentVersion | None:
    kind = kind_of_path(path)
    return None if kind is None or len(content or b"") > _BYTES_AT_MOST else pages.read(kind, path, content)


def _is_tidy(sentence: str) -> bool:
    return sentence.startswith("tidied ")


def _renamed(pages: VersionReader, was: str, path: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    page = _page(pages, path, after)
    yield f"renamed the file of {page.name if page else was}" + ("" if page else f": {path}")
    if before != after:
        yield from _told(pages, path, before, after)


def _told(pages: VersionReader, path: str, before: bytes | None, after: bytes | None) -> list[str]:
    """Describe the change of one file in one sentence or more."""
    kind = kind_of_path(path)
    if path == FILE and before is not None and after is not None:
        return list(settings_changes(before, after)) or ["changed the settings of the log"]
    if kind is None or max(len(before or b""), len(after or b"")) > _BYTES_AT_MOST:
        return [_of_file(path, before, after)]
    old, new = pages.read(kind, path, before), pages.read(kind, path, after)
    if after is None:
        return [f"removed {old.name if old else path}"]
    if new is None:
        return [f"{_of_file(path, before, after)}, which cannot be read"]
    if old is None:
        return [f"mended {path}"] if before is not None else _begun(kind, new, pages.settings)
    changes = DocumentChanges(kind, old, new, pages.settings, pages.followed_in(path), pages.agreed_in(path))
    return list(changes.sentences()) or [_of_no_meaning(old, new)]


def _of_no_meaning(old: DocumentVersion, new: DocumentVersion) -> str:
    """Describe a change in which nothing that has a meaning is another one."""
    if old.bare == new.bare and _unmarked(old) == _unmarked(new):
        return f"tidied {new.name}"
    is_same = (old.words, old.front) == (new.words, new.front)
    return f"{_FORMATTED}{new.name}{_NO_WORD}" if is_same else f"changed {new.name}"


def _unmarked(page: DocumentVersion) -> dict[str, Data]:
    return {key: value for key, value in page.front.items() if key != "agreed_to"}


def _is_formatted(path: str, before: bytes | None, after: bytes | None) -> bool:
    """Tell whether a document's two versions are the same words, without reading what they mean."""
    if before is None or after is None or kind_of_path(path) is None:
        return False
    return in_one_form(before.decode(errors="replace")) == in_one_form(after.decode(errors="replace"))


def _begun(kind: Kind, new: DocumentVersion, settings: Settings) -> list[str]:
    if kind.name != "meeting":
        return [f"{kind.started} {new.name}"]
    status = str(new.front.get("status", ""))
    called_off = became(kind, new.name, status) if status in _CALLED_OFF else ""
    inside = DocumentChanges(kind, NO_VERSION, new, settings).body_sentences()
    return [called_off or f"{kind.started} {new.name}", *inside]


def _of_file(path: str, before: bytes | None, after: bytes | None) -> str:
    if after is None:
        return f"removed {path}"
    return f"{'added' if before is None else 'changed'} {path}"
