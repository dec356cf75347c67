"""Run the person's editor on a file, and keep what it saved."""

import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from coachlog.actions.step_ids import with_step_ids
from coachlog.context import Context
from coachlog.errors import CoachlogError

if TYPE_CHECKING:
    from coachlog.sync.commit import LogWriter

_IN_A_TERMINAL: Final = frozenset(["vi", "vim", "nvim", "nano", "emacs", "pico", "micro", "hx", "joe", "ne", "mcedit"])
_VARIABLES: Final = ("VISUAL", "EDITOR")


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor: `terminal` says that it runs in one, `waits` that its program ends when the person is done."""

    argv: tuple[str, ...]
    terminal: bool
    waits: bool


def choose_editor(
    environment: Mapping[str, str], platform: str, find: Callable[[str], str | None], *, terminal: bool
) -> Editor | None:
    """Return the editor that the person set, else the machine's plain-text one; None where none can be opened.

    The log's settings are never asked. Raises CoachlogError where the variable is no command.
    """
    for variable in _VARIABLES:
        argv = _command(variable, environment.get(variable, ""), platform)
        if argv:
            in_terminal = PurePath(argv[0].replace("\\", "/")).name.casefold().removesuffix(".exe") in _IN_A_TERMINAL
            return Editor(argv, terminal=in_terminal, waits=True) if terminal or not in_terminal else None
    return _plain_editor(platform, find) if terminal else None


def _command(variable: str, value: str, platform: str) -> tuple[str, ...]:
    try:
        # On Windows a backslash is part of a path.
        words = shlex.split(value, posix=platform != "win32")
    except ValueError:
        raise CoachlogError(
            f"{variable} is not a command: a quote in it has no end", f"set {variable} anew, for example to nano"
        ) from None
    return tuple(word.strip('"') if platform == "win32" else word for word in words)


def _plain_editor(platform: str, find: Callable[[str], str | None]) -> Editor | None:
    if platform == "win32":
        return Editor(("notepad",), terminal=False, waits=False)
    if platform == "darwin":
        return Editor(("open", "-t"), terminal=False, waits=False)
    if find("nano"):
        return Editor(("nano",), terminal=True, waits=True)
    return Editor(("xdg-open",), terminal=False, waits=False) if find("xdg-open") else None


def editor_of(context: Context) -> Editor | None:
    """Return the editor to open a file in; None where there is none, or no terminal for it."""
    return choose_editor(context.environment, sys.platform, shutil.which, terminal=context.interactive)


def edit_and_keep(context: Context, path: str, message: str, writer: "LogWriter | None" = None) -> tuple[str, ...]:
    """Open a file of the log, or of the writer's folder, keep what was saved, and describe it in sentences.

    A version that another coachlog wrote meanwhile is kept beside it. Raises CoachlogError where the editor failed;
    what it saved is kept before.
    """
    editor = editor_of(context)
    writer = writer or context.writer
    file = writer.folder.path(path)
    if editor is None:
        return (f"No editor was opened here. The file is {file}: `coachlog save` keeps what you save there.",)
    if not editor.terminal:  # a window may go on after its program has ended
        writer.remember([path])
    if not editor.waits:
        _open_window(editor, file)
        return (f"Opened {path}: the next command keeps what you save there.",)
    session = _Session(context, path, message, writer)
    opened = writer.folder.read(path)
    before = writer.repo.commits.contents([path])[path]
    failure = _run(editor, file, interactive=context.interactive)
    sentences = session.keep(opened, before)
    if failure:
        raise failure
    return sentences


def _open_window(editor: Editor, file: Path) -> None:
    try:
        subprocess.Popen(
            [*editor.argv, str(file)],
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
        with subprocess.Popen([*editor.argv, str(file)], stdin=stream, stdout=stream) as running:
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


def _failure(editor: Editor, reason: str, file: Path) -> CoachlogError:
    return CoachlogError(
        f"the editor `{' '.join(editor.argv)}` failed: {reason}",
        f"nothing is lost; set EDITOR to another editor, or open the file yourself: {file}",
    )


@dataclass(frozen=True, slots=True)
class _Session:
    """One file under edit, from the opening to the last commit; no lock is held while the editor runs."""

    context: Context
    path: str
    message: str
    writer: "LogWriter"

    def keep(self, opened: bytes | None, before: bytes | None) -> tuple[str, ...]:
        """Keep what was saved; `opened` was on the disk when the editor began, `before` in the history."""
        merged = self._merge(opened, before)
        self.writer.commit_edits([self.path], self.message)
        self._write_ids()
        saved = self.writer.folder.read(self.path)
        return tuple(filter(None, [self._describe(opened, saved), *merged, self._check(saved)]))

    def _merge(self, opened: bytes | None, before: bytes | None) -> tuple[str, ...]:
        """Merge what another coachlog committed meanwhile with what the editor saved over it."""
        saved = self.writer.folder.read(self.path)
        meanwhile = self.writer.repo.commits.contents([self.path])[self.path]
        if saved is None or meanwhile is None or meanwhile in (before, opened, saved):
            return ()
        from coachlog.merge import merge_files

        merged = merge_files(opened, meanwhile, saved, self.path)
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
        if self.writer.folder.root == self.context.root and self.path.startswith("meetings/"):
            with self.writer.change(f"{self.message}, ids") as change:
                content = change.read(self.path)
                named = with_step_ids(self.context, self.path, content) if content else content
                if named is not None and named != content:
                    change.write(self.path, named)

    def _describe(self, opened: bytes | None, saved: bytes | None) -> str:
        if opened == saved:
            return "Nothing was changed."
        from coachlog.changes import describe_file
        from coachlog.model.fields import format_list
        from coachlog.storage.load import prompts

        folder = self.writer.folder.root
        sentences = describe_file(self.path, opened, saved, self.context.settings, prompts(folder))
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
