"""Find the changes that others made since this person last looked."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace as replace_fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from coachlog.actions.exchange.history import author_name, describe_commits, describe_versions, versions_of
from coachlog.actions.exchange.settled_choices import settled_by
from coachlog.context import Context
from coachlog.errors import SurroundingsError
from coachlog.frozen import frozen
from coachlog.model.clock import local_day
from coachlog.model.settings import FILE, README, Person, Settings
from coachlog.storage.files import replace
from coachlog.storage.local_state import LocalState

if TYPE_CHECKING:
    from coachlog.changes import Versions
    from coachlog.git.commits import Commit


_FURNITURE: Final = (".gitattributes", ".gitignore", "README.md")  # what a new log begins with says nothing
_Pair = tuple[bytes | None, bytes | None]  # a file before and after


@frozen
class DocumentNews:
    """One person's changes of a document, in sentences; the paths are two if it was renamed or moved."""

    who: str
    when: datetime
    sentences: tuple[str, ...]
    paths: tuple[str, ...]


def find_news(context: Context, *, everything: bool = False, since: date | None = None) -> tuple[DocumentNews, ...]:
    """Return the changes of others since the last look, by person and document, the newest first."""
    return build_news(context, None if everything else unseen_commits(context), since)


def build_news(context: Context, commits: "list[Commit] | None", since: date | None = None) -> tuple[DocumentNews, ...]:
    """Return the changes of others in some commits (None: all), by person and document, the newest first."""
    if commits is None:
        commits = list(context.repo.commits.log())
    settings, me = context.settings, context.me
    by_person: dict[str, list[Commit]] = {}
    for commit in commits:
        if _is_news(settings, me, commit) and (since is None or local_day(commit.when) >= since):
            by_person.setdefault(author_name(settings, commit), []).append(commit)
    news = [news for who, theirs in by_person.items() for news in _of_person(context, who, theirs)]
    kept = _kept_all_the_same(context, commits, {path for one in news for path in one.paths})
    return tuple(_with_question(context, me, _with_outcome(one, kept)) for one in news)


def _with_question(context: Context, me: Person | None, news: DocumentNews) -> DocumentNews:
    """Add to the news of a plan that it waits for the agreement of the person at this computer."""
    plan = next((plan for plan in context.read(("plan",)).plans if plan.path in news.paths[-1:]), None) if me else None
    if plan is None or me is None or not plan.waits_for(me.id, context.today):
        return news
    from coachlog.model.kinds.plan import how_to_agree

    how = how_to_agree(plan, context.settings, context.today)
    return replace_fields(news, sentences=(*news.sentences, f"asks whether you agree to it: {how}"))


def mark_as_read(context: Context) -> None:
    """Remember that this person has looked at all that is here now."""
    newest = context.repo.refs.head()
    if newest and newest != _last_read(context):
        with suppress(SurroundingsError):  # a log that is only read is read again the next time
            replace(LocalState(context.root).last_look, f"{newest}\n".encode())


def _last_read(context: Context) -> str:
    try:
        return LocalState(context.root).last_look.read_text("ascii", "replace").strip()
    except OSError:
        return ""


def unseen_commits(context: Context, before: str = "") -> "list[Commit] | None":
    """Return the commits since the last look; None if that is unknown, or no longer part of the history.

    Where nobody has looked yet, those after the commit `before` are unseen.
    """
    from coachlog.git.errors import GitError, UnknownRevision

    last = _last_read(context) or before
    if not last:
        return None
    try:
        return list(context.repo.commits.log(since=last))
    except (GitError, UnknownRevision):  # that commit is no part of the history any more
        return None


def _kept_all_the_same(context: Context, commits: "list[Commit]", paths: set[str]) -> frozenset[str]:
    """Return those of the files that one deleted and the other changed at the same time: merges keep them."""
    kept: set[str] = set()
    for merge in commits:
        if len(merge.parents) > 1 and "Kept-changed" in dict(merge.trailers):
            bases = context.repo.ancestry.bases(merge.parents[0], merge.parents[1])
            sides = (merge.id, *bases, *merge.parents)
            contents = context.repo.commits.versions([(side, path) for side in sides for path in paths])
            kept |= {
                path
                for path in paths
                if all(contents[side, path] is not None for side in (merge.id, *bases))
                and any(contents[side, path] is None for side in merge.parents)
            }
    return frozenset(kept)


