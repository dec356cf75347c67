"""The section that a heading means."""

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Final

from coachlog.model.fields import fold, normalize
from coachlog.model.kinds import KINDS, kind_of
from coachlog.model.kinds.section_names import AGENDA, CHECK_IN, GROWTH, NEXT_MEETING, NEXT_STEPS, NOTES, SUCCESSES
from coachlog.regex import regex

Aliases = tuple[tuple[str, str], ...]

# Other headings that people use; a pair adds its own in coachlog.yml.
_ALIASES: Final[dict[str, tuple[str, ...]]] = {
    AGENDA: ("talking points", "topics", "agenda items", "discussion points", "to discuss", "things to discuss"),
    CHECK_IN: (
        "checkin",
        "check in",
        "how are you",
        "how are we",
        "how are we doing",
        "how are you doing",
        "how it is going",
        "how is it going",
        *("how was your week", "how we are", "how we are doing", "how i am", "how i am doing", "how i'm doing"),
        *("feelings", "feelings check", "feeling check", "mood", "mood check", "temperature check", "emotional check"),
        *("wellness check", "wellbeing check", "well-being check", "how i feel", "how we feel", "how you feel"),
        *("how do you feel", "how do we feel", "how did you feel", "how you are", "how you are doing"),
        *("emotions", "mood meter", "temp check", "vibe check", "pulse check", "energy check", "stress check"),
        *("how i'm feeling", "how we're feeling", "how you're feeling", "how you doing", "inner weather"),
        *("highs lows", "high low", "roses thorns", "rose thorn", "rose thorn bud", "rose bud thorn", "peaks pits"),
        *(
            "emotions check",
            "heart check",
            "feelings wheel",
            "wellbeing",
            "energy level",
            "energy levels",
            "stress level",
        ),
        *("stress levels", "emotional weather", "how it's going", "hows it going", "how goes it", "how we're doing"),
        *(
            "how you're doing",
            "how i'm really doing",
            "how we're really doing",
            "befindlichkeit",
            "befindlichkeitsrunde",
        ),
        *(
            "befinden",
            "stimmung",
            "samopoczucie",
            "nastrój",
            "estado de ánimo",
            "qué tal",
            "comment vas tu",
            "comment allez vous",
        ),
        *("what's on your mind", "what is on your mind", "what's on my mind", "what's on your heart", "chk in"),
        *("what is on your heart", "what is on my heart", "where are you at", "where are we at", "internal weather"),
        *("peak pit", "pits peaks", "highlights lowlights", "highlight lowlight", "happies crappies", "sun clouds"),
        *("fist to five", "fist of five", "emoji check", "social battery", "battery level", "battery check", "vibes"),
        *("mental health", "mental health check", "self care", "self care check", "wellness", "gefühle"),
        *("stimmungsbarometer", "sentimientos", "cómo me siento", "humeur", "météo intérieure"),
        *("off the record", "between us", "just between us", "just us", "not for the report", "private"),
        *(
            "confidential",
            "where are you at today",
            "off record",
            "only between us",
            "between you and me",
            "just for us",
        ),
        *("do not share", "not for sharing", "private notes", "vertraulich", "unter uns", "confidencial", "entre nous"),
    ),
    SUCCESSES: (
        *("success", "win", "wins", "celebration", "celebrations", "celebrate", "glow", "glows", "bright spots"),
        *("highlights", "positives", "kudos", "shout outs", "shoutouts", "pluses", "proud of", "going well"),
        *("what's working", "what is working", "what's working well", "what worked", "what worked well"),
        *("what went well", "what's going well", "what is going well", "things to celebrate", "things that went well"),
        *("success stories", "success story", "big wins", "small wins", "victories", "accomplishments", "achievements"),
        *("proud moments", "what i'm proud of", "what we're proud of", "what went really well"),
    ),
    GROWTH: (
        *("area of growth", "area for growth", "areas for growth", "areas to grow", "growth", "grow", "grows"),
        *("room to grow", "room for growth", "what didn't go well", "what did not go well", "what could be better"),
        *("what didn't work", "what did not work", "things to improve", "growing areas", "grow areas"),
        *("growth areas", "growing edges", "stretches", "challenges", "concerns", "struggles", "obstacles", "deltas"),
        *("areas for improvement", "areas of improvement", "opportunities for growth", "needs work"),
        *(
            "what's hard",
            "what is hard",
            "what was hard",
            "what's not working",
            "what is not working",
            "focus",
            "current focus",
        ),
    ),
    NOTES: ("note", "discussion", "discussion notes", "meeting notes", "what we talked about", "what we discussed"),
    NEXT_STEPS: (
        *("next step", "steps", "action", "actions", "action item", "action items", "action step", "action steps"),
        *("to do", "to-do", "todo", "to dos", "to-dos", "todos", "to do list", "to-do list", "follow up", "follow-up"),
        *("follow ups", "follow-ups", "followup", "commitments", "what's next", "what next", "action plan"),
        *("what we'll do next", "what we will do next", "what i'll do next", "what comes next", "action list"),
        *("before we meet again", "before our next meeting", "before next time", "things to do"),
        *("deliverables", "who does what", "follow-up items", "follow-up tasks", "action points", "agreed actions"),
    ),
    NEXT_MEETING: ("next time", "next session", "next visit", "next check-in", "when we meet next"),
    "Learning targets": ("learning target", "learning objective", "learning objectives", "objectives"),
    "What I've learned so far": ("what i have learned so far",),
    "What we made together": ("lesson improvement",),
}

