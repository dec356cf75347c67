"""Students stay out of a log: what names them is pointed at by `check`, and before a line is shared."""

import time
from pathlib import Path

import pytest

from coachlog.checks.student_names import parse_names
from coachlog.checks.students import build_search
from coachlog.model.settings import Person
from tests.support.students import LIST, remember_names
from tests.support.two import GOAL, NOTE, Two, bare, begin
from tests.support.world import REPOSITORY, Run

PEOPLE = (
    Person("mentor", "Robin Stone", "mentor", "robin@example.org"),
    Person("mentee", "Sam Lee", "mentee", "sam@example.org"),
)


def found(text: str, names: str = "", path: str = "meetings/2026-11-12.md") -> list[tuple[int, str]]:
    return [(problem.line, problem.code) for problem in build_search(names, PEOPLE).find(path, text)]


# Names


@pytest.mark.parametrize(
    "text",
    [
        "Kai asked why",
        "we saw KAI's work",
        "_kai_ and I",
        "- [ ] @mentee Call kai (due 2026-11-26) ^k3f9x",
        "goals: [kai-asks-more-k3f9x]",
        "Zoë O’Brien spoke",
        "Zoe\u0308 o'brien spoke",
        "then Zoë\nO'Brien spoke",
        "Will said so",
        "<!-- Kai -->",
    ],
)
def test_a_name_of_the_list_is_found_however_it_is_written(text: str) -> None:
    assert found(text, LIST) == [(1, "student-name")]


@pytest.mark.parametrize(
    "text",
    [
        "Kaipo is a place, Makai another",
        "they will ask",
        "Sam asked, Robin listened",
        "Zoë spoke",
        "see https://example.org/kai and [the sheet](../assets/kai.pdf)",
        "call `kai()`",
        "```\nKai\n~~~\n```",
        "~~~~ text\nKai\n~~~\nKai",
    ],
)
def test_parts_of_words_the_logs_people_code_and_addresses_are_no_names(text: str) -> None:
    assert found(text, LIST) == []


def test_what_follows_code_is_looked_at_on_its_own_line() -> None:
    assert found("one\n```py\nKai\n```\nKai\nKai and Kai\n", LIST) == [(5, "student-name"), (6, "student-name")]


def test_a_list_takes_remarks_arrows_and_blank_lines() -> None:
    assert list(parse_names("\ufeff# x\n\n  Kai  Lind ->  Student A # why\n->\nMo\r\n")) == [
        ("Kai Lind", "Student A"),
        ("Mo", ""),
    ]
    (problem,) = build_search("Kai -> Student A", PEOPLE).find("a.md", "Kai")
    assert str(problem) == "a.md:1: `Kai` is on your list of students; write Student A [student-name]"


# Cues


@pytest.mark.parametrize(
    "text",
    [
        "a student Kai asked",
        "Student Kai asked",
        "Student Kai's work",
        "we spoke of student J. and of others",
        "a girl named Ana",
        "students called Ana and Bo",
        "J. M. explained it",
        "J.M. explained it",
        "number 1234567 of the roster",
        "S1234567 missed it",
        "student ID 12345",
        "ID: 4321",
        "write to kai@school.example.org",
        "[mail](mailto:kai@school.example.org)",
        "call 555-123-4567",
        "call (555) 123-4567",
        "call +49 30 1234567",
        "call +4930123456789",
        "phone: 555-0123",
        "born 2013-04-02",
        "born on 2 April 2013",
        "born April 2, 2013",
        "birthday: 4/2/2013",
        "DOB",
    ],
)
def test_a_cue_is_found_without_a_list(text: str) -> None:
    assert found(f"first\n{text}\n") == [(2, "student-cue")]


@pytest.mark.parametrize(
    "text",
    [
        "Student A and S1 asked",
        "a student in period 3; Student B. Then",
        "## Student Agency, Student Voice and Student Choice",
        "student Chromebooks, each student Monday, student IEPs, ISTE Student Standards",
        "the student Sam coached; a student I know; a boy called so",
        "U.S. history, an M.A., at 3 P.M., R. S. and S.L. wrote this, J. K. Rowling, the U.S.A., A. B. C. D.",
        "7.RP.A.2 and CCSS.MATH.CONTENT.7.RP.A.2",
        "robin@example.org, SAM@example.org, git@github.com, @mentee",
        "2026-11-12, 20261112, 20261112153000, 1000000, 3.14159265, 1,234,567, #123456, 9780132350884, 111111",
        "Meeting ID: 8123456789, meeting ID 81234",
        "terms 2026 2027 2028, 100 200 300, 120-140 and 2026-2027",
        "born of need, a newborn 2 ideas; the birthday problem",
        "^k3f9x (from 2026-11-12) 100000 minutes",
        "student jane, student élève",
        "",
    ],
)
def test_what_is_nobodys_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_right_hand_of_an_arrow_is_neutral() -> None:
    assert found("student J. and student Falcon", "Kai -> Student J\nMo -> student Falcon\nBo -> Owl\n") == []


