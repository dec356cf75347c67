"""How long a page is, what half of it says, and how much of it the seeds would use."""

import re

import pytest

from coachlog.summary.page.measure import PageLine, PageState
from coachlog.views.page_state import next_step
from tests.support.page_words import visible
from tests.support.seed_claims import CLAIMS
from tests.support.seed_page import PAGE_SENTENCES


def words_of(text: str, heading: str = "") -> int:
    """The words of a page, or of one of its sections, as the tool counts them."""
    parts = re.split(r"(?m)^## (.*)$", re.sub(r"(?m)^# .*$", "", text))
    sections = dict(zip(["", *parts[1::2]], parts[::2], strict=True))
    wanted = [heading] if heading else [name for name in sections if name != "References"]
    return sum(bool(re.search(r"[\w…]", word)) for name in wanted for word in sections[name].split())


def without_gaps(text: str) -> str:
    """A page without its gaps, and without the questions that are gone when they are answered."""
    return re.sub(r"(?:\*\*.*\?\*\* )?\[…\]", "", text)


def test_half_of_the_page_is_what_was_learned_and_the_relationship(run, example, reflections):
    result = run("report", "--json", "--today", "2026-12-03")
    text = visible(reflections / "robin-and-sam-2026-fall.md")
    assert words_of(without_gaps(text)) == result.data["words"]
    assert 600 <= words_of(text) <= 900
    both = words_of(text, "What I've learned so far") + words_of(text, "Our relationship")
    assert both / words_of(text) >= 0.5
    answered = re.sub(r"\*\*.*\?\*\* \[…\]", "word " * 40, text)
    assert words_of(answered) <= 900


def test_a_page_that_is_too_long_is_told_with_the_drafted_lines_to_take_out_first(run, example, reflections):
    assert "take these lines out" not in run("report").out
    assert "take these lines out" not in run("check", "--page").out
    page = reflections / "robin-and-sam-2026-fall.md"
    over = 900 - words_of(without_gaps(visible(page))) + 20
    page.write_text(page.read_text().replace("## Our relationship\n", f"## Our relationship\n\n{'word ' * over}\n"))
    result = run("report")
    assert "20 too many" in result.out
    assert "To shorten it, take these lines out first:" in result.out
    checked = run("check", "--page").out
    assert "- We also worked on" in checked.partition("To shorten it, take these lines out first:\n")[2]
    lines = run("report", "--json").data["drop_first"]
    assert [line["text"][:15] for line in lines] == ["It serves “Expl", "We also worked "]
    for line in lines:
        assert page.read_text().splitlines()[line["line"] - 1] == line["text"]
    for line in lines:
        page.write_text(page.read_text().replace(line["text"] + "\n", ""))
    again = run("report", "--json").data
    assert again["words"] <= 900
    assert again["drop_first"] == []
    assert "We also worked" not in page.read_text()
    page.write_text(page.read_text().replace("## Our relationship\n", f"## Our relationship\n\n{'more ' * 150}\n"))
    further = run("report", "--json").data
    lines = [line["text"] for line in further["drop_first"]]
    assert sum(len(line.split()) for line in lines) >= further["words"] - 900 > 0
    for line in lines:
        page.write_text(page.read_text().replace(line + "\n", "", 1))
    assert run("report", "--json").data["words"] <= 900


@pytest.mark.parametrize(
    ("words", "gaps", "after", "next_one"),
    [
        (700, 2, "", "coachlog report 2026-fall --pick"),
        (700, 2, "pick", "through what is left: coachlog report 2026-fall --ask"),
        (700, 2, "ask", "go on with what is left: coachlog report 2026-fall --ask"),
        (950, 1, "ask", "go on with what is left: coachlog report 2026-fall --ask"),
        (950, 0, "ask", "too long still; to take lines out by their numbers: coachlog report 2026-fall --ask"),
        (500, 0, "pick", "More lines come in with this: coachlog report 2026-fall --pick"),
        (700, 0, "ask", "coachlog report 2026-fall --to ~/page.docx"),
    ],
)
def test_of_each_state_of_a_page_the_next_thing_to_do_is_said(words, gaps, after, next_one):
    state = PageState(words, (600, 900), (PageLine(1, "[…]"),) * gaps)
    assert next_one in next_step(state, "coachlog report 2026-fall", after, picks=True)


