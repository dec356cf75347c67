"""Letters to a partner, and what came back of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from coachlog.actions.outgoing.letters import Answers, Belongs, KeptAnswers, Sent
from coachlog.mail.letter import ASKED, Letter, LetterStep
from coachlog.mail.step_states import STATE_WORDS
from coachlog.model.dates import format_weekday
from coachlog.model.fields import format_day, format_list
from coachlog.model.kinds.body import StepMark
from coachlog.model.person_names import first_name
from coachlog.model.settings import Person
from coachlog.render.view import Answer, Item, Line, Part, Source, Title
from coachlog.views.fields import Field, Fields, json_row

SENT_FIELDS: Final[Fields[Sent]] = (
    Field("mark", lambda sent: sent.letter.mark, "the letters and digits by which an answer is known"),
    Field("to", lambda sent: sent.letter.reader),
    Field("text", lambda sent: sent.text),
    Field("copied", lambda sent: sent.copied, "true if it can be pasted now"),
)
ANSWERS_FIELDS: Final[Fields[Answers]] = (
    Field("mark", lambda answers: answers.sent.letter.mark, "the mark of the letter that was answered"),
    Field("by", lambda answers: answers.partner.id),
    Field("sender", lambda answers: answers.sender, "the mail's address, if the log has another one of the partner"),
    Field("left", lambda answers: answers.left, "names of files that came with it and were not read"),
    Field("again", lambda answers: answers.again, "true if all of it was received before"),
    Field("before", lambda answers: answers.before, "the questions that were answered before in other words"),
    Field("wins", lambda answers: answers.reply.wins),
    Field("topics", lambda answers: answers.reply.topics),
    Field("tries", lambda answers: answers.reply.tries),
    Field("notes", lambda answers: answers.reply.notes, "what was put there of what was not understood"),
    Field("unsorted", lambda answers: answers.reply.unsorted, "what was not understood"),
    Field("others", lambda answers: answers.reply.others, "what somebody else said"),
)
KEPT_FIELDS: Final[Fields[KeptAnswers]] = (
    Field("path", lambda kept: kept.path),
    Field("date", lambda kept: kept.day),
    Field("steps", lambda kept: [step.id for step in kept.marked], "ids of the next steps whose box was set"),
)
_WHEN_BACK: Final = "When the answer comes: coachlog receive"
_PLACES: Final = {
    Belongs.WIN: "something that went well",
    Belongs.TOPIC: "something to talk about",
    Belongs.TRY: "something to try",
    Belongs.NOTE: "a note",
    Belongs.NOWHERE: "throw it away",
    Belongs.UNSORTED: "leave it unsorted",
}


def show_by_mail(partner: Person) -> Answer:
    """Say how it goes on with a partner who installs nothing."""
    name = first_name(partner.name or partner.id)
    lines = (
        f"{name} installs nothing: you send a letter, and {name} answers it by mail or in a chat.",
        "Before each meeting, or after it: coachlog send",
        _WHEN_BACK,
        f"To work in the log itself later, {name} can still join it: coachlog invite PLACE",
    )
    return Answer({"by_mail": partner.id}, [*map(Line, lines)])


def show_sent(sent: Sent, page: bytes | None = None, laid: Path | None = None) -> Answer:
    """Show a letter, and what to do with it; `page` is the same as a file, `laid` is where it lies for the reader."""
    name = first_name(sent.letter.reader)
    how = f"Copied: paste it into a mail or a chat to {name}." if sent.copied else f"Send this to {name}."
    if laid:
        how = f"The same as a page lies in your shared folder, where sync looks for the answers: {laid}"
    parts: list[Part] = [Source(sent.text), Line(how), Line(_WHEN_BACK, quiet=True)]
    return Answer(
        json_row(SENT_FIELDS, sent), parts, sent.missing, made=page, then=f"Send that file to {name}. {_WHEN_BACK}"
    )


def taken_parts(taken: Sequence[KeptAnswers]) -> Iterator[Part]:
    """Say which answers were found in the shared folder, and where they are now."""
    for kept in taken:
        name = first_name(kept.answers.sent.letter.reader)
        yield Line(f"{name} has answered in the shared folder: {kept.path}")


def show_nothing_new(answers: Answers) -> Answer:
    """Say that an answer has nothing that is not in the log already."""
    name = first_name(answers.sent.letter.reader)
    sentence = f"This answer of {name}'s is in the log already." if answers.again else f"{name} answered nothing in it."
    lines = [Line(sentence)]
    if answers.otherwise:
        steps = format_list([f"“{step.words}”" for step in answers.otherwise])
        lines.append(Line(f"Since it came, something else was said or set of {steps}: coachlog steps --all"))
    return Answer(json_row(ANSWERS_FIELDS, answers), [*lines, *_left(answers)])


def understood_lines(answers: Answers) -> tuple[str, ...]:
    """Return what was understood of an answer, line by line, to be looked at before it is written."""
    parts = (*_head(answers), *_parts(answers))
    return tuple(part.text if not isinstance(part, Item) else f"- {part.text}" for part in parts)


def place_question(words: str) -> str:
    """Return the question where words belong that were not understood."""
    choices = ", ".join(f"{number} {_PLACES[place]}" for number, place in enumerate(Belongs, 1))
    return f"“{words}” ({choices})"


def show_kept(kept: KeptAnswers) -> Answer:
    """Show what of an answer was written, and where."""
    answers = kept.answers
    whose = f" as {first_name(answers.sent.letter.reader)}'s" if answers.is_theirs else ""
    where = f"Written into the note of {format_day(kept.day)}{whose}: {kept.path}"
    parts: list[Part] = [*_head(answers), *_parts(answers, kept.marked), Line(where)]
    if answers.before:
        asked = format_list([f"“{ASKED[question].rstrip(':')}”" for question in answers.before])
        parts.append(Line(f"{asked} was answered before, too. Take out what holds no more: coachlog edit {kept.day}"))
    if answers.reply.unsorted or answers.reply.others:
        parts.append(
            Line(f"What was not understood stands there under Unsorted: coachlog edit {kept.day} moves it", quiet=True)
        )
    return Answer(json_row(ANSWERS_FIELDS, answers) | json_row(KEPT_FIELDS, kept), parts, kept.cues)


def _head(answers: Answers) -> Iterator[Line]:
    name, day = (
        first_name(answers.sent.letter.reader),
        format_weekday(answers.sent.letter.sent, answers.sent.letter.sent),
    )
    older = "; you have sent a newer one since" if answers.is_old else ""
    whose = f"{name} answered" if answers.is_theirs else "Somebody else answered"
    yield Line(f"{whose} your letter of {day}{older}.")
    if answers.sender:
        yield Line(f"It came from {answers.sender}: in this log {name} has another address.")
    yield from _left(answers)


def _left(answers: Answers) -> Iterator[Line]:
    if answers.left:
        yield Line(f"Attached to it, and not taken: {format_list(answers.left)}.")
    said = (answers.reply.wins, answers.reply.topics, answers.reply.tries, answers.reply.marks)
    if answers.left and not any(said):
        yield Line("The answer may be in there: open it, and type its words into coachlog receive.")


def _parts(answers: Answers, marked: tuple[LetterStep, ...] = ()) -> Iterator[Title | Item]:
    reply = answers.reply
    for title, lines in (
        ("Went well", reply.wins),
        ("To talk about", reply.topics),
        ("To try", reply.tries),
        ("Next steps", tuple(_marked(answers.sent.letter, reply.marks, marked))),
        ("Notes", reply.notes),
        ("Unsorted", reply.unsorted),
        ("Of somebody else (goes under Unsorted, too)", reply.others),
    ):
        if lines:
            yield Title(title)
            yield from map(Item, lines)


def _marked(letter: Letter, marks: tuple[tuple[int, StepMark], ...], marked: tuple[LetterStep, ...]) -> Iterator[str]:
    for number, mark in marks:
        step = letter.steps[number - 1]
        is_again = mark is StepMark.OPEN and step in marked
        yield f"{step.words}: {'not done after all, open again' if is_again else STATE_WORDS[mark]}"
