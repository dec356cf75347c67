"""`coachlog check`: what is wrong in a log, each with its file and line."""

import ast
import os
from pathlib import Path

import pytest

from coachlog.checks.check import LogFiles, line_of
from coachlog.checks.registry import CHECKS, run_checks
from coachlog.model.log import Log
from coachlog.model.settings import Cadence, Settings
from tests.support.world import Run, modules

GOALS = "explain-why-it-is-proportional-p5v8h", "grade-7-talks-about-ratios-c8n3t", "math-reasoning-for-everyone-d4k7m"

LESSON = "lessons/ratios-in-the-real-world-x2p7d.md"


def codes_of(result) -> list[tuple[str, int, str]]:
    return [(row["path"], row["line"], row["code"]) for row in result.data]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_example_has_no_problem(run: Run, example: Path) -> None:
    result = run("check")
    assert (result.status, result.out, result.err) == (0, "No problems found.\n", "")


CASES = [
    ("meetings/2026-11-12.md", "goals: [ask", "goals: [gone, ask", 10, "unknown-id"),
    ("meetings/2026-11-12.md", "participants: [mentor, mentee]", "participants: [mentor, zed]", 8, "unknown-person"),
    ("meetings/2026-11-12.md", "date: 2026-11-12", "date: 2026-11-13", 3, "name-date"),
    ("meetings/2026-11-12.md", "date: 2026-11-12", "date: 2026-11-19", 1, "second-note"),
    ("meetings/2026-11-12.md", "type: meeting\n", "", 1, "no-type"),
    ("meetings/2026-11-12.md", "type: meeting", "type: gathering", 2, "wrong-type"),
    ("meetings/2026-11-12.md", "minutes: 35", "minutes: [", 5, "bad-yaml"),
    ("meetings/2026-11-12.md", "(due 2026-11-12)", "(due 2026-11-31)", 33, "bad-date"),
    ("meetings/2026-11-12.md", "## Check-in", "## Check in on goals", 19, "check-in-doubt"),
    ("meetings/2026-11-12.md", "# Mostly talking", "# Check-in", 17, "check-in-doubt"),
    ("meetings/2026-11-12.md", "(due 2026-11-12)", "(due 11/5)", 33, "bad-date"),
    ("meetings/2026-11-12.md", "(due 2026-11-12)", "(due Nov 12) (due Nov 13)", 33, "bad-date"),
    ("meetings/2026-11-12.md", "## Next steps\n", "## Next steps\n\nWe go on.\n", 30, "unclear-step"),
    ("meetings/2026-11-12.md", "## Successes\n", "## Sucesses\n", 0, "unclear-heading"),
    ("meetings/2026-11-12.md", "## Successes\n", "## Successes\n\n| a |\n|---|\n", 0, "unclear-line"),
    ("meetings/2026-11-12.md", "## Successes\n", "## Successes\n\n- [ ] @mentee Ring\n", 0, "open-box"),
    ("meetings/2026-11-12.md", "## Next steps\n", "## Unsorted\n\n- what\n\n## Next steps\n", 28, "unsorted"),
    ("meetings/2026-11-12.md", "status: held", "status: planned", 1, "still-planned"),
    ("meetings/2026-11-12.md", 'start: "15:30"', "start: 3:30 am", 4, "at-night"),
    ("coachlog.yml", 'time: "15:30"', 'time: "03:30"', 0, "at-night"),
    ("coachlog.yml", "coachlog: 1", "coachlog: 1\ndates: american", 3, "bad-value"),
    ("coachlog.yml", "coachlog: 1", "coachlog: 0", 2, "bad-value"),
    ("coachlog.yml", "coachlog: 1", "coachlog: 1\nid: our log", 3, "bad-value"),
    ("coachlog.yml", "coachlog: 1", "coachlog: 1\nheadings: {Joys: Sucesses}", 3, "bad-value"),
    ("coachlog.yml", "coachlog: 1", "coachlog: 1\nquestion: course", 3, "unclear-key"),
    ("coachlog.yml", "  weekday:", "  Week-Day:", 0, "unclear-key"),
    ("meetings/2026-11-12.md", "minutes: 35", "Minutes: 35", 5, "unclear-key"),
    ("meetings/2026-11-12.md", "minutes: 35", "duration: 35 min", 5, "unclear-key"),
    ("meetings/2026-11-12.md", "minutes: 35", "time: 3:30", 5, "unclear-key"),
    ("goals/ask-before-telling-t2m6z.md", "target_date:", "target date:", 0, "unclear-key"),
    ("meetings/2026-11-12.md", "minutes: 35", "minutes: 35\nfocus: Unit #3", 6, "cut-value"),
    ("goals/ask-before-telling-t2m6z.md", "## Evidence", "### Evidence", 0, "unclear-heading"),
    ("goals/ask-before-telling-t2m6z.md", "## Evidence", "### Evidence\n\n- x\n\n## Evidence", 0, "unclear-heading"),
    ("plans/2026-fall.md", "## Norms", "**Norms:**\n\n- x\n\n## Norms", 0, "unclear-heading"),
    (LESSON, "## Learning targets", "**Learning targets**", 0, "unclear-heading"),
    ("plans/2026-fall.md", "## Norms", "## Nroms", 0, "unclear-heading"),
    ("goals/ask-before-telling-t2m6z.md", "status:", "staus:", 0, "unclear-key"),
    ("plans/2026-fall.md", "review_dates: [2026", "review_dates: [soon 2026", 11, "bad-date"),
    ("feedback/room-for-feelings-n5q8m.md", "quote_ok: ", "quote_ok: perhaps #", 0, "bad-value"),
    (LESSON, "tools:\n  - name:", "tools:\n  - tool:", 0, "bad-value"),
    ("goals/ask-before-telling-t2m6z.md", "owner: mentee", "owner: nobody", 4, "unknown-person"),
    ("goals/ask-before-telling-t2m6z.md", "closed: 2026-11-12", "closed: 2026-09-12", 8, "dates-order"),
    ("goals/ask-before-telling-t2m6z.md", "opened: 2026-10-01", "opened: 2026-02-30", 7, "bad-date"),
    ("plans/2026-fall.md", "end: 2026-12-18", "end: 2026-08-18", 5, "dates-order"),
    ("plans/2026-fall.md", "  mentee: 2026", "  mentee: soon 2026", 0, "bad-date"),
    ("plans/2026-fall.md", "  mentee: 2026", "  zoe: 2026", 6, "unknown-person"),
    (
        "lessons/ratios-in-the-real-world-x2p7d.md",
        "previous: ratio-problems",
        "previous: x-ratio-problems",
        0,
        "unknown-id",
    ),
    ("coachlog.yml", "breaks:", "  - {id: b, start: 2026-12-01, end: 2026-12-30}\nbreaks:", 24, "terms-overlap"),
    (
        "coachlog.yml",
        "breaks:",
        "  - {id: 2026-FALL, start: 2027-12-01, end: 2027-12-3}\nbreaks:",
        24,
        "repeated-term",
    ),
    ("coachlog.yml", "id: mentee", "id: mentor", 5, "repeated-id"),
    ("coachlog.yml", "id: mentee", "id: shared", 4, "unusable-id"),
    ("coachlog.yml", "name: Sam Sample", "name: robin example", 4, "name-of-two"),
    ("coachlog.yml", "breaks:", "  - {start: 2027-09-01, end: 2027-12-3}\nbreaks:", 24, "term-without-id"),
    ("coachlog.yml", "breaks:", "breaks:\n  - {start: 2027-01-26, end: 2027-11-27}", 0, "long-period"),
]


