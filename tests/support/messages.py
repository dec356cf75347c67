"""Every message of the package, as its source has it: what a person may read, with `{}` for what is filled in."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tests.support.world import PACKAGE, modules

_PATTERN = re.compile(r"\\|\||\(\?")  # what a pattern has and a sentence has not
# From `coachlog` on, up to what ends a command in a sentence.
_TYPED = re.compile(r"(?<![\w./`-])(?:`)?coachlog((?: (?:\"[^\"]*\"|'[^']*'|[^\s`,;:()]+))+)")
_PROSE = re.compile(r"[A-Za-z]*\.")


class Message(NamedTuple):
    """A text, and the file and line where it stands."""

    where: str
    text: str


@cache
def messages() -> tuple[Message, ...]:
    """Return every text of the package that is no documentation and no pattern."""
    return tuple(message for path in modules() for message in _of_module(path.read_text("utf-8"), path))


def _of_module(source: str, path) -> Iterator[Message]:
    tree = ast.parse(source)
    beside = {id(part) for node in ast.walk(tree) for part in _no_messages(node)}
    for node in ast.walk(tree):
        if id(node) in beside:
            continue
        text = _text(node)
        if text and not _PATTERN.search(text):
            yield Message(f"{path.relative_to(PACKAGE)}:{node.lineno}", text)


def _no_messages(node: ast.AST) -> Iterator[ast.AST]:
    """Yield documentation, annotations, and the parts of a text that is filled in."""
    body = getattr(node, "body", None)
    if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
        yield body[0].value
    if isinstance(node, ast.JoinedStr):
        yield from node.values
    for note in (getattr(node, "annotation", None), getattr(node, "returns", None)):
        if note is not None:
            yield from ast.walk(note)


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def typed_in(text: str) -> list[str]:
    """Return what a text says to type after `coachlog`."""
    return [match.group(1).strip().rstrip(".?") for match in _TYPED.finditer(text)]