# The same in German, Spanish and French, with accents and without.
_ELSEWHERE: Final[dict[str, tuple[str, ...]]] = {
    AGENDA: ("tagesordnung", "orden del día", "ordre du jour"),
    SUCCESSES: (
        *("erfolge", "unsere erfolge", "gelungenes", "was gut lief", "was gut läuft", "was gut ging", "das lief gut"),
        *("logros", "éxitos", "lo que salió bien", "lo que va bien", "lo que funcionó"),
        *("réussites", "succès", "ce qui a bien marché", "ce qui marche", "ce qui va bien"),
    ),
    GROWTH: (
        *("herausforderungen", "entwicklungsfelder", "lernfelder", "schwierigkeiten", "woran wir arbeiten"),
        *("áreas de mejora", "áreas de crecimiento", "desafíos", "dificultades", "retos"),
        *("défis", "axes d'amélioration", "points à améliorer", "pistes d'amélioration", "difficultés"),
    ),
    NOTES: ("notizen", "gesprächsnotizen", "apuntes", "notas"),
    NEXT_STEPS: (
        *(
            "nächste schritte",
            "unsere nächsten schritte",
            "die nächsten schritte",
            "aufgaben",
            "zu tun",
            "zu erledigen",
        ),
        *("próximos pasos", "siguientes pasos", "pasos siguientes", "tareas", "por hacer"),
        *("prochaines étapes", "étapes suivantes", "à faire", "tâches"),
    ),
    NEXT_MEETING: (
        *("nächstes treffen", "nächster termin", "nächstes gespräch", "próxima reunión", "próximo encuentro"),
        *("prochaine rencontre", "prochaine réunion", "prochain rendez-vous"),
    ),
}
_MEANINGS: Final = (
    {normalize(name): name for kind in KINDS for name in kind.sections}
    | {normalize(word): name for name, words in _ALIASES.items() for word in words}
    | {form: name for name, words in _ELSEWHERE.items() for word in words for form in (normalize(word), fold(word))}
)


