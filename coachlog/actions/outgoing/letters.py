"""Send a letter to a partner who installs nothing, and keep what is answered as that partner's own entry."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import Enum
from itertools import chain
from pathlib import Path
from typing import Final

from coachlog.actions.exchange.history import entries_with
from coachlog.actions.exchange.unshared_cues import received_cues
from coachlog.actions.own.student_list import own_names
from coachlog.actions.setup.log_settings import change_settings
from coachlog.actions.week.meetings import mark_boxes, open_note_for
from coachlog.actions.week.steps import boxes_of
from coachlog.actions.workspace import open_workspace
from coachlog.checks.students import search_of
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem, UsageError
from coachlog.frozen import frozen
from coachlog.mail.letter import Letter, LetterQuestion, LetterStep, SentLetter, build_letter, write_letter
from coachlog.mail.mail_text import Mail, NotText, read_mail
from coachlog.mail.reply import Reply, find_marks, join_replies, read_reply, without_two_meanings
from coachlog.mail.saved_answers import NoAnswers, SavedAnswers, parse_saved, understand_saved
from coachlog.mail.step_states import STATE_WORDS
from coachlog.mail.taken_answers import (
    answered_questions,
    digest_of,
    said_digests,
    unsaid_ticks,
    unticked_marks,
    what_is_new,
)
from coachlog.mail.unclear_words import without_meaning
from coachlog.markdown.task_line import split_last_id, with_owner
from coachlog.model.blank_pages import add_entry, has_entry
from coachlog.model.dates import DateReader
from coachlog.model.fields import ID_LETTERS, format_count
from coachlog.model.kinds.body import StepMark
from coachlog.model.kinds.section_names import AGENDA, NEXT_STEPS, NOTES, SUCCESSES, UNSORTED
from coachlog.model.kinds.typed_step import read_step
from coachlog.model.log import Log
from coachlog.model.next_steps import StepState
from coachlog.model.person_names import first_name
from coachlog.model.schedule import next_meeting
from coachlog.model.settings import Person
from coachlog.programs import copy_to_clipboard
from coachlog.storage.files import read_outside
from coachlog.storage.home import pair_of
from coachlog.storage.load import STEPS
from coachlog.storage.sent_letters import letter_marks, load_letters, remember_letter
from coachlog.sync.conflicts import ANSWER

MAX_MAIL: Final = 4_000_000  # bytes; more is a mail with pictures
_STATES: Final = {
    StepMark.OPEN: StepState.OPEN,
    StepMark.UNDER_WAY: StepState.UNDER_WAY,
    StepMark.DONE: StepState.DONE,
}
_SENT_FIRST: Final = "send a letter first: coachlog send"


@frozen
class Sent:
    """A letter that was made, its text, the writer's own address, and whether it can be pasted now.

    `missing` are the problems of notes whose next steps are not in it.
    """

    letter: Letter
    text: str
    address: str
    copied: bool
    missing: tuple[Problem, ...] = ()


@frozen
class Answers:
    """An answer as it was understood; `reply` has only words that were not taken before.

    `partner` wrote it, `is_old` says that a newer letter was sent since, `again` that all of it was taken before, and
    `otherwise` which next steps do not stand any more as it says. `file` is what is remembered of it as it came.
    `sender` is the address of the mail if the log knows another one of the partner's, `left` are the names of files
    that came with it and were not read. `before` are the questions that were answered before in other words, `boxes`
    the steps that are ticked on the letter's page.
    """

    sent: SentLetter
    partner: Person
    reply: Reply
    is_old: bool
    again: bool
    sender: str = ""
    left: tuple[str, ...] = ()
    before: tuple[LetterQuestion, ...] = ()
    boxes: frozenset[int] = frozenset()
    file: str = ""
    otherwise: tuple[LetterStep, ...] = ()

    @property
    def is_theirs(self) -> bool:
        """Tell whether the partner said any of it."""
        return self.reply.is_empty or not replace(self.reply, others=()).is_empty


@frozen
class KeptAnswers:
    """Where answers were written: the note, its day, the next steps whose box was set, and cues to students in it."""

    answers: Answers
    path: str
    day: date
    marked: tuple[LetterStep, ...]
    cues: tuple[Problem, ...] = ()


def set_up_by_mail(context: Context, whom: str) -> Person:
    """Write into the log's settings that a partner installs nothing and gets letters."""
    me = context.require_me()
    partner = _partner(context, me, whom)
    if not partner.by_mail:
        at = context.settings.people.index(partner)
        with change_settings(context, "invite") as text:
            text.set(("people", at, "reach"), "mail")
    return partner


