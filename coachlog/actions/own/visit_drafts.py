"""The visits in my own pages, which nobody else sees before they are shared; to list them needs nothing that writes."""

from coachlog.context import Context
from coachlog.model.audience import Audience
from coachlog.model.kinds.visit import Visit
from coachlog.model.log import Log
from coachlog.storage.load import load_log


def read_own_visits(context: Context) -> Log:
    """Return the visits in the own pages, of every log, with their sections."""
    return load_log(context.home.own, ("visit",), bodies=("visit",))


def drafts_among(context: Context, own: Log) -> tuple[Visit, ...]:
    """Return those visits of the own pages that are of the log at hand."""
    return tuple(visit for visit in own.visits if visit.log in ("", context.log_id))


def my_drafts(context: Context) -> tuple[Visit, ...]:
    """Return my visits of the log at hand that are not shared; none for an answer that somebody else may read."""
    for_others = context.options.to and context.options.audience is not Audience.SELF
    if for_others or not (context.home.own / "visits").is_dir():  # nothing is parsed if there is nothing
        return ()
    return drafts_among(context, read_own_visits(context))