def test_what_is_told_after_the_editor_is_of_the_page_as_it_is_then(run, example, reflections, typed, editor):
    editor("file.write_bytes(text.replace('moved because […].'.encode(), b'moved because we counted again.'))\n")
    result = run("report", "--json")
    assert "The goal moved because we counted again." in (reflections / "robin-and-sam-2026-fall.md").read_text()
    assert not [gap for gap in result.data["gaps"] if gap["text"].startswith("The goal moved")]


def test_how_the_two_worked_together_is_told_by_facts_that_are_linked(run, example, reflections):
    visit = example / "visits" / "2026-10-09-visit.md"
    visit.write_text(visit.read_text().replace("- Robin: writing", "- writing"))  # what is taken is the visitor's
    run("report")
    page = reflections / "robin-and-sam-2026-fall.md"
    told = (
        "We first met in person, and after that virtually.",
        "I visited my mentee’s class on 9 October to look at this: “Only what students say to each other",
        "I took this from it: writing down students' words alone was a relief",
        "Between the meetings I split the design matrix into four single pages, and we both tried Nearpod",
    )
    for words in told:
        assert words in visible(page)
    assert "the silence felt long" not in visible(page)
    run("report", "--me", "mentee")
    of_mentee = visible(reflections / "robin-and-sam-mentee-2026-fall.md")
    assert "the mentor" not in of_mentee
    assert "My mentor visited my class on 9 October" in of_mentee
    assert "had a visit on 9 October" not in of_mentee, "the visit is told once"
    text = visit.read_text().replace("goals: [explain", "aims: [explain").replace("lessons: [ratio", "about: [ratio")
    visit.write_text(text)
    step = example / "meetings" / "2026-10-01.md"
    step.write_text(
        step.read_text().replace("four single pages [[ratios-in-the-real-world-x2p7d]]", "four single pages")
    )
    run("report")
    assert "visited my mentee" not in visible(page)
    assert "four single pages" not in visible(page)
    assert "Between the meetings we both tried Nearpod" in visible(page)


def test_the_authors_own_goal_is_told_with_what_the_author_wrote_of_it(run, example, reflections):
    run("report")
    learned = visible(reflections / "robin-and-sam-2026-fall.md").partition("## Our relationship")[0]
    story = (
        "I had a goal for myself: “Listen before suggesting”.\n"
        "I began here: “ideas from me in the first five minutes.”\n"
        "I wrote then: “I like solving things. I am often two sentences ahead, and it shows.”\n"
        "I sent one sentence about what I heard.\n"
        "On 9 October I waited, said back what I had heard, and the better plan was the teacher's.\n"
        "I asked two peers to read the lesson draft.\n"
        "By 19 November I was here: “under half of the talking was mine, and each decision came back to what students"
    )
    assert story in learned
    assert "Listening is slower at three o'clock and faster by Friday." in learned
    goal = next(goal for goal in (example / "goals").glob("*.md") if "# Listen before suggesting" in goal.read_text())
    goal.write_text(goal.read_text().replace("## Evidence\n\n", "## Evidence\n\n- 2026-12-01: Sam: it helped me\n"))
    run("report")
    assert story in visible(reflections / "robin-and-sam-2026-fall.md"), "a partner's newer line makes it no gap again"


def test_a_page_says_each_fact_once_and_of_what_it_speaks(run, example, reflections):
    run("report")
    text = visible(reflections / "robin-and-sam-2026-fall.md")
    assert "We meet almost every Thursday.\n" in text
    assert text.count("virtually") == 1
    assert "A peer made three suggestions, and we decided: “All three go into the lesson" in text
    assert "Friday.\nThe goal moved because […]." in text
    assert "I will go on with my goal “Listen before suggesting”." in text


@pytest.mark.parametrize(
    ("suggestions", "told"),
    [(0, "gave feedback"), (1, "made a suggestion"), (2, "made two suggestions"), (11, "made 11 suggestions")],
)
def test_what_came_of_feedback_says_how_much_of_it_there_was(suggestions, told, run, example, reflections):
    (path,) = (example / "feedback").glob("who-does-the-talking-*.md")
    before, _, rest = path.read_text().partition("## Suggestions\n")
    lines = "".join(f"\n- Let group {at} begin.\n" for at in range(suggestions))
    path.write_text(f"{before}## Suggestions\n{lines}\n## What{rest.partition('## What')[2]}")
    run("report")
    assert f"\nA peer {told}, and we decided: “" in visible(reflections / "robin-and-sam-2026-fall.md")


