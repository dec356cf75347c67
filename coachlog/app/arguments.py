"""What people name on the command line: shell completion of live ids, and the arguments that several commands share."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import typer

from coachlog.app.command import context_of
from coachlog.context import Context
from coachlog.model.fields import parse_choice
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.goal import SHARED_OWNER
from coachlog.model.kinds.headings import section_name
from coachlog.render.escape import safe
from coachlog.storage.load import SHARED_KINDS

_Choice = TypeVar("_Choice", bound=StrEnum)
Offer = tuple[str, str]


def _offered(find: Callable[[Context], Iterable[Offer]]) -> Callable[[typer.Context, str], list[Offer]]:
    """A completion callback; whatever goes wrong, it has nothing to offer and says nothing."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        with suppress(Exception):
            return [(value, _beside(told)) for value, told in find(context_of(ctx)) if value.startswith(incomplete)]
        return []

    return complete


def _beside(words: str) -> str:
    # Typer reads markup in what stands beside an offer, and one tag that is no tag would end the completion.
    return " ".join(safe(words).split()).replace("[", "(").replace("]", ")")


def _titles(*kinds: str) -> Callable[[Context], Iterator[Offer]]:
    def find(context: Context) -> Iterator[Offer]:
        log = context.read(kinds)
        for kind in kinds:
            yield from ((record.id, record.title) for record in log.records[kind])

    return find


def _meetings(context: Context) -> Iterator[Offer]:
    yield from ((meeting.id, meeting.title) for meeting in reversed(context.read(("meeting",)).meetings))


def _steps(context: Context) -> Iterator[Offer]:
    log = context.read(("meeting",), bodies=("meeting",))
    for step in sorted(log.steps, key=lambda step: not step.open):
        yield step.id, f"{step.text} ({step.owner}{'' if step.open else f', {step.state}'})"


def _people(context: Context) -> Iterator[Offer]:
    yield from ((person.id, person.name) for person in context.settings.people)


def _owners(context: Context) -> Iterator[Offer]:
    yield from _people(context)
    yield SHARED_OWNER, "everybody in this log"


def _terms(context: Context) -> Iterator[Offer]:
    yield from ((term.name, f"{term.start} to {term.end}") for term in context.settings.terms)


def _codes(kind: str) -> Callable[[Context], Iterator[Offer]]:
    def find(context: Context) -> Iterator[Offer]:
        for framework in context.frameworks().in_use(kind, context.settings.frameworks):
            yield from ((item.code, item.title) for item in framework.items)

    return find


def _frameworks(context: Context) -> Iterator[Offer]:
    yield from ((framework.id, framework.title) for framework in context.frameworks().known)


def _sections(_: Context) -> Iterator[Offer]:
    for name in kind_of("meeting").sections:
        words = [word.casefold() for word in (name, *reversed(name.split()))]
        yield next((word for word in words if " " not in word and section_name(word) == name), name), name


complete_goals = _offered(_titles("goal"))
complete_lessons = _offered(_titles("lesson"))
complete_feedback = _offered(_titles("feedback"))
complete_about = _offered(_titles("lesson", "goal"))
complete_documents = _offered(_titles(*SHARED_KINDS))
complete_meetings = _offered(_meetings)
complete_steps = _offered(_steps)
complete_people = _offered(_people)
complete_owners = _offered(_owners)
complete_terms = _offered(_terms)
complete_activities = _offered(_codes("activities"))
complete_frameworks = _offered(_frameworks)
complete_indicators = _offered(_codes("coaching"))
complete_phases = _offered(_codes("cycle"))
complete_standards = _offered(_codes("content"))
complete_sections = _offered(_sections)

GoalName = Annotated[
    str, typer.Argument(metavar="GOAL", help="Its id, or words of its title", autocompletion=complete_goals)
]
LessonName = Annotated[
    str, typer.Argument(metavar="LESSON", help="Its id, or words of its title", autocompletion=complete_lessons)
]
FeedbackName = Annotated[
    str, typer.Argument(metavar="FEEDBACK", help="Its id, or words of its title", autocompletion=complete_feedback)
]
DocumentName = Annotated[
    str,
    typer.Argument(
        metavar="DOCUMENT", help="A day, an id, words of a title, or a file", autocompletion=complete_documents
    ),
]
StepNames = Annotated[
    list[str], typer.Argument(metavar="STEP...", help="Its id, or words of it", autocompletion=complete_steps)
]


def choice_option(name: str, choices: type[StrEnum], told: str) -> Any:
    """An option whose value is one of a few words, however a person writes them."""

    def parse(text: str) -> StrEnum:
        try:
            return parse_choice(text, choices)
        except ValueError as trouble:
            raise typer.BadParameter(str(trouble)) from None

    words = [choice.value for choice in choices if choice]
    offer = _offered(lambda _: ((word, "") for word in words))
    return typer.Option(name, metavar="|".join(words), help=told, parser=parse, autocompletion=offer)
