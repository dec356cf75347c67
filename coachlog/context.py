"""The composition root: the clock, the environment and the terminal come in here, and nowhere else."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from coachlog.errors import CoachlogError, SurroundingsError, UsageError
from coachlog.model.fields import ID_LETTERS, parse_typed_date
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import FORMAT, Person, Settings
from coachlog.shipped import shipped_template
from coachlog.storage.files import Folder, replace
from coachlog.storage.home import Home
from coachlog.storage.load import SHARED, find_log, load_log
from coachlog.storage.local_state import LocalState

if TYPE_CHECKING:
    from coachlog.frameworks import Frameworks
    from coachlog.git.commits import Author
    from coachlog.git.repo import Repo
    from coachlog.sync.commit import Change, LogWriter

Read = TypeVar("Read")


@dataclass
class Options:
    """What was typed beside a command, for any command."""

    log: str = ""
    today: str = ""
    me: str = ""
    json: bool = False
    verbose: bool = False


@dataclass
class Context:
    """Everything that a command may ask of the world around it."""

    options: Options = field(default_factory=Options)

    @cached_property
    def home(self) -> Home:
        """The person's own coachlog folder."""
        return Home(Path(os.environ.get("COACHLOG_HOME") or Path.home() / "coachlog").absolute())

    @cached_property
    def today(self) -> date:
        """The day that commands work on."""
        real = datetime.now().astimezone().date()
        typed = self.options.today or os.environ.get("COACHLOG_TODAY", "")
        return self.day(typed, real) if typed else real

    def now(self) -> datetime:
        """This moment, on the day that commands work on."""
        moment = datetime.now().astimezone()
        if self.today == moment.date():
            return moment
        return datetime.combine(self.today, moment.time()).astimezone()

    def day(self, typed: str, today: date | None = None) -> date:
        """A date as it was typed."""
        try:
            return parse_typed_date(typed, today or self.today)
        except ValueError as trouble:
            sentence, _, _ = str(trouble).partition(";")
            raise UsageError(sentence, "write a date as 2026-11-19, or today, tomorrow, thu") from None

    def new_id(self, slug: str) -> str:
        """A slug with five random letters behind it, so that two people offline cannot collide."""
        import secrets

        return f"{slug}-{''.join(secrets.choice(ID_LETTERS) for _ in range(5))}"

    # The log ---------------------------------------------------------------------------------------------------------

    @cached_property
    def root(self) -> Path:
        """The log's folder: the one named, else the one around here, else COACHLOG_LOG, else the first on the list."""
        named = self.options.log
        found = self._named(named) if named else find_log(Path.cwd())
        if found is None and (named := os.environ.get("COACHLOG_LOG", "")):
            found = self._named(named)
        logs = () if found else self.home.logs()
        if found is None and not logs:
            raise SurroundingsError(
                "there is no log here",
                "make one with `coachlog init`, take part in one with `coachlog join PLACE`, "
                "or look at an example with `coachlog demo`",
            )
        return found or logs[0]

    def _named(self, word: str) -> Path:
        place = Path(word).expanduser().resolve()
        found = (place if (place / "coachlog.yml").is_file() else None) or self.home.find_log(word)
        if found is None:
            raise SurroundingsError(f"there is no log `{word}`", "`coachlog logs` lists the logs on this computer")
        return found

    def read(self, kinds: Iterable[str] = SHARED, bodies: Iterable[str] = (), within: Period | None = None) -> Log:
        """The log as it is now: the documents of some kinds, and the sections of some of these."""
        return load_log(self.root, kinds, bodies, within)

    @cached_property
    def settings(self) -> Settings:
        """What the log says of itself."""
        return self.read(()).settings

    def frameworks(self) -> "Frameworks":
        """The shipped frameworks and the pair's own; outside every log the shipped ones alone."""
        from coachlog.frameworks import gather_frameworks
        from coachlog.storage.load import load_frameworks

        try:
            root = self.root
        except SurroundingsError:
            if self.options.log:
                raise
            return gather_frameworks({})
        return load_frameworks(root)

    def template(self, kind: str) -> str:
        """The blank page of a kind: the pair's own where there is one, else the shipped one."""
        own = Folder(self.root).read(f"templates/{kind}.md") if kind in SHARED else None
        return own.decode("utf-8", "replace") if own else shipped_template(kind)

    def fill(self, kind: str, slots: Mapping[str, str]) -> str:
        """A new document's text: the blank page of a kind with its slots filled."""
        from coachlog.model.blank_pages import fill_template

        return fill_template(self.template(kind), slots).text

    def begin(self, root: Path, files: Mapping[str, str], me: Person | None) -> None:
        """Make a log in an empty folder, with a first entry, and put it on the list of logs."""
        from coachlog.git.commits import COACHLOG
        from coachlog.git.repo import Repo

        root.mkdir(parents=True, exist_ok=True)
        self.root, self.repo = root, Repo.create(root)
        author = (lambda: self.author_for(me)) if me else (lambda: COACHLOG)
        with self._keeper(self.repo, author).change("init") as change:
            for path, text in files.items():
                change.write(path, text.encode())
            change.message = "init: 1 log"
        if me:
            self.remember_me(me)
        self.home.add(root)

    # Who writes ------------------------------------------------------------------------------------------------------

    @property
    def stated_person(self) -> Person | None:
        """The person at this computer, as far as it was said here; for what needs no git."""
        said = self.options.me or os.environ.get("COACHLOG_ME", "") or self._remembered_me()
        return self.settings.require_person(said) if said else None

    @cached_property
    def me(self) -> Person | None:
        """The person at this computer, as far as it was said or git knows the e-mail; None where nobody said."""
        if self.stated_person:
            return self.stated_person
        from coachlog.git.process import Git

        email = Git(self.root).user_email().casefold()
        return next((p for p in self.settings.people if p.email and p.email.casefold() == email), None)

    def require_me(self) -> Person:
        """The person at this computer; on a terminal it asks, else it refuses."""
        person = self.me
        if person is None and self.interactive:
            names = " or ".join(person.id for person in self.settings.people)
            person = self.settings.require_person(self.ask(f"Who are you: {names}?"))
            self.remember_me(person)
            self.me = person
        if person is None:
            ids = " or ".join(f"`coachlog doctor --me {person.id}`" for person in self.settings.people)
            raise CoachlogError(
                "coachlog does not know who you are, so it cannot write in this log", f"say it once: {ids}"
            )
        return person

    def remember_me(self, person: Person) -> None:
        """Keep on this computer who writes here, for plain git, too."""
        from coachlog.git.config import name_writer

        self._me_file.parent.mkdir(parents=True, exist_ok=True)
        replace(self._me_file, f"{person.id}\n".encode())
        me, *others = (self.author_for(one) for one in (person, *self.settings.people))
        with suppress(CoachlogError):  # without git it is known to coachlog
            name_writer(self.root, me.name, me.email, {one.email for one in others} - {me.email})

    def _remembered_me(self) -> str:
        try:
            return self._me_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return ""

    @property
    def _me_file(self) -> Path:
        return LocalState(self.root).me

    def author(self) -> "Author":
        """The person at this computer, as the history names them."""
        return self.author_for(self.require_me())

    def author_for(self, person: Person) -> "Author":
        """A person as the history names them."""
        from coachlog.git.commits import Author

        return Author(person.name or person.id, person.email or f"{person.id}@coachlog.invalid")

    # Keeping ---------------------------------------------------------------------------------------------------------

    @cached_property
    def repo(self) -> "Repo":
        """The log's repository."""
        from coachlog.git.repo import Repo

        return Repo(self.root)

    @cached_property
    def keeper(self) -> "LogWriter":
        """The writer of the log's files and history."""
        if self.settings.format > FORMAT:
            raise SurroundingsError("this log needs a newer coachlog, so it is only read here", "update coachlog")
        return self._keeper(self.repo, self.author)

    @property
    def wrote(self) -> bool:
        """Whether something was added to the log's history."""
        keeper: LogWriter | None = self.__dict__.get("keeper")
        return keeper is not None and bool(keeper.entries)

    @cached_property
    def own_keeper(self) -> "LogWriter":
        """The writer of the own pages, which are made where there are none."""
        from coachlog.git.repo import Repo

        if not (self.home.own / ".git").is_dir():
            self.home.own.mkdir(parents=True, exist_ok=True)
            Repo.create(self.home.own)
        return self._keeper(Repo(self.home.own), self._own_author)

    def _own_author(self) -> "Author":
        """Who writes the own pages: the person of the log at hand, else nobody by name, for the pages need no log."""
        from coachlog.git.commits import Author

        try:
            return self.author()
        except CoachlogError:
            return Author("Me", "me@coachlog.invalid")

    def _keeper(self, repo: "Repo", author: "Callable[[], Author]") -> "LogWriter":
        from coachlog.sync.commit import LogWriter

        return LogWriter(repo, author, self.now, self.tell)

    @contextmanager
    def change(self, command: str) -> "Iterator[Change]":
        """A change of the log's files, kept as one entry at the end."""
        self.require_me()
        with self.keeper.change(command) as change:
            yield change

    # The person ------------------------------------------------------------------------------------------------------

    @property
    def interactive(self) -> bool:
        """Whether there is somebody to ask."""
        return sys.stdin.isatty() and sys.stdout.isatty() and not self.options.json

    def ask(self, question: str, default: str = "", option: str = "") -> str:
        """What the person answers; without a terminal the default, and where there is none, a refusal."""
        if self.interactive:
            shown = bool(default.strip())  # a blank default only says that nothing need be said
            return str(typer.prompt(question, default=default or None, show_default=shown, prompt_suffix=" "))
        if default:
            return default
        raise UsageError(f"this needs an answer: {question}", f"say it with {option}" if option else "")

    def ask_for(self, typed: str, question: str, read: Callable[[str], Read], default: str = "") -> Read:
        """What was typed beside the command, read; else what the person answers, asked again until it can be read."""
        if typed or not self.interactive:
            return read(typed or default)
        while True:
            try:
                return read(self.ask(question, default or " ").strip())
            except (CoachlogError, ValueError) as trouble:
                self.tell(f"{trouble}")

    def confirm(self, question: str, *, default: bool) -> bool:
        """Yes or no; without a terminal the default."""
        return typer.confirm(question, default=default) if self.interactive else default

    @cached_property
    def progress(self) -> "Callable[[str], None]":
        """Where it is said what is being waited for: on a terminal, else nowhere."""
        if self.options.json or not sys.stderr.isatty():
            return lambda _: None
        from coachlog.render.progress import Progress

        columns = os.environ.get("COLUMNS", "")
        return Progress(sys.stderr, int(columns) if columns.isdecimal() and int(columns) else 80)

    def tell(self, text: str) -> None:
        """Say something beside the result."""
        from coachlog.render.escape import safe

        print(safe(text), file=sys.stderr)  # noqa: T201 - the one place for words beside the result
