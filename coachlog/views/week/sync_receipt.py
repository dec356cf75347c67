"""The receipt of an exchange."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final, NamedTuple

from coachlog.actions.exchange.share import Sharing, SyncResult
from coachlog.errors import Problem
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_row
from coachlog.views.share.news import NEWS_FIELDS, news_parts


def _kept_places(sharing: Sharing) -> list[dict[str, str]]:
    return [{"path": path, "where": where} for merge in sharing.outcome.merges for path, where in merge.places]


def _kept_files(sharing: Sharing) -> list[dict[str, str]]:
    return [{"path": path, "other": other} for merge in sharing.outcome.merges for path, other in merge.whole]


def _undeleted(sharing: Sharing) -> list[str]:
    return [path for merge in sharing.outcome.merges for path in merge.undeleted]


def _renamed(sharing: Sharing) -> list[dict[str, str]]:
    return [{"from": old, "to": new} for merge in sharing.outcome.merges for old, new in (*merge.renamed, *merge.apart)]


SHARING_FIELDS: Final[Fields[Sharing]] = (
    Field("place", lambda sharing: sharing.place),
    Field("sent", lambda sharing: sharing.outcome.sent, "the number of changes that the partner will see"),
    Field("received", lambda sharing: sharing.outcome.received, "the number of changes that arrived from others"),
    Field("waiting", lambda _: 0, "always 0: a change that cannot be shared is an error"),
    Field("kept", _kept_places, "places of which both versions were kept"),
    Field("kept_whole", _kept_files, "files of which both versions were kept whole"),
    Field("kept_changed", _undeleted, "files that one deleted and the other changed"),
    Field("renamed", _renamed, "files renamed because some computers can't use the name, or another document has it"),
    Field("left_aside", lambda sharing: sharing.outcome.left_aside, "files whose names this disk can't hold"),
    Field("skipped", lambda sharing: sharing.outcome.skipped, "files of the shared folder that were not read"),
    Field("rewritten", lambda sharing: sharing.outcome.rewritten, "true if other means had changed the place"),
)
SYNC_FIELDS: Final[Fields[SyncResult]] = (Field("news", lambda result: result.news, fields=NEWS_FIELDS),)


class _Notice(NamedTuple):
    """A merge that needs a look: its place, a sentence, and whether it is in conflict still."""

    place: str
    sentence: str
    conflict: bool


def show_sync(result: SyncResult, today: date, *, for_program: bool) -> Answer:
    """Tell the news, what needs a look, and what was read back from the shared place."""
    # On the screen the lines that point to a student were told before the exchange.
    cues: tuple[Problem, ...] = result.sharing.cues if for_program else ()
    data = json_row(SHARING_FIELDS, result.sharing) | json_row(SYNC_FIELDS, result)
    return Answer(data, list(sync_parts(result, today)), [*result.problems, *cues])


def sync_parts(result: SyncResult, today: date) -> Iterator[Part]:
    """Return the receipt as parts."""
    sharing = result.sharing
    yield from news_parts(result.news, today)
    yield from _notice_parts(sharing, {(conflict.path, conflict.where) for conflict in result.conflicts})
    if sharing.outcome.rewritten:
        yield Line("The shared place had been changed by other means; nothing that was here is gone.")
    if sharing.outcome.skipped:
        yield from _skipped_parts(sharing, result.partner)
    yield Line(format_receipt(sharing, result.partner))
    if count := len(result.conflicts):
        yield Line(
            f"{format_count(count, 'place')} {'is' if count == 1 else 'are'} kept in two versions: coachlog settle"
        )


def format_receipt(sharing: Sharing, partner: str) -> str:
    """Say what was read back from the shared place."""
    sent = sharing.outcome.sent
    changes = format_count(sent, "change")
    if not sent:
        return f"Everything you have is in the shared {'folder' if sharing.in_folder else 'place'}. Nothing is waiting."
    if sharing.in_folder:
        verb = "is" if sent == 1 else "are"
        return f"{changes} {verb} in the shared folder for {partner}. Nothing is waiting."
    return f"{partner} will see {changes}. Nothing is waiting."


def _notice_parts(sharing: Sharing, conflicts: Collection[tuple[str, str]]) -> Iterator[Part]:
    notices = list(_notices(sharing, conflicts))
    for heading, in_conflict in (("To look at together (coachlog settle):", True), ("Good to know:", False)):
        items = [
            Item(f"{notice.place}: {notice.sentence}", indent=2) for notice in notices if notice.conflict is in_conflict
        ]
        if items:
            yield Line(heading)
            yield from items


def _notices(sharing: Sharing, conflicts: Collection[tuple[str, str]]) -> Iterator[_Notice]:
    for merge in sharing.outcome.merges:
        for path, where in merge.places:
            conflict = (path, where) in conflicts
            sentence = "both versions are kept" if conflict else "both of you changed it"
            yield _Notice(f"{path} › {where}" if where else path, sentence, conflict)
        for path, other in merge.whole:
            yield _Notice(path, f"the other version is {other}", (path, other) in conflicts)
        for path in merge.undeleted:
            yield _Notice(path, "one of you deleted it, the other changed it: it stays", conflict=False)
        for old, new in merge.renamed:
            yield _Notice(new, f"was called {old}, which some computers can't use", conflict=False)
        for path, other in merge.apart:
            sentence = f"each of you made a {path}: they are of two things, and this is the second"
            yield _Notice(other, sentence, conflict=False)
    for path in sharing.outcome.left_aside:
        yield _Notice(path, "only in the history, because this computer's disk can't hold its name", conflict=False)


def _skipped_parts(sharing: Sharing, partner: str) -> Iterator[Part]:
    yield Line("Skipped, because incomplete or not part of this log:")
    yield from (Item(name, indent=2) for name in sharing.outcome.skipped)
    if sharing.is_incomplete:
        yield Line(f"Let the drive finish, then: coachlog sync. If it stays so, ask {partner} to sync once.", indent=2)
