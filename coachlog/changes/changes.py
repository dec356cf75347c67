"""Sentences about the changes between two versions of one document."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from coachlog.changes.page import NO_VERSION, DocumentVersion, format_quote, format_value
from coachlog.frozen import frozen
from coachlog.markdown.edit_yaml import Data
from coachlog.markdown.formatting import plain_words
from coachlog.model.fields import format_count, format_day, format_list
from coachlog.model.kinds import KINDS, Kind
from coachlog.model.kinds.body import LIVE, StepCopy, StepMark
from coachlog.model.kinds.meeting import Meeting
from coachlog.model.kinds.section_names import AGENDA, EVIDENCE, GROWTH, NEXT_STEPS, NOTES, SUCCESSES
from coachlog.model.next_steps import is_left_changed
from coachlog.model.settings import PersonId, Settings

_TOLD_ONE_BY_ONE: Final = 3
_FIELDS_AT_MOST: Final = 5
_NOUNS: Final = {
    AGENDA: ("point for the agenda", "points for the agenda"),
    SUCCESSES: ("success", "successes"),
    GROWTH: ("area of growth", "areas of growth"),
    NOTES: ("note", "notes"),
    EVIDENCE: ("line of evidence", "lines of evidence"),
}
_BECAME: Final = {
    ("goal", "met"): "closed {} as met",
    ("goal", "revised"): "closed {} as revised",
    ("goal", "dropped"): "closed {} as dropped",
    ("goal", "active"): "took up {}",
    ("meeting", "held"): "noted that {} was held",
    ("meeting", "moved"): "noted that {} was moved",
    ("meeting", "cancelled"): "cancelled {}",
    ("meeting", "planned"): "planned {}",
}
_MOVED: Final = {
    StepMark.DONE: "finished",
    StepMark.DROPPED: "dropped",
    StepMark.UNDER_WAY: "took up",
    StepMark.OPEN: "reopened",
}
# Fields that no sentence can name as they are written.
_LABELS: Final = {
    "about": "subject",
    "closed": "closing date",
    "from": "giver",
    "opened": "opening date",
    "previous": "earlier lesson",
    "quote_ok": "leave to quote",
    "sel": "social and emotional competences",
    "teach_on": "day to teach",
    "udl": "UDL considerations",
    "whose": "classroom",
}
_OURS: Final = frozenset(("", *(name for kind in KINDS for name in kind.sections)))


def became(kind: Kind, name: str, status: str) -> str:
    """Describe a document's new status."""
    return _BECAME.get((kind.name, status), f"marked {{}} as {format_value(status)}").format(name)


