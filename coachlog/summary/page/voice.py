"""How a page speaks: of people by alias or role, and in whose words a line of the log may stand there."""

from collections.abc import Iterable, Mapping
from typing import Final

from coachlog.frozen import frozen
from coachlog.merge.draft_record import DraftPiece
from coachlog.model.fields import format_date, format_day, format_list
from coachlog.model.kinds.section_names import (
    GROWTH,
    LOOK_AT,
    NEXT_STEPS,
    SAID_AND_DONE,
    SUCCESSES,
    TAKE,
    TO_ASK,
)
from coachlog.model.kinds.work import WorkKind
from coachlog.model.owners import Named, name_behind, name_in_front
from coachlog.model.settings import BOTH, NOBODY, Person, PersonId, Settings
from coachlog.summary.claims import Claim
from coachlog.summary.feedback import UNQUOTED
from coachlog.summary.page.sections import ABOUT_ME, AGREEMENT, DIFFICULTIES, DONE, FEEDBACK, OWN_WORK, READ, VISITS
from coachlog.summary.page.term import Term

_LABELS: Final = 3  # a line of the material may have labels before the speaker's name
_BELOW: Final = "; "  # what parts the items below a line from it, on one line

GAP: Final = "[…]"
CONSENT: Final = SUCCESSES.casefold()
_OF_VISIT: Final = {
    LOOK_AT: "we had agreed to look at this in the classroom",
    SAID_AND_DONE: "this was said and done in the classroom",
    TO_ASK: "this was a question for the talk after a visit",
    TAKE: "we took this from a visit",
}
DID: Final[Mapping[str, str]] = {
    WorkKind.UNSAID: "I worked on this",
    WorkKind.COURSE: "I took a course",
    WorkKind.POST: "I wrote a post",
    WorkKind.TALK: "I gave a talk",
    WorkKind.TEAM: "I worked in a team",
    WorkKind.PRODUCT: "I made this",
}
_OF_FEEDBACK: Final = {
    "Strengths": "a peer liked this",
    "Questions": "a peer asked this",
    "Suggestions": "a peer suggested this",
    "What we will do": "after feedback from a peer we decided this",
}
_TOLD_ROLES: Final = ("mentor", "mentee", "coach", "teacher")  # of two facilitators each is the other's partner
# With one of these first a line says what somebody did, and goes on behind a name.
_DONE_WORDS: Final = """
    adapted added agreed answered asked began borrowed brought built called came celebrated changed chose
    collected compared counted cut decided designed drafted drew explained found gave got heard held helped
    invited joined kept learned led left let listened looked made met mixed modeled modelled moved named noticed
    offered opened paraphrased planned played pointed practiced practised praised proposed put ran read rebuilt
    reflected rehearsed reminded reread restated rested revised rewrote said sat saved saw sent set shared
    showed sketched slowed smiled sorted split spoke started stayed stepped stood stopped struck studied
    suggested summed swapped talked taught thought told took tried turned used visited waited walked wanted
    watched welcomed went wondered worked wove wrote
"""


@frozen
class ChosenLine:
    """A line of the term for the page: its section in the material, and whose it is (`both`, or nobody's: empty).

    `speakers` are all whose words are in it, those of the items below it among them.
    """

    section: str
    claim: Claim
    speaker: PersonId
    words: str
    theme: str | None
    speakers: frozenset[PersonId] = frozenset()


def choose_line(term: Term, section: str, claim: Claim) -> ChosenLine:
    """Return a line of the material with its speaker and its star."""
    text = claim.text
    # A step's owner in front says who does it, and nothing of whose the words are.
    if section in (DONE, NEXT_STEPS) and claim.path.startswith("meetings/"):
        text = text.partition(": ")[2] or text
    speaker, words = speaker_in(text, term.log.settings)
    # A name above the line, as a heading or in bold type, says it too.
    speakers = {speaker, claim.by, *(speakers_in(text, term.log.settings) if _BELOW in text else ())} - {NOBODY}
    return ChosenLine(section, claim, speaker or claim.by, words, term.theme_of(claim), frozenset(speakers))


