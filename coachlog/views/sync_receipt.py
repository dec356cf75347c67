"""The receipt of an exchange, as parts and as JSON fields."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from coachlog.actions.share import SyncResult
from coachlog.git.remote_address import RemoteKind
from coachlog.model.fields import format_count
from coachlog.render.view import Item, Line, Part
from coachlog.sync.bundle_folder import is_awaited
from coachlog.views.news import news_data, news_parts

if TYPE_CHECKING:
    from datetime import date

    from coachlog.sync.exchange import Outcome
    from coachlog.sync.remote_config import Shared


class _Notice(NamedTuple):
    """A merge that needs a look: its place, a sentence, and whether it is in conflict still."""

    place: str
    sentence: str
    conflict: bool


def sync_data(result: SyncResult) -> dict[str, Any]:
    """Return the outcome and the news as fields."""
    return outcome_data(result.sharing.outcome, result.sharing.shared) | {"news": news_data(result.news)}


def sync_parts(result: SyncResult, today: "date") -> Iterator[Part]:
    """Tell the news, what needs a look, and what was read back from the shared place."""
    outcome = result.sharing.outcome
    yield from news_parts(result.news, today)
    yield from _notice_parts(outcome, {(conflict.path, conflict.where) for conflict in result.conflicts})
    if outcome.rewritten:
        yield Line("The shared place had been changed by other means; nothing that was here is gone.")
    if outcome.skipped:
        yield from _skipped_parts(outcome, result.partner)
    yield Line(receipt(outcome, result.sharing.shared, result.partner))
    if count := len(result.conflicts):
        yield Line(
            f"{format_count(count, 'place')} {'stands' if count == 1 else 'stand'} in two versions: coachlog settle"
        )


def receipt(outcome: "Outcome", shared: "Shared", partner: str) -> str:
    """Say what was read back from the shared place."""
    changes = format_count(outcome.sent, "change")
    if shared.where.kind is RemoteKind.FOLDER:
        if not outcome.sent:
            return "All that you have lies in the shared folder. Nothing is waiting."
        lie = "lies" if outcome.sent == 1 else "lie"
        return f"{changes} {lie} in the shared folder for {partner}. Nothing is waiting."
    if not outcome.sent:
        return "All that you have lies in the shared place. Nothing is waiting."
    return f"{partner} will see {changes}. Nothing is waiting."


def outcome_data(outcome: "Outcome", shared: "Shared") -> dict[str, Any]:
    """Return the outcome of an exchange as fields."""
    return {
        "place": shared.where.text,
        "sent": outcome.sent,
        "received": outcome.received,
        "waiting": 0,
        "kept": [{"path": path, "where": where} for joined in outcome.joined for path, where in joined.places],
        "kept_whole": [{"path": path, "other": other} for joined in outcome.joined for path, other in joined.whole],
        "kept_changed": [path for joined in outcome.joined for path in joined.undeleted],
        "renamed": [{"from": old, "to": new} for joined in outcome.joined for old, new in joined.renamed],
        "skipped": list(outcome.skipped),
        "rewritten": outcome.rewritten,
    }


def _notice_parts(outcome: "Outcome", conflicts: Collection[tuple[str, str]]) -> Iterator[Part]:
    notices = list(_notices(outcome, conflicts))
    for heading, in_conflict in (("To look at together (coachlog settle):", True), ("Good to know:", False)):
        items = [
            Item(f"{notice.place}: {notice.sentence}", indent=2) for notice in notices if notice.conflict is in_conflict
        ]
        if items:
            yield Line(heading)
            yield from items


def _notices(outcome: "Outcome", conflicts: Collection[tuple[str, str]]) -> Iterator[_Notice]:
    for joined in outcome.joined:
        for path, where in joined.places:
            conflict = (path, where) in conflicts
            sentence = "both versions are kept" if conflict else "both of you changed it"
            yield _Notice(f"{path} › {where}" if where else path, sentence, conflict)
        for path, other in joined.whole:
            yield _Notice(path, f"the other version is {other}", (path, other) in conflicts)
        for path in joined.undeleted:
            yield _Notice(path, "one of you took it away, the other changed it: it stays", conflict=False)
        for old, new in joined.renamed:
            yield _Notice(new, f"was called {old}, which some computers can't hold", conflict=False)


def _skipped_parts(outcome: "Outcome", partner: str) -> Iterator[Part]:
    yield Line("Not read, because they have not come whole, or are no part of this log:")
    yield from (Item(name, indent=2) for name in outcome.skipped)
    if any(map(is_awaited, outcome.skipped)):
        yield Line(f"Let the drive finish, then: coachlog sync. If it stays so, ask {partner} to sync once.", indent=2)
