"""Pictures on a terminal: signs that are told apart without colours, in at most 80 columns."""

from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len
from rich.text import Text

from coachlog.render.escape import safe_line
from coachlog.render.pictures import SIGNS, Bars, Drawing, Strip, TimeBars, Tone, month_marks

_COLOURS: Final = {
    Tone.DONE: "green",
    Tone.CHANGED: "yellow",
    Tone.LOST: "red",
    Tone.COMING: "cyan",
    Tone.FREE: "dim",
    Tone.NONE: "dim",
    Tone.AHEAD: "dim",
}
_NAME: Final = 30  # columns at the most
_TRACK: Final = 26
_FULL, _EMPTY, _ASKED = "█", "░", "▏"


def draw(drawing: Drawing, width: int) -> Iterator[Text]:
    """Return the lines of a picture, no longer than `width`."""
    match drawing:
        case Strip():
            yield from _draw_strip(drawing, width)
        case Bars():
            yield from _draw_bars(drawing, width)
        case TimeBars():
            yield from _draw_spans(drawing, width)


def _draw_strip(strip: Strip, width: int) -> Iterator[Text]:
    yield Text(safe_line(strip.title), style="bold")
    step = 2 if len(strip.weeks) * 2 <= width else 1
    for first in range(0, len(strip.weeks), width // step):
        weeks = strip.weeks[first : first + width // step]
        line, months = Text(), ""
        for week in weeks:
            line.append(SIGNS[week.tone].ljust(step), style=_COLOURS[week.tone])
        for place, name in month_marks(weeks):
            if len(months) <= place * step:
                months = months.ljust(place * step) + name + " "
        yield line
        yield Text(months.rstrip(), style="dim")
    legend = Text()
    for tone, meaning in strip.meanings:
        if any(week.tone is tone for week in strip.weeks):
            legend.append(f"{SIGNS[tone]} ", style=_COLOURS[tone]).append(f"{meaning}  ", style="dim")
    yield legend


def _draw_bars(bars: Bars, width: int) -> Iterator[Text]:
    yield Text(safe_line(bars.title), style="bold")
    names = min(_NAME, max((cell_len(safe_line(bar.name)) for bar in bars.bars), default=0))
    track = _track(width, names, max((cell_len(bar.beside) for bar in bars.bars), default=0))
    for bar in bars.bars:
        full = round(bar.value / bars.most * track)
        asked = round(bar.of / bars.most * track) if bar.of is not None else full
        line = Text(_cut(bar.name, names))
        line.append(f"  {_FULL * full}", style=_COLOURS[bars.tone(bar)])
        line.append(f"{_EMPTY * max(0, asked - full)}".ljust(track - full), style="dim")
        yield line.append(f"  {safe_line(bar.beside)}", style="dim")


def _draw_spans(spans: TimeBars, width: int) -> Iterator[Text]:
    yield Text(safe_line(spans.title), style="bold")
    names = min(_NAME, max((cell_len(safe_line(span.name)) for span in spans.spans), default=0))
    track = _track(width, names, max((cell_len(span.beside) for span in spans.spans), default=0))
    for span in spans.spans:
        start, end = spans.place(span.start, track - 1), spans.place(span.end, track - 1) + 1
        line = Text(_cut(span.name, names) + "  ").append("·" * start, style="dim")
        line.append(SIGNS[span.tone] * (end - start), style=_COLOURS[span.tone])
        line.append("·" * (track - end), style="dim")
        yield line.append(f"  {safe_line(span.beside)}", style="dim")


def _track(width: int, names: int, beside: int) -> int:
    """Return how wide the drawn part is between the names and the words."""
    return max(8, min(_TRACK, width - names - beside - 4))


def _cut(name: str, width: int) -> str:
    text = Text(safe_line(name))
    text.truncate(width, overflow="ellipsis", pad=True)
    return text.plain
