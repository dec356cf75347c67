"""What `check` points at when standards, targets, goals and meetings do not go together."""

import pytest

from coachlog.frameworks import build_frameworks

LESSON = "lessons/ratios-in-the-real-world-x2p7d.md"
GOAL = "goals/explain-why-it-is-proportional-p5v8h.md"
MEETING = "meetings/2026-11-19.md"


def edit(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def found(run):
    return [(row["path"], row["line"], row["code"], row["message"]) for row in run("check", "--json").data]


def lesson(root, facts="", body="\n## Learning targets\n\n- I can say why\n"):
    path = root / "lessons" / "new-one-a2b3c.md"
    path.write_text(f"---\ntype: lesson\n{facts}---\n\n# New one\n{body}", encoding="utf-8")
    return "lessons/new-one-a2b3c.md"


def goal(root, facts):
    path = root / "goals" / "lonely-a2b3c.md"
    path.write_text(f"---\ntype: goal\n{facts}---\n\n# Lonely\n", encoding="utf-8")
    return "goals/lonely-a2b3c.md"


def codes(run, path):
    return [code for where, _, code, _ in found(run) if where == path]


def test_a_lesson_in_work_without_standards_targets_or_goal_is_pointed_at(run, example):
    path = lesson(example, body="")
    assert codes(run, path) == ["no-standards", "no-targets"]
    path = lesson(example, body="\n## Learning targets\n\n<!-- What can they say? -->\n")
    assert codes(run, path) == ["no-standards", "no-targets"]
    path = lesson(example, "standards: [MP3]\n")
    assert codes(run, path) == ["no-goal"]
    path = lesson(example, body="\n## Learning targets\n\nWhy\n\n## Standards\n\nThe district's 4.\n")
    assert codes(run, path) == ["no-goal"]
    assert run("check").status == 1


def test_a_lesson_that_a_goal_names_serves_it(run, example):
    lesson(example, "standards: [MP3]\n")
    edit(example, GOAL, "lessons: [", "lessons: [new-one-a2b3c, ")
    assert found(run) == []


@pytest.mark.parametrize("facts", ["status: existing\n", "status: taught\n", "status: revised\n"])
def test_a_lesson_that_is_not_in_work_is_left_alone(facts, run, example):
    lesson(example, facts, body="")
    assert found(run) == []


def test_a_session_for_educators_needs_no_content_standards(run, example):
    assert codes(run, lesson(example, "audience: educators\n")) == ["no-goal"]


def test_a_lesson_whose_file_cannot_be_read_is_told_once(run, example):
    path = lesson(example, "status: [\n")
    assert codes(run, path) == ["bad-yaml"]


def test_an_active_goal_that_nothing_is_about_is_pointed_at(run, example):
    path = goal(example, "opened: 2026-10-01\n")
    assert [row[:3] for row in found(run)] == [(path, 1, "untouched-goal")]
    assert "coachlog goals update lonely-a2b3c" in found(run)[0][3]


@pytest.mark.parametrize("facts", ["opened: 2026-11-20\n", "", "opened: 2026-10-01\nstatus: draft\n"])
def test_a_new_goal_and_a_draft_have_time(facts, run, example):
    goal(example, facts)
    assert found(run) == []


def test_a_goal_is_touched_by_a_meeting_a_lesson_or_what_serves_it(run, example):
    goal(example, "opened: 2026-10-01\n")
    edit(example, MEETING, "goals: [", "goals: [lonely-a2b3c, ")
    assert found(run) == []
    edit(example, MEETING, "goals: [lonely-a2b3c, ", "goals: [")
    edit(example, GOAL, "supports: [", "supports: [lonely-a2b3c, ")
    assert found(run) == []
    edit(example, GOAL, "supports: [lonely-a2b3c, ", "supports: [")
    goal(example, "opened: 2026-10-01\nlessons: [ratios-in-the-real-world-x2p7d]\n")
    assert found(run) == []


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "near"),
    [
        (LESSON, "7.RP.A.3, MP3]", "7.RP.A.9, MP3]", 12, "the nearest is `7.RP.A."),
        (LESSON, "[engaging, technology]", "[engageing]", 14, "the nearest is `engaging`"),
        (LESSON, "self-awareness,", "self-awarness,", 15, "the nearest is `self-awareness`"),
        (LESSON, '"9.2"', '"10.2"', 16, "is not in udl-3"),
        (GOAL, "[2c, 4a]", "[2c, 2f]", 11, "is not in iste-coaches-2019"),
        (MEETING, "[co-planning,", "[coplaning,", 9, "the nearest is `co-planning`"),
        (MEETING, "phase: prepare", "phase: prepair", 10, "the nearest is `prepare`"),
        (MEETING, "indicators: [2c", "indicators: [9z", 13, "is not in iste-coaches-2019"),
    ],
)
def test_a_code_that_nobody_knows_is_told_with_its_line_and_the_nearest(path, old, new, line, near, run, example):
    edit(example, path, old, new)
    ((where, at, code, message),) = found(run)
    assert (where, at, code) == (path, line, "unknown-code")
    assert near in message


