"""The common options of every command, as they were typed."""

from typing import Final, NamedTuple

from coachlog.model.audience import WITHIN, Audience
from coachlog.regex import regex


class Options(NamedTuple):
    """What was typed.

    `to` is the file for the answer, `reader` the audience that was named, `unless_told` the usual one of the command.
    `all_logs` asks for the answer over all logs; `writes` says that the command writes in the one that it works in.
    """

    log: str = ""
    today: str = ""
    me: str = ""
    form: str = ""
    verbose: bool = False
    to: str = ""
    reader: str = ""
    unless_told: str = ""
    replace: bool = False
    all_logs: bool = False
    writes: bool = False

    def may_title(self, kind: str) -> bool:
        """Tell whether the readers may read the titles of a kind of document."""
        from coachlog.model.readers import may_read

        return not self.for_others or may_read(kind, "title", self.audience)

    @property
    def names_where(self) -> bool:
        """Tell whether the log or the person was named, which a command to type then may have to do, too."""
        return bool(self.log or self.me)

    @property
    def audience(self) -> Audience:
        """Return the people for whom the answer is made; an answer about several pairs is for oneself."""
        usual = Audience(self.unless_told or Audience.PAIR)
        if self.all_logs and usual is Audience.PAIR:
            usual = Audience.SELF
        return Audience(self.reader or usual)

    @property
    def for_others(self) -> bool:
        """Tell whether people outside the pair are to read the answer."""
        return self.audience not in WITHIN


NO_OPTIONS: Final = Options()
_PLAIN: Final = regex(r"[\w@%+=:,./-]+")
_SPECIAL: Final = frozenset('"$`!\\')


def typable(word: str) -> str:
    """Write a word of a command as it can be typed in a terminal."""
    if _PLAIN.fullmatch(word):
        return word
    return f'"{word}"' if not _SPECIAL & set(word) else "'" + word.replace("'", "'\\''") + "'"
