"""What a log says over a span of time: successes, hours, progress, and the data under them."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from coachlog.frameworks import framework_ids, load_framework, title_of
from coachlog.model.log import Log
from coachlog.model.period import Period, find_period
from coachlog.model.settings import PersonId
from coachlog.storage.load import load_log
from coachlog.summary.claims import Claim
from coachlog.summary.feedback import build_feedback
from coachlog.summary.goals import build_goals, count_goals
from coachlog.summary.hours import Hours, build_hours
from coachlog.summary.lessons import build_lesson_claims, build_lessons
from coachlog.summary.page.opening import build_opening
from coachlog.summary.page.term import Term
from coachlog.summary.practice import build_meeting_counts, build_practice
from coachlog.summary.references import build_references
from coachlog.summary.steps import build_step_claims, count_steps
from coachlog.summary.successes import build_successes
from coachlog.summary.weeks import build_weeks
from tests.support.world import EXAMPLE

TODAY = date(2026, 11, 19)
KINDS = ("meeting", "goal", "lesson", "plan", "feedback")


@pytest.fixture
def fall() -> tuple[Log, Period]:
    log = load_log(EXAMPLE, KINDS, KINDS)
    return log, find_period("2026-fall", log.settings.terms)


def small(root: Path, settings: str = "", **documents: str) -> Log:
    """A log of a few documents: `meetings_2026_09_10="minutes: 40"` is that front matter in meetings/2026-09-10.md."""
    (root / "coachlog.yml").write_text(f"coachlog: 1\n{settings}", encoding="utf-8")
    for name, text in documents.items():
        folder, _, stem = name.partition("_")
        front, _, body = text.partition("\n\n")
        path = root / folder / f"{stem.replace('_', '-')}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\n{front}\n---\n\n# {stem}\n\n{body}\n", encoding="utf-8")
    return load_log(root, KINDS, KINDS)


def month(name: str) -> Period:
    return find_period(name, ())


# Successes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["planned", "moved", "cancelled", "held"])
def test_successes_count_whatever_became_of_the_meeting(tmp_path, status):
    log = small(tmp_path, meetings_2026_09_10=f"status: {status}\n\n## Wins\n\n- it went well")
    assert [claim.text for claim in build_successes(log, month("2026-09"), TODAY)] == ["it went well"]


# Weeks ---------------------------------------------------------------------------------------------------------------


def test_a_week_is_what_became_of_its_meeting(tmp_path):
    log = small(
        tmp_path,
        "breaks: [{start: 2026-09-28, end: 2026-10-02}]\n",
        meetings_2026_09_02="status: held",
        meetings_2026_09_03="status: cancelled",
        meetings_2026_09_10="status: moved",
        meetings_2026_09_17="status: cancelled",
        meetings_2026_09_24="status: planned",
    )
    weeks = build_weeks(log, month("2026-09"), TODAY)
    assert [week.state for week in weeks] == ["held", "moved", "cancelled", "planned", "break"]
    assert [week.monday.isoformat() for week in weeks][:2] == ["2026-08-31", "2026-09-07"]
    states = [week.state for week in build_weeks(log, month("2026-10"), date(2026, 10, 14))]
    assert states == ["break", "none", "ahead", "ahead", "ahead"]
    assert len(build_weeks(log, Period("", date(1990, 1, 1), date(2100, 1, 1)), TODAY)) == 120


# Hours ---------------------------------------------------------------------------------------------------------------


def test_a_meeting_that_was_only_a_check_in_is_a_full_meeting(tmp_path):
    log = small(tmp_path, meetings_2026_09_10="minutes: 30\n\n## Check-in\n\n- a hard week")
    hours = build_hours(log, month("2026-09"), TODAY)
    assert (len(hours.held), hours.minutes) == (1, 30)


TERMS = (
    "terms:\n  - {id: fall, start: 2026-09-01, end: 2026-12-18}\n  - {id: spring, start: 2027-01-11, end: 2027-06-11}\n"
)


@pytest.mark.parametrize(
    ("per", "period", "today", "spans"),
    [
        ("week", "2026-09", "2026-09-20", [("2026-W36", 0), ("2026-W37", 40), ("2026-W38", 0)]),
        ("month", "2026-q4", "2026-11-19", [("2026-10", 20), ("2026-11", 0)]),
        ("term", "2026", "2027-01-31", [("fall", 60)]),
        ("year", "2026-10", "2026-11-19", [("2026-27", 60)]),
        ("total", "2026-10", "2026-11-19", [("in total", 60)]),
    ],
)
def test_minutes_are_asked_per_span(tmp_path, per, period, today, spans):
    settings = f"{TERMS}requirement: {{minutes: 50, per: {per}}}\n"
    log = small(tmp_path, settings, meetings_2026_09_10="minutes: 40", meetings_2026_10_01="minutes: 20")
    found = build_hours(log, find_period(period, log.settings.terms), date.fromisoformat(today)).spans
    assert [(span.period.name, span.given) for span in found] == spans


def test_a_term_is_a_quarter_where_none_is_set(tmp_path):
    log = small(tmp_path, "requirement: {minutes: 50, per: term}\n", meetings_2026_09_10="minutes: 40")
    assert [span.period.name for span in build_hours(log, month("2026"), TODAY).spans] == ["2026-q3", "2026-q4"]


def test_a_week_of_holidays_asks_for_nothing(tmp_path):
    settings = "requirement: {minutes: 50, per: week}\nbreaks: [{start: 2026-11-23, end: 2026-11-27}]\n"
    log = small(tmp_path, settings, meetings_2026_11_19="minutes: 40")
    found = build_hours(log, month("2026-11"), date(2026, 12, 31)).spans
    assert [span.period.name for span in found] == ["2026-W47", "2026-W49"]


def test_the_data_of_hours_has_no_field_that_could_hold_prose():
    def types(kind):
        for hint in get_type_hints(kind).values():
            for arm in (hint, *get_args(hint)):
                if isinstance(arm, type) and is_dataclass(arm):
                    yield from types(arm)
        yield from ((kind.__name__, field.name) for field in fields(kind) if field.type in (str, "str"))

    # A mode of meetings and of contacts, and a period's name, are all the words; kinds of work stand with their counts.
    assert set(types(Hours)) == {("ModeHours", "mode"), ("ContactRow", "how"), ("Period", "name")}


# Next steps, goals, lessons ------------------------------------------------------------------------------------------


def test_a_step_is_done_in_the_period_that_shows_it_done_first(tmp_path):
    step = "@ann Read it"
    log = small(
        tmp_path,
        "people: [{id: ann, name: Ann}]\n",
        meetings_2026_09_10=f"type: meeting\n\n## Next steps\n\n- [>] {step} ^abc",
        meetings_2026_10_01=f"type: meeting\n\n## Next steps\n\n- [x] {step} (from 2026-09-10) ^abc\n- [-] @bo Stop",
    )
    september, october = (count_steps(log, month(name)) for name in ("2026-09", "2026-10"))
    assert [row.owner for row in october] == ["ann", "both", "bo"]
    assert (september[0].opened, september[0].done, september[0].carried) == (1, 0, 0)
    assert (october[0].opened, october[0].done, october[0].carried, october[0].open) == (0, 1, 1, 0)
    assert (october[2].opened, october[2].dropped, october[2].open) == (1, 1, 0)


def test_an_open_step_is_claimed_by_the_periods_in_whose_notes_it_stands(tmp_path):
    log = small(tmp_path, meetings_2026_09_10="type: meeting\n\n## Next steps\n\n- [ ] Read it (due 2026-10-01)")
    (claim,) = build_step_claims(log, month("2026-09"), TODAY)
    assert claim.text == "Both: Read it (due 1 October 2026)"
    assert build_step_claims(log, month("2026-10"), TODAY) == ()


def test_goals_have_their_dated_evidence_of_the_period_and_what_they_support(fall):
    log, period = fall
    moves = {found.goal.id: found for found in build_goals(log, period, TODAY)}
    explain = moves["explain-why-it-is-proportional-p5v8h"]
    assert [str(claim.day) for claim in explain.evidence] == ["2026-10-02", "2026-10-16", "2026-11-13"]
    assert [goal.id for goal in explain.supports] == ["grade-7-talks-about-ratios-c8n3t"]
    assert build_goals(log, month("2026-10"), TODAY) != ()
    assert len(moves) == 9


def test_evidence_without_a_date_or_with_an_impossible_one_is_no_dated_claim(tmp_path):
    evidence = "- 2026-09-10 – seen\n- 2026-02-31: never\n- some day\n- 2026-09-11"
    log = small(tmp_path, goals_g="opened: 2026-09-01\nlevel: teacher\n\n## Evidence\n\n" + evidence)
    (moves,) = build_goals(log, month("2026-09"), TODAY)
    assert [(claim.text, str(claim.day)) for claim in moves.evidence] == [("seen", "2026-09-10")]


def test_a_goal_of_the_plan_is_of_the_period_and_one_closed_without_a_date_says_its_status(tmp_path):
    log = small(tmp_path, plans_2026_fall="term: 2026-fall\ngoals: [g]", goals_g="status: dropped\nsupports: [gone]")
    period = Period("2026-fall", date(2026, 9, 1), date(2026, 12, 18))
    (moves,) = build_goals(log, period, TODAY)
    assert (moves.day, moves.supports) == (None, ())
    assert count_goals(log, period) == ()


def test_a_lesson_speaks_for_the_one_it_was_made_from(fall):
    log, period = fall
    found = build_lessons(log, period, TODAY)
    assert [work.lesson.id for work in found] == ["numbers-in-arguments-q8h3n", "ratios-in-the-real-world-x2p7d"]
    assert found[1].previous.id == "ratio-problems-spring-2026-w6t4k"
    (taught,) = build_lessons(log, month("2026-03"), TODAY)
    assert (taught.lesson.id, taught.day) == ("ratio-problems-spring-2026-w6t4k", date(2026, 3, 19))


def test_a_lesson_that_was_taught_says_when_and_what_came_after(tmp_path):
    log = small(tmp_path, lessons_a="taught: [2026-09-10]\nstatus: taught\n\n## After teaching\n\n- They argued.")
    told = [claim.text for claim in build_lesson_claims(log, month("2026-09"), TODAY)]
    assert told == ["“a”: taught; taught on 10 September 2026", "After teaching: They argued."]


def test_the_lines_of_a_lesson_carry_their_own_days(tmp_path):
    lesson = (
        "taught: [2026-10-14]\nstatus: taught\n\n## What to adapt or change\n\n- One question\n- Oct 2: fewer cards\n\n"
        "## Feedback taken in\n\n- Numbers that are not whole\n\n## After teaching\n\n- They argued."
    )
    log = small(tmp_path, lessons_a=lesson, feedback_f="date: 2026-09-22\nabout: a")
    claims = {claim.text: str(claim.day) for claim in build_lesson_claims(log, month("2026"), TODAY)}
    assert claims == {
        "“a”: taught; taught on 14 October 2026": "2026-10-14",
        "What to adapt or change: One question": "2026-10-14",
        "What to adapt or change: fewer cards": "2026-10-02",
        "Feedback taken in: Numbers that are not whole": "2026-09-22",
        "After teaching: They argued.": "2026-10-14",
    }


@pytest.mark.parametrize(
    ("line", "told", "day"),
    [
        ("**14 October** they argued", "they argued", "2026-10-14"),
        ("**Oct 14:** they argued", "they argued", "2026-10-14"),
        ("(Oct 14) they argued", "they argued", "2026-10-14"),
        ("[2026-10-14] they argued", "they argued", "2026-10-14"),
        ("**Group 2** argued", "**Group 2** argued", "2026-10-20"),
        ("(2 groups) argued", "(2 groups) argued", "2026-10-20"),
        ("**2 of 14** argued", "**2 of 14** argued", "2026-10-20"),
    ],
)
def test_a_day_that_is_set_off_at_a_lines_beginning_is_its_own(tmp_path, line, told, day):
    lesson = f"taught: [2026-10-20]\nstatus: taught\n\n## After teaching\n\n- {line}"
    log = small(tmp_path, lessons_a=lesson)
    (_, claim) = build_lesson_claims(log, month("2026"), TODAY)
    assert (claim.text, str(claim.day)) == (f"After teaching: {told}", day)


def test_what_was_written_after_an_earlier_lesson_stays_with_its_day_and_name(tmp_path):
    log = small(
        tmp_path,
        lessons_old="taught: [2026-09-10]\n\n## After teaching\n\n- They argued.\n- 2026-05-12: A first try",
        lessons_new="previous: old\ntaught: [2026-10-20]\n\n## After teaching\n\n- They argued.\n"
        "- 2026-05-12: A first try\n- They wrote.",
    )
    claims = list(build_lesson_claims(log, Period("x", date(2026, 9, 1), date(2026, 12, 1)), TODAY))
    assert [(claim.text, str(claim.day), claim.path) for claim in claims[1:]] == [
        ("After teaching: They wrote.", "2026-10-20", "lessons/new.md"),
        ("After teaching “old”: They argued.", "2026-09-10", "lessons/old.md"),
    ]


def test_a_claim_without_a_day_cites_its_file_and_one_of_another_year_says_the_year():
    claim = Claim("x", None, "goals/g.md", 1)
    assert claim.cite(month("2026")) == "(goals/g.md)"
    assert replace(claim, day=date(2025, 9, 1)).cite(month("2026")) == "(1 September 2025, goals/g.md)"


def test_feedback_without_a_date_or_a_giver_is_no_trouble(tmp_path):
    log = small(tmp_path, feedback_a="from: Kim", feedback_b="date: 2026-09-10\nabout: nothing")
    (found,) = build_feedback(log, month("2026-09"), TODAY)
    assert found.id == "b"


# The coach's practice, and the sources -------------------------------------------------------------------------------


def test_the_practice_names_indicators_kinds_of_work_and_meetings(fall):
    told = [claim.text for claim in (*build_practice(*fall, TODAY), *build_meeting_counts(*fall, TODAY))]
    assert "2c Shared goals: in 5 meetings, most recently" in told
    assert "1d Recognizing good teaching: in 1 meeting" in told
    assert "Planning together: in 4 meetings, most recently" in told
    assert "9 meetings held, 1 cancelled and 1 moved: 8 virtual and 1 in-person" in told
    assert "5 hours 35 minutes together; the minutes of 5 November are not written down" in told
    assert "The longest time between two meetings: 14 days, 17 September to 1 October" in told


def test_a_single_meeting_is_told_without_a_gap(tmp_path):
    log = small(tmp_path, meetings_2026_09_10="minutes: 40\nmode: virtual\nindicators: [4.2.c, zz]\nactivities: [tea]")
    asked = (log, month("2026-09"), TODAY)
    told = [claim.text for claim in (*build_practice(*asked), *build_meeting_counts(*asked))]
    assert told == [
        "4.2.c Shared goals: in 1 meeting",
        "zz: in 1 meeting",
        "tea: in 1 meeting",
        "1 meeting held: all virtual",
        "40 minutes together",
    ]


def test_meetings_whose_mode_nobody_wrote_down_say_so(tmp_path):
    log = small(tmp_path, meetings_2026_09_10="minutes: 40")
    assert "1 meeting held: 1 with no mode written down" in [
        claim.text for claim in build_meeting_counts(log, month("2026-09"), TODAY)
    ]


def test_minutes_that_nobody_wrote_down_are_no_zero(tmp_path):
    log = small(tmp_path, meetings_2026_09_10="mode: virtual", meetings_2026_09_17="mode: virtual")
    told = [claim.text for claim in build_meeting_counts(log, month("2026-09"), TODAY)]
    assert "No meeting's minutes are written down" in told


def test_sources_are_those_of_the_plan_and_the_frameworks_that_were_used(fall):
    told = [claim.text for claim in build_references(*fall, TODAY)]
    assert told[0].startswith("Foltos, L. (2013)")
    assert "Learning design matrix, by quadrant" in told
    assert sum("ISTE Standards for Coaches (2019)" in text for text in told) == 1


def test_a_framework_that_nobody_used_or_knows_is_no_source(tmp_path):
    log = small(tmp_path, "frameworks: [casel, our-own]\n", plans_x="start: 2026-09-01\nagreed: {mentor: soon}")
    assert build_references(log, month("2026-09"), TODAY) == ()


@pytest.mark.parametrize("framework_id", framework_ids())
def test_each_framework_is_read_whole(framework_id):
    framework = load_framework(framework_id)
    assert framework.id == framework_id
    codes = [item.code for item in framework.items]
    assert len(codes) == len(set(codes)) > 0
    for item in framework.items:
        assert item.title
        assert not item.parent or framework.find(item.parent)
        assert all(framework.find(alias) is item for alias in item.aliases)


def test_a_code_is_known_however_it_is_written_and_others_are_not():
    assert title_of("4.2.C", "coaching", ("iste-coaches-2019",)) == "Shared goals"
    assert title_of("4.1", "coaching", ("udl-3", "../../etc/passwd", "none")) == "Change Agent"
    assert title_of("zz", "coaching") == ""
    assert load_framework("../iste") is None


def test_a_month_with_a_day_or_two_of_a_term_asks_for_nothing_unless_somebody_met(tmp_path):
    settings = "terms: [{id: 2026-fall, start: 2026-08-31, end: 2026-12-18}]\nrequirement: {minutes: 180, per: month}\n"
    log = small(tmp_path, settings, meetings_2026_09_10="status: held\nminutes: 40")
    term = log.settings.terms[0]
    assert [span.period.start.month for span in build_hours(log, term, TODAY).spans] == [9, 10, 11]
    log = small(tmp_path, settings, meetings_2026_08_31="status: held\nminutes: 40")
    assert [span.period.start.month for span in build_hours(log, term, TODAY).spans] == [8, 9, 10, 11]


@pytest.mark.parametrize(
    ("settings", "days", "told"),
    [
        ("every: week, weekday: thu", "10-01 10-08 10-15 10-29", "We meet almost every Thursday."),
        ("every: week, weekday: thu", "10-01 10-08 10-15", "We meet every Thursday."),
        ("every: week, weekday: thu", "10-01 10-09 10-15 10-22", "We meet almost every Thursday."),
        ("every: week, weekday: thu", "10-01 10-09 10-15 10-21", "We meet every week."),
        ("every: 2 weeks, weekday: thu", "10-01 10-15 10-29 11-26", "We meet about every 2 weeks on a Thursday."),
        ("every: week, weekday: thu", "10-01 10-08 10-22 11-05", "We meet on Thursdays."),
        ("every: week, weekday: thu, mode: virtual", "10-01 10-29", "We meet on Thursdays, virtually."),
        ("every: 2 weeks, weekday: thu", "10-01 10-15 10-29", "We meet every 2 weeks on a Thursday."),
        ("every: 2 weeks, weekday: thu", "10-01 10-29 11-26", "We meet on Thursdays."),
        ("every: week, mode: phone", "10-01 10-08", "We meet every week, by phone."),
        ("every: week, mode: phone", "10-01 10-29", "We meet by phone."),
        ("every: week", "10-01 10-08", ""),
        ("every: week, weekday: sunday", "10-01 10-08", ""),
    ],
)
def test_how_often_two_people_meet_is_told_as_it_happened(tmp_path, settings, days, told):
    notes = {f"meetings_2026_{day.replace('-', '_')}": "status: held" for day in days.split()}
    people = "people: [{id: mentor, name: Ann, role: mentor}, {id: mentee, name: Bo, role: mentee}]"
    log = small(tmp_path, f"{people}\ncadence: {{{settings}}}\n", **notes)
    term = Term(log, find_period("2026-q4", ()), TODAY, PersonId("mentor"))
    assert "".join(piece.text for piece in build_opening(term) if piece.slot == "how often") == told