def test_the_settings_are_about_the_people_of_the_log_but_names_are_looked_for() -> None:
    assert found("phone: 555-123-4567\ntitle: Kai\n", LIST, "coachlog.yml") == [(2, "student-name")]


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "text",
    [
        "a" * 500_000,
        "1" * 500_000,
        "1 " * 250_000,
        "](" * 250_000,
        "kai" + " " * 500_000,
        "J. " * 160_000,
        "+1 " * 160_000,
        "a@" * 250_000,
        "a." * 250_000,
        "`" * 500_000,
        "Kai " * 120_000,
        "\n" * 500_000,
        "student " * 60_000,
    ],
    ids=lambda text: text[:8].strip(),
)
@pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
def test_no_text_keeps_it_busy(text: str) -> None:
    begin_at = time.process_time()
    list(build_search("Kai Lind\nKai\n", PEOPLE).find("a.md", text))
    assert time.process_time() - begin_at < 30  # a guard against hanging, no measure


# In a log


def test_check_points_at_names_of_the_own_list(run: Run, example: Path, sealed: Path) -> None:
    remember_names(sealed)
    (example / "goals" / "kai-asks-x2x2x.md").write_text("---\ntype: goal\n---\n\n# Kai asks\n", encoding="utf-8")
    result = run("check")
    assert result.status == 1
    assert "goals/kai-asks-x2x2x.md:5: `Kai` is on your list of students; write Student A" in result.out
    assert "goals/kai-asks-x2x2x.md:1: `Kai` is on your list of students, and this file has that name" in result.out


@pytest.mark.parametrize(
    "content", [b"\xff\xfe" + "Zoë".encode("utf-16-le"), "Zoë".encode("cp1252"), "\ufeffZoë".encode()]
)
def test_a_list_that_windows_saved_is_read(run: Run, example: Path, sealed: Path, content: bytes) -> None:
    remember_names(sealed, content)
    (example / "assets").mkdir(exist_ok=True)
    (example / "assets" / "roster.csv").write_text("name\nZoë\n", encoding="utf-8")
    assert [(row["line"], row["code"]) for row in run("check", "--json").data] == [(2, "student-name")]


def test_a_list_that_cannot_be_read_is_told(run: Run, example: Path, sealed: Path, tmp_path: Path) -> None:
    (sealed / "coachlog" / "own").mkdir(parents=True)
    (tmp_path / "names").write_text("Kai\n", encoding="utf-8")
    (sealed / "coachlog" / "own" / "students.txt").symlink_to(tmp_path / "names")
    result = run("check")
    assert result.status == 0
    assert result.err.startswith("your list of students was not read: ")


def test_no_document_of_ours_gives_an_alarm() -> None:
    search = build_search("", PEOPLE)
    inside = ((path, path.relative_to(REPOSITORY).parts) for path in REPOSITORY.rglob("*.md"))
    pages = [path for path, parts in inside if "tests" not in parts and not any(part[0] == "." for part in parts)]
    assert len(pages) > 20
    told = [str(p) for path in pages for p in search.find(path.name, path.read_text(encoding="utf-8"))]
    assert told == []


# Before it is shared


def test_without_a_terminal_sync_tells_and_goes_on(two: Two, sealed: Path) -> None:
    remember_names(sealed)
    two.robin.add(GOAL, "- 2026-11-10: Kai asked twice")
    done = two.robin.sync()
    assert f"{GOAL}:11: `Kai` is on your list of students; write Student A [student-name]" in done.err
    assert done.out == "Sam will see 1 change. Nothing is waiting.\n"
    assert "Kai" not in two.robin.sync().err
    two.sam.sync()
    two.sam.add(NOTE, "More.")
    assert "Kai" not in two.sam.sync().err


def test_what_the_partner_wrote_is_not_held_against_me(two: Two, sealed: Path) -> None:
    two.sam.add(GOAL, "- 2026-11-10: Kai asked twice")
    two.sam.sync()
    remember_names(sealed)
    two.robin.add(NOTE, "More.")
    assert "Kai" not in two.robin.sync().err
    two.robin.change(NOTE, "More.", "More of student J. today.")
    two.robin.add(GOAL, "- 2026-11-11: asked again")
    told = two.robin.sync().err.splitlines()
    assert [line.partition(" ")[0] for line in told[1:]] == [f"{NOTE}:14:"]


def test_a_no_leaves_the_work_here_and_nothing_there(two: Two, someone: list[bool]) -> None:
    there = two.place / "refs" / "heads" / "main"
    before = there.read_text()
    two.robin.add(GOAL, "- 2026-11-10: student Kai asked twice")
    someone.append(False)
    refused = two.robin("sync")
    assert refused.status == 3
    assert refused.err.splitlines()[-2:] == [
        "error: not shared: 1 line may point to a student; your work is safe, 1 change waits on this computer",
        "hint: write Student A in their place, then: coachlog sync",
    ]
    assert there.read_text() == before
    assert "student Kai" in two.robin.read(GOAL)


