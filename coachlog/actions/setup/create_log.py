"""Make a new log in an empty folder, and share it if that is asked."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coachlog.actions.exchange.news import mark_as_read
from coachlog.actions.setup.log_settings import log_readme
from coachlog.actions.setup.new_log import NewLog, TypedLog, ask_for_log, ask_for_people, ask_who_i_am, render_settings
from coachlog.context import Context
from coachlog.errors import UsageError
from coachlog.frozen import frozen
from coachlog.model.settings import FILE, README, Person, Settings

if TYPE_CHECKING:
    from coachlog.actions.exchange.invite import Invitation

# What other programs leave behind, and nothing else: everything in a log is shared.
_IGNORED: Final = ".DS_Store\nThumbs.db\ndesktop.ini\n*~\n.*.swp\n.coachlog-*\n"
_ATTRIBUTES: Final = "* -text\n*.md merge=coachlog\n*.yml merge=coachlog\n"


@frozen
class CreatedLog:
    """A new log; `first` says that there is no other on this computer, `today` is the day on which it was made."""

    log: NewLog
    settings: Settings
    first: bool
    invitation: "Invitation | None"
    today: date


def create_log(context: Context, typed: TypedLog, remote: str) -> CreatedLog:
    """Make a log of what was typed and answered; with a `remote` share it through that place."""
    people = ask_for_people(context, typed)
    me = ask_who_i_am(context, people)
    if remote:
        from coachlog.actions.exchange.invite import invite_to, parse_place

        if me is None:
            raise UsageError("coachlog must know who you are before it shares a log", "say it with --me mentor")
        where = parse_place(context, remote)
    log = ask_for_log(context, typed, people, me)
    there = _write_log(context, log)
    first = len(context.home.logs()) == 1
    return CreatedLog(log, there.settings, first, invite_to(there, where) if remote else None, context.today)


def _write_log(context: Context, log: NewLog) -> Context:
    """Write a new log's files, and return the surroundings in it."""
    from coachlog.git.config import install_driver

    there = context.at(log.root)
    files = {
        FILE: render_settings(log),
        README: log_readme(log.names, log.names),
        ".gitignore": _IGNORED,
        ".gitattributes": _ATTRIBUTES,
    }
    _commit_files(there, log.root, files, log.me)
    install_driver(log.root)
    mark_as_read(there)
    return there


def _commit_files(context: Context, root: Path, files: Mapping[str, str], me: Person | None) -> None:
    """Make the history with a first commit, and put the log on the list of logs."""
    from coachlog.git.commits import COACHLOG
    from coachlog.git.repo import Repo
    from coachlog.sync.commit import LogWriter

    root.mkdir(parents=True, exist_ok=True)
    repo = Repo.create(root)
    author = context.author_for(me) if me else COACHLOG
    writer = LogWriter(repo, lambda: author, context.now, context.tell)
    with writer.change("init") as change:
        for path, text in files.items():
            change.write(path, text.encode())
        change.message = "init: 1 log"
    if me:
        context.remember_me(me)
    context.home.add(root)
