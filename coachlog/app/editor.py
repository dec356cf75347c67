"""Run the person's editor on a file, and keep what it saved."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from errno import ENOENT
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from coachlog.actions.workspace import with_step_ids
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.model.log_files import is_meeting
from coachlog.programs import find_program, refuses, resolve_program

if TYPE_CHECKING:
    from coachlog.sync.commit import LogWriter

_IN_A_TERMINAL: Final = frozenset(["vi", "vim", "nvim", "nano", "emacs", "pico", "micro", "hx", "joe", "ne", "mcedit"])
# Their program ends at once, unless it is told to wait.
_IN_A_WINDOW: Final = frozenset(["code", "code-insiders", "codium", "cursor", "zed", "subl", "mate", "atom", "notepad"])
_WAIT: Final = frozenset(["--wait", "-w"])
_VARIABLES: Final = ("VISUAL", "EDITOR")
_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY")  # without one no window can open
UNCHANGED: Final = "Nothing was changed."


@frozen
class Editor:
    """An editor: `terminal` says that it runs in one, `waits` that its program ends when the person is done.

    `advice` says how a person's own editor is set so that it waits.
    """

    argv: tuple[str, ...]
    terminal: bool
    waits: bool
    advice: str = ""

    def command(self, file: Path) -> list[str]:
        """Return the words that start a file's program; raise OSError if it is missing or must not be started."""
        program = resolve_program(self.argv[0])
        if program is None:
            raise FileNotFoundError(ENOENT, os.strerror(ENOENT))
        words = [*self.argv[1:], str(file)]
        if refuses(program, words):
            raise OSError("as a batch file it would take signs in the file's name for orders")
        return [program, *words]


class EditorFailed(CoachlogError):
    """An editor could not be opened, or ended with an error."""


def choose_editor(
    environment: Mapping[str, str], platform: str, find: Callable[[str], str | None], *, terminal: bool
) -> Editor | None:
    """Return the editor that the person set, else the machine's plain-text one; None if none can be opened.

    The log's settings are never asked. Raises CoachlogError if the variable is no command.
    """
    for variable in _VARIABLES:
        argv = _command(variable, environment.get(variable, ""), platform)
        if argv:
            editor = _own_editor(variable, argv)
            return editor if terminal or not editor.terminal else None
    return _plain_editor(environment, platform, find) if terminal else None


def _own_editor(variable: str, argv: tuple[str, ...]) -> Editor:
    name = PurePath(argv[0].replace("\\", "/")).name.casefold().removesuffix(".exe").removesuffix(".cmd")
    if name in _IN_A_WINDOW and not _WAIT & {*argv}:
        command = f"{argv[0]} --wait"
        advice = "" if name == "notepad" else f"{variable} is `{argv[0]}`, which does not wait: set it to `{command}`."
        return Editor(argv, terminal=False, waits=False, advice=advice)
    return Editor(argv, terminal=name in _IN_A_TERMINAL, waits=True)


def _command(variable: str, value: str, platform: str) -> tuple[str, ...]:
    if Path(value.strip()).is_file():  # a path with blanks, without quotes
        return (value.strip(),)
    try:
        # On Windows a backslash is part of a path.
        words = shlex.split(value, posix=platform != "win32")
    except ValueError:
        raise CoachlogError(
            f"{variable} is not a command: a quote in it has no end", f"set {variable} anew, for example to nano"
        ) from None
    return tuple(word.strip('"') if platform == "win32" else word for word in words)


def _plain_editor(environment: Mapping[str, str], platform: str, find: Callable[[str], str | None]) -> Editor | None:
    if platform == "win32":
        return Editor(("notepad",), terminal=False, waits=False)
    if platform == "darwin":
        return Editor(("open", "-t"), terminal=False, waits=False)
    if find("nano"):
        return Editor(("nano",), terminal=True, waits=True)
    has_windows = any(environment.get(variable) for variable in _DISPLAYS)
    return Editor(("xdg-open",), terminal=False, waits=False) if has_windows and find("xdg-open") else None


def editor_of(context: Context) -> Editor | None:
    """Return the editor to open a file in; None if there is none, or no terminal for it."""
    return choose_editor(context.environment, sys.platform, find_program, terminal=context.interactive)


def advise_editor() -> str:
    """Return what to type where no plain-text editor is found: a modal one is opened only for who asks for it."""
    known = next((name for name in ("vim", "vi", "emacs") if find_program(name)), "nano")
    return f"no plain-text editor on this computer: install nano, or name yours, as in `export EDITOR={known}`"


def say_editor(context: Context) -> str:
    """Say which editor opens a note in a terminal, and how to choose another."""
    try:
        editor = choose_editor(context.environment, sys.platform, find_program, terminal=True)
    except CoachlogError as error:
        return f"{error.sentence}: {error.hint}"
    return f"`{' '.join(editor.argv)}`; EDITOR names another" if editor else f"there is {advise_editor()}"


def edit_and_keep(context: Context, path: str, message: str, writer: "LogWriter | None" = None) -> tuple[str, ...]:
    """Open a file of the log, or of the writer's folder, keep what was saved, and describe it in sentences.

    A version that another coachlog wrote meanwhile is kept beside it. Raises CoachlogError if the editor failed;
    what it saved is kept before.
    """
    editor = editor_of(context)
    writer = writer or context.writer
    file = writer.folder.path(path)
    if editor is None:
        keeps = "`coachlog save`" if writer is context.writer else "the next command"
        sentence = f"No editor was opened here. The file is {file}: {keeps} keeps what you save there."
        advice = f"There is {advise_editor()}." if context.interactive else context.terminal_advice
        return tuple(filter(None, [sentence, advice]))
    if not editor.terminal:  # a window may go on after its program has ended
        writer.remember([path])
    if not (editor.waits or context.interactive):
        _open_window(editor, file)
        return tuple(filter(None, [f"Opened {path}: the next command keeps what you save there.", editor.advice]))
    session = _Session(context, path, message, writer)
    opened = writer.folder.read(path)
    before = writer.repo.commits.contents([path])[path]
    if not editor.waits:
        _open_window(editor, file)
        return _keep_when_saved(session, opened, before, editor.advice)
    failure = _run(editor, file, interactive=context.interactive)
    sentences = session.keep(opened, before)
    if failure:
        raise failure
    return sentences