# Small words in a heading; words with which what it is about begins; and names too weak to be known beside others.
_SMALL: Final = frozenset(
    ("a", "an", "and", "our", "the", "my", "your", "this", "last", "week", "weeks", "weekly", "today", "new", "some")
) | {"few", "s", "to", "celebrate"}
_TAILS: Final = frozenset(("for", "from", "of", "since", "until", "till", "before", "by", "in", "on", "at", "with"))
_WEAK: Final = frozenset(
    ("steps", "action", "actions", "focus", "currentfocus", "note", "notes", "growth", "grow", "discussion", "topics")
) | {"highlights", "objectives", "win"}
# Words that mean a section beside another word for it, and alone perhaps the children's.
_BESIDE: Final = {"homework": NEXT_STEPS, "tasks": NEXT_STEPS, "assignments": NEXT_STEPS, "plans": NEXT_STEPS}
_EDGE: Final = regex(r"\A[\W\d_]+|[\W_]+\Z")
_IN_BRACKETS: Final = regex(r"\([^()]*\)|\[[^\[\]]*\](?!\()|\{[^{}]*\}")
# What stands before what a heading is about, and what numbers it.
_ABOUT: Final = regex(r"[:：|–—,]|\s-\s")
_NUMBERED: Final = regex(
    r"\A\W*(?:(?:part|step|section|no|nr)\.?\s*\d+\W*|[ivx]{1,4}[.)]\s|[a-h][.)]\s|\d+\s*min(?:utes)?\b)", re.IGNORECASE
)
_LINK: Final = regex(r"\[([^\[\]]*)\]\([^()]*\)")
_AND: Final = regex(r"\s*(?:[&/+,]|\band\b)\s*", re.IGNORECASE)
_LONGEST: Final = 200  # letters of a heading
_LONGEST_LINE: Final = 60  # letters of a line that is a section's name alone
_SHORTEST: Final = 4
_NEAR: Final = 0.87
_LETTERS: Final = regex(r"[^\W\d_]+")
_CHECK_IN: Final = [["check", "in"], ["check", "ins"], ["checkin"], ["checkins"], ["checking", "in"]]
# `How are you, Sam?`, but not `How are you assessing it?`; the words without marks and accents.
_ASKS: Final = regex(
    r"(?:how (?:(?:are|re) (?:you|we|things|y all)|(?:is|s) (?:it going|life|everyone|everybody|everything"
    r"|(?!(?:class|group|lesson|unit|plan|goal|project|it|students?|kids)\b)\w+ (?:doing|feeling))"
    r"|(?!(?:class|group|it|students?|kids|they|this|that)\b)\w+ feels"
    r"|did (?:day|week|weekend|break|holidays?) go|did (?:you|we) (?:sleep|feel(?! about))"
    r"|did (?:you|we) spend (?:day|week|weekend|break|holidays?)"
    r"|do (?:i|you|we|y all) feel(?! about)"
    r"|(?:are|r) u|(?:you|u) doing?"
    r"|(?:is|s|was|were) (?:day|week|weekend|break|holidays?)|(?:have|has|ve|s) (?:you|we|things|everyone|week) been)"
    r"|(?:are )?(?:you|u) ok(?:ay)?|what s up"
    r"|jak (?:sie (?:masz|macie|miewasz|czujesz|czujecie)|leci|tam)|co (?:tam|s[lł]ychac)(?: u ciebie)?"
    r"|wie (?:lauft ?(?:s|es)(?! (?:\w+ )?(?:weiter|voran)\b)"
    r"|geht ?(?:s|es)(?! (?:\w+ )?(?:weiter|voran)\b)|fuhl(?:st|en|t) (?:du|wir|ihr) (?:dich|uns|euch)"
    r"|war (?:(?:deine?|die|das|eure?|unsere?) )?(?:woche|wochenende))|hvordan (?:har du|gar) det|hur mar"
    r"|como (?:voce )?(?:esta[sn]?(?! (?:el|l[ao]s?|[oa]s?)\b)|estamos|te (?:va|sientes)|nos sentimos|va(?: todo)?)"
    r"|(?:comment )?ca va|come (?:stai|va)"
    r"|hoe gaat het|comment (?:te sens tu|vous sentez vous))"
    r"(?: (?:doing|feeling|going|holding|coping|(?!\w+ing\b)\w+)){0,2}"
)
_PARTS: Final = regex(r"[&/+,:;|–—]|\band\b|\s-\s")
_MARKUP: Final = regex(r"<!--.*?-->|</?[a-z][^<>]*>", re.IGNORECASE)
_LOOK_ALIKE: Final = str.maketrans("сһекіσκıι", "chekickii")
_SIGNS: Final = ("\N{THERMOMETER}",)  # a heading of nothing else asks for the temperature
# Words that people put before `check-in`.
_BEFORE: Final = regex(
    r"(?:an?|and|our|the|my|your|with|start|warm|welcome|weekly|daily|\w+day|morning|opening|quick|short|brief|minutes?"
    r"|min|personal|emotional|social|wellbeing|feelings|mood)"
)


