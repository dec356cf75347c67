"""The words in a page of HTML, in XML and in RTF, without what marks them up."""

import re
from functools import partial
from typing import Final

from coachlog.regex import regex

_MARKED_UP: Final = regex(
    r"\s*(?:<\?xml\b|<!doctype\b|<!--.{0,2000}?-->\s*<|<(?:\w+:\w+|html|head|body|table|div|meta|svg|p|span|h1|ul|ol)\b)",
    re.IGNORECASE | re.DOTALL,
)
_ROOT: Final = regex(r"\s*<(?P<name>[A-Za-z][\w:.-]*+)(?:\s[^<>]*+)?>")
_TAG: Final = regex(r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*+)(?P<rest>[^<>]*+)>|<[!?](?!--)[^<>]*+>")
_ATTRIBUTE: Final = regex(
    r"""(?<![\w:.-])(?:\w+:)?(?P<name>[\w.-]+)\s*=\s*(?P<value>"[^"<>]*"|'[^'<>]*')""", re.IGNORECASE
)
# Attributes with words, in office files, and those without any, in other ones.
_WORDS: Final = regex(r"descr|alt|title|author|name|placeholder|content|value|target|initials|dt:dt", re.IGNORECASE)
_NO_WORDS: Final = regex(
    r"class|style|id|xmlns.*|version|encoding|lang|rel|type|charset|http-equiv|dir|role|on\w+|d|points|transform"
    r"|(?:col|row)span|(?:v?align|width|height|border|bgcolor|color|cell\w+|x|y|cx|cy|r|fill|stroke.*|viewbox)",
    re.IGNORECASE,
)
# What ends a line of a Word file, a spreadsheet or a page, and what stands between two words.
_ENDS: Final = regex(
    r"(?:w:|a:|text:|table:table-)?(?:p|br|tr|row|si|h\d?|li|div|line-break|comment|sheet|dt|dd|option|title|creator)"
)
# What stands within a word; all other tags are gaps between two.
_INLINE: Final = regex(
    r"(?:w|a|text):(?!(?:tab|s|br)$).*|[biustraq]|em|strong|span|tspan|mark|small|su[bp]|font|wbr|big|tt|code|ins|del|abbr"
    r"|rpr|sz|color|rfont|family|scheme|vertalign|strike|phoneticpr"
)
_FIELD: Final = regex(r"&amp;(?:[A-Z]|\d+|(?:\"|&quot;)[^\"&<]*(?:\"|&quot;))")  # &C in a sheet's header
_SIDE: Final = regex(r"\x02([^\x03]*)\x03")  # the words of a tag's attributes, which go to the line's end
_RTF: Final = regex(
    r"\\'(?P<byte>[0-9a-f]{2})|\\u(?P<code>-?\d{1,6}) ?(?:\\'[0-9a-f]{2}|[^\\{}])?|\\(?P<sign>[^a-z0-9])"
    r"|\\(?P<word>[a-z]{1,32})(?:-?\d{1,10})? ?|(?P<brace>[{}])|(?P<hex>[0-9a-f\r\n]{40,})|[\r\n]+",
    re.IGNORECASE,
)
_RTF_SIGNS: Final = {"~": " ", "_": "-", "-": "", "\n": "\n", "\r": "\n", "\\": "\\", "{": "{", "}": "}", "*": ""}
_RTF_ENDS: Final = {"par": "\n", "line": "\n", "row": "\n", "cell": "\t", "tab": "\t"}


def is_marked_up(text: str) -> bool:
    """Tell whether a text is a page of HTML, or XML."""
    root = _ROOT.match(text)
    return bool(_MARKED_UP.match(text) or (root and f"</{root['name']}>" in text))


def read_markup(text: str, *, office: bool) -> str:
    """Return the words of a page or of XML, in the same lines; nothing that it names is fetched or expanded."""
    from html import unescape

    text = _TAG.sub(partial(_read_tag, office=office), _FIELD.sub(" ", text) if office else text)
    lines = [text] if office else text.split("\n")
    return "\n".join(unescape(_put_aside(line, "\n" if office else " | ")) for line in lines)


def _put_aside(line: str, gap: str) -> str:
    """Return a line with the words of attributes behind those that are read."""
    return _SIDE.sub("", line) + "".join(gap + match[1] for match in _SIDE.finditer(line)) if "\x02" in line else line


def _read_tag(tag: re.Match[str], *, office: bool) -> str:
    name, rest = (tag["name"] or "").lower(), tag["rest"] or ""
    if name in {"w:nobreakhyphen", "w:bookmarkstart"}:  # the second has a name that nobody sees
        return "-" if name == "w:nobreakhyphen" else ""
    words = " ".join(
        match["value"][1:-1].replace("\n", " ")
        for match in _ATTRIBUTE.finditer(rest)
        if (_WORDS.fullmatch(match["name"]) if office else not _NO_WORDS.fullmatch(match["name"]))
    )
    aside = f"\x02{words}\x03" if words else ""
    lines = "\n" * tag[0].count("\n")
    if _ENDS.fullmatch(name):
        is_end = tag["close"] or rest.endswith("/") or name == "br"
        gap = "" if lines else "\n" if is_end and (":" in name or name in {"si", "row"}) else " "
    else:
        gap = "" if not name or _INLINE.fullmatch(name) else " "
    return aside + gap + lines


def read_rtf(text: str) -> str:
    """Return the words of a text in RTF."""
    return _RTF.sub(_read_rtf_word, text)


def _read_rtf_word(match: re.Match[str]) -> str:
    if match["byte"]:
        return bytes.fromhex(match["byte"]).decode("cp1252", "replace")
    if match["code"]:
        code = int(match["code"]) % 65536
        return "" if 0xD800 <= code < 0xE000 else chr(code)
    if match["sign"]:
        return _RTF_SIGNS.get(match["sign"], match["sign"])
    return _RTF_ENDS.get((match["word"] or "").lower(), "")
