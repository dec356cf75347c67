"""What people type into a note is in its listing, or is named with its line."""

from itertools import cycle

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coachlog.markdown.document import parse_document
from coachlog.model.kinds.body import UNCLEAR
from coachlog.model.next_steps import write_ids
from tests.support.figures import times
from tests.support.pasted_forms import UNCLEAR_ENTRIES
from tests.support.typed import ends_check_in, named, read
from tests.support.typed_forms import (
    DOUBTFUL_HEADINGS,
    FINISHED,
    GROWTH_HEADINGS,
    LOST_BOXES,
    NEXT_STEPS_HEADINGS,
    SPOKEN,
    STEPS,
    SUCCESS_HEADINGS,
    TITLES_BELOW,
    UNCLEAR_STEPS,
)

STEP_HEADING = "## Next steps\n\n"
ENDINGS = ("\n", "\r\n", "\r")
# Notes around a form: what stands above its heading and below the form.
AROUND = (
    ("", ""),
    ("# Meeting\n\n## Successes\n\n- Sam waited\n\n", "\n\n## Next meeting\n\nThursday\n"),
    ("# Meeting\n\n## Notes\n\nwords\nand words\n\n", "\n\n## Areas of growth\n\n- pacing\n"),
    ("## Check-in\n\nfine\n\n", "\n\n<!-- a thought -->\n"),
    ("## Next steps\n\n- [ ] @mentor plan ^aaaaa\n\n## Notes\n\n- words\n\n", "\n\n---\n"),
)


def test_the_table_has_all_the_forms():
    tables = (
        STEPS,
        FINISHED,
        UNCLEAR_STEPS,
        LOST_BOXES,
        NEXT_STEPS_HEADINGS,
        SUCCESS_HEADINGS,
        GROWTH_HEADINGS,
        SPOKEN,
    )
    assert sum(map(len, tables)) >= 120


@pytest.mark.parametrize("form", STEPS)
def test_a_step_is_understood_as_people_type_it(form):
    owner, due = STEPS[form]
    body, problems = read(f"{STEP_HEADING}{form}\n")
    step = body.steps[-1]
    assert "call home" in step.text
    assert (step.owner, step.due.isoformat() if step.due else "") == (owner, due)
    assert step.mark in " /"
    assert problems == []
    assert "call home" in f"{STEP_HEADING}{form}".split("\n")[step.line - 1]


_SAVED = list(zip([*STEPS, *FINISHED, *(named(form)[0] for form in UNCLEAR_STEPS)], cycle(ENDINGS), strict=False))
_AT_ONCE = 50  # a world of its own for each form costs more than reading it


@pytest.mark.one_in(2)
@pytest.mark.parametrize("first", range(0, len(_SAVED), _AT_ONCE))
def test_saved_it_is_the_same_step_a_task_in_every_program_and_stays_so(first):
    for form, ending in _SAVED[first : first + _AT_ONCE]:
        text = f"{STEP_HEADING}{form}\n\n## Notes\n".replace("\n", ending)
        before, _ = read(text)
        saved = write_ids(parse_document(text), before)
        after, _ = read(saved.text)
        assert [(s.text, s.owner, s.mark, s.due, s.id, s.links) for s in after.steps] == [
            (s.text, s.owner, s.mark, s.due, s.id, s.links) for s in before.steps
        ], form
        assert all(step.written for step in after.steps), form
        assert write_ids(saved, after).text == saved.text, form