def whose(term: Term, line: ChosenLine) -> PersonId:
    """Return whose a line is: who takes a step, else whose the words are."""
    if line.section not in (DONE, NEXT_STEPS):
        return line.speaker
    people = term.log.settings.people
    return next((person.id for person in people if line.claim.text.startswith(f"{person.name}: ")), BOTH)


def is_mine(term: Term, line: ChosenLine) -> bool:
    """Tell whether a line is the author's."""
    return whose(term, line) == term.author


def may_quote(term: Term, line: ChosenLine) -> bool:
    """Tell whether a line's words may stand in the page: the author's, those of both, or those with consent.

    On a joint page each of the two has to allow it. What a peer said about the author stays a gap.
    """
    if line.section == ABOUT_ME:
        return False
    others = [person for person in term.partners if person.id in line.speakers]
    return all(line.section == SUCCESSES and CONSENT in person.quote for person in others)


def may_say(term: Term, claim: Claim) -> bool:
    """Tell whether the words of a document may stand in the page."""
    return may_quote(term, choose_line(term, "", claim))


def name_of(person: Person) -> str:
    """Return the name that a page gives to somebody else: the alias, else the role."""
    return person.alias or (f"my {person.role}" if person.role in _TOLD_ROLES else "my partner")


def name_others(term: Term) -> str:
    """Return how a page calls the author's partner or partners."""
    return format_list([name_of(person) for person in term.partners]) or "my partner"


def name_speaker(term: Term, speaker: PersonId) -> str:
    """Return a speaker as the page's author says it."""
    if speaker == BOTH:
        return "we"
    person = next((person for person in term.log.settings.people if person.id == speaker), None)
    if person is None or person is term.me:
        return "I" if person else ""
    return name_of(person) if not term.together else person.alias or f"the {person.role or 'other'}"


def tell_line(term: Term, line: ChosenLine, *, names_pair: bool = False) -> str:
    """Return a chosen line as a sentence: with its day, and whose it is; words that may not stand there are a gap.

    Where a page is about several pairs, `names_pair` says with whom it was.
    """
    # A line may have come into a plan after the day on which people agreed to it.
    has_day = line.claim.day and line.section != AGREEMENT
    pair = f"with {name_others(term)} " if names_pair and line.speaker in (NOBODY, BOTH, term.author) else ""
    day = f"On {tell_day(term, line.claim)} {pair}" if has_day else ""
    if line.section in (OWN_WORK, READ):
        return sentence(_tell_own(line))
    if line.section == ABOUT_ME:
        return f"{day}a peer told me this about my coaching, in my words: {GAP}."
    who = name_speaker(term, whose(term, line))
    if not may_quote(term, line):
        return f"{day}{who} said or did this, in {'our' if term.together else 'my'} words: {GAP}."
    return sentence(f"{day}{_tell(line, who)}")


def _tell(line: ChosenLine, who: str) -> str:
    """Return what a line says as the rest of a sentence, behind its day."""
    goes_on = f"{line.words[:1].lower()}{line.words[1:]}"
    if line.section == VISITS:
        return _tell_visit(line)
    if line.section == DIFFICULTIES:
        return goes_on
    if line.section == FEEDBACK:
        part, _, words = line.words.partition(": ")
        lead = _OF_FEEDBACK.get(part)
        told = GAP if words == UNQUOTED else quote(words)
        return f"{lead}: {told}" if lead else "there was feedback from a peer"
    first, *others = line.words.split() or [""]
    if who and line.section != DONE and first.casefold() in _DONE_WORDS.split():
        return f"{who} {goes_on}"
    if (who or "we").casefold() == first.casefold() and others[:1] and others[0] in _DONE_WORDS.split():
        return f"{who or 'we'} {' '.join(others)}"
    return f"{_lead(line, who)}: {quote(_without_label(line))}"


def _lead(line: ChosenLine, who: str) -> str:
    """Return how a sentence begins that gives the words of a line as they are."""
    if line.section == AGREEMENT:
        return "our plan says"
    if line.section == DONE:
        return f"{who} did this"
    if line.section == GROWTH and who in ("I", "we"):
        return f"{who} wanted to work on this"
    if who in ("I", "we"):
        return f"{who} wrote in our log"
    return f"{who} said" if who else "our notes say"


