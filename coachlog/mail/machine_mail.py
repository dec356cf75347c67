"""Mails that no person wrote: who is away, what did not arrive, what was opened, who comes to an appointment."""

import re
from typing import Final

from coachlog.regex import regex

_AWAY: Final = regex(
    r"\W*(?:auto(?:matic|mated)?[ -]?(?:reply|response)|out of (?:the )?office|automatische antwort|abwesenheits\w+"
    r"|respuesta autom[áa]tica|fuera de (?:la )?oficina|réponse automatique|risposta automatica|resposta automática)\b",
    re.IGNORECASE,
)
_READ: Final = regex(
    r"(?:read|gelesen|leído|lu)\s?: |(?:read receipt|lesebestätigung|confirmación de lectura)\b", re.IGNORECASE
)
_BOUNCED: Final = regex(
    r"\bmailer-daemon@|\bpostmaster@.*\n.*(?:undeliver|failure|unzustellbar)|\bfailure notice\b|\bundeliver(?:ed|able)"
    r"|\bunzustellbar\b|\bdelivery status notification\b|\bno se (?:pudo|ha podido) entregar\b",
    re.IGNORECASE,
)
_INVITED: Final = regex(
    r"(?:accepted|declined|tentative(?:ly accepted)?|zugesagt|abgelehnt|mit vorbehalt|aceptad[oa]|rechazad[oa]"
    r"|provisional|accepté|refusé)\s?: ",
    re.IGNORECASE,
)
_RETURNED: Final = regex(
    r"^(?:mail delivery (?:subsystem|system)|undeliver(?:ed|able)\b.*|delivery has failed to these recipients.*"
    r"|address not found|message not delivered|delivery status notification.*|unzustellbar\b.*"
    r"|dirección no encontrada|adresse nicht gefunden)\W*$",
    re.IGNORECASE,
)
_OF_AWAY: Final = "it is an automatic answer of somebody who is away"
_OF_RETURNED: Final = "it says that a letter did not arrive"
_OF_READ: Final = "it says only that the letter was opened"
_OF_APPOINTMENT: Final = "it answers an appointment, not a letter"


def what_machine_says(kind: str, sender: str, subject: str, *, is_automatic: bool) -> str:
    """Return what a mail is that no person wrote, as a sentence; nothing for any other mail.

    `kind` is what a report is about, or what a calendar does.
    """
    if kind == "delivery-status" or _BOUNCED.search(f"{sender}\n{subject}"):
        return _OF_RETURNED
    if kind == "disposition-notification" or _READ.match(subject):
        return _OF_READ
    if kind == "reply" or _INVITED.match(subject):
        return _OF_APPOINTMENT
    return _OF_AWAY if is_automatic or _AWAY.match(subject) else ""


def what_machine_pasted(text: str) -> str:
    """Return the same of a text that was copied without its mail: its first line has to say it."""
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if first == "BEGIN:VCALENDAR":
        return _OF_APPOINTMENT
    if _RETURNED.match(first):
        return _OF_RETURNED
    return _OF_AWAY if _AWAY.match(first) and ":" in first else ""
