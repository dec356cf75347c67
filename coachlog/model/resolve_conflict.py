"""A text in which something stands twice: where both versions are, and the text when one was chosen: pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.markdown.document import Document, Unreadable, decode_text, parse_document
from coachlog.markdown.edit import set_key
from coachlog.markdown.edit_yaml import Data, plain_data, set_value, write_flow
from coachlog.markdown.task_line import without_id, words_begin
from coachlog.markdown.yaml_text import Listing, Mapping, YamlError, parse_yaml
from coachlog.model.conflict import Choice, Form, Twice, Version

_KEY: Final = "kept_versions"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a version's words stand in a text."""

    start: int
    end: int


def stands(found: Twice, text: str) -> Twice | None:
    """What was kept twice, with its line, if both versions still stand in the text; else None."""
    spans = _spans(found, text)
    if spans is None:
        return None
    return replace(found, line=text.count("\n", 0, min(span.start for span in spans)) + 1)


def kept_values(path: str, text: str, known: Iterable[Twice] = ()) -> Iterator[Twice]:
    """Each value that a document keeps beside the live one; `known` says who wrote them."""
    if _KEY not in text:
        return
    front = _front(path, text)
    entry = front.find(_KEY) if front else None
    if front is None or entry is None or not isinstance(entry.value, Listing):
        return
    line = text.count("\n", 0, text.index(_KEY)) + 1
    for item in entry.value.items:
        for kept in item.entries if isinstance(item, Mapping) else ():
            first = _words(plain_data(kept.value))
            second = _words(_live(plain_data(front), kept.key.split(".")))
            twin = next((one for one in known if one.where == kept.key and one.first.text == first), None)
            yield Twice(
                path,
                kept.key,
                Form.VALUE,
                replace(twin.first, text=first) if twin else Version(first),
                replace(twin.second, text=second) if twin and twin.second.text == second else Version(second),
                line,
            )


def own_lines(text: str, other: str) -> list[str]:
    """The lines that only one of two versions has, in their order."""
    known = Counter(line.strip() for line in other.splitlines())
    own: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if known[line] > 0:
            known[line] -= 1
        else:
            own.append(line)
    return own


def choose_words(found: Twice, choice: Choice, text: str) -> str:
    """The text with one of two versions of some words; raises CoachlogError where they cannot be told apart."""
    spans = _spans(found, text)
    if spans is None:
        raise CoachlogError(f"{found.path} was changed just now", "run the command again")
    kept, other = spans if choice is Choice.FIRST else spans[::-1]
    words = text[kept.start : kept.end]
    # The words go where the first of both stands, which has what lies under an item and a step's mark.
    if kept.start < other.start:
        changed = _without(text, other)
    else:
        changed = _without(text, kept)
        changed = changed[: other.start] + words + changed[other.end :]
    if _words_begin(found, changed) != _words_begin(found, text):  # a rule at the top would open a front matter
        raise _by_hand(found)
    return changed


def choose_value(found: Twice, choice: Choice, text: str) -> str:
    """The text of a document or of YAML in which one of two values is live and the other is gone."""
    front = _front(found.path, text)
    entry = front.find(_KEY) if front else None
    kept = plain_data(entry.value) if entry else []
    if not isinstance(kept, list):
        raise _by_hand(found)
    value = next(
        (
            item[found.where]
            for item in kept
            if isinstance(item, dict) and found.where in item and _words(item[found.where]) == found.first.text
        ),
        None,
    )
    rest: Data = [item for item in kept if item != {found.where: value}]
    try:
        if choice is Choice.FIRST and value is not None:
            path = found.where.split(".")
            if front is None or _live(plain_data(front), path) == "":
                raise _by_hand(found)
            text = _set(found.path, text, path, value)
        return _set(found.path, text, [_KEY], rest or None)
    except (Unreadable, YamlError):
        raise _by_hand(found) from None


def _by_hand(found: Twice) -> CoachlogError:
    return CoachlogError(
        f"{found.where or 'it'} in {found.path} is written in a way that coachlog cannot settle",
        f"keep what you want by hand: coachlog edit {found.path}",
    )


def _spans(found: Twice, text: str) -> tuple[Span, Span] | None:
    """Where the first and the second stand, apart from each other; None where one of them does not."""
    first, second = _form_of(found.first.text), _form_of(found.second.text)
    begins = _words_begin(found, text)
    if first is None or second is None or begins is None:
        return None
    # One may be a part of the other: the longer is found first, and the shorter outside of it.
    longer, shorter = (first, second) if len(found.first.text) >= len(found.second.text) else (second, first)
    for big in longer.finditer(text, begins):
        for small in shorter.finditer(text, begins):
            if small.end() <= big.start() or big.end() <= small.start():
                spans = Span(*big.span()), Span(*small.span())
                return spans if longer is first else spans[::-1]
    return None


def _words_begin(found: Twice, text: str) -> int | None:
    """Where a document's Markdown begins; None where a key stands twice, or a front matter can't be read."""
    if not found.path.endswith(".md"):
        return None
    try:
        document = parse_document(text)
    except Unreadable:
        return None
    is_key = document.front is not None and document.front.find(found.where.partition(".")[0]) is not None
    return None if is_key else document.body_at


def _form_of(version: str) -> "re.Pattern[str] | None":
    """What finds a version's words, whatever box, mark or white space stands around them now."""
    words = [word for line in version.splitlines() for word in without_id(line[words_begin(line) :]).split()]
    return re.compile(r"(?<!\w)" + r"\s+(?:[>\-*+]\s+)?".join(map(re.escape, words)) + r"(?!\w)") if words else None


def _without(text: str, span: Span) -> str:
    """The text without some words: without their whole lines where nothing else stands there."""
    line = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    before = text[line : span.start]
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end + 1
    after = text[span.end : end]
    if words_begin(before + "x") >= len(before) and not without_id(after.rstrip("\r\n")).strip():
        above, below = text[:line], text[end:]
        if _ends_blank(above) and (not below.strip() or below.lstrip(" \t")[:1] in ("\n", "\r")):
            below = below.lstrip(" \t")
            below = below[2:] if below.startswith("\r\n") else below[1:]
        return above + below
    if before.endswith(" "):
        return text[: span.start].rstrip(" ") + text[span.end :]
    return text[: span.start] + text[span.end :].lstrip(" ")


def _ends_blank(above: str) -> bool:
    return not above or bool(re.search(r"(?:^|\n|\r)[ \t]*\r?\n$", above))


def _front(path: str, text: str) -> Mapping | None:
    try:
        return parse_document(text).front if path.endswith(".md") else parse_yaml(text.removeprefix("\ufeff"))
    except (Unreadable, YamlError):
        return None


def _set(path: str, text: str, keys: list[str], data: Data | None) -> str:
    if path.endswith(".md"):
        document: Document = set_key(parse_document(text), keys, data)
        return document.text
    return set_value(text, keys, data)


def _live(data: Data, path: list[str]) -> Data:
    for key in path:
        data = data.get(key, "") if isinstance(data, dict) else ""
    return data


def _words(data: Data) -> str:
    return data if isinstance(data, str) else write_flow(data)


def read_text(content: bytes | None) -> str:
    """A file's text, nothing where there is none that can be read."""
    try:
        return decode_text(content or b"")
    except Unreadable:
        return ""
