"""A page as one self-contained HTML file: it runs nothing and loads nothing; a person's Markdown is made harmless."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import nh3
from jinja2 import Environment, FunctionLoader, pass_context
from markupsafe import Markup

from coachlog.frozen import frozen
from coachlog.markdown.rich_text import inline_tokens, rich_tokens, tokens_html
from coachlog.markdown.shown_pictures import PictureAt, no_picture
from coachlog.model.audience import PROMISE
from coachlog.regex import regex
from coachlog.render.escape import safe
from coachlog.render.page import LANGUAGE, PrintedPage
from coachlog.render.view import FeedbackForm, Item, Part

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.runtime import Context as FrameContext

    from coachlog.render.pictures import Drawing

_TAGS: Final = {"a", "p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "ul", "ol", "li"}
_HEADS_AND_CELLS: Final = {"h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"}
_LINKS: Final = {"http", "https", "mailto"}
_BOX: Final = regex(r"<li>(\s*<p>)?(?=[☐☑])")
_SCROLLED: Final = '<div class="wide" role="group" aria-label="Table" tabindex="0">'
_TABLE: Final = regex(r"<table>.*?</table>", re.DOTALL)


class Script(NamedTuple):
    """A script's text, and its hash as a page's policy has it."""

    text: str
    hash: str


@frozen
class ListNode:
    """An item of a list, and the list below it."""

    item: Item
    below: "list[ListNode]" = field(default_factory=list)


def file_bytes(page: PrintedPage) -> bytes:
    """Return a page as an HTML file."""
    return render_html(page).encode()


def page_files(pages: "Mapping[str, PrintedPage]") -> dict[str, bytes]:
    """Return pages as HTML files by their names, each with links to the others."""
    links = [(f"{name}.html", page.title) for name, page in pages.items()] if len(pages) > 1 else []
    return {f"{name}.html": render_html(page, links).encode() for name, page in pages.items()}


def render_html(page: PrintedPage, links: Sequence[tuple[str, str]] = ()) -> str:
    """Return a whole page; `links` lead to the pages beside it."""
    has_form = any(isinstance(part, FeedbackForm) for part in page.parts)
    return frame("page").render(
        **(_form() if has_form else {}),
        links=[(file, safe(words), words == page.title) for file, words in links],
        title=safe(page.title),
        about=safe(page.about),
        language=LANGUAGE,
        promise=PROMISE,
        blocks=list(_blocks(page.parts)),
        picture_at=page.picture_at,
    )


def _form() -> dict[str, Any]:
    """Return the parts of a page on which a peer answers."""
    from coachlog.model.feedback_form import HEADING, SECTIONS

    return {"script": load_script("feedback_form"), "form": {"heading": HEADING, "sections": SECTIONS.items()}}


def markdown_to_html(text: str, top: int = 2, picture_at: PictureAt = no_picture) -> str:
    """Return Markdown as HTML in which nothing acts and nothing is loaded; its headings begin at level `top`."""
    return _finished(_sanitised(tokens_html(rich_tokens(safe(text), top, picture_at))))


def words_to_html(text: str, picture_at: PictureAt = no_picture) -> str:
    """Return the words of one line as HTML in which nothing acts and nothing is loaded."""
    return _sanitised(tokens_html(inline_tokens(safe(text), picture_at)))


@cache
def frame(name: str) -> "Template":
    """Return one of our own pages by its name."""
    folder = Path(__file__).parent
    loader = FunctionLoader(lambda one: (folder / f"{one}.html.j2").read_text(encoding="utf-8"))
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=loader)
    environment.filters["words"] = _words
    environment.filters["markdown"] = _markdown
    environment.filters["safe_text"] = safe
    environment.filters["drawn"] = _drawn
    return environment.get_template(name)


@pass_context
def _words(frame: "FrameContext", text: str) -> Markup:
    return Markup(words_to_html(text, frame.get("picture_at", no_picture)))  # noqa: S704 - sanitised


@pass_context
def _markdown(frame: "FrameContext", text: str, top: int = 2) -> Markup:
    return Markup(markdown_to_html(text, top, frame.get("picture_at", no_picture)))  # noqa: S704 - sanitised


def _drawn(drawing: "Drawing") -> Markup:
    from coachlog.render.svg import draw_svg

    return Markup(draw_svg(drawing))  # noqa: S704 - its words are escaped


def _blocks(parts: Iterable[Part]) -> Iterator[dict[str, Any]]:
    """Yield the blocks of the frame, each with its kind: a part's own name, and `List` for items in a row."""
    for is_item, run in groupby(parts, lambda part: isinstance(part, Item)):
        if is_item:
            yield {"kind": "List", "nodes": _nest([part for part in run if isinstance(part, Item)])}
        else:
            yield from ({"kind": type(part).__name__, "part": part} for part in run)


def _nest(items: Sequence[Item]) -> list[ListNode]:
    """Return the items as a tree, by their indents."""
    roots: list[ListNode] = []
    above: list[ListNode] = []
    for item in items:
        while above and above[-1].item.indent >= item.indent:
            above.pop()
        node = ListNode(item)
        (above[-1].below if above else roots).append(node)
        above.append(node)
    return roots


def _sanitised(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS | _HEADS_AND_CELLS | {"img"},
        attributes={"a": {"href"}, "ol": {"start"}, "img": {"src", "alt"}},
        attribute_filter=_only_own_pictures,
        url_schemes=_LINKS | {"data"},
        link_rel="noopener noreferrer",
    )


def _only_own_pictures(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value; None if it would load a picture, or lead to data."""
    if name in ("src", "href") and value.strip().casefold().startswith("data:") is not (tag == "img"):
        return None
    return value


def _finished(html: str) -> str:
    """Return sanitised HTML with what is our own: boxes without bullets, heads of columns, tables that scroll."""
    html = _BOX.sub(lambda match: f'<li class="box">{match[1] or ""}', html)
    html = html.replace("<th></th>", "<td></td>").replace("<th>", '<th scope="col">')
    return _TABLE.sub(
        lambda match: f'<div class="wide" role="group" aria-label="Table" tabindex="0">{match[0]}</div>', html
    )


def load_script(name: str) -> Script:
    """Return one of our own scripts."""
    text = (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")
    return Script(text, f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}")
