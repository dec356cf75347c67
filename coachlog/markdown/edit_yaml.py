"""The smallest edits of YAML text: one value's span changes, all else stays byte for byte."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.markdown.blocks import line_ending, split_lines
from coachlog.markdown.yaml_text import KeyValue, Listing, Mapping, Scalar, YamlError, YamlValue, parse_yaml
from coachlog.regex import regex

Data = str | list["Data"] | dict[str, "Data"]

# Words and forms that a YAML reader takes for booleans, nulls, numbers or times.
_NOT_TEXT: Final = regex(
    r"(?i:true|false|yes|no|on|off|null|y|n|~)|[-+.]?\d[\d_,.]*(?:e[-+]?\d+)?|0[xob][\da-f]+|\d+:[\d:.]+"
)
_WHOLE_NUMBER: Final = regex(r"0|[1-9]\d*")
_PLAIN: Final = regex(r"[^\W_][\w .@()+/'’–-]*", re.UNICODE)
_LINE_END: Final = regex(r"\r\n|\n|\r")


class CannotEdit(CoachlogError):
    """Text that cannot be changed in place without moving other words."""


def plain_data(value: YamlValue) -> Data:
    """Return a value as text, lists and dicts, without positions; an empty value is the empty text."""
    if isinstance(value, Scalar):
        return "" if value.empty else value.text
    if isinstance(value, Listing):
        return [plain_data(item) for item in value.items]
    return {entry.key: plain_data(entry.value) for entry in value.entries}


def write_scalar(text: str) -> str:
    """Write text as a YAML value on one line, in quotes only where YAML would read something else."""
    if not text:
        return ""
    whole_number = _WHOLE_NUMBER.fullmatch(text)
    if whole_number or (_PLAIN.fullmatch(text) and not text.endswith(" ") and not _NOT_TEXT.fullmatch(text)):
        return text
    return json.dumps(text, ensure_ascii=False)


def write_flow(data: Data) -> str:
    """Write data as YAML on one line."""
    if isinstance(data, str):
        return write_scalar(data) if data else '""'
    if isinstance(data, list):
        return "[" + ", ".join(write_flow(item) for item in data) + "]"
    return "{" + ", ".join(f"{write_scalar(key)}: {write_flow(value)}" for key, value in data.items()) + "}"


NAMING_KEYS: Final = ("id", "name", "start")  # of an item in a list: a term, a person, a break
Step = str | int  # a key of a mapping, or the index of an item of a list


def set_value(text: str, path: Sequence[Step], data: Data | None) -> str:
    """Return YAML text with the value at the end of some steps changed, added, or (None) removed.

    The index behind a list's last item adds one.
    Raise CannotEdit if the text is written in a way that cannot be changed in place.
    """
    mapping = parse_yaml(text)
    expected = _with(plain_data(mapping), path, data)
    if expected == plain_data(mapping):
        return text
    changed = _set(text, mapping, path, data)
    return _proved(changed, expected, ".".join(map(str, path)))


def find_steps(data: Data, name: str) -> tuple[Step, ...] | None:
    """Return the way to a value by its dotted name; an item of a list is named as `item_labels` says."""
    if not name:
        return ()
    for step, label, inner in _labels(data):
        if name == label or name.startswith(label + "."):
            rest = find_steps(inner, name[len(label) + 1 :])
            if rest is not None:
                return (step, *rest)
    return None


def _labels(data: Data) -> Iterator[tuple[Step, str, Data]]:
    if isinstance(data, dict):
        yield from ((key, key, inner) for key, inner in data.items())
    elif isinstance(data, list):
        labels = item_labels(data)
        for index, item in enumerate(data):
            if labels[index]:
                yield index, labels[index], item


def item_labels(items: list[Data]) -> list[str]:
    """Return a label for each item of a list: its id, name or start, else its first value; equal ones are numbered."""
    seen: Counter[str] = Counter()
    labels = []
    for item in items:
        values = [name_of(item), *item.values()] if isinstance(item, dict) else [item]
        label = next((value for value in values if isinstance(value, str) and value), "")
        seen[label] += 1
        labels.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return labels


def name_of(item: dict[str, Data]) -> str:
    """Return the lasting name of a list's item, empty if it has no such key."""
    return next((name for key in NAMING_KEYS if isinstance(name := item.get(key), str) and name), "")


def value_at(data: Data, steps: Sequence[Step]) -> Data:
    """Return the value that some steps lead to."""
    for step in steps:
        data = data[step]  # type: ignore[index]  # the steps were found in this data
    return data


