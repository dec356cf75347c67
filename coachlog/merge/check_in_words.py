"""The pair's own words for the Check-in in the settings: a merge takes none away from who wrote under it."""

from coachlog.markdown.document import Unreadable, decode_text
from coachlog.markdown.edit_yaml import CannotEdit, plain_data, set_value
from coachlog.markdown.yaml_text import YamlError, parse_yaml
from coachlog.model.kinds.headings import means_check_in

_HEADINGS = "headings"


def drops_check_in(base: bytes, side: bytes) -> bool:
    """Tell whether a word that means the Check-in in the base does not mean it on a side."""
    return not _words(base) <= _words(side)


def base_for_check_ins(base: bytes, older: bytes, newer: bytes) -> bytes:
    """Return the base without the words for the Check-in, if a side dropped one: the other's word then stays."""
    if not (drops_check_in(base, older) or drops_check_in(base, newer)):
        return base
    text = decode_text(base)
    try:
        for word in sorted(_words(base)):  # on every computer in one order
            text = set_value(text, [_HEADINGS, word], None)
    except CannotEdit:
        return b""
    return text.encode()


def _words(settings: bytes) -> frozenset[str]:
    try:
        data = plain_data(parse_yaml(decode_text(settings)))
    except (Unreadable, YamlError):
        return frozenset()
    headings = data.get(_HEADINGS) if isinstance(data, dict) else None
    named = headings.items() if isinstance(headings, dict) else ()
    return frozenset(word for word, name in named if isinstance(name, str) and means_check_in(name))
