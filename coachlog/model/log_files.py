"""The files of a log's folder that belong to it: a document always, another program's own file never."""

import re
from fnmatch import translate
from functools import cache
from typing import Final

from coachlog.model.kinds import KINDS, kind_of, kind_of_path
from coachlog.model.settings import FILE

# By the name of the file or of a folder that it is in, as git's lists of ignored files have it (`/`: a folder alone).
PROGRAM_FILES: Final = (
    # What coachlog is writing
    ".coachlog-*",
    # Editors: their settings and windows, their rubbish, what is not saved yet
    *(".obsidian/", ".trash/", ".logseq/", ".foam/", ".vscode/", ".vs/", ".idea/", ".history/", ".ipynb_checkpoints/"),
    *(
        "?*~",
        "*.sw[a-p]",
        ".#*",
        "#*#",
        ".*.kate-swp",
        ".goutputstream-*",
        ".nfs*",
        ".fuse_hidden*",
        "*.sb-????????-??????",
        "*.md.bak",
        "*.md.orig",
    ),
    *(".silverbullet/", ".zed/", ".marktext/", ".sync/", "logseq/", ".joplin*/", ".resource/", ".helix/", ".nova/"),
    *("4913", ".*.un~", "*.~[0-9]*~", "*.md.save", ".*.md.tmp.*"),
    # Systems
    *(".DS_Store", "._*", ".AppleDouble/", ".LSOverride", ".apdisk", "Icon[\r]", ".Spotlight-V100", ".Trashes"),
    *(".fseventsd", ".TemporaryItems", ".DocumentRevisions-V100", ".VolumeIcon.icns", ".com.apple.timemachine.*"),
    *("[Tt]humbs.db", "[Tt]humbs.db:encryptable", "[Ee]hthumbs*.db", "[Dd]esktop.ini", "$RECYCLE.BIN/", "*.lnk"),
    *("System Volume Information/", ".directory", ".Trash-*", "__MACOSX/", ".smbdelete*"),
    # Office programs
    *("~$*", ".~lock.*#", "~WRL*", "~WRD*", "*.[Tt][Mm][Pp]", "*.asd", "*.wbk"),
    # Cloud drives and downloads
    *(".dropbox", ".dropbox.attr", ".dropbox.cache/", ".tmp.drivedownload/", ".tmp.driveupload/", ".*.icloud"),
    *(".stfolder", ".stversions/", ".stignore", ".syncthing.*", "~syncthing~*", ".sync_*.db*", "._sync_*.db*"),
    *(".owncloudsync.log*", ".csync_journal.db*", "*.crdownload", "*.part", "*.partial"),
)
DOCUMENT_FOLDERS: Final = frozenset(kind.folder for kind in KINDS if kind.shared)
MEETINGS: Final = kind_of("meeting").folder
_OF_THE_PAIR: Final = frozenset(("templates", "frameworks"))
KEPT_FOLDERS: Final = DOCUMENT_FOLDERS | _OF_THE_PAIR


def ignore_lines() -> tuple[str, ...]:
    """Return the names of programs' own files as lines of git's lists of ignored files."""
    return tuple(f"\\{name}" if name.startswith("#") else name for name in PROGRAM_FILES)


def is_programs_file(path: str) -> bool:
    """Return whether a file is by its name, or by that of a folder that it is in, another program's own."""
    *folders, name = path.split("/")
    own_file, own_folder = _patterns()
    return bool(own_file.match(name)) or any(map(own_folder.match, folders))


def is_document(path: str) -> bool:
    """Return whether a file is a document of the log by its path, whatever git is told to ignore."""
    kind = kind_of_path(path)
    return bool(kind and kind.shared) and not path.rpartition("/")[2].startswith(".") and not is_programs_file(path)


def is_meeting(path: str) -> bool:
    """Return whether a file is a meeting's note by its path."""
    return path.startswith(f"{MEETINGS}/")


def is_always_kept(path: str) -> bool:
    """Return whether a file is kept whatever git is told to ignore: a document, or what the pair has of its own."""
    if path == FILE or is_document(path):
        return True
    folder, _, name = path.partition("/")
    return folder in _OF_THE_PAIR and name.endswith((".md", ".yml")) and not is_programs_file(path)


@cache  # sixty patterns take longer to compile than a small log to list, and few commands ask for them
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    files = [translate(name) for name in PROGRAM_FILES if not name.endswith("/")]
    folders = [translate(name.rstrip("/")) for name in PROGRAM_FILES]
    return re.compile("|".join(files)), re.compile("|".join(folders))