@pytest.mark.one_in(2)
@pytest.mark.parametrize(("path", "old", "new", "line", "code"), CASES)
def test_a_wrong_thing_is_named_with_its_line(
    run: Run, example: Path, path: str, old: str, new: str, line: int, code: str
) -> None:
    edit(example / path, old, new)
    result = run("check", "--json")
    found = codes_of(result)
    assert result.status == 1
    assert code in [found_code for found_path, found_line, found_code in found if found_path == path]
    assert not line or (path, line, code) in found


def test_what_is_the_same_in_many_lines_is_said_once_with_the_lines(run: Run, example: Path) -> None:
    edit(example / "meetings/2026-11-12.md", "## Next steps\n", "## Next steps\n\n- Ring\n- Ask\n- Read\n")
    lines = [row["line"] for row in run("check", "--json").data]
    assert lines == [30, 31, 32]
    out = run("check").out.splitlines()
    assert out[0].startswith("meetings/2026-11-12.md:30: this is no step as long as it has no box")
    assert out[0].endswith(" (and lines 31, 32) [unclear-step]")
    assert out[1:] == ["3 problems."]
    saved = run("save").err
    assert saved.count("this is no step") == 1
    assert "(and lines 31, 32)" in saved


def test_a_line_that_is_not_understood_is_told_by_the_save_that_brings_it_in_any_kind(run: Run, example: Path) -> None:
    edit(example / "goals/ask-before-telling-t2m6z.md", "## Evidence", "### Evidence")
    edit(example / LESSON, "type: lesson", "type: lesson\ntaugt: 2026-10-14")
    told = run("save").err
    assert "write `## Evidence` if that is meant" in told
    assert f"{LESSON}:3: taugt: nothing is read under this word" in told
    assert "Evidence" not in run("note", "words", "--in", "notes").err


