"""What a chat puts before and around a message when it is copied: who wrote it, and when."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from coachlog.mail.names import LetterNames
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
    rf"^(?:text message|i?message|sms|(?:delivered|read|edited|sent|zugestellt|gelesen|bearbeitet|entregado"
    rf"|leído|editado)(?: {_WHEN})?)$",
    re.IGNORECASE,
)
_AGO: Final = regex(r"^(?:\d{1,2} ?(?:m|h|d|w|min|std)\.?|(?:just )?now|gerade eben|ahora)$", re.IGNORECASE)
# What a chat itself says in the place of a message, or beside one.
_NOTICE: Final = regex(
    r"^(?:you deleted this message|this message was deleted|diese nachricht wurde gelöscht|(?:se )?eliminó este mensaje"
    r"|\[in reply to [^\]]+\])\W*$"
    r"|[\s\u200e]*<(?:this message was edited|diese nachricht wurde bearbeitet|se editó este mensaje\.?)>\s*$",
    re.IGNORECASE,
)
_SYSTEM: Final = regex(rf"^(?:\[[^\]\n]*\d[:.]\d[^\]\n]*\]|{_DATE},?\s*{_TIME}\s+[-–])\s*\S", re.IGNORECASE)
UNSEEN: Final = "\u200b\u200e\u200f\u2066\u2067\u2068\u202a\u202b\u202c\ufeff"  # some chats begin lines with them
_ABOVE: Final = 40  # lines in which a chat says who speaks
_NAME: Final = 4  # words of a name


class Spoken(NamedTuple):
    """A line of a chat without what the chat puts before it, who said it, and whether a message begins with it."""

    words: str
    by: str = ""
    begins: bool = False


class Chat:
    """Reads the lines of a copied chat in their order; of a text that is none it leaves each line as it is."""

    def __init__(self, lines: Sequence[str], names: LetterNames) -> None:
        self._lines, self._names = lines, names
        self._next = 0
        self._speaker = ""
        said = {_message(line)[0] for line in lines} - {""}
        self._called = {who: names.whose(who) for who in said}
        self._is_one = sum(whose != names.letter.writer for whose in self._called.values()) == 1
        heads = {whose for line in lines if (whose := names.whose(_head(line)[0]))}
        self._is_headed = not heads.isdisjoint(names.letter.people)
        above_time = {names.whose(line) for at, line in enumerate(lines) if self._is_name(at)}
        self._is_timed = not above_time.isdisjoint(names.letter.people)

    def end(self) -> None:
        """Forget who spoke: a mail begins."""
        self._speaker = ""

    def read(self, words: str) -> Spoken:
        """Read the next of the lines that hold these words."""
        at = self._next = self._lines.index(words, self._next)
        self._next += 1
        who, message = _message(words)
        if who or (self._called and _SYSTEM.match(words)):
            self._speaker = (self._called[who] or ("" if self._is_one else who)) if who else ""
            return Spoken(_NOTICE.sub("", message.strip(UNSEEN)) if who else "", self._speaker, begins=True)
        head, is_sure = _head(words)
        whose = self._names.whose(head)
        if whose and (is_sure or self._is_headed):
            self._speaker = whose
            return Spoken("", whose)
        if self._is_timed and self._is_name(at):
            self._speaker = self._names.whose(words)
            return Spoken("", self._speaker)
        spoken = "" if self._is_moment(at) else words
        return Spoken(_NOTICE.sub("", spoken) if self._speaker else spoken, self._speaker)

    def _is_name(self, at: int) -> bool:
        """Tell whether a line may be a name above the moment of its message."""
        words, following = self._lines[at], "".join(self._lines[at + 1 : at + 2])
        is_short = 0 < len(words.split()) <= _NAME and not re.search(r"\d|[.!?:,]$", words)
        return is_short and _is_moment(following) and not _STATE.match(following)

    def _is_moment(self, at: int) -> bool:
        """Tell whether a line says no more than when a message of a chat came."""
        if not _is_moment(self._lines[at]):
            return False
        above = [line for line in self._lines[max(0, at - _ABOVE) : at] if line]
        is_first = at < _ABOVE and _is_moment(self._lines[at], dated=True) and all(map(_is_moment, above))
        dated = any(_is_moment(line, dated=True) or self._names.is_name(line) for line in above)
        is_last = bool(_STATE.match(self._lines[at])) and not any(self._lines[at + 1 :])
        return is_first or bool(self._speaker) or dated or is_last


def _message(words: str) -> tuple[str, str]:
    """Return who wrote a chat's message, empty if the line does not say it, and the message."""
    message = _MESSAGE.match(words)
    return (message["who"].strip(), words[message.end() :]) if message else ("", words)


def _head(words: str) -> tuple[str, bool]:
    """Return the name in a line that says who wrote the message below it, and when, and whether nothing else does so.

    The name is empty in any other line.
    """
    head = _HEAD.match(words)
    return ((head["first"] or head["last"]).strip(), "[" in words) if head else ("", False)


def _is_moment(words: str, *, dated: bool = False) -> bool:
    """Tell whether a line says no more than when a message was sent, or that it arrived; `dated`: with its day."""
    moment = _MOMENT.match(words)
    is_ago = not dated and _AGO.match(words)
    return bool(_STATE.match(words) or is_ago or (moment and (moment["day"] or not dated)))
