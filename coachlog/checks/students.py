"""Check that no student is identified, by the names on a person's own list and by cues."""

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import field
from string import ascii_uppercase
from typing import Final

from coachlog.checks.check import Check, LogFiles
from coachlog.checks.student_cues import CUES
from coachlog.checks.student_names import ANYWHERE, Name, NameForm, build_forms, find_words, fold, parse_names
from coachlog.errors import Problem
from coachlog.frozen import frozen
from coachlog.model.settings import FILE, Person, Settings
from coachlog.regex import regex

NAME: Final = "student-name"
_CUE = "student-cue"
_NO_WORDS: Final = regex(
    r"<!-- coachlog:[^<>\n]*-->|"
    r"https?://\S+|\]\((?!mailto:)[^)\n]{0,200}\)|`[^`\n]++`|\b(?:(?:meeting|webinar|zoom) id|passcode):? ?[\d ]{4,20}",
    re.IGNORECASE,
)
_FENCE: Final = regex(r" {0,3}(`{3,}|~{3,})")
_BLANK: Final = regex(r"[^\n]")
_HIDDEN: Final = "\0"  # neither a letter nor a space: words beside it do not join


@frozen
class Search:
    """The search: names by the letters they begin with, stand-ins for students, the names of the log's people.

    `letters` has a stand-in for each name that the list gives none, so that two students stay two.
    """

    names: dict[str, list[NameForm]]
    neutral: frozenset[str]
    known: frozenset[str]
    letters: Mapping[Name, str] = field(default_factory=dict)

    def find(self, path: str, text: str, within: Container[int] | None = None) -> Iterator[Problem]:
        """Return the cues to students in a file, or in some of its lines."""
        seen = set()
        for line, code, message in sorted(self._found(path, text), key=lambda cue: cue[0]):
            if (within is None or line in within) and (line, message) not in seen:
                seen.add((line, message))
                yield Problem(path, line, code, message)

    def find_in_path(self, path: str) -> Iterator[Problem]:
        """Return the cues to students in a file's path."""
        for _, name in self._names_in(fold(path)):
            yield Problem(path, 1, NAME, f"{_said(name)}, and this file has that name; rename the file")

    def names_anywhere(self, text: str) -> tuple[str, ...]:
        """Say which students' names are in a text that leaves, even in its code and its addresses."""
        return tuple(dict.fromkeys(_said(name) for _, name in self._names_in(fold(text))))

    def stand_in(self, problem: Problem) -> str:
        """Return the list's replacement for a name; empty if there is none."""
        named = self._names_in(fold(problem.message)) if problem.code == NAME else iter(())
        return next((name.neutral or self.letters.get(name, "") for _, name in named), "")

    def _instead(self, name: Name) -> str:
        if name.neutral:
            return f"write {name.neutral}"
        return f"write {self.letters[name]}, or a student" if name in self.letters else "write a student"

    def _found(self, path: str, text: str) -> Iterator[tuple[int, str, str]]:
        shown = _without_code(fold(text))
        ends = [end.start() for end in re.finditer("\n", shown)]
        for place, name in self._names_in(shown):
            yield bisect_left(ends, place) + 1, NAME, f"{_said(name)}; {self._instead(name)}"
        if path != FILE:  # these fields are about the people of the log
            for cue in CUES:
                for place in cue.places(shown, self.neutral, self.known):
                    yield bisect_left(ends, place) + 1, _CUE, cue.message

    def _names_in(self, text: str) -> Iterator[tuple[int, Name]]:
        for place, word in find_words(text) if self.names else ():
            forms = self.names.get(word, ())
            name = next((form.name for form in forms if form.is_at(text, place)), None)
            if name:
                yield place, name
        for form in self.names.get(ANYWHERE, ()):
            yield from ((match.start(), form.name) for match in form.pattern.finditer(text))


def build_search(listed: str, people: Iterable[Person]) -> Search:
    """Return the search for a list of names; names of the log's people are not searched."""
    persons = tuple(people)
    words = {
        fold(word).casefold()
        for person in persons
        for word in (person.id, *person.names, *" ".join(person.names).split())
    }
    parsed = [name for name in parse_names(listed) if fold(name.text).casefold() not in words]
    names: dict[str, list[NameForm]] = {}
    for form in (form for name in sorted(parsed, key=lambda name: -len(name.text)) for form in build_forms(name)):
        for key in form.keys:
            names.setdefault(key, []).append(form)
    neutral = frozenset(fold(name.neutral).casefold() for name in parsed if name.neutral)
    for person in persons:
        initials = "".join(word[0] for word in person.name.split())
        words |= {fold(word).casefold() for word in (person.email, initials)}
    free = (letter for letter in ascii_uppercase if f"student {letter}".casefold() not in neutral)
    unnamed = (name for name in dict.fromkeys(parsed) if not name.neutral)
    letters = {name: f"Student {letter}" for name, letter in zip(unnamed, free, strict=False)}
    return Search(names, neutral, frozenset(words - {""}), letters)


def search_of(listed: str, settings: Settings) -> Search:
    """Return the search for a log."""
    return build_search(listed, settings.people)


def _find(files: LogFiles) -> Iterator[Problem]:
    from coachlog.checks.file_text import has_words  # late: a page that leaves asks for names in its words alone

    search = search_of(files.names, files.log.settings)
    for path in files.paths:
        yield from search.find_in_path(path)
        if has_words(path) and path not in files.links:
            yield from search.find(path, files.words(path))


STUDENTS = Check(
    (
        (NAME, "the log has a name that is on your own list of students"),
        (_CUE, "the log has something that could identify a student: initials, a number, an address"),
    ),
    _find,
)


def _said(name: Name) -> str:
    return f"`{name.text}` is on your list of students"


def _without_code(text: str) -> str:
    """Return a text with code and addresses blanked, in the same lines."""
    lines = text.split("\n")
    fence = ""
    for number, line in enumerate(lines if "```" in text or "~~~" in text else ()):
        mark = _FENCE.match(line)
        if fence or mark:
            lines[number] = _hidden(line)
        if not fence:
            fence = mark[1] if mark else ""
        elif mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
            fence = ""
    return _NO_WORDS.sub(lambda match: _hidden(match[0]), "\n".join(lines))


def _hidden(text: str) -> str:
    return _BLANK.sub(_HIDDEN, text)
