"""`coachlog frameworks`: the coded items, shipped and the pair's own."""

from pathlib import Path
from typing import Annotated, Any

import typer

from coachlog.app.arguments import complete_frameworks
from coachlog.app.command import context_of, group, subcommand
from coachlog.errors import CoachlogError, UsageError
from coachlog.frameworks import FOLDER, FRAMEWORK_KINDS, CodedItem, Framework, nearest
from coachlog.model.fields import format_count, normalize, one_line, slugify
from coachlog.render.view import Answer, Item, Line, Part, Table, Title
from coachlog.storage.files import plain_errors

app = group("Look up coded items; import your own")

_MOST_BYTES = 1024 * 1024


@app.callback()
def frameworks(ctx: typer.Context) -> Answer | None:
    """List the frameworks: standards, design matrix, activities and more."""
    if ctx.invoked_subcommand is not None:
        return None
    found = context_of(ctx).frameworks()
    rows = [(f.id, f.title, f.kind, str(len(f.items)), f.path or "comes with coachlog") for f in found.known]
    parts: list[Part] = [Table(("Id", "Framework", "Kind", "Items", "Where"), rows)]
    parts.append(
        Line("To read one: coachlog frameworks show ID. To bring in your own: coachlog frameworks import FILE")
    )
    return Answer([framework_data(f) for f in found.known], parts, found.problems, listing=True)


@subcommand(app, "show")
def show(
    ctx: typer.Context,
    framework_id: Annotated[
        str, typer.Argument(metavar="ID", help="Its id, or how that begins", autocompletion=complete_frameworks)
    ],
    code: Annotated[str, typer.Argument(metavar="CODE", help="One item alone, however its code is written")] = "",
) -> Answer:
    """Print a framework with its codes, or one item of it."""
    everything = context_of(ctx).frameworks()
    found = everything.choose(framework_id)
    rows = [(depth, item) for depth, item in found.rows() if not code or item == _demanded(found, code)]
    version = f", version {found.version}" if found.version else ""
    parts: list[Part] = [Title(f"{found.title} ({found.id}{version})")]
    parts += [Item(f"{item.code}  {item.title}", item.text, indent=0 if code else 2 * depth) for depth, item in rows]
    if found.source:
        parts += [Line(), Line(found.source, quiet=True)]
    data = framework_data(found) | {"source": found.source, "items": [_item_data(item) for _, item in rows]}
    return Answer(data, parts, [problem for problem in everything.problems if problem.path == found.path])


@subcommand(app, "search")
def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="What to look for, or a code")],
) -> Answer:
    """Find a word or a code in all frameworks."""
    everything = context_of(ctx).frameworks()
    wanted = normalize(" ".join(words))
    if not wanted:
        raise UsageError("there is nothing to look for", "say a word: coachlog frameworks search listening")
    found = [
        (framework, item)
        for framework in everything.known
        for item in framework.items
        if item == framework.find(wanted)
        or all(word in normalize(f"{item.code} {item.title} {item.text}") for word in wanted.split())
    ]
    data = [{"framework": framework.id} | _item_data(item) for framework, item in found]
    rows = [(framework.id, item.code, item.title, item.text) for framework, item in found]
    none = Line("Nothing found. To see what there is: coachlog frameworks", quiet=True)
    parts: list[Part] = [Table(("Framework", "Code", "Title", "In our words"), rows) if rows else none]
    return Answer(data, parts, everything.problems, listing=True)


@subcommand(app, "import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or JSON: code, title, text, parent")],
    framework_id: Annotated[str, typer.Option("--id", metavar="ID", help="Its id; the file's name unless said")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What it is called")] = "",
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=f"One of {', '.join(FRAMEWORK_KINDS)}")
    ] = "content",
    replace: Annotated[bool, typer.Option("--replace", help="In place of the one of this id")] = False,
) -> Answer:
    """Bring in a list of your own: district goals, teaching standards.

    The columns are code, title, text and parent (the code of what it is part of); code and one of title and text
    are needed. They are named in a CSV's first line, or are the keys of a JSON list. The list becomes
    frameworks/ID.yml in the log; it takes the place of a shipped one of the same id.
    """
    from coachlog.frameworks.importing import read_items, write_framework
    from coachlog.frameworks.reading import read_framework

    context = context_of(ctx)
    known = kind.strip().casefold()
    if known not in FRAMEWORK_KINDS:
        raise UsageError(
            f"there is no kind `{kind}`", "; ".join(f"{name}: {use}" for name, use in FRAMEWORK_KINDS.items())
        )
    items, problems = read_items(file.name, _content(file))
    if problems:
        told = f"Nothing was brought in: {format_count(len(problems), 'row needs', 'rows need')} mending."
        return Answer({"path": None, "items": 0}, [Line(told)], problems, listing=True)
    name = slugify(framework_id or file.stem)
    path = f"{FOLDER}/{name}.yml"
    called = one_line(title) or file.stem.replace("-", " ").replace("_", " ").strip() or name
    text = write_framework(Framework(name, called, known, "", "", items))
    framework, wrong = read_framework(name, text, path)
    if framework is None or wrong:
        raise CoachlogError(
            f"{file.name} holds more than one file of the log can: {format_count(len(items), 'row')}",
            "bring it in by parts, each with an --id of its own: a file for each grade, say",
        )
    with context.change("frameworks import") as change:
        if change.read(path) is not None and not replace:
            raise CoachlogError(f"{path} is there already", "add --replace to put this list in its place, or say --id")
        change.write(path, text.encode())
        change.message = f"frameworks import: {format_count(len(items), 'item')}"
    said = f"Brought in {format_count(len(items), 'item')} as “{called}”: {path}"
    parts = [Line(said), Line(f"To read it: coachlog frameworks show {name}", quiet=True)]
    return Answer(framework_data(framework), parts)


def framework_data(framework: Framework) -> dict[str, Any]:
    """A framework as `--json` lists it."""
    return {
        "id": framework.id,
        "title": framework.title,
        "kind": framework.kind,
        "version": framework.version or None,
        "count": len(framework.items),
        "path": framework.path or None,
    }


def _item_data(item: CodedItem) -> dict[str, Any]:
    return {"code": item.code, "title": item.title, "text": item.text, "parent": item.parent or None}


def _demanded(framework: Framework, code: str) -> CodedItem:
    found = framework.find(code)
    if found is None:
        near = nearest(code, [framework])
        hint = f"the nearest is {near.code} ({near.title})" if near else f"coachlog frameworks show {framework.id}"
        raise CoachlogError(f"{framework.title} has no item `{code}`", hint)
    return found


def _content(file: Path) -> bytes:
    with plain_errors(str(file), "read"):
        if not file.is_file():
            raise CoachlogError(f"there is no file {file}", "say where the CSV or JSON file lies")
        if file.stat().st_size > _MOST_BYTES:
            raise CoachlogError(f"{file.name} is larger than 1 MB", "bring it in by parts, a file for each grade, say")
        return file.read_bytes()