def send_letter(context: Context, whom: str) -> Sent:
    """Make the letter for a partner, remember it, and copy it to the clipboard, from which somebody can paste it."""
    me = context.require_me()
    partner = _partner(context, me, whom)
    log = context.read(("meeting",), bodies=(STEPS,))
    meeting = next_meeting(log.meetings, log.settings, context.today)
    if meeting is None:
        raise CoachlogError("the calendar knows of no meeting to write about", "plan one: coachlog meet --date friday")
    letter = build_letter(_new_mark(context), context.today, (me, partner), meeting, log.steps)
    text = write_letter(letter)
    for cue in search_of(own_names(context), log.settings).find("", text):
        context.tell(f"Look again before you send it: {cue.message}")
    remember_letter(context.root, SentLetter(letter, None))
    is_page = bool(context.options.to)
    copied = context.interactive and not is_page and copy_to_clipboard(text)
    return Sent(letter, text, me.email, copied, log.missing)


def _new_mark(context: Context) -> str:
    taken = letter_marks(context.root)
    return next(mark for mark in iter(lambda: context.new_id("")[1:], None) if mark not in taken)


def _partner(context: Context, me: Person, whom: str) -> Person:
    others = context.settings.besides(me.id)
    if whom:
        partner = context.settings.require_person(whom)
        if partner.id == me.id:
            raise UsageError("a letter goes to somebody else", "say to whom: coachlog send --person NAME")
        return partner
    by_mail = [person for person in others if person.by_mail]
    if len(by_mail) == 1:
        return by_mail[0]
    if len(others) != 1:
        names = " or ".join(f"coachlog send --person {person.id}" for person in others)
        raise UsageError("this log has several people to write to", f"say to whom: {names}")
    return others[0]


def read_answer_file(context: Context, file: Path) -> Answers:
    """Read an answer that was saved as a mail or a text."""
    return read_answers(context, read_outside(file, MAX_MAIL))


def read_answers(context: Context, content: bytes) -> Answers:
    """Read an answer; raise CoachlogError if it answers no letter of this computer."""
    try:
        return _understood(context, read_mail(content), digest_of(f"file {b' '.join(content.split())!r}"))
    except NotText as trouble:
        raise CoachlogError(f"{trouble}, so nothing of it was read", trouble.hint) from None


def _understood(context: Context, mail: Mail, file: str) -> Answers:
    letters = load_letters(context.root)
    saved, left = _saved(mail)
    marks = tuple(dict.fromkeys(one.mark for one in saved)) or find_marks(mail.text, ID_LETTERS)
    if not any(one.letter.mark in marks for one in letters):
        _require_no_other_log(context, marks)
    sent = _letter_of(marks, letters)
    partner = next((one for one in context.settings.people if (one.name or one.id) == sent.letter.reader), None)
    if partner is None:
        raise CoachlogError(f"nobody in this log is called {sent.letter.reader} any more", _SENT_FIRST)
    both = (one for one in context.settings.people if one.name in sent.letter.people)
    addresses = {one.email.casefold(): one.name for one in both if one.email}
    from_known = mail.sender in addresses
    may_be_theirs = not partner.email and not mail.author  # nobody knows from where they write
    author = "" if may_be_theirs and not from_known else f"{mail.author} <{mail.sender}>"
    typed = read_reply(mail.text, sent.letter, author, addresses)
    boxes, taken = frozenset(chain.from_iterable(one.done for one in saved)), _taken(context, sent)
    page = unsaid_ticks(join_replies(understand_saved(one, sent.letter) for one in saved), taken)
    unticked = unticked_marks(sent.letter, boxes, taken) if saved else Reply()
    whole = join_replies([typed, page, unticked])
    stand = _stand(context.read(("meeting",), ("meeting",)), sent.letter)
    is_known = file in taken
    reply = Reply() if is_known else without_two_meanings(what_is_new(whole, taken, stand), sent.letter)
    newest = [one.letter for one in letters if one.letter.reader == sent.letter.reader][-1]
    is_old = replace(newest, mark=sent.letter.mark) != sent.letter  # text and page of one day say the same
    sender = mail.sender if partner.email and not from_known else ""
    before = tuple(question for question in answered_questions(reply) if digest_of(f"answered {question}") in taken)
    again = is_known or (reply.is_empty and not whole.is_empty)
    says = without_two_meanings(whole, sent.letter).marks if is_known else ()
    otherwise = tuple(sent.letter.steps[number - 1] for number, mark in says if stand.get(number, mark) is not mark)
    return Answers(sent, partner, reply, is_old, again, sender, left, before, boxes, file, otherwise)


