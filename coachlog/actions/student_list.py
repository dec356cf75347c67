"""The person's own list of students' names: in the own pages, never in a log."""

from typing import Final

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.storage.files import Folder

_LIST: Final = "students.txt"


def own_names(context: Context) -> str:
    """Return the text of the list; empty where there is none."""
    try:
        content = Folder(context.home.own).read(_LIST) or b""
    except CoachlogError as error:
        context.tell(f"your list of students was not read: {error}")
        return ""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # Windows calls this encoding Unicode
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