@frozen
class DocumentChanges:
    """Two versions of a document, the settings that name the people, and what the bytes do not tell of the change.

    `followed` are the ids of next steps whose boxes followed other notes, `agreed` of people who agreed to the plan.
    """

    kind: Kind
    old: DocumentVersion
    new: DocumentVersion
    settings: Settings
    followed: frozenset[str] = frozenset()
    agreed: frozenset[str] = frozenset()

    def sentences(self) -> Iterator[str]:
        """Yield a sentence for each change."""
        yield from _title(self.kind, self.old, self.new)
        yield from self._fields()
        yield from self.body_sentences()

    def _fields(self) -> Iterator[str]:
        was, now = self.old.front, self.new.front
        changed = [key for key in dict.fromkeys([*now, *was]) if was.get(key) != now.get(key)]
        if len(changed) > _FIELDS_AT_MOST:
            yield f"changed {len(changed)} of the lines at the top of {self.new.name}"
            return
        for key in changed:
            if not (key == "closed" and "status" in changed):
                yield from self._field(key, was.get(key, ""), now.get(key, ""))

    def _field(self, key: str, was: Data, now: Data) -> Iterator[str]:
        of = self.new.name
        match self.kind.name, key:
            case ("plan", "agreed_to"):
                yield from self._agreed_again(was, now)
            case (_, "status") if isinstance(now, str) and now:
                yield became(self.kind, of, now)
            case ("meeting", "contacts"):
                yield _contacts(was, now, of)
            case ("meeting", "next"):
                yield _next_meeting(was, now, of)
            case ("plan", "agreed") if isinstance(now, dict):
                before = was if isinstance(was, dict) else {}
                agreed = [self.settings.named(PersonId(person)) for person in now if person not in before]
                later = [self.settings.named(PersonId(one)) for one in now if now[one] != before.get(one)]
                who, again = format_list(agreed or later), "" if agreed else " again"
                yield f"noted that {who} agreed to {of}{again}" if who else f"changed who agreed to {of}"
            case ("lesson", "taught") if days := _new_items(now, besides=was):
                yield f"noted that {of} was taught on {format_list(list(map(format_value, days)))}"
            case (_, "shared") if entries := _new_items(now, besides=was):
                whom = format_list([name for entry in entries if (name := str(entry).partition(" ")[2])])
                yield f"noted that {of} was shared{f' with {whom}' if whom else ''}"
            case (_, "shared"):
                yield f"no longer says that {of} was shared"
            case (_, "kept_versions"):
                yield from kept_versions(was, now, of)
            case _:
                yield format_field(_LABELS.get(key, key.replace("_", " ")), was, now, of)

    def _agreed_again(self, was: Data, now: Data) -> Iterator[str]:
        """Tell who agreed once more on the day of an earlier agreement; with another day that day tells it."""
        before, after = (version if isinstance(version, dict) else {} for version in (was, now))
        days, days_before = (version.front.get("agreed") for version in (self.new, self.old))
        again = [
            self.settings.named(PersonId(person))
            for person in after
            if person in self.agreed and before.get(person, after[person]) != after[person]
            if isinstance(days, dict) and isinstance(days_before, dict) and days.get(person) == days_before.get(person)
        ]
        if again:
            yield f"noted that {format_list(again)} agreed to {self.new.name} again"

    def body_sentences(self) -> Iterator[str]:
        """Yield a sentence for each change below the front matter."""
        if self.old.check_in != self.new.check_in:
            yield f"wrote in the check-in of {self.new.name}"
        steps = list(self._steps())
        yield from self._own_sections()
        for name in dict.fromkeys([*self.new.sections, *self.old.sections]):
            if name in _OURS or (name in self.old.sections and name in self.new.sections):
                lines = list(self._lines(name))
                yield from lines
                if not lines and not (name == NEXT_STEPS and steps) and self._is_changed(name):
                    yield f"changed {_place(name)} of {self.new.name}"
        yield from steps

    def _own_sections(self) -> Iterator[str]:
        """Describe sections with the pair's own headings: new, gone, or renamed."""
        old, new, of = self.old, self.new, self.new.name
        gone = [name for name in old.sections if name not in new.sections and name not in _OURS]
        for name in new.sections:
            text = new.texts.get(name, "")
            if name in old.sections or name in _OURS or (old is NO_VERSION and not text):
                continue
            before = next((was for was in gone if text and old.texts.get(was) == text), None)
            if before is None:
                yield f"added the section {format_quote(name)} to {of}"
            else:
                gone.remove(before)
                yield f"renamed the section {format_quote(before)} of {of} to {format_quote(name)}"
        yield from (f"removed the section {format_quote(name)} from {of}" for name in gone)

    def _is_changed(self, name: str) -> bool:
        return self.old is not NO_VERSION and self.old.texts.get(name, "") != self.new.texts.get(name, "")

    def _lines(self, name: str) -> Iterator[str]:
        was, now = self.old.sections.get(name, Counter()), self.new.sections.get(name, Counter())
        taken = list((was - now).elements())
        # What is still there may be under the Check-in now, where nothing quotes it.
        gone = [line for line in taken if line not in self.new.words]
        yield from _section(name, list((now - was).elements()), len(taken), gone, self.new.name)

    def _steps(self) -> Iterator[str]:
        old, new = self.old, self.new
        fresh = [copy for key, copy in new.steps.items() if key not in old.steps]
        added = [copy for copy in fresh if isinstance(new.record, Meeting) and copy.origin == new.record.day]
        if added:
            words = _a_few([copy.text for copy in added], len(added))
            yield f"added {format_count(len(added), 'next step')} to {new.name}{words}"
        if len(fresh) > len(added):
            yield f"carried {format_count(len(fresh) - len(added), 'next step')} over into {new.name}"
        both = [(copy, new.steps[key]) for key, copy in old.steps.items() if key in new.steps]
        moved = [(was, now) for was, now in both if now.id not in self.followed]
        for mark, verb in _MOVED.items():
            ended = [now for now in fresh if now not in added and now.id not in self.followed and now.mark is mark]
            ended = ended if mark not in LIVE else []  # carried into this note and ended there: the old one has no box
            yield from _each(verb, [*ended, *(now for was, now in moved if _moved(was.mark, now.mark) is mark)])
        left = [now for was, now in both if is_left_changed(was, now)]
        if left:
            yield f"changed {format_count(len(left), 'next step')} of {new.name} that went on into a later meeting"
        both = [(was, now) for was, now in both if now not in left]
        yield from _each("reworded", [now for was, now in both if plain_words(was.text) != plain_words(now.text)])
        for was, now in both:
            if was.due != now.due:
                verb, day = ("changed", f" to {format_day(now.due)}") if now.due else ("removed", "")
                yield f"{verb} the due date of the next step {format_quote(now.text)}{day}"
            if was.owner != now.owner:
                yield f"gave the next step {format_quote(now.text)} to {self.settings.named(now.owner)}"
        gone = [copy for key, copy in old.steps.items() if key not in new.steps]
        # What is still there may be under the Check-in now, where nothing quotes it.
        away = [copy for copy in gone if plain_words(copy.text) in new.words]
        yield from _each("removed", [copy for copy in gone if copy not in away])
        if away:
            none = "" if new.steps else ", which has none now: look at its headings"
            yield f"moved {format_count(len(away), 'line')} out of the next steps of {new.name}{none}"


