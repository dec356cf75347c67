"""How a page speaks: of people by alias or role, and in whose words a line of the log may stand there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from coachlog.frozen import frozen
from coachlog.merge.draft_record import DraftPiece
from coachlog.model.doubtful_names import doubtful_entry
from coachlog.model.fields import format_date, format_day, format_list
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.kinds.section_names import (
    GROWTH,
    LOOK_AT,
    NEXT_STEPS,
    NOTES,
    SAID_AND_DONE,
    SUCCESSES,
    TAKE,
    TO_ASK,
)
from coachlog.model.kinds.work import WorkKind
from coachlog.model.links import without_addresses
from coachlog.model.person_names import first_name
from coachlog.model.settings import BOTH, NOBODY, Person, PersonId
from coachlog.regex import regex
from coachlog.summary.claims import Claim
from coachlog.summary.consent import BELOW, speaker_in, speakers_in
from coachlog.summary.feedback import UNQUOTED
from coachlog.summary.named_people import first_letters, is_own_report, letters_in, people_in
from coachlog.summary.page.sections import ABOUT_ME, AGREEMENT, DIFFICULTIES, DONE, FEEDBACK, OWN_WORK, READ, VISITS
from coachlog.summary.page.term import Term
from coachlog.summary.page.verbs import lowered, step_as_done, told_as_done, told_of, wish
from coachlog.summary.steps import named

_QUOTED_TWICE: Final = regex(r"“(?:“([^“”\n]*)”|\"([^\"“”\n]*)\")”")
_SAYS_WHEN: Final = regex(
    r"(?i)\b(?:jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_BRACKET_AT_END: Final = regex(r"[^\s.!?…:] \([^()]*\)\Z")  # within a sentence, which it does not end: `(!!!)`

GAP: Final = "[…]"
TO_PASTE: Final = f"“{GAP}”"  # a place for a quotation from elsewhere, about which nobody is asked
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
_UNTITLED: Final = {VISITS: "there was a visit in a classroom", FEEDBACK: "there was feedback from a peer"}
_SHORTHAND: Final = regex(r"\b(?:w/|b/c|q'?s\b|w\b|thx|ppl|hw)|[&+=>]|\.\.|\?\?")
_OF_NOTES: Final = (SUCCESSES, GROWTH, NOTES)
_TO_WORK_ON: Final = "one thing to work on was this"
_LONG: Final = timedelta(weeks=3)  # between two meetings: when a thing was in it nobody knows
TOLD_ROLES: Final = ("mentor", "mentee", "coach", "teacher")  # of two facilitators each is the other's partner


@frozen
class ChosenLine:
    """A line of the term for the page: its section in the material, and who said it (`both`, or nobody's: empty).

    `speakers` are those whose words are in it: who said the line or one below it, and who takes the step; `told` are
    those of whom it tells, by name or not. `whose` is who takes a step, else who said the line. One that is `unknown`
    begins with a name that means nobody: `Me:` is whoever typed it.
    """

    section: str
    claim: Claim
    speaker: PersonId
    words: str
    theme: str | None
    speakers: frozenset[PersonId] = frozenset()
    whose: PersonId = NOBODY
    told: frozenset[PersonId] = frozenset()
    unknown: bool = False


def choose_line(term: Term, section: str, claim: Claim) -> ChosenLine:
    """Return a line of the material with its speaker and its star."""
    text, settings = claim.text, term.log.settings
    owner = NOBODY
    if section in (DONE, NEXT_STEPS) and claim.path.startswith("meetings/"):
        owners = (*(person.id for person in settings.people), BOTH)
        owner = next((owner for owner in owners if text.startswith(f"{named(term.log, owner)}: ")), NOBODY)
        text = text.partition(": ")[2] if owner else text
    speaker, words = speaker_in(text, settings)
    # A name above the line, as a heading or in bold type, says it too; and a goal of one person's is in their words.
    holder = term.holders.get(claim.path, NOBODY)
    by = speaker or claim.by
    told = people_in(words, term.partners, of_somebody=bool(by) or section == FEEDBACK, of_mine=holder == term.author)
    within = speakers_in(text, settings) if BELOW in text or told else ()
    speakers = frozenset({by, owner, holder, *within} - {NOBODY})
    speaker = NOBODY if claim.unsigned else by  # who typed it may say no to it, and need not be who says it
    whose = owner or speaker
    unknown = whose == NOBODY and bool(doubtful_entry(words, settings))
    return ChosenLine(section, claim, speaker, words, term.theme_of(claim), speakers, whose, told, unknown)


def is_mine(term: Term, line: ChosenLine) -> bool:
    """Tell whether a line is the author's."""
    return line.whose == term.author


def may_quote(term: Term, line: ChosenLine) -> bool:
    """Tell whether a line's words may stand in the page: the author's, those of both, or those with consent.

    What the partner did is told in the author's words in a line with the author's name; what the partner says or feels
    is the partner's there, too. On a joint page each of the two has to allow it. What a peer said about the author
    stays a gap, and so does a line whose name means nobody.
    """
    if line.section == ABOUT_ME or line.unknown:
        return False
    theirs = line.speakers if _is_own_report(term, line) else line.speakers | line.told
    others = [person for person in term.partners if person.id in theirs]
    return all(line.section == SUCCESSES and CONSENT in person.quote for person in others)


def _is_own_report(term: Term, line: ChosenLine) -> bool:
    """Tell whether a line tells in the author's own words what happened, and not what somebody says or feels."""
    return line.speaker == term.author and is_own_report(line.words)


def may_say(term: Term, claim: Claim) -> bool:
    """Tell whether the words of a document may stand in the page."""
    return may_quote(term, choose_line(term, "", claim))


def name_of(person: Person) -> str:
    """Return the name that a page gives to somebody else: the alias, else the role."""
    return person.alias or (f"my {person.role}" if person.role in TOLD_ROLES else "my partner")


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


def tell_line(term: Term, line: ChosenLine, *, names_pair: bool = False, dated: bool = True) -> str:
    """Return a chosen line as a sentence: with its day, and whose it is; words that may not stand there are a gap.

    Where a page is about several pairs, `names_pair` says with whom it was.
    """
    pair = f"with {name_others(term)} " if names_pair and line.speaker in (NOBODY, BOTH, term.author) else ""
    # A line may have come into a plan after the day on which people agreed to it, and a step is not done on the day of
    # the note in which it stands.
    # Words that stay a gap are known by their day alone.
    has_day = (dated or not may_quote(term, line)) and line.claim.day and line.section not in (AGREEMENT, DONE)
    day = f"{_begin(term, line)}{pair}" if has_day else pair
    if line.section in (OWN_WORK, READ):
        return sentence(_tell_own(line))
    if line.section == ABOUT_ME:
        return sentence(f"{day}a peer told me this about my coaching: {GAP}")
    if not may_quote(term, line):
        return sentence(f"{day}{_tell_whose(term, line)}{GAP}")
    told = _tell_aim(term, line) or _tell(term, line, name_speaker(term, line.whose))
    if pair and told is line.words:
        return sentence(f"{day.rstrip(' ,')}: {sentence(told)}")
    # A thought stands for itself, with no day.
    return sentence(told if told is line.words else f"{day}{told}")


def _begin(term: Term, line: ChosenLine) -> str:
    """Begin a line's sentence with its day, or with what the day of its note says of when it was."""
    is_noted = line.section in _OF_NOTES and may_quote(term, line)
    if is_noted and (_tell_aim(term, line) or _tell(term, line, "I").startswith(_TO_WORK_ON)):
        return in_month(term, line.claim)
    return on_day(term, line.claim) if is_noted else on_its_day(term, line.claim)


def _tell_whose(term: Term, line: ChosenLine) -> str:
    """Return the words before a gap for a line; nothing where it does not say whose it is, whoever it speaks of.

    What goes into the gap may be a whole sentence, or the rest of one.
    """
    who = name_speaker(term, line.whose)
    if line.whose == NOBODY:
        named = (person for person in term.partners if _begins_with_name(line.words, person))
        who = next((name_speaker(term, person.id) for person in named), "")
        if line.unknown or line.words.startswith(names_of_author(term)):
            who = "we"
    if who in ("I", "we"):
        return "this was between us: "
    return f"{who} did this: " if who and line.section == DONE else f"this came from {who}: " if who else ""


def _begins_with_name(words: str, person: Person) -> bool:
    called = any(words.casefold().startswith(f"{name.casefold()} ") for name in _names(person))
    return called or words.partition(" ")[0] in first_letters(person.names) & letters_in(words)


def is_whole(term: Term, line: ChosenLine) -> bool:
    """Tell whether a line is the author's, says what the author did or wants, and is not in a hurry's shorthand."""
    mine = line.whose == term.author and line.speakers | line.told == {term.author}
    says = line.section == GROWTH or told_as_done(line.words, "I") is not None
    says = bool(step_as_done(line.words)) if line.section == DONE else says
    return mine and says and not _SHORTHAND.search(line.words)


def _tell(term: Term, line: ChosenLine, who: str) -> str:
    """Return what a line says as the rest of a sentence, behind its day."""
    if line.section in (VISITS, FEEDBACK):
        part, _, words = line.words.partition(": ")
        lead = _OF_FEEDBACK.get(part) or _OF_VISIT.get(part)
        lead = "I took this from a visit" if part == TAKE and took_it(term, line) else lead
        told = f"{lead}: {GAP if words == UNQUOTED else quote(words)}"
        return told if lead else _UNTITLED[line.section]
    if line.section == AGREEMENT:
        return f"our plan says: {quote(_without_label(line))}"
    if line.section == DONE:
        return f"{who} {step_as_done(line.words) or f'did this: {line.words}'}"
    if line.section == DIFFICULTIES:
        return lowered(line.words)
    deed = _tell_deed(term, line, who)
    if deed or who in ("", "I", "we"):
        return deed or line.words
    that = "that" if line.words[:1].islower() and not line.words.endswith("?") else "this:"
    return f"a success of {who}’s was {that} {quote(line.words)}"


def took_it(term: Term, line: ChosenLine) -> bool:
    """Tell whether what a visitor took from a visit is the author's."""
    return line.speaker == term.author if line.speaker else term.is_own_visit(line.claim.path)


def _tell_aim(term: Term, line: ChosenLine) -> str:
    """Return what somebody wants to work on, as an aim: `wanted to` sounds as if nothing came of it."""
    wanted = as_wish(term, line) if line.section == GROWTH else ""
    return f"it was {'our' if line.whose == BOTH else 'my'} aim to {wanted}" if wanted else ""


def _tell_deed(term: Term, line: ChosenLine, who: str) -> str:
    """Return what somebody did, or has to work on, as the rest of a sentence; nothing for a thought."""
    if not who and (deed := told_of(line.words, names_of_author(term))):
        return f"I {deed}"
    rest = told_as_done(line.words, who or "we")
    if rest is not None and (who or line.words.casefold().startswith("we ")):
        return f"{who or 'we'} {rest}"
    # Whose growth it is, or the lesson's, is not said by whose line it is.
    return f"{_TO_WORK_ON}: {quote(line.words)}" if line.section == GROWTH and who in ("I", "we") else ""


def as_wish(term: Term, line: ChosenLine) -> str:
    """Return what the author wants by a line, or what both want, as it stands behind `want to`; else nothing."""
    if line.whose == BOTH:
        return wish(line.words, ("we", "both"))
    if line.whose == term.author:
        return wish(line.words, ("I", *names_of_author(term)))
    return wish(line.words, names_of_author(term), verb_first=False) if line.whose == NOBODY else ""


def names_of_author(term: Term) -> tuple[str, ...]:
    """Return what a log calls the author; nobody is the author of a joint page."""
    return _names(term.me) if term.me else ()


def _names(person: Person) -> tuple[str, ...]:
    return tuple(filter(None, (*person.names, *map(first_name, person.names), person.alias, person.id)))


def quote(words: str) -> str:
    """Return words of a document as a quotation, as they are there."""
    plain = words.strip()
    return plain if plain.startswith("“") and plain.endswith("”") else quoted_once(f"“{plain}”")


def quoted_once(text: str) -> str:
    """Return a text in which a quotation that has marks within those of its place has one pair."""
    return _QUOTED_TWICE.sub(lambda match: f"“{match[1] or match[2] or ''}”", text)


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


def _without_label(line: ChosenLine) -> str:
    """Return a line of a plan or a step without the part or the name that the material has in front."""
    if line.section == AGREEMENT and not line.speaker:
        return line.words.partition(": ")[2] or line.words
    return line.words


def offer_line(term: Term, line: ChosenLine, *, names_pair: bool = False) -> str:
    """Return a line as it is offered in a comment, to be taken or not; `names_pair` as in a sentence."""
    pair = f"with {name_others(term)}" if names_pair and line.section not in (OWN_WORK, READ) else ""
    day = ", ".join(filter(None, (tell_day(term, line.claim) if line.claim.day else "", pair)))
    day = f"{day}: " if day else ""
    words = _without_label(line) if line.section in (AGREEMENT, DONE) else line.claim.text
    return " ".join(f"{day}{words}".replace("--", "–").split())


def tell_day(term: Term, claim: Claim) -> str:
    """Format a claim's day, with its year where the period has more than one."""
    day = claim.day or term.period.start
    return format_day(day) if term.period.start.year == term.period.end.year == day.year else format_date(day)


def on_its_day(term: Term, claim: Claim) -> str:
    """Begin a sentence with a claim's day; not with one to come: a line may stand in the coming meeting's note."""
    return "" if claim.day and claim.day > term.today else f"On {tell_day(term, claim)} "


def on_day(term: Term, claim: Claim) -> str:
    """Begin a sentence with the time of what a claim tells: its day, or of a note's line the time since the last note.

    The day of a note is that of a meeting: what is told there happened by then.
    """
    day = claim.day
    if not day or day > term.today or not claim.path.startswith("meetings/"):
        return on_its_day(term, claim)
    held = (one.day for one in term.log.meetings if one.status is MeetingStatus.HELD and one.day < day)
    before = max(held, default=day - timedelta(weeks=1))
    if (before.year, before.month) == (day.year, day.month):
        return in_month(term, claim)
    is_near = day - before <= _LONG and not _SAYS_WHEN.search(claim.text)
    return f"Around {tell_day(term, claim)} " if is_near else ""


def in_month(term: Term, claim: Claim) -> str:
    """Begin a sentence with the month of a claim: `In October `; not with a day to come."""
    _, _, month = on_its_day(term, claim).partition(" ")[2].partition(" ")
    return f"In {month}" if month else ""


def sentence(words: str) -> str:
    """Return words as a sentence: a capital first, and a full stop if nothing else ends it."""
    plain = sentence_end(words)
    return plain[:1].upper() + plain[1:]


def sentence_end(words: str) -> str:
    """Return words with a full stop if nothing else ends them."""
    plain = " ".join(words.split())
    ends = plain.rstrip("”’\"')").endswith((".", "!", "?", "…", ":")) and not _BRACKET_AT_END.search(plain)
    return plain if ends else f"{plain}."


def cite(*claims: Claim | None) -> tuple[str, ...]:
    """Return where claims are from, as file and line."""
    return tuple(dict.fromkeys(f"{claim.path}:{claim.line}" for claim in claims if claim))


def prose(
    slot: str, words: str, *claims: Claim | None, joined: bool = True, spare: bool = False, extra: bool = False
) -> DraftPiece:
    """Return a sentence of a page, with its sources.

    A `spare` one may go where the page is too long, an `extra` one is told only where the answers have room.
    """
    return DraftPiece(slot, plain_text(words), joined, sources=cite(*claims), spare=spare or extra, extra=extra)


def all_about(thing: str, pieces: Iterable[DraftPiece]) -> Iterator[DraftPiece]:
    """Yield the sentences about one goal or lesson, or below one line, which an author's words among them go with."""
    return (replace(piece, about=thing) for piece in pieces)


def plain_text(words: str) -> str:
    """Return words as one line that Markdown reads as words of a paragraph."""
    from coachlog.markdown.literal import escape_line, opens_block

    line = " ".join(without_addresses(words).replace("<!--", "‹!--").replace("-->", "--›").split())
    safe = line.startswith(("[…]", "“", "‘", "**")) and not line.startswith("** ")
    return escape_line(line) if opens_block(line) and not safe else line
