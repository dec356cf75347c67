"""News, unshared changes, conflicts and unfinished work of a log."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from coachlog.actions.exchange.sharing_state import SharingState, Unfinished, format_unshared
from coachlog.model.dates import format_weekday
from coachlog.model.fields import format_count
from coachlog.model.person_names import first_name
from coachlog.render.view import Aside, Line, Part
from coachlog.views.fields import Field, Fields

if TYPE_CHECKING:
    from coachlog.mail.letter import SentLetter

SHARING_STATE_FIELDS: Final[Fields[SharingState]] = (
    Field("news", lambda state: state.news, "the number of new things from the partner"),
    Field(
        "not_shared",
        lambda state: state.unshared,
        "the number of changes that are here only; null without a shared place",
    ),
    Field("kept_twice", lambda state: state.conflicts, "the number of places in two versions"),
    Field(
        "letter_sent",
        lambda state: state.letter and state.letter.letter.sent,
        "the day of an unanswered letter",
    ),
)


def sharing_parts(state: SharingState) -> Iterator[Part]:
    """Say what there is to look at or to share, and what to type."""
    yield from unfinished_parts(state.unfinished)
    if state.news:
        yield Line(f"{format_count(state.news, 'thing')} new from your partner: coachlog news")
    if state.unshared:
        yield Aside(format_unshared(state.unshared))
    if state.conflicts:
        yield Line(f"{format_count(state.conflicts, 'place')} in two versions: coachlog settle")
    yield from letter_parts(state.letter)


def unsorted_parts(paths: Sequence[str], why: str = "") -> Iterator[Part]:
    """Say where words wait that nobody has put where they belong yet, and `why` somebody should."""
    if len(paths) == 1:
        yield Aside(f"Some words wait to be sorted, under Unsorted{why}: coachlog edit {paths[0]}")
    elif paths:
        yield Aside(f"Words wait to be sorted in {len(paths)} notes, under Unsorted{why}: coachlog check names each.")


def letter_parts(sent: "SentLetter | None") -> Iterator[Part]:
    """Say that a letter is not answered yet."""
    if sent:
        name, day = first_name(sent.letter.reader), format_weekday(sent.letter.sent, sent.letter.sent)
        yield Aside(f"Your letter to {name} went on {day}; no answer yet (coachlog receive).")


def unfinished_parts(unfinished: Unfinished | None) -> Iterator[Part]:
    """Say why the log's folder is not ready, and what to type."""
    begun = "Something begun with git in this log is not finished"
    match unfinished:
        case Unfinished.OLD_COMMIT:
            yield Line("This log shows an old state of itself: coachlog save brings back the newest.")
        case Unfinished.MERGE:
            yield Line(f"{begun}: coachlog save finishes it.")
        case Unfinished.OTHER:
            yield Line(f"{begun}: finish it or take it back with git (`git status` says how).")