@pytest.mark.parametrize(
    ("lines", "steps", "to_name"),
    [
        ("- [x] laminate cards\nDana will film P1", [("laminate cards", "x"), ("Dana will film P1", " ")], []),
        ("☑ Sam emailed all\nDana will send it", [("Sam emailed all", "x"), ("Dana will send it", " ")], [3]),
        ("- [x] laminate cards\nwe both read ch 3", [("laminate cards", "x")], [4]),
        ("- [ ] call the copier\nDana emailed them", [("call the copier", " ")], [4]),
        ("- [x] laminate cards\nBuy tape", [("laminate cards Buy tape", "x")], [4]),
        ("- [x] cards\nDana will film ^k3f9x", [("cards Dana will film", "x")], [4]),
        (f"- [ ] {'long ' * 12}words\nSam will see", [(f"{'long ' * 12}words Sam will see", " ")], [4]),
        ("- [ ] talk about what\nSam will see", [("talk about what Sam will see", " ")], []),
        ("- [ ] read the book of\nJim Knight", [("read the book of Jim Knight", " ")], []),
        ("- [ ] laminate cards\nand cut them", [("laminate cards and cut them", " ")], []),
    ],
)
def test_a_line_below_a_step_is_one_of_its_own_or_goes_on_or_is_named(lines, steps, to_name):
    body, problems = read(f"{STEP_HEADING}{lines}\n")
    assert [(step.text, str(step.mark)) for step in body.steps] == steps
    assert [problem.line for problem in problems] == to_name


@pytest.mark.parametrize("form", FINISHED)
def test_a_finished_step_is_known_as_such(form):
    body, problems = read(f"{STEP_HEADING}{form}\n")
    assert [(step.text, step.mark in "x-") for step in body.steps] == [("call home", True)]
    assert problems == []


@pytest.mark.parametrize("form", UNCLEAR_STEPS)
def test_what_is_not_understood_is_named_with_its_line(form):
    text, lines = named(f"{STEP_HEADING}{form}")
    body, problems = read(text + "\n")
    assert {problem.line for problem in problems} == lines
    assert {problem.code for problem in problems} <= UNCLEAR
    assert len(body.steps) <= 1 or "plan the unit" in body.steps[0].text


@pytest.mark.parametrize("form", LOST_BOXES)
def test_an_open_box_in_no_list_of_steps_is_named(form):
    for heading in ("## Notes", "## Successes", "# Meeting", "## Something else", "## Check-in", "### Sam"):
        text, lines = named(f"{heading}\n\n{form}")
        body, problems = read(text + "\n")
        assert body.steps == ()
        assert [(problem.line, problem.code) for problem in problems] == [(line, "open-box") for line in lines]
        assert "call home" not in problems[0].message  # it may stand under Check-in


@pytest.mark.parametrize(
    "text", ["- [x] call home", "`[ ]` is a box", "[ ](words)", "- [ ]", "a[0] = []", "```\n- [ ] x\n```"]
)
def test_what_is_no_open_box_is_not_named(text):
    assert read(f"## Notes\n\n{text}\n")[1] == []


def test_the_boxes_of_talking_points_are_those_of_the_agenda():
    assert read("## Agenda\n\n- [ ] ask about the unit\n- ☐ and the trip\n")[1] == []


@pytest.mark.parametrize("heading", NEXT_STEPS_HEADINGS)
def test_next_steps_are_found_below_any_heading_for_them(heading):
    body, problems = read(
        f"# Meeting\n\n## Notes\n\nwords\n\n{heading}\n\n- [ ] @mentee call home\n\n## Notes\n\n- x\n"
    )
    assert [(step.text, step.owner) for step in body.steps] == [("call home", "mentee")]
    assert problems == []


@pytest.mark.parametrize(
    ("section", "headings"), [("Successes", SUCCESS_HEADINGS), ("Areas of growth", GROWTH_HEADINGS)]
)
def test_sections_are_found_below_any_heading_for_them(section, headings):
    for heading in headings:
        body, _ = read(f"# Meeting\n\n{heading}\n\n- Sam waited\n\n## Notes\n\n- x\n")
        assert [entry.text for entry in body.entries(section)] == ["Sam waited"], heading


@pytest.mark.parametrize("heading", DOUBTFUL_HEADINGS)
def test_a_heading_that_nearly_means_a_part_or_means_two_is_named(heading):
    _, problems = read(f"# Meeting\n\n{heading}\n\n- words\n")
    assert [(problem.line, problem.code) for problem in problems] == [(3, "unclear-heading")]


