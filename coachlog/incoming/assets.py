"""The pictures of a document from outside as files of a log, named by their content: the same picture is one file."""

import hashlib
from pathlib import PurePosixPath
from typing import Final

from coachlog.incoming.passages import OutsidePage

_KINDS: Final = {"jpeg": "jpg"}
_SHOWN: Final = ("png", "jpg", "gif", "webp", "svg", "bmp")


def assets_of(page: OutsidePage) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the pictures by their path in the log, and the link to each by its name in the document."""
    assets, links = dict[str, bytes](), dict[str, str]()
    for name, content in page.pictures.items():
        ending = PurePosixPath(name).suffix.lstrip(".").casefold()
        kind = _KINDS.get(ending, ending)
        if kind in _SHOWN and content:
            path = f"assets/{hashlib.sha256(content).hexdigest()[:12]}.{kind}"
            assets[path] = content
            links[name] = f"../{path}"
    return assets, links
