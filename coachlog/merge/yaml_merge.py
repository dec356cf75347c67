"""Merge YAML key by key and item by item, as typed; if both sides changed a value, the newer's is live."""

from collections.abc import Callable
from functools import partial
from typing import Final

from coachlog.markdown.blocks import split_lines
from coachlog.markdown.edit_yaml import (
    Data,
    add_item,
    find_steps,
    item_labels,
    plain_data,
    replace_at,
    value_at,
    write_flow,
    write_scalar,
)
from coachlog.markdown.yaml_text import Listing, Mapping, Scalar, parse_yaml
from coachlog.merge.body import merge_bodies
from coachlog.merge.result import CannotMerge
from coachlog.merge.three_way import Three, choose
from coachlog.merge.yaml_chunks import (
    NO_CHUNKS,
    Chunk,
    Chunks,
    cut_items,
    cut_keys,
    dedent,
    first_value,
    follow_rewording,
    indent,
    names_of,
    plain_name,
)
from coachlog.model.conflict import KEPT_VERSIONS, Conflict, conflict_of
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.regex import regex

Path = tuple[str, ...]
_EMPTY, _BEGUN, _OWN = range(3)
_NEITHER: Final = "neither of the two"  # a base that differs from both sides, and is never in what is merged
_LINES_BELOW: Final = regex(r"[^\r\n]*:[ \t]+\|[+-]?[ \t]*(?:\r\n|\n|\r)")


def merge_yaml(texts: Three[str]) -> tuple[str, tuple[Conflict, ...]]:
    """Merge the text of three mappings; raise CannotMerge for one that is not written line by line."""
    base, older, newer = texts
    if older == newer or base in (older, newer):
        return (newer if older == base else older), ()
    merging = _Merging()
    text = merging.mapping(_settled_apart(texts), ())
    merged = plain_data(parse_yaml(text)) if merging.conflicts else {}
    for path, data in merging.losers:
        text = _keep(text, merging.name(path, merged), data)
    conflicts = (conflict_of(one, other, merging.name(path, merged)) for path, one, other in merging.conflicts)
    return text, tuple(conflicts)


def _settled_apart(texts: Three[str]) -> Three[str]:
    """Return the texts, with no common base of a value that was kept twice and that each side settled otherwise."""
    if KEPT_VERSIONS not in texts.base:
        return texts
    datas = texts.map(lambda text: plain_data(parse_yaml(text)))
    kept = datas.map(_kept_values)
    base = texts.base
    for name, value in kept.base:
        if (name, value) in kept.older or (name, value) in kept.newer:
            continue
        live = datas.map(lambda data, name=name: _live_values(data, name))  # type: ignore[misc]
        if live.base and live.older != live.newer:
            base = replace_at(base, find_steps(plain_data(parse_yaml(base)), name) or (), _NEITHER)
    return Three(base, texts.older, texts.newer)


def _live_values(data: Data, name: str) -> list[Data]:
    steps = find_steps(data, name)
    return [] if steps is None else [value_at(data, steps)]


def _kept_values(data: Data) -> list[tuple[str, Data]]:
    items = data.get(KEPT_VERSIONS) if isinstance(data, dict) else None
    return (
        [pair for item in items if isinstance(item, dict) for pair in item.items()] if isinstance(items, list) else []
    )


def _keep(text: str, name: str, data: Data) -> str:
    entry = parse_yaml(text).find(KEPT_VERSIONS)
    items = plain_data(entry.value) if entry else []
    kept: Data = {name: data}
    return text if isinstance(items, list) and kept in items else add_item(text, [KEPT_VERSIONS], kept)


def weave(older: list[str], newer: list[str]) -> list[str]:
    """Merge two orders of names: a name of the newer alone follows its predecessor there."""
    order = list(older)
    for index, name in enumerate(newer):
        if name in older:
            continue
        at = order.index(newer[index - 1]) + 1 if index else 0
        while at < len(order) and order[at] not in newer:
            at += 1
        order.insert(at, name)
    return order