def kept_versions(was: Data, now: Data, of: str) -> Iterator[str]:
    """Describe the values that were newly kept beside a live one, and those settled."""
    before, after = (value if isinstance(value, list) else [] for value in (was, now))
    more, less = _keys(after, besides=before), _keys(before, besides=after)
    if more:
        yield f"kept two versions of the {format_list(more)} of {of}"
    if less:
        yield f"settled the {format_list(less)} of {of}, which was kept in two versions"
    if not more and not less:
        yield f"changed the two versions that {of} keeps"


def _keys(items: list[Data], besides: list[Data]) -> list[str]:
    keys = (key for item in items if item not in besides and isinstance(item, dict) for key in item)
    return list(dict.fromkeys(format_value(key.replace("_", " ").replace(".", " ")) for key in keys))


def _title(kind: Kind, old: DocumentVersion, new: DocumentVersion) -> Iterator[str]:
    if new.title and plain_words(old.title) != plain_words(new.title):
        yield f"called {new.name if kind.name == 'meeting' else old.name} {format_quote(new.title)}"
    elif old.title and not new.title:
        yield f"removed the title of {old.name}"


def _next_meeting(was: Data, now: Data, of: str) -> str:
    day = now.get("date") if isinstance(now, dict) else None
    if isinstance(day, str) and day and not (isinstance(was, dict) and was.get("date") == day):
        return f"planned the next meeting for {format_value(day)}"
    return f"changed what is planned after {of}"


def _contacts(was: Data, now: Data, of: str) -> str:
    before, after = (value if isinstance(value, list) else [] for value in (was, now))
    more = [contact for contact in after if contact not in before]
    if before != [contact for contact in after if contact in before] or not more:
        return f"changed the contacts in the note of {of}"
    return f"added {format_count(len(more), 'contact')} to the note of {of}"


def format_field(label: str, was: Data, now: Data, of: str) -> str:
    """Describe the change of one value."""
    if not now:
        return f"removed the {label} of {of}"
    verb = "changed" if was else "set"
    return f"{verb} the {label} of {of}" + (f" to {format_value(now)}" if isinstance(now, str) else "")


def _section(name: str, more: list[str], taken: int, gone: list[str], of: str) -> Iterator[str]:
    """Describe the lines that came into a section and that were taken out of it, with some words of the first."""
    added = len(more)
    reworded = min(added, taken)
    if name in _NOUNS:
        noun, at = _NOUNS[name], of
    else:
        noun, at = ("line", "lines"), f"{_place(name)} of {of}"
    if reworded:
        what = f"reworded {format_count(reworded, *noun)} of {of}" if name in _NOUNS else f"rewrote {at}"
        yield f"{what}{_a_few(more, reworded)}"
    if added > reworded:
        yield f"added {format_count(added - reworded, *noun)} to {at}{_a_few(more[reworded:], added - reworded)}"
    if taken > reworded:
        yield f"removed {format_count(taken - reworded, *noun)} from {at}{_a_few(gone, taken - reworded)}"


def _a_few(lines: list[str], count: int) -> str:
    """Return some words of the first of so many lines, to know them by."""
    return f": {format_quote(lines[0], 40)}{', …' if count > 1 else ''}" if lines else ""


def _place(name: str) -> str:
    """Format a section's name for a sentence; the pair's own headings are quoted."""
    return (name or "the beginning") if name in _OURS else format_quote(name)


def _moved(was: StepMark, now: StepMark) -> StepMark | None:
    """Return the mark that a person set; None for the marks of carrying over and of undoing that."""
    return None if was is now or (was is StepMark.CARRIED and now in (StepMark.OPEN, StepMark.UNDER_WAY)) else now


def _each(verb: str, copies: list[StepCopy]) -> Iterator[str]:
    if len(copies) > _TOLD_ONE_BY_ONE:
        yield f"{verb} {format_count(len(copies), 'next step')}"
    else:
        for copy in copies:
            yield f"{verb} the next step {format_quote(copy.text)}"


def _new_items(now: Data, besides: Data) -> list[Data]:
    before = besides if isinstance(besides, list) else [besides]
    return [item for item in (now if isinstance(now, list) else [now]) if item not in before and item]
