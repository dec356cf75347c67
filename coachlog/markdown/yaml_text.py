"""Parse YAML text to values with positions; every scalar stays the text that was typed."""

import re
from typing import Final

import yaml

from coachlog.frozen import frozen
from coachlog.regex import regex

if not hasattr(yaml, "CSafeLoader"):  # the Python scanner is ten times slower, and recursion there has no bound
    raise ImportError("coachlog needs PyYAML with its C scanner: install it from a wheel")

MAX_CHARACTERS: Final = 64 * 1024
MAX_DEPTH: Final = 6
MAX_NODES: Final = 2_000
_QUOTED: Final = regex(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_COMMENT: Final = regex(r"[ \t]+(#[^\r\n]*[^\s#][^\r\n]*)")
_INDICATORS: Final = frozenset("&*!|>%@`")
_NO_BEGINNING: Final = "a value cannot begin with this character; put quotes around it"


class YamlError(Exception):
    """The text is not the plain YAML that a log may have; `line` counts from 0 within the text."""

    def __init__(self, line: int, code: str, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.code = code
        self.message = message


@frozen
class Scalar:
    """One value as typed: `start` and `end` are character offsets, `line` counts from 0; `cut` is a comment behind."""

    line: int
    start: int
    end: int
    text: str
    plain: bool
    cut: str = ""

    @property
    def empty(self) -> bool:
        """Tell whether nothing was typed (`key:`, `key: ~`, `key: null`)."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@frozen
class Listing:
    """A list of values; `flow` when written in brackets on the line."""

    line: int
    start: int
    end: int
    items: "tuple[YamlValue, ...]"
    flow: bool


@frozen
class KeyValue:
    """One `key: value`; `start` is where the key begins."""

    key: str
    line: int
    start: int
    value: "YamlValue"


@frozen
class Mapping:
    """Keys and values in the order typed; `repeated` are further occurrences of a key, which do not count."""

    line: int
    start: int
    end: int
    entries: tuple[KeyValue, ...]
    flow: bool
    repeated: tuple[KeyValue, ...] = ()

    def find(self, key: str) -> KeyValue | None:
        """Return the entry of a key, or None."""
        return next((entry for entry in self.entries if entry.key == key), None)


YamlValue = Scalar | Listing | Mapping


def parse_yaml(text: str) -> Mapping:
    """Return the mapping in YAML text; empty text is an empty mapping.

    Raise YamlError for anything else, and for anchors, aliases, tags, merge keys, and depth or size over the limits.
    """
    if len(text) > MAX_CHARACTERS:
        raise YamlError(
            0, "front-matter-too-large", f"the fields at the top are longer than {MAX_CHARACTERS:,} characters"
        )
    try:
        value = _Builder(text).document()
    except yaml.MarkedYAMLError as error:
        raise _error_at(text, error) from None
    except yaml.YAMLError as error:
        position = min(getattr(error, "position", 0) or 0, len(text))
        raise YamlError(
            text.count("\n", 0, position), "bad-yaml", "this line has a character that no field can have"
        ) from None
    if value is None:
        return Mapping(0, 0, 0, (), flow=False)
    if not isinstance(value, Mapping):
        raise YamlError(value.line, "not-a-mapping", "this is not a list of `key: value` lines")
    return value


def _error_at(text: str, error: yaml.MarkedYAMLError) -> YamlError:
    """Return our own error for the place that PyYAML marked, for its sentences change from version to version."""
    mark = error.problem_mark or error.context_mark
    if not mark:
        return YamlError(0, "bad-yaml", "this line cannot be read; write it as `key: value`")
    try:
        _Builder(text[: mark.index]).document()  # our limits come first, for PyYAML has a limit of depth too
    except YamlError as own_error:
        return own_error
    except yaml.YAMLError:
        pass
    context = error.context_mark or mark
    opener = _character(text, context)
    if isinstance(error, yaml.parser.ParserError) and opener in {"[", "{"}:
        return YamlError(context.line, "bad-yaml", "a bracket opens here and does not close")
    if opener in {"'", '"'}:
        quoted = _QUOTED.match(text, context.index)
        if not quoted:
            return YamlError(context.line, "bad-yaml", "a quote opens here and does not close")
        if mark.index < quoted.end() and "\\" in text[context.index : mark.index + 1]:
            message = "a `\\` between double quotes has a special meaning; put single quotes around the value"
            return YamlError(mark.line, "bad-yaml", message)
    return YamlError(mark.line, "bad-yaml", _in_plain_words(text, error))


def _in_plain_words(text: str, error: yaml.MarkedYAMLError) -> str:
    """Return the sentence that the characters at an error's two marks call for."""
    mark, context = error.problem_mark, error.context_mark
    refused = _character(text, mark)
    if not context and refused == ":":
        return "a value with a colon in it needs quotes around it"
    if context and mark and context.index == mark.index:
        return _NO_BEGINNING if refused else "a bracket opens before this and does not close"
    if isinstance(error, yaml.scanner.ScannerError) and (not context or _character(text, context) in _INDICATORS):
        return _NO_BEGINNING
    return "this line is not a `key: value` line; quotes or indents before it may be off"


def _character(text: str, mark: yaml.Mark | None) -> str:
    return text[mark.index : mark.index + 1] if mark else ""


class _Builder:
    """Builds values from the parser's events; the limits are checked first, so the cost grows with the length."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._nodes = 0

    def document(self) -> YamlValue | None:
        value: YamlValue | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise YamlError(event.start_mark.line, "bad-yaml", "a second document begins here")
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, 1)
        return value

    def _value(self, event: yaml.Event, depth: int) -> YamlValue:
        self._guard(event, depth)
        line, start = event.start_mark.line, event.start_mark.index
        if isinstance(event, yaml.ScalarEvent):
            end, plain = event.end_mark.index, not event.style
            comment = _COMMENT.match(self._text, end) if plain else None
            return Scalar(line, start, end, event.value, plain, comment[1] if comment else "")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._listing(event, depth)
        return self._mapping(event, depth)

    def _guard(self, event: yaml.Event, depth: int) -> None:
        line = event.start_mark.line
        self._nodes += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlError(
                line,
                "yaml-alias",
                "`&` and `*` have a special meaning that a log does not use; put quotes around the value",
            )
        if getattr(event, "tag", None):
            raise YamlError(
                line,
                "yaml-tag",
                "`!` has a special meaning that a log does not use; put quotes around the value",
            )
        if depth > MAX_DEPTH:
            raise YamlError(line, "yaml-too-deep", f"this is nested more than {MAX_DEPTH} levels deep")
        if self._nodes > MAX_NODES:
            raise YamlError(
                line, "front-matter-too-large", f"the fields at the top have more than {MAX_NODES:,} values"
            )

    def _listing(self, opening: yaml.Event, depth: int) -> Listing:
        items: list[YamlValue] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, depth + 1))
        end = event.end_mark.index
        return Listing(opening.start_mark.line, opening.start_mark.index, end, tuple(items), bool(opening.flow_style))

    def _mapping(self, opening: yaml.Event, depth: int) -> Mapping:
        entries: dict[str, KeyValue] = {}
        repeated: list[KeyValue] = []
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._value(event, depth + 1)
            if not isinstance(key, Scalar):
                raise YamlError(key.line, "bad-yaml", "a key must be a word")
            if key.text == "<<" and key.plain:
                raise YamlError(key.line, "yaml-merge-key", "`<<` has a special meaning that a log does not use")
            entry = KeyValue(key.text, key.line, key.start, self._value(next(self._events), depth + 1))
            if key.text in entries:
                repeated.append(entry)
            else:
                entries[key.text] = entry
        line, start, end = opening.start_mark.line, opening.start_mark.index, event.end_mark.index
        return Mapping(line, start, end, tuple(entries.values()), bool(opening.flow_style), tuple(repeated))
