"""The surroundings of a command: clock, environment, terminal, the log, and who writes; read here and nowhere else."""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import field
from dataclasses import replace as replace_fields
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coachlog.errors import CoachlogError, SurroundingsError, UsageError
from coachlog.frozen import frozen
from coachlog.model.fields import ID_LETTERS, require_year
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import FILE, LOG_FORMAT, NOBODY, Person, PersonId, Settings, UnknownPerson, ask_who
from coachlog.options import NO_OPTIONS, Options
from coachlog.shipped import shipped_template
from coachlog.storage.disk import whole_path
from coachlog.storage.files import FileNotRead, Folder, replace
from coachlog.storage.home import Home, pair_of, read_id
from coachlog.storage.index import MAX_BYTES
from coachlog.storage.load import SHARED_KINDS, find_log, has_settings, is_log, load_log
from coachlog.storage.local_state import LocalState
from coachlog.storage.repair_local_state import repair_local_state
from coachlog.terminal import Terminal

if TYPE_CHECKING:
    from coachlog.frameworks import Frameworks
    from coachlog.git.commits import Author, CommitId
    from coachlog.git.repo import Repo
    from coachlog.model.dates import DateOrder
    from coachlog.sync.commit import Change, LogWriter

_DAY: Final = 24 * 60 * 60  # seconds


