"""Frameworks and their items, as they are listed, searched and imported."""

from collections.abc import Sequence
from typing import Final

from coachlog.actions.term.frameworks import FrameworkImport, FrameworkItems
from coachlog.frameworks import CodedItem, Framework, Frameworks
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Aside, Item, Line, Part, Table, Title
from coachlog.views.fields import Field, Fields, json_row, json_rows

FRAMEWORK_FIELDS: Final[Fields[Framework]] = (
    Field("id", lambda framework: framework.id),
    Field("title", lambda framework: framework.title),
    Field("kind", lambda framework: framework.kind),
    Field("version", lambda framework: framework.version or None),
    Field("count", lambda framework: len(framework.items), "the number of its items"),
    Field("path", lambda framework: framework.path or None, "its file in the log; null for a shipped one"),
)
CODED_ITEM_FIELDS: Final[Fields[CodedItem]] = (
    Field("code", lambda item: item.code),
    Field("title", lambda item: item.title),
    Field("text", lambda item: item.text, "its meaning, in our words"),
    Field("parent", lambda item: item.parent or None, "the code of the item that it is part of"),
)
FRAMEWORK_ITEM_FIELDS: Final[Fields[FrameworkItems]] = (
    Field("source", lambda chosen: chosen.framework.source, "its publication"),
    Field("items", lambda chosen: [item for _, item in chosen.rows], fields=CODED_ITEM_FIELDS),
)


def show_frameworks(frameworks: Frameworks) -> Answer:
    """List the frameworks."""
    rows = [(f.id, f.title, f.kind, str(len(f.items)), f.path or "comes with coachlog") for f in frameworks.known]
    parts: list[Part] = [
        Table(("Id", "Framework", "Kind", "Items", "Where"), rows),
        Line("To read one: coachlog frameworks show ID. To import your own: coachlog frameworks import FILE"),
    ]
    return Answer(json_rows(FRAMEWORK_FIELDS, frameworks.known), parts, frameworks.problems, listing=True)


def show_framework(chosen: FrameworkItems, *, as_tree: bool) -> Answer:
    """Show a framework's items, as a tree or flat."""
    framework = chosen.framework
    version = f", version {framework.version}" if framework.version else ""
    parts: list[Part] = [Title(f"{framework.title} ({framework.id}{version})")]
    parts += [
        Item(f"{item.code}  {item.title}", item.text, indent=2 * depth if as_tree else 0) for depth, item in chosen.rows
    ]
    if framework.source:
        parts += [Line(), Line(framework.source, quiet=True)]
    return Answer(
        json_row(FRAMEWORK_FIELDS, framework) | json_row(FRAMEWORK_ITEM_FIELDS, chosen), parts, chosen.problems
    )


def show_found_items(items: Sequence[tuple[Framework, CodedItem]], frameworks: Frameworks) -> Answer:
    """List the items that a search found."""
    data = [{"framework": framework.id} | json_row(CODED_ITEM_FIELDS, item) for framework, item in items]
    rows = [(framework.id, item.code, item.title, item.text) for framework, item in items]
    nothing = Aside("Nothing found. To see what there is: coachlog frameworks")
    parts: list[Part] = [Table(("Framework", "Code", "Title", "In our words"), rows) if rows else nothing]
    return Answer(data, parts, frameworks.problems, listing=True)


def show_import(result: FrameworkImport) -> Answer:
    """Say what was imported, or that rows need mending."""
    framework = result.framework
    if framework is None:
        rows = format_count(len(result.problems), "row needs", "rows need")
        sentence = f"Nothing was imported: {rows} mending."
        return Answer({"path": None, "items": 0}, [Line(sentence)], result.problems, listing=True)
    count = format_count(len(framework.items), "item")
    parts: list[Part] = [
        Line(f"Imported {count} as “{framework.title}”: {framework.path}"),
        Aside(f"To read it: coachlog frameworks show {framework.id}"),
    ]
    return Answer(json_row(FRAMEWORK_FIELDS, framework), parts)
