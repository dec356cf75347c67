"""A conflict in a text: find both versions, and build the text that keeps one of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.markdown.document import Document, Unreadable, decode_text, parse_document
from coachlog.markdown.edit import set_key
from coachlog.markdown.edit_yaml import Data, find_steps, plain_data, replace_at, set_value, value_at, write_flow
from coachlog.markdown.task_line import add_id, parse_item, task_id, without_id, words_begin
from coachlog.markdown.yaml_text import Listing, Mapping, YamlError, parse_yaml
from coachlog.model.conflict import KEPT_VERSIONS, Choice, Conflict, Form, Version
from coachlog.model.kinds.body import StepMark

_ENDINGS: Final = ".!?…\"'”’)]*_`"
_NEITHER: Final = "—"  # stands for the base's words: it differs from both versions, but its paragraph resembles theirs
_BOTH: Final = frozenset((Choice.FIRST, Choice.SECOND))


class ConflictChanged(CoachlogError):
    """The two versions of a conflict are not in the text any more, or cannot be told apart."""


@frozen
class Span:
    """The place of a version's words in a text."""

    start: int
    end: int


@frozen
class _Line:
    """The whole lines of a version: what stands before its words, and the id behind them."""

    span: Span
    lead: str
    words: str
    tail: str


def locate(conflict: Conflict, text: str) -> Conflict | None:
    """Return a conflict with its line in a text, None if the text does not have both versions any more."""
    spans = _spans(conflict, text)
    if spans is None:
        return None
    return replace(conflict, line=text.count("\n", 0, min(span.start for span in spans)) + 1)


def lines_of_both(conflict: Conflict, text: str) -> Iterator[int]:
    """Yield the lines (from 1) on which a conflict's two versions stand in a text."""
    yield conflict.line
    for span in _spans(conflict, text) or ():
        first = text.count("\n", 0, span.start) + 1
        yield from range(first, first + text.count("\n", span.start, span.end) + 1)


def find_values(path: str, text: str, conflicts: Iterable[Conflict] = ()) -> Iterator[Conflict]:
    """Yield each value that a document keeps beside another live one; `conflicts` say who wrote them."""
    if KEPT_VERSIONS not in text:
        return
    front = _front(path, text)
    entry = front.find(KEPT_VERSIONS) if front else None
    if front is None or entry is None or not isinstance(entry.value, Listing):
        return
    writers = {(one.where, one.first.text): one for one in reversed(tuple(conflicts))}
    line = text.count("\n", 0, text.index(KEPT_VERSIONS)) + 1
    for item in entry.value.items:
        for kept in item.entries if isinstance(item, Mapping) else ():
            first = Version(_words(plain_data(kept.value)))
            second = Version(_words(_live(plain_data(front), kept.key)))
            if first.text.split() == second.text.split():  # by hand the one has become the other
                continue
            if writer := writers.get((kept.key, first.text)):
                first = writer.first
                second = writer.second if writer.second.text == second.text else second
            yield Conflict(first, second, kept.key, path, Form.VALUE, line)


def lines_of_one(text: str, other: str) -> list[str]:
    """Return the lines that only the first of two versions has, in their order."""
    left = Counter(line.strip() for line in other.splitlines())
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if left[line] > 0:
            left[line] -= 1
        else:
            lines.append(line)
    return lines


def choose_words(conflict: Conflict, choice: Choice, text: str) -> str:
    """Return the text with one of two versions of some words; raise ConflictChanged if it has not both."""
    spans = _spans(conflict, text)
    if spans is None:
        raise ConflictChanged(f"{conflict.path} was changed just now", "run the command again")
    kept, other = spans if choice is Choice.FIRST else spans[::-1]
    mine, theirs = _line_of(text, kept), _line_of(text, other)
    # What is below an item is below the first of two: the line that stays goes there, as it was written.
    if kept.start < other.start or _is_item(mine) != _is_item(theirs):
        changed = _without(text, other)
    else:
        place, words = other, text[kept.start : kept.end]
        if mine and theirs:
            version = conflict.first if choice is Choice.FIRST else conflict.second
            place, words = theirs.span, _as_written(mine, theirs, version.text)
        changed = _without(text, kept)
        changed = changed[: place.start] + words + changed[place.end :]
    if _words_begin(conflict, changed) != _words_begin(conflict, text):  # a rule at the top would open a front matter
        raise _by_hand(conflict)
    return changed


