"""My own work and what I have read, in the own pages."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from coachlog.actions.own.documents import OwnFields, add_own, change_own, own_file, read_own, with_own_fields
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.model.fields import normalize
from coachlog.model.kinds.reading import Publication, Quotation, format_quotation, read_quotations
from coachlog.model.kinds.section_names import QUOTATIONS, SAYS_TO_ME
from coachlog.model.kinds.work import Work
from coachlog.model.log import Log
from coachlog.model.period import Period


@frozen
class OwnWork:
    """A piece of my work with its words, and its file."""

    work: Work
    words: tuple[str, ...]
    file: Path


@frozen
class OwnReading:
    """What I have read, with what it says to me, its quotations, and its file; `new` tells that it was added now."""

    reading: Publication
    words: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    file: Path
    new: bool = False


@frozen
class WorkList:
    """My work, the oldest first."""

    works: tuple[OwnWork, ...]
    problems: tuple[Problem, ...]


@frozen
class ReadingList:
    """What I have read, by author."""

    readings: tuple[OwnReading, ...]
    problems: tuple[Problem, ...]


def list_work(context: Context, period: Period | None) -> WorkList:
    """Return my work, all of it or that of a period."""
    own = read_own(context, "work")
    works = (_own_work(context, own, work) for work in own.works if period is None or work.day in period)
    return WorkList(tuple(sorted(works, key=lambda one: (str(one.work.day or ""), one.work.id))), own.problems)


def list_readings(context: Context, period: Period | None) -> ReadingList:
    """Return what I have read, all of it or what I noted in a period."""
    own = read_own(context, "reading")
    readings = (_own_reading(context, own, one) for one in own.readings if period is None or one.day in period)
    return ReadingList(tuple(sorted(readings, key=lambda one: normalize(one.reading.reference))), own.problems)


def add_work(context: Context, title: str, fields: Mapping[str, Any], text: str) -> OwnWork:
    """Add a piece of my work; to one of that title and day the new fields and words are added."""
    single = {key: value for key, value in fields.items() if isinstance(value, str)}
    day = single["date"] or f"{context.today}"
    typed = OwnFields(single | {"date": day}, {"indicators": fields["indicators"]}, {"": [text] if text else []})
    of_day = (work for work in read_own(context, "work").works if f"{work.day}" == day)
    earlier = next((work for work in of_day if normalize(work.title) == normalize(title)), None)
    if earlier:
        path = earlier.path
        change_own(context, "work add", path, lambda page: with_own_fields(page, "work", typed))
    else:
        path = add_own(context, "work add", "work", title, typed)
    own = read_own(context, "work")
    return _own_work(context, own, next(work for work in own.works if work.path == path))


def add_reading(
    context: Context, title: str, fields: Mapping[str, Any], quotation: Quotation | None, says: str
) -> OwnReading:
    """Add what I have read; of a title that is there already the new fields and quotations are added to it."""
    single = {key: value for key, value in fields.items() if isinstance(value, str)}
    lines = {
        SAYS_TO_ME: [says] if says else [],
        QUOTATIONS: [format_quotation(quotation)] if quotation else [],
    }
    typed = OwnFields(single, {"indicators": fields["indicators"]}, lines)
    earlier = _find_reading(read_own(context, "reading").readings, title)
    if earlier is None:
        dated = OwnFields({**single, "date": f"{context.today}"}, typed.lists, lines)
        path = add_own(context, "readings add", "reading", title, dated)
    else:
        path = earlier.path
        change_own(context, "readings add", path, lambda page: with_own_fields(page, "reading", typed))
    own = read_own(context, "reading")
    reading = next(reading for reading in own.readings if reading.path == path)
    return _own_reading(context, own, reading, new=earlier is None)


def _find_reading(readings: Iterable[Publication], title: str) -> Publication | None:
    return next((reading for reading in readings if normalize(reading.title) == normalize(title)), None)


def _own_work(context: Context, own: Log, work: Work) -> OwnWork:
    words = tuple(entry.text for section in own.body(work).sections for entry in section.entries)
    return OwnWork(work, words, own_file(context, work.path))


def _own_reading(context: Context, own: Log, reading: Publication, *, new: bool = False) -> OwnReading:
    body = own.body(reading)
    quotations = tuple(read_quotations(entry.text for entry in body.entries(QUOTATIONS)))
    says = tuple(entry.text for entry in body.entries(SAYS_TO_ME))
    return OwnReading(reading, says, quotations, own_file(context, reading.path), new)
