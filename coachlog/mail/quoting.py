"""What a mail program and a polite person add to an answer: quotes, history, signatures, greetings."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from coachlog.regex import regex

_QUOTE: Final = regex(r"^\s{0,3}(?:[>|»]\s?)+")
_WROTE: Final = regex(
    r"^\W*(?:on|am|el|le|il|em|op|den|at)\b.{4,200}"
    r"\b(?:wrote|writes|schrieb|escribi[oó]|a écrit|ha scritto|escreveu|schreef|skrev)\b.{0,120}$"
    r"|^.{2,120}\b(?:wrote|schrieb|escribió)(?: on| am| el)?\b.{0,60}:$",
    re.IGNORECASE,
)
_BEGINS: Final = regex(r"^\W*(?:on|am|el|le|il|em|op|den)\b.*\d", re.IGNORECASE)
_RULE: Final = regex(
    r"^\W*(?:-{2,}|_{5,}|—{2,})\W*(?:(?:original|ursprüngliche|mensaje|forwarded|weitergeleitete|message)[^\n]*)?$"
    r"|^\W*(?:begin forwarded message|-+ ?forwarded message)\b.*$",
    re.IGNORECASE,
)
_HEAD: Final = regex(
    r"^\*?(?:from|von|de|da|sent|gesendet|enviado(?: el)?|date|datum|fecha|to|an|para"
    r"|subject|betreff|asunto|cc)\*?:\*? ?\S",
    re.IGNORECASE,
)
_SIGNATURE: Final = regex(r"^-- ?$")
_SENT_FROM: Final = regex(
    r"^\W*(?:sent from|sent with|sent via|get outlook|von meinem .{2,30} gesendet|gesendet (?:von|mit)"
    r"|diese nachricht wurde|enviado (?:desde|con)|obt[eé]n outlook|envoyé (?:de|depuis)"
    r"|outlook (?:for|für|para) |yahoo mail).{0,80}$",
    re.IGNORECASE,
)
_GREETING: Final = regex(
    r"^(?:hi|hey|hello|dear|good (?:morning|afternoon|evening)|hallo|liebe[rs]?"
    r"|guten (?:tag|morgen|abend)|moin|hola|querid[oa]|buen[oa]s (?:d[ií]as|tardes|noches))\b(?P<whom>.*)$",
    re.IGNORECASE,
)
_CALLED: Final = frozenset(
    ("there", "again", "all", "both", "my", "dear", "mr", "mrs", "ms", "miss", "dr", "herr", "frau", "señor", "señora")
)
_FAREWELL: Final = regex(
    r"^(?:(?:many |so many |kind |best |warm |all the )?(?:thanks|thank you|thx|regards|wishes|best|cheers)"
    r"(?: (?:so much|again|a lot|very much|for asking))?|see you(?: (?:then|soon|there|\w+day))?"
    r"|talk soon|have a (?:good|nice|great) \w+"
    r"|danke(?: dir| schön| sehr)?|vielen dank|(?:viele|liebe|beste|schöne|herzliche) grüße"
    r"|lg|vg|mfg|bis \w+(?: dann)?|gruß"
    r"|(?:muchas )?gracias|saludos|un (?:saludo|abrazo)|hasta (?:luego|pronto|el \w+))\W*$",
    re.IGNORECASE,
)


# What a chat puts before a message when it is copied: [07:12, 3.11.2026] Sam:
_CHAT: Final = regex(r"^\[[^\]\n]*\d[:.]\d[^\]\n]*\]\s*[^:\n]{1,40}:\s+")
_CHAT_HEAD: Final = regex(r"^[^\n\[]{1,40}, \[[^\]\n]*\d[:.]\d[^\]\n]*\]\s*$")


class MailLine(NamedTuple):
    """A line of a reply: how deep it is quoted, and its words; a blank one ends a paragraph."""

    depth: int
    words: str


def read_lines(text: str, names: Sequence[str]) -> list[MailLine]:
    """Return the lines that somebody wrote or quoted, without what mail programs and manners add.

    `names` are those of the two people, who sign with them and are greeted by them.
    """
    lines = [_unquoted(line) for line in text.splitlines()]
    kept, number, signature = [], 0, False
    while number < len(lines):
        line = lines[number]
        skip = _attribution(lines, number) or _head_block(lines, number)
        if skip:
            number, signature = number + skip, False
            kept.append(MailLine(line.depth, ""))
            continue
        signature = line.depth == 0 and (signature or bool(_SIGNATURE.match(line.words)))
        if not signature:
            kept.append(MailLine(line.depth, "") if _is_manners(line.words, names) else line)
        number += 1
    return kept


def _unquoted(line: str) -> MailLine:
    quote = _QUOTE.match(line)
    depth = sum(quote.group().count(sign) for sign in ">|»") if quote else 0
    words = line[quote.end() :].strip() if quote else line.strip()
    return MailLine(depth, "" if _CHAT_HEAD.match(words) else _CHAT.sub("", words))


def _attribution(lines: Sequence[MailLine], at: int) -> int:
    """Return how many lines the sentence takes that comes before a quoted mail: none, one, or two or three."""
    for count in (1, 2, 3) if _BEGINS.match(lines[at].words) else (1,):
        words = " ".join(line.words for line in lines[at : at + count])
        if _WROTE.match(words) and words.endswith(":"):
            return count
    return 1 if _RULE.match(lines[at].words) and not _SIGNATURE.match(lines[at].words) else 0


def _head_block(lines: Sequence[MailLine], at: int) -> int:
    """Return how many lines a mail's head takes that was copied into the text; a single such line is an answer."""
    count = sum(1 for _ in _heads(lines, at))
    return count if count > 1 else 0


def _heads(lines: Sequence[MailLine], at: int) -> Iterator[MailLine]:
    for line in lines[at:]:
        if not _HEAD.match(line.words):
            return
        yield line


def _is_manners(words: str, names: Sequence[str]) -> bool:
    """Tell whether a line only greets, thanks or signs; one that says anything else is an answer."""
    parts = {part for name in names for part in re.findall(r"\w+", name.casefold())}
    spoken = re.findall(r"\w+", words.casefold())
    if spoken and parts.issuperset(spoken):
        return True
    if _FAREWELL.match(words) or _SENT_FROM.match(words):
        return True
    greeting = _GREETING.match(words)
    return greeting is not None and (parts | _CALLED).issuperset(re.findall(r"\w+", greeting["whom"].casefold()))
