"""The kinds of document, one module each and one row here."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader


class Record(Protocol):
    """What every document's record has: its path in the log, its id (the file's stem), its title."""

    @property
    def path(self) -> str: ...  # noqa: D102 - said above
    @property
    def id(self) -> str: ...  # noqa: D102 - said above
    @property
    def title(self) -> str: ...  # noqa: D102 - said above


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document: its name, what several are called, and the folder that holds them.

    `name` is its `type` and the template's name. A document's kind is that of its folder. `module` has its record,
    named like the module, and the function `decode_MODULE`; it is imported when a document of the kind is read.
    """

    name: str
    plural: str
    folder: str
    module: str
    shared: bool = True

    @property
    def record(self) -> type[Any]:
        """The kind's record."""
        found: type[Any] = getattr(import_module(f"coachlog.model.kinds.{self.module}"), self.module.title())
        return found

    @property
    def decode(self) -> "Callable[[Reader, str, str], Record | None]":
        """What makes a record of front matter, an id and a title."""
        found: Callable[[Reader, str, str], Record | None] = getattr(
            import_module(f"coachlog.model.kinds.{self.module}"), f"decode_{self.module}"
        )
        return found


KINDS: Final[tuple[Kind, ...]] = (
    Kind("meeting", "meetings", "meetings", "meeting"),
    Kind("goal", "goals", "goals", "goal"),
    Kind("lesson", "lessons", "lessons", "lesson"),
    Kind("plan", "plans", "plans", "plan"),
    Kind("feedback", "pieces of feedback", "feedback", "feedback"),
    Kind("reflection", "reflections", "reflections", "page"),
    Kind("evidence", "evidence pages", "evidence", "page", shared=False),
    Kind("note", "private notes", "notes", "page", shared=False),
)


def kind_of(word: str) -> Kind:
    """The kind of a name or of a folder."""
    return next(kind for kind in KINDS if word in (kind.name, kind.folder))
