"""Read front matter into typed fields; each wrong field is one problem with its line."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar

from coachlog.errors import Problem
from coachlog.markdown.edit_yaml import plain_data
from coachlog.markdown.yaml_text import KeyValue, Listing, Mapping, Scalar, YamlValue
from coachlog.model.clock import parse_clock
from coachlog.model.conflict import KEPT_VERSIONS
from coachlog.model.dates import Aim, DateReader
from coachlog.model.fields import CUT_VALUE, MOST_MINUTES, UNCLEAR_KEY, parse_choice, parse_minutes
from coachlog.model.typed_settings import parse_since, parse_teaching_year
from coachlog.regex import regex

_Choice = TypeVar("_Choice", bound=StrEnum)
_Parsed = TypeVar("_Parsed")
_Default = TypeVar("_Default")

_Days = tuple[date, ...]
_ANY_DATES = DateReader()
_NEAR = 0.8  # how like one another two words for a key are: `staus` and `status`, and not `state`
_YES = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}
_FORMS = {Scalar: "one value", Listing: "a list", Mapping: "`key: value` pairs"}


class Reader:
    """The fields of one mapping; `first_line` is the file's line (from 1) on which its YAML begins.

    Dates are read by `dates`, which a kind may set to those of the day of its document; `id_of` is the person's id that
    a name means.
    """

    def __init__(
        self,
        path: str,
        front: Mapping | None,
        first_line: int,
        problems: list[Problem],
        at: str = "",
        dates: DateReader = _ANY_DATES,
        id_of: Callable[[str], str] = str,
    ) -> None:
        self.path = path
        self.dates = dates
        self.id_of = id_of
        self.problems = problems
        self._asked = set[str]()
        self._inner_readers: list[Reader] = []
        self._front = front
        self._entries = {entry.key: entry for entry in front.entries} if front else {}
        self._first_line = first_line
        self._at = at
        for entry in front.repeated if front else ():
            self._report(entry.value, "repeated-key", f"{at}{entry.key}: this key is there twice; the first one counts")
            self.problems[-1] = Problem(path, first_line + entry.line, "repeated-key", self.problems[-1].message)

    def leave(self, key: str) -> None:
        """Leave a key to somebody else, who reads it."""
        self._asked.add(key)

    def report_unread(self) -> None:
        """Add a problem for each key that nobody asked for and that is nearly one of those that somebody did."""
        for key in self._entries.keys() - self._asked:
            if near := _nearest(key, frozenset(self._asked)):
                self.problems.append(
                    Problem(
                        self.path,
                        self._first_line + self._entries[key].line,
                        UNCLEAR_KEY,
                        f"{self._at}{key}: nothing is read under this word; write it as `{near}` if that is meant",
                    )
                )
        for inner in self._inner_readers:
            inner.report_unread()

    def has(self, key: str) -> bool:
        """Tell whether a key has a value."""
        return self._value(key) is not None

    def line(self, key: str) -> int:
        """Return the file's line of a key's value, or that of the mapping."""
        value = self._value(key)
        return self._first_line + (value.line if value else self._front.line if self._front else 0)

    def report(self, key: str, code: str, message: str) -> None:
        """Add a problem at a key's line."""
        self.problems.append(Problem(self.path, self.line(key), code, f"{self._at}{key}: {message}"))

    def text(self, key: str, default: str = "") -> str:
        """Return a field's text as typed; a comment behind it may have been meant as its end, and is a problem."""
        self._report_cut(key)
        return self.word(key, default)

    def word(self, key: str, default: str = "") -> str:
        """Return a field's one word as typed, behind which a comment may stand."""
        return self._scalar(key, str, default)

    def person(self, key: str, default: str = "") -> str:
        """Return the id of the person that a field names, else the word as typed."""
        return self._scalar(key, self.id_of, default)

    def people(self, key: str) -> tuple[str, ...]:
        """Return the ids of the people that a field lists, `both` for both."""
        return tuple(self.id_of(word) for word in self.words(key))

    def ids(self, key: str) -> tuple[str, ...]:
        """Return the ids of the documents that a field lists, written as an id, a link or a path."""
        words = (word for each in self.words(key) for word in _JOINED.split(each))
        return tuple(_OF_LINK.sub(r"\1", word.strip()) for word in words)

    def document(self, key: str) -> str:
        """Return the id of the one document that a field names, written as an id, a link or a path."""
        value = self._value(key)
        linked = _without_brackets(value) if value else None
        typed = linked.text if isinstance(linked, Scalar) and linked is not value else self.text(key)
        return _OF_LINK.sub(r"\1", typed.strip())

    def yes(self, key: str) -> bool:
        """Return a field's yes, which no other value of it contradicts: one said twice, or one that a merge kept."""
        repeated = self._front.repeated if self._front else ()
        others = [entry for entry in (*repeated, *self.kept()) if entry.key == key]
        return self._scalar(key, _parse_yes, False) and all(_is_yes(entry.value) for entry in others)

    def kept(self) -> Iterator[KeyValue]:
        """Yield the values that a merge kept beside the live ones, each under its key, as `headings.Heart`."""
        kept = self._entries.get(KEPT_VERSIONS)
        for version in kept.value.items if kept and isinstance(kept.value, Listing) else ():
            yield from version.entries if isinstance(version, Mapping) else ()

    def date(self, key: str, aim: Aim = Aim.NEAREST) -> date | None:
        """Return a field's date."""
        return self._scalar(key, lambda text: self.dates.parse(text, aim), None, "bad-date")

    def days(self, key: str) -> _Days:
        """Return a field's list of dates; one date may have a comma in it."""
        value = self._value(key)
        with suppress(ValueError):
            return (self.dates.parse(value.text if isinstance(value, Scalar) else ""),)
        days = []
        for word in self.words(key):
            try:
                days.append(self.dates.parse(word))
            except ValueError as trouble:
                self.report(key, "bad-date", str(trouble))
        return tuple(days)

    def minutes(self, key: str, most: int = MOST_MINUTES) -> int | None:
        """Return a field's minutes."""
        return self._scalar(key, lambda text: parse_minutes(text, most), None)

    def clock(self, key: str) -> str:
        """Return a field's time of day as `15:30`."""
        return self._scalar(key, parse_clock, "")

    def since(self, key: str) -> str:
        """Return a field's day, month or year."""
        return self._scalar(key, parse_since, "", "bad-date")

    def teaching_year(self, key: str) -> str:
        """Return a field's year of teaching as a number."""
        return self._scalar(key, parse_teaching_year, "")

    def choice(self, key: str, choices: type[_Choice], default: _Default) -> _Choice | _Default:
        """Return a field's choice."""
        return self._scalar(key, lambda text: parse_choice(text, choices), default)

    def parsed(self, key: str, parse: Callable[[str], _Parsed], default: _Parsed) -> _Parsed:
        """Return a field's value as its own reader parses it."""
        return self._scalar(key, parse, default)

    def words(self, key: str) -> tuple[str, ...]:
        """Return a field's list of words; a single value, or words separated by commas, is a list too."""
        self._report_cut(key)
        value = self._value(key)
        if isinstance(value, Scalar):
            text = value.text.strip()
            whole = text[1:-1] if text[:1] == "[" != text[1:2] and text[-1:] == "]" else text
            return tuple(word for each in _SEPARATED.split(whole) if (word := each.strip(_QUOTES)))
        if isinstance(value, Mapping):
            return self._wrong(value, key, Listing, ())
        words = []
        for each in value.items if value else ():
            item = _without_brackets(each)
            if isinstance(item, Scalar):
                self._report_cut(key, item)
                words.append(item.text)
            else:
                self._wrong(item, key, Scalar, None)
        return tuple(word for word in words if word)

    def record(self, key: str) -> "Reader":
        """Return a field's mapping, empty if there is none."""
        value = self._value(key)
        if value is not None and not isinstance(value, Mapping):
            value = self._wrong(value, key, Mapping, None)
        return self._inner(value, f"{key}.")

    def records(self, key: str) -> "Iterator[Reader]":
        """Yield the mappings in a field's list."""
        value = self._value(key)
        if value is not None and not isinstance(value, Listing):
            value = self._wrong(value, key, Listing, None)
        for number, item in enumerate(value.items if value else ()):
            if isinstance(item, Mapping):
                yield self._inner(item, f"{key}[{number + 1}].")
            else:
                self._wrong(item, key, Mapping, None)

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return a field's mapping as pairs of text."""
        value = self._value(key)
        if value is not None and not isinstance(value, Mapping):
            value = self._wrong(value, key, Mapping, None)
        entries = value.entries if value else ()
        for entry in (entry for entry in entries if not isinstance(entry.value, Scalar)):
            self._wrong(entry.value, f"{key}.{entry.key}", Scalar, None)
        return tuple((entry.key, str(plain_data(entry.value))) for entry in entries if isinstance(entry.value, Scalar))

    def _inner(self, value: Mapping | None, at: str) -> "Reader":
        inner = Reader(self.path, value, self._first_line, self.problems, f"{self._at}{at}", self.dates, self.id_of)
        self._inner_readers.append(inner)
        return inner

    def _report_cut(self, key: str, item: Scalar | None = None) -> None:
        """Add a problem for the comment behind a field's words, or behind those of an item of its list."""
        entry = self._entries.get(key)
        value = item or (entry.value if entry else None)
        if isinstance(value, Scalar) and value.cut:
            message = (
                f"{self._at}{key}: `{value.cut}` is not read: put quotes around the value, or a comment on its own line"
            )
            problem = Problem(self.path, self._first_line + value.line, CUT_VALUE, message)
            self.problems += [problem] if problem not in self.problems else []  # some fields are asked for twice

    def _value(self, key: str) -> YamlValue | None:
        self._asked.add(key)
        entry = self._entries.get(key)
        if entry is None or (isinstance(entry.value, Scalar) and (entry.value.empty or not entry.value.text.strip())):
            return None
        return entry.value

    def _scalar(
        self, key: str, parse: Callable[[str], _Parsed], default: _Default, code: str = "bad-value"
    ) -> _Parsed | _Default:
        value = self._value(key)
        if value is None:
            return default
        if not isinstance(value, Scalar):
            return self._wrong(value, key, Scalar, default)
        try:
            return parse(value.text)
        except ValueError as trouble:
            self._report(value, code, f"{self._at}{key}: {trouble}")
            return default

    def _wrong(self, value: YamlValue, key: str, wanted: type[YamlValue], default: _Default) -> _Default:
        message = f"{self._at}{key}: expected {_FORMS[wanted]}, found {_FORMS[type(value)]}"
        self._report(value, "bad-type", message)
        return default

    def _report(self, value: YamlValue, code: str, message: str) -> None:
        self.problems.append(Problem(self.path, self._first_line + value.line, code, message))


