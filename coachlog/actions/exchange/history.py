"""Read the log's history and describe its commits in sentences about the documents."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from coachlog.actions.exchange.settled_choices import settled_by, tell_settled
from coachlog.context import Context
from coachlog.frozen import frozen
from coachlog.git.commit_reader import parse_body
from coachlog.git.commits import named_commits
from coachlog.model.conflict import UNDO
from coachlog.model.settings import Person, Settings

if TYPE_CHECKING:
    from coachlog.changes import Versions
    from coachlog.git.commits import Commit
    from coachlog.git.repo import Repo

_MOST_UNDOS: Final = 6  # one of the other
_READ_AT_MOST: Final = 400  # files of one entry


@frozen
class DescribedCommit:
    """One commit, its author by name, and sentences about it."""

    commit: "Commit"
    author: str
    sentences: tuple[str, ...]


@frozen
class HistoryPage:
    """The newest commits; `more` says that there are older ones."""

    commits: tuple[DescribedCommit, ...]
    more: bool


def read_history(context: Context, limit: int | None, path: str | None) -> HistoryPage:
    """Return the newest commits of the log, or of one document; all of them without a limit."""
    context = context.with_gitpython()
    commits = list(context.repo.commits.log(None if limit is None else limit + 1, path))
    shown = commits[:limit]
    sentences = describe_commits(context, shown, path)
    described = [
        DescribedCommit(commit, author_name(context.settings, commit), sentences[commit.id]) for commit in shown
    ]
    return HistoryPage(tuple(described), len(commits) > len(shown))


def entries_with(
    repo: "Repo", name: str, at: str = "HEAD", since: str | None = None
) -> "Iterator[tuple[Commit, tuple[str, ...]]]":
    """Yield the commits with trailers of a name that were not undone, the newest first, with the trailers' values."""
    undone: set[str] = set()
    for commit in repo.commits.log(at=at, since=since):
        if commit.id in undone:
            continue
        undone |= {value for key, value in commit.trailers if key == UNDO}
        values = tuple(value for key, value in commit.trailers if key == name)
        if values:
            yield commit, values


def versions_of(repo: "Repo", commits: Iterable["Commit"], path: str | None = None) -> dict[str, "Versions"]:
    """Return the bytes of each commit's files, or of one of them, before and after it; by the commit's id."""
    sides = [
        (commit.id, commit.parents[0] if commit.parents else None, name)
        for commit in commits
        for name in ([path] if path else commit.paths)
    ]
    wanted = [(side, name) for after, before, name in sides for side in (before, after) if side]
    contents: dict[tuple[str, str], bytes | None] = repo.commits.versions(wanted)
    versions: dict[str, dict[str, tuple[bytes | None, bytes | None]]] = {}
    for after, before, name in sides:
        pair = (contents[before, name] if before else None, contents[after, name])
        versions.setdefault(after, {})[name] = pair
    return dict(versions)


def describe_versions(context: Context, versions: "Versions", commits: Iterable["Commit"] = ()) -> tuple[str, ...]:
    """Describe the changes of some files, made by some commits, in this log's words."""
    from coachlog.changes import describe_files
    from coachlog.storage.reading import prompts

    remembered = remembered_in(commits)
    return describe_files(versions, context.settings, prompts(context.root), context.today, remembered)


def remembered_in(commits: Iterable["Commit"]) -> frozenset[str]:
    """Return what some commits remember of their changes that the bytes do not tell."""
    from coachlog.changes import remembered

    return frozenset(value for commit in commits for _, value in remembered(commit.trailers))


def describe_commits(
    context: Context, commits: Iterable["Commit"], path: str | None = None
) -> dict[str, tuple[str, ...]]:
    """Describe each commit; by its id."""
    commits = list(commits)
    few = [commit for commit in commits if len(commit.parents) < 2 and (path or len(commit.paths) <= _READ_AT_MOST)]
    versions = versions_of(context.repo, few, path)
    return {commit.id: _describe(context, commit, versions.get(commit.id)) for commit in commits}


def author_name(settings: Settings, commit: "Commit") -> str:
    """Return the name of a commit's author."""
    return writer_name(settings, commit.author.name, commit.author.email)


def writer_name(settings: Settings, name: str, email: str) -> str:
    """Return the name of the person with this e-mail, else the name that git has."""
    mail = email.casefold()
    names = (person.name for person in settings.people if mail in person.addresses)
    return next(filter(None, names), name)


def is_by(settings: Settings, person: Person, commit: "Commit") -> bool:
    """Tell whether a person made a commit: by the e-mail, else by the name, for an e-mail may have been another."""
    return settings.is_writer(person, commit.author.name, commit.author.email)


def _describe(context: Context, commit: "Commit", versions: "Versions | None") -> tuple[str, ...]:
    if len(commit.parents) > 1:
        return ("brought both people's changes together",)
    undos = _count_undos(context.repo, commit)
    settled = settled_by(context.repo, commit)
    undoes = settled.back if settled.tokens else undos % 2 == 1
    shown = {path: (new, old) for path, (old, new) in (versions or {}).items()} if undoes else versions or {}
    if settled.tokens:
        sentences = tell_settled(context, settled.tokens, shown)
    elif versions is None:
        sentences = _count_files(context.repo, commit, undoes=undoes)
    else:
        sentences = describe_versions(context, shown, [commit])
    before = "took back: " if undoes else "did again: " if undos else ""
    return tuple(f"{before}{sentence}" for sentence in sentences)


def _count_undos(repo: "Repo", commit: "Commit") -> int:
    """Return 0 for a deed, 1 for an undo, 2 for an undo that was taken back, and so on."""
    trailers = commit.trailers
    for number in range(_MOST_UNDOS):
        messages = repo.objects.known_messages(named_commits(trailers, UNDO)).values()
        if not messages:
            return number
        trailers = tuple(pair for message in messages for pair in parse_body(message)[1])
    return _MOST_UNDOS


def _count_files(repo: "Repo", commit: "Commit", *, undoes: bool) -> tuple[str, ...]:
    """Describe a commit with too many files to read, or with none."""
    from coachlog.changes import count_changes

    before = frozenset(repo.commits.files(commit.parents[0]) if commit.parents else ())
    after = frozenset(repo.commits.files(commit.id))
    return count_changes(commit.paths, after if undoes else before, before if undoes else after)
