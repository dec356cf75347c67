"""The pictures of a log's lines, and of one's own pages, for a page that holds them itself."""

from contextlib import suppress
from functools import cache
from typing import Final

from coachlog.context import Context
from coachlog.errors import SurroundingsError
from coachlog.markdown.shown_pictures import PictureAt, ShownPicture, asset_path, read_picture
from coachlog.storage.files import FileNotRead, Folder

_MOST: Final = 8 * 1024 * 1024  # bytes of one picture, such as a phone takes
_MOST_TOGETHER: Final = 48 * 1024 * 1024  # of all pictures of a page, which a browser still opens


def pictures_for(context: Context) -> PictureAt:
    """Return what reads the picture at an address, from the log's assets/ or else from one's own."""
    folders = [Folder(context.home.own)]
    with suppress(SurroundingsError):  # outside of every log
        folders.insert(0, Folder(context.root))
    left = _MOST_TOGETHER

    @cache
    def picture_at(path: str) -> ShownPicture | None:
        nonlocal left
        for folder in folders:
            try:
                content = folder.read(path, _MOST)
            except FileNotRead:
                continue
            picture = read_picture(content) if content and len(content) <= left else None
            if picture:
                left -= len(picture.content)
                return picture
        return None

    def at_address(address: str) -> ShownPicture | None:
        path = asset_path(address)
        return picture_at(path) if path else None

    return at_address
