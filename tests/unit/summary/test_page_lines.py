"""How a page says a line of the log, and which chosen lines it takes first."""

from dataclasses import replace
from datetime import date

import pytest

from coachlog.merge.draft_record import DraftPiece
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.log import Log
from coachlog.model.period import Period
from coachlog.model.settings import Cadence, Person, PersonId, Settings
from coachlog.summary.claims import Claim
from coachlog.summary.feedback import UNQUOTED
from coachlog.summary.named_people import letters_in
from coachlog.summary.page.beside import lines_meant
from coachlog.summary.page.choice import Choices, place_of
from coachlog.summary.page.logistics import is_logistics
from coachlog.summary.page.of_students import is_of_students
from coachlog.summary.page.term import Term
from coachlog.summary.page.voice import choose_line, cite, plain_text, quote, quoted_once, tell_line

PEOPLE = (
    Person(PersonId("mentor"), "Robin Example", "mentor", ""),
    Person(PersonId("mentee"), "Sam Sample", "mentee", "", quote=("successes",)),
)
SETTINGS = Settings(1, "", PEOPLE, Cadence(1, None), (), (), None, (), ())
FALL = Period("2026-fall", date(2026, 9, 8), date(2026, 12, 18))
TERM = Term(Log("log", SETTINGS, {}, {}, ()), FALL, date(2026, 12, 10), PersonId("mentor"))
DAY = date(2026, 10, 1)
MEETING = Meeting("", "", "", DAY, "", None, "", MeetingStatus.HELD, (), (), "", (), (), (), None, "")


def claim(text: str, day: date | None = DAY, line: int = 9, **more: tuple[str, ...]) -> Claim:
    return Claim(text, day, "meetings/2026-10-01.md", line, **more)


@pytest.mark.parametrize(
    ("section", "text", "told"),
    [
        ("Successes", "Robin: asked first, and waited", "Around 1 October I asked first, and waited."),
        ("Successes", "Robin: one page is enough", "One page is enough."),
        ("Successes", "Both: our tool went.", "Our tool went."),
        ("Successes", "Sam: is it fair?", "Around 1 October a success of my mentee’s was this: “is it fair?”"),
        ("Notes", "We wrote it in ten minutes", "Around 1 October we wrote it in ten minutes."),
        ("Successes", "Robin: I let Sam go first", "Around 1 October I let Sam go first."),
        ("Successes", "Robin: I jumped in", "Around 1 October I jumped in."),
        ("Notes", "Robin: let Sam go first", "Around 1 October I let Sam go first."),
        ("Notes", "Robin: she says it is easier now", "On 1 October this was between us: […]."),
        ("Notes", "Robin: Sam said that it is hard", "On 1 October this was between us: […]."),
        ("Notes", "Robin: she counted to five, and Lee explained", "She counted to five, and Lee explained."),
        ("Notes", "Robin: sat with Sam until four", "Around 1 October I sat with Sam until four."),
        ("Notes", "Robin: Sam said: it is hard", "On 1 October this was between us: […]."),
        ("Notes", "Robin: Sam told me “it is hard”", "On 1 October this was between us: […]."),
        ("Notes", "Robin: she called it 'a mess'", "On 1 October this was between us: […]."),
        ("Notes", "Robin: said back what I had heard", "Around 1 October I said back what I had heard."),
        ("Notes", "hard week says she", "On 1 October […]."),
        ("Successes", "kids began w/o being told", "Kids began w/o being told."),
        ("Notes", "They want to be told why", "They want to be told why."),
        ("Notes", "Had been told, she said", "On 1 October […]."),
        ("Notes", "told to wait", "On 1 October […]."),
        ("Notes", "Robin: I dont yell any more", "I dont yell any more."),
        ("Notes", "Robin: I don’t talk first", "I don’t talk first."),
        ("Notes", "Robin: I talk too much", "I talk too much."),
        ("Notes", "Robin: I cut it short", "Around 1 October I cut it short."),
        ("Notes", "cried a bit", "On 1 October […]."),
        ("Next steps", "Sam Sample: Rest", "On 1 October this came from my mentee: […]."),
        ("Notes", "I let Sam go first", "On 1 October […]."),
        ("Notes", "The plan was too much.", "The plan was too much."),
        ("Notes", "“Never again”", "“Never again”."),
        ("Areas of growth", "Robin: Wait for Sam", "In October it was my aim to wait for Sam."),
        ("Areas of growth", "Robin wants to ask for Sam's", "On 1 October this was between us: […]."),
        ("Areas of growth", "Robin: Wait for students", "In October it was my aim to wait for students."),
        ("Areas of growth", "Robin wants to offer fewer ideas.", "In October it was my aim to offer fewer ideas."),
        ("Areas of growth", "Robin wants to find their voice", "Robin wants to find their voice."),
        ("Areas of growth", "Both: Look at the goals", "In October it was our aim to look at the goals."),
        ("Notes", "Robin asked me to come back (!!!)", "Around 1 October I asked me to come back (!!!)."),
        ("Successes", "Both: made it to dec", "We made it to dec."),
        ("Notes", "It went. (At last!)", "It went. (At last!)"),
        ("Notes", "Robin brought a question", "Around 1 October I brought a question."),
        ("Areas of growth", "Robin: The bell", "In October one thing to work on was this: “The bell”."),
        (
            "Areas of growth",
            "Robin: I want to talk less, and wait until everybody is heard.",
            "In October it was my aim to talk less, and wait until everybody is heard.",
        ),
        ("Areas of growth", "Robin: I gave a solution too early", "Around 1 October I gave a solution too early."),
        (
            "Areas of growth",
            "Robin: I talk too much",
            "In October one thing to work on was this: “I talk too much”.",
        ),
        ("Areas of growth", "Still running late", "Still running late."),
        ("Notes", "Kim sent me her rubric", "On 1 October […]."),
        ("Notes", "Sam waited", "On 1 October this came from my mentee: […]."),
        ("Notes", "S wants less of it", "On 1 October this came from my mentee: […]."),
        ("Notes", "not a word abt S’s class", "On 1 October […]."),
        ("Notes", "SS needed to talk", "On 1 October this was between us: […]."),
        ("Notes", "Robin: S said that it is hard", "On 1 October this was between us: […]."),
        ("Notes", "Robin: sat w/ S until four", "Around 1 October I sat w/ S until four."),
        ("Notes", "Student S filled in the S-chart, got an S", "Student S filled in the S-chart, got an S."),
        ("Areas of growth", "Sam: The bell", "On 1 October this came from my mentee: […]."),
        ("Difficulties", "I did not do this: Find a rubric", "I did not do this: Find a rubric."),
        ("Difficulties", "Sam Sample did not do this: Find a rubric", "On 1 October this came from my mentee: […]."),
        ("Difficulties", "A meeting was moved: Fire drill.", "On 1 October a meeting was moved: Fire drill."),
        ("What feedback changed", "Suggestions: Wait", "On 1 October a peer suggested this: “Wait”."),
        ("What feedback changed", f"Strengths: {UNQUOTED}", "On 1 October a peer liked this: […]."),
        ("What feedback changed", "From Kim: applied", "On 1 October there was feedback from a peer."),
        ("Steps done", "Robin Example: Read the plan", "I read the plan."),
        ("Steps done", "Sam Sample: Count to five", "My mentee did this: […]."),
        ("Steps done", "Both: Try two tools", "We tried two tools."),
        ("My own work", "Course: “Listening”. It changed my view", "I took a course: “Listening”. It changed my view."),
        ("My own work", "“A team”", "I worked on this: “A team”."),
        ("What I read", "Foltos, L. (2013). Peer Coaching.", "I read this: Foltos, L. (2013). Peer Coaching."),
        ("What I read", "“Ask first” (p. 4)", "I read this: “Ask first” (p. 4)."),
        (
            "Visits",
            'What was said and done: One said: "It starts at ten."',
            "On 1 October […].",
        ),
        ("Visits", "Visit of 1 October 2026", "On 1 October there was a visit in a classroom."),
        ("What we agreed", "Norms: Ask first", "Our plan says: “Ask first”."),
    ],
)
def test_a_line_is_told_as_a_sentence_whatever_was_typed(section, text, told):
    assert tell_line(TERM, choose_line(TERM, section, claim(text))) == told


