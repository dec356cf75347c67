"""`coachlog hours`: meetings and minutes, on a page and in a table."""

import csv
import shutil
from io import StringIO

import pytest

from coachlog.render.csv import csv_bytes
from tests.support.world import EXAMPLE, REPOSITORY, make_log

LAST = "meetings/2026-11-19.md"


def edit(root, path, old, new):
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


def rows_of(path):
    return list(csv.reader(StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_a_table_has_every_meeting_in_facts_alone(run, example, tmp_path):
    result = run("hours", "--csv", tmp_path / "hours.csv")
    assert result.status == 0
    assert "Written 11 meetings and 1 visit of 2026-fall" in result.out
    rows = rows_of(tmp_path / "hours.csv")
    assert rows[0] == ["date", "start", "minutes", "mode", "status", "activities", "phase"]
    assert rows[-1] == ["2026-11-19", "15:30", "50", "virtual", "held", "co-planning, technology, feedback", "prepare"]
    assert len(rows) == 13
    words = (tmp_path / "hours.csv").read_text("utf-8")
    assert words.startswith("\ufeff")
    assert "Both platforms" not in words


def test_a_file_that_is_there_is_not_written_over(run, example, tmp_path):
    (tmp_path / "mine.csv").write_text("mine", encoding="utf-8")
    result = run("hours", "--csv", tmp_path / "mine.csv")
    assert result.status == 1
    assert "hint: name another file" in result.err
    assert (tmp_path / "mine.csv").read_text(encoding="utf-8") == "mine"


def test_a_place_that_cannot_be_written_is_told_in_a_sentence(run, example, tmp_path):
    result = run("hours", "--csv", tmp_path / "nowhere" / "hours.csv")
    assert result.status == 3
    assert "hours.csv was not saved" in result.err


@pytest.mark.parametrize("sign", [*"=+-@＝＋－＠", "\t=", " =", "\r", "\n+"])
def test_no_cell_can_be_taken_for_a_formula(sign):
    text = csv_bytes(("a",), [(f"{sign}cmd|' /C calc'!A0",), (5,), (None,), ("plain - words",)])
    (_, (first,), (number,), (empty,), (plain,)) = csv.reader(StringIO(text.decode("utf-8-sig"), newline=""))
    assert first.startswith("'")
    assert "\n" not in first
    assert (number, empty, plain) == ("5", "", "plain - words")


WORDS = "since her mother is ill"
FREE = {
    "mode": [f"by phone {WORDS}", "'=1+1'", WORDS, "virtual-since-her-mother-is-ill"],
    "activities": [
        f"[{WORDS}]",
        f"[co-planning, {WORDS}]",
        f"talked about how, {WORDS}",
        "[the-talk-about-her-mother]",
    ],
    "phase": [WORDS, f"prepare {WORDS}", "preparing-for-her-mother"],
}
OLD = {
    "mode": "mode: virtual",
    "activities": "activities: [co-planning, technology, feedback]",
    "phase": "phase: prepare",
}


@pytest.mark.parametrize(("key", "words"), [(key, words) for key, many in FREE.items() for words in many])
@pytest.mark.parametrize("way", ["--csv", "--sheet", "--json"])
def test_free_words_never_leave_for_a_programme_and_are_named(key, words, way, run, example, tmp_path):
    edit(example, LAST, OLD[key], f"{key}: {words}")
    file = tmp_path / "hours.csv"
    result = run("hours", "--csv", file) if way == "--csv" else run("hours", "--sheet", *["--json"] * (way == "--json"))
    page = file.read_text("utf-8") if way == "--csv" else result.out
    assert "mother" not in page
    assert "1+1" not in page
    assert "talked" not in page
    assert "co-planning" in page  # of other meetings
    assert "mother" not in result.err
    assert result.status == 1
    assert (f'"path": "{LAST}"' if way == "--json" else f"{LAST}:") in (result.out if way == "--json" else result.err)
    assert f"`{key}` has a word that is not known here" in (result.out if way == "--json" else result.err)


@pytest.mark.parametrize("name", ["Nov 19 meeting.md", "2026-11-19-ratios.md", "2026-11-19 (Ana).md"])
@pytest.mark.parametrize("ways", [[], ["--sheet"], ["--form", "contact-log"], ["--for", "program"]])
def test_a_note_that_somebody_renamed_beside_a_new_one_of_its_day_is_named(name, ways, run, example):
    (example / "meetings" / name).write_text((example / LAST).read_text("utf-8"), "utf-8")
    told = run("hours", *ways)
    assert told.status == 1
    assert f"meetings/{name}:1: 19 November 2026 has another note" in told.err
    checked = [row for row in run("check", "--json").data if row["path"] == f"meetings/{name}"]
    assert [row["code"] for row in checked if row["code"] in ("second-note", "name-date")] == ["second-note"]
    assert run("hours", "2026-10", *ways).status == 0


@pytest.mark.parametrize(("name", "status"), [("2026-11-19-2.md", "held"), ("Nov 19.md", "moved")])
def test_a_second_meeting_of_a_day_and_a_note_that_was_called_off_are_no_doubles(name, status, run, example):
    text = (example / LAST).read_text("utf-8").replace("status: held", f"status: {status}")
    (example / "meetings" / name).write_text(text, "utf-8")
    assert "second-note" not in [row["code"] for row in run("check", "--json").data]
    assert run("hours").status == 0


@pytest.mark.parametrize(
    ("typed", "mode"), [("Virtual", "virtual"), ("in person", "in-person"), ("Zoom", "virtual"), ("by phone", "phone")]
)
def test_a_way_to_meet_is_known_as_people_write_it(typed, mode, run, example, tmp_path):
    edit(example, LAST, "mode: virtual", f"mode: {typed}")
    assert run("hours", "--csv", tmp_path / "hours.csv").status == 0
    assert rows_of(tmp_path / "hours.csv")[-1][3] == mode
    rows = run("hours", "--json").data["modes"]
    assert sum(row["mode"] == mode for row in rows) == 1
    assert not any(row["mode"] == typed != mode for row in rows)


def test_hours_are_counted_from_a_day_on_and_up_to_one(run, example):
    counted = run("hours", "--since", "2026-11-05", "--until", "2026-11-12", "--json").data
    assert (counted["start"], counted["end"], counted["held"]) == ("2026-11-05", "2026-11-12", 2)


def test_the_pair_s_own_code_leaves_only_as_a_code(run, example, tmp_path):
    (example / "frameworks").mkdir(exist_ok=True)
    (example / "frameworks" / "own.yml").write_text(
        f"id: own\ntitle: Own\nkind: activities\nitems:\n"
        f"  - {{code: walking, title: Walk}}\n  - {{code: {WORDS}, title: Talk}}\n"
    )
    edit(example, LAST, "[co-planning, technology, feedback]", f"[walking, {WORDS}]")
    result = run("hours", "--csv", tmp_path / "hours.csv")
    assert rows_of(tmp_path / "hours.csv")[-1][5] == "walking"
    assert f"{LAST}:" in result.err


def test_a_check_in_and_just_talking_are_a_conversation_for_others_and_no_gap_is_told(run, example, tmp_path):
    assert "just-talk" in run("hours").out
    page = run("hours", "--sheet").out
    assert "mentoring-conversation" in page
    run("hours", "--csv", tmp_path / "hours.csv")
    for text in (page, (tmp_path / "hours.csv").read_text("utf-8")):
        assert "just-talk" not in text
        assert "checking-in" not in text
        assert "longest" not in text


def test_a_page_to_sign_has_the_sum_what_is_asked_and_a_line_for_each(run, example):
    edit(
        example,
        LAST,
        "[co-planning, technology, feedback]",
        f"[co-planning, {', '.join('abcdefghij' * 4)}, walking-far]",
    )
    page = run("hours", "--sheet").out
    assert "2026-11-05  15:30           virtual   co-planning, technology\n" in page
    assert "9 meetings held" in page
    assert "5 hours 55 minutes together" in page
    assert "Asked: 180 minutes a month\n" in page  # who asks is in the pair's own words
    assert "  November 2026: 85 of 180 (not over yet)" in page
    for who in ("Robin Example (mentor)", "Sam Sample (mentee)", "Verified by"):
        assert f"{who:<30}  ______________________________  Date ________" in page
    assert max(map(len, page.splitlines())) <= 79
    assert "Both platforms" not in page
    assert "For growth, not for evaluation." in page


def test_a_page_without_a_requirement_asks_for_nothing(run, example):
    edit(example, "coachlog.yml", "requirement:\n  minutes: 180", "asked:\n  minutes: 180")
    edit(example, "coachlog.yml", "    role: mentee\n", "")
    page = run("hours", "--sheet", "--json").data["sheet"]
    assert "Asked" not in page
    assert "\nSam Sample    " in page


def test_phases_are_counted(run, example):
    data = run("hours", "--json").data
    assert {"phase": "prepare", "meetings": 4} in data["phases"]
    assert "Phase" in run("hours").out


def test_a_broken_note_makes_the_table_a_listing_with_problems(run, example, tmp_path):
    (example / "meetings" / "2026-11-18.md").write_text("---\ntype: [\n---\n", encoding="utf-8")
    result = run("hours", "--csv", tmp_path / "hours.csv")
    assert result.status == 1
    assert "meetings/2026-11-18.md:" in result.err
    assert len(rows_of(tmp_path / "hours.csv")) == 13


def test_hours_count_held_meetings_and_name_the_minutes_that_nobody_wrote_down(example, run):
    data = run("hours", "--json").data
    assert (data["held"], data["cancelled"], data["moved"], data["planned"]) == (9, 1, 1, 0)
    assert data["minutes"] == 40 + 45 + 50 + 40 + 20 + 30 + 45 + 35 + 50  # with the visit of 9 October
    assert data["without_minutes"] == ["2026-11-05"]
    assert {"mode": "virtual", "meetings": 8, "minutes": 295} in data["modes"]
    assert {"activity": "just-talk", "meetings": 2} in data["activities"]
    assert data["longest_gap"] == {"from": "2026-09-17", "to": "2026-10-01", "days": 14}
    assert [(span["name"], span["minutes"], span["asked"], span["running"]) for span in data["spans"]] == [
        ("2026-09", 85, 180, False),
        ("2026-10", 185, 180, False),
        ("2026-11", 85, 180, True),
    ]


def test_hours_are_told_in_neutral_words(example, run):
    shutil.copy(example / "meetings/2026-11-05.md", example / "meetings/2026-11-05-2.md")
    assert "nobody wrote the minutes down: 5 November (2)" in run("hours").out
    (example / "meetings/2026-11-05-2.md").unlink()
    told = run("hours").out
    assert "9 meetings held, 1 cancelled, 1 moved to another day" in told
    assert "nobody wrote the minutes down: 5 November" in told
    assert "Asked: 180 minutes a month (district induction)" in told
    assert "September 2026  85       180" in told
    for word in ("missing", "late", "overdue", "behind", "short", "%"):
        assert word not in told


def test_hours_without_meetings_say_so(tmp_path, monkeypatch, run):
    root = make_log(tmp_path / "log", EXAMPLE, monkeypatch)
    for note in (*(root / "meetings").iterdir(), *(root / "visits").iterdir()):
        note.unlink()
    (root / "coachlog.yml").write_text("coachlog: 1\n", encoding="utf-8")
    assert run("hours").out == "2026-q4 (1 October to 31 December 2026)\n0 meetings held\n"
    data = run("hours", "--json").data
    assert (data["requirement"], data["spans"], data["longest_gap"]) == (None, [], None)


@pytest.mark.parametrize(
    ("per", "shown"), [("week", "week of 16 November 2026"), ("total", "in total"), ("year", "2026-27")]
)
def test_a_span_has_the_name_that_people_use(example, run, per, shown):
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("per: month", f"per: {per}"), encoding="utf-8")
    assert shown in run("hours").out
    assert shown in run("progress").out
    assert run("hours", "--json").data["spans"]


@pytest.mark.parametrize(
    "where",
    [
        *("log/.git/refs/heads/x", "log/.GIT/x.csv", "log/meetings/2026-11-26.md", "log/goals/new.md"),
        *("log/templates/goal.md", "log/frameworks/x.yml", "own/x.csv", "own/notes/2026-11-19.md", "link/x.csv"),
        *("home/logs.json", "log/coachlog.yml", "log/goals/../meetings/x.md"),
    ],
)
def test_no_table_is_written_where_coachlog_keeps_its_own(run, example, sealed, where):
    home = sealed / "coachlog"
    (home / "own" / "notes").mkdir(parents=True)
    (sealed / "link").symlink_to(home / "own" / "notes")
    start, _, rest = where.partition("/")
    folder = {"log": example, "own": home / "own", "link": sealed / "link", "home": home}[start]
    run("hours")  # so that what is read is in the index already
    before = {path: path.read_bytes() for path in (*example.rglob("*"), *home.rglob("*")) if path.is_file()}
    result = run("hours", "--csv", folder / rest)
    assert result.status == 2
    assert "cannot be that file" in result.err
    after = {path: path.read_bytes() for path in (*example.rglob("*"), *home.rglob("*")) if path.is_file()}
    assert {path: after[path] for path in before} == before
    assert not (folder / rest).exists() or (folder / rest) in before


def test_a_table_may_be_written_beside_the_documents(run, example):
    assert run("hours", "--csv", example / "hours.csv").status == 0
    assert run("hours", "--csv", example / "assets" / ".." / "more.csv").status == 0


# A programme's own form


FORMS = sorted((REPOSITORY / "templates" / "forms").glob("*.md"))


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_shipped_form_is_filled_from_facts_alone(form, run, example):
    told = run("hours", "2026-10", "--form", form.stem)
    assert told.status == 0, told.err
    assert "{{" not in told.out
    assert "Robin Example" in told.out
    assert "What the two say to each other stays between them." in told.out
    for words in ("fractions", "planning", "check"):
        assert words not in told.out.casefold()


def test_a_contact_log_has_meetings_and_talks_in_between(run, example):
    run("contact", "about the SECRET fire drill", "--minutes", "10", "--date", "2026-10-12", "--today", "2026-10-20")
    told = run("hours", "2026-10", "--form", "contact-log")
    assert "# Contact log, October 2026" in told.out
    assert "| 12 October 2026 |  | 10 |" in told.out
    assert "SECRET" not in told.out


@pytest.mark.parametrize("period", ["2026-10", "2026-fall", "2026-09"])
def test_what_a_programme_gets_counts_what_hours_counts(period, run, example, tmp_path):
    (tmp_path / "form.md").write_text("{{meetings}}, {{minutes}}\n\n{{contacts}}\n\n{{asked}}\n")
    counted = run("hours", period, "--json").data
    facts = run("report", period, "--for", "program", "--json").data
    assert (facts["minutes"], facts["visits"]) == (counted["minutes"], len(counted["visits"]))
    form = run("hours", period, "--form", str(tmp_path / "form.md")).out
    assert (f"{counted['held']} meetings and 1 visit" in form) == bool(counted["visits"])
    rows = counted["held"] + len(counted["visits"]) + len(counted["contacts"])
    assert form.count("2026 | ") - form.count(" | 180 |") == rows
    for span in counted["spans"]:
        assert f"| {span['minutes']} | {span['asked']} |" in form


def test_a_form_for_each_meeting_has_a_page_for_each(run, example):
    told = run("hours", "2026-10", "--form", "meeting-log")
    assert told.out.count("# Meeting log, ") == 5  # four meetings, and the visit of 9 October
    assert "Began: 3:30 in the afternoon. Minutes: 50. How: virtual." in told.out


def test_the_pairs_own_form_comes_first_and_a_file_is_one_too(run, example, tmp_path):
    (example / "templates" / "forms").mkdir(parents=True)
    (example / "templates" / "forms" / "contact-log.md").write_text("# Ours\n\n{{people}}: {{ minutes }}\n")
    assert run("hours", "2026-10", "--form", "contact-log").out.startswith(
        "# Ours\n\nRobin Example and Sam Sample: 3 h"
    )
    (tmp_path / "district.md").write_text("# District\n\n{{categories}}\n\n{{asked}}\n")
    told = run("hours", "2026-10", "--form", str(tmp_path / "district.md"))
    assert "| co-planning |" in told.out
    assert "| October 2026 | 185 | 180 |" in told.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# x\n\n{{nothing}}\n", "district.md:3: there is no slot {{nothing}}"),
        ("{% for %}{{ x }}", ":1: there is no slot {{x}}"),
    ],
)
def test_a_slot_that_no_form_has_is_named_with_its_line(text, words, run, example, tmp_path):
    (tmp_path / "district.md").write_text(text)
    told = run("hours", "--form", str(tmp_path / "district.md"))
    assert told.status == 1
    assert words in told.err
    assert "signatures" in told.err