def _stand(log: Log, letter: Letter) -> dict[int, StepMark]:
    """Return how the steps of a letter stand now, by their numbers; none of one that was dropped or taken out."""
    now = {(step.id, step.origin): step.state for step in log.steps}
    marks = {state: mark for mark, state in _STATES.items()}
    states = ((step.number, now.get((step.id, step.origin))) for step in letter.steps)
    return {number: marks[state] for number, state in states if state in marks}


def _saved(mail: Mail) -> tuple[tuple[SavedAnswers, ...], tuple[str, ...]]:
    """Return the answers that a letter's page has saved, and the names of files that are none."""
    saved, left = list[SavedAnswers](), list[str]()
    for file in mail.files:
        try:
            saved += [parse_saved(file.answers)] if file.answers else []
            left += [] if file.answers else [file.name]
        except NoAnswers as error:
            if not mail.text.strip():
                hint = "ask for the file that “Save my answers” makes, or paste the words: coachlog receive"
                raise CoachlogError(f"{error}, so nothing of it was read", hint) from None
            left.append(file.name)
    if len({one.mark for one in saved}) > 1:
        raise CoachlogError("the files answer several letters", "receive each of them alone: coachlog receive FILE")
    return tuple(saved), tuple(left)


def _letter_of(marks: tuple[str, ...], letters: tuple[SentLetter, ...]) -> SentLetter:
    """Return the letter with one of some marks, of several the newest, without a mark the newest of all."""
    if not letters:
        raise CoachlogError("no letter was sent from this computer, so this answers none", _SENT_FIRST)
    sent = [one for one in letters if one.letter.mark in marks]
    if marks and not sent:
        raise CoachlogError(
            f"this answers a letter that was not sent from this computer (its mark is {marks[0][:20]!r})",
            'receive it where it was sent, or write its words down: coachlog note "…"',
        )
    return (sent or letters)[-1]


def _require_no_other_log(context: Context, marks: tuple[str, ...]) -> None:
    """Raise CoachlogError where a letter with one of the marks was sent in another log of this computer."""
    for log in context.home.open_logs():
        if log != context.root and letter_marks(log) & {*marks}:
            hint = f"receive it there: coachlog receive FILE --log {log.name}"
            raise CoachlogError(f"this answers a letter that was sent in another log ({pair_of(log)})", hint)


class Belongs(Enum):
    """Where words of an answer belong."""

    WIN = "win"
    TOPIC = "topic"
    TRY = "try"
    NOTE = "note"
    NOWHERE = "nowhere"
    UNSORTED = "unsorted"


def place_words(answers: Answers, places: Mapping[str, Belongs]) -> Answers:
    """Return answers in which words that were not understood stand where somebody has said."""
    reply = answers.reply

    def at(place: Belongs) -> tuple[str, ...]:
        return tuple(words for words in reply.unsorted if places.get(words, Belongs.UNSORTED) is place)

    placed = replace(
        reply,
        wins=(*reply.wins, *map(without_meaning, at(Belongs.WIN))),
        topics=(*reply.topics, *map(without_meaning, at(Belongs.TOPIC))),
        tries=(*reply.tries, *map(without_meaning, at(Belongs.TRY))),
        unsorted=at(Belongs.UNSORTED),
        notes=at(Belongs.NOTE),
        dropped=at(Belongs.NOWHERE),
    )
    return replace(answers, reply=placed)


