"""Make of a log's meetings what may leave for a programme: known codes alone; everything else is left out and told."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.model.kinds.meeting import Contact, Meeting
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.program_code import CONVERSATION, ProgramCode, parse_mode
from coachlog.storage.files import Folder

_TALK = frozenset({"checking-in", "just-talk"})
_Read = Callable[[str], ProgramCode]


def program_log(context: Context, log: Log, period: Period) -> Log:
    """Return the log with known codes alone in its meetings, and a problem for each value that is left out."""
    readers: dict[str, _Read] = {
        "mode": parse_mode,
        "activities": _code_reader(context, "activities"),
        "phase": _code_reader(context, "cycle"),
        "contacts": parse_mode,
    }
    meetings, problems = [], list(log.problems)
    for meeting in log.meetings:
        coded, unknown = _with_known_codes(meeting, readers)
        meetings.append(coded)
        if any(day in period for day in (meeting.day, *(contact.day for contact in meeting.contacts))):
            problems += _problems(context, meeting, unknown)
    return replace(log, records={**log.records, "meeting": tuple(meetings)}, problems=tuple(sorted(set(problems))))


def _with_known_codes(meeting: Meeting, readers: dict[str, _Read]) -> tuple[Meeting, dict[str, str]]:
    """Return a meeting with known codes alone, and by key how to write those that are left out."""
    unknown: dict[str, str] = {}

    def codes(key: str, *texts: str) -> Iterator[str]:
        for text in filter(None, texts):
            try:
                yield str(readers[key](text))
            except ValueError as trouble:
                unknown[key] = str(trouble)

    coded = replace(
        meeting,
        mode=next(codes("mode", meeting.mode), ""),
        activities=tuple(dict.fromkeys(codes("activities", *meeting.activities))),
        phase=next(codes("phase", meeting.phase), ""),
        contacts=tuple(
            Contact(contact.day, contact.minutes, next(codes("contacts", contact.how), ""), "", contact.line)
            for contact in meeting.contacts
        ),
    )
    return coded, unknown


def _code_reader(context: Context, kind: str) -> _Read:
    in_use = context.frameworks().in_use(kind, context.settings.frameworks)
    name = in_use[0].id if in_use else kind

    def read(text: str) -> ProgramCode:
        item = next(filter(None, (framework.find(text) for framework in in_use)), None)
        hint = f"coachlog frameworks show {name} lists what can be written"
        try:
            return ProgramCode(CONVERSATION if item and item.code in _TALK else item.code if item else "")
        except ValueError:
            raise ValueError(hint) from None

    return read


def _problems(context: Context, meeting: Meeting, unknown: dict[str, str]) -> Iterator[Problem]:
    from coachlog.checks.check import line_of

    if not unknown:
        return
    text = (Folder(context.root).read(meeting.path) or b"").decode("utf-8", "replace")
    for key, hint in unknown.items():
        message = f"`{key}` has a word that is not known here, so it is left out of what goes to a programme; {hint}"
        yield Problem(meeting.path, line_of(text, key), "unknown-code", message)
