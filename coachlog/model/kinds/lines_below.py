"""Lines without a bullet below a next step: those that begin a step of their own, and those that may be meant to."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from coachlog.markdown.task_line import inner_ids
from coachlog.markdown.typed_items import has_own_mark, read_item, unstruck
from coachlog.model.doubtful_names import is_name
from coachlog.model.owners import QUOTES, STEP_LABEL, doer, find_owner, name_in_front
from coachlog.model.settings import BOTH, NOBODY, Settings
from coachlog.regex import regex

_WE: Final = regex(r"(?:we both|both of us|we all|all of us)\s+(?=\w)", re.IGNORECASE)
_FIRST_WORD: Final = regex(r"\W{0,3}(\w[\w’'-]{0,30})\s+(?=\w)")
# What ends a line whose sentence goes on in the next one.
_GOES_ON: Final = regex(
    r"(?:[,;:–—&+/(-]|\b(?:to|with|from|for|and|or|about|of|at|by|the|an?|that|whether|if|when|where|why|how|what|who|which"
    r"|but|because|since|so|in|on|as|than|then|into|before|after|until|while|my|our|his|her|their|your|ask|tell|see"
    r"|meet|help|call|email|text|remind|show|give|send|thank|dr|mrs?|ms))\.?\Z",
    re.IGNORECASE,
)
# What ends a line whose sentence may have a name as its next word: a `call` is a thing there.
_BEFORE_NAME: Final = regex(
    r"(?:[,;–—&+/(-]|\b(?:to|with|from|for|and|or|about|of|at|by|the|an?|that|as|than|my|our|his|her|their|your|ask|tell"
    r"|und|mit|von|f[uü]r|an|y|con|de|para|dr|mrs?|ms))\.?\Z",
    re.IGNORECASE,
)
_DASHES: Final = ("–", "—", "-")
_WRAPPED: Final = 60  # letters of a line that an editor may have cut


def is_name_over(lines: Sequence[str], at: int, settings: Settings) -> bool:
    """Tell whether a line is nothing but a person's name: it stands over others, save where a sentence ends in it.

    Behind a quotation, or a dash, a name says whose the words before it are.
    """
    line = lines[at].strip()
    if line[:1] in _DASHES or not is_name(line.rstrip(":： "), settings):
        return False
    before = lines[at - 1].strip() if at else ""
    return not (_BEFORE_NAME.search(before) or before.endswith(QUOTES))


def begins_step(lines: Sequence[str], at: int, settings: Settings) -> bool:
    """Tell whether a line of a paragraph begins a next step: it says who does something, and goes on with nothing.

    What was kept as one step stays one: its id is at the end.
    """
    before, line = lines[at - 1], lines[at]
    if inner_ids(lines[-1]) and not inner_ids(lines[0]):
        return False
    if STEP_LABEL.match(line.strip()) or (_says_who(line, settings) and _says_who(before, settings)):
        return True
    return is_whole(before) and (_says_who(line, settings) or begins_with_name(line, settings))


def doubtful_lines(lines: Sequence[str], settings: Settings) -> Iterator[int]:
    """Yield the numbers of the lines of one step that may be meant as steps of their own."""
    for at in range(1, len(lines)):
        words = read_item(lines[at].strip(), bulleted=False).words
        begins = _says_who(words, settings) or begins_with_name(words, settings) or words[:1] == "@"
        begins = begins or has_own_mark(lines[at])
        goes_on = _GOES_ON.search(lines[at - 1].strip())
        if unstruck(lines[at]) or (not goes_on and (begins or (words[:1].isupper() and is_whole(lines[at - 1])))):
            yield at


def _says_who(line: str, settings: Settings) -> bool:
    words = read_item(line.strip(), bulleted=False).words
    return bool(doer(words, settings) or name_in_front(words, settings).owner)


def begins_with_name(line: str, settings: Settings) -> bool:
    """Tell whether the first word of a line is a person's name, or it says `we both`."""
    words = line.strip()
    first = _FIRST_WORD.match(words)
    return bool(_WE.match(words) or (first and find_owner(first[1], settings) not in (NOBODY, BOTH)))


def is_whole(line: str) -> bool:
    """Tell whether a line is short, and does not end as one does that goes on in the next."""
    return len(line.strip()) < _WRAPPED and not _GOES_ON.search(line.strip())
