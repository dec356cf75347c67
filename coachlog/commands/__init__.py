"""The commands: one module in the folder of its group, and one row here."""

from typing import Final, NamedTuple


class Row(NamedTuple):
    """A command: its name, its line in the help, and its group there."""

    name: str
    help_line: str
    group: str
    hidden: bool = False

    @property
    def module(self) -> str:
        """Return the name of the module with its `app`."""
        return f"coachlog.commands.{_ROOMS[self.group]}.{self.name.replace('-', '_')}"


WEEK: Final = "The week"
KEEP: Final = "Keep and share"
LOOK: Final = "Look things up"
SET_UP: Final = "Set up"
WORK: Final = "The term's work"

_ROOMS: Final = {WEEK: "week", WORK: "term", KEEP: "share", LOOK: "look", SET_UP: "setup"}

COMMANDS: Final[tuple[Row, ...]] = (
    Row("meet", "Start or take up the week's note", WEEK),
    Row("note", "Put a line into the note", WEEK),
    Row("steps", "List next steps; add, do, drop, reopen one", WEEK),
    Row("goals", "List open goals; add, show, update, close one", WEEK),
    Row("lessons", "List lesson plans; add, improve, compare one", WEEK),
    Row("sync", "Exchange with your partner, with a receipt", WEEK),
    Row("report", "Draft or refresh the end-of-quarter reflection", WEEK),
    Row("undo", "Take my newest entry back", WEEK),
    Row("plan", "Make or show the term's coaching plan", WORK),
    Row("feedback", "What peers said, and what came of it", WORK),
    Row("successes", "What there is to celebrate", WORK),
    Row("hours", "Meetings held and minutes", WORK),
    Row("progress", "The term so far, on the screen", WORK),
    Row("agenda", "What is coming", WORK),
    Row("private", "A note of my own, never shared", WORK),
    Row("save", "Keep what was changed by hand", KEEP),
    Row("status", "What is kept, and what is not yet", KEEP),
    Row("news", "What your partner changed since you looked", KEEP),
    Row("settle", "Choose where something stands in two versions", KEEP),
    Row("history", "Who did what, in sentences", KEEP),
    Row("search", "Find words in the log", LOOK),
    Row("show", "Read a document", LOOK),
    Row("edit", "Open a document in the editor", LOOK),
    Row("frameworks", "Standards and other coded items; your own", LOOK),
    Row("prompts", "Question stems, others each week", LOOK),
    Row("check", "Find problems, each with file and line", LOOK),
    Row("init", "Make a new log", SET_UP),
    Row("invite", "Choose a shared place; what to send your partner", SET_UP),
    Row("join", "Take part in a partner's log", SET_UP),
    Row("students", "Students' names that belong in no log", SET_UP),
    Row("logs", "List the logs on this computer", SET_UP),
    Row("doctor", "Look at the set-up", SET_UP),
    Row("demo", "See a whole term at work", SET_UP),
    Row("merge-driver", "What plain git calls to bring two versions together", SET_UP, hidden=True),
)