def choose_value(conflict: Conflict, choice: Choice, text: str) -> str:
    """Return the text of a document or of YAML in which one of two values is live and the other is gone."""
    front = _front(conflict.path, text)
    entry = front.find(KEPT_VERSIONS) if front else None
    kept = plain_data(entry.value) if entry else []
    if not isinstance(kept, list):
        raise _by_hand(conflict)
    value = next(
        (
            item[conflict.where]
            for item in kept
            if isinstance(item, dict) and conflict.where in item and _words(item[conflict.where]) == conflict.first.text
        ),
        None,
    )
    rest: Data = [item for item in kept if item != {conflict.where: value}]
    try:
        if choice is Choice.FIRST and value is not None:
            steps = find_steps(plain_data(front), conflict.where) if front else None
            if front is None or steps is None:
                raise _by_hand(conflict)
            document = parse_document(text) if conflict.path.endswith(".md") else None
            start, end = (document.front_at, document.front_end) if document else (0, len(text))
            text = text[:start] + replace_at(text[start:end], steps, value) + text[end:]
        return _set(conflict.path, text, [KEPT_VERSIONS], rest or None)
    except (Unreadable, YamlError):
        raise _by_hand(conflict) from None


def _by_hand(conflict: Conflict) -> CoachlogError:
    return CoachlogError(
        f"{conflict.where or 'it'} in {conflict.path} is written in a way that coachlog cannot settle",
        f"keep what you want by hand: coachlog edit {conflict.path}",
    )


def _spans(conflict: Conflict, text: str) -> tuple[Span, Span] | None:
    """Return the separate places of both versions; None if the text lacks one."""
    first, second = _form_of(conflict.first.text), _form_of(conflict.second.text)
    begins = _words_begin(conflict, text)
    if first is None or second is None or begins is None:
        return None
    # One may be a part of the other, so find the longer first, and the shorter outside of it.
    longer, shorter = (first, second) if len(conflict.first.text) >= len(conflict.second.text) else (second, first)
    for big in longer.finditer(text, begins):
        for small in shorter.finditer(text, begins):
            if small.end() <= big.start() or big.end() <= small.start():
                spans = Span(*big.span()), Span(*small.span())
                return spans if longer is first else spans[::-1]
    return None


def _words_begin(conflict: Conflict, text: str) -> int | None:
    """Return the place where a document's Markdown begins, None if the conflict is about a key."""
    if not conflict.path.endswith(".md"):
        return None
    try:
        document = parse_document(text)
    except Unreadable:
        return None
    is_key = document.front is not None and document.front.find(conflict.where.partition(".")[0]) is not None
    return None if is_key else document.body_at


def _form_of(version: str) -> "re.Pattern[str] | None":
    """Return a pattern of a version's words, with any box, mark or white space around them."""
    words = [word for line in version.splitlines() for word in without_id(line[words_begin(line) :]).split()]
    return re.compile(r"(?<!\w)" + r"\s+(?:[>\-*+]\s+)?".join(map(re.escape, words)) + r"(?!\w)") if words else None


def _without(text: str, span: Span) -> str:
    """Return the text without some words, and without their lines where these have nothing else."""
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


def _line_of(text: str, words: Span) -> _Line | None:
    """Return the whole lines of some words, None where something else stands in them."""
    start = max(text.rfind("\n", 0, words.start), text.rfind("\r", 0, words.start)) + 1
    end = words.end + len(re.split(r"[\r\n]", text[words.end :], maxsplit=1)[0])
    lead, tail = text[start : words.start], text[words.end : end]
    if words_begin(lead + "x") < len(lead) or without_id(tail).strip():
        return None
    return _Line(Span(start, end), lead, text[words.start : words.end], tail)


def _is_item(line: _Line | None) -> bool:
    return bool(line and parse_item(line.lead).bullet)


