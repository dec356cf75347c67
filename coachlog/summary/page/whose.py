"""Whose words a line of the log has, as far as the line says so itself."""

import re
from typing import Final

from coachlog.model.fields import normalize
from coachlog.model.settings import BOTH, Settings

_BEGINS: Final = re.compile(r"[*_~`\"“]*@?(?P<name>[^:]{1,60}?)[*_~`]*\s*[:：][*_~`]*\s*(?=\S)")
_AT: Final = re.compile(r"[*_~`]*@(?P<name>[\w.-]+)[*_~`]*[,]?\s+(?=\S)")
_DASH: Final = re.compile(r"[*_~`]*(?P<name>[^\s:–—-][^:–—]{0,40}?)[*_~`]*\s+[–—-]\s+(?=\S)")
_ENDS: Final = re.compile(
    r"\s*(?:[(\[]\s*(?:said\s+)?@?(?P<name>[^()\[\]]{1,60})[)\]]|[–—-]\s*@?(?P<last>[^–—]{1,60}))[.\s]*\Z"
)
_BOTH: Final = (BOTH, "we", "us", "both of us")
_LABELS: Final = 3  # a line of the material may have labels before the speaker's name


def speakers_in(text: str, settings: Settings) -> frozenset[str]:
    """Return everybody whose words a line has, those of the items below it among them."""
    parts = text.split("; ")
    names = {speaker_in("; ".join(parts[at:]), settings)[0] for at in range(len(parts))}
    names |= {speaker_in(part, settings)[0] for part in parts}
    return frozenset(names - {""})


def speaker_in(text: str, settings: Settings) -> tuple[str, str]:
    """Return whose words a line has (a person's id, `both`, or nobody's), and the words without the name.

    The name may stand behind labels of a section, in brackets at the end, or behind a dash there.
    """
    begin, label = 0, ""
    for _ in range(_LABELS):
        rest = text[begin:]
        for form in (_AT, _BEGINS, _DASH):
            match = form.match(rest)
            if match and (person := _person(match["name"], settings)):
                return person, f"{label}{rest[match.end() :]}".strip()
        match = _BEGINS.match(rest)
        if not match:
            break
        begin += match.end()
        label = text[:begin]
    end = _ENDS.search(text)
    person = _person(end["name"] or end["last"], settings) if end else ""
    return (person, text[: end.start()].strip()) if end and person else ("", text)


def _person(word: str, settings: Settings) -> str:
    if normalize(word) in _BOTH:
        return BOTH
    person = settings.find_person(word.strip(' *_~`"“”'))
    return person.id if person else ""
