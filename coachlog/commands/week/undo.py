"""`coachlog undo`: take my newest entry back, by a new entry; nobody else's words and no later ones go."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coachlog.actions.history import author_name, describe_versions, settles, versions_of
from coachlog.app.command import command, context_of
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.model.fields import WEEKDAYS, format_day, format_list
from coachlog.model.settings import FILE
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.sync.conflicts import UNDO

if TYPE_CHECKING:
    from coachlog.changes import Versions
    from coachlog.git.commits import Commit
    from coachlog.sync.commit import Change

_AT_ONCE = 100  # entries that are read before the whole history is
_LISTED = 10


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is taken back in one go: an entry of mine, with those right after it that only tidied."""

    entries: tuple["Commit", ...]
    versions: "Versions"
    told: tuple[str, ...]

    @property
    def settles(self) -> bool:
        """Whether it settled what stood in two versions."""
        return any(settles(entry) for entry in self.entries)

    @property
    def named(self) -> str:
        """What it was, in words."""
        return "; ".join(self.told) or "a change that nobody can see"


@dataclass(frozen=True, slots=True)
class _Rest:
    """What the files are without a deed, and sentences of what later words leave no room for."""

    writes: Mapping[str, bytes | None]
    notices: tuple[str, ...]
    changes: bool


def undo(
    ctx: typer.Context,
    listed: Annotated[bool, typer.Option("--list", help="Show what could be taken back")] = False,
    back: Annotated[bool, typer.Option("--back", help="Take my newest undo back")] = False,
    onward: Annotated[bool, typer.Option("--next", help="Pass over what can't be taken back any more")] = False,
) -> Answer:
    """Take my newest entry back, as a new entry."""
    context = context_of(ctx)
    context.require_me()
    if listed:
        return _listed(context, [deed for deed, _ in zip(_deeds(context, back=back), range(_LISTED), strict=False)])
    stuck: _Deed | None = None
    for deed in _deeds(context, back=back):
        if not deed.versions and not deed.settles:
            continue
        if not _without_deed(context.keeper.folder.read, deed).changes:
            stuck = stuck or deed
            continue
        if stuck and not onward:
            said = _stays(context, stuck, back=back)
            question = f"{said[0].upper()}{said[1:]}. Take the one before it ({deed.named})?"
            if not context.confirm(question, default=False):
                raise _refusal(context, stuck, deed, back=back)
        return _taken(context, deed, back=back)
    if stuck:
        raise _refusal(context, stuck, None, back=back)
    what = "no undo of yours" if back else "nothing of yours"
    raise CoachlogError(f"there is {what} to take back", "`coachlog history` tells what was done")


app = command(undo)


def _deeds(context: Context, *, back: bool) -> Iterator[_Deed]:
    """What I did (or, `back`, undid) and have not taken back yet, the newest first; the log's first entry is none."""
    for entries in _mine(context, back=back):
        if any(FILE in entry.paths and not entry.parents for entry in entries):
            continue
        versions = _joined(versions_of(context.repo, entries), entries)
        undone = {path: (after, before) for path, (before, after) in versions.items()}
        deed = _Deed(entries, versions, describe_versions(context, undone if back else versions))
        yield replace(deed, told=("settled what stood in two versions",)) if deed.settles and not deed.told else deed


def _mine(context: Context, *, back: bool) -> Iterator[tuple["Commit", ...]]:
    first = list(context.repo.commits.log(_AT_ONCE))
    entries = first if len(first) < _AT_ONCE else list(context.repo.commits.log())
    email = context.author().email.casefold()
    undoes = {entry.id: {value for key, value in entry.trailers if key == UNDO} for entry in entries}
    undone: set[str] = set()
    for entry in entries:  # the newest first: an undo that was taken back itself undoes nothing
        if entry.id not in undone:
            undone |= undoes[entry.id]
    mine = [
        entry
        for entry in entries
        if entry.author.email.casefold() == email
        and len(entry.parents) < 2
        and entry.id not in undone
        and bool(undoes[entry.id]) is back
        and not any(undoes.get(taken) for taken in undoes[entry.id])
    ]
    group: list[Commit] = []
    for entry, older in zip_longest(mine, mine[1:]):
        group.append(entry)
        tidies = older is not None and entry.parents[:1] == (older.id,) and _only_tidies(context, entry)
        if not tidies:
            yield tuple(group)
            group = []


def _only_tidies(context: Context, entry: "Commit") -> bool:
    from coachlog.changes import is_tidying
    from coachlog.storage.load import prompts

    versions = versions_of(context.repo, [entry]).get(entry.id, {})
    return is_tidying(versions, context.settings, prompts(context.root))


def _joined(versions: Mapping[str, "Versions"], entries: tuple["Commit", ...]) -> "Versions":
    """From before the first of some entries to after the last; `entries` are the newest first."""
    found: dict[str, tuple[bytes | None, bytes | None]] = {}
    for entry in entries:
        for path, (before, after) in versions.get(entry.id, {}).items():
            found[path] = (before, found[path][1] if path in found else after)
    return found


