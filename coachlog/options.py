"""The common options of every command, as they were typed."""

from typing import Final, NamedTuple

from coachlog.model.audience import Audience


class Options(NamedTuple):
    """What was typed; `to` is the file for the answer, `reader` the audience that was named."""

    log: str = ""
    today: str = ""
    me: str = ""
    form: str = ""
    verbose: bool = False
    to: str = ""
    reader: str = ""
    replace: bool = False

    @property
    def audience(self) -> Audience:
        """Return the people for whom the answer is made."""
        return Audience(self.reader or Audience.PAIR)


NO_OPTIONS: Final = Options()
