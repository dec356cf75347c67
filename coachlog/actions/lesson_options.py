"""What can be said of a lesson on the command line, by `add` as by `update`, and how it gets into the plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from coachlog.app.arguments import choice_option, complete_goals, one_line
from coachlog.context import Context
from coachlog.errors import CoachlogError, UsageError
from coachlog.model.fields import normalize, parse_minutes
from coachlog.model.kinds.lesson import LearnedBy, LessonStatus
from coachlog.model.log import Log

if TYPE_CHECKING:
    from coachlog.markdown.document import Document

Words = list[str] | None

SubjectOption = Annotated[str, typer.Option("--subject", metavar="TEXT", help="The subject")]
GradeOption = Annotated[str, typer.Option("--grade", metavar="TEXT", help="The grade")]
UnitOption = Annotated[str, typer.Option("--unit", metavar="TEXT", help="The unit")]
AudienceOption = Annotated[LearnedBy | None, choice_option("--audience", LearnedBy, "Who learns in it")]
StatusOption = Annotated[LessonStatus | None, choice_option("--status", LessonStatus, "Where its life stands")]
TeachOnOption = Annotated[str, typer.Option("--teach-on", metavar="DATE", help="The day to teach it")]
MinutesOption = Annotated[str, typer.Option("--minutes", metavar="N", help="How long it is")]
ModeOption = Annotated[str, typer.Option("--mode", metavar="WORD", help="in-person, virtual, hybrid")]
StandardOption = Annotated[Words, typer.Option("--standard", metavar="CODE", help="A content standard")]
GoalOption = Annotated[
    Words, typer.Option("--goal", metavar="GOAL", help="A goal it serves", autocompletion=complete_goals)
]
ToolOption = Annotated[Words, typer.Option("--tool", metavar="NAME=PURPOSE", help="A tool, and what it is for")]
GroupingOption = Annotated[Words, typer.Option("--grouping", metavar="WORD", help="How they work: pairs, whole-class")]
SelOption = Annotated[Words, typer.Option("--sel", metavar="CODE", help="A social and emotional competence")]
UdlOption = Annotated[Words, typer.Option("--udl", metavar="CODE", help="A consideration of UDL")]


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of a lesson: single facts, words for its lists, and tools as `NAME=PURPOSE`."""

    facts: dict[str, str]
    lists: dict[str, Words]
    goals: Words
    tools: Words

    @property
    def anything(self) -> bool:
        """Whether anything was said at all."""
        return any([*self.facts.values(), *self.lists.values(), self.goals, self.tools])

    def put_into(self, document: "Document", log: Log) -> "Document":
        """The plan with what was said; raises CoachlogError where it names a goal that there is not."""
        from coachlog.actions.documents import add_words, set_facts

        document = set_facts(document, self.facts)
        for key, words in self.lists.items():
            document = add_words(document, key, filter(None, map(one_line, words or ())))
        document = add_words(document, "goals", [log.find_goal(word).id for word in self.goals or ()])
        return _with_tools(document, map(one_line, self.tools or ()))


def minutes_of(typed: str) -> str:
    """Minutes as they are written down; raises UsageError."""
    try:
        return str(parse_minutes(typed)) if typed.strip() else ""
    except ValueError as trouble:
        raise UsageError(str(trouble), "write it as --minutes 45") from None


def day_of(context: Context, typed: str) -> str:
    """A day as it is written down; raises UsageError."""
    return context.day(typed).isoformat() if typed else ""


def _with_tools(document: "Document", tools: Iterable[str]) -> "Document":
    from coachlog.markdown.edit import add_to_list
    from coachlog.markdown.edit_yaml import plain_data

    for typed in filter(None, tools):
        name, _, purpose = (part.strip() for part in typed.partition("="))
        entry = document.front.find("tools") if document.front else None
        known = plain_data(entry.value) if entry else []
        named = [item for item in known if isinstance(item, dict)] if isinstance(known, list) else []
        if any(normalize(str(item.get("name", ""))) == normalize(name) for item in named):
            raise CoachlogError(
                f"`{name}` is among its tools already", "to reword what it is for, open the lesson: coachlog edit"
            )
        document = add_to_list(document, ("tools",), {"name": name, "purpose": purpose} if purpose else {"name": name})
    return document