@lru_cache(4096)  # a log has few headings, each of them hundreds of times
def section_name(heading: str, own: Aliases = ()) -> str:
    """Return the section that a heading means, whatever stands around its words, else the heading itself.

    The pair's `own` words come first, but no word of theirs makes a Check-in anything else.
    """
    if means_check_in(heading, own):
        return CHECK_IN
    wanted = _plain(heading)
    for alias, name in own:
        if _plain(alias) == wanted:
            return _MEANINGS.get(_plain(name), name)
    meanings = heading_meanings(heading)
    bare = _plain(_IN_BRACKETS.sub(" ", _NUMBERED.sub("", heading)))
    return (
        _MEANINGS.get(wanted)
        or _MEANINGS.get(bare)
        or (meanings[0] if len(meanings) == 1 else " ".join(heading.split()))
    )


def is_section(name: str) -> bool:
    """Tell whether a name is that of a section of some document, or a word for one."""
    return _plain(name) in _MEANINGS or means_check_in(name)


@lru_cache(4096)
def heading_meanings(heading: str) -> tuple[str, ...]:
    """Return the sections of a meeting that a heading means: of `Glows and grows` both, of most headings none."""
    plain = _IN_BRACKETS.sub(" ", heading)[:_LONGEST]
    if name := _meaning(_words(plain)):
        return (name,)
    names = [_meaning(_words(part)) or _BESIDE.get(normalize(part.strip()), "") for part in _AND.split(plain)]
    if len(names) > 1 and all(names):
        return tuple(dict.fromkeys(names))
    first, *others = (bare_section(part.strip()) for part in _ABOUT.split(_NUMBERED.sub("", plain)))
    return (first,) if first and not any(others) else ()


@lru_cache(4096)
def bare_section(line: str, own: Aliases = ()) -> str:
    """Return the section whose name a line is, without any mark of a heading, else nothing."""
    if not _SHORTEST <= len(line) <= _LONGEST_LINE or line.rstrip()[-1:] in ".!?,;":
        return ""
    plain, letters = _plain(line), "".join(_words(line))
    if name := next((name for alias, name in own if _plain(alias) == plain), ""):
        return name
    name = _by_letters().get(letters, "")
    return name if letters not in _WEAK or plain == normalize(name) else ""


def nearly_section(line: str) -> str:
    """Return the section whose name a line perhaps is, misspelled and without any mark of a heading, else nothing."""
    is_title = len(line) <= _LONGEST_LINE and line.rstrip()[-1:] not in tuple(".!?,;:：*_")
    return nearest_section(line) if is_title and not bare_section(line) else ""


def section_in(heading: str, own: Aliases = ()) -> str:
    """Return the section that a part of an unknown heading means: `Ratios: next steps`; nothing if none does."""
    return next(filter(None, (bare_section(part.strip(), own) for part in _ABOUT.split(heading))), "")


@lru_cache(4096)
def section_among(line: str, names: tuple[str, ...], *, nearly: bool) -> str:
    """Return the one of some sections that a line's words are, or perhaps are, misspelled; nothing if none is."""
    if len(line) > _LONGEST_LINE:
        return ""
    plain = _IN_BRACKETS.sub(" ", _LINK.sub(r"\1", _NUMBERED.sub("", line)))
    for order in (list, sorted):  # `Choice and voice` is `Voice and choice`
        letters = "".join(order(_words(plain)))
        by_letters = {"".join(order(_words(name))): name for name in names}
        near = _misspelled(letters, by_letters) if nearly else ""
        if name := by_letters.get(letters) or by_letters.get(near, ""):
            return name
    return ""


def _misspelled(letters: str, known: Collection[str]) -> str:
    """Return the name that letters perhaps are: with two of them swapped, or one wrong if there are enough."""
    swapped = (name for name in known if len(letters) >= _SHORTEST and sorted(name) == sorted(letters))
    near = get_close_matches(letters, known, 1, _NEAR) if _SHORTEST + 1 < len(letters) < _LONGEST else []
    return next(swapped, "") or next(iter(near), "")


