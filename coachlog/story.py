"""What changed between two versions of a document, in sentences about the document: pure."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from coachlog.fields import parse_date, spoken_count, spoken_day, spoken_list
from coachlog.kinds import Kind, Record
from coachlog.kinds.body import Mark, StepCopy
from coachlog.kinds.counts import count_kinds, kind_of_path
from coachlog.kinds.headings import AGENDA, CHECK_IN, EVIDENCE, GROWTH, NOTES, SUCCESSES, section_name
from coachlog.kinds.meeting import Meeting
from coachlog.kinds.plan import Plan
from coachlog.kinds.reader import Reader
from coachlog.kinds.sections import decode_body
from coachlog.kinds.settings import FILE, Settings
from coachlog.markdown.blocks import BlockKind, comments
from coachlog.markdown.document import Document, Unreadable, decode_text, read_document
from coachlog.markdown.edit_yaml import Data, plain_data
from coachlog.markdown.yaml_text import YamlTrouble, parse_yaml

MANY: Final = 12  # files; more at once are told in counts
Versions = Mapping[str, tuple[bytes | None, bytes | None]]

_TOLD_ONE_BY_ONE: Final = 3
_BYTES_AT_MOST: Final = 512 * 1024  # what is merged inside; more is told of as a file
_FIELDS_AT_MOST: Final = 5
_NOUNS: Final = {
    AGENDA: ("point for the agenda", "points for the agenda"),
    SUCCESSES: ("success", "successes"),
    GROWTH: ("area of growth", "areas of growth"),
    NOTES: ("note", "notes"),
    EVIDENCE: ("line of evidence", "lines of evidence"),
}
_STARTED: Final = {
    "meeting": "started the note of",
    "plan": "started",
    "reflection": "started",
    "evidence": "started",
    "note": "wrote",
}
_BECAME: Final = {
    ("goal", "met"): "closed {} as met",
    ("goal", "revised"): "closed {} as revised",
    ("goal", "dropped"): "closed {} as dropped",
    ("goal", "active"): "took up {}",
    ("meeting", "held"): "noted that {} was held",
    ("meeting", "moved"): "noted that {} was moved",
    ("meeting", "cancelled"): "called off {}",
    ("meeting", "planned"): "planned {}",
}
_MOVED: Final = {
    Mark.DONE: "finished",
    Mark.DROPPED: "dropped",
    Mark.UNDER_WAY: "took up",
    Mark.OPEN: "reopened",
}
_MARKS_OF_OURS: Final = re.compile(r"(?m)[ \t]\^[\w-]+[ \t]*$|^[ \t]*[-*+][ \t]+\[.\]")


@dataclass(frozen=True, slots=True)
class _Page:
    """One version of a document, as far as sentences are made from it; `check_in` is only ever compared."""

    name: str
    title: str
    record: Record | None
    front: Mapping[str, Data]
    sections: Mapping[str, Counter[str]]
    steps: Mapping[tuple[date, str], StepCopy]
    check_in: str
    bare: str


@dataclass(frozen=True, slots=True)
class _Teller:
    """The pair's words for people and headings, and the blank pages' own comments."""

    settings: Settings
    prompts: frozenset[str]

    def told(self, path: str, before: bytes | None, after: bytes | None) -> tuple[list[str], str]:
        """What is worth a sentence, and what to say of the file where nothing is."""
        kind = kind_of_path(path)
        if path == FILE and before is not None and after is not None:
            return list(_settings_changes(before, after)), "changed the settings of the log"
        if kind is None or max(len(before or b""), len(after or b"")) > _BYTES_AT_MOST:
            return [_of_file(path, before, after)], ""
        old, new = self._page(kind, path, before), self._page(kind, path, after)
        if after is None:
            return [f"took {old.name if old else path} away"], ""
        if new is None or (old is None and before is not None):
            return [f"{_of_file(path, before, after)}, which cannot be read" if new is None else f"mended {path}"], ""
        if old is None:
            started = f"{_STARTED.get(kind.name, 'added')} {new.name}"
            inside = self._inside(_EMPTY, new) if kind.name == "meeting" else ()
            return [started, *inside], ""
        told = [*_title(kind, old, new), *self._fields(kind, old, new), *self._inside(old, new)]
        return told, f"tidied {new.name}" if old.bare == new.bare else f"changed {new.name}"

    def _page(self, kind: Kind, path: str, content: bytes | None) -> _Page | None:
        if content is None:
            return None
        try:
            document = read_document(content)
        except Unreadable:
            return None
        document_id = path.rpartition("/")[2].removesuffix(".md")
        title = document.title
        record = kind.decode(Reader(path, document.front, 2, []), document_id, title or document_id)
        day = record.day if isinstance(record, Meeting) else None
        body, _ = decode_body(path, document, settings=self.settings, prompts=self.prompts, day=day)
        sections: dict[str, Counter[str]] = {}
        for section in body.sections:
            name = "" if section.name == title else section.name
            sections.setdefault(name, Counter()).update(entry.text for entry in section.entries)
        front = plain_data(document.front) if document.front else {}
        return _Page(
            name=_name(kind, record, document_id, title),
            title=title,
            record=record,
            front=front if isinstance(front, dict) else {},
            sections=sections,
            steps={(copy.origin, copy.id): copy for copy in body.steps},
            check_in=self._check_in(document),
            bare=" ".join(_MARKS_OF_OURS.sub(" ", document.text[document.body_at :]).split()),
        )

    def _check_in(self, document: Document) -> str:
        kept: list[str] = []
        for section in document.sections:
            if section.heading and section_name(section.heading.text, self.settings.headings) == CHECK_IN:
                for block in section.blocks:
                    words = comments(block.text) if block.kind is BlockKind.COMMENT else ()
                    if not words or set(words) - self.prompts:
                        kept += document.lines[block.start : block.end]
        return " ".join("".join(kept).split())

    def _fields(self, kind: Kind, old: _Page, new: _Page) -> Iterator[str]:
        keys = dict.fromkeys([*new.front, *old.front])
        changed = [key for key in keys if (old.front.get(key) or "") != (new.front.get(key) or "")]
        if len(changed) > _FIELDS_AT_MOST:
            yield f"changed {len(changed)} of the lines at the top of {new.name}"
            return
        for key in changed:
            yield from self._field(kind, key, old.front.get(key) or "", new.front.get(key) or "", new)

    def _field(self, kind: Kind, key: str, was: Data, now: Data, new: _Page) -> Iterator[str]:
        of = new.name
        match kind.name, key:
            case ("goal", "closed") | ("plan", "agreed_to"):
                return
            case (_, "status") if isinstance(now, str) and now:
                yield _BECAME.get((kind.name, now), f"marked {{}} as {now}").format(of)
            case ("meeting", "next"):
                yield _next_meeting(was, now, of)
            case ("plan", "agreed") if isinstance(now, dict):
                agreed = [self.settings.named(person) for person in now if person not in (was or ())]
                yield f"noted that {spoken_list(agreed)} agreed to {of}" if agreed else f"changed who agreed to {of}"
            case ("lesson", "taught") if days := _days(now, besides=was):
                yield f"noted that {of} was taught on {spoken_list(days)}"
            case (_, "kept_versions"):
                yield f"kept two versions of something in {of}" if now else f"settled what {of} had in two versions"
            case _:
                yield _plain_field(key.replace("_", " "), was, now, of)

    def _inside(self, old: _Page, new: _Page) -> Iterator[str]:
        if old.check_in != new.check_in:
            yield f"wrote in the check-in of {new.name}"
        for name in dict.fromkeys([*new.sections, *old.sections]):
            was, now = old.sections.get(name, Counter()), new.sections.get(name, Counter())
            yield from _section(name, (now - was).total(), (was - now).total(), new.name)
        yield from self._steps(old, new)

    def _steps(self, old: _Page, new: _Page) -> Iterator[str]:
        fresh = [copy for key, copy in new.steps.items() if key not in old.steps]
        own = [copy for copy in fresh if isinstance(new.record, Meeting) and copy.origin == new.record.day]
        if own:
            yield f"added {spoken_count(len(own), 'next step')} to {new.name}"
        if len(fresh) > len(own):
            yield f"carried {spoken_count(len(fresh) - len(own), 'next step')} over into {new.name}"
        both = [(copy, new.steps[key]) for key, copy in old.steps.items() if key in new.steps]
        for mark, verb in _MOVED.items():
            yield from _each(verb, [now for was, now in both if _moved(was.mark, now.mark) is mark])
        yield from _each("reworded", [now for was, now in both if was.text != now.text])
        for was, now in both:
            if was.due != now.due:
                when = f"to {spoken_day(now.due)}" if now.due else "away"
                yield f"{'changed' if now.due else 'took'} the date of the next step {_quoted(now.text)} {when}"
            if was.owner != now.owner:
                yield f"gave the next step {_quoted(now.text)} to {self.settings.named(now.owner)}"
        yield from _each("took away", [copy for key, copy in old.steps.items() if key not in new.steps])


_EMPTY: Final = _Page("", "", None, {}, {}, {}, "", "")


def describe(
    path: str,
    before: bytes | None,
    after: bytes | None,
    settings: Settings,
    prompts: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """What was done between two versions of one file (None: no file), in sentences without a subject.

    `prompts` are the blank pages' comments, which are nobody's words.
    """
    return tell({path: (before, after)}, settings, prompts)


def tell(versions: Versions, settings: Settings, prompts: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What was done to several files at once; what only tidies is told where nothing else was done."""
    changed = {path: pair for path, pair in versions.items() if pair[0] != pair[1]}
    if len(changed) > MANY or (FILE in changed and changed[FILE][0] is None):
        before, after = ({path for path, pair in changed.items() if pair[side] is not None} for side in (0, 1))
        return tell_many(changed, before, after)
    told = [_Teller(settings, prompts).told(path, *pair) for path, pair in changed.items()]
    sentences = dict.fromkeys(sentence for found, _ in told for sentence in found)
    return tuple(sentences or dict.fromkeys(other for _, other in told if other))


