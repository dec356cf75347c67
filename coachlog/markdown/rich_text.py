"""Markdown as a page shows it: with the structure inside its lines, and nothing in it that acts or is loaded."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, Any, Final

from coachlog.markdown.block_parser import FAULTS, make_parser
from coachlog.markdown.shown_pictures import PictureAt, find_pictures, no_picture
from coachlog.regex import regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# The elements of a page. `3<x and x>5` names none, and `a<b and b>c` gives one what no element has: those are words.
_ELEMENTS: Final = (
    "a abbr acronym address applet area article aside audio b base bdi bdo big blink blockquote body br button canvas"
    " caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset"
    " figcaption figure font footer form frame frameset h[1-6] head header hgroup hr html i iframe img input ins kbd"
    " label legend li link main map mark marquee math menu meta meter nav noframes noscript object ol optgroup option"
    " output p param picture pre progress q rp rt ruby s samp script search section select slot small source span"
    " strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt"
    " u ul var video wbr"
).replace(" ", "|")
_GIVEN: Final = r"""[\w:@.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+)|open|checked|hidden|disabled|reversed|controls"""
_TAG: Final = rf"</?(?:{_ELEMENTS})(?:\s+(?:{_GIVEN}))*\s*/?>"
_SILENT: Final = regex(rf"(?is)<!--.*?(?:-->|\Z)|<(script|style|template)\b.*?(?:</\1\s*>|\Z)|{_TAG}")
_TAG_ALONE: Final = regex(rf"(?is)<!--.*|{_TAG}")
_BREAK: Final = regex(r"(?i)<br\s*/?>")
_WEB: Final = regex(r"(?i)(?:https?://|mailto:)")
_BOX: Final = regex(r"\[([ xX])\](?=\s)")
BOXES: Final = {" ": "☐", "x": "☑"}


def rich_tokens(text: str, top: int = 2, picture_at: PictureAt = no_picture) -> "list[Token]":
    """Return the tokens of a text: its headings begin at level `top` and leave out none.

    Of HTML only the words stay; what no element is, is words. So it is of a picture that `picture_at` does not have.
    """
    return list(_mend(_parser().parse(text, {FAULTS: []}), top, picture_at))


def inline_tokens(text: str, picture_at: PictureAt = no_picture) -> "list[Token]":
    """Return the tokens of words that stand on one line."""
    return list(_mend(_parser().parseInline(" ".join(text.split()), {FAULTS: []}), 2, picture_at))


def tokens_html(tokens: "Sequence[Token]") -> str:
    """Return tokens as HTML, in which every word is escaped."""
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, {}))


@cache
def _parser() -> "MarkdownIt":
    parser = make_parser("normalize", "block", "inline", "text_join").enable("strikethrough")
    parser.validateLink = bool  # type: ignore[method-assign, assignment]  # each link is dropped or kept below
    return parser


def _mend(tokens: "Iterable[Token]", top: int, picture_at: PictureAt) -> "Iterator[Token]":
    """Yield tokens with levels in order, boxes as signs, and without foreign pictures, links and HTML."""
    level = top - 1
    for token in tokens:
        if token.type == "heading_open":
            level = max(top, min(int(token.tag[1]) + top - 2, level + 1, 6))
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"
        if token.type == "html_block":
            yield from _paragraph(token, " ".join(unescape(_SILENT.sub(" ", token.content)).split()))
            continue
        if token.children is not None:
            token.children = list(_mend_inline(token.children, picture_at))
        yield token


def _paragraph(like: "Token", words: str) -> "Iterator[Token]":
    """Yield a paragraph of plain words, in the place of a block."""
    if words:
        text = _new(like, "text", "", 0, content=words)
        yield _new(like, "paragraph_open", "p", 1)
        yield _new(like, "inline", "", 0, children=[text])
        yield _new(like, "paragraph_close", "p", -1)


def _mend_inline(children: "Sequence[Token]", picture_at: PictureAt) -> "Iterator[Token]":
    dropped: list[bool] = []
    for number, token in enumerate(children):
        match token.type:
            case "link_open":
                href = str(token.attrs.get("href", ""))
                dropped.append(not _WEB.match(href))
                token.attrs = {"href": href}
                if not dropped[-1]:
                    yield token
            case "link_close":
                if not dropped.pop():
                    yield token
            case "image":
                yield _picture(token, token.content, str(token.attrs.get("src", "")), picture_at)
            case "html_inline":
                yield from _element(token)
            case "text":
                if number == 0:
                    token.content = _BOX.sub(lambda match: BOXES[match[1].lower()], token.content, count=1)
                yield from _words(token, picture_at)
            case _:
                yield token


def _words(token: "Token", picture_at: PictureAt) -> "Iterator[Token]":
    """Yield words, and the pictures among them that Markdown does not know: with blanks in their names, in `[[ ]]`."""
    end = 0
    for typed in find_pictures(token.content):
        yield _new(token, "text", "", 0, content=token.content[end : typed.start])
        yield _picture(token, typed.words, typed.address, picture_at)
        end = typed.end
    yield _new(token, "text", "", 0, content=token.content[end:]) if end else token


def _picture(token: "Token", words: str, address: str, picture_at: PictureAt) -> "Token":
    """Return a picture with its words, or in its place the words alone."""
    instead = _new(token, "text", "", 0, content=f"(picture: {words or 'without words'})")
    if (shown := picture_at(address)) is None:
        return instead
    image = _new(token, "image", "img", 0, content=words, children=[_new(token, "text", "", 0, content=words)])
    return image.copy(attrs={"src": shown.address, "alt": ""}, meta={"picture": shown, "instead": instead.content})


def _element(token: "Token") -> "Iterator[Token]":
    """Yield a break for a break, nothing for any other element, and words for what is none."""
    if _BREAK.fullmatch(token.content):
        yield _new(token, "hardbreak", "br", 0)
    elif not _TAG_ALONE.fullmatch(token.content):
        yield _new(token, "text", "", 0, content=token.content)


def _new(like: "Token", kind: str, tag: str, nesting: int, **more: Any) -> "Token":
    token = like.copy(type=kind, tag=tag, nesting=nesting, attrs={}, children=None, content="", markup="", info="")
    return token.copy(**more) if more else token
