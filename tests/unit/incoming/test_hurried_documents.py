"""What people type in a hurry into a running document: days with a time, labels with a dash, questions, tables."""

import pytest

from coachlog.incoming.facts import facts_in_line
from tests.support.running_documents import LOG, planned, understood

DAYS = [
    *("Oct 15 3:30-4:15", "Oct 15, 3:30-4:15", "Oct 15 (3:30-4:15)", "10/15 3:30 - 4:15pm in person"),
    *("Thursday 10/15 3:30-4:15", "10/15 3:30-4:15 Zoom", "Oct 15 3:30 PM – 4:15 PM", "3:30-4:15 Oct 15"),
    *("10/15 from 3:30 to 4:15", "Oct 15 3:30-4:15 (Room 12)", "Oct 15 3:30-4:15, library", "Thu 10/15 | 3:30-4:15"),
]
STARTS = [
    "Oct 15 3:30",
    "15 Oct 3:30 pm",
    "Oct 15 at 3:30",
    "10/15 - half past 3",
    "10/15 half past three",
    "Oct 15 3.30pm",
]
BARE = [
    "Oct 15 at 3",
    "10/15 noon",
    "Oct 15 period 4",
    "10/15 with our principal",
    "Oct 15 3:30ish",
    "10/15 zoom",
    "10/15 by phone",
    "10/15 after school",
    "10/15 lunch",
]


@pytest.mark.parametrize("line", [*DAYS, *STARTS, *BARE, "10/15 45 min"])
@pytest.mark.parametrize("other", ["Oct 22", "10/22 4:00", "**Oct 22**"])
@pytest.mark.parametrize("bullet", ["- ", ""])
def test_a_line_with_a_day_and_a_time_begins_a_meeting_and_is_no_line_of_the_one_above(line, other, bullet):
    text = f"{other}\nWins\n{bullet}ddd\n\n{line}\nWins\n{bullet}ccc\n"
    first, second = planned("x.md" if "*" in other else "x.txt", text.encode()).meetings
    assert [first.draft.day.day, second.draft.day.day] == [15, 22]
    assert [one.sections for one in understood(planned("x.txt", text.replace("*", "").encode()))] == [
        {"Successes": ["ccc"]},
        {"Successes": ["ddd"]},
    ]
    if line in (*DAYS, *STARTS):
        assert first.draft.facts.start == "15:30"
    assert second.draft.facts.minutes is None


@pytest.mark.parametrize("line", ["Oct 15 3:30 works for me", "10/15 45 min was too short", "Oct 15 we talked"])
def test_a_sentence_that_begins_with_a_day_is_one(line):
    (meeting,) = planned("x.txt", f"Oct 22\nWins\n- ddd\n- {line}\n".encode()).meetings
    assert f"- {line}" in meeting.text
    assert (meeting.draft.facts.start, meeting.draft.facts.minutes) == ("", None)


@pytest.mark.parametrize(
    ("line", "start"),
    [("half past 3", "15:30"), ("quarter to four", "15:45"), ("a quarter past 8", "08:15"), ("half past 3pm", "15:30")],
)
def test_a_time_may_stand_there_as_it_is_said(line, start):
    assert facts_in_line(line).start == start


@pytest.mark.parametrize("dash", [" - ", " – ", ": ", " -- "])
def test_words_behind_a_section_and_a_dash_are_its_line(dash):
    text = f"Oct 8\nWins{dash}kids asked each other\nGrows{dash}we talk too long\nNext steps{dash}Sam: call\n"
    page = planned("x.txt", text.encode())
    (meeting,) = understood(page)
    assert meeting.sections == {"Successes": ["kids asked each other"], "Areas of growth": ["we talk too long"]}
    assert meeting.steps == ["mentee: call"]
    assert page.blank == 0


def test_a_heading_with_a_name_behind_a_dash_is_that_persons():
    (meeting,) = understood(planned("x.txt", b"Oct 8\nNext steps - Sam\n- call\n\nWins - 10/8\n- kids asked\n"))
    assert meeting.steps == ["mentee: call"]
    assert meeting.sections == {"Successes": ["kids asked"]}


