"""Pictures in a page: drawn in place, in the page's own colours, with words for whoever does not see them."""

from collections.abc import Iterator
from html import escape
from typing import Final

from coachlog.model.fields import format_day
from coachlog.render.escape import safe_line
from coachlog.render.pictures import Bars, Drawing, Strip, TimeBars, drawing_rows, month_marks

_WIDE: Final = 640  # units of the drawing; a page scales it
_NAME: Final = 200  # units for 27 letters at the most
_ROW: Final = 30
_WORDS: Final = 190


def draw_svg(drawing: Drawing) -> str:
    """Return a picture as a figure: the drawing, its title, and what it says in words for a reader's voice."""
    columns, rows = drawing_rows(drawing)
    words = "; ".join(": ".join(filter(None, row)) for row in rows)
    height, marks = _marks(drawing)
    return (
        f'<figure class="picture"><figcaption>{_text(drawing.title)}</figcaption>'
        f'<svg viewBox="0 0 {_WIDE} {height}" role="img" aria-label="{_text(f"{columns[0]}: {words}")}">'
        f"{''.join(marks)}</svg>{_legend(drawing)}</figure>"
    )


def _marks(drawing: Drawing) -> tuple[int, list[str]]:
    """Return the height of a drawing, and its shapes."""
    match drawing:
        case Strip():
            return _strip_marks(drawing)
        case Bars():
            return _ROW * len(drawing.bars) + 6, list(_bar_marks(drawing))
        case TimeBars():
            return _ROW * len(drawing.spans) + 6, list(_span_marks(drawing))


def _strip_marks(strip: Strip) -> tuple[int, list[str]]:
    step = min(34, _WIDE / max(1, len(strip.weeks)))
    side = step - 5
    marks = [
        f'<rect class="tone-{week.tone}" x="{number * step + 1:.1f}" y="1" '
        f'width="{side:.1f}" height="{side:.1f}" rx="4"><title>{format_day(week.start)}</title></rect>'
        for number, week in enumerate(strip.weeks)
    ]
    marks += [
        f'<text class="small" x="{place * step + 1:.1f}" y="{side + 20:.0f}">{name}</text>'
        for place, name in month_marks(strip.weeks)
    ]
    return round(side + 28), marks


def _bar_marks(bars: Bars) -> Iterator[str]:
    track = _WIDE - _NAME - _WORDS
    for number, bar in enumerate(bars.bars):
        y = number * _ROW + 4
        yield _name(bar.name, y)
        full = bar.value / bars.most * track
        if bar.of is not None:
            yield _box("tone-none", _NAME, y, bar.of / bars.most * track)
        yield _box(f"tone-{bars.tone(bar)}", _NAME, y, full)
        yield _beside(bar.beside, y)


def _span_marks(spans: TimeBars) -> Iterator[str]:
    track = _WIDE - _NAME - _WORDS
    for number, span in enumerate(spans.spans):
        y = number * _ROW + 4
        yield _name(span.name, y)
        start, end = spans.place(span.start, track), spans.place(span.end, track)
        yield _box("tone-none", _NAME, y, track)
        yield _box(f"tone-{span.tone}", _NAME + start, y, max(4, end - start))
        yield _beside(span.beside, y)


def _box(tone: str, x: float, y: int, width: float) -> str:
    return f'<rect class="{tone}" x="{x:.1f}" y="{y}" width="{width:.1f}" height="{_ROW - 10}" rx="3"/>'


def _name(name: str, y: int) -> str:
    shown = name if len(name) <= 27 else f"{name[:26].rstrip()}…"
    return f'<text x="0" y="{y + 15}">{_text(shown)}</text>'


def _beside(words: str, y: int) -> str:
    return f'<text class="small" x="{_WIDE - _WORDS + 8}" y="{y + 15}">{_text(words)}</text>'


def _legend(drawing: Drawing) -> str:
    if not isinstance(drawing, Strip):
        return ""
    there = {week.tone for week in drawing.weeks}
    items = "".join(
        f'<li><span class="key tone-{tone}"></span>{_text(meaning)}</li>'
        for tone, meaning in drawing.meanings
        if tone in there
    )
    return f'<ul class="legend" aria-hidden="true">{items}</ul>'


def _text(words: str) -> str:
    return escape(safe_line(words))