@pytest.mark.parametrize(
    "heading",
    ["## Parking lot", "## Ratios", "### Sam", "## Focus", "## Student work", "# Glows and grows", "## Objective"],
)
def test_other_headings_are_the_pairs_own(heading):
    assert read(f"{heading}\n\n- words\n")[1] == []


def test_words_on_their_headings_line_are_an_entry_and_a_step_there_is_named():
    body, problems = read("**Successes:** Sam waited\n\n**Next steps:** Sam calls home\n\nNext steps: Sam to plan\n")
    assert [entry.text for entry in body.entries("Successes")] == ["Sam waited"]
    assert [(problem.line, problem.code) for problem in problems] == [(3, "unclear-step"), (5, "unclear-step")]
    assert body.steps == ()


def test_an_outline_of_items_has_its_parts():
    body, problems = read("1. **Successes**\n   * Sam waited\n2. **Next steps**\n   * [ ] Sam: call home\n")
    assert [entry.text for entry in body.entries("Successes")] == ["Sam waited"]
    assert [(step.text, step.owner) for step in body.steps] == [("call home", "mentee")]
    assert problems == []


def test_a_line_that_says_who_does_it_is_a_step_of_its_own_below_another():
    steps = "- Sam to write the exit ticket\nDana will find the rubric\n- [ ] wait until\n  Sam will come\n"
    steps += "Together: read unit 4\nWe will meet"
    body, problems = read(f"{STEP_HEADING}{steps}\n")
    assert [(step.text, step.owner) for step in body.steps] == [
        ("Sam to write the exit ticket", "mentee"),
        ("Dana will find the rubric", "mentor"),
        ("wait until Sam will come", "both"),
        ("read unit 4", "both"),
        ("We will meet", "both"),
    ]
    assert problems == []


def test_what_was_kept_as_one_step_stays_one():
    body, _ = read(f"{STEP_HEADING}- [ ] Sam to ask whether\n  Dana will come ^k3f9x\n")
    assert [(step.text, step.id) for step in body.steps] == [("Sam to ask whether Dana will come", "k3f9x")]


def test_the_lines_below_a_heading_with_a_name_are_that_persons():
    body, _ = read("## Sam’s successes\n\n- waited\n\n## Glows for Dana\n\n- listened\n")
    assert [(entry.by, entry.text) for entry in body.entries("Successes")] == [
        ("mentee", "waited"),
        ("mentor", "listened"),
    ]


@pytest.mark.parametrize(
    "block", ["| Sam waited |\n|---|", "\n\n    - Sam waited", "<p>Sam waited</p>", "```\nSam waited\n```"]
)
def test_a_success_in_no_list_is_named(block):
    _, problems = read(f"## Successes\n\n{block}\n")
    assert [problem.code for problem in problems] == ["unclear-line"]


@pytest.mark.parametrize("form", SPOKEN)
def test_each_success_is_one_entry_and_somebody_s(form):
    body, _ = read(f"## Successes\n\n{form}\n")
    assert tuple((entry.by, entry.text) for entry in body.entries("Successes")) == SPOKEN[form]


@pytest.mark.parametrize("heading", ["## Successes", "## Areas of growth"])
def test_an_entry_that_is_not_understood_is_named_with_its_line(heading):
    for form in UNCLEAR_ENTRIES:
        text, lines = named(f"{heading}\n\n{form}")
        assert {problem.line for problem in read(text + "\n")[1]} == lines, form
    for form in SPOKEN:
        problems = read(f"{heading}\n\n{form}\n")[1]
        assert not problems or heading == "## Areas of growth", form


