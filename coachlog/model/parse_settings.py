"""Read `coachlog.yml`, and say what is wrong with its lines."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from coachlog.errors import Problem
from coachlog.markdown.document import Unreadable, decode_text
from coachlog.markdown.yaml_text import Mapping, Scalar, YamlError, parse_yaml
from coachlog.model.dates import Aim, DateOrder, DateReader
from coachlog.model.fields import find_weekday
from coachlog.model.kinds.field_reader import Reader
from coachlog.model.kinds.headings import is_section, means_check_in
from coachlog.model.period import Period
from coachlog.model.person_names import given_first
from coachlog.model.settings import FILE, LOG_FORMAT, Cadence, Person, PersonId, Requirement, Settings
from coachlog.model.typed_settings import MOST_ASKED, QUOTABLE, SPANS, parse_every
from coachlog.regex import regex

_LOG_ID: Final = regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_NUMBER: Final = regex(r"\d{1,6}")
_NAME: Final = regex(r"\w[\w-]{0,60}")


def parse_settings(content: bytes) -> tuple[Settings, list[Problem]]:
    """Read `coachlog.yml`; raise Unreadable if its YAML cannot be read."""
    try:
        front = parse_yaml(decode_text(content).removeprefix("\ufeff"))
    except YamlError as trouble:
        raise Unreadable(trouble.line + 1, trouble.code, trouble.message) from None
    problems: list[Problem] = []
    reader = Reader(FILE, front, 1, problems)
    dates = reader.choice("dates", DateOrder, None)
    reader.dates = DateReader(order=dates)
    people = tuple(_person(record) for record in reader.records("people"))
    for number, person in enumerate(people):
        if person.id in [earlier.id for earlier in people[:number]]:
            reader.report("people", "repeated-id", f"two people have the id `{person.id}`")
    settings = Settings(
        format=_format(reader),
        title=reader.text("title"),
        people=people,
        cadence=_cadence(reader.record("cadence")),
        terms=tuple(_period(record) for record in reader.records("terms") if _is_period(record)),
        breaks=tuple(_period(record) for record in reader.records("breaks") if _is_period(record)),
        requirement=_requirement(reader.record("requirement")),
        frameworks=reader.words("frameworks"),
        headings=_headings(reader),
        dates=dates,
        questions=_questions(reader),
    )
    if reader.has("id") and not _LOG_ID.fullmatch(reader.word("id")):
        reader.report("id", "bad-value", "a log's id is letters and digits without a gap; this one is not read")
    reader.report_unread()
    return settings, problems


def _headings(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return the pair's own words for sections; the Check-in keeps its own, for it never leaves the pair."""
    kept = []
    words = reader.record("headings")
    for alias, name in reader.pairs("headings"):
        if means_check_in(alias) and not means_check_in(name):
            words.report(alias, "bad-value", "this heading means Check-in, which no other section can take")
        elif not is_section(name):
            words.report(alias, "bad-value", f"there is no section `{name}`, so nothing is read below this heading")
        else:
            kept.append((alias, name))
    return (*kept, *_kept_check_ins(reader))


def _kept_check_ins(reader: Reader) -> Iterator[tuple[str, str]]:
    """Yield the words that one of the two means for the Check-in: until that is settled, they mean it."""
    for entry in reader.kept():
        key, _, alias = entry.key.partition(".")
        values = [(alias, entry.value)]
        values += [(one.key, one.value) for one in entry.value.entries] if isinstance(entry.value, Mapping) else []
        for word, value in values if key == "headings" else ():
            if word and isinstance(value, Scalar) and means_check_in(value.text):
                yield word, value.text


def _questions(reader: Reader) -> str:
    """Return the name of a set of questions, which is a file's name without its ending."""
    name = reader.text("questions").removesuffix(".yml")
    if name and not _NAME.fullmatch(name):
        reader.report("questions", "bad-value", f"`{name}` is not the name of a file in templates/questions")
        return ""
    return name


def _format(reader: Reader) -> int:
    text = reader.word("coachlog", str(LOG_FORMAT))
    if _NUMBER.fullmatch(text) and int(text):
        return int(text)
    reader.report("coachlog", "bad-value", f"`{text}` is not a format version; write 1")
    return LOG_FORMAT


def _person(record: Reader) -> Person:
    role = record.word("role")
    return Person(
        id=PersonId(record.word("id", role)),
        name=given_first(record.text("name")),
        role=role,
        email=record.text("email"),
        experience_year=record.teaching_year("experience_year"),
        subject=record.text("subject"),
        grade=record.text("grade"),
        school=record.text("school"),
        alias=record.text("alias"),
        since=record.since("since"),
        quote=tuple(_quotable(record)),
        by_mail=record.word("reach").casefold() == "mail",
        formerly=tuple(map(given_first, record.words("formerly"))),
    )


def _quotable(record: Reader) -> Iterator[str]:
    for word in record.words("quote"):
        if word.casefold() in QUOTABLE:
            yield word.casefold()
        else:
            record.report("quote", "bad-value", f"`{word}` is not one of {', '.join(QUOTABLE)}")


def _cadence(record: Reader) -> Cadence:
    weekday = find_weekday(record.word("weekday"))
    if record.has("weekday") and weekday is None:
        record.report("weekday", "bad-value", f"`{record.text('weekday')}` is not a weekday")
    every = record.word("every", "week")
    try:
        weeks = parse_every(every)
    except ValueError:
        message = f"`{every}` is not understood, so it is read as every week; write `week`, or `2 weeks`"
        record.report("every", "bad-value", message)
        weeks = 1
    return Cadence(weeks, weekday, record.clock("time"), record.minutes("minutes"), record.text("mode"))


def _is_period(record: Reader) -> bool:
    start, end = _ends(record)
    if start is None or end is None:
        if not record.has("start") or not record.has("end"):
            record.report("start", "missing-date", "a start and an end are needed")
        return False
    if end < start:
        record.report("end", "bad-date", "the end is before the start")
    return end >= start


def _ends(record: Reader) -> tuple[date | None, date | None]:
    start = record.date("start")
    record.dates = record.dates.on(start)
    return start, record.date("end", Aim.DUE)


def _period(record: Reader) -> Period:
    start, end = _ends(record)
    return Period(record.text("id"), start or date.min, end or date.max)


def _requirement(record: Reader) -> Requirement | None:
    minutes = record.minutes("minutes", MOST_ASKED)
    per = record.word("per", "total").casefold()
    source = record.text("source")
    if per not in SPANS:
        record.report("per", "bad-value", f"`{per}` is not one of {', '.join(dict.fromkeys(SPANS.values()))}")
        return None
    if not record.has("minutes") and (record.has("per") or source):
        record.report("minutes", "bad-value", "nothing says how many are asked for")
    return Requirement(minutes, SPANS[per], source) if minutes else None
