"""The codes that may leave for a programme: a type that no free words fit in."""

from typing import Final

from coachlog.frozen import frozen
from coachlog.model.fields import normalize
from coachlog.regex import regex

_CODE: Final = regex(r"[a-z0-9][a-z0-9._-]{0,29}")
CONVERSATION: Final = "mentoring-conversation"  # a check-in and just talking, for others
_IN_PASSING: Final = ("corridor", "hallway", "in passing", "drop in", "drop-in", "staff room", "lunch")
# The ways to meet, each with the forms that people write.
_MODES: Final = {
    "in-person": (
        "in person",
        "inperson",
        "face to face",
        "face-to-face",
        "f2f",
        "on site",
        "onsite",
        "at school",
        "in school",
        *_IN_PASSING,
    ),
    "virtual": ("video", "video call", "online", "remote", "zoom", "teams", "google meet", "meet"),
    "phone": ("by phone", "telephone", "call", "phone call"),
    "hybrid": (),
    "email": ("by email", "e-mail", "mail"),
    "text": ("text message", "text messages", "chat", "message", "sms"),
}
MODES: Final = tuple(_MODES)
USUAL_WAYS: Final = ("corridor", *MODES)  # with the word for a short talk in passing
_MODE_OF: Final = {form: mode for mode, forms in _MODES.items() for form in (mode, *forms)}
WAYS_TO_MEET: Final = tuple(_MODE_OF)


@frozen
class ProgramCode:
    """A code of a list that coachlog or the pair keeps; raise ValueError for words."""

    code: str

    def __post_init__(self) -> None:
        """Refuse words that are no code."""
        if not _CODE.fullmatch(self.code):
            raise ValueError("this is no code")

    def __str__(self) -> str:
        """Return the code."""
        return self.code


def parse_mode(text: str) -> ProgramCode:
    """Return the way to meet that a text means; raise ValueError if it means none."""
    mode = _MODE_OF.get(normalize(text.replace("_", "-")))
    if mode is None:
        raise ValueError(f"write one of {', '.join(MODES)}")
    return ProgramCode(mode)


def usual_mode(text: str) -> str:
    """Return the usual word for the way to meet that a text means, else the text."""
    return str(_MODE_OF.get(normalize(text.replace("_", "-")), text))
