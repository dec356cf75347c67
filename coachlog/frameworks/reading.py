"""Parse a framework's file; each wrong row is a problem with its line."""

from coachlog.errors import Problem
from coachlog.frameworks import FRAMEWORK_KINDS, CodedItem, Framework
from coachlog.markdown.yaml_text import YamlError, parse_yaml
from coachlog.model.fields import normalize
from coachlog.model.kinds.field_reader import Reader


def parse_framework(framework_id: str, text: str, path: str = "") -> tuple[Framework | None, list[Problem]]:
    """Return the framework in a file's text; None if its YAML cannot be read."""
    problems: list[Problem] = []
    try:
        front = parse_yaml(text.removeprefix("\ufeff"))
    except YamlError as trouble:
        return None, [Problem(path, trouble.line + 1, trouble.code, trouble.message)]
    reader = Reader(path, front, 1, problems)
    kind = reader.text("kind", "content").casefold()
    if kind not in FRAMEWORK_KINDS:
        reader.report("kind", "bad-value", f"`{kind}` is not one of {', '.join(FRAMEWORK_KINDS)}")
    framework = Framework(
        id=framework_id,
        title=reader.text("title", framework_id),
        kind=kind,
        version=reader.text("version"),
        source=" ".join(reader.text("source").split()),
        items=tuple(_items(reader)),
        path=path,
    )
    return framework, problems


def _items(reader: Reader) -> list[CodedItem]:
    """Return the items with a code of their own, in their order."""
    items: dict[str, CodedItem] = {}
    places: dict[str, Reader] = {}
    for record in reader.records("items"):
        code = record.text("code")
        if not code:
            record.report("code", "no-code", "an item needs a code")
        elif normalize(code) in items:
            record.report("code", "repeated-code", f"two items have the code `{code}`; the first one counts")
        else:
            title, text = record.text("title"), record.text("text")
            items[normalize(code)] = CodedItem(
                code, title or text, text, record.text("parent"), record.words("aliases")
            )
            places[normalize(code)] = record
    for code, item in items.items():
        if item.parent and normalize(item.parent) not in items:
            places[code].report("parent", "unknown-code", f"there is no item `{item.parent}` in this file")
    return list(items.values())