def merge_order(base: list[str], older: list[str], newer: list[str]) -> list[str]:
    """Return one order of all names: the newer's if only the newer changed the order."""
    common = [name for name in base if name in older and name in newer]
    moved = [name for name in newer if name in common] != common
    if moved and [name for name in older if name in common] == common:
        return weave(newer, older)
    return weave(older, newer)


class _Merging:
    """One merge; `conflicts` are the places with what both sides say, `losers` the older side's values there."""

    def __init__(self) -> None:
        self.conflicts: list[tuple[Path, str, str]] = []
        self.losers: list[tuple[Path, Data]] = []
        self._nameless: dict[str, Callable[[], Data]] = {}  # merged items without a name that lasts, by their old name

    def name(self, path: Path, merged: Data) -> str:
        """Return the dotted name of a place in what was merged, which `find_steps` finds again."""
        names: list[str] = []
        for name in path:
            label = name
            if isinstance(merged, list):
                labels = item_labels(merged)
                item = self._nameless[name]() if name in self._nameless else None
                at = merged.index(item) if item in merged else labels.index(name) if name in labels else None
                label, merged = (name, "") if at is None else (labels[at], merged[at])
            elif isinstance(merged, dict):
                merged = merged.get(name, "")
            names.append(label)
        return ".".join(names)

    def mapping(self, texts: Three[str], path: Path) -> str:
        """Merge mappings by key."""
        return self._chunks(texts.map(lambda text: _fit(cut_keys(text))), path)

    def _chunks(self, sides: Three[Chunks], path: Path) -> str:
        parts: list[str] = []
        base, older, newer = sides.map(lambda chunks: chunks.named)
        for name in merge_order(list(base), list(older), list(newer)):
            inside = (*path, plain_name(name))
            part = self._chunk(base.get(name), older.get(name), newer.get(name), inside)
            self._nameless[plain_name(name)] = partial(_item_of, part)
            parts.append(part)
        parts.append(_lines_of_both(*sides.map(lambda chunks: chunks.below)))
        return _joined(parts)

    def _chunk(self, base: Chunk | None, older: Chunk | None, newer: Chunk | None, path: Path) -> str:
        if older is None or newer is None:
            return self._one_side(base, older, newer, path)
        above = _lines_of_both(base.above if base else "", older.above, newer.above)
        return above + self._text(base, older, newer, path)

    def _one_side(self, base: Chunk | None, older: Chunk | None, newer: Chunk | None, path: Path) -> str:
        chunk = older or newer
        if chunk is None or (base is not None and chunk.data == base.data):
            return ""
        if base is not None and min(_weight(base.data, path), _weight(chunk.data, path)) == _OWN:
            self.conflicts.append((path, _said(older), _said(newer)))
        return chunk.above + chunk.text

    def _text(self, base: Chunk | None, older: Chunk, newer: Chunk, path: Path) -> str:
        if older.text == newer.text or (base and newer.text == base.text):
            return older.text
        if base and older.text == base.text:
            return newer.text
        before = base.data if base else None
        gives_way = before not in (older.data, newer.data) and _heavier(older.data, newer.data, path) is not None
        inner = None if gives_way else self._inner(base, older, newer, path) or _prose(Three(base, older, newer))
        if inner is not None:
            return inner
        if newer.data in (older.data, before):
            return older.text
        if older.data == before:
            return newer.text
        return self._by_value(before, older, newer, path)

    def _inner(self, base: Chunk | None, older: Chunk, newer: Chunk, path: Path) -> str | None:
        """Return the text of a collection, if all three wrote it over several lines; else None."""
        if older.text.startswith("-"):
            return self._item(base, older, newer, path)
        bodies = Three(base, older, newer).map(_body)
        kinds = {type(chunk.value) for chunk in (base, older, newer) if chunk and _said(chunk)}
        if None in bodies or len(kinds) != 1:
            return None
        texts = bodies.map(lambda body: body[0] if body else "")
        if kinds == {Mapping}:
            merged = self.mapping(texts, path)
        else:
            cut = texts.map(lambda text: cut_items(text, by_name=path != (KEPT_VERSIONS,)) if text else NO_CHUNKS)
            if None in cut:
                return None
            merged = self._chunks(_follow_rewording(cut.map(_fit), path), path)
        columns = bodies.older[1] if bodies.older else 0
        return split_lines(older.text)[0] + indent(merged, columns) if merged else None

    def _item(self, base: Chunk | None, older: Chunk, newer: Chunk, path: Path) -> str | None:
        chunks = Three(base, older, newer)
        if not all(isinstance(chunk.value, Mapping) and not chunk.value.flow for chunk in chunks if chunk):
            return None
        merged = self.mapping(chunks.map(_item_body), path)
        columns = _lead(older)
        return older.text[:columns] + indent(merged, columns)[columns:]

    def _by_value(self, base: Data | None, older: Chunk, newer: Chunk, path: Path) -> str:
        live = self._data(base, older.data, newer.data, path)
        if live == newer.data:
            return newer.text
        if live == older.data:
            return older.text
        return _written(newer, older, live)

    def _data(self, base: Data | None, older: Data, newer: Data, path: Path) -> Data:
        if older in (newer, base):
            return newer
        if newer == base:
            return older
        if isinstance(older, list) and isinstance(newer, list):
            return self._list(Three(base if isinstance(base, list) else [], older, newer), path)
        if isinstance(older, dict) and isinstance(newer, dict):
            return self._dict(Three(base if isinstance(base, dict) else {}, older, newer), path)
        if heavier := _heavier(older, newer, path):
            return heavier
        self.conflicts.append((path, _words(older), _words(newer)))
        self.losers.append((path, older))
        return newer

    def _dict(self, sides: Three[dict[str, Data]], path: Path, plain: Callable[[str], str] = str) -> dict[str, Data]:
        base, older, newer = sides
        merged: dict[str, Data] = {}
        for key in merge_order(list(base), list(older), list(newer)):
            if key in older and key in newer:
                merged[key] = self._data(base.get(key), older[key], newer[key], (*path, plain(key)))
            else:
                value = older.get(key, newer.get(key, ""))
                if base.get(key) != value:
                    merged[key] = value
        return merged

    def _list(self, sides: Three[list[Data]], path: Path) -> list[Data]:
        by_name = path != (KEPT_VERSIONS,)
        named = sides.map(lambda items: dict(zip(names_of(items, by_name=by_name), items, strict=True)))
        if by_name:
            names = follow_rewording(named)
            named = named.zip(names, lambda items, new: {new[name]: item for name, item in items.items()})
        merged = self._dict(named, path, plain_name)
        self._nameless |= {plain_name(name): partial(_same, item) for name, item in merged.items()}
        return list(merged.values())


