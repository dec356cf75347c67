"""Find whose a line of a log is that names nobody: by a title over it, else by the entry that brought it in."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from coachlog.git.commits import Commit
from coachlog.git.errors import GitError
from coachlog.git.repo import Repo
from coachlog.model.audience import Audience
from coachlog.model.fields import normalize
from coachlog.model.kinds import kind_of_path
from coachlog.model.kinds.body import Body, SectionEntry
from coachlog.model.log import Log
from coachlog.model.log_files import is_meeting
from coachlog.model.readers import may_read_section
from coachlog.model.settings import NOBODY, Person, PersonId, Settings
from coachlog.regex import regex
from coachlog.storage.files import Folder
from coachlog.storage.reading import lines_of, read_lines
from coachlog.summary.feedback import PEERS_PARTS
from coachlog.summary.successes import speaker_of
from coachlog.summary.titles_over_lines import named_beside

_MOST_COMPARED: Final = 4_000  # pairs of lines in one entry of the history
_MARKS: Final = regex(r"\[\[.*?\]\]|(?<!\S)(?:\^[a-z0-9]{5}\b|#star\S*)|^[\s>*+-]*\[.\](?=\s)")
_WORD: Final = regex(r"[^\W_]+")
_HEADING: Final = regex(r"\s*#{1,6}\s")

_Theirs = Mapping[str, PersonId]  # by the words of a line
_Writers = dict[str, frozenset[PersonId]]  # by the words of a line


def with_partners_lines(log: Log, repo: Repo, me: PersonId) -> Log:
    """Return the log with each line that names nobody as somebody else's than `me`, if they may have a part in it.

    Without its history a log does not say who typed what: then each such line of a meeting may be theirs.
    """
    folder = Folder(repo.root)
    typed = {path: read_lines(folder, path) for path in log.bodies}
    writers: _Writers = {}
    try:
        writers = _find_writers(repo, log.settings, _folders(typed))
        for path, kept in repo.commits.contents(typed).items():  # what is not kept yet is typed on this computer
            _add(writers, _words_of(lines_of(kept)), _words_of(typed[path]), me)
    except GitError:
        notes = (lines for path, lines in typed.items() if is_meeting(path))
        writers = dict.fromkeys(_words_of(*notes), frozenset(person.id for person in log.settings.people))
    theirs = {words: min(has_part) for words, who in writers.items() if (has_part := who - {NOBODY, me})}
    others = log.settings.besides(me)
    bodies = {
        path: _with_typists(path, body, typed[path], theirs, others, log.settings) for path, body in log.bodies.items()
    }
    return replace(log, bodies=bodies, values_by=_typists_of_values(log, typed, theirs))


def _folders(paths: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({f"{path.partition('/')[0]}/" for path in paths}))


def _find_writers(repo: Repo, settings: Settings, folders: tuple[str, ...]) -> _Writers:
    """Return by line who has a part in it: who brought it into a document, and who wrote what it was before."""
    if not folders:
        return {}
    commits = list(repo.commits.log(path=folders[0] if len(folders) == 1 else None))
    writer_of = {commit.id: _writer(commit, settings) for commit in commits}
    if set(writer_of.values()) <= {NOBODY}:
        return {}
    documents = {commit.id: [path for path in commit.paths if path.startswith(folders)] for commit in commits}
    sides = [(side, path) for one in commits for path in documents[one.id] for side in (one.id, *one.parents)]
    contents = {pair: lines_of(content) for pair, content in repo.commits.versions(sides).items()}
    writers: _Writers = {}
    for commit in reversed(commits):
        before = (contents[parent, path] for path in documents[commit.id] for parent in commit.parents)
        after = (contents[commit.id, path] for path in documents[commit.id])
        _add(writers, _words_of(*before), _words_of(*after), writer_of[commit.id])
    return writers


def _add(writers: _Writers, before: Collection[str], after: Collection[str], who: PersonId) -> None:
    """Add the lines that somebody brought in; of one that came in the place of another, that one's writers, too."""
    new = [words for words in after if words not in writers]
    gone = [words for words in before if words not in after] if new else []
    too_many = len(new) * len(gone) > _MOST_COMPARED  # then each may be any of them
    parts = {words: _parts(words) for words in (*new, *gone)} if gone and not too_many else {}
    everybody = frozenset({who}).union(*(writers.get(one, ()) for one in gone))
    for words in new:
        was = () if too_many else [one for one in gone if _alike(parts[one], parts[words])]
        writers[words] = everybody if too_many else frozenset({who}).union(*(writers.get(one, ()) for one in was))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether a line has half of the letters of another, three by three: so much is no chance."""
    return 2 * len(one & other) >= min(len(one), len(other))


def _parts(words: str) -> frozenset[str]:
    spaced = f" {words} "
    return frozenset(spaced[start : start + 3] for start in range(len(spaced) - 2))


def _writer(commit: Commit, settings: Settings) -> PersonId:
    """Return whose entry a commit is; that which a log begins with may bring the lines of both."""
    author = commit.author
    writers = (one.id for one in settings.people if settings.is_writer(one, author.name, author.email))
    return next(writers, NOBODY) if commit.parents else NOBODY


def _with_typists(
    path: str, body: Body, lines: Sequence[str], theirs: _Theirs, others: tuple[Person, ...], settings: Settings
) -> Body:
    starts = sorted({line for one in body.sections for line in (one.line, *(entry.line for entry in one.entries))})
    ends = dict(zip(starts, [start - 1 for start in starts[1:]], strict=False))
    kind = kind_of_path(path)
    if not body.sections or kind is None:
        return body
    named = named_beside(lines, others, settings)

    def with_typist(entry: SectionEntry) -> SectionEntry:
        if entry.by != NOBODY or speaker_of(entry.text, settings).owner != NOBODY:
            return entry
        if by := named.get(entry.line):
            return replace(entry, by=by)
        typed = _own_words(lines[entry.line - 1 : ends.get(entry.line)])
        return replace(entry, by=next((theirs[words] for words in typed if words in theirs), NOBODY), unsigned=True)

    sections = (
        replace(section, entries=tuple(map(with_typist, section.entries)))
        if _is_typists(kind.name, section.name)
        else section
        for section in body.sections
    )
    return replace(body, sections=tuple(sections))


def _is_typists(kind: str, section: str) -> bool:
    """Tell whether a line is its typist's: what everybody may read is the document's, a peer's words are the peer's."""
    if kind == "meeting":
        return True
    is_peers = kind == "feedback" and section in PEERS_PARTS
    return not is_peers and not may_read_section(kind, section, Audience.PUBLIC)


def _typists_of_values(
    log: Log, typed: Mapping[str, Sequence[str]], theirs: _Theirs
) -> dict[tuple[str, str], PersonId]:
    """Return who else typed a value above a document, by its path and words: a contact's, where a goal began."""
    values = [(goal.path, text) for goal in log.goals for text in (goal.baseline, goal.target, goal.measure)]
    values += [(meeting.path, contact.text) for meeting in log.meetings for contact in meeting.contacts]
    by: dict[tuple[str, str], PersonId] = {}
    for path, text in values:
        words = _words(text)
        for line in typed.get(path, ()) if words else ():
            if (line_words := _words(line)) in theirs and f" {words} " in f" {line_words} ":
                by[path, text] = theirs[line_words]
    return by


def _own_words(lines: Iterable[str]) -> Iterator[str]:
    """Yield the words of an entry's first line, and of those below it that go on with it or stand under it."""
    for number, line in enumerate(lines):
        if number and _HEADING.match(line):
            return
        yield _words(line)


def _words_of(*texts: Iterable[str]) -> dict[str, None]:
    """Return the words of each line that has some."""
    return dict.fromkeys(words for lines in texts for line in lines if (words := _words(line)))


@lru_cache(maxsize=100_000)
def _words(line: str) -> str:
    """Return a line's words without its marks: who ticks a line, moves it or makes it bold writes no word of it."""
    return " ".join(_WORD.findall(normalize(_MARKS.sub(" ", line))))
