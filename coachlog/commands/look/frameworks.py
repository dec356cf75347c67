"""`coachlog frameworks`: the coded items, shipped and the pair's own."""

from pathlib import Path
from typing import Annotated

import typer

from coachlog.actions.term.frameworks import TypedFramework, find_framework, find_items, import_framework
from coachlog.app.command import LISTING, PAGE, context_of, group, subcommand
from coachlog.app.completion import complete_frameworks
from coachlog.frameworks import FRAMEWORK_KINDS
from coachlog.render.view import Answer
from coachlog.views.look.frameworks import show_found_items, show_framework, show_frameworks, show_import

app = group("Look up standards and other coded items; import some")


@app.callback()
def frameworks(ctx: typer.Context) -> Answer | None:
    """List the frameworks: standards, design matrix, activities and more."""
    if ctx.invoked_subcommand is not None:
        return None
    return show_frameworks(context_of(ctx).frameworks())


@subcommand(app, "show", out=PAGE)
def show(
    ctx: typer.Context,
    framework_id: Annotated[
        str, typer.Argument(metavar="ID", help="Its id, or the start of it", autocompletion=complete_frameworks)
    ],
    code: Annotated[str, typer.Argument(metavar="CODE", help="Show only the item with this code")] = "",
) -> Answer:
    """Show a framework with its codes, or one of its items."""
    chosen = find_framework(context_of(ctx).frameworks(), framework_id, code)
    return show_framework(chosen, as_tree=not code)


@subcommand(app, "search", out=LISTING)
def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORD", help="Words to search for, or a code")],
) -> Answer:
    """Find a word or a code in all frameworks."""
    everything = context_of(ctx).frameworks()
    return show_found_items(find_items(everything, words), everything)


@subcommand(app, "import")
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, JSON, Word, a web page, Markdown, text")],
    framework_id: Annotated[str, typer.Option("--id", metavar="ID", help="Its id; by default the file's name")] = "",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="Its title")] = "",
    kind: Annotated[
        str, typer.Option("--kind", metavar="|".join(FRAMEWORK_KINDS), help="The kind of the list")
    ] = "content",
    replace: Annotated[bool, typer.Option("--replace", help="Replace the framework with this id")] = False,
) -> Answer:
    """Import your own list: district goals, teaching standards.

    The columns are code, title, text and parent (the code of what it is part of); code and one of title and text
    are needed. They are named in a CSV's first line, or are the keys of a JSON list. The list becomes
    frameworks/ID.yml in the log; it takes the place of a shipped one of the same id.
    """
    typed = TypedFramework(framework_id, title, kind, replace)
    return show_import(import_framework(context_of(ctx), file, typed))
