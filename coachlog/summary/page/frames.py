"""A frame with gaps, and the words that an author puts there: what both say is said once."""

import re
from collections.abc import Sequence
from typing import Final

from coachlog.markdown.literal import escape_line
from coachlog.regex import regex
from coachlog.summary.page.measure import ANY_GAP
from coachlog.summary.page.verbs import lowered
from coachlog.summary.page.voice import sentence

_WORD: Final = regex(r"[^\W_]+(?:['’][^\W_]+)*")
_COMMENT: Final = regex(r"<!--|-->")
_BLOCK_MARKS: Final = ("#", ">", "|", "<")  # of which a line of an answer makes no other block
_PROMPT: Final = regex(r"\*\*([^*]+)\*\* ?\[…\]")
# Within a sentence such a word begins with a small letter; of others nobody knows whether they are names.
_SMALL: Final = """
    a an and as at because both by each for from he her his how if in it its my no not on once one our she so some
    that the their there these they this to we what when while with you
"""


def prompt_of(text: str) -> str:
    """Return the words of a prompt, which no page keeps beside its answer; empty for a sentence with gaps."""
    match = _PROMPT.fullmatch(text)
    return match[1] if match else ""


def as_whole(frame: str, answer: str) -> str:
    """Return an answer that says all of a frame's words itself, as a sentence; else nothing."""
    parts = [r"\W+".join(map(re.escape, _WORD.findall(part))) for part in ANY_GAP.split(frame)]
    pattern = r"\W*" + r"\W.*?\S.*?\W".join(parts[:-1]) + r"\W.*\S.*" + (rf"\W{parts[-1]}\W*" if parts[-1] else "")
    is_whole = bool(parts[0]) and re.fullmatch(pattern, answer.replace("’", "'"), re.IGNORECASE | re.DOTALL)
    return sentence(answer) if is_whole else ""


def fill_gaps(frame: str, answers: Sequence[str]) -> str:
    """Return a sentence with its gaps filled, but those without an answer."""
    words, *after = ANY_GAP.split(frame)
    for gap, answer, part in zip(ANY_GAP.findall(frame), answers, after, strict=True):
        words = _fill(words, answer, part) if answer else f"{words}{gap}{part}"
    return words


def gap_words(frame: str, line: str) -> list[str] | None:
    """Return what stands in a line in each gap of a frame, with the gap itself where it is open still.

    None of a line that does not say the frame's words.
    """
    *parts, end = map(re.escape, ANY_GAP.split(frame))
    match = re.fullmatch("(.+?)".join([*parts, f"{end}?" if end == r"\." else end]), line)
    return list(match.groups()) if match else None


def without_repeated(frame: str, at: int, answer: str) -> str:
    """Return an answer to a gap without the words before it, where the answer says them again."""
    return _without("".join(ANY_GAP.split(frame)[: at + 1]), answer)


def _fill(before: str, answer: str, behind: str) -> str:
    words = _without(before, answer)
    end = behind.strip(" .,;:”")
    if end and words.casefold().rstrip(" .").endswith(end.casefold()):
        words = words.rstrip(" .")[: -len(end)].rstrip(" ,;")
    if before.rstrip()[-1:] not in ("", ".", "!", "?", ":", "“") and _first(words) in _SMALL.split() and " " in words:
        words = lowered(words)
    if behind.startswith((".", ";", ",")):
        words = words.removesuffix(".")
    if behind.startswith(".") and words.endswith(("!", "?")):
        behind = behind[1:]
    return f"{before}{words}{behind}"


def _without(before: str, answer: str) -> str:
    """Return an answer without the words of the frame with which it begins; nothing of one that says no more."""
    lead = [word.casefold() for word in _WORD.findall(before)]
    matches = list(_WORD.finditer(answer))
    begins = [match.group().casefold() for match in matches]
    for count in range(min(len(lead), len(begins)), 0, -1):
        if lead[-count:] == begins[:count]:
            return answer[matches[count].start() :] if count < len(matches) else ""
    return answer


def _first(words: str) -> str:
    match = _WORD.match(words)
    return match.group().casefold() if match else ""


def without_comments(answer: str) -> str:
    """Return an answer that hides nothing behind it: without what begins or ends a comment."""
    return _COMMENT.sub("", answer)


def as_paragraph(line: str) -> str:
    """Return a line that an author typed, as words of a paragraph."""
    words = without_comments(line).strip()
    return escape_line(words) if words.startswith(_BLOCK_MARKS) else words


def split_paragraphs(answer: str) -> Sequence[str]:
    """Return the lines of an answer, with an empty one where a paragraph ends: at an empty one, or with a sentence."""
    lines: list[str] = []
    for line in (line.strip() for line in answer.split("\n")):
        ended = lines and lines[-1].rstrip("”’\"')*_").endswith((".", "!", "?", "…", ":"))
        if line and ended:
            lines.append("")
        if line or (lines and lines[-1]):
            lines.append(line)
    return lines if not lines or lines[-1] else lines[:-1]