def test_a_word_for_a_field_is_named_by_check_alone(run: Run, example: Path) -> None:
    goal = example / "goals" / "ask-before-telling-t2m6z.md"
    edit(goal, "status:", "mood: good\nStatus:")
    edit(example / "coachlog.yml", "terms:", "colour: green\ntrems:")
    assert [row["message"] for row in run("check", "--json").data if row["code"] == "unclear-key"] == [
        "trems: nothing is read under this word; write it as `terms` if that is meant",
        "Status: nothing is read under this word; write it as `status` if that is meant",
    ]
    assert run("goals", "--json").status == 0


def test_a_joint_page_is_a_draft_or_final(run: Run, example: Path) -> None:
    page = example / "reflections" / "2026-fall.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("---\ntype: reflection\nterm: 2026-fall\nstatus: nearly\n---\n\n# Looking back\n", "utf-8")
    assert ("reflections/2026-fall.md", 4, "bad-value") in codes_of(run("check", "--json"))


def test_a_person_is_meant_by_id_or_name_in_every_field(run: Run, example: Path) -> None:
    goal = example / "goals" / "listen-before-suggesting-h9c5d.md"
    edit(goal, "owner: mentor", "owner: Robin")
    plan = example / "plans" / "2026-fall.md"
    edit(plan, "  mentee: 2026", "  Sam Sample: 2026")
    edit(plan, "review_dates: [2026-10-29, 2026-12-10]", "review_dates: [2026-11-05, 10 December 2026]")
    assert run("check", "--json").data == []
    assert {row["owner"] for row in run("goals", "--owner", "mentor", "--json").data} == {"mentor"}
    assert next(row for row in run("goals", "--json").data if row["id"].startswith("listen"))["owner"] == "mentor"
    assert sorted(run("plan", "--json").data["agreed"]) == ["mentee", "mentor"]
    assert run("plan", "--json").data["review_dates"] == ["2026-11-05", "2026-12-10"]
    shown = run("plan").out
    assert "To look at it again: 5 November 2026 and 10 December 2026" in shown
    assert "Not agreed yet" not in shown


@pytest.mark.parametrize("typed", ["quarter", "semester", "term"])
def test_what_is_asked_a_quarter_is_asked_a_term(typed: str, run: Run, example: Path) -> None:
    settings = example / "coachlog.yml"
    edit(settings, "requirement:", f"requirement: {{minutes: 180, per: {typed}}}\nformerly:")
    assert run("people", "--json").data["requirement"]["per"] == "term"


def test_problems_are_printed_as_an_editor_can_jump_to_them(run: Run, example: Path) -> None:
    edit(example / "goals" / "ask-before-telling-t2m6z.md", "owner: mentee", "owner: nobody")
    result = run("check")
    first = result.out.splitlines()[0]
    assert first.startswith("goals/ask-before-telling-t2m6z.md:4: owner: nobody in this log is called `nobody`")
    assert first.endswith("[unknown-person]")
    assert result.err == ""


