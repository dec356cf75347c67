"""The names of weekdays and months, and words for near days, in English, German, Spanish and French."""

from typing import Final

from coachlog.model.fields import MONTHS, WEEKDAYS, fold

# Without accents, for phones take them away.
_WEEKDAYS: Final = (
    ("montag", "lunes", "lundi"),
    ("dienstag", "martes", "mardi"),
    ("mittwoch", "miercoles", "mercredi"),
    ("donnerstag", "jueves", "jeudi"),
    ("freitag", "viernes", "vendredi"),
    ("samstag", "sabado", "samedi", "sonnabend"),
    ("sonntag", "domingo", "dimanche"),
)
WEEKDAY_NUMBERS: Final = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
_MONTHS: Final = (
    ("januar", "janner", "enero", "janvier"),
    ("februar", "febrero", "fevrier"),
    ("marz", "maerz", "marzo", "mars"),
    ("april", "abril", "avril"),
    ("mai", "mayo"),
    ("juni", "junio", "juin"),
    ("juli", "julio", "juillet"),
    ("agosto", "aout"),
    ("sept", "septiembre", "septembre"),
    ("oktober", "octubre", "octobre"),
    ("noviembre", "novembre"),
    ("dezember", "diciembre", "decembre"),
)
_ENGLISH: Final = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS: Final = _ENGLISH | {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_SHORTEST: Final = 3  # letters of a name that is cut short, and the most of a month in another language
_SHORTENED: Final = 4
NEAR_DAYS: Final = {
    **dict.fromkeys(("today", "tonight", "heute", "hoy", "aujourd'hui"), 0),
    **dict.fromkeys(("tomorrow", "tmrw", "morgen", "manana", "demain"), 1),
    **dict.fromkeys(("day after tomorrow", "ubermorgen", "uebermorgen", "pasado manana", "apres-demain"), 2),
    **dict.fromkeys(("yesterday", "gestern", "ayer", "hier"), -1),
}
# What stands before or behind a weekday; `soon` is the coming one, or that of next week: people mean either.
BEFORE_WEEKDAY: Final = {
    **dict.fromkeys(("next",), "next"),
    **dict.fromkeys(("this", "diesen", "este", "ce"), "this"),
    **dict.fromkeys(("last", "letzten", "vergangenen"), "last"),
    **dict.fromkeys(("coming", "kommenden"), "coming"),
    **dict.fromkeys(("nachsten", "naechsten", "proximo"), "soon"),
}
BEHIND_WEEKDAY: Final = {
    "next week": "next",
    "this week": "this",
    **dict.fromkeys(("pasado", "dernier"), "last"),
    "que viene": "coming",
    **dict.fromkeys(("proximo", "prochain"), "soon"),
}


def find_month(word: str) -> int | None:
    """Return the number of a month, January 1, by its name or three or more of its first letters."""
    plain = fold(word).strip(" .")
    if plain in _MONTH_NUMBERS or len(plain) < _SHORTEST:
        return _MONTH_NUMBERS.get(plain)
    known = _MONTH_NUMBERS if len(plain) <= _SHORTENED else _ENGLISH
    found = {number for name, number in known.items() if name.startswith(plain)}
    return found.pop() if len(found) == 1 else None


def find_weekday(word: str) -> int | None:
    """Return the number of a weekday, Monday 0, by its name, one day or many, in English by its first letters."""
    plain = fold(word.strip(" .")).removeprefix("every ").removeprefix("on ")
    for one in (plain, plain.removesuffix("s")):
        if one in WEEKDAY_NUMBERS:
            return WEEKDAY_NUMBERS[one]
        for number, name in enumerate(WEEKDAYS):
            if len(one) >= _SHORTEST and name.startswith(one):
                return number
    return None
