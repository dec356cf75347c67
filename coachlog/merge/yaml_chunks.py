"""Cut YAML text by lines into its keys or its items, each with the comments above it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from itertools import accumulate
from typing import Final

from coachlog.frozen import frozen
from coachlog.markdown.blocks import split_lines
from coachlog.markdown.edit_yaml import NAMING_KEYS, Data, name_of, plain_data
from coachlog.markdown.yaml_text import Listing, YamlValue, parse_yaml
from coachlog.merge.three_way import Three

_ALIKE: Final = 0.5  # of its values


@frozen
class Chunk:
    """One key with its value, or one item: `above` its comments and blank lines, `text` its own lines."""

    above: str
    text: str
    value: YamlValue

    @property
    def data(self) -> Data:
        """Return the value as plain data."""
        return plain_data(self.value)


@frozen
class Chunks:
    """All chunks by name, in order, and the comments after the last."""

    named: dict[str, Chunk]
    below: str

    def with_names(self, names: Mapping[str, str]) -> "Chunks":
        """Return the same chunks by other names."""
        return Chunks({names[name]: chunk for name, chunk in self.named.items()}, self.below)


NO_CHUNKS = Chunks({}, "")


def cut_keys(text: str) -> Chunks | None:
    """Cut a mapping by its keys; None if it is not written line by line from the first column."""
    mapping = parse_yaml(text)
    if mapping.flow:
        return None
    entries = sorted([*mapping.entries, *mapping.repeated], key=lambda entry: entry.start)
    names = _counted([entry.key for entry in entries])
    return _cut(text, [(name, entry.start, entry.value) for name, entry in zip(names, entries, strict=True)])


def cut_items(text: str, *, by_name: bool = True) -> Chunks | None:
    """Cut the lines of a list by its items, named by their `id`, `name` or `start`, else by all they say."""
    listing = first_value("list:\n" + text)
    if not isinstance(listing, Listing) or listing.flow:
        return None
    starts = [item.start - len("list:\n") for item in listing.items]
    names = names_of([plain_data(item) for item in listing.items], by_name=by_name)
    return _cut(text, list(zip(names, starts, listing.items, strict=True)), dash=True)


def names_of(items: list[Data], *, by_name: bool = True) -> list[str]:
    """Return a name for each item, the same on both sides; equal names are numbered."""
    names: list[str] = []
    for item in items:
        plain = repr(item)
        if by_name and isinstance(item, dict):
            plain = next((f"{key} {item[key]}" for key in NAMING_KEYS if item.get(key)), plain)
        names.append(plain)
    return _counted(names)


def follow_rewording(named: Three[dict[str, Data]]) -> Three[dict[str, str]]:
    """Return the names of each side's items: one without a lasting name that was reworded keeps that of the base."""
    return named.map(lambda items: dict(zip(items, items, strict=True)) | _reworded(named.base, items))


def _reworded(base: dict[str, Data], items: dict[str, Data]) -> dict[str, str]:
    gone = {name: item for name, item in base.items() if name not in items and isinstance(item, dict)}
    names: dict[str, str] = {}
    for name, item in items.items():
        if name in base or not isinstance(item, dict) or name_of(item):
            continue
        alike = [(_likeness(was, item), old) for old, was in gone.items() if not name_of(was)]
        likeness, old = max(alike, key=lambda pair: pair[0], default=(0.0, ""))
        if likeness >= _ALIKE:
            names[name] = old
            del gone[old]
    return names


def _likeness(was: dict[str, Data], item: dict[str, Data]) -> float:
    """Return the part of an item's values that stayed."""
    return sum(item.get(key) == value for key, value in was.items()) / max(len(was), len(item), 1)


def _counted(names: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    counted: list[str] = []
    for name in names:
        counted.append(f"{name}#{seen[name]}")
        seen[name] += 1
    return counted


def plain_name(name: str) -> str:
    """Return a name without its number and prefix."""
    return name.rpartition("#")[0].removeprefix("id ").removeprefix("name ").removeprefix("start ")


def first_value(text: str) -> YamlValue:
    """Return the value of the only key."""
    return parse_yaml(text).entries[0].value


def _cut(text: str, parts: "list[tuple[str, int, YamlValue]]", *, dash: bool = False) -> Chunks | None:
    lines = split_lines(text)
    offsets = [0, *accumulate(len(line) for line in lines)]
    begins = [bisect_right(offsets, start) - 1 for _, start, _ in parts]
    columns = {line: parts[i][1] - offsets[line] for i, line in enumerate(begins)}
    if len(columns) < len(parts) or any(not _at_edge(lines[line], column, dash) for line, column in columns.items()):
        return None
    named: dict[str, Chunk] = {}
    above = _comments(lines, 0, begins[0] if begins else len(lines), backwards=False)
    if begins and above < begins[0]:
        return None
    low = 0
    for index, (name, _, value) in enumerate(parts):
        high = begins[index + 1] if index + 1 < len(parts) else len(lines)
        end = _comments(lines, begins[index] + 1, high, backwards=True)
        named[name] = Chunk("".join(lines[low : begins[index]]), "".join(lines[begins[index] : end]), value)
        low = end
    return Chunks(named, "".join(lines[low:]))


def _at_edge(line: str, column: int, dash: bool) -> bool:
    return line[:column].rstrip(" ") == "-" if dash else column == 0


def _comments(lines: tuple[str, ...], low: int, high: int, *, backwards: bool) -> int:
    """Return where comments and blank lines at the first column begin, read backwards, or end, read forwards.

    The `---` with which some editors begin a file of YAML counts as a comment.
    """

    def silent(line: str) -> bool:
        return not line.strip() or line.startswith("#") or line.rstrip() == "---"

    if backwards:
        while high > low and silent(lines[high - 1]):
            high -= 1
        return high
    while low < high and silent(lines[low]):
        low += 1
    return low


def dedent(text: str, columns: int) -> str:
    """Move lines to the left; a comment with a smaller indent goes to the first column."""
    return "".join(
        line[columns:] if not line[:columns].strip(" ") and line.strip() else line.lstrip(" ")
        for line in split_lines(text)
    )


def indent(text: str, columns: int) -> str:
    """Move lines to the right, except blank ones."""
    return "".join(" " * columns + line if line.strip() else line for line in split_lines(text))