@settings(max_examples=times(80, 4000))
@given(
    st.sampled_from(list(STEPS)),
    st.sampled_from(AROUND),
    st.sampled_from(ENDINGS),
    st.sampled_from(NEXT_STEPS_HEADINGS),
)
@example("- Sam — call home (due Nov 20) ^k3f9x", AROUND[3], "\n", "--- Next steps ---")
@example("- [ ] call home", AROUND[3], "\n", "### Next steps")
def test_whatever_is_typed_is_a_step_or_is_named(form, around, ending, heading):
    """In any note, below any heading for them."""
    above, below = around
    text = f"{above}{heading}\n\n{form}{below}\n".replace("\n", ending)
    body, problems = read(text)
    lines = text.split(ending)
    typed = {number for number, line in enumerate(lines, 1) if "call home" in line}
    steps = {number for step in body.steps for number in range(step.line, step.last + 1)}
    named = {problem.line for problem in problems}
    if "Check-in" in above and not ends_check_in(heading):  # nothing below is read, and the heading is named
        assert not steps
        typed = {5}
    assert typed <= steps | named


@settings(max_examples=times(80, 4000))
@given(st.sampled_from([*UNCLEAR_STEPS, *LOST_BOXES]), st.sampled_from(AROUND), st.sampled_from(ENDINGS), st.booleans())
def test_whatever_cannot_be_understood_is_named_in_any_note(form, around, ending, below_steps):
    above, below = around
    heading = "## Next steps" if below_steps or form in UNCLEAR_STEPS else "## Thoughts"
    text, lines = named(f"{above}{heading}\n\n{form}{below}\n")
    body, problems = read(text.replace("\n", ending))
    steps = {step.line for step in body.steps}
    assert lines <= steps | {problem.line for problem in problems}


def test_a_coach_is_the_mentor_and_the_teacher_the_mentee():
    body, _ = read("## Teacher's next steps\n\n- call home\n\n## Next steps\n\n- Coach: plan\n")
    assert [(step.text, step.owner) for step in body.steps] == [("call home", "mentee"), ("plan", "mentor")]


@pytest.mark.parametrize(
    "words", ["- waited", "- waited\n  - and smiled", "waited", "> - waited", "1. waited\n   and smiled"]
)
@pytest.mark.parametrize("title", TITLES_BELOW)
def test_a_title_right_below_other_words_is_a_title(title, words):
    body, problems = read(f"## Successes\n\n{words}\n{title}\n- [ ] @mentee call home\n")
    assert [(step.text, step.owner) for step in body.steps] == [("call home", "mentee")]
    assert "Next" not in str(body.entries("Successes"))
    assert "waited" in str(body.entries("Successes"))
    assert problems == []


def test_a_name_right_below_a_list_is_whose_the_next_lines_are():
    body, problems = read(f"{STEP_HEADING}- [ ] plan\n**Sam**\n- [ ] call home\nDana:\n- [ ] read\n")
    assert [(step.text, step.owner) for step in body.steps] == [
        ("plan", "both"),
        ("call home", "mentee"),
        ("read", "mentor"),
    ]
    assert problems == []


@pytest.mark.parametrize("heading", ["## Next steps", "## Successes", "## Areas of growth"])
def test_another_bold_line_right_below_a_list_is_named(heading):
    _, problems = read(f"{heading}\n\n- [ ] @mentee call home\n**This week**\n")
    assert 4 in {problem.line for problem in problems}


def test_a_check_in_right_below_a_list_is_in_no_section():
    body, _ = read("## Successes\n\n- waited\n**Check-in**\n- tired\n**Next steps**\n- [ ] call home\n")
    assert "tired" not in str(body)
    assert [step.text for step in body.steps] == ["call home"]
    body, problems = read("**Check-in**\n- tired\n**Next steps**\n- [ ] call home\n")
    assert ([step.text for step in body.steps], problems) == (["call home"], [])


