"""The consents to be quoted that the people themselves have given, as the history has them."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from coachlog.git.commits import Author
from coachlog.git.errors import GitError
from coachlog.git.repo import Repo
from coachlog.markdown.document import Unreadable
from coachlog.model.parse_settings import parse_settings
from coachlog.model.settings import FILE, PersonId, Settings

_Consent = tuple[PersonId, str]  # a person, and the section whose lines may be quoted


def with_own_consents(settings: Settings, repo: Repo) -> Settings:
    """Return the settings with those consents alone that the people have given themselves."""
    if not any(person.quote for person in settings.people):
        return settings
    agreed = set[_Consent]()
    with suppress(GitError):  # without its history a log has no consents
        agreed = _find_consents(repo)
    people = (
        replace(person, quote=tuple(section for section in person.quote if (person.id, section) in agreed))
        for person in settings.people
    )
    return replace(settings, people=tuple(people))


def _find_consents(repo: Repo) -> set[_Consent]:
    """Return the consents that count.

    What a person adds in an entry of their own counts, the log's first one included. Once anybody has taken a consent
    away, only the person can give it anew. A merge brings together what was said, and says nothing itself.
    """
    agreed: set[_Consent] = set()
    for author, before, after in _versions(repo):
        old, new = _consents(before), _consents(after)
        agreed -= old - new
        agreed |= {one for one in new - old if _is_own(one, author, before, after)}
    return agreed


def _versions(repo: Repo) -> Iterator[tuple[Author, Settings, Settings]]:
    """Yield each change of the settings, the oldest first: who made it, what they said before, and what after."""
    nothing, _ = parse_settings(b"")
    commits = [commit for commit in repo.commits.log(path=FILE) if len(commit.parents) < 2]
    sides = dict.fromkeys((side, FILE) for commit in commits for side in (commit.id, *commit.parents))
    settings = {side: _read(content) for (side, _), content in repo.commits.versions(sides).items()}
    for commit in reversed(commits):
        before = next((settings[parent] for parent in commit.parents), nothing)
        if after := settings[commit.id]:
            yield commit.author, before or nothing, after


def _read(content: bytes | None) -> Settings | None:
    try:
        return None if content is None else parse_settings(content)[0]
    except Unreadable:
        return None


def _consents(settings: Settings) -> set[_Consent]:
    return {(person.id, section) for person in settings.people for section in person.quote}


def _is_own(consent: _Consent, author: Author, *versions: Settings) -> bool:
    """Tell whether the author of a consent is the person, and nobody else, by the first version that has the person."""
    for settings in versions:
        if any(person.id == consent[0] for person in settings.people):
            writers = [one.id for one in settings.people if settings.is_writer(one, author.name, author.email)]
            return writers == [consent[0]]
    return False
