"""How people say that a thing is done, begun, not done, or that there is nothing to say."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from coachlog.model.kinds.body import StepMark
from coachlog.regex import regex

_SAID: Final = {
    StepMark.DONE: """
        done, all done, is done, are done, it is done, it's done, yes done, did it, did that, i did, i did it, did this,
        finished, is finished, are finished, completed, complete, checked, got it done, yes, yep, yeah, yes i did, x
        ja, erledigt, fertig, gemacht, geschafft, ist erledigt, sind erledigt, ist fertig, hab ich gemacht
        sí, si, hecho, hecha, hechos, hechas, listo, lista, terminado, está hecho, están hechos""",
    StepMark.UNDER_WAY: """
        in progress, under way, underway, working on it, still working on it, started, begun, half done, halfway, partly
        almost, almost done, nearly done, angefangen, bin dran, teilweise, fast fertig
        empezado, en curso, a medias, casi""",
    StepMark.OPEN: """
        not done, not yet, not yet done, no not yet, did not, did not do it, i did not, i didn't, didn't, didn't do it
        no, nope, still open, is open, are open, open, todo, to do, later, will do, yes will do, i will
        nicht, noch nicht, nicht fertig, nicht gemacht, nein, nein noch nicht, offen, noch offen, mache ich noch
        no todavía, todavía no, aún no, no aún no, pendiente""",
}
_SIGNS: Final = {
    StepMark.DONE: ("✓", "✔", "☑", "✅", "👍", "💯", "[x]", "[X]", "[✓]", "(x)"),
    StepMark.UNDER_WAY: ("🔄", "⏳", "[/]", "[~]"),
    StepMark.OPEN: ("❌", "✗", "✘", "☐", "⬜", "👎", "[ ]", "[]"),
}
ALL_SIGNS: Final = tuple(sign for signs in _SIGNS.values() for sign in signs)
_NOTHING: Final = """
    nothing, nothing yet, nothing new, nothing special, nothing right now, nothing this week, none, none yet, no, nope
    not yet, not really, not this week, n a, na, nichts, nichts besonderes, nichts neues, keine, keins, noch nicht
    nada, nada nuevo, nada especial, ninguno, ninguna"""
_ALL: Final = """
    all, all of them, all done, all are done, all of them are done, both, both done, both are done, everything
    everything done, alle, alles, alle erledigt, alles erledigt, beide, todo, todos, todas, todos hechos, ambos"""
_TURNS: Final = regex(r"\W*(?:but|except|only|aber|nur|pero|salvo)\b|.*\?\s*$", re.IGNORECASE | re.DOTALL)
_AND: Final = r"(?:\s*(?:,|;|&|\+|/|\band\b|\bund\b|\by\b|\be\b)\s*)+"
_NUMBERS: Final = regex(
    rf"^(?P<before>[^\d#]*)#?(?P<numbers>\d{{1,2}}(?:{_AND}#?\d{{1,2}})*)(?!\d)\W{{0,2}}(?P<after>.*)$", re.DOTALL
)
_NEXT_NUMBER: Final = r"(?<=[^\W\d_])\W*[,;.]\s*(?=#?\d)|(?<=[✓✔☑✅👍❌\ufe0f])\s*[,;]?\s*(?=#?\d)"
_FILLERS: Final = frozenset(("number", "numbers", "step", "steps", "nr", "nummer", "schritt", "paso", "pasos", "the"))


def plain_words(text: str) -> str:
    """Return the words of a text in small letters, without signs between them."""
    composed = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", composed))


def _phrases(listed: str) -> frozenset[str]:
    return frozenset(plain_words(phrase) for phrase in re.split(r",|\n", listed) if phrase.strip())


_PHRASES: Final = {phrase: mark for mark, listed in _SAID.items() for phrase in _phrases(listed)}
_NOTHING_PHRASES, _ALL_PHRASES = _phrases(_NOTHING), _phrases(_ALL)
_LONGEST: Final = max(len(phrase.split()) for phrase in _PHRASES)


def read_state(words: str) -> tuple[StepMark | None, str]:
    """Return the state that words begin or end with, None where there is none, and the other words."""
    bare = words.strip()
    for mark, signs in _SIGNS.items():
        for sign in signs:
            if bare.startswith(sign):
                return mark, _trimmed(bare[len(sign) :])
            if bare.endswith((sign, f"{sign}\ufe0f")):
                return mark, _trimmed(bare[: bare.rindex(sign)])
    spoken = plain_words(words).split()
    for count in range(min(_LONGEST, len(spoken)), 0, -1):
        mark_there = _PHRASES.get(" ".join(spoken[:count]))
        if mark_there is not None:
            rest = behind(words, count)
            return (None, words) if _TURNS.match(rest or words) else (mark_there, rest)
    return None, words


def is_nothing(words: str) -> bool:
    """Tell whether words say that there is nothing to say."""
    plain = plain_words(words)
    return not plain or plain in _NOTHING_PHRASES


def read_marks(words: str, steps: int, bare: StepMark | None = None) -> dict[int, StepMark]:
    """Return the marks that words give to steps by their numbers; none where anything else is said.

    `bare` is what numbers mean that stand alone.
    """
    if steps and bare is not None and plain_words(words) in _ALL_PHRASES:
        return dict.fromkeys(range(1, steps + 1), bare)
    marks: dict[int, StepMark] = {}
    for part in _parts(words):
        match = _NUMBERS.match(part)
        numbers = [int(number) for number in re.findall(r"\d+", match["numbers"])] if match else []
        state = _state_around(match["before"], match["after"], bare) if match else None
        if state is None or not numbers or any(not 0 < number <= steps for number in numbers):
            return {}
        marks |= dict.fromkeys(numbers, state)
    return marks


def behind(words: str, count: int) -> str:
    """Return what stands behind the first `count` words."""
    ends = [match.end() for match in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", words)]
    return _trimmed(words[ends[count - 1] :])


def _trimmed(words: str) -> str:
    return words.strip(" \t\ufe0f.,:;!?)]-–—")


def _state_around(before: str, after: str, bare: StepMark | None) -> StepMark | None:
    """Return what the words before or behind some numbers say of them, None where they say anything else."""
    said = [part for part in (_without_fillers(before), _without_fillers(after)) if part]
    if not said:
        return bare
    if len(said) > 1:
        return None
    state, rest = read_state(said[0])
    return None if rest else state


def _without_fillers(words: str) -> str:
    kept: Iterable[str] = (word for word in words.split() if plain_words(word) not in _FILLERS)
    return _trimmed(" ".join(kept)) if plain_words(words) else words.strip(" \t.,:;!?)-–—")


def _parts(words: str) -> list[str]:
    """Split `1 done, 2 not yet` where a number begins that has a state before it."""
    parts: list[str] = []
    for part in re.split(_NEXT_NUMBER, words):
        if parts and not re.search(r"\d", parts[-1]):  # a sign before its number
            parts[-1] += f" {part}"
        elif part.strip():
            parts.append(part)
    return parts
