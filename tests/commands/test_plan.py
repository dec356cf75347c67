"""`coachlog plan`: a term's plan is made, shown and agreed to."""

import shutil

import pytest

from tests.support.world import git, make_log

SPRING = """  - id: 2027 Spring
    start: 2027-01-04
    end: 2027-06-11
"""


@pytest.fixture
def spring(example):
    """The example with a second term."""
    path = example / "coachlog.yml"
    path.write_text(path.read_text("utf-8").replace("breaks:\n", SPRING + "breaks:\n"), encoding="utf-8")
    return example


def test_the_terms_plan_is_shown_with_who_agreed_and_its_titles(run, example):
    out = run("plan").out
    assert "Agreed: Robin Example on 17 September 2026 and Sam Sample on 17 September 2026" in out
    assert "Goals: Explain why a relationship is proportional; " in out
    assert "Lessons: Ratios in the real world" in out
    assert "# Coaching plan, fall 2026" in out
    assert "Not agreed yet" not in out


def test_a_shown_plan_as_json_has_its_facts_and_text(run, example):
    data = run("plan", "--json").data
    assert data["agreed"] == {"mentor": "2026-09-17", "mentee": "2026-09-17"}
    assert (data["id"], data["term"], data["start"], data["end"]) == (
        "2026-fall",
        "2026-fall",
        "2026-09-08",
        "2026-12-18",
    )
    assert data["text"].startswith("# Coaching plan, fall 2026")


def test_where_there_is_none_a_plan_is_made_for_the_term(run, spring):
    result = run("plan", "--today", "2027-02-01")
    assert result.status == 0
    assert "coachlog plan agree" in result.out
    text = (spring / "plans" / "2027-spring.md").read_text(encoding="utf-8")
    assert text.startswith("---\ntype: plan\nterm: 2027 Spring\nstart: 2027-01-04\nend: 2027-06-11\nagreed:\n")
    assert "# Coaching plan, 2027 Spring\n" in text
    assert git(spring, "log", "-1", "--format=%s").strip() == "plan: 1 plan"
    again = run("plan", "--term", "2027 spring")
    assert "Not agreed yet: Robin Example and Sam Sample" in again.out
    assert "<!--" not in again.out


def test_a_plan_is_the_same_bytes_on_two_machines(run, example, tmp_path, monkeypatch):
    run("plan", "--term", "2027-q1")
    mine = (example / "plans" / "2027-q1.md").read_bytes()
    source = tmp_path / "source"
    shutil.copytree(example, source, ignore=shutil.ignore_patterns(".git", "2027-q1.md"))
    twin = make_log(tmp_path / "twin", source, monkeypatch, me="mentee")
    run("plan", "--term", "2027-q1")
    assert (twin / "plans" / "2027-q1.md").read_bytes() == mine


def test_a_plan_carries_an_earlier_one_on_with_its_own_dates(run, example):
    run("plan", "--term", "2027-q1", "--from", "2026-fall")
    old = (example / "plans" / "2026-fall.md").read_text(encoding="utf-8")
    new = (example / "plans" / "2027-q1.md").read_text(encoding="utf-8")
    assert "term: 2027-q1\nstart: 2027-01-01\nend: 2027-03-31\ngoals: [" in new
    assert "agreed" not in new.partition("\n---")[0]
    assert "review_dates" not in new
    assert "# Coaching plan, q1 2027\n" in new
    assert new.partition("## Learning")[2] == old.partition("## Learning")[2]


@pytest.mark.parametrize("today", ["2026-12-19", "2027-01-10", "2027-03-01"])
def test_for_a_term_that_is_over_a_plan_is_made_only_on_request(run, example, today):
    (example / "plans" / "2026-fall.md").unlink()
    refused = run("plan", "--today", today)
    assert (refused.status, "no term follows 2026-fall yet" in refused.err) == (1, True)
    assert "coachlog terms add 2027-spring" in refused.err
    assert run("plan", "--today", today, "--term", "2026-fall").status == 0


def test_between_two_terms_the_plan_is_that_of_the_next_or_says_that_its_term_is_over(run, spring):
    """On 21 December a plan was made, added to and agreed to for the term that was over, without a word."""
    day = ("--today", "2026-12-21")
    over = run("plan", *day)
    assert "2026-fall is over since Friday 18 December: this is the plan for 2026-fall." in over.err
    assert 'The one for 2027 Spring: coachlog plan --term "2027 Spring"' in over.err
    assert "this is the plan for 2026-fall" in run("plan", "agree", *day).err
    carried = run("plan", "--from", "last", *day)
    assert ("Made a coaching plan for 2027 Spring" in carried.out, "over since" in carried.err) == (True, False)
    assert "is over since Friday 18 December: this is the plan for 2027 Spring" in run("plan", *day).err
    run("undo")
    (spring / "plans" / "2026-fall.md").unlink()
    made = run("plan", *day)
    assert "Made a coaching plan for 2027 Spring" in made.out
    assert "2026-fall is over since Friday 18 December: this is the plan for 2027 Spring." in made.err
    assert "plans/2027-spring.md" in run("plan", "add", "norms", "Ask first", *day).out
    assert "over since" not in run("plan", "--today", "2027-01-05").err