def tell_many(paths: Collection[str], before: Collection[str], after: Collection[str]) -> tuple[str, ...]:
    """What was done to many files, in counts; `before` and `after` have the paths that there were and are."""
    began = FILE in paths and FILE not in before
    added = [path for path in paths if path not in before and not (began and kind_of_path(path) is None)]
    changed = [path for path in paths if path in before and path in after]
    gone = [path for path in paths if path not in after]
    told = (("added", added, ""), ("changed", changed, ""), ("took", gone, " away"))
    counts = [f"{verb} {count_kinds(found)}{end}" for verb, found, end in told if found]
    return (*(["began the log"] if began else []), *counts)


def is_tidying(versions: Versions, settings: Settings, prompts: frozenset[str] = frozenset()) -> bool:
    """Whether nothing but coachlog's own marks (ids, boxes carried over) differs."""
    return all(sentence.startswith("tidied ") for sentence in tell(versions, settings, prompts))


def _of_file(path: str, before: bytes | None, after: bytes | None) -> str:
    if after is None:
        return f"took {path} away"
    return f"{'added' if before is None else 'changed'} {path}"


def _settings_changes(before: bytes, after: bytes) -> Iterator[str]:
    try:
        old, new = (plain_data(parse_yaml(decode_text(content))) for content in (before, after))
    except (Unreadable, YamlTrouble):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys([*new, *old]):
            if old.get(key) != new.get(key):
                yield f"changed the {key.replace('_', ' ')} of the log"


