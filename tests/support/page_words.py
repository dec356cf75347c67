"""The words of a page as its reader sees them."""

import re
from pathlib import Path


def visible(page: Path) -> str:
    """A page's text without its front matter and its comments."""
    return re.sub(r"(?s)<!--.*?-->|\A---.*?\n---", "", page.read_text(encoding="utf-8"))
