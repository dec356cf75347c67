"""A lesson plan, for students or for educators."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from coachlog.frozen import frozen

if TYPE_CHECKING:
    from coachlog.model.kinds.field_reader import Reader


class LessonStatus(StrEnum):
    """The status of a lesson."""

    EXISTING = "existing"
    DRAFTING = "drafting"
    READY = "ready"
    TAUGHT = "taught"
    REVISED = "revised"


class LearnedBy(StrEnum):
    """The learners of a lesson."""

    STUDENTS = "students"
    EDUCATORS = "educators"


@frozen
class Tool:
    """A tool and its purpose."""

    name: str
    purpose: str


@frozen
class Lesson:
    """The front matter of a lesson; `previous` is the id of the lesson that it was made from."""

    path: str
    id: str
    title: str
    subject: str
    grade: str
    unit: str
    audience: LearnedBy
    status: LessonStatus
    teach_on: date | None
    taught: tuple[date, ...]
    minutes: int | None
    mode: str
    previous: str
    standards: tuple[str, ...]
    goals: tuple[str, ...]
    matrix_focus: tuple[str, ...]
    sel: tuple[str, ...]
    udl: tuple[str, ...]
    tools: tuple[Tool, ...]
    grouping: tuple[str, ...]

    @classmethod
    def parse(cls, reader: "Reader", document_id: str, title: str) -> Self:
        """Return the lesson of a front matter."""
        return cls(
            path=reader.path,
            id=document_id,
            title=title,
            subject=reader.text("subject"),
            grade=reader.text("grade"),
            unit=reader.text("unit"),
            audience=reader.choice("audience", LearnedBy, LearnedBy.STUDENTS),
            status=reader.choice("status", LessonStatus, LessonStatus.DRAFTING),
            teach_on=reader.date("teach_on"),
            taught=reader.days("taught"),
            minutes=reader.minutes("minutes"),
            mode=reader.text("mode"),
            previous=reader.document("previous"),
            standards=reader.words("standards"),
            goals=reader.ids("goals"),
            matrix_focus=reader.words("matrix_focus"),
            sel=reader.words("sel"),
            udl=reader.words("udl"),
            tools=tuple(_tool(tool) for tool in reader.records("tools")),
            grouping=reader.words("grouping"),
        )


def _tool(reader: "Reader") -> Tool:
    tool = Tool(reader.text("name"), reader.text("purpose"))
    if not tool.name:
        reader.report("name", "bad-value", "a tool needs its name, and may have a purpose")
    return tool
