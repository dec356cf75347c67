"""What a log says over a span of time: successes, hours, progress, and the data under them."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from coachlog.frameworks import framework_ids, load_framework, title_of
from coachlog.model.log import Log
from coachlog.model.period import Period, find_period
from coachlog.model.settings import parse_settings
from coachlog.storage.load import load_log
from coachlog.summary.claims import Claim
from coachlog.summary.feedback import build_feedback
from coachlog.summary.goals import build_goals, count_goals
from coachlog.summary.hours import Hours, build_hours
from coachlog.summary.lessons import build_lesson_claims, build_lessons
from coachlog.summary.practice import build_practice
from coachlog.summary.references import build_references
from coachlog.summary.steps import build_step_claims, count_steps
from coachlog.summary.successes import build_successes
from tests.support.world import EXAMPLE, git, make_log

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


def test_successes_are_listed_in_order_with_date_file_and_line(example, run):
    data = run("successes", "--json").data
    assert len(data) == 19
    assert [row["date"] for row in data] == sorted(row["date"] for row in data)
    first = data[0]
    assert set(first) == {"date", "text", "path", "line"}
    assert (example / first["path"]).read_text(encoding="utf-8").splitlines()[first["line"] - 1] == f"- {first['text']}"


@pytest.mark.parametrize(
    ("period", "count"), [("2026-fall", 19), ("2026-q3", 4), ("2026-10", 9), ("2026", 19), ("2025", 0)]
)
def test_a_period_is_a_term_a_quarter_a_month_or_a_year(example, run, period, count):
    assert len(run("successes", period, "--json").data) == count


def test_nothing_to_celebrate_yet_shows_how_to_write_it_down(example, run):
    result = run("successes", "2025")
    assert result.status == 0
    assert "0 successes in 2025" in result.out
    assert "coachlog note" in result.out


@pytest.mark.parametrize("status", ["planned", "moved", "cancelled", "held"])
def test_successes_count_whatever_became_of_the_meeting(tmp_path, status):
    log = small(tmp_path, meetings_2026_09_10=f"status: {status}\n\n## Wins\n\n- it went well")
    assert [claim.text for claim in build_successes(log, month("2026-09"), TODAY)] == ["it went well"]


def test_a_meeting_counts_by_its_date_whatever_its_file_is_called(example, run):
    (example / "meetings" / "2026-11-05.md").rename(example / "meetings" / "2025-01-01.md")
    assert len(run("successes", "2026-fall", "--json").data) == 19
    assert run("progress", "--json").data["successes"] == 19


@pytest.mark.parametrize("command", ["successes", "hours", "progress"])
def test_reading_commands_write_nothing(example, run, command):
    assert run(command).status == 0
    assert git(example, "status", "--porcelain") == ""


@pytest.mark.parametrize("command", ["successes", "hours", "progress"])
def test_a_period_that_does_not_exist_is_a_usage_error(example, run, command):
    result = run(command, "2026-q9")
    assert result.status == 2
    assert "there is no term `2026-q9`" in result.err
    assert "hint: " in result.err


@pytest.mark.parametrize("command", ["successes", "hours", "progress"])
def test_a_note_that_cannot_be_read_is_told_of(example, run, command):
    (example / "meetings" / "2026-11-05.md").write_bytes(b"---\nnever closed\n")
    result = run(command)
    assert result.status == 1
    assert "meetings/2026-11-05.md:1" in result.err


# Hours ---------------------------------------------------------------------------------------------------------------


def test_hours_count_held_meetings_and_name_the_minutes_that_nobody_wrote_down(example, run):
    data = run("hours", "--json").data
    assert (data["held"], data["cancelled"], data["moved"], data["planned"]) == (9, 1, 1, 0)
    assert data["minutes"] == 40 + 45 + 50 + 40 + 30 + 45 + 35 + 50
    assert data["without_minutes"] == ["2026-11-05"]
    assert {"mode": "virtual", "meetings": 8, "minutes": 295} in data["modes"]
    assert {"activity": "just-talk", "meetings": 2} in data["activities"]
    assert data["longest_gap"] == {"from": "2026-09-17", "to": "2026-10-01", "days": 14}
    assert [(span["name"], span["minutes"], span["asked"], span["running"]) for span in data["spans"]] == [
        ("2026-09", 85, 180, False),
        ("2026-10", 165, 180, False),
        ("2026-11", 85, 180, True),
    ]


def test_hours_are_told_in_neutral_words(example, run):
    told = run("hours").out
    assert "9 meetings held, 1 cancelled, 1 moved to another day" in told
    assert "nobody wrote the minutes down: 5 November" in told
    assert "Asked: 180 minutes a month (district induction)" in told
    assert "September 2026  85       180" in told
    for word in ("missing", "late", "overdue", "behind", "short", "%"):
        assert word not in told


def test_a_meeting_that_was_only_a_check_in_is_a_full_meeting(tmp_path):
    log = small(tmp_path, meetings_2026_09_10="minutes: 30\n\n## Check-in\n\n- a hard week")
    hours = build_hours(log, month("2026-09"), TODAY)
    assert (len(hours.held), hours.minutes) == (1, 30)


def test_hours_without_meetings_say_so(tmp_path, monkeypatch, run):
    root = make_log(tmp_path / "log", EXAMPLE, monkeypatch)
    for note in (root / "meetings").iterdir():
        note.unlink()
    (root / "coachlog.yml").write_text("coachlog: 1\n", encoding="utf-8")
    assert run("hours").out == "2026-q4 (1 October to 31 December 2026)\n0 meetings held\n"
    data = run("hours", "--json").data
    assert (data["requirement"], data["spans"], data["longest_gap"]) == (None, [], None)


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


@pytest.mark.parametrize(
    ("per", "shown"), [("week", "week of 16 November 2026"), ("total", "in total"), ("year", "2026-27")]
)
def test_a_span_has_the_name_that_people_use(example, run, per, shown):
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("per: month", f"per: {per}"), encoding="utf-8")
    assert shown in run("hours").out
    assert shown in run("progress").out
    assert run("hours", "--json").data["spans"]


def test_the_data_of_hours_has_no_field_that_could_hold_prose():
    def types(kind):
        for hint in get_type_hints(kind).values():
            for arm in (hint, *get_args(hint)):
                if isinstance(arm, type) and is_dataclass(arm):
                    yield from types(arm)
        yield from ((kind.__name__, field.name) for field in fields(kind) if field.type in (str, "str"))

    # A mode, and a period's name, are all the words that there are; kinds of work stand with their counts.
    assert set(types(Hours)) == {("ModeHours", "mode"), ("Period", "name")}


# Next steps, goals, lessons ------------------------------------------------------------------------------------------


def test_progress_fits_on_one_screen(example, run):
    told = run("progress").out
    assert len(told.splitlines()) <= 24
    assert "Robin Example  6       4     4             0        2" in told
    assert "1 draft, 6 active (3 on track, 3 progressing), 1 met, 1 revised" in told
    assert "Lessons: 1 existing, 2 drafting" in told
    assert "Indicators: 2c (5), 3a (4)" in told
    assert "Successes: 19\n  The newest, 19 November: Both: the lesson draft now begins" in told


def test_progress_as_data(example, run):
    data = run("progress", "2026-10", "--json").data
    assert data["hours"]["period"] == "2026-10"
    assert {"owner": "mentee", "opened": 3, "done": 2, "carried": 4, "dropped": 1, "open": 2} in data["steps"]
    assert data["goals"][0] == {"status": "draft", "goals": 1, "progress": {}}
    assert data["successes"] == 9
    assert data["newest_success"]["path"] == "meetings/2026-10-29.md"


def test_progress_of_an_empty_span_says_none_yet(tmp_path, monkeypatch, run):
    root = make_log(tmp_path / "log", EXAMPLE, monkeypatch)
    for folder in ("meetings", "goals", "lessons"):
        for file in (root / folder).iterdir():
            file.unlink()
    told = run("progress").out
    assert "Goals: none yet\nLessons: none yet\nSuccesses: 0\n" in told


def test_a_step_is_done_in_the_period_that_shows_it_done_first(tmp_path):
    step = "@ann Read it"
    log = small(
        tmp_path,
        "people: [{id: ann, name: Ann}]\n",
        meetings_2026_09_10=f"type: meeting\n\n## Next steps\n\n- [>] {step} ^abc",
        meetings_2026_10_01=f"type: meeting\n\n## Next steps\n\n- [x] {step} (from 2026-09-10) ^abc\n- [-] @bo Stop",
    )
    september, october = (count_steps(log, month(name), TODAY) for name in ("2026-09", "2026-10"))
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
    assert count_goals(log, period, TODAY) == ()


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
    told = [claim.text for claim in build_practice(*fall, TODAY)]
    assert "2c Shared goals: in 5 meetings, most recently" in told
    assert "1d Recognizing good teaching: in 1 meeting" in told
    assert "Planning together: in 4 meetings, most recently" in told
    assert "9 meetings held, 1 cancelled and 1 moved: 8 virtual and 1 in-person" in told
    assert "5 hours 35 minutes together; the minutes of 5 November are not written down" in told
    assert "The longest time between two meetings: 14 days, 17 September to 1 October" in told


def test_a_single_meeting_is_told_without_a_gap(tmp_path):
    log = small(tmp_path, meetings_2026_09_10="minutes: 40\nmode: virtual\nindicators: [4.2.c, zz]\nactivities: [tea]")
    told = [claim.text for claim in build_practice(log, month("2026-09"), TODAY)]
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
        c.text for c in build_practice(log, month("2026-09"), TODAY)
    ]


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


def test_settings_without_terms_take_the_quarter(example, run):
    settings, _ = parse_settings(b"coachlog: 1\n")
    assert settings.terms == ()
    (example / "coachlog.yml").write_text("coachlog: 1\n", encoding="utf-8")
    assert run("hours", "--json").data["period"] == "2026-q4"