def test_beside_a_gap_for_a_line_of_the_authors_it_is_said_of_whom_it_tells():
    line = choose_line(TERM, "Notes", claim("Robin: Sam said that it is hard"))
    piece = DraftPiece("line", "This was between us: […].", sources=cite(line.claim))
    _, why = lines_meant(piece, [Choices(TERM, (line,), {})])
    assert why.strip() == "It is a gap because it tells of Sam Sample."


def test_a_letter_that_is_a_word_is_no_name():
    assert letters_in("A nice class. I got an A, a Q&A and K-12. (A good one) T.V. Student A, option A") == {*()}
    assert letters_in("Not a word abt A; w/A I do better, and A's class") == {"A"}


def test_a_line_in_the_coming_meetings_note_is_told_without_a_day_that_is_still_to_come():
    before = replace(TERM, today=date(2026, 9, 28))
    line = choose_line(before, "Successes", claim("Robin: asked first, and waited"))
    assert tell_line(before, line) == "I asked first, and waited."


def test_stars_with_a_theme_come_first_and_those_of_a_question_go_to_it():
    texts = {"plain": (), "listed": ("",), "told": ("listening",)}
    lines = tuple(
        choose_line(TERM, "Successes", claim(text, line=at, links=("ratios",), starred=starred))
        for at, (text, starred) in enumerate(texts.items(), 2)
    )
    choices = Choices(TERM, lines, {}, asked=frozenset({"listening"}))
    assert [line.words for line in choices.chosen(lambda _: True, 1)] == ["told"]
    added = replace(choices, added=lines[:1], _taken=set())
    assert [line.words for line in added.chosen(lambda _: True, 1)] == ["told", "plain"], "nothing goes for it"
    out = replace(choices, ticks={place_of(lines[2].claim): "-"}, _taken=set())
    assert not out.chosen(lambda _: True, 1), "nothing comes in for it"
    choices = replace(choices, _taken=set())
    assert [line.words for line in choices.about("ratios", ("Successes",), 1)] == ["listed"]
    unstarred = replace(choices, lines=lines[:1], _taken=set())
    assert [line.words for line in unstarred.about("ratios", ("Successes",), 3)] == ["plain"]


