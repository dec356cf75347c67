"""Pictures: told apart without colours, within 80 columns, and with words that say the same."""

from datetime import date, timedelta

import pytest
from rich.cells import cell_len

from coachlog.render.drawn import draw
from coachlog.render.pictures import Bar, Bars, Drawing, Strip, TimeBar, TimeBars, Tone, Week, drawing_rows, strip_words
from coachlog.render.svg import draw_svg

MEANINGS = [(Tone.DONE, "held"), (Tone.LOST, "cancelled"), (Tone.NONE, "without a note")]
HOSTILE = '</text><script>alert(1)</script>"\x1b[31m' + "語" * 60
START, END = date(2026, 9, 7), date(2026, 12, 18)


def strip(count: int) -> Strip:
    tones = [tone for tone, _ in MEANINGS]
    return Strip("Weeks", [Week(START + timedelta(weeks=n), tones[n % 2]) for n in range(count)], MEANINGS)


BARS = Bars("Minutes", [Bar("September", 85, 180, "85 of 180"), Bar("October", 200, 180, "200 of 180")], asked=True)
SPANS = TimeBars(
    "Goals",
    START,
    END,
    [
        TimeBar("Explain why", date(2026, 1, 1), date(2027, 5, 1), Tone.COMING, "on track"),
        TimeBar(HOSTILE, date(2026, 10, 1), date(2026, 10, 2), Tone.DONE, "met"),
    ],
)
DRAWINGS = [
    *(strip(0), strip(1), strip(16), strip(60), BARS, SPANS),
    Bars("None", []),
    Bars("Zero", [Bar("a", 0, 0, "0 of 0"), Bar(HOSTILE, 0, None, "0")]),
    TimeBars("One day", START, START, [TimeBar("a", START, START, Tone.LOST, "dropped")]),
]


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.title)
def test_a_picture_fits_the_terminal_and_has_no_hostile_sign(drawing: Drawing, width: int) -> None:
    lines = [line.plain for line in draw(drawing, width)]
    assert lines
    assert max(cell_len(line) for line in lines) <= max(width, 52)
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda drawing: drawing.title)
def test_a_drawing_in_a_page_is_well_formed_and_says_the_same_in_words(drawing: Drawing) -> None:
    from xml.etree import ElementTree

    figure = ElementTree.fromstring(draw_svg(drawing))  # noqa: S314 - it is our own
    assert figure.find(".//script") is None
    svg = figure.find("svg")
    assert svg is not None
    assert svg.get("role") == "img"
    assert (svg.get("aria-label") or "").startswith(drawing.title)


def test_a_strip_shows_each_week_by_its_sign_and_the_months() -> None:
    _, weeks, months, legend = [line.plain for line in draw(strip(6), 80)]
    assert weeks.split() == ["■", "✕"] * 3
    assert months.startswith("Sep     Oct")
    assert legend.strip() == "■ held  ✕ cancelled"
    assert strip_words(strip(3)) == "Weeks: 2 held, 1 cancelled"


def test_a_bar_ends_where_its_figure_is_and_shows_what_is_asked() -> None:
    _, short, long = [line.plain for line in draw(BARS, 80)]
    assert 0 < short.count("█") < long.count("█")
    assert "░" in short
    assert "░" not in long
    assert short.endswith("85 of 180")
    assert [BARS.tone(bar) for bar in BARS.bars] == [Tone.CHANGED, Tone.DONE]


def test_a_span_is_cut_at_the_ends_of_the_picture() -> None:
    _, whole, short = [line.plain for line in draw(SPANS, 80)]
    assert "·" not in whole
    assert short.count("■") >= 1
    assert short.count("·") > 20


def test_a_form_that_draws_nothing_has_a_table() -> None:
    assert drawing_rows(BARS) == (("Minutes", ""), [["September", "85 of 180"], ["October", "200 of 180"]])
    assert drawing_rows(strip(3))[1] == [["held", "2"], ["cancelled", "1"]]
    assert drawing_rows(SPANS)[1][0] == ["Explain why", "on track"]