def _name(kind: Kind, record: Record | None, document_id: str, title: str) -> str:
    if isinstance(record, Meeting):
        second = "" if document_id == record.day.isoformat() else f" ({document_id})"
        return f"the meeting of {spoken_day(record.day)}{second}"
    if isinstance(record, Plan):
        return f"the plan of {record.term}"
    if kind.name == "reflection":
        return f"the reflection of {getattr(record, 'term', '') or document_id}"
    return f"the {kind.name} {_quoted(title or document_id)}"


def _title(kind: Kind, old: _Page, new: _Page) -> Iterator[str]:
    if new.title and old.title != new.title:
        yield f"called {new.name if kind.name == 'meeting' else old.name} {_quoted(new.title)}"


def _next_meeting(was: Data, now: Data, of: str) -> str:
    day = now.get("date") if isinstance(now, dict) else None
    if isinstance(day, str) and day and not (isinstance(was, dict) and was.get("date") == day):
        return f"planned the next meeting for {_spoken(day)}"
    return f"changed what is planned after {of}"


def _plain_field(label: str, was: Data, now: Data, of: str) -> str:
    if not now:
        return f"took the {label} of {of} away"
    verb = "changed" if was else "set"
    return f"{verb} the {label} of {of}" + (f" to {_spoken(now)}" if isinstance(now, str) else "")


def _section(name: str, added: int, taken: int, of: str) -> Iterator[str]:
    reworded = min(added, taken)
    if name in _NOUNS:
        noun, at = _NOUNS[name], of
    else:
        noun, at = ("line", "lines"), f"{name or 'the beginning'} of {of}"
    if reworded:
        yield f"reworded {spoken_count(reworded, *noun)} of {of}" if name in _NOUNS else f"rewrote {at}"
    if added > reworded:
        yield f"added {spoken_count(added - reworded, *noun)} to {at}"
    if taken > reworded:
        yield f"took {spoken_count(taken - reworded, *noun)} of {at} away"


def _moved(was: Mark, now: Mark) -> Mark | None:
    """The mark that a person set; what carrying over or its undoing moves is no news."""
    return None if was is now or (was is Mark.CARRIED and now in (Mark.OPEN, Mark.UNDER_WAY)) else now


def _each(verb: str, copies: list[StepCopy]) -> Iterator[str]:
    if len(copies) > _TOLD_ONE_BY_ONE:
        yield f"{verb} {spoken_count(len(copies), 'next step')}"
    else:
        for copy in copies:
            yield f"{verb} the next step {_quoted(copy.text)}"


def _days(now: Data, besides: Data) -> list[str]:
    known = besides if isinstance(besides, list) else [besides]
    return [_spoken(day) for day in (now if isinstance(now, list) else [now]) if day not in known and day]


def _spoken(value: Data) -> str:
    text = " ".join(str(value).split())
    try:
        return spoken_day(parse_date(text))
    except ValueError:
        return _shortened(text)


def _quoted(text: str) -> str:
    return f"“{_shortened(text)}”"


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
