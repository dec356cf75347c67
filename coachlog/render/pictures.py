"""Pictures of figures: a strip of weeks, bars, spans of time; each has words that say the same."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from coachlog.frozen import frozen
from coachlog.model.fields import MONTHS


class Tone(StrEnum):
    """The meaning of a mark in a picture: a colour on a screen, and a sign of its own without colours."""

    DONE = "done"
    CHANGED = "changed"
    LOST = "lost"
    COMING = "coming"
    FREE = "free"
    NONE = "none"
    AHEAD = "ahead"


SIGNS: Final = {
    Tone.DONE: "■",
    Tone.CHANGED: "▷",
    Tone.LOST: "✕",
    Tone.COMING: "□",
    Tone.FREE: "░",
    Tone.NONE: "·",
    Tone.AHEAD: "–",
}


@frozen
class Week:
    """A week of a strip, by its first day."""

    start: date
    tone: Tone


@frozen
class Strip:
    """The weeks of a time in a row; `meanings` says what the tones that occur stand for."""

    title: str
    weeks: Sequence[Week]
    meanings: Sequence[tuple[Tone, str]]


@frozen
class Bar:
    """A figure with its name; `of` is what is asked, `beside` says it in words."""

    name: str
    value: int
    of: int | None
    beside: str


@frozen
class Bars:
    """Figures one below the other, in one scale; `asked` says that somebody asks for the whole of each."""

    title: str
    bars: Sequence[Bar]
    asked: bool = False

    def tone(self, bar: Bar) -> Tone:
        """Return the meaning of a figure: less than is asked, or enough."""
        return Tone.CHANGED if self.asked and bar.of is not None and bar.value < bar.of else Tone.DONE

    @property
    def most(self) -> int:
        """Return the greatest figure, at least 1."""
        return max(1, *(max(bar.value, bar.of or 0) for bar in self.bars)) if self.bars else 1


@frozen
class TimeBar:
    """A time with its name; it begins and ends with the picture where it goes beyond it."""

    name: str
    start: date
    end: date
    tone: Tone
    beside: str


@frozen
class TimeBars:
    """Times one below the other, between two days."""

    title: str
    start: date
    end: date
    spans: Sequence[TimeBar]

    def place(self, day: date, width: int) -> int:
        """Return how far from the beginning a day is, in a width."""
        whole = max(1, (self.end - self.start).days)
        return round(min(max((day - self.start).days, 0), whole) / whole * width)


Drawing = Strip | Bars | TimeBars


def strip_words(strip: Strip) -> str:
    """Return a strip in words: how many weeks there are of each tone."""
    return f"{strip.title}: {', '.join(f'{count} {meaning}' for count, meaning in _counted(strip))}"


def _counted(strip: Strip) -> list[tuple[int, str]]:
    counts = [(sum(week.tone is tone for week in strip.weeks), meaning) for tone, meaning in strip.meanings]
    return [(count, meaning) for count, meaning in counts if count]


def month_marks(weeks: Sequence[Week]) -> list[tuple[int, str]]:
    """Return the places of the weeks with which a month begins, and its short name; the first week always has one."""
    marks = [(0, weeks[0].start)] if weeks else []
    marks += [(n, week.start) for n, week in enumerate(weeks) if n and week.start.month != weeks[n - 1].start.month]
    return [(number, MONTHS[day.month - 1][:3]) for number, day in marks]


def drawing_rows(drawing: Drawing) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """Return a drawing as the columns and rows of a table, for a form that draws nothing."""
    match drawing:
        case Strip():
            return (drawing.title, "Number"), [[meaning, str(count)] for count, meaning in _counted(drawing)]
        case Bars():
            return (drawing.title, ""), [[bar.name, bar.beside] for bar in drawing.bars]
        case TimeBars():
            return (drawing.title, ""), [[span.name, span.beside] for span in drawing.spans]
