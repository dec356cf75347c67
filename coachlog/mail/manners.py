"""What polite people, phones, firms and lists add to an answer: greetings, thanks, signatures, notices."""

import re
from collections.abc import Iterable
from typing import Final

from coachlog.mail.step_states import phrases_of
from coachlog.model.person_names import TITLES
from coachlog.regex import regex

# What a telephone or a mail program says of itself, in many languages: how it was sent, and with what.
_SENT_FROM: Final = regex(
    r"^\W*(?:sent|get|holen sie sich|obt[eé]n(?:er)?|télécharger|von mein\w*|gesendet|diese nachricht wurde|enviado"
    r"|envoyé|inviato|verstuurd|verzonden|wysłane|skickat|sendt|lähetetty|odesláno|отправлено|відправлено|发自我的|從我的"
    r"|outlook|yahoo mail)\b.{0,40}"
    r"(?:i?phon[eu]|ipad|android|galaxy|samsung|smartphone|mobile?\b|mobiltelefon|handy|móvil|teléfono|tablet|outlook|yahoo"
    r"|gmail|blackberry|proton|mail (?:for|app)|gmx|web\.de|t-online|huawei|xiaomi|pixel|ios).{0,60}$"
    r"|^yahoo mail: .{0,60}$|^iPhone\W*(?:umdan gönderildi|から送信)\W*$|^发自我的.{2,20}$",
    re.IGNORECASE,
)
_GREETING: Final = regex(
    r"^(?:hi|hey|hello|dear|good (?:morning|afternoon|evening)|hallo|liebe[rs]?"
    r"|guten (?:tag|morgen|abend)|moin|hola|querid[oa]|buen[oa]s (?:d[ií]as|tardes|noches))\b(?P<whom>.*)$",
    re.IGNORECASE,
)
_CALLED: Final = TITLES | {"there", "again", "all", "both", "my", "dear"}
_FAREWELL: Final = regex(
    r"^(?:(?:many |so many |kind |best |warm |all the )?(?:thanks|thank you|thx|regards|wishes|best|cheers)"
    r"(?: (?:so much|again|a lot|very much|for asking))?|see you(?: (?:then|soon|there|\w+day))?"
    r"|talk soon|have a (?:good|nice|great) \w+|sincerely|yours(?: sincerely| truly)?|ok(?:ay)?|sure|warmly|xo(?:xo)?"
    r"|hugs|take care|looking forward(?: to (?:it|seeing you|our meeting))?|bis bald|ich freue mich"
    r"|danke(?: dir| schön| sehr)?|vielen dank|(?:mit )?(?:viele|liebe|beste|schöne|herzliche|freundliche)n? grüßen?"
    r"|lg|vg|mfg|bis \w+(?: dann)?|gruß"
    r"|(?:muchas )?gracias|(?:un )?saludos?(?: cordial(?:es)?)?|un abrazo|atentamente|hasta (?:luego|pronto"
    r"|el \w+))\W*$",
    re.IGNORECASE,
)
_BELOW: Final = regex(
    r"^here (?:you (?:go|are)|they are|(?:are|is) (?:my answers?|mine))$"
    r"|^(?:my answers|meine antworten|mis respuestas)$"
    r"|^hier (?:sind |kommen )?(?:meine |die )?antworten$|^aquí (?:están|van|tienes)(?: mis respuestas)?$"
    r"|^(?:please )?(?:see |find )?(?:(?:all )?(?:my )?(?:answers|replies|comments|responses)(?: are| is)?|see"
    r"|(?:meine )?antworten(?: stehen"
    r"| sind)?|siehe|(?:mis )?respuestas(?: están)?)\b.{0,30}"
    r"\b(?:below|inline|in[- ]line|in (?:red|blue|green|bold|colou?r|caps)|unten|rot|blau|grün|fett|abajo|rojo"
    r"|azul)\b.{0,20}$",
    re.IGNORECASE,
)
# What a firm, a school or a list puts above or below every mail.
_NOTICE: Final = regex(
    r"\bintended recipient\b|\bconfidentiality notice\b|^\W*this e-?mail and any (?:attachments|files)\b"
    r"|\be-mail enthält vertrauliche\b|^\W*(?:este|el presente) (?:mensaje|correo)\b.*\bconfidencial"
    r"|\boriginated (?:from )?outside (?:of )?(?:the|our|your) organi|^\W*external(?: e-?mail| sender)?\W*$"
    r"|\bbefore printing this (?:e-?mail|message)|^\W*you don['’]t often get e?mail from "
    r"|^\W*this e-?mail has been checked for viruses|\bauf viren geprüft\b|^(?:virus-free\.)?www\.avast\.\w+$"
    r"|^aviso (?:de confidencialidad|legal)\b|^avis de confidentialité\b"
    r"|^you received this message because you are subscribed |^to unsubscribe (?:from this|send) "
    r"|^[\w' -]{2,40} mailing list -- \S+@|^.{2,60} reacted (?:via gmail|to your message)\b"
    r"|^.{2,60} (?:liked|loved|reacted to) your message\W*$|^(?:liked|loved|laughed at|emphasized) [“\"].*[”\"]$"
    r"|^\W*https?://www\.google\.com/gmail/about/\S*$"
    r"|^gefällt „.*“$|^le gusta [“«\"].*[”»\"]$"
    r"|^.{2,60} hat über gmail reagiert|^.{2,60} reaccionó (?:a|con|mediante) ",
    re.IGNORECASE,
)
_PRONOUNS: Final = phrases_of("she, her, hers, he, him, his, they, them, theirs, sie, ihr, er, ihm, ella, él, elle")
_SIGNED: Final = 80  # characters of a line of somebody's signature, at most


