"""Sentences about the changes between two versions of a log's settings."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from coachlog.changes.changes import format_field, kept_versions
from coachlog.changes.page import format_quote, format_value
from coachlog.markdown.document import Unreadable, decode_text
from coachlog.markdown.edit_yaml import NAMING_KEYS, Data, plain_data
from coachlog.markdown.yaml_text import YamlError, parse_yaml
from coachlog.model.dates import DateOrder
from coachlog.model.fields import format_list

_NOUNS: Final = {"terms": "term", "breaks": "break"}
_OF_PEOPLE: Final = {"email": "e-mail", "experience_year": "year of experience", "since": "first day"}
_OF_MEETINGS: Final = {"every": "rhythm", "mode": "usual way"}
_OF_LOG: Final = {
    "check_in": "words for the Check-in",
    "questions": "set of questions",
    "headings": "words for sections",
}
_Item = dict[str, Data]


def settings_changes(before: bytes, after: bytes) -> Iterator[str]:
    """Yield a sentence for each change; none where one of them cannot be read."""
    try:
        old, new = (_values(content) for content in (before, after))
    except (Unreadable, YamlError):
        return
    for key in dict.fromkeys([*new, *old]):
        was, now = old.get(key, ""), new.get(key, "")
        if was != now:
            yield from _change(key, was, now)


def _change(key: str, was: Data, now: Data) -> Iterator[str]:
    match key:
        case "kept_versions":
            yield from kept_versions(was, now, "the log")
        case "people":
            yield from _people(_items(was), _items(now))
        case "terms" | "breaks":
            yield from _spans(_NOUNS[key], _items(was), _items(now))
        case "cadence" if isinstance(now, dict):
            yield from _cadence(was if isinstance(was, dict) else {}, now)
        case "requirement":
            yield "changed what is asked of you"
        case "dates" if order := _order(now):
            day, other = ("11 May", "5 November") if order is DateOrder.DAY_FIRST else ("5 November", "11 May")
            yield f"chose that 11/5 is {day} in this log" + (f", no longer {other}" if _order(was) else "")
        case "title" if isinstance(now, str) and now:
            yield f"called the log {format_quote(now)}"
        case _:
            yield f"changed the {_OF_LOG.get(key, key.replace('_', ' '))} of the log"


def _cadence(was: _Item, now: _Item) -> Iterator[str]:
    for name in dict.fromkeys([*now, *was]):
        before, after = was.get(name, ""), now.get(name, "")
        if name == "every" and after and before != after:
            yield f"noted that you meet every {format_value(after)}"
        elif before != after:
            yield format_field(_OF_MEETINGS.get(name, name), before, after, "your meetings")


def _order(value: Data) -> DateOrder | None:
    with suppress(ValueError):
        return DateOrder(str(value))
    return None


def _people(was: dict[str, _Item], now: dict[str, _Item]) -> Iterator[str]:
    for person in dict.fromkeys([*now, *was]):
        old, new = was.get(person, {}), now.get(person, {})
        name = format_value(old.get("name") or new.get("name") or person)
        if not old or not new:
            yield f"added {name} to the people" if new else f"removed {name} from the people"
            continue
        for key in dict.fromkeys([*new, *old]):
            if key == "quote" and old.get(key) != new.get(key):
                words = new.get(key) or []
                may = format_list([str(word) for word in (words if isinstance(words, list) else [words])])
                yield f"noted that {may} of {name} may be quoted" if may else f"took back that {name} may be quoted"
            elif key == "reach" and old.get(key) != new.get(key):
                yield f"noted that {name} gets letters" if new.get(key) else f"took back that {name} gets letters"
            elif key == "formerly" and old.get("name") == new.get("name") and old.get(key) != new.get(key):
                words = new.get(key) or []
                once = format_list([str(word) for word in (words if isinstance(words, list) else [words])])
                yield f"noted that {name} was called {once} before" if once else f"took the former names of {name} out"
            elif key != "formerly" and old.get(key) != new.get(key):
                yield format_field(_OF_PEOPLE.get(key, key), old.get(key, ""), new.get(key, ""), name)


def _spans(noun: str, was: dict[str, _Item], now: dict[str, _Item]) -> Iterator[str]:
    for name in dict.fromkeys([*now, *was]):
        old, new = was.get(name, {}), now.get(name, {})
        if old != new:
            verb = "changed" if old and new else "added" if new else "removed"
            called = f" {name}" if noun == "term" else ""
            yield f"{verb} the {noun}{called} ({_days(new or old)})"


def _days(span: _Item) -> str:
    start, end = (format_value(span.get(key, "")) for key in ("start", "end"))
    return start if start == end else f"{start} to {end}"


def _items(value: Data) -> dict[str, _Item]:
    """Return the items of a list by their names, those without a name by their places."""
    items = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    return {_label(item) or str(number): item for number, item in enumerate(items)}


def _label(item: _Item) -> str:
    return next((str(item[key]) for key in (*NAMING_KEYS, "role") if item.get(key)), "")


def _values(content: bytes) -> _Item:
    return {entry.key: plain_data(entry.value) for entry in parse_yaml(decode_text(content)).entries}
