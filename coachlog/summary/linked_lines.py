"""The lines of a log that have a link to one of its documents."""

from collections.abc import Iterator

from coachlog.model.kinds import Record
from coachlog.model.log import Log
from coachlog.summary.claims import Claim


def lines_about(log: Log, about: Record) -> tuple[Claim, ...]:
    """Return the lines of meetings, next steps and contacts that are about a document, in order of their days."""
    lines = (line for line in linked_lines(log) if about.id in line.links)
    return tuple(sorted(lines, key=lambda line: (str(line.day), line.path, line.line)))


def linked_lines(log: Log) -> Iterator[Claim]:
    """Yield the lines of meetings, next steps and contacts that have a link."""
    yield from (line for lines in (_entries(log), _steps(log), _contacts(log)) for line in lines if line.links)


def _entries(log: Log) -> Iterator[Claim]:
    for meeting in log.meetings:
        for section in log.body(meeting).sections:
            for entry in section.entries:
                yield Claim(entry.text, meeting.day, meeting.path, entry.line, links=entry.links)


def _steps(log: Log) -> Iterator[Claim]:
    for step in log.steps:
        yield Claim(step.text, step.newest.day, step.path, step.line, links=step.links)


def _contacts(log: Log) -> Iterator[Claim]:
    for meeting in log.meetings:
        for contact in meeting.contacts:
            yield Claim(contact.text, contact.day, meeting.path, contact.line, links=contact.links)