def test_an_unknown_form_names_those_there_are(run, example, tmp_path):
    told = run("hours", "--form", "district")
    assert told.status == 2
    assert "contact-log and meeting-log" in told.err
    assert run("hours", "--form", str(tmp_path / "none.md")).status == 1


@pytest.mark.parametrize("words", [["--form", "contact-log"], ["--sheet"]])
@pytest.mark.parametrize("ending", ["html", "docx", "md"])
def test_a_form_goes_into_a_file_for_the_programme(words, ending, run, example, tmp_path):
    told = run("hours", "2026-10", *words, "--to", str(tmp_path / f"form.{ending}"))
    assert told.status == 0, told.err
    assert "Written for the programme" in told.out
    assert (tmp_path / f"form.{ending}").stat().st_size > 500


def test_signatures_are_for_whoever_is_in_the_pair(run, example):
    text = (example / "coachlog.yml").read_text(encoding="utf-8")
    (example / "coachlog.yml").write_text(text.replace("role: mentor", "role: coach"), encoding="utf-8")
    assert "Mentor: Robin Example" in run("hours", "2026-10", "--form", "contact-log").out


def test_where_it_is_not_said_how_the_two_met_it_is_told_how_to_say_it(run, example):
    hint = "coachlog meet --date 2026-11-19 --no-edit --mode phone"
    assert hint not in run("hours").out
    edit(example, LAST, "mode: virtual\n", "")
    assert hint in run("hours").out
    assert hint not in run("hours", "--sheet").out
    assert run(*hint.split()[1:]).status == 0


