"""Find what looks like a day in a step's words and is not read as its due date: `bis Freitag`, `(11/20)`, `Mon: x`."""

import re
from contextlib import suppress
from datetime import date
from difflib import get_close_matches
from typing import Final

from coachlog.model.dates import DateReader, TwoDays
from coachlog.model.fields import MONTHS, WEEKDAYS
from coachlog.model.kinds.typed_due import may_be_number, parse_until
from coachlog.regex import regex

# People write these among their English, too.
_WEEKDAY: Final = (
    rf"(?:{'|'.join(WEEKDAYS)}|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b"
)
_SHORT: Final = r"(?:(?:mon|tues?|wed|thu|thurs?|fri|sat|sun)\b\.?|(?:mo|di|mi|do|fr|sa|so)\.)"
_MONTH: Final = (
    rf"(?:{'|'.join(f'{name}|{name[:3]}' for name in MONTHS)}|sept|januar|februar|märz|mai|juni|juli|okt|oktober|dez"
    r"|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|janvier|f[ée]vrier|avril|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)\b\.?"
)
_DATED: Final = (
    rf"(?:{_MONTH}[\s-]?\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th|\.)?[\s-]?(?:of\s|de\s)?{_MONTH})(?!\d|:\d)"
    r"(?:\s?[-–/]\s?\d{1,2}\b)?(?:[,\s-]\s?(?:de\s)?['’]?(?:20)?\d\d\b)?"
)
_WITH_YEAR: Final = r"(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-](?:20)?\d\d)\b"
_AHEAD: Final = (
    r"(?:in|within|innerhalb von|en|dentro de)\s(?:\d{1,2}|an?|one|two|three|a few|einer|zwei|una|dos)\s"
    r"(?:days?|weeks?|wks?|months?|tag\w*|woche\w*|d[ií]as?|semanas?)\b"
)
_NAMED: Final = (
    r"(?:(?:day after )?tomorrow|tonight|today|(?:next|this|coming) (?:week|month|meeting|time|session)|eo[dw]|cob"
    r"|close of business|end of (?:the |this |next )?(?:day|week|month|term|year|quarter|semester)"
    r"|(?:über)?morgen|heute|(?:nächste|diese|kommende)[nrs]? \w+|mañana|hoy|la (?:próxima|semana) \w+"
    r"|demain|aujourd[’']hui"
    rf"|\d{{1,2}}(?:st|nd|rd|th)|{_AHEAD})\b"
)
_LEAD: Final = r"(?:(?:on|the|our|at|next|this|zum|am|de[nmr]|el|la|le) )*"
_DAY: Final = (
    rf"{_LEAD}(?:{_DATED}|{_WITH_YEAR}|\d{{1,2}}/\d{{1,2}}\b|\d{{1,2}}\.\d{{1,2}}\."
    rf"|{_WEEKDAY}|{_SHORT}|{_NAMED})(?![’'])"
)
_BY: Final = (
    r"(?<![^\W_])(?:by|until|till|before|later than|latest|within|bis|spätestens|vor|para|antes|hasta"
    r"|pour|avant|d[’']ici|due|deadline|fällig|frist|termin|stichtag|abgabe|entrega|vence|eta)\b[\s:–—-]{1,3}(?:del? )?"
)
# What means a day only behind `by`: `by December`, `by noon Friday`, `by winter break`.
_LATE: Final = (
    rf"{_LEAD}(?:(?:mid|early|late|end of|end of the|ende)[\s-](?:der )?\w+|{_MONTH}(?!\w)|noon\b|\w+[’']s end\b"
    r"|(?:next|this) \w+[’']s \w+|(?:\w+ break|thanksgiving|christmas)\b|\d{1,2} (?:days|weeks)\b"
    r"|\d{1,2}(?::\d\d|\s?[ap]\.?m\b)|\d{1,2}[/.]\d{1,2})"
)
# What stands around a day at an end: a bracket, a dash, a clock's time, a thank you.
_SIGN: Final = r"(?:[–—:→|@({<>\[,;!…“/~]|(?<=\s)[-_*]{1,2})\s?[@{*_]{0,2}"
_TIME: Final = r"(?:[\s,]+(?:at |um )?(?:\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b\.?|h|uhr)?|noon|morning|night))?"
_TAIL: Final = rf"(?:\s\(?(?:{_SHORT}|{_WEEKDAY}))?{_TIME}\W*\Z"
_AT_END: Final = regex(
    rf"{_BY}[‘“\"*_]{{0,2}}(?:(?:{_LATE} (?:on )?)?{_DAY}|{_LATE})[^,;]{{0,20}}\Z|{_SIGN}{_DAY}{_TAIL}"
    rf"|\beo[dw]\b(?:\s{_DAY})?{_TAIL}|\b(?:{_AHEAD}|{_DATED}){_TAIL}|(?<![\w/.])(?<!➕ ){_WITH_YEAR}{_TAIL}"
    rf"|(?<![\w/.])(?P<numbers>\d{{1,2}}/\d{{1,2}})(?:\s?[–-]\s?\d{{1,2}})?{_TAIL}"
    rf"|[(\[{{]\s?{_MONTH}\s?[)\]}}]\W*\Z|\b(?:done|finished|ready|completed|(?:turned|handed) in) (?:on )?{_DAY}\W*\Z",
    re.IGNORECASE,
)
_AT_START: Final = regex(
    rf"\W{{0,3}}(?:{_BY}{_DAY}(?!\w)|{_DAY}(?:[*_\])}}]{{1,3}}\s?[:–—]?|\s?[:：–—]|\s-\s|,\s(?=\w+:))\s*(?=\w)"
    rf"|(?:{_WITH_YEAR}|(?P<numbers>\d{{1,2}}/\d{{1,2}}))\s(?=\w))",
    re.IGNORECASE,
)
# Beside `due`, or a calendar, wherever it stands.
_SAID: Final = regex(
    rf"(?<![^\W_])(?:due|deadline|fällig)\b(?:\W{{0,4}}{_DAY}[^,;()]{{0,20}}|\W*\Z)|[📅📆🗓⏰⏳🛫]\ufe0f?[^,;()]{{0,20}}",
    re.IGNORECASE,
)
# What is in all that the patterns above match, at an end and anywhere: most steps have nothing of it, and need none of
# that size.
_MAY_BE: Final = regex(
    r"\d[/.-]?\d|\d(?:st|nd|rd|th)|tag|[mt][ou][en]|we[de]|thu|fri|sat|sun|jan|feb|m[aä]r|apr|ma[iy]|ju[nl]|aug|sep|o[ck]t"
    r"|nov|de[czr]|ene|abr|ago|dic|lun|mi[ée]|jue|vie|s[áa]b|dom|today|next|this|coming|week|end|eo|cob|clos|m[oa][rñ]|heu"
    r"|di\b|dim|jeu|jui|ao[uû]|d[eé][cm]|nächs|hoy|semana|d[ií]a|noon|break|christ|thanks|[sfmd][oari]\.|\d\s?[ap]"
    r"|[’']s \w",
    re.IGNORECASE,
)
_MAY_SAY: Final = regex(r"due|deadline|fällig|[📅📆🗓⏰⏳🛫]", re.IGNORECASE)
_PERHAPS: Final = regex(r"\b(?:by|due|until|before) (?:([a-z]{6,10})|([a-z]{3}) \d{1,2})\W*\Z", re.IGNORECASE)
_COUNTED: Final = regex(
    r"\b(?:rooms?|units?|chapters?|ch|pages?|pp?|problems?|lessons?|periods?|grades?|sections?|questions?|tasks?|weeks?"
    r"|class(?:es)?|groups?|tables?|standards?|levels?|parts?|days?|no|nr|raum|seiten?|s)\.?\s\Z",
    re.IGNORECASE,
)
_NEAR: Final = 0.83
_ROOM: Final = 80  # letters at an end in which a day has room