def test_a_goal_in_a_plan_is_told_once(run, example):
    run("goals", "add", "Students explain a rate")
    run("plan", "--term", "2027-q1")
    shown = run("plan", "--term", "2027-q1").out
    assert "- Students explain a rate\n" in shown
    assert "Students explain a rate Students" not in shown


def test_a_plan_that_is_there_is_not_written_over(run, example):
    result = run("plan", "--from", "2026-q1")
    assert result.status == 1
    assert "there is a plan for 2026-fall already: plans/2026-fall.md" in result.err


def test_a_plan_that_cannot_be_read_is_not_written_over(run, example):
    path = example / "plans" / "2026-fall.md"
    path.write_text("---\nterm: [\n---\n# Ours\n", encoding="utf-8")
    result = run("plan")
    assert result.status == 1
    assert "plans/2026-fall.md is there, but cannot be read" in result.err
    assert path.read_text(encoding="utf-8").endswith("# Ours\n")


def test_an_earlier_plan_must_be_there_to_be_carried_on(run, example):
    result = run("plan", "--term", "2027-q1", "--from", "2025-q1")
    assert result.status == 1
    assert "hint: the plans are: 2026-fall" in result.err
    assert not (example / "plans" / "2027-q1.md").exists()


def test_a_term_that_does_not_exist_is_refused(run, example):
    result = run("plan", "--term", "2027-autumn")
    assert result.status == 2
    assert "there is no term `2027-autumn`" in result.err


def test_each_agrees_for_themselves(run, example):
    run("plan", "--term", "2027-q1")
    first = run("plan", "agree", "--term", "2027-q1")
    assert "Agreed: Robin Example on 19 November 2026" in first.out
    assert "Not agreed yet: Sam Sample" in first.out
    second = run("plan", "agree", "--term", "2027-q1", "--me", "mentee", "--today", "2026-11-20", "--json")
    assert second.data["agreed"] == {"mentor": "2026-11-19", "mentee": "2026-11-20"}
    text = (example / "plans" / "2027-q1.md").read_text(encoding="utf-8")
    assert "\nagreed: {mentor: 2026-11-19, mentee: 2026-11-20}\n" in text
    assert git(example, "log", "-1", "--format=%s").strip() == "plan agree: 1 plan"


def test_agreeing_twice_changes_nothing(run, example):
    before = git(example, "rev-parse", "HEAD")
    assert run("plan", "agree").status == 0
    assert git(example, "rev-parse", "HEAD") == before


def test_a_plan_of_which_a_part_stands_in_two_versions_says_so_and_is_not_agreed_to(run, two):
    two.robin("plan")
    two.settle()
    path = "plans/2026-q4.md"
    for person, words in ((two.robin, "Ask first"), (two.sam, "Ask before")):
        person.change(path, "\nterm: 2026-q4\n", f'\nfocus: "{words}"\nterm: 2026-q4\n')
    two.settle()
    assert "1 place in it is kept in two versions; before you agree: coachlog settle" in two.sam("plan").out
    refused = two.sam("plan", "agree")
    assert (refused.status, "hint: settle that first: coachlog settle" in refused.err) == (1, True)
    two.sam("settle", "--keep", "1")
    assert two.sam("plan", "agree").status == 0
    assert "kept in two versions" not in two.sam("plan").out


def test_without_a_plan_there_is_nothing_to_agree_to(run, example):
    result = run("plan", "agree", "--term", "2027-q1")
    assert result.status == 1
    assert "hint: coachlog plan makes one" in result.err


def test_a_day_that_is_none_is_shown_as_it_was_typed(run, example):
    path = example / "plans" / "2026-fall.md"
    path.write_text(path.read_text("utf-8").replace("mentor: 2026-09-17", "mentor: last week"), encoding="utf-8")
    assert "Robin Example on last week" in run("plan").out


def agreed_spring(run, spring):
    run("plan", "--term", "2027 spring")
    for person in ("mentor", "mentee"):
        run("plan", "agree", "--term", "2027 spring", "--me", person)
    return spring / "plans" / "2027-spring.md"


