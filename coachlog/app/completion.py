"""Shell completion: the ids, names and codes of the log at hand."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

import typer

from coachlog.app.command import context_of
from coachlog.context import Context
from coachlog.frameworks import INDICATORS
from coachlog.model.kinds import kind_of
from coachlog.model.kinds.goal import SHARED_OWNER
from coachlog.model.kinds.headings import section_name
from coachlog.model.program_code import USUAL_WAYS
from coachlog.render.escape import safe
from coachlog.storage.home import pair_of
from coachlog.storage.load import SHARED_KINDS

Offer = tuple[str, str]  # a value, and words beside it


def offering(find: Callable[[Context], Iterable[Offer]]) -> Callable[[typer.Context, str], list[Offer]]:
    """Return a completion callback; whatever goes wrong, it offers nothing and says nothing."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        with suppress(Exception):
            return [(value, _beside(words)) for value, words in find(context_of(ctx)) if value.startswith(incomplete)]
        return []

    return complete


def _beside(words: str) -> str:
    # Typer reads markup in these words, and a wrong tag would end the completion.
    return " ".join(safe(words).split()).replace("[", "(").replace("]", ")")


def _titles(*kinds: str) -> Callable[[Context], Iterator[Offer]]:
    def find(context: Context) -> Iterator[Offer]:
        log = context.read(kinds)
        for kind in kinds:
            yield from ((record.id, record.title) for record in log.records[kind])

    return find


def _steps(context: Context) -> Iterator[Offer]:
    log = context.read(("meeting",), bodies=("meeting",))
    for step in sorted(log.steps, key=lambda step: not step.open):
        yield step.id, f"{step.text} ({step.owner}{'' if step.open else f', {step.state}'})"


def _visits(context: Context) -> Iterator[Offer]:
    from coachlog.actions.own.visits import list_visits

    yield from ((shown.visit.id, shown.visit.title) for shown in list_visits(context).visits)


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


def _logs(context: Context) -> Iterator[Offer]:
    yield from ((log.name, pair_of(log)) for log in context.home.logs())


complete_goals = offering(_titles("goal"))
complete_lessons = offering(_titles("lesson"))
complete_feedback = offering(_titles("feedback"))
complete_about = offering(_titles("lesson", "goal"))
complete_documents = offering(_titles(*SHARED_KINDS))
complete_steps = offering(_steps)
complete_visits = offering(_visits)
complete_people = offering(_people)
complete_owners = offering(_owners)
complete_terms = offering(_terms)
complete_activities = offering(_codes("activities"))
complete_frameworks = offering(_frameworks)
complete_indicators = offering(_codes(INDICATORS))
complete_phases = offering(_codes("cycle"))
complete_standards = offering(_codes("content"))
complete_logs = offering(_logs)
complete_modes = offering(lambda _: ((mode, "") for mode in USUAL_WAYS))
complete_sections = offering(_sections)
