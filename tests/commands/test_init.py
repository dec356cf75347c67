"""`coachlog init`: a log that is ready to meet, in a safe place."""

from pathlib import Path

import pytest

from tests.support.terminal import talk
from tests.support.world import git

NAMES = ("--mentor", "Ana Ruiz", "--mentee", "Ben Ito")


def test_a_new_log_lies_in_the_home_and_says_what_to_type(run, sealed):
    result = run("init", *NAMES, "--me", "mentor")
    root = sealed / "coachlog" / "ben-ito"
    assert result.status == 0
    assert str(root) in result.out
    assert "coachlog meet" in result.out
    assert sorted(p.name for p in root.iterdir()) == [
        ".git",
        ".gitattributes",
        ".gitignore",
        "README.md",
        "coachlog.yml",
    ]
    assert "Ana Ruiz and Ben Ito keep it together" in (root / "README.md").read_text()
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "log", "--format=%an <%ae> %s") == "Ana Ruiz <mentor@coachlog.invalid> init: 1 log\n"


def test_without_a_terminal_the_pair_meets_weekly_on_todays_weekday(run, sealed):
    run("init", *NAMES, "--me", "mentor")
    settings = (sealed / "coachlog" / "ben-ito" / "coachlog.yml").read_text()
    assert "  every: week\n  weekday: thursday\n" in settings
    assert "terms:" not in settings


def test_what_is_said_stands_in_the_settings(run, sealed):
    told = run(
        *("init", *NAMES, "--me", "mentee", "--weekday", "tue", "--time", "7:45", "--minutes", "1 h"),
        *("--mode", "virtual", "--term-start", "2026-09-08", "--term-end", "2026-12-18"),
    )
    settings = (sealed / "coachlog" / "ana-ruiz" / "coachlog.yml").read_text()
    assert "has not begun" not in told.out
    assert '  weekday: tuesday\n  time: "07:45"\n  minutes: 60\n  mode: virtual\n' in settings
    assert "  - id: 2026-fall\n    start: 2026-09-08\n    end: 2026-12-18\n" in settings


def test_a_term_is_asked_for_by_its_begin_first_and_one_to_come_is_said_to_be_so(run, sealed, answer):
    """Who took the first question for the begin had a term from December to August, and no word of it."""
    asked = answer("", "", "", "31 aug", "18/12", "nothing")
    told = run("init", *NAMES, "--me", "mentor", "--today", "2026-11-10")
    assert ["begin" in asked[3], "end" in asked[4]] == [True, True]
    assert "The term 2026-fall (31 August to 18 December 2026)." in told.out
    ahead = run("init", "other", *NAMES, "--me", "mentor", "--term-start", "1 dec", "--term-end", "11 june 2027")
    assert "It has not begun: before 1 December no meeting is planned." in ahead.out


def test_two_facilitators_are_no_mentor_and_mentee(run, sealed):
    result = run("init", "here", "--person", "kim=Kim Example:facilitator", "--person", "lee=Lee Sample", "--me", "lee")
    assert result.status == 0
    settings = (sealed / "here" / "coachlog.yml").read_text()
    assert "  - id: kim\n    name: Kim Example\n    role: facilitator\n  - id: lee\n" in settings


def test_who_i_am_is_asked_for_before_the_first_writing(run):
    result = run("init", *NAMES)
    assert "coachlog doctor --me mentor" in result.out
    refused = run("note", "words")
    assert refused.status == 1
    assert "does not know who you are" in refused.err
    assert "coachlog doctor --me mentor" in refused.err
    assert run("goals").status == 0


def test_gits_own_e_mail_says_who_i_am(run, sealed, example):
    (example / ".git" / "coachlog" / "me").unlink()
    (sealed / ".gitconfig").write_text("[user]\n\temail = SAM@example.org\n")
    assert run("note", "words").status == 0
    assert git(example, "log", "-1", "--format=%an") == "Sam Sample\n"


def test_each_question_shows_what_it_takes_and_is_asked_once(run, sealed):
    answers = ["Ana Ruiz", "Ben Ito", "", "Thursdays", "3:30", "45 min", "Sep 8", "12/11", "1", "180 minutes a month"]
    status, screen = talk(["init"], answers)
    assert status == 0, screen
    questions = [line for line in screen.splitlines() if "?" in line]
    assert len(questions) == len(answers)
    assert [line.partition("?")[0].rpartition(" as ")[2] for line in questions[3:6]] == [
        "thursday or thu",
        "3:30 or 15:30 (or nothing)",
        "45 or 1 h",
    ]
    for line in (
        "You meet every week on Thursday at 3:30 in the afternoon, 45 minutes.",
        "You are asked for 180 minutes a month.",
        "The term 2026-fall (8 September to 11 December 2026).",
    ):
        assert line in screen
    settings = (sealed / "coachlog" / "ben-ito" / "coachlog.yml").read_text()
    assert settings.endswith("requirement:\n  minutes: 180\n  per: month\ndates: month-first\n")
    assert run("check").status == 0


def test_enter_gives_no_meetings_on_a_saturday_and_a_term_of_the_school_year(run, sealed):
    answers = ["", "nothing", "", "", "11 June 2027", "nothing"]
    status, screen = talk(["init", *NAMES, "--me", "mentor", "--today", "2027-02-06"], answers)
    assert status == 0, screen
    assert "as thursday or thu? [monday]" in screen
    assert "as Sep 8 or today (or nothing)? [4 January 2027]" in screen
    settings = (sealed / "coachlog" / "ben-ito" / "coachlog.yml").read_text()
    assert "weekday: monday\n" in settings
    assert "  - id: 2027-spring\n    start: 2027-01-04\n    end: 2027-06-11\n" in settings