def _as_written(kept: _Line, other: _Line, version: str) -> str:
    """Return the lines of one version for the place of the other: what was done meanwhile stays done."""
    indent, lead = (len(line.lead) - len(line.lead.lstrip(" \t>")) for line in (other, kept))
    marker = kept.lead[lead:]
    if (parse_item(other.lead).mark or "").lower() == StepMark.DONE and (mark := parse_item(kept.lead).mark):
        marker = marker.replace(f"[{mark}]", f"[{StepMark.DONE}]", 1)
    identity = task_id(version) or task_id(kept.lead + kept.tail) or task_id(kept.lead + other.tail)
    words = other.lead[:indent] + marker + kept.words
    return add_id(words, identity) if identity else words + kept.tail


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


def _live(data: Data, name: str) -> Data:
    steps = find_steps(data, name)
    return "" if steps is None else value_at(data, steps)


def _words(data: Data) -> str:
    return data if isinstance(data, str) else write_flow(data)


def decode(content: bytes | None) -> str:
    """Return a file's text, empty if it has none that can be read."""
    try:
        return decode_text(content or b"")
    except Unreadable:
        return ""


def before_choices(conflict: Conflict, base: str, sides: Sequence[str], settled: Sequence[bool]) -> str:
    """Return the base with only what both sides kept of two versions, if each settled them otherwise; else the base.

    Merged with this base, what one side alone kept is new, so it stays. `settled` says which sides chose by a command.
    """
    kept = [_kept(conflict, text, by_command) for text, by_command in zip(sides, settled, strict=True)]
    if _standing(conflict, base) != _BOTH or None in kept or kept[0] == kept[1]:
        return base
    if not any(settled) and not all(kept):  # words that were only reworded by hand
        return base
    if conflict.form is Form.VALUE and _BOTH not in kept:  # the merge of the front matter knows of these
        return base
    alike = (kept[0] or frozenset()) & (kept[1] or frozenset())
    return _choose(conflict, next(iter(alike)), base) if alike else _without_both(conflict, base)


def _kept(conflict: Conflict, text: str, by_command: bool) -> frozenset[Choice] | None:
    """Return the versions that a side kept, None if it settled nothing."""
    standing = _standing(conflict, text)
    return None if standing == _BOTH and not by_command else standing


def _standing(conflict: Conflict, text: str) -> frozenset[Choice] | None:
    """Return which of two versions are in a text, None if nobody can tell."""
    find = _standing_values if conflict.form is Form.VALUE else _standing_words
    has = find(conflict, text)
    return None if has is None else frozenset(choice for choice, is_there in has.items() if is_there)


def _standing_words(conflict: Conflict, text: str) -> dict[Choice, bool] | None:
    begins = _words_begin(conflict, text)
    if begins is None:
        return None
    versions = {Choice.FIRST: conflict.first.text, Choice.SECOND: conflict.second.text}
    has = {choice: bool((form := _form_of(one)) and form.search(text, begins)) for choice, one in versions.items()}
    if all(has.values()) and _spans(conflict, text) is None:  # one is a part of the other
        has[min(versions, key=lambda choice: len(versions[choice]))] = False
    return has


def _standing_values(conflict: Conflict, text: str) -> dict[Choice, bool] | None:
    front = _front(conflict.path, text)
    if front is None:
        return None
    live = _words(_live(plain_data(front), conflict.where))
    kept = {(one.where, one.first.text) for one in find_values(conflict.path, text)}
    is_kept = (conflict.where, conflict.first.text) in kept
    return {
        Choice.FIRST: is_kept or live == conflict.first.text,
        Choice.SECOND: is_kept or live == conflict.second.text,
    }


def _choose(conflict: Conflict, choice: Choice, text: str) -> str:
    return (choose_value if conflict.form is Form.VALUE else choose_words)(conflict, choice, text)


def _without_both(conflict: Conflict, base: str) -> str:
    """Return the base with a mark in place of both versions."""
    text = _choose(conflict, Choice.FIRST, base)
    form, begins = _form_of(conflict.first.text), _words_begin(conflict, text)
    match = form.search(text, begins) if form and begins is not None else None
    if match is None:  # a value that neither kept as it was is another one than the first
        return text if conflict.form is Form.VALUE else base
    ending = match[0][len(match[0].rstrip(_ENDINGS)) :]  # or the words would run on into the next sentence
    return text[: match.start()] + _NEITHER + ending + text[match.end() :]
