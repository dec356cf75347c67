"""The person that `--me` names, which every command looks at before its work."""

from contextlib import suppress

from coachlog.context import Context
from coachlog.errors import SurroundingsError, UsageError
from coachlog.model.fields import did_you_mean, format_list
from coachlog.model.settings import Person
from coachlog.storage.files import FileNotRead
from coachlog.storage.load import load_log


def require_known(context: Context) -> None:
    """Raise UsageError if `--me` names nobody in the log around, else in any of the logs."""
    name = context.options.me
    here = None if context.options.all_logs else context.nearby_root
    people: list[Person] = []
    for root in [here] if here else context.home.open_logs():
        with suppress(FileNotRead, SurroundingsError):  # what cannot be read is told by who needs it
            settings = load_log(root, ()).settings
            people += settings.people
            if settings.find_person(name):
                return
    if people:
        ids = format_list(list(dict.fromkeys(person.id for person in people)))
        where = "this log" if here else "your logs"
        hint = did_you_mean(
            name, (word for one in people for word in (one.id, *one.known_as.own)), f"the people are: {ids}"
        )
        raise UsageError(f"nobody in {where} is called `{name}`", hint)
