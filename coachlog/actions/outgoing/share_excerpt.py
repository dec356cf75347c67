"""Share a lesson with peers, or chosen lines of a meeting, and remember with whom."""

from collections.abc import Sequence
from typing import Final

from coachlog.actions.documents import extend_list
from coachlog.actions.outgoing.excerpts import ExcerptList, read_excerpt
from coachlog.actions.outgoing.words import read_for_others, words_for
from coachlog.actions.typed_days import named_day
from coachlog.actions.workspace import open_workspace
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.frozen import frozen
from coachlog.model.clean_markdown import clean_words
from coachlog.model.doubtful_names import is_perhaps_somebodys
from coachlog.model.fields import format_date, format_list
from coachlog.model.kinds import Record
from coachlog.model.kinds.body import SectionEntry
from coachlog.model.kinds.meeting import Meeting
from coachlog.model.kinds.section_names import AGENDA, GROWTH, NOTES, SUCCESSES
from coachlog.model.log import Log
from coachlog.model.settings import NOBODY
from coachlog.model.typed_numbers import format_line_numbers
from coachlog.summary.consent import may_leave, others_in
from coachlog.summary.excerpt import name_for_others
from coachlog.summary.named_people import has_quotation
from coachlog.summary.successes import speaker_of

_CONSENT: Final = "they can agree: coachlog people set me --quote successes"
_ONLY_SUCCESSES: Final = "of what the other said only a success may ever leave"
_SECTIONS = (AGENDA, SUCCESSES, GROWTH, NOTES)


@frozen
class SharedLesson:
    """A lesson as peers may read it, and my questions about it."""

    lesson: Record
    excerpts: ExcerptList
    questions: tuple[str, ...]


@frozen
class MeetingLine:
    """A line of a meeting by its number, what people outside call its speaker, and whether it is free to leave."""

    number: int
    section: str
    words: str
    speaker: str
    free: bool


@frozen
class SharedMeeting:
    """A meeting's lines that can be chosen from, or those that were chosen."""

    meeting: Meeting
    lines: tuple[MeetingLine, ...]
    chosen: bool

    @property
    def nothing_leaves(self) -> str:
        """Say why no line may leave, empty if one may."""
        which = f"the meeting of {format_date(self.meeting.day)}"
        if not self.lines:
            return f"there is no line to share in {which}"
        if any(line.free for line in self.lines):
            return ""
        why = "who said them has not agreed to be quoted" if self._may_agree else _ONLY_SUCCESSES
        return f"no line of {which} may leave: none is yours alone, and {why}"

    @property
    def _may_agree(self) -> bool:
        return any(line.section == SUCCESSES for line in self.lines)

    @property
    def what_helps(self) -> str:
        """Say what helps where no line may leave."""
        if not self.lines:
            return f"write one: coachlog note TEXT --in successes --date {self.meeting.day}"
        if self._may_agree:
            return "they can agree, for their successes: coachlog people set me --quote successes"
        return f"a line of your own may: coachlog note TEXT --in successes --date {self.meeting.day}"


def share_lesson(context: Context, word: str, questions: Sequence[str]) -> SharedLesson:
    """Return a lesson as the audience may read it, with my questions."""
    lesson = context.read(("lesson",)).find(word, ("lesson",))
    return SharedLesson(lesson, read_excerpt(context, lesson.id, "lesson"), tuple(questions))


def share_meeting(context: Context, word: str, numbers: Sequence[int]) -> SharedMeeting:
    """Return the lines of a meeting by number, or those that were chosen; raise if one may not leave."""
    log = read_for_others(context, ("meeting",), bodies=("meeting",))
    day = named_day(context, word)
    meeting = log.find(day.isoformat() if day else word, ("meeting",))
    if not isinstance(meeting, Meeting):
        raise CoachlogError(f"there is no meeting `{word}`")
    shared = SharedMeeting(meeting, _lines(context, log, meeting), chosen=False)
    lines = shared.lines
    if shared.nothing_leaves and (numbers or context.options.to):
        raise CoachlogError(shared.nothing_leaves, shared.what_helps)
    hint = f"coachlog share meeting {meeting.id} shows them with their numbers"
    if context.options.to and not numbers:
        raise UsageError("a file needs the lines that you choose: --lines N", hint)
    if not numbers:
        return shared
    unknown = [str(number) for number in numbers if not 0 < number <= len(lines)]
    if unknown:
        raise UsageError(f"the meeting has no line {format_list(unknown)}", hint)
    chosen = tuple(lines[number - 1] for number in dict.fromkeys(numbers))
    bound = [line for line in chosen if not line.free]
    kept = [line for line in bound if line.section != SUCCESSES]
    if bound:
        stay = [line.number for line in kept or bound]
        which = f"{format_line_numbers(stay)} {'is' if len(stay) == 1 else 'are'}"
        why, how = (_ONLY_SUCCESSES, hint) if kept else ("who said it has not agreed to be quoted", _CONSENT)
        raise CoachlogError(f"{which} not yours alone, and {why}", f"leave it out; {how}")
    return SharedMeeting(meeting, chosen, chosen=True)


def _lines(context: Context, log: Log, meeting: Meeting) -> tuple[MeetingLine, ...]:
    body = log.body(meeting)
    entries = [(section, entry) for section in _SECTIONS for entry in body.entries(section)]
    return tuple(_line(context, log, number, *pair) for number, pair in enumerate(entries, 1))


def _line(context: Context, log: Log, number: int, section: str, entry: SectionEntry) -> MeetingLine:
    speaker, words = named = speaker_of(entry.text, log.settings)
    speaker = entry.by or speaker
    person = log.settings.of_id(speaker)
    theirs = others_in(entry.text, named._replace(owner=speaker), context.me, log.settings)
    # A note or a point that names nobody is nobody's word; of a success that names nobody it may be the partner's.
    if section == SUCCESSES:
        free = all(may_leave(one, context.me, log.settings) for one in {speaker, *theirs})
    elif section in (AGENDA, NOTES):
        is_doubtful = is_perhaps_somebodys(words, log.settings) or has_quotation(words)
        free = not theirs and (speaker != NOBODY or not is_doubtful)
    else:
        free = not theirs and speaker != NOBODY
    words = clean_words(words, words_for(context))
    return MeetingLine(number, section, words, name_for_others(person) if person else speaker, free)


def remember_sharing(context: Context, path: str, kind: str, whom: str) -> None:
    """Write into a document that it was shared today, and with whom."""
    with open_workspace(context, "share", (kind,)) as workspace:
        entry = f"{context.today} {whom}".strip()
        workspace.replace(path, extend_list(workspace.open(path), "shared", [entry]))
        workspace.message = f"share: 1 {kind}"
