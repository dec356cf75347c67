"""The files that come with the program: templates and the example."""

from functools import cache
from pathlib import Path
from typing import Final

# In an installed package they lie inside it; in a checkout, beside it.
_HERE: Final = Path(__file__).parent


def shipped(folder: str) -> Path:
    """The folder `templates` or `examples` as it came with the program."""
    inside = _HERE / "shipped" / folder
    return inside if inside.is_dir() else _HERE.parent / folder


@cache
def shipped_template(kind: str) -> str:
    """The blank page of a kind."""
    return (shipped("templates") / f"{kind}.md").read_text(encoding="utf-8")


@cache
def shipped_questions() -> dict[str, str]:
    """The files of questions for a reflection by name: one for each role that asks itself."""
    paths = (shipped("templates") / "questions").glob("*.yml")
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(paths)}


@cache
def shipped_forms() -> dict[str, str]:
    """The forms of programmes by name."""
    paths = (shipped("templates") / "forms").glob("*.md")
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(paths)}
