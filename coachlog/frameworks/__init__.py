"""The coded items that come with the program: coaching and content standards, the design matrix, activities."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from coachlog.fields import fold

_HERE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Item:
    """One coded item; `parent` is the code of what it is part of, `aliases` are other ways to write its code."""

    code: str
    title: str
    text: str
    parent: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Framework:
    """A row of coded items; `kind` says of what: coaching, content, design, sel, udl, activities, …."""

    id: str
    title: str
    kind: str
    version: str
    source: str
    items: tuple[Item, ...]

    def find(self, code: str) -> Item | None:
        """The item that a code means, however it is written."""
        return self._by_code.get(fold(code))

    @cached_property
    def _by_code(self) -> dict[str, Item]:
        written = {fold(alias): item for item in self.items for alias in item.aliases}
        return written | {fold(item.code): item for item in self.items}


@cache
def framework_ids() -> tuple[str, ...]:
    """The ids of all frameworks that come with the program."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.yml")))


@cache
def load_framework(framework_id: str) -> Framework | None:
    """A framework by its id; None where none of that id comes with the program."""
    # What reads YAML is loaded here only: most commands never need it.
    from coachlog.markdown.edit_yaml import plain_data
    from coachlog.markdown.yaml_text import parse_yaml

    if framework_id not in framework_ids():
        return None
    data: Any = plain_data(parse_yaml((_HERE / f"{framework_id}.yml").read_text(encoding="utf-8")))
    return Framework(
        id=data["id"],
        title=data["title"],
        kind=data["kind"],
        version=data["version"],
        source=" ".join(data["source"].split()),
        items=tuple(_item(row) for row in data.get("items", ())),
    )


def title_of(code: str, kind: str, first: Iterable[str] = ()) -> str:
    """The title of a code in a framework of a kind, those named `first` before others; nothing where none knows it."""
    known = filter(None, map(load_framework, (*first, *framework_ids())))
    found = (framework.find(code) for framework in known if framework.kind == kind)
    return next((item.title for item in found if item), "")


def _item(row: dict[str, Any]) -> Item:
    return Item(row["code"], row["title"], row.get("text", ""), row.get("parent", ""), tuple(row.get("aliases", ())))