def test_hostile_questions_are_named_with_their_lines(run: Run, example: Path) -> None:
    folder = example / "templates" / "questions"
    folder.mkdir(parents=True)
    many = "".join(f"  - ask: Question {number}?\n" for number in range(30))
    (folder / "course.yml").write_text(
        f"questions:\n  - ask: {'long ' * 200}\n  - under: Somewhere\n  - ask: What?\n    under: Nowhere\n" + many,
        "utf-8",
    )
    (folder / "none.yml").write_text("title: Nothing\nquestions: yes\n", "utf-8")
    (folder / "torn.yml").write_text("questions: [\n", "utf-8")
    (folder / "bytes.yml").write_bytes(b"questions: [\xff\xfe]\n")
    edit(example / "coachlog.yml", "coachlog: 1\n", "coachlog: 1\nquestions: gone\n")
    assert [(path, line, code) for path, line, code in codes_of(run("check", "--json")) if code != "bad-type"] == [
        ("coachlog.yml", 3, "no-questions"),
        ("templates/questions/bytes.yml", 1, "not-utf-8"),
        ("templates/questions/course.yml", 2, "too-long"),
        ("templates/questions/course.yml", 2, "too-many"),
        ("templates/questions/course.yml", 3, "no-question"),
        ("templates/questions/course.yml", 5, "bad-value"),
        ("templates/questions/none.yml", 2, "no-questions"),
        ("templates/questions/torn.yml", 2, "bad-yaml"),
    ]
    for name in ("course", "none", "torn", "bytes", "gone"):
        edit(example / "coachlog.yml", "questions: ", f"questions: {name} # ")
        result = run("report", "--no-edit")
        assert result.status == 0
        assert f"{name}.yml" in result.err


def test_goals_that_support_each_other_in_a_ring_are_told_once(run: Run, example: Path) -> None:
    far, near = example / "goals" / f"{GOALS[2]}.md", example / "goals" / f"{GOALS[0]}.md"
    assert "supports: [" in near.read_text(encoding="utf-8")
    edit(far, "type: goal", f"type: goal\nsupports: [{GOALS[0]}]")
    rings = [row for row in run("check", "--json").data if row["code"] == "goal-loop"]
    assert len(rings) == 1
    assert GOALS[2] in rings[0]["message"]


def test_a_document_without_a_title_is_told(run: Run, example: Path) -> None:
    (example / "goals" / "bare-x2x2x.md").write_text("---\ntype: goal\n---\n\nonly words\n", encoding="utf-8")
    (example / "goals" / "named-x3x3x.md").write_text("---\ntype: goal\n---\n\nnamed-x3x3x\n===\n", encoding="utf-8")
    assert codes_of(run("check", "--json")) == [("goals/bare-x2x2x.md", 1, "no-title")]


def test_what_another_program_left_of_a_merge_is_told(run: Run, example: Path) -> None:
    note = example / "meetings" / "2026-11-12.md"
    words = note.read_text(encoding="utf-8")
    note.write_text(words + "\n<<<<<<< mine\n- a\n=======\n- b\n>>>>>>> yours\n", encoding="utf-8")
    (example / "README.md").write_text("# Title\n\n<<<<<<< only this\n=======\n", encoding="utf-8")
    assert codes_of(run("check", "--json")) == [
        ("meetings/2026-11-12.md", words.count("\n") + 2, "merge-markers"),
    ]