def _with_outcome(news: DocumentNews, kept: frozenset[str]) -> DocumentNews:
    """Say of a file that was deleted and changed at the same time what came of it, whoever did which."""
    if not kept.intersection(news.paths) or not news.sentences:
        return news
    *before, last = news.sentences
    one = last.startswith("removed ")
    outcome = "it stays, for it was changed meanwhile" if one else "it was removed meanwhile, and stays with this"
    return replace_fields(news, sentences=(*before, f"{last}: {outcome}"))


def _is_news(settings: Settings, me: Person | None, commit: "Commit") -> bool:
    """Tell whether somebody else than `me` made a commit; merges and coachlog's own commits are nobody's."""
    from coachlog.git.commits import COACHLOG

    if len(commit.parents) > 1 or commit.author.email.casefold() == COACHLOG.email:  # a new log, portable names
        return False
    return me is None or author_name(settings, commit) != (me.name or me.id)


def _of_person(context: Context, who: str, commits: "list[Commit]") -> tuple[DocumentNews, ...]:
    """Describe one person's commits, the newest first, by document."""
    from coachlog.changes import MANY, find_moved, find_renamed

    choices = [commit for commit in commits if settled_by(context.repo, commit).tokens]
    few = [commit for commit in commits if len(commit.paths) <= MANY and commit not in choices]
    versions = versions_of(context.repo, few)
    when, pairs_of = _changes_by_path(few, versions)
    once = {path: pairs[0] for path, pairs in pairs_of.items() if len(pairs) == 1}
    together = find_renamed(once, context.settings)
    for commit in few:
        moved = find_moved(versions.get(commit.id, {}), context.settings)
        together |= {new: old for old, new in moved.items() if old in once and new in once}
    news = []
    for path, pairs in pairs_of.items():
        if path == README and FILE in pairs_of:  # it follows the names and the title
            continue
        if path in together:
            old = together[path]
            sentences = describe_versions(context, {old: once[old], path: once[path]}, few)
            news.append(DocumentNews(who, when[path], sentences, (old, path)))
        elif path not in together.values():
            sentences = tuple(words for pair in pairs for words in describe_versions(context, {path: pair}, few))
            news.append(DocumentNews(who, when[path], sentences, (path,)))
    whole = [*choices, *(commit for commit in commits if len(commit.paths) > MANY and commit not in choices)]
    told = describe_commits(context, whole)
    news += [DocumentNews(who, commit.when, told[commit.id], commit.paths) for commit in whole]
    return _worth_telling(news)


def _changes_by_path(
    commits: "list[Commit]", versions: "dict[str, Versions]"
) -> tuple[dict[str, datetime], dict[str, list[_Pair]]]:
    """Return by path the newest commit's time, and the changes; those that follow each other are joined."""
    when: dict[str, datetime] = {}
    pairs_of: dict[str, list[_Pair]] = {}
    for commit in commits:
        for path, (before, after) in versions.get(commit.id, {}).items():
            if before is None and path in _FURNITURE:
                continue
            when.setdefault(path, commit.when)
            pairs = pairs_of.setdefault(path, [])
            if pairs and pairs[-1][0] == after:  # nobody else came between: one change
                pairs[-1] = (before, pairs[-1][1])
            else:
                pairs.append((before, after))
    return when, pairs_of


def _worth_telling(news: list[DocumentNews]) -> tuple[DocumentNews, ...]:
    """Leave out what came to nothing, and what only tidies where more was done."""
    done = list(_with_formatting_in_one([one for one in news if one.sentences]))
    more = [one for one in done if not all(words.startswith("tidied ") for words in one.sentences)]
    return tuple(sorted(more or done, key=lambda one: one.when, reverse=True))


def _with_formatting_in_one(news: list[DocumentNews]) -> Iterator[DocumentNews]:
    """Yield the news, with one piece for all documents that were only formatted anew."""
    from coachlog.changes import is_formatting, tell_formatted

    formatted = [one for one in news if is_formatting(one.sentences)]
    yield from (one for one in news if one not in formatted or len(formatted) == 1)
    if len(formatted) > 1:
        paths = tuple(dict.fromkeys(path for one in formatted for path in one.paths))
        newest = max(formatted, key=lambda one: one.when)
        yield replace_fields(newest, sentences=tell_formatted(paths), paths=paths)
