"""`coachlog merge-driver`: what plain git calls when two versions of a document meet."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from coachlog.app.command import command, context_of
from coachlog.errors import CoachlogError

_MARKDOWN = (".markdown", ".mdown", ".mkd", ".mkdn", ".mdx")


def merge_driver(
    ctx: typer.Context,
    base: Annotated[Path, typer.Argument(metavar="BASE", help="What both had; may be empty")],
    ours: Annotated[Path, typer.Argument(metavar="OURS", help="One version; the result comes here")],
    theirs: Annotated[Path, typer.Argument(metavar="THEIRS", help="The other version")],
    path: Annotated[str, typer.Argument(metavar="PATH", help="The file's name in the folder")] = "",
) -> NoReturn:
    """Bring two versions of a document together for git."""
    name = path or ours.name
    try:
        merged = _merge(base, ours, theirs, name)
    except (OSError, CoachlogError):
        merged = False
    if not merged:
        context_of(ctx).tell(f"{name}: the two versions stay apart; yours is in the file. To go on: coachlog sync")
    raise typer.Exit(0 if merged else 1)


app = command(merge_driver)


def _merge(base: Path, ours: Path, theirs: Path, name: str) -> bool:
    """Write the result into `ours`; False where both can only be kept whole, and nothing was written."""
    from coachlog.merge import merge_files
    from coachlog.storage.files import Folder

    # Git knows no times here, and on the other computer what is ours here is theirs.
    older, newer = sorted((ours.read_bytes(), theirs.read_bytes()))
    kind = "x.md" if Path(name).suffix.lower() in _MARKDOWN else name
    merged = merge_files(base.read_bytes(), older, newer, kind)
    if not merged.whole:
        Folder(ours.absolute().parent).write(ours.name, merged.content)
    return not merged.whole