@lru_cache(4096)
def nearest_section(heading: str) -> str:
    """Return the section of a meeting that an unknown heading perhaps means, misspelled; nothing if none is near."""
    words = _words(heading)
    for letters in ("".join(words), "".join(word for word in words if word not in _SMALL)):
        near = _misspelled(letters, _by_letters())
        if near and near not in _WEAK:
            return _by_letters()[near]
    return ""


@lru_cache(4096)
def means_check_in(heading: str, own: Aliases = (), *, exactly: bool = False) -> bool:
    """Tell whether a heading means the Check-in, by its first words or by the pair's `own` words for it.

    `exactly` is for a document's title, where `Check-in of 19 November` names the meeting.
    """
    parts = [heading] if exactly else [heading, *_PARTS.split(heading)]
    if any(_opens_check_in(_words(part), exactly=exactly) for part in parts):
        return True
    aliases = [alias for alias, name in own if means_check_in(name)]
    every = _words(heading)
    if not every:
        return _signs(heading) in (*_SIGNS, *map(_signs, aliases))
    same = any(_words(alias) in (every, _without_before(every)) for alias in aliases)
    return same or (not exactly and CHECK_IN in heading_meanings(heading))


def _opens_check_in(every: list[str], *, exactly: bool) -> bool:
    """Tell whether words begin or end with `check-in`, ask how it goes, or are `check-in` misspelled."""
    words = _without_before(every)
    if words in _check_ins() or every in _check_ins():
        return True
    if exactly:
        return False
    last = every[-2:] if "next" not in every else []
    return (
        any(words[: len(start)] == start or last[-len(start) :] == start for start in _CHECK_IN)
        or bool(_ASKS.fullmatch(" ".join(words)))
        or _is_misspelled("".join(words))
    )


def _without_before(every: list[str]) -> list[str]:
    return [word for word in every if not _BEFORE.fullmatch(word)] or every


@cache
def _check_ins() -> list[list[str]]:
    return [*_CHECK_IN, *map(_words, _ALIASES[CHECK_IN])]


def _is_misspelled(letters: str) -> bool:
    return (
        5 < len(letters) < 9
        and letters != "checking"
        and bool(get_close_matches(letters, ["checkin"], 1, _NEAR - 0.02))
    )


def _signs(heading: str) -> str:
    """Return a heading without blanks and without what only chooses how a sign looks."""
    return "".join(heading.replace("\N{VARIATION SELECTOR-16}", "").split())


def _words(heading: str) -> list[str]:
    """Return a heading's words in small letters, without marks, numbers, emoji and what nobody sees."""
    from html import unescape

    text = unescape(_MARKUP.sub("", heading))
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cf", "Mn"))
    return _LETTERS.findall(text.casefold().translate(_LOOK_ALIKE))


def _meaning(words: list[str]) -> str:
    """Return the section of a heading's words, without the small ones around and what `for Sam` or `from May` adds."""
    by_letters = _by_letters()
    words = words[2:] if len(words) > 2 and words[1] == "s" and words[0] != "what" else words  # Sam's successes
    if name := by_letters.get("".join(words)):
        return name
    cut = next((at for at, word in enumerate(words) if at and word in _TAILS), len(words))
    first = words[:1] if words[:1] == ["to"] else []  # of `to do`
    core = "".join([*first, *(word for word in words[:cut] if word not in _SMALL)])
    number = core.removesuffix("s") if core.endswith("s") else f"{core}s"  # one challenge, many challenges
    return by_letters.get(core) or by_letters.get(number, "") if core not in _WEAK else ""


@cache
def _by_letters() -> dict[str, str]:
    """Return the sections of a meeting, and those with other names, by the letters of each name."""
    names = [*((name, name) for name in kind_of("meeting").sections)]
    names += [(word, name) for words in (_ALIASES, _ELSEWHERE) for name, aliases in words.items() for word in aliases]
    return {"".join(_words(word)): name for word, name in names}


def _plain(heading: str) -> str:
    """Return a heading's words for comparing, without what stands around them."""
    text = normalize(heading)
    return text if text in _MEANINGS else _EDGE.sub("", text) or text
