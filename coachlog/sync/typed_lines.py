"""Whose a line of a meeting is that names nobody: whose entry brought it into the log, as the history has it."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from coachlog.git.commits import Commit
from coachlog.git.errors import GitError
from coachlog.git.repo import Repo
from coachlog.model.kinds.body import Body, SectionEntry
from coachlog.model.log import Log
from coachlog.model.settings import NOBODY, PersonId, Settings
from coachlog.storage.files import FileNotRead, Folder
from coachlog.summary.successes import speaker_of

_MEETINGS = "meetings"


def with_partners_lines(log: Log, repo: Repo, me: PersonId) -> Log:
    """Return the log with the lines that name nobody, and that somebody else than `me` has typed, as theirs."""
    typists: dict[str, PersonId] = {}
    with suppress(GitError):  # without its history a log says nothing of who typed what
        typists = {line: who for line, who in _first_typists(repo, log.settings).items() if who not in (NOBODY, me)}
    if not typists:
        return log
    folder = Folder(repo.root)
    bodies = {
        path: _with_typists(body, _lines(folder, path), typists, log.settings) if path.startswith(_MEETINGS) else body
        for path, body in log.bodies.items()
    }
    return replace(log, bodies=bodies)


def _first_typists(repo: Repo, settings: Settings) -> dict[str, PersonId]:
    """Return by line who was the first to bring it into a meeting's note."""
    commits = [commit for commit in repo.commits.log(path=_MEETINGS) if len(commit.parents) < 2]
    writers = {commit.id: _writer(commit, settings) for commit in commits}
    if set(writers.values()) <= {NOBODY}:
        return {}
    notes = [(commit, path) for commit in commits for path in commit.paths if path.startswith(f"{_MEETINGS}/")]
    contents = repo.commits.versions([(commit.id, path) for commit, path in notes])
    typists: dict[str, PersonId] = {}
    for commit, path in reversed(notes):
        for line in (contents[commit.id, path] or b"").decode("utf-8", "replace").splitlines():
            typists.setdefault(_words(line), writers[commit.id])
    return typists


def _writer(commit: Commit, settings: Settings) -> PersonId:
    """Return whose entry a commit is; that which a log begins with may bring the lines of both."""
    author = commit.author
    writers = (one.id for one in settings.people if settings.is_writer(one, author.name, author.email))
    return next(writers, NOBODY) if commit.parents else NOBODY


def _with_typists(body: Body, lines: list[str], typists: dict[str, PersonId], settings: Settings) -> Body:
    sections = (
        replace(section, entries=tuple(_with_typist(entry, lines, typists, settings) for entry in section.entries))
        for section in body.sections
    )
    return replace(body, sections=tuple(sections))


def _with_typist(
    entry: SectionEntry, lines: list[str], typists: dict[str, PersonId], settings: Settings
) -> SectionEntry:
    if entry.by != NOBODY or speaker_of(entry.text, settings).owner != NOBODY:
        return entry
    who = (typists.get(words, NOBODY) for words in _own_lines(lines[entry.line - 1 :]))
    return replace(entry, by=next((typist for typist in who if typist != NOBODY), NOBODY))


def _own_lines(lines: Iterable[str]) -> Iterable[str]:
    """Yield the words of an entry's first line, and of those right below it that go on with it."""
    for number, line in enumerate(lines):
        if number and (not line.strip() or line.lstrip()[:1] in "-*+#|>"):
            return
        yield _words(line)


def _words(line: str) -> str:
    return line.strip().lstrip("-*+> ").strip()


def _lines(folder: Folder, path: str) -> list[str]:
    with suppress(FileNotRead):
        return (folder.read(path) or b"").decode("utf-8", "replace").splitlines()
    return []