@frozen
class Context(Terminal):
    """The surroundings of one command; derived values are computed once, on first use.

    `chosen_root` is the log that a command has made or joined itself. `written` collects the ids of the commits that
    the command makes in the log.
    """

    options: Options = NO_OPTIONS
    chosen_root: Path | None = None
    written: "list[CommitId]" = field(default_factory=list)
    own_written: "list[CommitId]" = field(default_factory=list)  # the same in the own pages
    date_orders: "list[DateOrder]" = field(default_factory=list)  # what was answered to the question which is first
    leads: "list[Callable[[str], str]]" = field(default_factory=list)
    gitpython: bool = False  # for a command in which the time to load GitPython does not matter

    def __post_init__(self) -> None:
        """Use UTC if no calendar can work with the time zone."""
        if abs(time.localtime().tm_gmtoff) >= _DAY:
            os.environ["TZ"] = "UTC"
            time.tzset()

    def at(self, root: Path) -> "Context":
        """Return the surroundings in another log, or in this one read anew."""
        return Context(self.options, root, leads=self.leads, gitpython=self.gitpython)

    def with_gitpython(self) -> "Context":
        """Return the same surroundings, in which GitPython starts git."""
        chosen = self.chosen_root or vars(self).get("root")  # asked for once
        return Context(self.options, chosen, self.written, self.own_written, self.date_orders, self.leads, True)

    @property
    def environment(self) -> Mapping[str, str]:
        """Return the environment variables."""
        return os.environ

    # The clock and chance ---------------------------------------------------------------------------------------------

    @cached_property
    def today(self) -> date:
        """Return the day that commands work on."""
        real = datetime.now().astimezone().date()
        if typed := self._typed_today:
            from coachlog.model.dates import DateReader, NoOrder, require_day

            reader = DateReader(real)
            try:
                return reader.parse(typed)
            except NoOrder:  # the log may say which of day and month is first
                with suppress(SurroundingsError, FileNotRead):
                    reader = DateReader(real, self.settings.dates)
            except ValueError:
                pass
            return require_day(typed, reader)
        try:
            return require_year(real)
        except ValueError:
            raise SurroundingsError(
                f"this computer's clock is at {real}", "set it, or say the day: --today 2026-11-19"
            ) from None

    @property
    def _typed_today(self) -> str:
        return self.options.today or os.environ.get("COACHLOG_TODAY", "")

    def now(self) -> datetime:
        """Return this moment, on the day that a person said; if none was said, midnight may pass during a command."""
        moment = datetime.now().astimezone()
        if not self._typed_today or self.today == moment.date():
            return moment
        return datetime.combine(self.today, moment.time()).astimezone()

    @staticmethod
    def local_time(moment: datetime) -> datetime:
        """Return a moment in the time of this computer's place."""
        return moment.astimezone()

    def random_letters(self, count: int) -> str:
        """Return random letters, so that two people offline cannot collide."""
        import secrets

        return "".join(secrets.choice(ID_LETTERS) for _ in range(count))

    def new_id(self, slug: str) -> str:
        """Return a slug and five random letters."""
        return f"{slug}-{self.random_letters(5)}"

    # The log ---------------------------------------------------------------------------------------------------------

    @cached_property
    def home(self) -> Home:
        """Return the person's own coachlog folder; an example has its own pages beside it."""
        root = Path(os.environ.get("COACHLOG_HOME") or Path.home() / "coachlog").absolute()
        log = self.nearby[1]
        return Home(root, log.parent / "own" if log and LocalState(log).example.exists() else None)

    @cached_property
    def root(self) -> Path:
        """Return the log's folder: the one named, else the one around here, else COACHLOG_LOG, else the default."""
        root = self.chosen_root or self._find_root()
        repair_local_state(root)
        if not has_settings(root):
            self._bring_back_settings(root)
        return root

    def _bring_back_settings(self, root: Path) -> None:
        """Bring the settings back from the history; if that fails, the command goes on without them."""
        from coachlog.sync.lost_settings import bring_back_settings

        with suppress(CoachlogError, OSError):
            if sentence := bring_back_settings(root):
                self.tell(sentence)

    @cached_property
    def nearby_root(self) -> Path | None:
        """Return the log that is named or is around here; None if the default one would be taken."""
        word, root = self.nearby
        if root is None and word:
            root = self._named_root(word)
        if root:
            self.home.note(root)
        return root

    @cached_property
    def nearby(self) -> tuple[str, Path | None]:
        """Return the word that names the log, if there is one, and the log's folder if that needs no list of logs."""
        word, root = self.options.log, self.chosen_root
        if not (root or word):
            with suppress(OSError):  # the current folder was deleted
                root = find_log(Path.cwd())
        if not (root or word):
            word = os.environ.get("COACHLOG_LOG", "")
        path = whole_path(Path(word)) if word and root is None else None
        return word, path if path and is_log(path) else root

    def _find_root(self) -> Path:
        """Return the log nearby, else the default one; a command that writes asks for one of several."""
        if self.nearby_root:
            return self.nearby_root
        logs = self.home.require_open_logs()
        if len(logs) == 1 or not (self.options.writes and self.interactive):
            return logs[0]
        self.tell(*(f"{number}  {pair_of(log)}" for number, log in enumerate(logs, 1)))
        numbers = dict(zip(map(str, range(1, len(logs) + 1)), logs, strict=True))
        question = "In whose log (a number or a name)?"
        return self.ask_for("", question, lambda answer: numbers.get(answer) or self._named_root(answer))

    def _named_root(self, name: str) -> Path:
        path = whole_path(Path(name))
        return path if is_log(path) else self.home.require_log(name)

    @cached_property
    def log_id(self) -> str:
        """Return the log's id: that in its settings, else the id of its first commit."""
        return read_id(self.root) or (self.repo.ancestry.first_commit() or "")[:12]

    def read(
        self, kinds: Iterable[str] = SHARED_KINDS, bodies: Iterable[str] = (), within: Period | None = None
    ) -> Log:
        """Read the log as it is now: documents of some kinds, with the sections of some of these."""
        if not has_settings(self.root):  # an exchange has just brought the partner's
            self._bring_back_settings(self.root)
        log = load_log(self.root, kinds, bodies, within, self.options.may_title)
        # Of several logs not each has this person, and a history of somebody else has nobody.
        if self.options.me and log.settings.people and not self.options.all_logs:
            self._require_named(log.settings)
        return log

    def read_to_quote(self, kinds: Iterable[str], bodies: Iterable[str] = (), within: Period | None = None) -> Log:
        """Read the log for what leaves the pair.

        Nobody has agreed to be quoted but who has said so themselves, and a line that names nobody is its typist's.
        """
        from coachlog.sync.consents import with_own_consents
        from coachlog.sync.typed_lines import with_partners_lines

        log = self.read(kinds, bodies, within)
        log = with_partners_lines(log, self.repo, self.me.id) if self.me else log
        return replace_fields(log, settings=with_own_consents(log.settings, self.repo))

    @cached_property
    def settings(self) -> Settings:
        """Return the log's settings."""
        return self.read(()).settings

    def frameworks(self) -> "Frameworks":
        """Return the shipped frameworks and the pair's own; outside every log the shipped ones alone."""
        from coachlog.frameworks import build_frameworks
        from coachlog.storage.frameworks import load_frameworks

        try:
            root = self.root
        except SurroundingsError:
            if self.options.log:
                raise
            return build_frameworks({})
        return load_frameworks(root)

    def template(self, kind: str) -> str:
        """Return the blank page of a kind: the pair's own if there is one, else the shipped one."""
        content = Folder(self.root).read(f"templates/{kind}.md", MAX_BYTES) if kind in SHARED_KINDS else None
        return content.decode("utf-8", "replace") if content else shipped_template(kind)

    def fill(self, kind: str, slots: Mapping[str, str]) -> str:
        """Return the blank page of a kind with its slots filled."""
        from coachlog.model.blank_pages import fill_template

        return fill_template(self.template(kind), slots).text

    # Who writes ------------------------------------------------------------------------------------------------------

    @property
    def stated_person(self) -> Person | None:
        """Return the person that an option, the environment or this computer's memory names; without git."""
        if self.options.me:
            return self._require_named(self.settings)
        if name := os.environ.get("COACHLOG_ME", ""):
            return self.settings.require_person(name)
        remembered = self._remembered_me()
        person = self.settings.of_id(remembered)
        if remembered and person is None:
            ids = " or ".join(f"`coachlog doctor --me {one.id}`" for one in self.settings.people)
            raise UnknownPerson(
                f"nobody in this log is called `{remembered}`", f"say who you are: {ids or f'in {FILE}'}"
            )
        return person

    def _require_named(self, settings: Settings) -> Person:
        """Return the person that the option names; raise UsageError where nobody in a log is meant."""
        try:
            return settings.require_person(self.options.me)
        except UnknownPerson as error:
            raise UsageError(str(error), error.hint) from None

    @property
    def stated_id(self) -> PersonId:
        """Return the id of the stated person; one who has left the log since may read it all the same."""
        try:
            person = self.stated_person
        except UnknownPerson:
            person = None
        return person.id if person else NOBODY

    @property
    def me(self) -> Person | None:
        """Return the person at this computer: the stated one, else by git's e-mail, else None."""
        return self.stated_person or self._person_by_email

    @property
    def person_at_this_computer(self) -> Person | None:
        """Return the person whom this computer remembers, else by git's e-mail, whoever an option names."""
        remembered = self._remembered_me()
        return self.settings.of_id(remembered) if remembered else self._person_by_email

    @cached_property
    def _person_by_email(self) -> Person | None:
        from coachlog.git.process import Git

        return self.settings.find_by_email(Git(self.root).user_email())

    def require_me(self) -> Person:
        """Return the person at this computer; ask on a terminal, else raise UnknownPerson."""
        self._require_own_history()
        person = self.me
        ids = [one.id for one in self.settings.people]
        if person is None and self.interactive:
            person = self.ask_for("", ask_who(self.settings.people), self.settings.require_person)
            self.remember_me(person)
        if person is None and not ids:
            raise UnknownPerson(
                "coachlog.yml names no people, so nobody can write in this log", f"write them into {self.root / FILE}"
            )
        if person is None:
            commands = " or ".join(f"`coachlog doctor --me {name}`" for name in ids)
            raise UnknownPerson(
                "coachlog does not know who you are, so it cannot write in this log", f"say it once: {commands}"
            )
        return person

    def require_person(self, word: str) -> Person:
        """Return the person that a word means, who may be `me`; raise UnknownPerson if nobody is meant."""
        plain = word.strip()
        return self.require_me() if plain.casefold() == "me" else self.settings.require_person(plain)

    def _require_own_history(self) -> None:
        """Raise in a worktree or a submodule, because two folders would share one local state."""
        if (self.root / ".git").is_file():
            from coachlog.git.errors import HistoryElsewhere

            raise HistoryElsewhere

    def remember_me(self, person: Person, formerly: Person | None = None) -> None:
        """Remember on this computer, and for plain git, who writes here; `formerly` is that person before a change."""
        from coachlog.git.config import name_writer
        from coachlog.git.errors import GitError

        self._require_own_history()
        path = LocalState(self.root).me
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, f"{person.id}\n".encode())
        me, *others = map(self.author_for, (person, *self.settings.people, *filter(None, [formerly])))
        with suppress(GitError):  # without git it is known to coachlog
            name_writer(self.root, me.name, me.email, {one.email for one in others} - {me.email})

    def _remembered_me(self) -> str:
        with suppress(OSError, UnicodeDecodeError):
            return LocalState(self.root).me.read_text(encoding="utf-8").strip()
        return ""

    def author(self) -> "Author":
        """Return the person at this computer as an author."""
        return self.author_for(self.require_me())

    def author_for(self, person: Person) -> "Author":
        """Return a person as an author."""
        from coachlog.git.commits import Author

        return Author(person.name or person.id, person.address)

    # Keeping ---------------------------------------------------------------------------------------------------------

    @cached_property
    def repo(self) -> "Repo":
        """Return the log's repository."""
        from coachlog.git.repo import Repo

        if not self.gitpython:
            return Repo(self.root)
        from coachlog.git.gitpython import GitPython

        return Repo(self.root, GitPython(self.root))

    @cached_property
    def writer(self) -> "LogWriter":
        """Return the writer of the log's files and history; raise if a newer coachlog wrote the log."""
        from coachlog.sync.commit import LogWriter

        if self.settings.format > LOG_FORMAT:
            raise SurroundingsError("this log needs a newer coachlog, so it is only read here", "update coachlog")
        return LogWriter(self.repo, self.author, self.now, self.tell, self.written)

    @contextmanager
    def change(self, command: str) -> "Iterator[Change]":
        """Collect changes of the log's files, and keep them as one commit at the end."""
        self.require_me()
        with self.writer.change(command) as change:
            yield change
