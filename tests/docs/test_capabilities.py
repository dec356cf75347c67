"""Every capability that the two pages by the coach ask for: the commands that do it, or the work that will.

The numbers are those of the list of capabilities; the words are ours. A command that stands here is run on the
example.
"""

import shlex

import pytest

from coachlog.commands import COMMANDS

LESSON = "ratios-in-the"
GOAL = "explain-why"
FEEDBACK = "one-platform"

SHARING = f"share lesson {LESSON}"
SEVERAL = "logs"
COPIES = "report --no-edit --to ../copy.html"

CAPABILITIES = (
    (1, "several mentees, each pair apart, with their year of experience", ["logs", "--log . progress"]),
    (2, "a standing weekly meeting, its mode, its missed weeks", ["meet --no-edit", "agenda", "hours"]),
    (3, "a check-in", ["note 'a long week' --in check-in"]),
    (4, "trust: nothing is scored, the wording is the pair's", ["progress", "plan add norms 'Ask first'"]),
    (5, "a meeting for just talking is a full one", ["meet --no-edit --activity just-talk", "hours"]),
    (6, "what was not got through goes along, without blame", ["meet --no-edit --date 2026-12-03", "steps"]),
    (
        7,
        "confidence: what is one person's own stays there",
        ["private 'a hard talk'", "plan add confidentiality 'Ours'"],
    ),
    (8, "the mentor's own next steps", ["steps --owner mentor", "steps add '@mentor Find a text'"]),
    (
        9,
        "listening: questions at hand, goals for one's own coaching",
        ["prompts", "prompts clarify", "goals --level coach"],
    ),
    (
        10,
        "small blank pages to begin with",
        ["goals add 'One goal'", "plan --term 2027-q1", "lessons add 'One lesson'"],
    ),
    (11, "one log that both write", ["status", "history", "save"]),
    (12, "successes to celebrate", ["successes", "successes --by person", "note 'it worked' --in successes"]),
    (13, "areas of growth that the teacher chose", ["note 'waiting' --in growth", "report --no-edit"]),
    (14, "from a line in the log to a goal", ["goals add 'Wait longer' --owner mentee"]),
    (15, "an excerpt of the log to show", [SHARING]),
    (16, "goals of both, as what students gain", ["goals --owner shared --level student"]),
    (17, "goals that serve the classroom's, the building's, the district's", ["goals --tree", f"goals show {GOAL}"]),
    (18, "meetings that are about goals", [f"goals update {GOAL} 'nine in ten'", "check", "meet --no-edit"]),
    (19, "looking back at goals", [f"goals close {GOAL} 'they explain' --met", "report --no-edit"]),
    (20, "a coaching plan", ["plan", "plan agree", "plan --term 2027-q1 --from 2026-fall"]),
    (
        21,
        "coaching standards, by code",
        ["frameworks show iste 4.2.c", "goals --indicator 4.2.c", "evidence", "evidence 2c --no-edit"],
    ),
    (22, "frameworks as data, one's own beside them", ["frameworks", "frameworks search goals"]),
    (
        23,
        "the design matrix, one quadrant at a time",
        [f"lessons review {LESSON} --focus engaging", "frameworks show design"],
    ),
    (
        24,
        "its engaging and its technology quadrant",
        [f"lessons review {LESSON} --focus technology", f"lessons show {LESSON}"],
    ),
    (
        25,
        "a lesson that improves on an earlier one",
        ["lessons add 'Ratios again' --from ratios-in", f"lessons compare {LESSON}"],
    ),
    (26, "what worked before, what to adapt", [f"lessons show {LESSON}"]),
    (27, "virtual and hybrid teaching", [f"lessons show {LESSON}"]),
    (28, "standards that match targets and goals", ["check", "goals --standard 7.RP.2", "frameworks show ccss"]),
    (29, "learning targets", [f"lessons show {LESSON}", "check"]),
    (30, "engagement", [f"lessons review {LESSON} --focus engaging"]),
    (31, "what students know already, and the place in the unit", [f"lessons show {LESSON}"]),
    (32, "together and alone", [f"lessons show {LESSON}"]),
    (33, "voice and choice in the product", [f"lessons show {LESSON}"]),
    (34, "tools, each with its purpose", [f"lessons show {LESSON}", f"lessons review {LESSON} --focus technology"]),
    (35, "social and emotional learning", ["frameworks show casel", f"lessons show {LESSON}"]),
    (36, "interests and backgrounds", [f"lessons show {LESSON}"]),
    (37, "different learners", ["frameworks show udl", f"lessons show {LESSON}"]),
    (38, "problems from life", [f"lessons review {LESSON} --focus problem"]),
    (39, "what students make shows what they learned", [f"lessons rubric {LESSON}"]),
    (40, "a lesson plan with its rubric", [f"lessons rubric {LESSON}", f"show {LESSON}"]),
    (41, "a lesson is a draft until it is taught, and after", ["lessons", f"lessons taught {LESSON}"]),
    (42, "what a lesson did for students", [f"lessons taught {LESSON}", f"goals update {GOAL} 'they explain'"]),
    (43, "a coach who is coached", ["feedback", "logs", SEVERAL]),
    (44, "a lesson before peers, and what they say", ["feedback", f"feedback show {FEEDBACK}", SHARING]),
    (45, "the coach's own goals and reflection", ["goals --level coach", "report --no-edit", "private 'ask more'"]),
    (46, "the end of a quarter", ["report --no-edit", "report --together --no-edit", "successes 2026-fall"]),
    (47, "next steps everywhere", ["steps", "agenda", "report --no-edit"]),
    (48, "two facilitators, and professional learning as a lesson", ["lessons add 'A session' --audience educators"]),
    (49, "pages to publish, with links", [COPIES]),
    (50, "sources", ["report --no-edit", "plan add references 'Foltos, L. (2013). Peer Coaching.'"]),
)
DONE = sorted({command for _, _, commands in CAPABILITIES for command in commands})


def test_every_capability_has_its_line():
    assert [number for number, _, _ in CAPABILITIES] == list(range(1, 51))
    assert all(commands for _, _, commands in CAPABILITIES)


@pytest.mark.parametrize("command", DONE)
def test_a_command_that_does_it_runs_on_the_example(command, run, example):
    words = shlex.split(command)
    assert any(word in {row.name for row in COMMANDS} for word in words)
    result = run(*words)
    assert result.status == 0, result.err
    assert result.out


def test_a_pair_of_equals_has_roles_of_its_own(run, tmp_path):
    people = ("--person", "kim=Kim Example:facilitator", "--person", "lee=Lee Sample:facilitator")
    assert run("init", tmp_path / "two", *people, "--me", "kim").status == 0


def test_a_first_note_a_first_goal_and_a_first_plan_are_small(run, tmp_path, monkeypatch):
    run("init", tmp_path / "log", "--mentor", "Robin", "--mentee", "Sam", "--me", "mentor")
    monkeypatch.chdir(tmp_path / "log")
    run("meet", "--no-edit")
    run("goals", "add", "One goal")
    run("plan")
    pages = [page for folder in ("meetings", "goals", "plans") for page in (tmp_path / "log" / folder).glob("*.md")]
    assert len(pages) == 3
    for page in pages:
        text = page.read_text("utf-8")
        assert len(text.splitlines()) <= 40
        for word in ("activities", "phase", "indicators", "agreed_to", "Agenda", "Design matrix"):
            assert word not in text
