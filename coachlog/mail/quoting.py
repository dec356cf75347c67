"""Whose the lines of a mail are: what is quoted, how deep, and what mail programs and chats put around it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from coachlog.mail.chats import chat_head, is_moment, read_message
from coachlog.mail.letter import Letter, write_letter
from coachlog.mail.manners import ends_letter, is_manners, is_signed
from coachlog.model.fields import clean_text
from coachlog.regex import regex

_QUOTE: Final = regex(r"^\s{0,3}(?:[>|»]\s?)+")
_WROTE: Final = regex(
    r"^\W*(?:on|am|el|le|il|em|op|den|at)\b.{4,200}"
    r"\b(?:wrote|writes|schrieb|escribi[oó]|a écrit|ha scritto|escreveu|schreef|skrev)\b.{0,120}$"
    r"|^.{2,120}\b(?:wrote|schrieb|escribió)(?: on| am| el)?\b.{0,60}:$",
    re.IGNORECASE,
)
# The same with the mail's first line behind it, as one program copies it.
_WROTE_AND: Final = regex(r"^(\W*(?:on|am|el)\b.{4,200}\b(?:wrote|schrieb|escribió):)\s+(?=\S)", re.IGNORECASE)
_UNSEEN: Final = "\u200b\u200e\u200f\u2066\u2067\u2068\u202a\u202b\u202c\ufeff"  # some chats begin lines with them
_BEGINS: Final = regex(r"^\W*(?:on|am|el|le|il|em|op|den)\b.*\d", re.IGNORECASE)
_RULE: Final = regex(
    r"^\W*(?:-{2,}|_{5,}|—{2,})\W*(?:(?:original|ursprüngliche|mensaje|forwarded|weitergeleitete|message)[^\n]*)?$"
    r"|^\W*(?:begin forwarded message|-+ ?forwarded message)\b.*$",
    re.IGNORECASE,
)
_FROM: Final = r"from|von|de|da"
_HEAD: Final = regex(
    rf"^\*?(?P<key>{_FROM}|sent|gesendet|enviado(?: el)?|envoyé|date|datum|fecha|to|an|para|à"
    r"|subject|betreff|asunto|objet|cc|importance|reply-to)\*?\s?:\*?\s*\S",
    re.IGNORECASE,
)
_SIGNATURE: Final = regex(r"^-- ?$")
_ABOVE: Final = 40  # lines in which a chat says who speaks
_NAMED: Final = 5  # words of a name
_JOINED: Final = 300  # characters of a sentence that comes before a quoted mail


class MailLine(NamedTuple):
    """A line of a reply: how deep it is quoted, and its words; a blank one ends a paragraph.

    `by_writer` tells that the letter's own writer said it, `by` names somebody who is neither of the two.
    """

    depth: int
    words: str
    by_writer: bool = False
    by: str = ""


def read_lines(text: str, letter: Letter, author: str = "") -> list[MailLine]:
    """Return the lines that somebody wrote or quoted, without what mail programs and manners add.

    What the letter's reader wrote is not quoted, however deep it stands; what is older than the letter is left out.
    `author` is the name that a mail came under.
    """
    names = (letter.writer, letter.reader)
    lines = _without_signatures(
        list(
            _whose(
                [_unquoted(line) for part in text.splitlines() for line in _WROTE_AND.sub(r"\1\n", part).split("\n")],
                letter,
                author,
            )
        ),
        names,
    )
    return [line._replace(words="") if is_manners(line.words, (*names, line.by)) else line for line in lines]


def _unquoted(line: str) -> MailLine:
    line = clean_text(line).lstrip(_UNSEEN)
    quote = _QUOTE.match(line)
    depth = sum(quote.group().count(sign) for sign in ">|»") if quote else 0
    return MailLine(depth, line[quote.end() :].strip() if quote else line.strip())


def _whose(lines: Sequence[MailLine], letter: Letter, author: str) -> Iterator[MailLine]:
    """Yield the lines with the depth at which their reader sees them, and with who wrote them."""
    number, at, written = 0, 0, -1  # the depths of the reader's own words, and of the writer's
    signature, ended, speaker = False, False, ""
    names = (letter.writer, letter.reader)
    by, begins = _somebody_else(author, names), write_letter(letter).splitlines()[0]
    mark = f"coachlog {letter.mark}"
    while number < len(lines):
        line = lines[number]
        count, who = _mail_begins(lines, number)
        if count:
            if who and ended:  # what is older than the letter
                return
            first = next((one for one in lines[number + count :] if one.words), line)
            following = first.depth
            if following == line.depth and (who or by):
                by = "" if first.words == begins else _somebody_else(who, names)
            if _is(who, letter.reader, letter.writer):
                at, written = max(line.depth, following), -1
            elif following > line.depth:
                written = following if _is(who, letter.writer, letter.reader) else written
            yield MailLine(0, "")
            number, signature, speaker = number + count, False, ""
            continue
        if line.words and line.depth < at:
            at = 0
        if read_message(line.words)[0]:  # each message of a chat is a paragraph
            yield MailLine(0, "")
        speaker, words = _chat_words(lines, number, speaker, (letter.writer, letter.reader))
        ended = ended or mark in words.casefold()
        signature = line.depth == at and (signature or bool(_SIGNATURE.match(words)))
        if not signature:
            by_writer = line.depth == written or _is(speaker, letter.writer, letter.reader)
            yield MailLine(line.depth - at, words, by_writer, by if line.depth == at else "")
        number += 1


def _somebody_else(who: str, names: tuple[str, str]) -> str:
    """Return the name of whoever is neither of two people; nothing for an address, or a sentence."""
    name = re.sub(r"[<\[(].*", "", who).strip(" :*\"'")
    spoken = set(re.findall(r"\w+", name.casefold()))
    ours = {word for one in names for word in re.findall(r"\w+", one.casefold())}
    return "" if "@" in name or len(spoken) > _NAMED or spoken & ours else name


def _is(who: str, name: str, other: str) -> bool:
    """Tell whether a line that says who wrote means one of two people, and not the other one."""
    spoken = set(re.findall(r"\w+", who.casefold()))
    ours, theirs = (set(re.findall(r"\w+", one.casefold())) for one in (name, other))
    return bool(spoken & (ours - theirs)) and not spoken & (theirs - ours)


def _chat_words(lines: Sequence[MailLine], at: int, speaker: str, names: tuple[str, str]) -> tuple[str, str]:
    """Return who speaks in a chat, and the words of a line without what the chat puts before them."""
    words = lines[at].words
    who, message = read_message(words)
    if who:
        return who, message
    head = chat_head(words)
    if head and any(_is(head, *pair) for pair in (names, names[::-1])):
        return head, ""
    if not is_moment(words):
        return speaker, words
    above = [line.words for line in lines[max(0, at - _ABOVE) : at] if line.words]
    is_first = at < _ABOVE and is_moment(words, dated=True) and all(map(is_moment, above))
    is_chat = speaker or any(_names_alone(line, names) or is_moment(line, dated=True) for line in above)
    return speaker, "" if is_first or is_chat else words


def _names_alone(words: str, names: tuple[str, str]) -> bool:
    return bool(words) and any(words.casefold() in (name.casefold(), *name.casefold().split()) for name in names)


def _mail_begins(lines: Sequence[MailLine], at: int) -> tuple[int, str]:
    """Return how many lines say that a mail follows, and the words that say whose it is."""
    for count in (1, 2, 3) if _BEGINS.match(lines[at].words) else (1,):
        words = " ".join(line.words for line in lines[at : at + count])
        if len(words) < _JOINED and _WROTE.match(words) and words.endswith(":"):
            return count, words
    heads = list(_heads(lines, at))
    if len(heads) > 1:
        return len(heads), next((words for key, words in heads if re.fullmatch(_FROM, key, re.IGNORECASE)), "")
    return (1 if _RULE.match(lines[at].words) and not _SIGNATURE.match(lines[at].words) else 0), ""


def _heads(lines: Sequence[MailLine], at: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of a mail's head that was copied into the text; a single such line is an answer."""
    for line in lines[at:]:
        head = _HEAD.match(line.words)
        if not head:
            return
        yield head["key"], line.words[head.end("key") :]


def _without_signatures(lines: Sequence[MailLine], names: Sequence[str]) -> Iterator[MailLine]:
    """Leave out what stands right below the name with which somebody says goodbye: their post, their telephone."""
    parting = signed = False
    for line in lines:
        named = is_manners(line.words, names)
        signed = signed and line.depth == 0 and bool(line.words) and is_signed(line.words)
        if signed:
            continue
        signed = parting and named and not ends_letter(line.words)
        parting = line.depth == 0 and (ends_letter(line.words) or (parting and not line.words))
        yield line
