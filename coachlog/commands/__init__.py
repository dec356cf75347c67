"""The commands: one module in the folder of its group, and one row here."""

from collections.abc import Mapping
from keyword import iskeyword
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
        name = self.name.replace("-", "_")
        return f"coachlog.commands.{_ROOMS[self.group]}.{name}{'_' * iskeyword(name)}"


WEEK: Final = "The week"
KEEP: Final = "Keep and share"
LOOK: Final = "Look things up"
SET_UP: Final = "Set up"
WORK: Final = "The term's work"

_ROOMS: Final = {WEEK: "week", WORK: "term", KEEP: "share", LOOK: "look", SET_UP: "setup"}

COMMANDS: Final[tuple[Row, ...]] = (
    Row("meet", "Start or continue the week's note", WEEK),
    Row("note", "Add a line to the note", WEEK),
    Row("steps", "List next steps; add, finish, drop, reopen one", WEEK),
    Row("goals", "List open goals; add, show, update, review, close", WEEK),
    Row("lessons", "List lesson plans; add, improve, compare one", WEEK),
    Row("sync", "Exchange changes with your partner, with a receipt", WEEK),
    Row("report", "Draft or refresh the end-of-quarter reflection", WEEK),
    Row("undo", "Undo my newest entry", WEEK),
    Row("plan", "Make or show the term's coaching plan", WORK),
    Row("terms", "List the terms and breaks of the school year; add one", WORK),
    Row("feedback", "List feedback from peers; add, show one, set its status", WORK),
    Row("successes", "List successes to celebrate", WORK),
    Row("contact", "Write down a short talk between meetings", WORK),
    Row("hours", "Count the meetings held and their minutes", WORK),
    Row("progress", "Show the term so far", WORK),
    Row("agenda", "Show what is coming", WORK),
    Row("private", "Write or list my own notes, never shared", WORK),
    Row("evidence", "Show what there is for each standard; draft a page", WORK),
    Row("visits", "List visits in a classroom; draft, share one", WORK),
    Row("work", "List my own work: courses, posts, talks; add some", WORK),
    Row("readings", "List what I have read, ready to cite; add some", WORK),
    Row("star", "Mark lines that belong in my page, for me alone", WORK),
    Row("import", "Bring in a running document, a calendar, a sheet", KEEP),
    Row("save", "Keep changes made by hand", KEEP),
    Row("status", "Show changes that are not kept or shared yet", KEEP),
    Row("news", "Show what your partner changed since you looked", KEEP),
    Row("send", "Make a letter for a partner who installs nothing", KEEP),
    Row("receive", "Keep what a partner answered to a letter", KEEP),
    Row("own", "Exchange my own pages between my own computers", KEEP),
    Row("settle", "Choose between two versions of a place", KEEP),
    Row("share", "Share a lesson with a form for peers, or lines of a meeting", KEEP),
    Row("export", "Write everything out, for other programs", KEEP),
    Row("history", "Show who did what, in sentences", KEEP),
    Row("search", "Find words in the log", LOOK),
    Row("show", "Read a document", LOOK),
    Row("view", "Look at the whole log as pages, in the browser", LOOK),
    Row("edit", "Open a document in the editor", LOOK),
    Row("rename", "Give a document another title", LOOK),
    Row("delete", "Delete a document; undo brings it back", LOOK),
    Row("frameworks", "Look up standards and other coded items; import some", LOOK),
    Row("prompts", "Show question stems, new ones each week", LOOK),
    Row("check", "Find problems, each with file and line", LOOK),
    Row("init", "Make a new log", SET_UP),
    Row("invite", "Choose a shared place; get the message to send", SET_UP),
    Row("join", "Join a partner's log", SET_UP),
    Row("people", "Show who you are and when you meet; change it", SET_UP),
    Row("students", "List students' names that belong in no log; add one", SET_UP),
    Row("logs", "List the logs on this computer", SET_UP),
    Row("doctor", "Check and repair the set-up", SET_UP),
    Row("demo", "See a whole term at work", SET_UP),
    Row("help", "Show what can be typed", LOOK, hidden=True),
    Row("version", "Print the version", LOOK, hidden=True),
    Row("merge-driver", "Merge two versions of a file, for plain git", SET_UP, hidden=True),
)