def _keep_when_saved(session: "_Session", opened: bytes | None, before: bytes | None, advice: str) -> tuple[str, ...]:
    """Keep the text that was saved in a window, when the person says that it is saved."""
    session.context.tell(f"Opened {session.path} in a window of its own.")
    session.context.ask("Press Enter when you have saved.", " ")
    sentences = session.keep(opened, before)
    if session.writer.folder.read(session.path) == opened:
        sentences = ("Nothing was saved yet: the next command keeps what you save there.",)
    return tuple(filter(None, [*sentences, advice]))


def _open_window(editor: Editor, file: Path) -> None:
    try:
        subprocess.Popen(
            editor.command(file),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise _failure(editor, error.strerror or str(error), file) from error


def _run(editor: Editor, file: Path, *, interactive: bool) -> CoachlogError | None:
    """Run the editor to its end; return the error of an editor that failed."""
    # Without a person at the terminal the editor must neither wait for keys nor write into the command's output.
    stream = None if interactive else subprocess.DEVNULL
    try:
        with subprocess.Popen(editor.command(file), stdin=stream, stdout=stream) as running:
            status = _wait_for(running)
    except OSError as error:
        return _failure(editor, error.strerror or str(error), file)
    return _failure(editor, f"it ended with status {status}", file) if status else None


def _wait_for(running: "subprocess.Popen[bytes]") -> int:
    while True:
        try:
            return running.wait()
        except KeyboardInterrupt:  # it is meant for the editor
            continue


def _failure(editor: Editor, reason: str, file: Path) -> "EditorFailed":
    return EditorFailed(
        f"the editor `{' '.join(editor.argv)}` failed: {reason}",
        f"nothing is lost; set EDITOR to another editor, or open the file yourself: {file}",
    )


@frozen
class _Session:
    """One file under edit, from the opening to the last commit; no lock is held while the editor runs."""

    context: Context
    path: str
    message: str
    writer: "LogWriter"

    def keep(self, opened: bytes | None, before: bytes | None) -> tuple[str, ...]:
        """Keep the saved text; `opened` was on the disk when the editor began, `before` in the history."""
        merged = self._merge(opened, before)
        self.writer.commit_edits([self.path], self.message)
        self._write_ids()
        saved = self.writer.folder.read(self.path)
        sentences = [self._describe(opened, saved), *merged, self._check(saved)]
        if self._is_meeting and saved and saved != opened:
            from coachlog.actions.week.steps_taken_out import ask_about_taken_out

            sentences += ask_about_taken_out(self.context, self.path, opened)
        return tuple(filter(None, sentences))

    @property
    def _is_meeting(self) -> bool:
        return self.writer.folder.root == self.context.root and is_meeting(self.path)

    def _merge(self, opened: bytes | None, before: bytes | None) -> tuple[str, ...]:
        """Merge what another coachlog committed meanwhile with what the editor saved over it."""
        saved = self.writer.folder.read(self.path)
        meanwhile = self.writer.repo.commits.contents([self.path])[self.path]
        if saved is None or meanwhile is None or meanwhile in (before, opened, saved):
            return ()
        from coachlog.merge import merge_files

        merged = merge_files(opened, meanwhile, saved, self.path, self.context.settings.headings)
        with self.writer.change(self.message) as change:
            change.read(self.path)
            change.write(self.path, merged.content)
            if merged.whole:
                other = _free_name(self.path, change.read)
                change.write(other, meanwhile)
                return (f"Another program changed it meanwhile: that version is kept as {other}.",)
        return ("It has the text that was written meanwhile, too.",)

    def _write_ids(self) -> None:
        """Give a meeting's next steps their ids."""
        if self._is_meeting:
            with self.writer.change(f"{self.message}, ids") as change:
                content = change.read(self.path)
                named = with_step_ids(self.context, self.path, content) if content else content
                if named is not None and named != content:
                    change.write(self.path, named)

    def _describe(self, opened: bytes | None, saved: bytes | None) -> str:
        if opened == saved:
            return UNCHANGED
        from coachlog.changes import describe_file
        from coachlog.model.fields import format_list
        from coachlog.storage.reading import prompts

        folder = self.writer.folder.root
        sentences = describe_file(self.path, opened, saved, self.context.settings, prompts(folder), self.context.today)
        return f"Kept: {format_list(sentences)}." if sentences else ""

    def _check(self, saved: bytes | None) -> str:
        from coachlog.markdown.document import Unreadable, read_document

        try:
            if saved is not None and self.path.endswith(".md"):
                read_document(saved)
        except Unreadable as error:
            return f"It is kept as it is, but cannot be read: {self.path}:{error.line}: {error.message}"
        return ""


def _free_name(path: str, read: Callable[[str], bytes | None]) -> str:
    stem, dot, suffix = path.rpartition(".")
    number = 2
    while read(f"{stem}-{number}{dot}{suffix}") is not None:
        number += 1
    return f"{stem}-{number}{dot}{suffix}"