@pytest.mark.parametrize("words", ["Listen first.", "“Listen first.”", '"Listen first."', " “Listen first.” "])
def test_a_quotation_has_one_pair_of_marks_whoever_put_them_there(words):
    assert quote(words) == "“Listen first.”"
    assert quoted_once(f"In its words: “{words.strip()}”") == "In its words: “Listen first.”"


@pytest.mark.parametrize(
    ("words", "in_page"),
    [
        *((words, words) for words in ("11/26 it went", "+3 kids", "1.5 hours", "(so) it went", "*Ask* first", "@10")),
        *((words, f"\\{words}") for words in ("# one", "- one", "[x]: y", "> so", "--- one", "| a", "\\d")),
        ("1. one", "1\\. one"),
        ("11\\/26", "11\\\\/26"),
    ],
)
def test_a_backslash_stands_only_before_what_markdown_would_read_as_a_mark(words, in_page):
    assert plain_text(words) == in_page


@pytest.mark.parametrize(
    ("section", "text", "told"),
    [
        ("Notes", "Thursday 17 September, 15:30, on a call", True),
        ("Notes", "next thu 3:30 pm, room 12", True),
        ("Notes", "We meet on Thursdays at lunch, by phone.", True),
        ("Notes", "Both: tomorrow, same time", True),
        ("Difficulties", "A meeting was moved: Fire drill, then a staff meeting.", True),
        ("Notes", "Fire drill, and nobody was afraid", False),
        ("Notes", "Monday was hard", False),
        ("Notes", "On Thursday Lee spoke for the first time", False),
        ("Successes", "Robin: a Thursday slot that we both protect is in the calendar until December.", False),
        ("Difficulties", "We did not do this: Ask period 3", False),
    ],
)
def test_a_line_of_days_times_and_places_alone_is_logistics(section, text, told):
    assert is_logistics(TERM, choose_line(TERM, section, claim(text))) is told


@pytest.mark.parametrize(
    ("section", "text", "told"),
    [
        ("Successes", "Robin: Period 3 explained a rate in their own words", True),
        ("Successes", "Sam: three of five groups finished the graph", True),
        ("Evidence", "tally in period 3, four voices in a discussion", True),
        ("Notes", "The kids at the back asked for more", True),
        ("Successes", "Sam: 2 box sheet ROCKED, 19/26 used it", True),
        ("Successes", "Sam: exit ticket: 4 out of 24 still copied", True),
        ("Evidence", "P6 tried it on Thursday", True),
        ("Successes", "Sam: three tables changed a claim", True),
        ("Notes", "11/26 it went well, 26.11. it did not, and 3 of 12 meetings fell out", False),
        ("Successes", "Robin: watched P6, and 19/26 had a turn", False),
        ("Successes", "Robin: sat in, and wrote down only what students said", False),
        ("Successes", "Robin: asked students to begin", False),
        ("Successes", "We let students choose", False),
        ("Notes", "The peer group liked it", False),
        ("Areas of growth", "Both: students choose how they show it", False),
        ("Successes", "Sam: Omar said he was nervous", False),
    ],
)
def test_a_line_is_of_students_where_it_begins_with_them(section, text, told):
    assert is_of_students(choose_line(TERM, section, claim(text))) is told


@pytest.mark.parametrize(
    ("before", "day", "told"),
    [
        ((), date(2026, 10, 9), "In October"),
        ((date(2026, 10, 1),), date(2026, 10, 9), "In October"),
        ((date(2026, 9, 24),), date(2026, 10, 1), "Around 1 October"),
        ((), date(2026, 10, 1), "Around 1 October"),
        ((date(2026, 9, 10),), date(2026, 10, 8), ""),
    ],
)
def test_a_notes_line_tells_what_was_since_the_meeting_before(before, day, told):
    held = tuple(replace(MEETING, day=one) for one in (*before, day))
    term = replace(TERM, log=replace(TERM.log, records={"meeting": held}))
    noted = choose_line(term, "Successes", claim("Robin: asked first", day))
    assert tell_line(term, noted) == f"{told} I asked first.".strip()
    evidence = Claim("asked first", day, "goals/listen.md", 9, by=PersonId("mentor"))
    assert tell_line(term, choose_line(term, "Evidence", evidence)).startswith("On ")


def test_a_line_that_names_nobody_is_not_said_to_be_its_typists():
    typed = replace(claim("Goals are a big word", by=PersonId("mentee")), unsigned=True)
    line = choose_line(TERM, "Notes", typed)
    assert tell_line(TERM, line) == "On 1 October […]."
    signed = choose_line(TERM, "Notes", replace(typed, unsigned=False))
    assert tell_line(TERM, signed) == "On 1 October this came from my mentee: […]."