CHANGE_STEP: Final = "its words are changed in the newest note that has it: coachlog edit DAY"
# What people try, and what does it here.
INSTEAD: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("print", "pdf", "word"),
        "the whole log as a page: coachlog view; one document: coachlog show DOCUMENT --to page.docx",
    ),
    "move": "a meeting: coachlog meet --moved DATE; a page of my own out of the log: coachlog private --move PATH",
    **dict.fromkeys(
        ("template", "templates"),
        "a blank page of your own goes into the folder templates/ of the log, as meeting.md or goal.md: coachlog logs",
    ),
    **dict.fromkeys(("remove", "rm"), "a document: coachlog delete DOCUMENT; a next step: coachlog steps drop STEP"),
    "start": "a log: coachlog init; this week's note: coachlog meet; a next step: coachlog steps start STEP",
    **dict.fromkeys(
        ("meeting", "meetings", "notes"),
        "this week's note: coachlog meet; one note: coachlog show DAY; those held: coachlog hours; what comes: "
        "coachlog agenda",
    ),
    "redo": "coachlog undo --back",
    "name": "a person's: coachlog people set me --name NAME; a document's: coachlog rename DOCUMENT TITLE",
    **dict.fromkeys(
        ("letter", "letters", "mail", "email", "message", "remind", "reminder", "notify"),
        "coachlog send, and what comes back: coachlog receive FILE",
    ),
    "open": "coachlog edit DOCUMENT",
    "write": 'a line: coachlog note "…"; a document: coachlog edit DOCUMENT',
    **dict.fromkeys(
        ("new", "create", "add"), "coachlog goals add, coachlog lessons add, coachlog steps add, coachlog note"
    ),
    **dict.fromkeys(("done", "tick", "finish"), "coachlog steps done STEP"),
    **dict.fromkeys(("todo", "todos", "tasks", "step"), "coachlog steps"),
    "lesson": "coachlog lessons, and coachlog lessons add",
    **dict.fromkeys(("settings", "config", "cadence", "who"), "coachlog people, and coachlog people set"),
    **dict.fromkeys(("calendar", "next"), "coachlog agenda"),
    **dict.fromkeys(("list", "ls"), "coachlog goals, coachlog steps, coachlog lessons, coachlog logs"),
    **dict.fromkeys(("cancel", "cancelled"), "coachlog meet --cancelled"),
    **dict.fromkeys(("reschedule", "postpone"), "coachlog meet --moved DATE"),
    **dict.fromkeys(
        ("wins", "win", "glow", "glows", "praise", "celebrate", "kudos"),
        'to see them: coachlog successes; to add one: coachlog note "…" --in successes',
    ),
    **dict.fromkeys(("grow", "grows", "challenge"), 'coachlog note "…" --in growth'),
    **dict.fromkeys(
        ("archive", "logs remove", "logs delete", "logs archive"), "a log at rest: coachlog logs close LOG"
    ),
    **dict.fromkeys(("logs rename", "people title"), "coachlog people set --title TITLE"),
    **dict.fromkeys(
        ("logs add", "logs new", "logs create"), "a new one: coachlog init; a partner's: coachlog join PLACE"
    ),
    "restore": "what was done last: coachlog undo; a damaged history: coachlog doctor",
    **dict.fromkeys(
        ("copy", "duplicate"), "all of it: coachlog export FOLDER; a lesson's new version: coachlog lessons add"
    ),
    "merge": "coachlog sync, and where both changed the same: coachlog settle",
    **dict.fromkeys(("today", "week", "dashboard"), "coachlog alone for the log at a glance; its note: coachlog meet"),
    **dict.fromkeys(("find", "grep"), "coachlog search WORDS"),
    **dict.fromkeys(("whoami", "login", "account"), "coachlog people, and coachlog doctor --me ID"),
    **dict.fromkeys(("summary", "stats", "statistics", "overview"), "coachlog progress, and coachlog hours"),
    **dict.fromkeys(("count", "time", "minutes"), "coachlog hours; when you meet: coachlog people set --time 3:30pm"),
    **dict.fromkeys(
        ("csv", "docx", "html", "save-as"),
        "a list or a document: coachlog goals --to FILE, coachlog show DOCUMENT --to FILE",
    ),
    **dict.fromkeys(("mv",), "a meeting: coachlog meet --moved DATE; a title: coachlog rename DOCUMENT TITLE"),
    **dict.fromkeys(
        ("terms rename",), "coachlog terms remove TERM, then coachlog terms add NAME --start DATE --end DATE"
    ),
    **dict.fromkeys(
        ("terms set", "terms change", "terms edit", "terms update"), "coachlog terms add TERM --start DATE --end DATE"
    ),
    **dict.fromkeys(("terms list", "terms show", "terms breaks"), "coachlog terms"),
    **dict.fromkeys(("people list", "people show"), "coachlog people"),
    **dict.fromkeys(("people add", "people new"), "a log is of two; another partner's log: coachlog init"),
    **dict.fromkeys(("reflect", "reflection"), "coachlog report"),
    **dict.fromkeys(("push", "pull", "backup", "exchange"), "coachlog sync, after coachlog invite"),
    "commit": "coachlog save",
    "log": "coachlog history, or coachlog alone for the log at a glance",
    **dict.fromkeys(
        (f"steps {word}" for word in ("edit", "change", "update", "rename")),
        CHANGE_STEP,
    ),
    **dict.fromkeys((f"steps {word}" for word in ("move", "postpone", "set", "until")), "coachlog steps due STEP DATE"),
    **dict.fromkeys((f"steps {word}" for word in ("remove", "delete", "rm", "cancel")), "coachlog steps drop STEP"),
    **dict.fromkeys((f"steps {word}" for word in ("finish", "tick", "close", "complete")), "coachlog steps done STEP"),
    "steps show": "coachlog steps",
    **{
        f"{name} {word}": f"coachlog {name}"
        for name in ("steps", "goals", "lessons", "feedback", "visits", "work", "readings", "logs", "frameworks")
        for word in ("list", "ls")
    },
    **dict.fromkeys(("goals remove", "goals delete", "goals rm"), "coachlog delete GOAL"),
    **dict.fromkeys(("lessons remove", "lessons delete", "lessons rm"), "coachlog delete LESSON"),
    "goals rename": "coachlog rename GOAL TITLE",
    "lessons rename": "coachlog rename LESSON TITLE",
    **dict.fromkeys(("goals done", "goals finish", "goals met", "goals complete"), "coachlog goals close GOAL"),
    **dict.fromkeys(("goals edit", "lessons edit"), "coachlog edit DOCUMENT"),
    **dict.fromkeys(("term", "year", "breaks", "break"), "coachlog terms"),
}
