"""Names that stand over lines, or behind them, say whose the lines are."""

import pytest

from tests.support.typed import read

STEP_HEADING = "## Next steps\n\n"


@pytest.mark.parametrize(
    "names", [("Sam", "Dana"), ("Sam Sample", "Dana Mentor"), ("mentee", "mentor"), ("- Sam", "- Dana")]
)
@pytest.mark.parametrize("heading", ["Successes", "Areas of growth"])
@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "1. ", ""])
def test_a_name_alone_is_whose_the_lines_below_it_are(names, heading, bullet):
    sam, dana = names
    body, _ = read(f"## {heading}\n\n{sam}\n{bullet}Exit tickets\n{bullet}Parent call\n{dana}\n{bullet}came on time\n")
    said = [(entry.text, entry.by) for entry in body.entries(heading)]
    whole = (
        [("Exit tickets", "mentee"), ("Parent call", "mentee")] if bullet else [("Exit tickets Parent call", "mentee")]
    )
    assert said == [*whole, ("came on time", "mentor")]


def test_steps_below_a_name_alone_are_that_persons():
    body, _ = read(f"{STEP_HEADING}Sam\n- [ ] call home\nDana\n- [ ] read\n  - [ ] a page\nSam\n- [ ] plan\n")
    assert [(step.text, step.owner) for step in body.steps] == [
        ("call home", "mentee"),
        ("read", "mentor"),
        ("plan", "mentee"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "“Best week ever” – Sam",
        "“Best week ever” Sam",
        "“Best week ever”\nSam",
        "“Best week ever”\n– Sam",
        "Best week ever – Sam",
    ],
)
@pytest.mark.parametrize("above", ["", "Dana\n- came on time\n\n", "**Dana**\n\n"])
@pytest.mark.parametrize("bullet", ["", "- "])
def test_a_name_behind_a_quotation_is_whose_it_is(line, above, bullet):
    body, _ = read(f"## Successes\n\n{above}{bullet}{line}\n")
    assert body.entries("Successes")[-1].by == "mentee"


@pytest.mark.parametrize(
    "line", ["we gave the book to\nSam", "thanks from Dana and\nSam", "a good\nteacher", "she is our new\ncoach"]
)
def test_a_sentence_that_ends_in_a_name_is_one(line):
    body, _ = read(f"## Successes\n\n- {line}\n- next\n")
    assert [entry.text for entry in body.entries("Successes")] == [line.replace("\n", " "), "next"]


@pytest.mark.parametrize("above", ["Dana", "**Dana**", "### Dana"])
@pytest.mark.parametrize("label", ["Samm", "S.", "Me", "Sammy"])
def test_below_a_name_a_line_of_a_doubtful_speaker_is_nobodys(above, label):
    body, problems = read(f"## Successes\n\n{above}\n\n- {label}: best week ever\n- came on time\n")
    assert [entry.by for entry in body.entries("Successes")] == ["", "mentor"]
    assert [problem.line for problem in problems] == [5]


@pytest.mark.parametrize(
    "end",
    [
        "“best week ever” (S.)",
        "“best week ever” – S.",
        '"best week ever" S',
        "best week ever – S",
        "best week ever — SS",
    ],
)
def test_first_letters_behind_a_quotation_are_named_and_it_is_nobodys(end):
    body, problems = read(f"## Successes\n\nDana\n- {end}\n")
    assert [entry.by for entry in body.entries("Successes")] == [""]
    assert [(problem.code, problem.line) for problem in problems] == [("unknown-person", 4)]


@pytest.mark.parametrize("end", ["plan B", "a test – A", "one (S1)", "the group “S”", "vitamin D."])
def test_a_letter_that_is_nobodys_is_a_word(end):
    body, problems = read(f"## Successes\n\nDana\n- {end}\n")
    assert [entry.by for entry in body.entries("Successes")] == ["mentor"]
    assert problems == []


@pytest.mark.parametrize("mark", ["–", "—", "👍", "☆", "~"])
def test_a_line_with_a_mark_of_its_own_below_another_is_one_or_is_named(mark):
    body, problems = read(f"## Successes\n\n- Dana: the fishbowl\n{mark} the exit tickets\n{mark} Sam: her plan\n")
    assert [(problem.line, problem.code) for problem in problems] == [(3, "unclear-line")]
    assert body.entries("Successes")[-1].by == "mentee"
    body, problems = read(f"{STEP_HEADING}- [ ] Dana: read\n{mark} write it down\n")
    assert [(problem.line, problem.code) for problem in problems] == [(4, "unclear-step")]


@pytest.mark.parametrize("marks", ["–––", "———", "👍👍👍", "👍⭐🎉", "•••"])
def test_lines_with_marks_of_one_kind_are_one_each(marks):
    lines = zip(marks, ("the exit tickets", "Sam: her plan", "kai"), strict=True)
    body, problems = read("## Successes\n\n" + "".join(f"{mark} {words}\n" for mark, words in lines))
    said = [(entry.text.strip(f"{marks} "), entry.by) for entry in body.entries("Successes")]
    assert said == [("the exit tickets", ""), ("Sam: her plan", "mentee"), ("kai", "")]
    assert not problems


@pytest.mark.parametrize("name", ["@Anna", "@Samm", "@both-of-them"])
def test_a_mention_of_nobody_below_a_step_is_named(name):
    _, problems = read(f"{STEP_HEADING}- [ ] Dana: read\n{name} record it\n")
    assert [(problem.line, problem.code) for problem in problems] == [(4, "unclear-step")]
    assert not read(f"{STEP_HEADING}- [ ] Dana: read it with\n{name} and write\n")[1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Samm: call", "write `Sam:` in its place"),
        ("@Danna call", "write `Dana:` in its place"),
        ("Sam call home", "write `Sam:` in front"),
        ("Me: call", "write `Dana:` or `Sam:` in its place"),
    ],
)
def test_a_name_that_is_not_understood_is_named_with_the_one_that_is_meant(typed, said):
    _, problems = read(f"{STEP_HEADING}- [ ] {typed}\n")
    assert said in problems[0].message