def _follow_rewording(cut: Three[Chunks], path: Path) -> Three[Chunks]:
    if path == (KEPT_VERSIONS,):
        return cut
    names = follow_rewording(cut.map(lambda chunks: {name: chunk.data for name, chunk in chunks.named.items()}))
    return cut.zip(names, lambda chunks, new: chunks.with_names(new))


def _item_of(text: str) -> Data:
    """Return the item that is written in the lines of a list."""
    data = plain_data(first_value("list:\n" + text)) if text.lstrip().startswith(("-", "#")) else ""
    return data[0] if isinstance(data, list) and data else ""


def _same(data: Data) -> Data:
    return data


def _heavier(older: Data, newer: Data, path: Path) -> Data | None:
    """Return the value that wins by its weight though both sides changed it; None if neither does."""
    if isinstance(older, list | dict) and type(older) is type(newer):
        return None  # these are merged inside
    weights = _weight(older, path), _weight(newer, path)
    if weights[0] == weights[1]:
        return None
    return newer if weights[1] > weights[0] else older


def _weight(data: Data, path: Path) -> int:
    """Return the weight of a value: empty, the status of every new note, or somebody's own."""
    if not data:
        return _EMPTY
    return _BEGUN if (path, data) == (("status",), MeetingStatus.PLANNED) else _OWN