def _without_brackets(value: YamlValue) -> YamlValue:
    """Return the one value in `[[id]]`, which is a list in a list without quotes."""
    while isinstance(value, Listing) and value.flow and len(value.items) == 1:
        value = value.items[0]
    return value


def _is_yes(value: YamlValue) -> bool:
    return isinstance(value, Scalar) and _YES.get(value.text.strip().casefold(), False)


def _parse_yes(text: str) -> bool:
    if text.strip().casefold() not in _YES:
        raise ValueError(f"`{text}` is neither yes nor no")
    return _YES[text.strip().casefold()]


# What stands between the words of a list on one line, and around each.
_SEPARATED: Final = regex(r"[,;，；、]")
_QUOTES: Final = " \t\n\"'“”„‘’•"
_JOINED: Final = regex(r"\s+(?:and|&|und|y)\s+")
_OF_LINK: Final = regex(r"\A(?:\[\[)?(?:[^\[\]|#\s]*/)?([^\s\[\]|#/][^\[\]|#/]*?)(?:\.md)?(?:[|#][^\[\]]*)?(?:\]\])?\Z")
# What people call some fields, or where they are to be written; the first that is read there is meant.
_CALLED: Final = {
    **dict.fromkeys(
        ("time", "starttime", "begin", "begins", "began", "starts", "started", "from"), ("start", "cadence")
    ),
    **dict.fromkeys(("end", "ends", "ended", "until", "to"), ("end", "minutes")),
    **dict.fromkeys(("duration", "length", "min", "mins"), ("minutes", "cadence")),
    **dict.fromkeys(("when", "day"), ("date", "weekday")),
    **dict.fromkeys(("weekday", "every", "minutes", "meets", "meeting"), ("cadence",)),
    **dict.fromkeys(("attendees", "people", "who", "present", "attending"), ("participants",)),
    **dict.fromkeys(("mentor", "mentee"), ("people",)),
    **dict.fromkeys(("deadline", "due", "duedate"), ("target_date",)),
    **dict.fromkeys(("location", "where", "place"), ("mode",)),
    **dict.fromkeys(("topic", "theme"), ("focus",)),
    **dict.fromkeys(("what", "words"), ("text",)),
    **dict.fromkeys(("nickname",), ("alias",)),
    **dict.fromkeys(("years", "experience"), ("experience_year",)),
    **dict.fromkeys(("name",), ("id",)),
    **dict.fromkeys(("holidays", "holiday", "vacation", "vacations", "daysoff"), ("breaks",)),
    **dict.fromkeys(("required", "hours"), ("minutes", "requirement")),
}


@lru_cache(4096)  # a log's documents have the same few words
def _nearest(key: str, asked: frozenset[str]) -> str:
    """Return the key that a word perhaps means, by its letters or misspelled; nothing if none is near."""
    if called := next((name for name in _CALLED.get(_letters(key), ()) if name in asked and name != key), ""):
        return called
    by_letters = {_letters(name): name for name in asked}
    near = get_close_matches(_letters(key), by_letters, 1, _NEAR)
    return by_letters[near[0]] if near else ""


def _letters(key: str) -> str:
    return "".join(filter(str.isalnum, key.casefold()))