def test_a_yes_shares_it_and_is_not_asked_for_again(two: Two, someone: list[bool]) -> None:
    two.robin.add(GOAL, "- 2026-11-10: student Kai asked twice")
    someone.append(True)
    two.robin.sync()
    two.robin.sync()
    two.sam.sync()
    assert "student Kai" in two.sam.read(GOAL)
    assert someone == []


def test_a_renamed_document_is_not_new(two: Two, someone: list[bool]) -> None:
    two.robin.add(GOAL, "- 2026-11-10: student Kai asked twice")
    someone.append(True)
    two.robin.sync()
    (two.robin.root / GOAL).rename(two.robin.root / "goals" / "ask-most-k3f9x.md")
    two.robin.sync()


def test_the_first_sharing_looks_at_everything(run: Run, tmp_path: Path, someone: list[bool]) -> None:
    robin = begin(tmp_path / "robin", run)
    for number in range(15):
        robin.add(NOTE, f"Student Kai said {number}.")
    someone.append(False)
    place = tmp_path / "place.git"
    refused = robin("invite", "--place", str(place))
    assert refused.status == 3
    assert "… and 3 more: coachlog check" in refused.err
    assert not place.exists()
    someone.append(True)
    assert robin("invite", "--place", str(place)).status == 0


def test_a_log_moved_to_another_place_is_looked_at_anew(two: Two, tmp_path: Path) -> None:
    two.robin.add(GOAL, "- 2026-11-10: student Kai asked twice")
    assert "student" in two.robin.sync().err
    assert GOAL in two.robin("invite", "--place", str(bare(tmp_path / "other.git"))).err


def test_a_copy_made_by_plain_git_is_not_asked_for_what_lies_there(two: Two, tmp_path: Path, run: Run) -> None:
    from tests.support.two import Someone
    from tests.support.world import git

    two.robin.add(GOAL, "- 2026-11-10: student Kai asked twice")
    two.robin.sync()
    git(tmp_path, "clone", "-q", str(two.place), "plain")
    plain = Someone("mentee", tmp_path / "plain", run)
    plain.add(NOTE, "More.")
    assert GOAL not in plain.sync().err


def test_what_was_taken_out_again_is_told_since_the_history_keeps_it(two: Two, someone: list[bool]) -> None:
    two.robin.add(GOAL, "- 2026-11-10: student Kai asked twice")
    someone.append(False)
    assert two.robin("sync").status == 3
    two.robin.change(GOAL, "student Kai", "a student")
    someone.append(True)
    told = two.robin.sync().err.splitlines()
    assert len(told) == 2
    assert "gone since, but the log's history keeps it" in told[1]
    two.sam.sync()
    assert someone == []


@pytest.mark.parametrize(
    ("typed", "put"),
    [
        ("subject:", "grouping: [kai and others]\nsubject:"),
        ("subject:", "tools:\n  - name: Kai's board\n    purpose: x\nsubject:"),
        ("## Task\n", "## Task\n\n```\nKai: 12\n```\n"),
        ("## Task\n", "## Task\n\n`Kai`\n"),
        ("## Task\n", "## Task\n\n[a page](https://example.org/kai)\n"),
        ("## Task\n", "## Task\n\n![work](../assets/kai.png)\n"),
        ("## Task\n", '## Task\n\n<a href="https://example.org/kai">x</a>\n'),
    ],
)
def test_a_student_s_name_leaves_in_no_field_code_or_address(typed, put, run, example, sealed, tmp_path):
    own = sealed / "coachlog" / "own"
    own.mkdir(parents=True, exist_ok=True)
    (own / "students.txt").write_text("Kai\n")
    lesson = next((example / "lessons").glob("ratios*.md"))
    lesson.write_text(lesson.read_text().replace(typed, put, 1))
    for command in (["lessons"], ["lessons", "show", lesson.stem], ["share", "lesson", lesson.stem]):
        for ending in ("md", "html", "docx", "csv", "json"):
            file = tmp_path / f"out.{ending}"
            done = run(*command, "--for", "peer", "--to", file, "--replace")
            if file.exists():
                assert "kai" not in file.read_bytes().decode("utf-8", "replace").casefold()
                file.unlink()
            elif done.status == 1:
                assert "this may not leave the two of you: `Kai` is on your list of students" in done.err
    assert run("share", "lesson", lesson.stem, "--to", tmp_path / "out.docx").status == 1
    said = "This may not leave the two of you: `Kai` is on your list of students"
    for command in (["lessons"], ["lessons", "show", lesson.stem, "--json"], ["share", "lesson", lesson.stem]):
        done = run(*command, "--for", "peer")
        assert said in done.err or "kai" not in done.out.casefold(), command
