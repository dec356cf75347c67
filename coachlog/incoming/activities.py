"""The kinds of work that a form has to tick, as the log's own activities."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from coachlog.regex import regex

_OPEN: Final = "☐❏❐❑❒□▢◻◽⬜\uf06f\uf0a8"
_DONE: Final = "☑✅✔✓🗹☒✗✘\uf0fe\uf0fd\uf052"
_TICK: Final = regex(rf"([{_OPEN}]|\[ ?\])|([{_DONE}]|\[[xX]\])")
_KINDS: Final[Mapping[str, re.Pattern[str]]] = {
    code: regex(form, re.IGNORECASE)
    for code, form in {
        "student-work": r"(?:analy[sz]ing|looking at|reviewing) student work.*",
        "assessment": r"assembling class profiles?|(?:analy[sz]ing|using) (?:student )?data|assessments?",
        "families": r"communicat\w+ with (?:families|parents).*|parent (?:conference|communication).*",
        "grouping": r"(?:determining )?instructional groups?|grouping.*",
        "goal-setting": r"(?:developing|reviewing).*(?:plan|goals?)|goal[- ]setting|ilp.*",
        "observing": r"(?:observing|observation).*|(?:pre|post)[-/ ].*(?:observation|conferenc).*|classroom visit.*",
        "planning": r"(?:planning (?:instruction|lessons?)|lesson planning)",
        "co-planning": r"co-?planning.*",
        "co-teaching": r"co-?teaching.*",
        "modelling": r"model(?:l?ing)?(?: (?:a )?lessons?)?",
        "reflecting": r"reflecting.*|reflection.*",
        "problem-solving": r"problem[- ]solving.*",
        "resources": r"(?:providing|finding|sharing) resources.*|resources",
        "technology": r"using technology.*|technology",
        "classroom-culture": r"(?:classroom|behaviou?r) management.*|classroom (?:culture|environment).*",
    }.items()
}


class Tick(NamedTuple):
    """A kind of work in a form, and whether it is ticked."""

    code: str
    ticked: bool


def find_ticks(text: str) -> tuple[Tick, ...]:
    """Return the kinds of work that a line has to tick; none where it has anything else to tick."""
    ticks = tuple(_ticks(text))
    return ticks if all(tick.code for tick in ticks) else ()


def without_boxes(text: str) -> str:
    """Return a line of things to tick in which no box is open any more, for it is no next step."""
    return _TICK.sub(lambda mark: f"{'○' if mark[2] is None else '☒'} ", text).replace("  ", " ")


def _ticks(text: str) -> Iterator[Tick]:
    marks = list(_TICK.finditer(text))
    for number, mark in enumerate(marks):
        end = marks[number + 1].start() if number + 1 < len(marks) else len(text)
        words = " ".join(text[mark.end() : end].split()).strip(" .,;")
        code = next((code for code, form in _KINDS.items() if form.fullmatch(words)), "")
        yield Tick(code, mark[2] is not None)