def test_nothing_is_an_answer(run, sealed):
    status, screen = talk(["init", *NAMES, "--me", "mentor"], ["", "nothing", "", "nothing", "nothing"])
    assert status == 0, screen
    settings = (sealed / "coachlog" / "ben-ito" / "coachlog.yml").read_text()
    assert settings.endswith("cadence:\n  every: week\n  weekday: thursday\n  minutes: 45\n")


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ([], 2, "--mentor NAME"),
        (["--mentor", "Ana"], 2, "--mentee NAME"),
        ([*NAMES, "--me", "boss"], 1, "nobody in this log is called `boss`"),
        ([*NAMES, "--weekday", "someday"], 2, "`someday` is not a weekday"),
        ([*NAMES, "--time", "25:00"], 2, "write it as 15:30, or 3:30 pm"),
        ([*NAMES, "--minutes", "long"], 2, "not a number of minutes"),
        ([*NAMES, "--every", "month"], 2, "write it as --every week, or --every '2 weeks'"),
        ([*NAMES, "--required", "a lot"], 2, "180 minutes a month"),
        ([*NAMES, "--term-start", "2026-11-01", "--term-end", "2026-10-01"], 2, "ends before it starts"),
        ([*NAMES, "--term-end", "2026-02-30"], 2, "there is no 2026-02-30"),
        ([*NAMES, "--term-end", "2026-11-01"], 2, "ends before it starts"),
        (["--person", "kim=Kim"], 2, "two people or more"),
        *[
            (["--person", f"{word}=Kim", "--person", "ana=Ana"], 2, f"`{word}` has a meaning of its own")
            for word in ("shared", "both", "me", "nobody")
        ],
        (["--person", "kim=Kim", "--person", "kim=Lee"], 2, "an id of their own"),
        (["--person", "Kim!=x", "--person", "a=b"], 2, "does not name a person"),
        (["OneDrive/log", *NAMES], 3, "OneDrive"),
    ],
)
def test_bad_words_are_told_in_a_sentence_and_leave_nothing(run, sealed, words, status, told):
    result = run("init", *words)
    assert result.status == status
    assert told in result.err
    assert "hint: " in result.err
    assert not (sealed / "coachlog").exists()


def test_a_folder_with_something_in_it_is_left_alone(run, sealed):
    (sealed / "full").mkdir()
    (sealed / "full" / "mine.txt").write_text("mine")
    result = run("init", "full", *NAMES)
    assert result.status == 1
    assert "not an empty folder" in result.err
    assert [p.name for p in (sealed / "full").iterdir()] == ["mine.txt"]


def test_a_log_is_not_made_twice(run):
    run("init", *NAMES, "--me", "mentor")
    assert "there is a log already" in run("init", *NAMES).err


def test_what_a_stopped_init_left_is_no_hindrance(run, sealed):
    (sealed / "half" / ".git").mkdir(parents=True)
    assert run("init", "half", *NAMES, "--me", "mentor").status == 0


def test_the_log_is_found_from_anywhere(run, sealed, tmp_path, monkeypatch):
    run("init", *NAMES, "--me", "mentor")
    other = tmp_path / "elsewhere"
    other.mkdir()
    monkeypatch.chdir(other)
    assert run("note", "from afar").status == 0
    root = sealed / "coachlog" / "ben-ito"
    for words in (["--log", "ben-ito"], ["--log", "ben"], ["--log", str(root)]):
        assert run("steps", *words).status == 0
    missing = run("steps", "--log", "nobody")
    assert (missing.status, "there is no log `nobody`" in missing.err) == (3, True)
    monkeypatch.setenv("COACHLOG_LOG", str(root))
    monkeypatch.setenv("COACHLOG_HOME", str(tmp_path / "none"))
    assert run("steps").status == 0


def test_two_logs_that_begin_alike_are_asked_about(run):
    run("init", *NAMES, "--me", "mentor")
    run("init", "--mentor", "Ana Ruiz", "--mentee", "Ben Ives", "--me", "mentor")
    result = run("steps", "--log", "ben")
    assert result.status == 1
    assert "means more than one log" in result.err


def test_without_any_log_every_command_says_how_to_begin(run):
    for words in (["meet"], ["goals"], ["note", "x"], ["steps", "done", "x"], []):
        result = run(*words)
        assert result.status == 3
        assert result.err.startswith("error: there is no log here\nhint: make one with `coachlog init`")


def test_a_log_of_a_newer_format_is_read_and_never_written(run, example):
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text().replace("coachlog: 1\n", "coachlog: 2\n"))
    before = {path: path.read_bytes() for path in Path(example).rglob("*.md")}
    assert run("goals").status == 0
    result = run("note", "words")
    assert result.status == 3
    assert "needs a newer coachlog" in result.err
    assert {path: path.read_bytes() for path in Path(example).rglob("*.md")} == before


@pytest.mark.parametrize(("me", "folder"), [("mentor", "ana-weiss"), ("mentee", "oyvind-lozinski"), ("", "ana-weiss")])
def test_the_folder_is_called_after_the_partner_in_plain_letters(run, sealed, me, folder):
    who = ("--me", me) if me else ()
    assert run("init", "--mentor", "Øyvind Łoziński", "--mentee", "Ana Weiß", *who).status == 0
    assert (sealed / "coachlog" / folder).is_dir()