@pytest.mark.parametrize("code", ["4.2.C", "4.2c", "2.c", " 2C "])
def test_every_way_to_write_an_indicator_is_known(code, run, example):
    edit(example, MEETING, "indicators: [2c", f'indicators: ["{code}"')
    assert found(run) == []


@pytest.mark.parametrize("code", ["6.NS.A.1", "CCSS.ELA-LITERACY.RL.7.1", "WA.1"])
def test_standards_of_which_no_list_is_at_hand_are_nobodys_mistake(code, run, example):
    edit(example, LESSON, "7.RP.A.3, MP3]", f"{code}, MP3]")
    assert found(run) == []


def test_a_list_of_the_pairs_own_knows_its_codes(run, example, tmp_path):
    (tmp_path / "goals.csv").write_text("code,title\nEG1,Reasoning\nEG2,Belonging\n", encoding="utf-8")
    assert run("frameworks", "import", tmp_path / "goals.csv").status == 0
    edit(example, LESSON, "7.RP.A.3, MP3]", "EG1, EG7]")
    ((_, _, code, message),) = found(run)
    assert code == "unknown-code"
    assert message.startswith("standards: `EG7` is not in goals; the nearest is `EG")


def test_what_is_wrong_in_a_list_of_the_pairs_own_is_told_with_its_line(run, example):
    own = "title: Ours\nkind: odd\nitems:\n  - {title: No code}\n  - {code: A}\n  - {code: a, parent: B}\n  - words\n"
    (example / "frameworks" / "ours.yml").write_text(own + "  - {code: C, parent: Z}\n", encoding="utf-8")
    (example / "frameworks" / "open.yml").write_text("title: [\n", encoding="utf-8")
    told = [row[:3] for row in found(run)]
    assert told == [
        ("frameworks/open.yml", 2, "bad-yaml"),
        ("frameworks/ours.yml", 2, "bad-value"),
        ("frameworks/ours.yml", 4, "no-code"),
        ("frameworks/ours.yml", 6, "repeated-code"),
        ("frameworks/ours.yml", 7, "bad-type"),
        ("frameworks/ours.yml", 8, "unknown-code"),
    ]


def test_a_framework_that_there_is_not_is_told(run, example):
    edit(example, "coachlog.yml", "frameworks: [iste-coaches-2019", "frameworks: [iste-2019")
    assert [row[:3] for row in found(run)] == [("coachlog.yml", 35, "unknown-framework")]


def test_of_a_kind_that_a_log_does_not_name_all_are_in_use():
    everything = build_frameworks({})
    assert [framework.id for framework in everything.in_use("udl", ["casel"])] == ["udl-3"]
    own = build_frameworks({"frameworks/ours.yml": "kind: udl\nitems: [{code: X, title: Y}]\n"})
    assert [framework.id for framework in own.in_use("udl", [])] == ["ours", "udl-3"]
    assert [framework.id for framework in own.in_use("udl", ["ours"])] == ["ours"]
    assert [framework.id for framework in own.in_use("udl", ["udl-3"])] == ["ours", "udl-3"]


def test_on_the_first_day_check_is_content(run, sealed):
    run("init", "--mentor", "Ana Ruiz", "--mentee", "Ben Ito", "--me", "mentor")
    run("goals", "add", "Students explain their reasoning")
    run("lessons", "add", "Ratios")
    run("meet", "--no-edit")
    run("plan")
    assert run("check").status == 0
    run("meet", "--no-edit", "--today", "2026-11-26")
    assert run("check").status == 1


@pytest.mark.parametrize(("mode", "known"), [("on the moon", False), ("at school", True), ("Zoom", True)])
def test_a_way_to_meet_that_nobody_knows_is_told(mode, known, run, example):
    edit(example, MEETING, "mode: virtual", f"mode: {mode}")
    told = [row for row in found(run) if row[2] == "unknown-code"]
    assert bool(told) is not known
