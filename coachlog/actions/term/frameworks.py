"""Look up items of the frameworks, and import a list of the pair's own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem, UsageError
from coachlog.frameworks import FOLDER, FRAMEWORK_KINDS, CodedItem, Framework, Frameworks, nearest
from coachlog.frozen import frozen
from coachlog.model.fields import did_you_mean, format_count, normalize, one_line, slugify
from coachlog.storage.files import FileTooLarge, read_outside

_MAX_BYTES: Final = 1024 * 1024
_SHEETS: Final = (".csv", ".tsv", ".json", ".jsonl", "")


@frozen
class FrameworkItems:
    """A framework with some of its items, each with its depth in the tree, and the problems of its file."""

    framework: Framework
    rows: tuple[tuple[int, CodedItem], ...]
    problems: tuple[Problem, ...]


@frozen
class TypedFramework:
    """The typed options of a framework that is imported."""

    id: str
    title: str
    kind: str
    replace: bool


@frozen
class FrameworkImport:
    """The imported framework; None if rows have problems and nothing was imported."""

    framework: Framework | None
    problems: tuple[Problem, ...] = ()


def find_framework(frameworks: Frameworks, framework_id: str, code: str) -> FrameworkItems:
    """Return a framework with all of its items, or with the one of a code; raise CoachlogError if there is none."""
    framework = frameworks.choose(framework_id)
    wanted = _require_item(framework, code) if code else None
    rows = tuple((depth, item) for depth, item in framework.rows() if wanted is None or item == wanted)
    problems = tuple(problem for problem in frameworks.problems if problem.path == framework.path)
    return FrameworkItems(framework, rows, problems)


def find_items(frameworks: Frameworks, words: Sequence[str]) -> tuple[tuple[Framework, CodedItem], ...]:
    """Return the items that have all words, or this code."""
    wanted = normalize(" ".join(words))
    if not wanted:
        raise UsageError("there is nothing to look for", "say a word: coachlog frameworks search listening")
    return tuple(
        (framework, item)
        for framework in frameworks.known
        for item in framework.items
        if item == framework.find(wanted)
        or all(word in normalize(f"{item.code} {item.title} {item.text}") for word in wanted.split())
    )


def import_framework(context: Context, file: Path, typed: TypedFramework) -> FrameworkImport:
    """Write the rows of a CSV or JSON file as a framework of the log."""
    from coachlog.actions.imports.outside_page import read_outside_page
    from coachlog.frameworks.importing import parse_items, parse_page_items, write_framework
    from coachlog.frameworks.reading import parse_framework

    kind = typed.kind.strip().casefold()
    if kind not in FRAMEWORK_KINDS:
        meanings = "; ".join(f"{name}: {meaning}" for name, meaning in FRAMEWORK_KINDS.items())
        raise UsageError(f"there is no kind `{typed.kind}`", did_you_mean(kind, FRAMEWORK_KINDS, meanings))
    if file.suffix.casefold() in _SHEETS:
        items, problems = parse_items(file.name, _read_file(file))
    else:
        items, problems = parse_page_items(file.name, read_outside_page(file).passages)
    if problems:
        return FrameworkImport(None, tuple(problems))
    name = slugify(typed.id or file.stem)
    path = f"{FOLDER}/{name}.yml"
    title = one_line(typed.title) or file.stem.replace("-", " ").replace("_", " ").strip() or name
    text = write_framework(Framework(name, title, kind, "", "", items))
    framework, unreadable = parse_framework(name, text, path)
    if framework is None or unreadable:
        raise CoachlogError(
            f"{file.name} has {format_count(len(items), 'row')}, more than one file of a log can hold",
            "import it in parts, each with its own --id: for example a file for each grade",
        )
    with context.change("frameworks import") as change:
        if change.read(path) is not None and not typed.replace:
            raise CoachlogError(f"{path} is there already", "add --replace to replace it, or name another --id")
        change.write(path, text.encode())
        change.message = f"frameworks import: {format_count(len(items), 'item')}"
    return FrameworkImport(framework)


def _require_item(framework: Framework, code: str) -> CodedItem:
    item = framework.find(code)
    if item is None:
        near = nearest(code, [framework])
        hint = f"the nearest is {near.code} ({near.title})" if near else f"coachlog frameworks show {framework.id}"
        raise CoachlogError(f"{framework.title} has no item `{code}`", hint)
    return item


def _read_file(file: Path) -> bytes:
    if not file.is_file():
        raise CoachlogError(f"there is no file {file}", "name the CSV or JSON file")
    try:
        return read_outside(file, _MAX_BYTES)
    except FileTooLarge:
        message = f"{file.name} is larger than 1 MB"
        raise CoachlogError(message, "import it in parts: for example a file for each grade") from None