def quote(words: str) -> str:
    """Return words of a document as a quotation, as they are there."""
    plain = words.strip()
    return plain if plain.startswith("“") and plain.endswith("”") else f"“{plain}”"


def quote_all(texts: Iterable[str]) -> str:
    """Return some words of documents as quotations within one sentence."""
    return format_list([quote(text.strip().rstrip(".")) for text in texts])


def _tell_own(line: ChosenLine) -> str:
    """Return a line of the author's own pages: a piece of work, a source, or the author's words about one."""
    text = line.claim.text
    label, colon, words = text.partition(": ")
    if line.section == OWN_WORK:
        kind = label.casefold() if colon and label.casefold() in DID else ""
        return f"{DID[kind]}: {words if kind else text}"
    return text if line.claim.under and not text.startswith("“") else f"I read this: {text}"


def _tell_visit(line: ChosenLine) -> str:
    """Return a line of a visit, by the part of the visit that it is of."""
    part, _, words = line.words.partition(": ")
    lead = _OF_VISIT.get(part)
    return f"{lead}: {quote(words)}" if lead else "there was a visit in a classroom"


def _without_label(line: ChosenLine) -> str:
    """Return a line's words without the part of the document that the material names in front."""
    if line.section == AGREEMENT and not line.speaker:
        return line.words.partition(": ")[2] or line.words
    return line.words


def offer_line(term: Term, line: ChosenLine) -> str:
    """Return a line as it is offered in a comment, to be taken or not."""
    day = f"{tell_day(term, line.claim)}: " if line.claim.day else ""
    words = _without_label(line) if line.section in (AGREEMENT, DONE) else line.claim.text
    return " ".join(f"{day}{words}".replace("--", "–").split())


def tell_day(term: Term, claim: Claim) -> str:
    """Format a claim's day, with its year where the period has more than one."""
    day = claim.day or term.period.start
    return format_day(day) if term.period.start.year == term.period.end.year == day.year else format_date(day)


def sentence(words: str) -> str:
    """Return words as a sentence: a capital first, and a full stop if nothing else ends it."""
    plain = " ".join(words.split())
    end = "" if plain.rstrip("”’\"')").endswith((".", "!", "?", "…", ":")) else "."
    return plain[:1].upper() + plain[1:] + end


def cite(*claims: Claim | None) -> tuple[str, ...]:
    """Return where claims are from, as file and line."""
    return tuple(dict.fromkeys(f"{claim.path}:{claim.line}" for claim in claims if claim))


def prose(slot: str, words: str, *claims: Claim | None, joined: bool = True) -> DraftPiece:
    """Return a sentence of a page, with its sources."""
    return DraftPiece(slot, plain_text(words), joined, sources=cite(*claims))


def plain_text(words: str) -> str:
    """Return words as one line that Markdown reads as words of a paragraph."""
    from coachlog.markdown.literal import begins_with_mark, escape_line

    line = " ".join(words.replace("<!--", "‹!--").replace("-->", "--›").split())
    safe = line.startswith(("[…]", "“", "‘", "**")) and not line.startswith("** ")
    return escape_line(line) if begins_with_mark(line) and not safe else line


def speaker_in(text: str, settings: Settings) -> Named:
    """Return whose words a line has (a person's id, `both`, or nobody's), and the words without the name."""
    label = ""
    for _ in range(_LABELS):
        named = name_in_front(text.removeprefix(label), settings)
        if named.owner:
            return Named(named.owner, f"{label}{named.words}".strip())
        begin, colon, rest = text.removeprefix(label).partition(": ")
        if not colon or not rest.strip():
            break
        label = f"{label}{begin}{colon}"
    return name_behind(text, settings)


def speakers_in(text: str, settings: Settings) -> frozenset[PersonId]:
    """Return everybody whose words a line has, those of the items below it among them."""
    parts = text.split(_BELOW)
    names = {speaker_in(_BELOW.join(parts[at:]), settings).owner for at in range(len(parts))}
    names |= {speaker_in(part, settings).owner for part in parts}
    return frozenset(names - {NOBODY})
