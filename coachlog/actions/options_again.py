"""The options that a command to type needs, to go on in the same log as the same person."""

from contextlib import suppress

from coachlog.context import Context
from coachlog.errors import SurroundingsError, UsageError
from coachlog.model.settings import UnknownPerson
from coachlog.options import typable
from coachlog.storage.files import FileNotRead


def options_again(context: Context) -> str:
    """Return the options as they stand behind `coachlog`: ` --me mentee --log lee`."""
    return "".join(f" {option}" for option in each_option_again(context))


def each_option_again(context: Context) -> tuple[str, ...]:
    """Return the options, such as `--me mentee` and `--log lee`; none if a command finds both alone."""
    return tuple(filter(None, (_me_again(context), _log_again(context))))


def _me_again(context: Context) -> str:
    typed, here = context.options.me, vars(context).get("root")  # nobody is asked for a log here
    if not typed:
        return ""
    option = f"--me {typable(typed)}"
    with suppress(SurroundingsError, FileNotRead, UsageError):  # nobody of that name leads on
        named = Context(context.options._replace(writes=False), here).stated_person
        with suppress(UnknownPerson):
            alone = Context(context.options._replace(writes=False, me=""), here).me
            return "" if alone == named else option
        return option
    return ""


def _log_again(context: Context) -> str:
    typed = context.options.log
    if not typed:
        return ""
    with suppress(SurroundingsError):  # a word that names no log is told as such
        word, nearby = Context(context.options._replace(log="")).nearby
        found = (nearby,) if nearby or word else context.home.open_logs()
        return "" if found == (context.root,) else f"--log {typable(typed)}"
    return ""