def test_an_agreement_lapses_visibly_when_the_plan_changes_and_can_be_given_anew(run, spring):
    path = agreed_spring(run, spring)
    path.write_text(path.read_text("utf-8").replace("## Norms\n", "## Norms\n\n- Ask first.\n"), encoding="utf-8")
    shown = run("plan", "--term", "2027 spring")
    day = "19 November 2026"
    assert f"Agreed to what it said before: Robin Example on {day} and Sam Sample on {day}; it has" in shown.out
    assert "The plan for 2027 Spring waits for your agreement" in run().out
    again = run("plan", "agree", "--term", "2027 spring", "--today", "2026-11-20")
    assert "Agreed: Robin Example on 20 November 2026\n" in again.out
    assert "waits for your agreement" not in run().out
    assert "The plan for 2027 Spring waits for your agreement" in run("--me", "mentee").out
    assert f"Agreed to what it said before: Sam Sample on {day}; it has changed since" in again.out
    data = run("plan", "--term", "2027 spring", "--json").data
    assert data["lapsed"] == ["mentee"]
    assert data["agreed"] == {"mentor": "2026-11-20", "mentee": "2026-11-19"}
    assert run("check").status == 0


def test_an_agreement_outlives_line_breaks_comments_and_the_others_yes(run, spring):
    path = agreed_spring(run, spring)
    text = path.read_text("utf-8").replace("## Norms\n", "## Norms\n\n<!-- to think about -->\n\n")
    path.write_bytes(text.replace("\n", "\r\n").encode())
    data = run("plan", "--term", "2027 spring", "--json").data
    assert data["lapsed"] == []


def test_an_agreement_lapses_by_a_goal_that_the_plan_names_anew(run, spring):
    path = agreed_spring(run, spring)
    path.write_text(path.read_text("utf-8").replace("goals: [", "goals: [listen, ", 1), encoding="utf-8")
    assert run("plan", "--term", "2027 spring", "--json").data["lapsed"] == ["mentor", "mentee"]


def test_a_day_without_letters_beside_it_goes_on_counting(run, example):
    path = example / "plans" / "2026-fall.md"
    path.write_text(path.read_text("utf-8") + "\n- One more.\n", encoding="utf-8")
    assert run("plan", "--json").data["lapsed"] == []


def test_a_carried_plan_begins_without_anybodys_agreement(run, spring):
    agreed_spring(run, spring)
    run("plan", "--term", "2027-q3", "--from", "2027 spring")
    assert "agreed" not in (spring / "plans" / "2027-q3.md").read_text("utf-8").partition("\n---")[0]


def test_a_plan_grows_by_a_line_in_a_section_of_its_own(run, spring):
    path = agreed_spring(run, spring)
    result = run("plan", "add", "roles", "Sam decides; Robin asks", "--term", "2027 spring")
    assert result.status == 0
    assert "Written under Roles: plans/2027-spring.md" in result.out
    assert "it has changed since (coachlog plan agree)" in result.out
    text = path.read_text("utf-8")
    assert "## Roles\n\n- Sam decides; Robin asks\n\n## Norms" in text
    assert run("plan", "add", "rolls", "x", "--term", "2027 spring").status == 1
    assert run("plan", "add", "roles", " ", "--term", "2027 spring").status == 2
    assert run("plan", "add", "roles", "x", "--term", "2025-q1").status == 1


def test_a_first_plan_fits_on_a_screen(run, spring):
    run("plan", "--term", "2027 spring")
    assert len(run("plan", "--term", "2027 spring").out.splitlines()) <= 24
    assert len((spring / "plans" / "2027-spring.md").read_text("utf-8").splitlines()) <= 40


def test_a_link_in_the_plan_is_shown_by_its_title(run, example):
    plan = example / "plans" / "2026-fall.md"
    plan.write_text(plan.read_text("utf-8") + "\n- Look at [[ask-before-telling-t2m6z]] again\n", "utf-8")
    shown = run("plan").out
    assert "[[" not in shown
    assert "Look at Ask before telling again" in " ".join(shown.split())
    assert "[[ask-before-telling-t2m6z]]" in run("plan", "--json").data["text"]


@pytest.mark.parametrize("promise", ["<!-- a note --> We meet weekly", "<div>\nWe meet weekly\n</div>"])
def test_words_beside_a_comment_or_in_html_are_a_promise(promise, run, spring):
    path = agreed_spring(run, spring)
    path.write_text(path.read_text("utf-8").replace("## Norms\n", f"## Norms\n\n{promise}\n"), encoding="utf-8")
    run("plan", "agree", "--term", "2027 spring")
    for old, new, lapsed in (("a note", "another", []), ("weekly", "monthly", ["mentor"])):
        path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
        data = run("plan", "--term", "2027 spring", "--json").data
        assert [person for person in data["lapsed"] if person == "mentor"] == lapsed
