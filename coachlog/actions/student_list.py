"""One's own list of students' names, which lies in the own pages and never in a log."""

from typing import Final

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.storage.files import Folder

_LIST: Final = "students.txt"


def own_names(context: Context) -> str:
    """The person's own list of their students, which is in no log; empty where there is none."""
    try:
        content = Folder(context.home.own).read(_LIST) or b""
    except CoachlogError as trouble:
        context.tell(f"your list of students was not read: {trouble}")
        return ""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # how Windows saves what is called Unicode there
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
