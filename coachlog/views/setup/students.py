"""The list of students' names as it is shown and changed."""

from typing import Final

from coachlog.actions.own.student_list import StudentList
from coachlog.checks.student_names import Name
from coachlog.model.audience import ONLY_SELF
from coachlog.model.fields import format_count, format_list
from coachlog.render.view import Answer, Aside, Item, Line, Part, Title
from coachlog.views.fields import Field, Fields, json_rows

STUDENT_FIELDS: Final[Fields[Name]] = (
    Field("name", lambda name: name.text),
    Field("instead", lambda name: name.neutral, "the words to write in its place"),
)
NO_NAMES: Final = "Students' names belong in no log. Have coachlog look for them: coachlog students add Kai Zoe"


def show_students(students: StudentList) -> Answer:
    """Show the names on the list."""
    parts: list[Part] = [Title(f"{format_count(len(students.names), 'name')} that no log should have: {students.file}")]
    parts += [Item(name.text, f"write {name.neutral}" if name.neutral else "") for name in students.names]
    data = json_rows(STUDENT_FIELDS, students.names)
    parts = parts if students.names else [Line(NO_NAMES)]
    return Answer(data, parts, title="Students' names", readers=ONLY_SELF)


def show_added(students: StudentList) -> Answer:
    """Show which names are new on the list."""
    if not students.changed:
        sentence = "Already on your list."
    else:
        sentence = f"On your list now: {format_list([name.text for name in students.changed])}."
    advice = Aside("Where a log has them already: coachlog check. Only you can see the list.")
    return Answer(json_rows(STUDENT_FIELDS, students.changed), [Line(sentence), advice])


def show_removed(students: StudentList) -> Answer:
    """Show which names are off the list."""
    sentence = f"Off your list: {format_list([name.text for name in students.changed])}."
    return Answer(json_rows(STUDENT_FIELDS, students.changed), [Line(sentence)])