def replace_at(text: str, steps: Sequence[Step], data: Data) -> str:
    """Return YAML text with another value at the end of some steps, which lead to a value; raise CannotEdit."""
    value: YamlValue = parse_yaml(text)
    expected = _replaced(plain_data(value), steps, data)
    entry: KeyValue | None = None
    for step in steps:
        if isinstance(value, Mapping) and isinstance(step, str):
            entry = value.find(step)
            value = entry.value if entry else value
        elif isinstance(value, Listing) and isinstance(step, int):
            entry, value = None, value.items[step]
    item = text[: value.start] + write_flow(data) + text[_end(value, text) :]
    changed = _replace(text, entry, data) if entry else item
    return _proved(changed, expected, ".".join(map(str, steps)))


def _replaced(data: Data, steps: Sequence[Step], value: Data) -> Data:
    if not steps:
        return value
    if isinstance(data, dict):
        return {key: _replaced(one, steps[1:], value) if key == steps[0] else one for key, one in data.items()}
    return [_replaced(one, steps[1:], value) if at == steps[0] else one for at, one in enumerate(data)]


def add_item(text: str, path: Sequence[str], data: Data) -> str:
    """Return YAML text with one more item in the list at a path; make the list if there is none."""
    mapping = parse_yaml(text)
    entry = _find(mapping, path)
    if entry is None or not isinstance(entry.value, Listing) or not entry.value.items:
        old = plain_data(entry.value) if entry else ""
        items: list[Data] = [*old] if isinstance(old, list) else [old] if old else []
        return set_value(text, path, [*items, data])
    return set_value(text, (*path, len(entry.value.items)), data)


def _append_item(text: str, listing: Listing, data: Data) -> str:
    last = _end(listing.items[-1], text)
    if listing.flow:
        return text[:last] + ", " + write_flow(data) + text[last:]
    first = listing.items[0].start
    item = text[_line_start(text, first) : first] + write_flow(data)
    line_end = _after_line(text, last)
    if not text[:line_end].endswith(("\n", "\r")):
        return text + _newline(text) + item
    return text[:line_end] + item + _newline(text) + text[line_end:]


def add_record(text: str, key: str, record: dict[str, str]) -> str:
    """Return YAML text with one more mapping in a list, with a line for each of its keys if the list has such."""
    entry = parse_yaml(text).find(key)
    listing = entry.value if entry and isinstance(entry.value, Listing) and entry.value.items else None
    if listing and (listing.flow or not isinstance(listing.items[0], Mapping)):
        return add_item(text, (key,), dict(record))
    if entry and listing is None and plain_data(entry.value) not in ("", []):
        raise _unchangeable(key)
    if listing is None:
        text = _with_line_end(set_value(text, (key,), None) if entry else text)
        before, lead, after = f"{text}{write_scalar(key)}:{_newline(text)}", "  - ", ""
    else:
        at, first = _after_line(text, _end(listing, text)), listing.items[0].start
        before, lead, after = _with_line_end(text[:at]), text[_line_start(text, first) : first], text[at:]
    lines = [f"{write_scalar(name)}: {write_scalar(value)}" for name, value in record.items()]
    item = f"{_newline(text)}{' ' * len(lead)}".join([lead + lines[0], *lines[1:]]) + _newline(text)
    items = [plain_data(item) for item in listing.items] if listing else []
    return _proved(before + item + after, _with(plain_data(parse_yaml(text)), (key,), [*items, dict(record)]), key)


