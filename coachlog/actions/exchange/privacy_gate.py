"""The gate before sharing: show what points to a student, and ask what becomes of it."""

from typing import TYPE_CHECKING, Final

from coachlog.actions.exchange.unshared_cues import UnsharedCues, find_unshared_cues, shared_tips
from coachlog.actions.options_again import options_again
from coachlog.actions.own.student_list import ask_for_students, own_names
from coachlog.checks.students import Search, search_of
from coachlog.context import Context
from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.git.remote_errors import SyncFailed
from coachlog.model.fields import format_count, format_list
from coachlog.storage.refused_cues import refused_among, remember_refused

if TYPE_CHECKING:
    from coachlog.git.remote import GitRemote
    from coachlog.sync.bundle_folder import BundleFolder

_SHOWN: Final = 12  # lines
_ASKED_FIRST: Final = "Before this is shared, since the shared place never forgets:"
_UNASKED: Final = "This is shared unasked, and the shared place never forgets (typed into a terminal, sync asks first):"
_REFUSED: Final = "You have said that this is not to be shared:"
_ALL_THE_SAME: Final = "Share them all the same?"


def look_before_sharing(context: Context, place: "GitRemote | BundleFolder", *, again: bool) -> tuple[Problem, ...]:
    """Show the cues to students in unshared words, and ask; raise SyncFailed if nothing is to be shared.

    With `again` the place is a new one, or empty. Without somebody to ask it only shows, and a no of theirs holds.
    """
    ask_for_students(context)
    search = search_of(own_names(context), context.settings)
    cues = find_unshared_cues(context.repo, search, again=again)
    for sentence in cues.not_read[:_SHOWN]:
        context.tell(sentence)
    gate = _Gate(context, place, search, again)
    if context.interactive:
        _show(context, _ASKED_FIRST, cues.all)
        gate.ask(cues)
        return cues.all
    gate.hold(cues)
    _show(context, _UNASKED, cues.all)
    return cues.all


def _show(context: Context, sentence: str, cues: tuple[Problem, ...]) -> None:
    if cues:
        context.tell(sentence, *map(str, cues[:_SHOWN]))
    if len(cues) > _SHOWN:
        context.tell(f"… and {len(cues) - _SHOWN} more: coachlog{options_again(context)} check")


@frozen
class _Gate:
    """The questions to the person, for one place."""

    context: Context
    place: "GitRemote | BundleFolder"
    search: Search
    again: bool

    def ask(self, cues: UnsharedCues) -> None:
        """Ask what becomes of the cues, and remember a no; raise SyncFailed if that is the answer."""
        try:
            if cues.all:
                self._ask(cues)
        except SyncFailed:
            remember_refused(self.context.root, cues.all)
            raise
        remember_refused(self.context.root, ())

    def hold(self, cues: UnsharedCues) -> None:
        """Share nothing to which the answer was no: what only the history has is left out; else raise SyncFailed."""
        root = self.context.root
        gone = refused_among(root, cues.gone)
        can_squash = bool(gone) and self._can_squash()
        refused = refused_among(root, cues.here if can_squash else cues.all)
        if refused:
            _show(self.context, _REFUSED, refused)
            raise _refusal(refused, f"{self._advice(cues)}; or answer yes on a terminal: coachlog sync")
        if can_squash:
            self._squash()
        remember_refused(root, ())

    def _ask(self, cues: UnsharedCues) -> None:
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
