"""The lines that may have a star, and those that have one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.dates import DateReader
from coachlog.model.day_in_name import day_in_name
from coachlog.model.fields import normalize
from coachlog.model.kinds.body import StepMark
from coachlog.model.kinds.page import ME
from coachlog.model.kinds.section_names import (
    EVIDENCE,
    GROWTH,
    LOOK_AT,
    NEXT_STEPS,
    NOTES,
    SAID_AND_DONE,
    SUCCESSES,
    TAKE,
    TO_ASK,
)
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.stars import Star
from coachlog.regex import regex
from coachlog.summary.claims import Claim, claims_in, note_lines
from coachlog.summary.goals import evidence_of

_ALIKE: Final = 0.5  # the part of the words that a reworded line has kept
_ENOUGH: Final = 2  # words that lines share besides a student's name, which is replaced in one of them
_STUDENT: Final = "student"
_SOME_STUDENT: Final = regex(r"\bstudent [a-z\d]\b|\b(?:a|one|another) student\b")
_WORD: Final = regex(r"[^\W_]+(?:['’-][^\W_]+)*")
_LISTED: Final = (SUCCESSES, GROWTH)
_GIVEN: Final = ("Strengths", "Questions", "Suggestions")
_OF_VISIT: Final = (LOOK_AT, SAID_AND_DONE, TO_ASK, TAKE)
_VISITS: Final = "Visits"
_ABOUT_ME: Final = "Feedback about me"


@frozen
class StarLine:
    """A line that may have a star: a claim, and the section that it is of."""

    claim: Claim
    section: str


@frozen
class StarredLine:
    """A line with my star, which has the words that the line had when it was marked, or with one typed into it."""

    claim: Claim
    star: Star | None

    @property
    def theme(self) -> str:
        """Return the theme of my star, else of a typed one; empty if there is none."""
        return next(filter(None, (self.star.theme if self.star else "", *self.claim.starred)), "")


@frozen
class StarredLines:
    """The lines with stars, and the stars whose lines are gone."""

    lines: tuple[StarredLine, ...]
    lost: tuple[Star, ...]

    def within(self, period: Period) -> tuple[StarredLine, ...]:
        """Return the lines of a period."""
        return tuple(line for line in self.lines if line.claim.day in period)

    def lost_within(self, period: Period) -> tuple[Star, ...]:
        """Return the stars of lines that are gone from a period's documents, or from one without a day."""
        names = [(star, star.path.rpartition("/")[2].removesuffix(".md")) for star in self.lost]
        days = [(star, day_in_name(name, DateReader())) for star, name in names]
        return tuple(star for star, day in days if day is None or day in period)


def build_star_lines(log: Log, period: Period, own: Log | None = None) -> tuple[StarLine, ...]:
    """Return the lines of a period that may have a star, by section and day; `own` are the own pages."""
    lines = [line for line in _every_line(log) if line.claim.day in period]
    lines += [line for line in _own_lines(own) if line.claim.day in period] if own else []
    order = {name: number for number, name in enumerate(dict.fromkeys(line.section for line in lines))}
    return tuple(sorted(lines, key=lambda line: (order[line.section], line.claim.day or date.min)))


def find_starred(log: Log, stars: Iterable[Star], own: Log | None = None) -> StarredLines:
    """Return the lines of a log that have stars, those that were reworded since, too, and the stars without a line."""
    lines = [*_every_line(log), *(_own_lines(own) if own else ())]
    return match_stars(stars, [line.claim for line in lines])


def match_stars(stars: Iterable[Star], claims: Iterable[Claim]) -> StarredLines:
    """Find the line of each star: by file and words, else the likest of the file, else by words in another file."""
    stars = tuple(stars)
    left = list(claims)
    lines: dict[int, Claim] = {}
    for find in (_same_place, _likest, _same_words):
        for number, star in enumerate(stars):
            claim = find(star, left) if number not in lines else None
            if claim:
                lines[number] = claim
                left.remove(claim)
    starred = [StarredLine(lines[number], star) for number, star in enumerate(stars) if number in lines]
    starred += [StarredLine(claim, None) for claim in left if claim.starred]
    return StarredLines(tuple(starred), tuple(star for number, star in enumerate(stars) if number not in lines))


def _every_line(log: Log) -> Iterator[StarLine]:
    """Yield the lines of the log that may have a star; no line of a Check-in is among what was read."""
    for section in _LISTED:
        for meeting in log.meetings:
            yield from (StarLine(claim, section) for claim in claims_in(log, meeting, section, meeting.day))
    for meeting in log.meetings:
        yield from (StarLine(claim, NOTES) for claim in note_lines(log, meeting))
    for visit in log.visits:
        for section in _OF_VISIT:
            yield from (StarLine(claim, _VISITS) for claim in claims_in(log, visit, section, visit.day))
    for goal in log.goals:
        for claim in evidence_of(log, goal):
            yield StarLine(claim, f"{EVIDENCE} of “{goal.title}”")
    for step in log.steps:
        done = next((copy for copy in step.copies if copy.mark is StepMark.DONE), None)
        if done:
            claim = Claim(step.text, done.day, done.path, done.line, links=done.links, starred=done.starred)
            yield StarLine(claim, f"{NEXT_STEPS}, done")


def _own_lines(own: Log) -> Iterator[StarLine]:
    """Yield the lines of feedback about me, which is among my own notes, and of visits that are not shared."""
    for visit in own.visits:
        for section in _OF_VISIT:
            yield from (StarLine(claim, _VISITS) for claim in claims_in(own, visit, section, visit.day))
    for note in own.notes:
        if note.about == ME:
            for section in _GIVEN:
                yield from (StarLine(claim, _ABOUT_ME) for claim in claims_in(own, note, section, note.day))


def _same_place(star: Star, claims: Iterable[Claim]) -> Claim | None:
    wanted = f": {normalize(star.words)}"  # a line may have its heading in front
    here = (claim for claim in claims if claim.path == star.path)
    ending = (claim for claim in here if f": {normalize(claim.text)}".endswith(wanted))
    return min(ending, key=lambda claim: len(claim.text), default=None)


def _same_words(star: Star, claims: Iterable[Claim]) -> Claim | None:
    wanted = normalize(star.words)
    return next((claim for claim in claims if normalize(claim.text) == wanted), None)


def _likest(star: Star, claims: Iterable[Claim]) -> Claim | None:
    """Return the line of a star's file that has kept most of the words, and at least half of them."""
    near = [(_likeness(star.words, claim.text), claim) for claim in claims if claim.path == star.path]
    likeness, claim = max(near, key=lambda pair: pair[0], default=(0.0, None))
    return claim if likeness >= _ALIKE else None


def _likeness(one: str, other: str) -> float:
    """Return the part of the words that two lines share; a student who is no longer named is still the same one."""
    words, others = _count_words(one), _count_words(other)
    same = (words & others).total()
    unnamed = min((others - words)[_STUDENT], (words - others).total()) if same >= _ENOUGH else 0
    return 2 * (same + unnamed) / max((words + others).total(), 1)


def _count_words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_SOME_STUDENT.sub(_STUDENT, normalize(text))))