def test_a_meeting_typed_into_a_planned_note_is_named_until_somebody_says_that_it_was_held(run, tmp_path):
    log = tmp_path / "log"
    run(
        "--today", "2026-11-12", "init", str(log), "--mentor", "Dana Mentor", "--mentee", "Sam Sample", "--me", "mentor"
    )
    logged = ("--log", str(log), "--today", "2026-11-20")
    run("--log", str(log), "--today", "2026-11-13", "steps", "add", "s1")
    for typed in (("hours",), ("check",), ()):
        assert ("2026-11-19 --no-edit" in run(*logged, *typed).out) is (typed == ("hours",)), typed  # nothing is in it
    note = log / "meetings" / "2026-11-19.md"
    text = note.read_text(encoding="utf-8")
    note.write_text(text.replace("## Notes\n", "## Notes\n\n- We looked at slips\n"), encoding="utf-8")
    told = (
        "Thursday 19 November is still planned, so it counts in no hours; if you met: coachlog meet --date 2026-11-19"
    )
    saved = run(*logged, "save")
    assert (saved.status, told in saved.err) == (0, True)
    assert [told in run(*logged, *typed).out for typed in (("check",), ())] == [True, True]
    assert run("--log", str(log), "--today", "2026-11-19", "check").status == 0  # today it may be to come
    assert run(*logged, "meet", "--date", "2026-11-19", "--no-edit").status == 0
    assert run(*logged, "hours", "--json").data["held"] == 1
    assert run(*logged, "check").status == 0