def test_a_link_is_told_once_and_not_followed(run: Run, example: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ntype: goal\nowner: zed\n---\n# Secret\n", encoding="utf-8")
    (example / "goals" / "out-x2x2x.md").symlink_to(tmp_path / "secret.md")
    (example / "assets").mkdir(exist_ok=True)
    (example / "assets" / "all").symlink_to(tmp_path)
    result = run("check", "--json")
    assert sorted((path, code) for path, _, code in codes_of(result)) == [
        ("assets/all", "link"),
        ("goals/out-x2x2x.md", "cannot-read"),
    ]
    assert "Secret" not in result.out


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot have these names to begin with")
def test_names_that_windows_cannot_have_and_names_alike_are_told(run: Run, example: Path) -> None:
    (example / "assets").mkdir(exist_ok=True)
    for name in ("aux.png", "what?.png", "end. ", "CON"):
        (example / "assets" / name).write_bytes(b"x")
    goal = (example / "goals" / f"{GOALS[0]}.md").read_bytes()
    (example / "goals" / f"{GOALS[0].upper()}.md").write_bytes(goal)
    found = codes_of(run("check", "--json"))
    assert [path for path, _, code in found if code == "windows-name"] == [
        "assets/CON",
        "assets/aux.png",
        "assets/end. ",
        "assets/what?.png",
    ]
    assert [path for path, _, code in found if code == "same-name"] == [f"goals/{GOALS[0]}.md"]


def test_codes_are_listed_each_with_what_it_means(run: Run) -> None:
    result = run("check", "--codes")
    assert result.status == 0
    assert "terms-overlap" in result.out
    assert {row["code"] for row in run("check", "--codes", "--json").data} == {c for k in CHECKS for c, _ in k.codes}


def test_every_code_belongs_to_one_check_and_has_words() -> None:
    codes = [code for check in CHECKS for code, _ in check.codes]
    assert len(codes) == len(set(codes))
    assert all(meaning and not meaning.endswith(".") for check in CHECKS for _, meaning in check.codes)


def test_every_code_that_the_package_writes_is_in_the_table_of_a_check() -> None:
    documented = {code for check in CHECKS for code, _ in check.codes}
    written = {path.name: written_codes(ast.parse(path.read_text(encoding="utf-8"))) - documented for path in modules()}
    assert {name: codes for name, codes in written.items() if codes} == {}


def written_codes(tree: ast.Module) -> set[str]:
    """Return the codes of the problems that a module makes, as far as they are constants in it."""
    constants = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    calls = [(node, ast.unparse(node.func)) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [call.args[2] for call, name in calls if name.lower().endswith("problem") and len(call.args) == 4]
    made += [call.args[1] for call, name in calls if name.endswith(".report") and len(call.args) == 3]
    codes = [constants.get(code.id) if isinstance(code, ast.Name) else code for code in made]
    return {str(code.value) for code in codes if isinstance(code, ast.Constant)}


def test_every_check_takes_an_empty_log() -> None:
    settings = Settings(1, "", (), Cadence(), (), (), None, (), ())
    files = LogFiles(Log("x", settings, {}, {}, ()), (), frozenset(), lambda _: "", lambda _: "")
    assert [problem.code for problem in run_checks(files)] == ["no-people"]


def test_every_code_that_is_found_is_documented(run: Run, example: Path) -> None:
    documented = {code for check in CHECKS for code, _ in check.codes}
    for path, old, new, _, _ in CASES:
        text = (example / path).read_text(encoding="utf-8")
        if old in text:
            (example / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    (example / "goals" / "bytes-x2x2x.md").write_bytes(b"\xff\xfe")
    (example / "goals" / "big-x2x2x.md").write_bytes(b"x" * 600_000)
    (example / "goals" / "open-x2x2x.md").write_bytes(b"---\ntype: goal\n")
    (example / "goals" / "alias-x2x2x.md").write_bytes(b"---\na: &x 1\n---\n# A\n")
    (example / "goals" / "tag-x2x2x.md").write_bytes(b"---\na: !x 1\n---\n# A\n")
    (example / "goals" / "twice-x2x2x.md").write_bytes(b"---\na: 1\na: 2\nlevel: sky\nowner: [a]\n---\n# A\n")
    found = {code for _, _, code in codes_of(run("check", "--json"))}
    assert found <= documented
    assert {"not-utf-8", "too-large", "front-matter-open", "yaml-alias", "yaml-tag", "repeated-key"} <= found


def test_a_key_is_found_on_its_own_line_only() -> None:
    text = "---\ngoalsX: 1\n'goals' : [a]\n---\ngoals: no\n"
    assert line_of(text, "goals") == 3
    assert line_of("goals: no front matter\n", "goals") == 1
    assert line_of("a: 1\nterms: []\n", "terms", front=False) == 2


def test_a_note_that_somebody_made_by_hand_is_put_right_by_what_check_and_meet_say(run: Run, example: Path) -> None:
    note = example / "meetings" / "18.11.2026.md"
    note.write_text("# Wed 18 Nov\n\n## Notes\n\nwe talked\n")
    told = run("check").out
    assert "belongs in meetings/2026-11-18.md: rename the file" in told
    assert "coachlog edit meetings/18.11.2026.md [no-type]" in told
    assert run("meet", "--date", "2026-11-18", "--minutes", "40", "--no-edit").status == 0
    assert note.read_text().startswith("---\ntype: meeting\n")
    note.rename(note.with_name("2026-11-18.md"))
    assert run("save").status == 0
    assert "2026-11-18.md" not in run("check").out
