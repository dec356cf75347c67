"""Frameworks: lists of coded items, shipped or the pair's own, and the look-up of codes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from coachlog.errors import CoachlogError, Problem
from coachlog.frozen import frozen
from coachlog.model.fields import did_you_mean, normalize
from coachlog.regex import regex

INDICATORS: Final = "indicators"  # both kinds whose items a meeting, a goal or a person's work is evidence for
INDICATOR_KINDS: Final = ("coaching", "teaching")

_HERE: Final = Path(__file__).parent
FOLDER: Final = "frameworks"

# Every kind of framework, and the subject of its items.
FRAMEWORK_KINDS: Final[Mapping[str, str]] = {
    "content": "what students learn: standards, district goals",
    "coaching": "what a coach does: indicators",
    "teaching": "what a teacher does: standards of teaching, which are the teacher's own affair",
    "design": "how a lesson is looked at",
    "sel": "social and emotional learning",
    "udl": "learning for everybody",
    "activities": "what a meeting was spent on",
    "cycle": "the phases of coaching",
    "prompts": "question stems",
}
# Publishers' prefixes of a code, without dots.
_PREFIX: Final = regex(r"ccss(?:math(?:content|practice)?|elaliteracy)?")
_PARAPHRASED: Final = "not the official text"  # so a shipped file says, of which a pair may have a copy
_FAMILY: Final = regex(r"\d*\.?[^\W\d]*")


@frozen
class CodedItem:
    """One coded item; `parent` is the code of the item it is part of, `aliases` are other forms of its code."""

    code: str
    title: str
    text: str
    parent: str
    aliases: tuple[str, ...]


@frozen
class Framework:
    """A list of coded items; `kind` is one of FRAMEWORK_KINDS, `path` its file in the log, empty for a shipped one."""

    id: str
    title: str
    kind: str
    version: str
    source: str
    items: tuple[CodedItem, ...]
    path: str = ""

    def find(self, code: str) -> CodedItem | None:
        """Return the item that a code means: as written, by an alias, without its dots, behind this framework's id."""
        owner, colon, rest = code.partition(":")
        if colon and normalize(owner) == normalize(self.id):
            code = rest
        return self._by_code.get(normalize(code)) or self._by_form.get(plain_code(code))

    def claims(self, code: str) -> bool:
        """Tell whether an unknown code should be in this framework: lists of standards have only some families."""
        return self.kind != "content" or _family(code) in {_family(item.code) for item in self.items}

    def rows(self) -> Iterator[tuple[int, CodedItem]]:
        """Yield the items in their order, each with its depth."""
        depths: dict[str, int] = {}
        for item in self.items:
            depths[item.code] = depths.get(item.parent, -1) + 1
            yield depths[item.code], item

    @cached_property
    def _by_code(self) -> dict[str, CodedItem]:
        written = {normalize(alias): item for item in self.items for alias in item.aliases}
        return written | {normalize(item.code): item for item in self.items}

    @cached_property
    def _by_form(self) -> dict[str, CodedItem]:
        forms: dict[str, set[str]] = {}
        for word, item in self._by_code.items():
            forms.setdefault(plain_code(word), set()).add(item.code)
        named = {item.code: item for item in self.items}
        # A form that two items share (`1.11` and `11.1`) is ambiguous.
        return {form: named[codes.copy().pop()] for form, codes in forms.items() if form and len(codes) == 1}


@frozen
class FoundCode:
    """An item of a framework that a code means; `written` is the code as a log keeps it."""

    framework: Framework
    item: CodedItem
    written: str

    @property
    def qualified(self) -> str:
        """Return the code behind its framework's id, which tells two items of one code apart."""
        return f"{self.framework.id}:{self.item.code}"

    @property
    def official(self) -> str:
        """Return the standard's own words, which only a file of the pair's has; empty if none are known."""
        is_ours = not self.framework.path or _PARAPHRASED in self.framework.source.casefold()
        return "" if is_ours else self.item.text