@pytest.mark.parametrize(
    "line", ["- Next steps", "1. **Next steps**", "- waited\nNext steps", "> ## Next steps", "Well\nNext steps"]
)
def test_a_section_s_name_that_is_read_as_words_is_named(line):
    _, problems = read(f"## Successes\n\n{line}\n- Sam: call home\n")
    assert [problem.code for problem in problems] == ["unclear-heading"]
    assert problems[0].line == line.count("\n") + 3


def test_a_note_of_plain_lines_has_its_sections():
    body, problems = read("Wins\n- waited\n\nAreas of growth\npacing\n\nNEXT STEPS\n- Sam: call home\n\nNotes\nwords\n")
    assert [entry.text for entry in body.entries("Successes")] == ["waited"]
    assert [entry.text for entry in body.entries("Areas of growth")] == ["pacing"]
    assert [(step.text, step.owner) for step in body.steps] == [("call home", "mentee")]
    assert [entry.text for entry in body.entries("Notes")] == ["words"]
    assert problems == []


@pytest.mark.parametrize("line", ["Success!", "We had wins.", "Grow", "- wins and losses", "how"])
def test_words_that_only_begin_like_a_section_s_name_stay_words(line):
    body, problems = read(f"## Notes\n\n{line}\n")
    assert len(body.entries("Notes")) == 1
    assert problems == []


@pytest.mark.parametrize("line", ["Successes", "- Next steps", "Notes"])
def test_the_points_of_an_agenda_are_no_headings(line):
    assert read(f"## Agenda\n\n- {line.removeprefix('- ')}\n")[1] == []


@pytest.mark.parametrize(
    "line", ["Me: I waited", "**Me**: waited", "I: waited", "You: waited", "Smaple: waited", "S: waited"]
)
@pytest.mark.parametrize("heading", ["## Successes", "## Areas of growth"])
def test_a_speaker_who_is_nobody_of_the_log_is_named(line, heading):
    _, problems = read(f"{heading}\n\n- {line}\n- Ratios: we counted\n- Kai: waited\n")
    assert [(problem.line, problem.code) for problem in problems] == [(3, "unknown-person")]


def test_a_step_that_stands_twice_is_named():
    steps = "- [ ] @mentee Call home ^aaaaa\n- [ ] Sam: call  home\n- [x] @mentee call home\n- [ ] @mentor call home\n"
    body, problems = read(STEP_HEADING + steps)
    assert len(body.steps) == 4
    assert [(problem.line, problem.code) for problem in problems] == [(4, "unclear-step")]


@pytest.mark.parametrize(
    "line", ["Sam: waited; Dana: listened", "Sam: waited. **Dana**: listened.", "Both: waited, Sam: listened"]
)
def test_another_speaker_in_somebody_s_line_is_named(line):
    _, problems = read(f"## Successes\n\n- {line}\n- Sam: we counted; ratios: all\n")
    assert [(problem.line, problem.code) for problem in problems] == [(3, "unknown-person")]


def test_words_in_a_fence_below_successes_are_named():
    _, problems = read("## Successes\n\n```\nwaited\n```\n")
    assert [(problem.line, problem.code) for problem in problems] == [(3, "unclear-line")]


def test_a_bold_title_with_words_behind_it_opens_its_part_right_below_others():
    body, problems = read("## Successes\n\n- kids moved #star\n**Next time:** bring quiz data\n")
    entries = {section.name: [entry.text for entry in section.entries] for section in body.sections if section.name}
    assert entries == {"Successes": ["kids moved"], "Next meeting": ["bring quiz data"]}
    assert problems == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Notes – we talked about norms..", True),
        ("Successes: kids moved", True),
        ("GOALS\nfor ratios: on track", True),
        ("Note: she waited", False),
        ("Areas of growth: pacing", False),
        ("WOW", False),
        ("The notes – all of them – helped", False),
    ],
)
def test_a_paragraph_that_begins_like_another_part_is_named(words, named):
    _, problems = read(f"## Areas of growth\n\n{words}\n")
    assert [(problem.line, problem.code) for problem in problems] == ([(3, "unclear-heading")] if named else [])