def is_manners(words: str, names: Iterable[str]) -> bool:
    """Tell whether a line only greets, thanks, signs or tells how it was sent; any other one is an answer."""
    parts = {part for name in names for part in re.findall(r"\w+", name.casefold())}
    parts |= {part[0] for part in parts} | ({"".join(re.findall(r"\b\w", name.casefold())) for name in names} - {""})
    if _SENT_FROM.match(words) or _NOTICE.search(words):
        return True
    spoken = [part for part in re.split(r"[,.!;:–—]+\s*|\s-+\s", words) if re.search(r"\w", part)]
    return bool(spoken) and all(_is_polite(part.strip(), parts) for part in spoken)


def _is_polite(words: str, names: set[str]) -> bool:
    bare = re.sub(r"[^\w\s'’-]+$", "", words).strip()
    said = re.findall(r"\w+", bare.casefold())
    is_name = (names | _PRONOUNS).issuperset(said) and (not said or not names.isdisjoint(said))
    if is_name or _FAREWELL.match(bare) or _BELOW.match(bare):
        return True
    thanked = bare.split()
    if len(thanked) > 1 and thanked[-1].casefold() in names and _FAREWELL.match(" ".join(thanked[:-1])):
        return True
    greeting = _GREETING.match(bare)
    return greeting is not None and (names | _CALLED).issuperset(re.findall(r"\w+", greeting["whom"].casefold()))


def ends_letter(words: str) -> bool:
    """Tell whether a line says goodbye: a name, and what else a signature has, may follow."""
    return bool(_FAREWELL.match(words))


def is_signed(words: str) -> bool:
    """Tell whether a line below somebody's name looks like a part of their signature, and not like a sentence."""
    return len(words) <= _SIGNED and not re.search(r"[.!?]\W*$", words) and not is_postscript(words)


def is_postscript(words: str) -> bool:
    """Tell whether a line was added behind all else, and belongs to nothing above it."""
    return bool(re.match(r"\W{0,3}(?:(?:p\.? ?){1,2}(?:s|d)\b|nota bene\b|n\.? ?b\b\.?:)", words, re.IGNORECASE))
