"""Check that the standards, targets, goals and meetings of current work fit together."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from coachlog.checks.check import Check, LogFiles
from coachlog.errors import Problem
from coachlog.frameworks import FOLDER, INDICATORS, Framework, build_frameworks, find_code, nearest
from coachlog.model.kinds import Record
from coachlog.model.kinds.goal import GoalStatus
from coachlog.model.kinds.lesson import LearnedBy, Lesson, LessonStatus
from coachlog.model.kinds.meeting import MeetingStatus
from coachlog.model.program_code import MODES, usual_mode
from coachlog.model.settings import FILE
from coachlog.summary.goal_tree import with_supported
from coachlog.summary.linked_lines import linked_lines

_NO_STANDARDS = "no-standards"
_NO_TARGETS = "no-targets"
_NO_GOAL = "no-goal"
_UNTOUCHED = "untouched-goal"
UNKNOWN_CODE: Final = "unknown-code"
_FRAMEWORK = "unknown-framework"
_IN_WORK: Final = (LessonStatus.DRAFTING, LessonStatus.READY)
# The front-matter keys that hold codes, with the kind of framework of each.
_KEYS: Final = (
    ("standards", "content"),
    ("indicators", INDICATORS),
    ("matrix_focus", "design"),
    ("sel", "sel"),
    ("udl", "udl"),
    ("activities", "activities"),
    ("phase", "cycle"),
)


def _find(files: LogFiles) -> Iterator[Problem]:
    held = sorted({meeting.day for meeting in files.log.meetings if meeting.status is MeetingStatus.HELD})
    if len(held) > 1:  # on the first day everything is new
        for lesson in files.log.lessons:
            if lesson.status in _IN_WORK:
                yield from _lesson(files, lesson)
        yield from _untouched(files, held[-1])
    yield from _codes(files)


ALIGNMENT = Check(
    (
        (_NO_STANDARDS, "a lesson in progress names no standards"),
        (_NO_TARGETS, "a lesson in progress has no learning targets"),
        (_NO_GOAL, "a lesson in progress has learning targets, but no goal"),
        (_UNTOUCHED, "no lesson and no meeting is about an active goal, though there were meetings since"),
        (UNKNOWN_CODE, "a code, an activity, a phase or a way to meet is in none, or in several, of the lists in use"),
        (_FRAMEWORK, "coachlog.yml names a framework that does not exist"),
        ("no-code", "an item of the pair's own framework has no code"),
        ("bad-row", "a row of a list that is imported cannot be read"),
        ("repeated-code", "two items of the pair's own framework have one code"),
    ),
    _find,
)


def _lesson(files: LogFiles, lesson: Lesson) -> Iterator[Problem]:
    targets = _has_words(files, lesson, "Learning targets")
    if lesson.audience is LearnedBy.STUDENTS and not lesson.standards and not _has_words(files, lesson, "Standards"):
        message = "standards: this lesson names none yet; `coachlog frameworks` lists some"
        yield files.problem(lesson.path, "standards", _NO_STANDARDS, message)
    if not targets:
        yield Problem(lesson.path, 1, _NO_TARGETS, "this lesson has no learning targets yet")
    elif not lesson.goals and not any(lesson.id in goal.lessons for goal in files.log.goals):
        message = "goals: the learning targets of this lesson belong to no goal yet"
        yield files.problem(lesson.path, "goals", _NO_GOAL, message)


def _has_words(files: LogFiles, record: Record, section: str) -> bool:
    """Tell whether a section has words other than a prompt."""
    from coachlog.markdown.blocks import BlockKind
    from coachlog.markdown.document import parse_document
    from coachlog.model.blank_pages import find_section

    section_blocks = find_section(parse_document(files.text(record.path)), section, files.log.settings)
    return section_blocks is not None and any(block.kind is not BlockKind.COMMENT for block in section_blocks.blocks)


def _untouched(files: LogFiles, last: date) -> Iterator[Problem]:
    """Yield a problem for each active goal that nothing is about, though a meeting was held on a later day."""
    log = files.log
    named = {goal for meeting in log.meetings for goal in meeting.goals}
    named |= {goal for lesson in log.lessons for goal in lesson.goals}
    named |= {link for line in linked_lines(log) for link in line.links}
    at_hand = with_supported((goal for goal in log.goals if goal.id in named or goal.lessons), log.goals)
    for goal in log.goals:
        waiting = goal.status is GoalStatus.ACTIVE and goal not in at_hand
        if waiting and goal.opened and goal.opened < last:
            message = (
                f"no lesson and no meeting is about this goal yet: coachlog goals update {goal.id}, when it comes up"
            )
            yield Problem(goal.path, 1, _UNTOUCHED, message)


def _codes(files: LogFiles) -> Iterator[Problem]:
    texts = {path: files.text(path) for path in files.paths if _is_framework(path)}
    frameworks = build_frameworks(texts)
    yield from frameworks.problems
    settings = files.log.settings
    ids = [framework.id for framework in frameworks.known]
    for name in settings.frameworks:
        if name not in ids and name not in {problem.path[len(FOLDER) + 1 : -4] for problem in frameworks.problems}:
            yield files.problem(FILE, "frameworks", _FRAMEWORK, f"frameworks: there is no framework `{name}`")
    in_use = {kind: frameworks.in_use(kind, settings.frameworks) for _, kind in _KEYS}
    tell = cache(tell_code)
    for record in files.records():
        for key, kind in _KEYS:
            codes = getattr(record, key, ())
            for code in (codes,) if isinstance(codes, str) else codes:
                if code and (message := tell(code, in_use[kind])):
                    yield files.problem(record.path, key, UNKNOWN_CODE, f"{key}: {message}")
    for meeting in files.log.meetings:
        if meeting.mode and usual_mode(meeting.mode) not in MODES:
            message = f"mode: `{meeting.mode}` is no way to meet that is known: write one of {', '.join(MODES)}"
            yield files.problem(meeting.path, "mode", UNKNOWN_CODE, message)


def tell_code(code: str, frameworks: tuple[Framework, ...]) -> str:
    """Return the message for a code that none or several of the frameworks have that should have it; else nothing."""
    matches = find_code(code, frameworks)
    if len(matches) > 1:
        return f"`{code}` is in more than one framework: write {' or '.join(one.qualified for one in matches)}"
    if matches:
        return ""
    claiming = [framework for framework in frameworks if framework.claims(code)]
    if not claiming:
        return ""
    near = nearest(code, claiming)
    beside = f"; the nearest is `{near.code}` ({near.title})" if near else ""
    return f"`{code}` is not in {' or '.join(framework.id for framework in claiming)}{beside}"


def _is_framework(path: str) -> bool:
    return path.startswith(f"{FOLDER}/") and path.endswith(".yml") and path.count("/") == 1
