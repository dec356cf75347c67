"""The user's files, compared with HEAD's commit through an index of coachlog's own."""

import os
import shutil
import stat
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from coachlog.git.commits import REGULAR, blob_id, decode_path, encode_path
from coachlog.git.errors import Damaged
from coachlog.git.process import Git
from coachlog.git.refs import Refs
from coachlog.model.log_files import KEPT_FOLDERS, ignore_lines, is_always_kept, is_programs_file
from coachlog.model.own_documents import is_markdown, is_own
from coachlog.model.settings import FILE as SETTINGS
from coachlog.storage import disk
from coachlog.storage.files import READ_ONLY, FileNotRead, Folder, plain_errors
from coachlog.storage.left_aside import load_left_aside
from coachlog.storage.local_state import LocalState
from coachlog.storage.repair_local_state import require_file

# In .git/info/attributes, above any .gitattributes: git converts no bytes, runs no filter, writes no conflict markers.
_ATTRIBUTES: Final = "* -filter -text -ident !working-tree-encoding -merge"
_FEW: Final = 20  # files that are compared one by one
_ABANDONED_AFTER: Final = 3600  # seconds


class WorkTree:
    """The files of one repository."""

    def __init__(self, root: Path, git: Git, refs: Refs) -> None:
        self._root = root
        self._folder = root / ".git"
        self._local = LocalState(root)
        self._git = git
        self._refs = refs
        self.own: tuple[str, ...] = ()  # own documents that the last look left out

    def changed_files(self) -> tuple[str, ...]:
        """Return the files that differ from HEAD's commit, deleted and untracked ones included.

        A document is among them whatever is ignored, another program's own file only where the log says so.
        """
        with plain_errors("this log's history", "written"):
            try:
                self.set_attributes()
                self._local.folder.mkdir(exist_ok=True)
                self._remove_old_indexes()
                return self._changed_files(self._local.folder)
            except OSError as error:
                if error.errno not in READ_ONLY:
                    raise
            return self._changed_files(Path(tempfile.gettempdir()))  # of a log that may only be read

    def _changed_files(self, folder: Path) -> tuple[str, ...]:
        index, prefix = self._local.git_index, self._local.git_index_prefix
        with tempfile.TemporaryDirectory(prefix=prefix, dir=folder, ignore_cleanup_errors=True) as spare:
            # With a copy, two processes never wait for each other. The copy keeps the time of the index,
            # because git rehashes every file that is not older than its index.
            copy = Path(spare) / "index"
            with suppress(FileNotFoundError):
                shutil.copy2(index, copy)
            env = {"GIT_INDEX_FILE": str(copy.absolute()), "GIT_OPTIONAL_LOCKS": "1"}
            try:
                paths = self._status(env)
            except Damaged:  # maybe our index, which is made anew
                disk.unlink(copy)
                paths = self._status(env)
            with suppress(OSError):
                disk.replace(copy, index)
        left_out = self.left_out(paths) | load_left_aside(self._root) | self._respelled(paths)
        self.own = tuple(sorted(self.own_documents(paths)))
        left_out |= {*self.own}
        return tuple(path for path in paths if path not in left_out and self._is_file_or_missing(path))

    def _respelled(self, paths: Iterable[str]) -> frozenset[str]:
        """Return new paths whose file git has already, with the accents in the form that macOS made of them."""
        forms = {path: unicodedata.normalize("NFD", path) for path in paths if not path.isascii()}
        folder = Folder(self._root)
        doubtful = {path: form for path, form in forms.items() if form != path and folder.is_one_file(path, form)}
        if not doubtful:
            return frozenset()
        output = self._git.run("-c", "core.precomposeUnicode=false", "ls-files", "-z", "--", *doubtful.values())
        tracked = set(map(decode_path, output.split(b"\0")))
        return frozenset(path for path, form in doubtful.items() if form in tracked)

    def own_documents(self, paths: Iterable[str]) -> frozenset[str]:
        """Return those of some paths that are one person's own documents, which are in no log; own pages are no log."""
        folder = Folder(self._root)

        def content(path: str) -> bytes:
            with suppress(FileNotRead):
                return (folder.read(path) or b"") if is_markdown(path) else b""
            return b""

        return self.own_among({path: content(path) for path in paths if (self._root / path).is_file()})

    def own_among(self, contents: Mapping[str, bytes | None]) -> frozenset[str]:
        """Return those of some files that are one person's own documents by their contents."""
        if not (self._root / SETTINGS).is_file():
            return frozenset()
        files = ((path, content) for path, content in contents.items() if content is not None)
        # Without the marks and empty bytes with which Windows writes UTF-16, front matter can be read in either.
        texts = (
            (path, content.replace(b"\0", b"").decode("utf-8", "replace").lstrip("\ufffd")) for path, content in files
        )
        return frozenset(path for path, text in texts if is_own(path, text))

    def left_out(self, paths: Iterable[str]) -> frozenset[str]:
        """Return those of some paths that are other programs' own files; a negated line in .gitignore takes one in."""
        likely = list(filter(is_programs_file, paths))
        if not likely:
            return frozenset()
        self.set_attributes()
        names = "".join(f"./{path}\0" for path in likely)
        output = self._git.run(
            *("check-ignore", "--no-index", "-z", "--stdin"),
            stdin=encode_path(names),
            ok=(0, 1),
            env={"GIT_LITERAL_PATHSPECS": "0"},  # which this command refuses; `./` has no magic
        )
        return frozenset(decode_path(path).removeprefix("./") for path in output.split(b"\0")[:-1])

    def set_attributes(self) -> None:
        """Write the repository's own attributes and ignored names, if they are missing."""
        for name, lines in (("attributes", (_ATTRIBUTES,)), ("exclude", ignore_lines())):
            path = self._folder / "info" / name
            require_file(path)
            text = path.read_bytes().decode("utf-8", "surrogateescape") if path.exists() else ""
            present = set(text.split("\n"))
            missing = [line for line in lines if line not in present]
            if missing:
                path.parent.mkdir(exist_ok=True)
                whole = "\n".join([text.rstrip("\n"), *missing, ""]).lstrip("\n")
                path.write_bytes(whole.encode("utf-8", "surrogateescape"))

    def _remove_old_indexes(self) -> None:
        for path in self._local.old_git_indexes():
            with suppress(OSError):
                if time.time() - path.lstat().st_mtime > _ABANDONED_AFTER:
                    disk.remove_tree(path)

    def _status(self, env: Mapping[str, str]) -> list[str]:
        lines = self._status_lines(env)
        # Our index may be a few files behind HEAD: these are compared one by one. A `reset` costs more.
        behind = {line.split(" ", 8)[-1]: line for line in lines if line[:1] not in "?!" and line[2:3] != "."}
        if len(behind) > _FEW or any(line[:3] not in {"1 M", "1 D"} for line in behind.values()):
            head = self._refs.head()
            self._git.run("read-tree", *(["--reset", head] if head else ["--empty"]), env=env)
            lines, behind = self._status_lines(env), {}
        others = [path for line in lines for path in self._changed_paths(line) if path not in behind]
        return [*others, *(path for path, line in behind.items() if self._differs_from_head(path, line))]

    def _status_lines(self, env: Mapping[str, str]) -> list[str]:
        output = self._git.run(
            "status",
            "--porcelain=v2",
            "-z",
            "--untracked-files=all",
            "--ignored=matching",
            "--ignore-submodules=all",
            "--no-renames",
            env=env,
            timeout=120,  # the first time git reads every file
        )
        return [decode_path(line) for line in output.split(b"\0") if line]

    def _changed_paths(self, line: str) -> Iterator[str]:
        """Return the changed or untracked file of a status line, or the documents in what is ignored."""
        ignored = line.removeprefix("! ")
        if ignored == line:
            yield from filter(None, [_changed_path(line)])
        elif is_always_kept(ignored):
            yield ignored
        elif ignored.rstrip("/") in KEPT_FOLDERS:
            with suppress(OSError):
                paths = (f"{ignored}{name}" for name in os.listdir(self._root / ignored))  # noqa: PTH208 - names alone
                yield from sorted(filter(is_always_kept, paths))

    def _differs_from_head(self, path: str, line: str) -> bool:
        """Tell whether a file differs from HEAD's blob, which its status line names."""
        _, _, _, mode, _, _, blob, _ = line.split(" ", 8)[:8]
        try:
            return mode in REGULAR and blob_id((self._root / path).read_bytes(), len(blob)) != blob
        except OSError:
            return True

    def _is_file_or_missing(self, path: str) -> bool:
        """Tell whether a path has a file or nothing; a folder counts as nothing, a link as neither."""
        try:
            mode = os.lstat(self._root / path).st_mode
            return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
        except OSError:
            return True


def _changed_path(line: str) -> str | None:
    """Return the path of a status line, if it is a changed or untracked file."""
    if line.startswith("? "):
        return None if line.endswith("/") else line[2:]  # a repository within the log is not ours
    kind, _, _, mode, _, _, _, _, path = line.split(" ", 8)
    return path if kind == "1" and mode in REGULAR else None