def _with_line_end(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + _newline(text)


def _set(text: str, value: YamlValue, path: Sequence[Step], data: Data | None) -> str:
    if isinstance(value, Listing) and isinstance(path[0], int):
        if len(path) > 1:
            return _set(text, value.items[path[0]], path[1:], data)
        if data is not None and path[0] == len(value.items):
            return _append_item(text, value, data)
        if data is None:
            return _remove_item(text, value, path[0])
        item = value.items[path[0]]
        return text[: item.start] + write_flow(data) + text[_end(item, text) :]
    return _set_key(text, value, str(path[0]), path, data) if isinstance(value, Mapping) else text


def _set_key(text: str, mapping: Mapping, key: str, path: Sequence[Step], data: Data | None) -> str:
    entry = mapping.find(key)
    if entry is None:
        inner: Data = data if data is not None else ""
        for step in reversed(path[1:]):
            inner = {str(step): inner}
        return _add_key(text, mapping, key, inner)
    if len(path) > 1:
        if isinstance(entry.value, Mapping | Listing):
            return _set(text, entry.value, path[1:], data)
        return _replace(text, entry, _with({}, path[1:], data))
    if data is None:
        return _remove_key(text, mapping, entry)
    return _replace(text, entry, data)


def _replace(text: str, entry: KeyValue, data: Data) -> str:
    written = write_scalar(data) if isinstance(data, str) else write_flow(data)
    value = entry.value
    if isinstance(value, Scalar) and value.start == value.end:
        at = text.index(":", entry.start + len(entry.key)) + 1
        return text[:at] + (" " + written if written else "") + text[at:]
    start = value.start
    if isinstance(value, Listing | Mapping) and not value.flow:
        start = text.index(":", entry.start + len(entry.key)) + 1
        written = " " + written
    end = _end(value, text)
    return text[:start] + written + text[end:]


def _add_key(text: str, mapping: Mapping, key: str, data: Data) -> str:
    written = f"{write_scalar(key)}: {write_scalar(data) if isinstance(data, str) else write_flow(data)}".rstrip()
    if mapping.flow:
        last = _end(mapping.entries[-1].value, text) if mapping.entries else mapping.start + 1
        return text[:last] + (", " if mapping.entries else "") + written + text[last:]
    if not mapping.entries:
        return text + written + _newline(text)
    last = _end(mapping.entries[-1].value, text, mapping.entries[-1])
    column = mapping.entries[0].start - _line_start(text, mapping.entries[0].start)
    line_end = _after_line(text, last)
    if not text[:line_end].endswith(("\n", "\r")):
        return text + _newline(text) + " " * column + written
    return text[:line_end] + " " * column + written + _newline(text) + text[line_end:]


def _remove_key(text: str, mapping: Mapping, entry: KeyValue) -> str:
    end = _end(entry.value, text, entry)
    if mapping.flow:
        at = mapping.entries.index(entry)
        if at:
            return text[: _end(mapping.entries[at - 1].value, text, mapping.entries[at - 1])] + text[end:]
        start = entry.start
        return text[:start] + text[mapping.entries[1].start if len(mapping.entries) > 1 else end :]
    return text[: _line_start(text, entry.start)] + text[_after_line(text, end) :]


def _remove_item(text: str, listing: Listing, at: int) -> str:
    """Return the text without an item of a list that has more; an item's comments above it stay."""
    item, start = listing.items[at], listing.items[at].start
    if not listing.flow:
        return text[: _line_start(text, start)] + text[_after_line(text, _end(item, text)) :]
    if at:
        return text[: _end(listing.items[at - 1], text)] + text[_end(item, text) :]
    return text[:start] + text[listing.items[1].start :]


def _line_start(text: str, at: int) -> int:
    """Return where the line begins that a character is in."""
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _after_line(text: str, at: int) -> int:
    """Return where the line after that of a character begins, or the text's end."""
    match = _LINE_END.search(text, at)
    return match.end() if match else len(text)


def _end(value: YamlValue, text: str, entry: KeyValue | None = None) -> int:
    """Return the position after a value's last character; a block collection's own end mark is further on."""
    if isinstance(value, Scalar):
        if value.start == value.end and entry is not None:
            return text.index(":", entry.start + len(entry.key)) + 1
        return value.start + len(text[value.start : value.end].rstrip())
    if value.flow:
        return value.end
    if isinstance(value, Listing):
        return _end(value.items[-1], text)
    return _end(value.entries[-1].value, text, value.entries[-1])


def _find(mapping: Mapping, path: Sequence[str]) -> KeyValue | None:
    entry = mapping.find(path[0])
    for key in path[1:]:
        entry = entry.value.find(key) if entry and isinstance(entry.value, Mapping) else None
    return entry


def _with(data: Data, path: Sequence[Step], value: Data | None) -> Data:
    """Return the data as it must be after the change; None removes the key or the item."""
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = [*data] if isinstance(data, list) else []
        items[step : step + 1] = [_with(items[step], rest, value)] if rest else [] if value is None else [value]
        return items
    changed = dict(data) if isinstance(data, Map) else {}
    if rest:
        changed[step] = _with(changed.get(step, {}), rest, value)
    elif value is None:
        changed.pop(step, None)
    else:
        changed[step] = value
    return changed


def _proved(changed: str, expected: Data, key: str) -> str:
    """Return the changed text if it reads as what was meant; else raise CannotEdit."""
    try:
        right = plain_data(parse_yaml(changed)) == expected
    except YamlError:
        right = False
    if not right:
        raise _unchangeable(key)
    return changed


def _unchangeable(key: str) -> CannotEdit:
    return CannotEdit(
        f"`{key}` is written in a way that coachlog cannot change without moving other words",
        "change it in your editor: coachlog edit",
    )


def _newline(text: str) -> str:
    return line_ending(split_lines(text))
