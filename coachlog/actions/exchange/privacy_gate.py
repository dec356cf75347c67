"""The gate before sharing: show what points to a student, and ask what becomes of it."""

from itertools import islice
from typing import TYPE_CHECKING, Final

from coachlog.actions.exchange.unshared_cues import UnsharedCues, find_unshared_cues, shared_tips
from coachlog.actions.own.student_list import ask_for_students, own_names
from coachlog.checks.students import Search, search_of
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.git.remote_errors import SyncFailed
from coachlog.model.fields import format_count, format_list

if TYPE_CHECKING:
    from coachlog.git.remote import GitRemote
    from coachlog.sync.bundle_folder import BundleFolder

_SHOWN: Final = 12  # lines
_ASKED_FIRST: Final = "Before this is shared, since the shared place never forgets:"
_UNASKED: Final = "This is shared unasked, and the shared place never forgets (typed into a terminal, sync asks first):"
_ALL_THE_SAME: Final = "Share them all the same?"


def look_before_sharing(context: Context, place: "GitRemote | BundleFolder", *, again: bool) -> tuple[Problem, ...]:
    """Show the cues to students in unshared words, and ask; raise SyncFailed if nothing is to be shared.

    With `again` the place is a new one, or empty. Without somebody to ask it only shows.
    """
    ask_for_students(context)
    search = search_of(own_names(context), context.settings)
    cues = find_unshared_cues(context.repo, search, again=again)
    for sentence in cues.not_read[:_SHOWN]:
        context.tell(sentence)
    if cues.all:
        context.tell(_ASKED_FIRST if context.interactive else _UNASKED)
        for cue in islice(cues.all, _SHOWN):
            context.tell(str(cue))
        if len(cues.all) > _SHOWN:
            context.tell(f"… and {len(cues.all) - _SHOWN} more: coachlog{context.log_option} check")
    if cues.all and context.interactive:
        _Gate(context, place, search, again).ask(cues)
    return cues.all


@frozen
class _Gate:
    """The questions to the person, for one place."""

    context: Context
    place: "GitRemote | BundleFolder"
    search: Search
    again: bool

    def ask(self, cues: UnsharedCues) -> None:
        """Ask what becomes of the cues; raise SyncFailed if the answer is that nothing is shared."""
        can_squash = bool(cues.gone) and self._can_squash()
        if cues.here or not can_squash:
            question = (
                "Share the lines that the files still have all the same?" if cues.here and can_squash else _ALL_THE_SAME
            )
            if not self.context.confirm(question, default=False):
                raise _refusal(cues.all, self._advice(cues))
        if not can_squash:
            return
        since = "so far" if self.again else "since the last sync"
        what = "the lines that the files no longer have" if cues.here else "it"
        question = f"Share without {what}? Your work {since} is then shared as one change."
        if self.context.confirm(question, default=True):
            self._squash()
        elif not self.context.confirm(_ALL_THE_SAME, default=False):
            raise _refusal(cues.gone, "to share without it, type: coachlog sync, and answer yes")

    def _can_squash(self) -> bool:
        """Tell whether no part of the history is in an earlier shared place."""
        head = self.context.repo.refs.head()
        return not (self.again and head and shared_tips(self.context.repo, head))

    def _squash(self) -> None:
        """Squash the local-only commits, after a look at what the shared place has by now."""
        from coachlog.sync.squash import squash_unshared

        repo = self.context.repo
        if not self.again:
            self.place.fetch()
        head = repo.refs.head()
        if head and find_unshared_cues(repo, self.search, again=self.again).gone:
            squash_unshared(self.context.writer, repo, head, shared_tips(repo, head))

    def _advice(self, cues: UnsharedCues) -> str:
        if not cues.here:
            return "it is in history that was shared before; to share it here, too, answer yes"
        neutral = dict.fromkeys(self.search.stand_in(cue) or "Student A" for cue in cues.here)
        return f"write {format_list(list(neutral))} in their place, then: coachlog sync"


def _refusal(cues: tuple[Problem, ...], hint: str) -> SyncFailed:
    return SyncFailed(f"{format_count(len(cues), 'line')} may point to a student", hint)
