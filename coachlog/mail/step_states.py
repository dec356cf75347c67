"""How people say that a thing is done, begun, not done, or that there is nothing to say."""

import re
import unicodedata
from typing import Final

from coachlog.model.kinds.body import StepMark
from coachlog.regex import regex

_SAID: Final = {
    StepMark.DONE: """
        done with, finished with, am done with, i'm done with, y
        done, all done, is done, are done, it is done, it's done, yes done, did it, did that, did, i did, i did it
        did this, i've done, i have done, have done, have been done, has been done, finished, is finished, are finished
        completed, complete, checked, got it done, yes, yep, yeah, yes i did, x
        ja, erledigt, fertig, gemacht, geschafft, ist erledigt, sind erledigt, ist fertig, hab ich gemacht
        sí, si, hice, ya hice, hecho, hecha, hechos, hechas, listo, lista, terminado, está hecho, están hechos""",
    StepMark.UNDER_WAY: """
        in progress, under way, underway, working on it, still working on it, started, begun, half done, halfway, partly
        almost, almost done, nearly done, angefangen, bin dran, teilweise, fast fertig
        working on, still working on, in arbeit, arbeite dran, arbeite noch dran
        empezado, en curso, a medias, casi, en eso""",
    StepMark.OPEN: """
        is not, are not, ist nicht, sind nicht
        not done, not yet, not yet done, is not done, isn't done, is not done yet, not done yet, is not yet done
        aren't done, haven't done, hasn't been done, no not yet, did not, did not do it, i did not, i didn't, didn't
        didn't do it, no, nope, still open, is open, are open, open, todo, to do, later, will do, yes will do, i will
        not started, not started yet, haven't started, nicht angefangen, noch nicht angefangen, no empezado
        n, pending, is pending, are pending, still pending
        nicht, noch nicht, nicht fertig, nicht gemacht, nein, nein noch nicht, offen, noch offen, mache ich noch
        nicht erledigt, ist nicht fertig, ist nicht erledigt, noch nicht fertig, noch nicht erledigt
        still not done, still not, not finished, still not finished, is still not done, immer noch nicht
        todavia no, aun no, no todavia, sigue pendiente, not done at all, definitely not done
        no todavía, todavía no, aún no, no aún no, pendiente, no está hecho""",
}
_SIGNS: Final = {
    StepMark.DONE: ("✓", "✔", "☑", "✅", "🟢", "👍", "👌", "💯", "[x]", "[X]", "[✓]", "(x)"),
    StepMark.UNDER_WAY: ("🔄", "⏳", "⌛", "🟡", "🚧", "[/]", "[~]"),
    StepMark.OPEN: ("❌", "✗", "✘", "✖", "✕", "☐", "⬜", "🚫", "⛔", "🔴", "👎", "[ ]", "[]"),
}
STATE_WORDS: Final = {StepMark.DONE: "done", StepMark.UNDER_WAY: "in progress", StepMark.OPEN: "not yet"}
ALL_SIGNS: Final = tuple(sign for signs in _SIGNS.values() for sign in signs)
_NOTHING: Final = """
    none really, nothing really, dunno, no idea, no idea yet, no clue, nothing thanks, nothing thank you, none thanks
    nothing to report, nothing to say, not much, can't think of anything, nothing i can think of, pass, skip
    nichts danke, nada gracias, rien, rien de spécial, je ne sais pas, aucune idée, rien merci, niente, nessuno, nenhum
    nothing much, nothing from me, nothing comes to mind, nothing to add, nothing else, no topics, no questions, nix
    tbd, idk, i don't know, don't know, not sure, keine ahnung, weiß nicht, weiß noch nicht, no sé
    haven't done any, haven't done any yet, i haven't done any yet, noch keinen geschafft
    none of them, none of them yet, none of these, none of these yet, not a single one, not a single one yet, not one
    no none, none sorry, nothing sorry, no not yet, zero, 0
    nothing, nothing yet, nothing new, nothing special, nothing right now, nothing this week, none, none yet, no, nope
    not yet, not really, not this week, n a, na, nichts, nichts besonderes, nichts neues, keine, keins, noch nicht
    noch keine, noch keiner, noch keins, noch nichts, nein noch keine, nein noch nichts, leider noch nichts
    leider nichts, leider keine
    leider noch keine, keiner, keine davon, keiner davon
    nada, nada nuevo, nada especial, ninguno, ninguna, ninguno todavía, ninguna todavía, todavía ninguno, ninguno aún
    nada todavía, todavía nada"""