def test_lines_of_days_and_places_alone_are_not_offered(run, example, reflections):
    run("report")
    text = (reflections / "robin-and-sam-2026-fall.md").read_text()
    offers = [block.partition("-->")[0].splitlines()[1:] for block in text.split("<!-- From the log, to")[1:]]
    (hard,) = (lines for lines in offers if any("problem set” was revised" in line for line in lines))
    assert len(hard) == 2
    assert not any("15:30" in line or "Fire drill" in line for lines in offers for line in lines)


def test_the_seeds_use_most_of_the_pages_lines(run, example, reflections):
    run("report", "--today", "2026-12-03")
    rows = [row for row in visible(reflections / "robin-and-sam-2026-fall.md").splitlines() if row.strip()]
    drafted = [row for row in rows if not row.startswith(("#", "**")) and "[…]" not in row]
    used = [row for row in drafted if _is_in_a_seed(row)]
    assert len(drafted) > 25
    assert len(used) / len(drafted) >= 0.7, sorted(set(drafted) - set(used))
    assert len(rows) < 70
    for sentence, _, _ in PAGE_SENTENCES:
        assert any(sentence in row for row in drafted), sentence


def _is_in_a_seed(row: str) -> bool:
    said = any(claim.words in row for claim in CLAIMS)
    return said or any(sentence in row for sentence, _, _ in PAGE_SENTENCES)


def test_what_is_typed_next_is_said_with_the_term_and_the_log_and_leads_on(run, example, reflections, monkeypatch):
    monkeypatch.chdir(example.parent)
    options = ("--log", str(example), "--today", "2026-12-03")
    assert f"coachlog report 2026-fall --log {example} --pick" in run("report", "2026-fall", "--no-edit", *options).out
    span = run("report", "--since", "2026-10-01", "--until", "2026-10-31", "--all-logs", "--no-edit", *options).out
    assert f"coachlog report --since 2026-10-01 --until 2026-10-31 --all-logs --log {example} --ask" in span
    monkeypatch.chdir(example)
    assert "coachlog evidence 2c 3a --ask" in run("evidence", "2c", "3a", "--no-edit").out
    page = reflections / "robin-and-sam-2026-fall.md"
    page.write_text(re.sub(r"\[…\]", "It is said. " * 9, page.read_text()))
    (typed,) = re.findall(r"coachlog (report --to ~/\S+)", run("report", "--no-edit").out)
    assert run(*typed.split()).status == 0, "in the folder of the log, too"


def test_a_page_names_the_partner_by_line_wherever_it_is_asked_for(run, example, reflections):
    run("report", "--no-edit")
    page = reflections / "robin-and-sam-2026-fall.md"
    page.write_text(
        page.read_text().replace("Sam", "they").replace("\n## Our", "\nI waited for Sam.\n<!-- Sam -->\n\n## Our")
    )
    at = page.read_text().splitlines().index("I waited for Sam.") + 1
    told = f"It names Sam: for readers outside, my mentee says as much.\n- I waited for Sam.  (line {at})\n"
    assert told in run("check", "--page").out
    assert told in run("report", "--no-edit").out
    row = {"line": at, "text": "I waited for Sam."}
    assert run("check", "--page", "--json").data[0]["names"] == [row]
    assert run("report", "--no-edit", "--json").data["names"] == [row]
    joint = run("report", "--together", "--no-edit")
    assert "It names" not in joint.out


def test_a_success_with_a_figure_stands_with_what_the_evidence_adds_to_it(run, example, reflections):
    run("report", "--no-edit")
    page = reflections / "robin-and-sam-2026-fall.md"
    material = page.with_name("robin-and-sam-2026-fall.material.md")
    material.write_text(re.sub(r"- \[ \](?= .*nine exit slips out of ten)", "- [x]", material.read_text()))
    run("report", "--no-edit")
    said = (
        "A success of my mentee’s was that “nine exit slips out of ten now give a reason, where in September it was "
        "three.”\n"
    )
    added = "Our notes of 16 October add: “nine exit slips in ten give a reason, and about half of the reasons hold.”\n"
    assert said + added in visible(page)
    material.write_text(re.sub(r"- \[ \](?= .*about half of the reasons)", "- [-]", material.read_text()))
    run("report", "--no-edit")
    assert "nine exit slips out of ten now give a reason" in visible(page)
    assert "Our notes of 16 October add" not in visible(page), "the author left it out"
