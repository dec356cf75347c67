"""Whose the lines of a mail are: what is quoted, how deep, and what mail programs and chats put around it."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from coachlog.mail.chats import UNSEEN, Chat
from coachlog.mail.letter import Letter, write_letter
from coachlog.mail.manners import ends_letter, is_manners, is_signed
from coachlog.mail.names import LetterNames, name_in
from coachlog.model.fields import clean_text
from coachlog.regex import regex

_QUOTE: Final = regex(r"^\s{0,3}(?:[>|»]\s?)+")
_WROTE: Final = regex(
    r"^\W*(?:on|am|el|le|il|em|op|den|at)\b.{4,200}"
    r"\b(?:wrote|writes|schrieb|escribi[oó]|a écrit|ha scritto|escreveu|schreef|skrev)\b.{0,120}$"
    r"|^.{2,120}\b(?:wrote|schrieb|escribió)(?: on| am| el)?\b.{0,60}:$",
    re.IGNORECASE,
)
_DATED: Final = regex(r"@|\d{4}|\d[:./-]\d|\d{1,2}\. ")
# The same in any language: an address, a day and an hour, and a colon at the end.
_HEADED: Final = regex(
    r"^(?=.{0,200}<[^<>\s]+@[^<>\s]+>)(?=.{0,200}\d{1,2}:\d{2})(?=.{0,200}(?:\d{4}|\d[./-]\d))"
    r".{10,200}(?::|：|\w -{2,})$"
)
# The same with the mail's first line behind it, as one program copies it.
_WROTE_AND: Final = regex(r"^(\W*(?:on|am|el)\b.{4,200}\b(?:wrote|schrieb|escribió):)\s+(?=\S)", re.IGNORECASE)
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
_JOINED: Final = 300  # characters of a sentence that comes before a quoted mail


class MailLine(NamedTuple):
    """A line of a reply: how deep it is quoted, and its words; a blank one ends a paragraph.

    `by_writer` tells that the letter's own writer said it, `by` names somebody who is neither of the two.
    """

    depth: int
    words: str
    by_writer: bool = False
    by: str = ""


def read_lines(text: str, names: LetterNames, author: str = "") -> list[MailLine]:
    """Return the lines that somebody wrote or quoted, without what mail programs and manners add.

    What the letter's reader wrote is not quoted, however deep it stands; what is older than the letter is left out.
    `author` is the name or the address that a mail came under.
    """
    typed = [_unquoted(line) for part in text.splitlines() for line in _WROTE_AND.sub(r"\1\n", part).split("\n")]
    lines = _without_signatures(list(_Thread(typed, names, author).read()), names.letter)
    return [
        line._replace(words="") if line.words and is_manners(line.words, (*names.letter.people, line.by)) else line
        for line in lines
    ]


def _unquoted(line: str) -> MailLine:
    line = clean_text(line).lstrip(UNSEEN)
    quote = _QUOTE.match(line)
    depth = sum(quote.group().count(sign) for sign in ">|»") if quote else 0
    return MailLine(depth, line[quote.end() :].strip() if quote else line.strip())


class _Thread:
    """Finds the depth at which the letter's reader sees each line, and who wrote it.

    `_at` is the depth of the reader's own words, `_authors` says whose other depths are.
    """

    def __init__(self, lines: Sequence[MailLine], names: LetterNames, author: str) -> None:
        self._lines, self._names, self._letter = lines, names, names.letter
        self._chat = Chat([line.words for line in lines], names)
        self._sent = [line for line in write_letter(self._letter).splitlines() if line]
        self._at = 0
        self._authors: dict[int, str] = {}
        begun_by = names.whose(author)
        is_letters = begun_by == self._letter.writer and any(line.words == self._sent[0] for line in lines)
        self._says(0, begun_by if is_letters or begun_by != self._letter.writer else "")

    def read(self) -> Iterator[MailLine]:
        """Yield the lines."""
        number, signature, ended = 0, False, False
        cited = is_colon = False
        while number < len(self._lines):
            line = self._lines[number]
            count, who = self._mail_begins(number)
            if count:
                if who and ended:  # what is older than the letter
                    return
                self._begin(number, count, who)
                yield MailLine(0, "")
                number, signature = number + count, False
                cited = is_colon = False
                continue
            if line.words and line.depth < self._at:
                self._at = 0
            cited = line.depth > self._at and bool(line.words) and line.words not in self._sent and (cited or is_colon)
            is_colon = line.depth == self._at and line.words.endswith(":") and not self._authors.get(line.depth)
            if cited:  # the partner quotes somebody
                yield MailLine(0, line.words)
                number += 1
                continue
            if line.words in self._sent and self._authors.get(line.depth) == self._letter.writer and not line.depth:
                self._says(0, "")  # from an unquoted letter on its reader may answer
            ended = ended or self._letter.named_mark in line.words.casefold()
            signature = line.depth == self._at and (signature or bool(_SIGNATURE.match(line.words)))
            if not signature:
                yield from self._shown(line)
            number += 1

    def _begin(self, number: int, count: int, who: str) -> None:
        """Take up whose mail begins behind some lines; without a name it goes on as it was."""
        depth = self._lines[number].depth
        following = next((line for line in self._lines[number + count :] if line.words), self._lines[number])
        whose = self._names.whose(name_in(who))
        self._chat.end()
        if whose == self._letter.reader:
            self._at = max(depth, following.depth)
            self._authors.clear()
        elif following.depth > depth:
            if whose:
                self._says(following.depth, whose)
        elif who or depth in self._authors:
            self._says(depth, "" if following.words == self._sent[0] else whose)

    def _mail_begins(self, at: int) -> tuple[int, str]:
        """Return how many lines say that a mail follows, and the words that say whose it is."""
        lines = self._lines
        for count in (1, 2, 3) if _BEGINS.match(lines[at].words) else (1,):
            words = " ".join(line.words for line in lines[at : at + count])
            is_wrote = len(words) < _JOINED and _WROTE.match(words) and words.endswith(":")
            if (is_wrote and self._is_sure(words, at + count)) or (len(words) < _JOINED and _HEADED.match(words)):
                return count, words
        heads = list(_heads(lines, at))
        if len(heads) > 1:
            return len(heads), next((words for key, words in heads if re.fullmatch(_FROM, key, re.IGNORECASE)), "")
        return (1 if _RULE.match(lines[at].words) and not _SIGNATURE.match(lines[at].words) else 0), ""

    def _is_sure(self, words: str, following: int) -> bool:
        """Tell whether `… wrote:` is above a mail: `5. Ana wrote:` may be above what Ana wrote on the board."""
        if re.match(r"\W*\d{1,2}[.)]\s", words):
            return False
        whose = self._names.whose(name_in(words))
        is_quoted = any(
            line.depth > self._lines[following - 1].depth for line in self._lines[following : following + 2]
        )
        return is_quoted or bool(_DATED.search(words)) or whose in self._letter.people

    def _says(self, depth: int, whose: str) -> None:
        if whose in ("", self._letter.reader):
            self._authors.pop(depth, None)
        else:
            self._authors[depth] = whose

    def _shown(self, line: MailLine) -> Iterator[MailLine]:
        """Yield a line with its author; each message of a chat is a paragraph."""
        spoken = self._chat.read(line.words)
        if spoken.begins:
            yield MailLine(0, "")
        by = spoken.by or self._authors.get(line.depth, "")
        if by == self._letter.writer:
            yield MailLine(line.depth - self._at, spoken.words, by_writer=True)
        else:
            yield MailLine(line.depth - self._at, spoken.words, by="" if by == self._letter.reader else by)


def _heads(lines: Sequence[MailLine], at: int) -> Iterator[tuple[str, str]]:
    """Yield the lines of a mail's head that was copied into the text; a single such line is an answer."""
    for line in lines[at:]:
        head = _HEAD.match(line.words)
        if not head:
            return
        yield head["key"], line.words[head.end("key") :]


def _without_signatures(lines: Sequence[MailLine], letter: Letter) -> Iterator[MailLine]:
    """Leave out what stands right below the name with which somebody says goodbye: their post, their telephone.

    Below the letter itself its writer's whole name begins such a signature, too.
    """
    parting = signed = below = False
    for line in lines:
        named = bool(line.words) and is_manners(line.words, letter.people)
        signed = signed and line.depth == 0 and bool(line.words) and is_signed(line.words)
        if signed:
            continue
        signed = named and ((parting and not ends_letter(line.words)) or (below and line.words == letter.writer))
        parting = line.depth == 0 and (ends_letter(line.words) or (parting and not line.words))
        below = line.depth == 0 and (letter.named_mark in line.words.casefold() or (below and not line.words))
        yield line
