"""What a chat puts before and around a message when it is copied: who wrote it, and when."""

import re
from typing import Final

from coachlog.regex import regex

_TIME: Final = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[\s\u202f]*[ap]\.?m\.?)?(?: uhr)?"
_DATE: Final = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_DAY: Final = (
    r"(?:today|yesterday|heute|gestern|hoy|ayer"
    r"|(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mié|jue|vie|sáb|dom)\w*\.?)"
)
_WHEN: Final = rf"(?P<day>{_DATE}|{_DAY})?,?\s*{_TIME}"
# [07:12, 3.11.2026] Sam: … and 24.11.26, 18:02 - Sam: …
_MESSAGE: Final = regex(
    rf"^(?:\[[^\]\n]*\d[:.]\d[^\]\n]*\]|{_DATE},?\s*{_TIME}\s+[-–])\s*(?P<who>[^:\n]{{1,40}}):(?:\s+|$)",
    re.IGNORECASE,
)
# Sam Sample, [24 Nov 2026 at 18:02]: and [6:02 PM] Sam Sample and Sam Sample, Tue 6:02 PM
_HEAD: Final = regex(
    rf"^(?:(?P<first>[^\n\[\]:]{{1,40}}?),? ?(?:\[[^\]\n]*\d[:.]\d[^\]\n]*\]:?|{_WHEN})"
    rf"|\[{_TIME}\] (?P<last>[^\n\[\]:]{{1,40}}))$",
    re.IGNORECASE,
)
_MOMENT: Final = regex(rf"^{_WHEN}$", re.IGNORECASE)
_STATE: Final = regex(
    r"^(?:text message|i?message|sms|delivered|read|edited|sent|zugestellt|gelesen|bearbeitet|entregado"
    r"|leído|editado)$",
    re.IGNORECASE,
)


def read_message(words: str) -> tuple[str, str]:
    """Return who wrote a chat's message, empty if the line does not say it, and the message."""
    message = _MESSAGE.match(words)
    return (message["who"].strip(), words[message.end() :]) if message else ("", words)


def chat_head(words: str) -> str:
    """Return the name in a line that says who wrote the message below it, and when; empty for any other line."""
    head = _HEAD.match(words)
    return (head["first"] or head["last"]).strip() if head else ""


def is_moment(words: str, *, dated: bool = False) -> bool:
    """Tell whether a line says no more than when a message was sent, or that it arrived; `dated`: with its day."""
    moment = _MOMENT.match(words)
    return bool(_STATE.match(words) or (moment and (moment["day"] or not dated)))