def _prose(chunks: Three[Chunk | None]) -> str | None:
    """Merge three block texts like Markdown, if the sides changed different parts; else return None."""
    texts = [chunk.text for chunk in chunks if chunk and _LINES_BELOW.match(chunk.text)]
    heads = [split_lines(text)[0] for text in texts]
    if len(texts) < len(("base", "older", "newer")) or len(set(heads)) > 1:
        return None
    bodies = [text[len(head) :] for text, head in zip(texts, heads, strict=True)]
    columns = min(len(line) - len(line.lstrip(" ")) for body in bodies for line in split_lines(body) if line.strip())
    try:
        merged, kept = merge_bodies(Three(*(dedent(body, columns) for body in bodies)))
    except CannotMerge:
        return None
    return None if kept or not columns else heads[0] + indent(merged, columns)


def _fit(chunks: Chunks | None) -> Chunks:
    if chunks is None:
        raise CannotMerge
    return chunks


def _body(chunk: Chunk | None) -> tuple[str, int] | None:
    """Return the lines of a block value without their indent, and that indent."""
    if chunk is None:
        return "", 0
    value = first_value(chunk.text)
    lines = split_lines(chunk.text)
    if isinstance(value, Scalar):
        return ("", 0) if value.empty else None
    if value.flow or value.start < len(lines[0]):
        return None
    below = chunk.text[len(lines[0]) :]
    line_at = max(chunk.text.rfind("\n", 0, value.start), chunk.text.rfind("\r", 0, value.start)) + 1
    columns = value.start - line_at
    return dedent(below, columns), columns


def _item_body(chunk: Chunk | None) -> str:
    """Return an item's mapping without its indent."""
    if chunk is None:
        return ""
    return dedent(" " * _lead(chunk) + chunk.text[_lead(chunk) :], _lead(chunk))


def _lead(chunk: Chunk) -> int:
    """Return the width of an item's dash and the blanks after it."""
    return len(chunk.text) - len(chunk.text[1:].lstrip(" "))


def _written(canvas: Chunk, other: Chunk, data: Data) -> str:
    """Write a chunk with another value in brackets; items that it had stay as typed."""
    typed = {**_typed(other), **_typed(canvas)}
    if isinstance(data, list):
        written = "[" + ", ".join(typed.get(repr(item)) or write_flow(item) for item in data) + "]"
    else:
        written = write_scalar(data) if isinstance(data, str) else write_flow(data)
    if canvas.text.startswith("-"):
        return "- " + written + split_lines(canvas.text)[0][len(split_lines(canvas.text)[0].rstrip("\r\n")) :]
    value = first_value(canvas.text)
    if isinstance(value, Listing | Mapping) and value.flow:
        return canvas.text[: value.start] + written + canvas.text[value.end :]
    head = split_lines(canvas.text)[0]
    return head[: head.index(":") + 1] + " " + written + head[len(head.rstrip("\r\n")) :]


def _typed(chunk: Chunk) -> dict[str, str]:
    """Return the items of a list in brackets as typed."""
    if chunk.text.startswith("-"):
        return {}
    value = first_value(chunk.text)
    if not isinstance(value, Listing) or not value.flow:
        return {}
    return {
        repr(plain_data(item)): chunk.text[item.start : item.end] for item in value.items if isinstance(item, Scalar)
    }


def _lines_of_both(base: str, older: str, newer: str) -> str:
    """Merge comments: take the side that changed them; if both did, the older's and new lines of the newer."""
    if base in (older, newer) or older == newer:
        return choose(base, older, newer) or ""
    seen_lines = {line.strip() for line in split_lines(older) + split_lines(base)}
    return older + "".join(line for line in split_lines(newer) if line.strip() not in seen_lines)


def _joined(parts: list[str]) -> str:
    """Join texts, each with a line end."""
    return "".join(
        part if not part or part.endswith(("\n", "\r")) or part is parts[-1] else part + "\n" for part in parts
    )


def _said(chunk: Chunk | None) -> str:
    return _words(chunk.data) if chunk else ""


def _words(data: Data) -> str:
    return data if isinstance(data, str) else write_flow(data)