_TURNS: Final = regex(r"\W*(?:but|except|only|aber|nur|pero|salvo)\b|.*\?\s*$", re.IGNORECASE | re.DOTALL)


def plain_words(text: str) -> str:
    """Return the words of a text in small letters, without signs between them."""
    composed = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return " ".join(re.findall(r"[^\W_]+(?:'[^\W_]+)*", composed))


def same_words(text: str) -> str:
    """Return what two texts share if they differ in capitals and signs alone; a text without words as it is."""
    return plain_words(text) or text


def phrases_of(listed: str) -> frozenset[str]:
    """Return the phrases of a list, parted by commas or lines, in plain words."""
    return frozenset(plain_words(phrase) for phrase in re.split(r",|\n", listed) if phrase.strip())


_PHRASES: Final = {phrase: mark for mark, listed in _SAID.items() for phrase in phrases_of(listed)}
_NOTHING_PHRASES = phrases_of(_NOTHING)
LONGEST_STATE: Final = max(len(phrase.split()) for phrase in _PHRASES)


def read_state(words: str) -> tuple[StepMark | None, str]:
    """Return the state that words begin or end with, None if there is none, and what else is said.

    What goes on in the same breath is all of the words: `no time for it` says more than `no`, and `time for it` less.
    """
    bare = words.strip()
    for mark, signs in _SIGNS.items():
        for sign in signs:
            if bare.startswith(sign):
                return mark, _after_joint(bare[len(sign) :])
            if bare.endswith((sign, f"{sign}\ufe0f")):
                return mark, _after_joint(bare[: bare.rindex(sign)])
    spoken = plain_words(words).split()
    for count in range(min(LONGEST_STATE, len(spoken)), 0, -1):
        mark_there = _PHRASES.get(" ".join(spoken[:count]))
        if mark_there is not None:
            rest = behind(words, count)
            if _TURNS.match(rest or words) or _is_asked(words, count):
                return None, words
            return mark_there, rest and (rest if ends_clause(words, count) else words)
    return None, words


def is_nothing(words: str) -> bool:
    """Tell whether words say that there is nothing to say."""
    plain = plain_words(words)
    return not plain or plain in _NOTHING_PHRASES


def behind(words: str, count: int) -> str:
    """Return what stands behind the first `count` words, as it was typed."""
    ends = [match.end() for match in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", words)]
    return _after_joint(words[ends[count - 1] :])


def ends_clause(words: str, count: int) -> bool:
    """Tell whether a sign stands behind the first `count` words."""
    ends = [match.end() for match in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", words)]
    return not re.match(r"\s*[\w#'\"„“‘«@]", words[ends[count - 1] :])


def _is_asked(words: str, count: int) -> bool:
    """Tell whether a question mark stands behind the first `count` words: `done? I think so`."""
    ends = [match.end() for match in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", words)]
    return words[ends[count - 1] :].lstrip().startswith("?")


def _after_joint(words: str) -> str:
    """Return words without the signs that join them to what stands before; nothing if there is no word."""
    said = re.sub(r"^[\s\ufe0f]*[?:.,;!)\]]*\s*(?:[-–—>]+\s+)?", "", words).rstrip(" \t\ufe0f")
    return said if re.search(r"\w", said) else ""


def state_of(words: str) -> StepMark | None:
    """Return the state that a sign or a phrase in plain words means; None for any other."""
    return _PHRASES.get(words) or next(
        (mark for mark, signs in _SIGNS.items() if words.rstrip("\ufe0f") in signs), None
    )


def is_check(words: str) -> bool:
    """Tell whether a line has a sign that says done or not, and is no thumb."""
    return any(sign in words for sign in ALL_SIGNS if sign not in "👍👎👌💯")