def _taken(context: Context, deed: _Deed, *, back: bool) -> Answer:
    """Take a deed back, as a new entry."""
    with context.change("undo") as change:
        rest = _without_deed(change.read, deed)
        if not rest.changes:  # somebody changed the files a moment ago
            raise _refusal(context, deed, None, back=back)
        for path, content in rest.writes.items():
            if content is None:
                change.remove(path)
            else:
                change.write(path, content)
        change.trailers = tuple((UNDO, entry.id) for entry in deed.entries)
        change.message = f"undo: {len(change.writes)} file{'s' * (len(change.writes) != 1)}"
        change.always = deed.settles
    return _answer(context, deed, change, rest.notices, back=back)


def _without_deed(read: Callable[[str], bytes | None], deed: _Deed) -> _Rest:
    notices, writes = [], dict[str, bytes | None]()
    for path, (before, after) in deed.versions.items():
        now = read(path)
        wanted, both = (before, ()) if now == after else _without(path, before, after, now)
        notices += [f"{path} has both versions of something under {where}: it was changed since." for where in both]
        if wanted == now:
            notices.append(f"{path} stays as it is: it was changed since.")
        else:
            writes[path] = wanted
    return _Rest(writes, tuple(notices), bool(writes) or deed.settles)


def _stays(context: Context, deed: _Deed, *, back: bool) -> str:
    """Say of a deed that it can't be taken back any more, and who has made it so."""
    own = context.author().email.casefold()
    later = context.repo.commits.log(since=deed.entries[0].id)
    names = [
        author_name(context.settings, entry)
        for entry in later
        if len(entry.parents) < 2
        and entry.author.email.casefold() != own
        and not deed.versions.keys().isdisjoint(entry.paths)
    ]
    who = list(dict.fromkeys(names))
    since = (
        f"{format_list(who)} {'has' if len(who) == 1 else 'have'} worked on it since" if who else "it was changed since"
    )
    return f"your newest {'undo' if back else 'entry'} stays ({deed.named}): {since}"


def _refusal(context: Context, stuck: _Deed, following: _Deed | None, *, back: bool) -> CoachlogError:
    sentence = _stays(context, stuck, back=back)
    if following is None:
        return CoachlogError(sentence, "`coachlog history` tells what was done")
    options = "--back --next" if back else "--next"
    return CoachlogError(sentence, f"to take the one before it ({following.named}): coachlog undo {options}")


def _without(
    path: str, before: bytes | None, after: bytes | None, now: bytes | None
) -> tuple[bytes | None, tuple[str, ...]]:
    """A file that was changed since, without the deed, as far as the later words leave room; where both stay."""
    if after is None or now is None:
        return now, ()
    from coachlog.merge import merge_files

    before = _frame(after) if before is None else before

    merged = merge_files(after, before, now, path)
    return (now, ()) if merged.whole else (merged.content, tuple(kept.where for kept in merged.kept))


def _frame(content: bytes) -> bytes:
    """A document without its words: what stays of one that another person has written in since it was made."""
    from coachlog.markdown.blocks import BlockKind
    from coachlog.markdown.document import Unreadable, read_document

    try:
        document = read_document(content)
    except Unreadable:
        return content
    words = (block for block in document.blocks if block.kind not in (BlockKind.HEADING, BlockKind.COMMENT))
    gone = {line for block in words for line in range(block.start, block.end)}
    return "".join(line for number, line in enumerate(document.lines) if number not in gone).encode()


def _answer(context: Context, deed: _Deed, change: "Change", notices: tuple[str, ...], *, back: bool) -> Answer:
    done = "Done again" if back else "Undone"
    parts: list[Part] = [Line(f"{done}: {words}.") for words in deed.told or (deed.named,)]
    parts += [Line(notice) for notice in notices]
    if not back:
        context.tell("To have it again: coachlog undo --back")
    if change.kept:
        parts.append(Line(f"What you had changed by hand in {', '.join(change.kept)} was kept first, and stays."))
    data = {"undone": list(deed.told), "paths": list(change.writes), "notices": list(notices)}
    return Answer(data | _ids(context, deed), parts)


def _ids(context: Context, deed: _Deed) -> dict[str, Any]:
    return {"ids": [entry.id for entry in deed.entries]} if context.options.verbose else {}


def _listed(context: Context, deeds: list[_Deed]) -> Answer:
    data, parts = [], list[Part]()
    for deed in deeds:
        day = deed.entries[-1].when.date()
        stays = not _without_deed(context.keeper.folder.read, deed).changes
        when = f"{WEEKDAYS[day.weekday()].title()} {format_day(day)}"
        data.append(
            {
                "when": deed.entries[-1].when.isoformat(),
                "did": list(deed.told),
                "paths": list(deed.versions),
                "stays": stays,
            }
        )
        parts.append(Item(deed.named, when + ("; stays, for it was changed since" if stays else "")))
    return Answer(data, parts or [Line("There is nothing of yours to take back.")])
