"""The end of a command that wrote in the log: students' names, and the number of changes only on this computer."""

from collections.abc import Callable
from itertools import chain
from typing import ParamSpec, TypeVar

from coachlog.actions.exchange.new_check_ins import tell_check_ins
from coachlog.actions.exchange.sharing_state import format_unshared, unshared_count
from coachlog.actions.exchange.unclear_lines import new_unclear
from coachlog.actions.own.student_list import own_names
from coachlog.actions.week.steps_gone_on import tell_gone_on
from coachlog.actions.week.steps_taken_out import tell_taken_out
from coachlog.actions.written_documents import WrittenDocuments
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem, Stopped
from coachlog.frozen import frozen
from coachlog.sync.conflicts import is_shared, load_past

_T = TypeVar("_T")
_P = ParamSpec("_P")


@frozen
class AfterWrite:
    """The problems and sentences that come after a command's own."""

    problems: tuple[Problem, ...]
    sentences: tuple[str, ...]


def after_write(context: Context) -> AfterWrite:
    """Look for lines that are not understood and for students' names in what was written; count what is unshared."""
    written = WrittenDocuments(context)
    problems = (*_if_possible(new_unclear, context, written), *_if_possible(_written_names, context))
    if context.form.for_programs:
        return AfterWrite(problems, ())
    of_written = (_if_possible(tell, context, written) for tell in (tell_check_ins, tell_taken_out, tell_gone_on))
    of_log = (_if_possible(tell, context) for tell in (_pair, _unshared))
    return AfterWrite(problems, tuple(chain.from_iterable((*of_written, *of_log))))


def stopped(context: Context) -> Stopped:
    """Return the error of a command that a person stopped after it had written in the log."""
    unshared = " ".join(_if_possible(_unshared, context))
    return Stopped("stopped; what was written before that is kept", unshared or "coachlog history shows it")


def _if_possible(find: Callable[_P, tuple[_T, ...]], *args: _P.args, **more: _P.kwargs) -> tuple[_T, ...]:
    try:
        return find(*args, **more)
    except CoachlogError:  # the work is done
        return ()


def after_own_write(context: Context) -> tuple[str, ...]:
    """Name the pair that something in the own pages is about, if there is another pair on this computer."""
    if context.form.for_programs or len(context.home.pairs()) < 2:
        return ()
    return (f"It is about the log of {context.settings.pair}.",)


def _pair(context: Context) -> tuple[str, ...]:
    """Name the pair whose log was written, if there is another pair's on this computer."""
    if len(context.home.pairs()) < 2:
        return ()
    return (f"Kept in the log of {context.settings.pair}.",)


def _written_names(context: Context) -> tuple[Problem, ...]:
    names = own_names(context)
    if not names.strip():
        return ()
    from coachlog.actions.exchange.unshared_cues import written_names

    return written_names(context, names)


def _unshared(context: Context) -> tuple[str, ...]:
    if not is_shared(context.root):
        return ()
    count = unshared_count(context.root)
    load_past(context.root, lambda: context.repo)
    return (format_unshared(count),) if count else ()