@pytest.mark.parametrize("question", ["Not so well?", "What didn't go so well?", "Less good?", "What went less well?"])
def test_what_went_less_well_is_no_success(question):
    (meeting,) = understood(planned("x.txt", f"Oct 8\nWhat went well?\n* asked\n{question}\n* noise\n".encode()))
    assert meeting.sections == {"Successes": ["asked"], "Areas of growth": ["noise"]}


def test_what_stands_below_a_question_that_nobody_knows_is_no_answer_to_the_one_above():
    (meeting,) = planned("x.txt", b"Oct 8\nWhat went well?\n* asked\nWhat surprised you?\n* noise\n").meetings
    assert meeting.text.endswith("## Unsorted\n\n### What surprised you?\n\n- noise\n")


PAGE = "<h2>Oct 8</h2><p>Action items</p><ul><li>Sam: call</li><li>print it</li></ul>"


def test_a_paragraph_below_a_list_of_next_steps_is_a_note_unless_it_says_whose_it_is():
    (meeting,) = understood(planned("x.html", f"{PAGE}<p>Great talk today.</p><p>Sam: write</p>".encode()))
    assert meeting.steps == ["mentee: call", "both: print it", "mentee: write"]
    assert meeting.sections == {"Notes": ["Great talk today."]}


@pytest.mark.parametrize(("cell", "expected"), [("Oct 29", "(due Oct 29)"), ("Sam", "@mentee")])
def test_by_heads_a_column_of_days_or_of_people(cell, expected):
    rows = f"<tr><th>Task</th><th>By</th></tr><tr><td>copy</td><td>{cell}</td></tr>"
    (meeting,) = planned("x.html", f"<h2>Oct 8</h2><table>{rows}</table>".encode()).meetings
    assert expected in meeting.text


@pytest.mark.parametrize("behind", [" (kids asked each other)", ", kids asked each other", " | kids asked each other"])
@pytest.mark.parametrize("mark", ["", "## ", "**"])
def test_words_in_the_line_of_a_heading_are_not_lost_with_nothing_below_it(behind, mark):
    end = "**" if mark == "**" else ""
    page = planned("x.md", f"# Oct 8\n\n{mark}Wins{behind}{end}\n\n{mark}Grows{end}\n\n- pacing\n".encode())
    (meeting,) = page.meetings
    assert "kids asked each other" in meeting.text
    blank = planned("x.md", f"# Oct 8\n\n{mark}Wins (week)?{end}\n\n{mark}Grows{end}\n".encode())
    assert (len(blank.meetings), blank.blank) == (0, 1)


@pytest.mark.parametrize("label", ["What worked", "Win", "Glow"])
@pytest.mark.parametrize("bullet", ["- ", "• ", ""])
def test_a_line_with_a_label_of_its_own_swallows_no_box_and_no_other_label(label, bullet):
    lines = [
        f"{bullet}{label}: pairs",
        f"{bullet}hard: the end of class",
        "[ ] Sam copy the pages",
        "[x] Robin the chart",
    ]
    (meeting,) = understood(planned("x.txt", "\n".join(["Tues 22 Sept", *lines]).encode()))
    assert meeting.sections == {"Successes": ["pairs"]}
    assert meeting.unsorted == ["hard: the end of class"]
    assert len(meeting.steps) == 2


def test_what_goes_on_below_a_line_with_a_label_stays_there():
    (meeting,) = understood(planned("x.txt", b"Tues 22 Sept\n- What worked: pairs\n- Sam: they talked\n- and timers\n"))
    assert len(meeting.sections["Successes"]) == 3


@pytest.mark.parametrize("number", ["10.20", "05.18", "Mon 10.20", "13/25"])
def test_two_numbers_alone_that_begin_no_meeting_are_asked_about_and_no_next_step(number):
    text = f"22 Sept\nAction items\n- Sam: call home\n{number}\nblah we talked about unit 3\n"
    page = planned("x.txt", text.encode(), settings=LOG + b"dates: day-first\n")
    (meeting,) = page.meetings
    assert "## Unsorted\n\n### " + number in meeting.text or number in meeting.text.partition("## Unsorted")[2]
    (read,) = understood(page)
    assert [step for step in read.steps if "call home" not in step] == []
    assert "blah we talked about unit 3" in " ".join(read.unsorted)