def loose_day(words: str) -> str:
    """Return what looks like a day at the end or the beginning of a step's words, or beside `due`, else nothing."""
    end = max(0, len(words) - _ROOM)
    found = _SAID.search(words) if _MAY_SAY.search(words) else None
    if not found and _MAY_BE.search(words, end):
        found = _AT_END.search(words, end)
    if not found and _MAY_BE.search(words, 0, _ROOM):
        found = _AT_START.match(words)
    if not found:
        return _misspelled(words)
    numbers = found.groupdict().get("numbers")
    if numbers and (may_be_number(numbers) or _COUNTED.search(words, 0, found.start("numbers"))):
        return ""
    return found.group().strip(" .,;!:–—")


def _misspelled(words: str) -> str:
    """Return a weekday or a month misspelled at a step's end: `by Wendesday`, `by Nvo 20`."""
    match = _PERHAPS.search(words, max(0, len(words) - _ROOM))
    if match and match[2]:
        return match[2] if sorted(match[2].casefold()) in [sorted(name[:3].casefold()) for name in MONTHS] else ""
    return match[1] if match and get_close_matches(match[1].casefold(), WEEKDAYS, 1, _NEAR) else ""


def day_in(words: str, dates: DateReader) -> date | None:
    """Return the day with which some words end, if any."""
    words = words.rstrip(" )]}>.:")
    starts = (match.end() for match in re.finditer(r"\A|[\s:=(\[{<|@→–—-]", words))
    with suppress(TwoDays):
        return next((day for start in starts if (day := parse_until(words[start:], dates))), None)
    return None