@frozen
class Frameworks:
    """All frameworks by id, and the problems in the pair's own files."""

    known: tuple[Framework, ...]
    problems: tuple[Problem, ...] = ()

    def choose(self, word: str) -> Framework:
        """Return the framework meant by an id or an unambiguous beginning of one; raise CoachlogError."""
        wanted = normalize(word.removesuffix(".yml"))
        exact = [framework for framework in self.known if framework.id.casefold() == wanted]
        begun = [framework for framework in self.known if wanted and framework.id.casefold().startswith(wanted)]
        candidates = exact or begun
        if len(candidates) == 1:
            return candidates[0]
        ids = ", ".join(framework.id for framework in (candidates or self.known))
        if candidates:
            raise CoachlogError(f"`{word}` means more than one framework", f"say which: {ids}")
        hint = did_you_mean(word, (framework.id for framework in self.known), f"the frameworks are: {ids}")
        raise CoachlogError(f"there is no framework `{word}`", hint)

    def in_use(self, kind: str, named: Iterable[str]) -> tuple[Framework, ...]:
        """Return the frameworks of a kind that a log names, with the pair's own; all of the kind if it names none."""
        named = frozenset(named)
        if kind == INDICATORS:
            return tuple(framework for one in INDICATOR_KINDS for framework in self.in_use(one, named))
        of_kind = tuple(framework for framework in self.known if framework.kind == kind)
        if not any(framework.id in named for framework in of_kind):
            return of_kind
        return tuple(framework for framework in of_kind if framework.path or framework.id in named)


def plain_code(code: str) -> str:
    """Return a code for comparing: letters and digits alone, without publishers' prefixes."""
    form = "".join(character for character in normalize(code) if character.isalnum())
    return form[_end_of_prefix(form) :] or form


def find_code(code: str, frameworks: Iterable[Framework]) -> tuple[FoundCode, ...]:
    """Return every item that a code means: more than one where frameworks share it, so that it is ambiguous."""
    frameworks = tuple(frameworks)
    matches = [(framework, item) for framework in frameworks if (item := framework.find(code))]
    if len(matches) == 1 and ":" in code:  # the framework was named, which another one of the same code needs
        (framework, item), *_ = matches
        is_shared = sum(one.find(item.code) is not None for one in frameworks) > 1
        return (FoundCode(framework, item, f"{framework.id}:{item.code}" if is_shared else item.code),)
    return tuple(FoundCode(framework, item, item.code) for framework, item in matches)


def nearest(code: str, frameworks: Iterable[Framework]) -> CodedItem | None:
    """Return the item whose code, or else whose title, is most like an unknown code."""
    from difflib import get_close_matches

    items = [item for framework in frameworks for item in framework.items]
    written = {plain_code(word): item for item in items for word in (item.code, *item.aliases)}
    titled = {normalize(item.title): item for item in items}
    for words, wanted in ((written, plain_code(code)), (titled, normalize(code))):
        if near := get_close_matches(wanted, words, 1, 0.6):
            return words[near[0]]
    return None


@cache
def framework_ids() -> tuple[str, ...]:
    """Return the ids of all shipped frameworks."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.yml")))


@cache
def load_framework(framework_id: str) -> Framework | None:
    """Return a shipped framework by its id; None if there is none."""
    # The YAML parser is imported here: most commands do not need it.
    from coachlog.frameworks.reading import parse_framework

    if framework_id not in framework_ids():
        return None
    framework, _ = parse_framework(framework_id, (_HERE / f"{framework_id}.yml").read_text(encoding="utf-8"))
    return framework


def build_frameworks(own: Mapping[str, str]) -> Frameworks:
    """Return all frameworks; `own` are the pair's, text by path, and one replaces the shipped one of its id."""
    from coachlog.frameworks.reading import parse_framework

    frameworks = {framework.id: framework for framework in filter(None, map(load_framework, framework_ids()))}
    problems: list[Problem] = []
    for path, text in own.items():
        framework, faults = parse_framework(path.rpartition("/")[2].removesuffix(".yml"), text, path)
        problems += faults
        if framework is not None:
            frameworks[framework.id] = framework
    return Frameworks(tuple(frameworks[name] for name in sorted(frameworks)), tuple(sorted(set(problems))))


def title_of(code: str, kind: str, first: Iterable[str] = ()) -> str:
    """Return the title of a code in the frameworks of a kind, those of `first` before others; empty if unknown."""
    frameworks = filter(None, map(load_framework, (*first, *framework_ids())))
    items = (framework.find(code) for framework in frameworks if framework.kind == kind)
    return next((item.title for item in items if item), "")


def _end_of_prefix(form: str) -> int:
    match = _PREFIX.match(form)
    return match.end() if match else 0


def _family(code: str) -> str:
    """Return the family of a code: `7.RP` of `7.RP.A.2`, `MP` of `MP3`."""
    plain = re.sub(r"^ccss\.(?:math\.)?(?:content\.|practice\.)?", "", normalize(code))
    match = _FAMILY.match(plain)
    return match.group() if match else ""