def keep_answers(context: Context, answers: Answers) -> KeptAnswers:
    """Write answers into the coming note as the partner's entry, and remember that they were taken."""
    person = answers.partner
    theirs = replace(context, options=context.options._replace(me=person.id))
    with open_workspace(theirs, "receive", ("meeting",), ("meeting",)) as workspace:
        taken = _taken(context, answers.sent)
        reply = what_is_new(answers.reply, taken, _stand(workspace.log, answers.sent.letter))
        path, day = open_note_for(theirs, workspace)
        said = tuple(said_digests(reply, answers.boxes))
        marked = []
        for step, mark in ((answers.sent.letter.steps[number - 1], mark) for number, mark in reply.marks):
            boxes = _boxes(workspace.log, step, mark, taken)
            if boxes is None:
                reply = _unmarked(reply, step, mark)
            elif boxes:
                mark_boxes(workspace, boxes)
                marked.append(step)
        document = workspace.open(path)
        tries = tuple(_tried(context, words, person) for words in reply.tries)
        for section, words, mark_of_line in _lines(replace(reply, tries=tries), person):
            if not has_entry(document, section, words, workspace.settings, mark_of_line):  # of a command cut short
                document = add_entry(document, "meeting", section, words, workspace.settings, mark_of_line)
        workspace.replace(path, document)
        workspace.message = f"receive: 1 meeting ({day}), {format_count(len(marked), 'next step')}"
        if said:  # even where a command cut short has written all of it
            workspace.remember(ANSWER, " ".join((answers.sent.letter.mark, *said, answers.file)))
    if answers.is_theirs:
        remember_letter(context.root, replace(answers.sent, back=context.today))
    cues = received_cues(context, own_names(context))
    return KeptAnswers(replace(answers, reply=reply), path, day, tuple(marked), cues)


def _tried(context: Context, words: str, person: Person) -> str:
    """Return something to try as the partner's own step: a pasted id and day of origin would make it another step."""
    step = read_step(words, context.settings, DateReader(context.today, context.settings.dates))
    said = step.words if any(map(str.isalnum, step.words)) else split_last_id(words)[0]
    named = context.settings.find_person(step.owner) if step.owner and step.owner != person.id else None
    lead = f"{first_name(named.name or named.id)}: " if named else ""
    return f"{lead}{said}" + (f" (due {step.due})" if step.due else "")


def _taken(context: Context, sent: SentLetter) -> tuple[str, ...]:
    """Return digests of what the log has taken of the answers to a letter, the newest last.

    What was undone may come again.
    """
    entries = [values for _, values in entries_with(context.repo, ANSWER)]
    rows = (value.split() for values in reversed(entries) for value in values)
    return tuple(digest for row in rows if row[:1] == [sent.letter.mark] for digest in row[1:])


def _boxes(log: Log, step: LetterStep, mark: StepMark, taken: Container[str]) -> dict[str, dict[int, StepMark]] | None:
    """Return the boxes to set for a step, none if it stands so; None if what was said since is not the partner's.

    An answer opens again only what an answer to the same letter has set.
    """
    ours = next((one for one in log.steps if (one.id, one.origin) == (step.id, step.origin)), None)
    if ours is None:
        return None
    if ours.state is _STATES[mark]:
        return {}
    ours_before = any(digest_of(f"{step.number} {one}") in taken for one in (StepMark.DONE, StepMark.UNDER_WAY))
    may_be_set = ours.open and mark is not StepMark.OPEN
    return boxes_of(ours, mark) if may_be_set or (ours_before and ours.state is not StepState.DROPPED) else None


def _unmarked(reply: Reply, step: LetterStep, mark: StepMark) -> Reply:
    """Return a reply in which a mark that cannot be set is words."""
    marks = tuple(one for one in reply.marks if one[0] != step.number)
    return replace(reply, marks=marks, unsorted=(*reply.unsorted, f"{step.words}: {STATE_WORDS[mark]}"))


def _lines(reply: Reply, person: Person) -> Iterator[tuple[str, str, str]]:
    """Yield the section, the words and the box of each line that answers become."""
    name = first_name(person.name or person.id)
    yield from ((SUCCESSES, f"{name}: {words}", "") for words in reply.wins)
    yield from ((AGENDA, f"{name}: {words}", "") for words in reply.topics)
    yield from ((NEXT_STEPS, with_owner(person.id, words), StepMark.OPEN) for words in reply.tries)
    yield from ((NOTES, f"{name}: {words}", "") for words in reply.notes)
    yield from ((UNSORTED, f"{name}: {words}", "") for words in reply.unsorted)
    yield from ((UNSORTED, words, "") for words in reply.others)
