"""What is only on this computer, and the words for what an exchange did."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coachlog.errors import SurroundingsError
from coachlog.fields import spoken_count, spoken_list
from coachlog.git.exchange import SHARED, Exchange
from coachlog.git.places import Kind
from coachlog.git.trouble import Unshared
from coachlog.kinds.settings import Person, Settings
from coachlog.store.shared import Shared, recall

if TYPE_CHECKING:
    from coachlog.store.joining import Outcome


def unshared_count(root: Path) -> int | None:
    """Return how many changes are on this computer only; None where the log has no shared place."""
    shared = recall(root)
    if shared is None:
        return None
    history = Exchange(root)
    # Plain git may have brought, or taken there, what coachlog has not seen yet.
    there = [history.ref(name) for name in (SHARED, f"refs/remotes/origin/{shared.there or shared.branch}")]
    newest = history.head()
    return history.count([newest], list(filter(None, there))) if newest and newest not in there else 0


def waiting_words(count: int) -> str:
    """Say how much is only on this computer."""
    if not count:
        return "Nothing is waiting."
    return f"{spoken_count(count, 'change')} {'is' if count == 1 else 'are'} only on this computer: coachlog sync"


def others(settings: Settings, me: Person | None) -> str:
    """The people whom a change goes to, by name."""
    names = [person.name or person.id for person in settings.people if me is None or person.id != me.id]
    return spoken_list(names) or "your partner"


def receipt(outcome: "Outcome", shared: Shared, partner: str) -> str:
    """Say what was read back from the shared place."""
    changes = spoken_count(outcome.sent, "change")
    if shared.where.kind is Kind.FOLDER:
        if not outcome.sent:
            return "All that you have lies in the shared folder. Nothing is waiting."
        lie = "lies" if outcome.sent == 1 else "lie"
        return f"{changes} {lie} in the shared folder for {partner}. Nothing is waiting."
    if not outcome.sent:
        return "All that you have lies in the shared place. Nothing is waiting."
    return f"{partner} will see {changes}. Nothing is waiting."


def kept_lines(outcome: "Outcome") -> Iterator[tuple[str, str]]:
    """What was kept in two versions, or otherwise needs a look: a sentence's subject, and what there is about it."""
    for joined in outcome.joined:
        for path, where in joined.kept:
            yield (f"{path} › {where}" if where else path), "both versions are kept"
        for path, other in joined.whole:
            yield path, f"the other version is {other}"
        for path in joined.undeleted:
            yield path, "one of you took it away, the other changed it: it stays"
        for old, new in joined.renamed:
            yield new, f"was called {old}, which some computers can't hold"


def outcome_data(outcome: "Outcome", shared: Shared) -> dict[str, Any]:
    """What an exchange did, for a program."""
    return {
        "place": shared.where.text,
        "sent": outcome.sent,
        "received": outcome.received,
        "waiting": 0,
        "kept": [{"path": path, "where": where} for joined in outcome.joined for path, where in joined.kept],
        "kept_whole": [{"path": path, "other": other} for joined in outcome.joined for path, other in joined.whole],
        "kept_changed": [path for joined in outcome.joined for path in joined.undeleted],
        "renamed": [{"from": old, "to": new} for joined in outcome.joined for old, new in joined.renamed],
        "skipped": list(outcome.skipped),
        "rewritten": outcome.rewritten,
    }


def with_count(root: Path, trouble: Unshared) -> SurroundingsError:
    """Return an error that says, too, that the work is safe, and how much of it waits."""
    waiting = unshared_count(root) or 0
    wait = f"{spoken_count(waiting, 'change')} {'waits' if waiting == 1 else 'wait'} on this computer"
    return SurroundingsError(
        f"not shared: {trouble.sentence}" + (f"; your work is safe, {wait}" if waiting else ""), trouble.hint
    )
