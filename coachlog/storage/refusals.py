"""What the system answers in its own words, said in plain ones: why a file can't be used, and what to do."""

import errno
import os
from typing import Final, NamedTuple


class Refusal(NamedTuple):
    """Why the system refuses, and what a person can do."""

    why: str
    hint: str


_CLOSED: Final = Refusal("this computer does not allow it", "have its owner let you read and write there")
_ONLY_READ: Final = Refusal("this disk may only be read", "use a disk that may be written, or have it made so")
_FULL: Final = Refusal("the disk is full", "free some space, then run the command again")
_NAME: Final = Refusal("this computer's disk can't hold its name", "choose a shorter name")
_FILE_THERE: Final = Refusal("a file stands where a folder belongs", "give that file another name")
_TOO_MANY: Final = Refusal("too many files are open on this computer", "close some programs, then run it again")
_AWAY: Final = Refusal("its drive does not answer", "see that the drive is connected, then run the command again")
_REFUSALS: Final = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), _CLOSED),
    errno.EROFS: _ONLY_READ,
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), _FULL),
    **dict.fromkeys((errno.ENAMETOOLONG, errno.EILSEQ), _NAME),
    errno.ELOOP: Refusal("its links lead round in a circle", "take the link away"),
    errno.EISDIR: Refusal("a folder stands where a file belongs", "give that folder another name"),
    **dict.fromkeys((errno.ENOTDIR, errno.EEXIST), _FILE_THERE),
    errno.ENOTEMPTY: Refusal("its folder is not empty", "move what is in it elsewhere"),
    **dict.fromkeys((errno.EMFILE, errno.ENFILE), _TOO_MANY),
    errno.EIO: Refusal("the disk reports an error", "copy the folder to another disk soon"),
    errno.ENOENT: Refusal("it is not there", "see that its folder is there, then run the command again"),
    errno.EBUSY: Refusal("another program has it open", "close it there, then run the command again"),
    errno.EFBIG: Refusal("the disk can't hold so large a file", "use another disk"),
    errno.ENOMEM: Refusal("this computer has no memory left", "close some programs, then run it again"),
    **dict.fromkeys((errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.ETIMEDOUT, errno.EHOSTDOWN), _AWAY),
    **({errno.ESTALE: _AWAY} if hasattr(errno, "ESTALE") else {}),
}


def read_refusal(error: OSError) -> Refusal:
    """Return why the system refused something, in plain words where they are known."""
    known = _REFUSALS.get(error.errno or 0)
    return known or Refusal(str(error.strerror or error), "check the folder, then run the command again")


def refused_file(error: OSError) -> str:
    """Return the name of the file or folder that was refused, empty if nobody knows it."""
    return os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
