"""The forms of output: one module and one row each."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple, cast

if TYPE_CHECKING:  # help is asked for without an answer, and a page is made for a file alone
    from coachlog.render.page import PrintedPage
    from coachlog.render.view import Answer


class Screen(NamedTuple):
    """Facts for a form beside the answer: the command's name, and the columns and colours of the terminal."""

    command: str
    columns: int | None
    colour: bool


class OutputForm(NamedTuple):
    """A form of output; its module has `show(answer, screen)`.

    With an `option_help` the option of its name chooses it. A form for programs holds the problems itself, and the
    command neither asks nor says anything beside.
    """

    name: str
    module: str
    option_help: str = ""
    for_programs: bool = False

    def show(self, answer: "Answer", screen: Screen) -> None:
        """Print an answer in this form; its module is imported now."""
        cast("Callable[[Answer, Screen], None]", import_module(self.module).show)(answer, screen)


PLAIN: Final = OutputForm("plain", "coachlog.render.plain")
TERMINAL: Final = OutputForm("terminal", "coachlog.render.terminal")

FORMS: Final = (
    PLAIN,
    TERMINAL,
    OutputForm("json", "coachlog.render.json", "Print the result as JSON", for_programs=True),
)


class FileForm(NamedTuple):
    """A form of file: the ending of its name, its module with `file_bytes(page)`, and what it is called."""

    ending: str
    module: str
    what: str

    def content(self, page: "PrintedPage") -> bytes:
        """Return a page in this form; its module is imported now."""
        return cast("Callable[[PrintedPage], bytes]", import_module(self.module).file_bytes)(page)


FILE_FORMS: Final = (
    FileForm(".md", "coachlog.render.markdown", "plain text"),
    FileForm(".html", "coachlog.render.html", "a page for a browser"),
    FileForm(".docx", "coachlog.render.word", "Word"),
    FileForm(".csv", "coachlog.render.csv", "a spreadsheet"),
    FileForm(".json", "coachlog.render.json", "for programs"),
    FileForm(".ics", "coachlog.render.calendar", "a calendar"),
)


def choose_form(name: str, *, terminal: bool) -> OutputForm:
    """Return the form that an option named, else the one for where the output goes."""
    return next((form for form in FORMS if form.name == name), TERMINAL if terminal else PLAIN)
