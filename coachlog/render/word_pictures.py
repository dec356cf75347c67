"""A picture in a Word document, no wider than its page."""

import struct
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.shared import Mm

if TYPE_CHECKING:
    from docx.text.run import Run

_WIDEST: Final = Mm(150)
_HIGHEST: Final = Mm(200)
_NO_PICTURE: Final = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, struct.error)
_ODD_PICTURE: Final = (ArithmeticError, LookupError, ValueError)  # a size of nothing, a part that is not there


def add_picture(run: "Run", content: bytes, words: str) -> bool:
    """Put a picture into a run, with its words for whoever does not see it; tell if Word can show it."""
    with suppress(*_NO_PICTURE, *_ODD_PICTURE):
        image = Image.from_blob(content)
        width, height = image.width, image.height
        scale = min(1.0, _WIDEST / width, _HIGHEST / height)
        shape = run.add_picture(BytesIO(content), int(width * scale), int(height * scale))
        shape._inline.docPr.set("descr", words)
        return True
    return False
