"""Read and write a time of day as people do."""

import re
import unicodedata
from datetime import date, datetime
from typing import Final

_HOURS: Final = ["twelve", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
# `half past 3`, `quarter to four`: as people say a time.
SPOKEN: Final = rf"(half|(?:a )?quarter)\s+(past|after|to|before)\s+(\d{{1,2}}|{'|'.join(_HOURS)})"
_PART: Final = r"(?: ?(?P<half>[ap])(?:\.? ?m\.?)?| (?:in the |at )?(?P<part>morning|afternoon|evening|night|noon))?"
_TIME: Final = (
    rf"(?P<hour>\d\d?)(?: ?[:.h] ?(?P<minute>\d\d)(?:[:.]00)?(?: ?h)?|(?P<digits>\d\d)|(?: ?o'clock| ?h)?){_PART}"
)
_NAMED: Final = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_LONGEST: Final = 60  # letters of a time
_AFTERNOON: Final = range(1, 7)  # hours that mean the afternoon unless said otherwise: nobody meets at 3:30 at night
# What is to be added to an hour on a clock's face, by the part of the day.
_PARTS: Final = {
    "a": {12: -12, **dict.fromkeys(range(12), 0)},
    "p": {12: 0, **dict.fromkeys(range(1, 12), 12), **dict.fromkeys(range(13, 24), 0)},
    "morning": {12: -12, **dict.fromkeys(range(12), 0)},
    "noon": {12: 0},
    "afternoon": {12: 0, **dict.fromkeys(range(1, 7), 12), **dict.fromkeys(range(13, 19), 0)},
    "evening": {**dict.fromkeys(range(4, 12), 12), **dict.fromkeys(range(16, 24), 0)},
    "night": {
        12: -12,
        **dict.fromkeys(range(6), 0),
        **dict.fromkeys(range(6, 12), 12),
        **dict.fromkeys(range(18, 24), 0),
    },
}


def parse_clock(text: str) -> str:
    """Parse a time of day to the form `15:30`; a bare `1:00` to `6:59` means the afternoon."""
    plain = unicodedata.normalize("NFKC", text if len(text) < _LONGEST else "").replace("’", "'").casefold()
    plain = plain.replace("∶", ":").replace("\u200b", " ").replace(",", " ").strip("\"'“”„ ")
    plain = " ".join(plain.split()).removesuffix(" uhr")
    plain = re.sub(r"\A(?:at|um|a las|à) ", "", re.sub(r" ?heures?\Z", "h", plain))
    if match := re.fullmatch(rf"{SPOKEN}(.*)", plain):
        plain = _at_face(match[1], match[2], match[3]) + match[4]
    match = re.fullmatch(_TIME, _NAMED.get(plain, plain))
    hour = int(match["hour"]) if match else 24
    minute = int(match["minute"] or match["digits"] or 0) if match else 0
    part = (match["half"] or match["part"]) if match else None
    if part:
        hour += _PARTS[part].get(hour, 24)
    elif match and hour in _AFTERNOON and not match["hour"].startswith("0"):
        hour += 12
    if hour > 23 or minute > 59:
        raise ValueError(f"`{text[:_LONGEST]}` is not a time of day; write it as 15:30 or 3:30 pm")
    return f"{hour:02}:{minute:02}"


def format_clock(clock: str) -> str:
    """Write a time of day as people say it: 3:30 in the afternoon."""
    hour, _, minute = clock.partition(":")
    number = int(hour)
    face = f"{number % 12 or 12}:{minute}"
    if clock == "12:00":
        return f"{face} noon"
    if number < 5 or number >= 22:
        return f"{face} at night"
    return f"{face} in the {'morning' if number < 12 else 'afternoon' if number < 18 else 'evening'}"


def local_day(when: datetime) -> date:
    """Return the day of a moment on this computer's clock, wherever its author was."""
    return when.astimezone().date()


def _at_face(part: str, side: str, word: str) -> str:
    """Return the time on a clock's face of `half past three`."""
    hour = _HOURS.index(word) if word in _HOURS else int(word)
    minutes = 30 if part == "half" else 15
    if side in ("to", "before"):
        return f"{(hour - 1) % 12 or 12}:{60 - minutes}"
    return f"{hour or 12}:{minutes}"
