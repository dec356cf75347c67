"""What is only on this computer, and the words for what an exchange did."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.git.remote import Kind
from coachlog.git.remote_errors import SyncFailed
from coachlog.git.repo import SHARED, Repo
from coachlog.model.fields import format_count, format_list
from coachlog.model.settings import Person, Settings
from coachlog.sync.remote_config import Shared, recall

if TYPE_CHECKING:
    from coachlog.sync.exchange import Outcome


def unshared_count(root: Path) -> int | None:
    """Return how many changes are on this computer only; None where the log has no shared place."""
    shared = recall(root)
    if shared is None:
        return None
    history = Repo(root)
    # Plain git may have brought, or taken there, what coachlog has not seen yet.
    there = [history.ref(name) for name in (SHARED, f"refs/remotes/origin/{shared.there or shared.branch}")]
    newest = history.head()
    return history.count([newest], list(filter(None, there))) if newest and newest not in there else 0


def waiting_words(count: int) -> str:
    """Say how much is only on this computer."""
    if not count:
        return "Nothing is waiting."
    return f"{format_count(count, 'change')} {'is' if count == 1 else 'are'} only on this computer: coachlog sync"


def others(settings: Settings, me: Person | None) -> str:
    """The people whom a change goes to, by name."""
    names = [person.name or person.id for person in settings.people if me is None or person.id != me.id]
    return format_list(names) or "your partner"


def quoted(place: str) -> str:
    """A place as it is typed behind a command."""
    return f'"{place}"' if " " in place else place


def receipt(outcome: "Outcome", shared: Shared, partner: str) -> str:
    """Say what was read back from the shared place."""
    changes = format_count(outcome.sent, "change")
    if shared.where.kind is Kind.FOLDER:
        if not outcome.sent:
            return "All that you have lies in the shared folder. Nothing is waiting."
        lie = "lies" if outcome.sent == 1 else "lie"
        return f"{changes} {lie} in the shared folder for {partner}. Nothing is waiting."
    if not outcome.sent:
        return "All that you have lies in the shared place. Nothing is waiting."
    return f"{partner} will see {changes}. Nothing is waiting."


def kept_lines(outcome: "Outcome", standing: Collection[tuple[str, str]]) -> Iterator[tuple[bool, str, str]]:
    """What an exchange kept of both, or otherwise needs a look: its subject, and what there is about it.

    `standing` are the places that stand in two versions now, by path and where; whether it is one of them comes first.
    """
    for joined in outcome.joined:
        for path, where in joined.kept:
            stands = (path, where) in standing
            told = "both versions are kept" if stands else "both of you changed it"
            yield stands, (f"{path} › {where}" if where else path), told
        for path, other in joined.whole:
            yield (path, other) in standing, path, f"the other version is {other}"
        for path in joined.undeleted:
            yield False, path, "one of you took it away, the other changed it: it stays"
        for old, new in joined.renamed:
            yield False, new, f"was called {old}, which some computers can't hold"


def standing_words(count: int) -> str:
    """Say how much stands in two versions, and what to type."""
    return f"{format_count(count, 'place')} {'stands' if count == 1 else 'stand'} in two versions: coachlog settle"


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


def with_count(root: Path, trouble: SyncFailed) -> SurroundingsError:
    """Return an error that says, too, that the work is safe, and how much of it waits."""
    waiting = unshared_count(root) or 0
    wait = f"{format_count(waiting, 'change')} {'waits' if waiting == 1 else 'wait'} on this computer"
    return SurroundingsError(
        f"not shared: {trouble.sentence}" + (f"; your work is safe, {wait}" if waiting else ""), trouble.hint
    )


@contextmanager
def hinting(typed: str, elsewhere: str, signs: str = "moved") -> Iterator[None]:
    """Have the hints about a place fit somebody who has typed this, and does not share through it yet.

    `elsewhere` is the hint where the place is not what it should be, as `signs` in the usual hint tell.
    """
    try:
        yield
    except CoachlogError as trouble:
        if re.search(signs, trouble.hint):
            trouble.hint = elsewhere
        else:
            trouble.hint = re.sub(r"(?<=: )coachlog (sync|invite)$", lambda _: typed, trouble.hint)
        raise
