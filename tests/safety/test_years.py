"""A day outside the years of a log is refused where it is typed, and named where a file or the history has it."""

from pathlib import Path

import pytest

from coachlog.model.dates import DateReader
from coachlog.model.fields import parse_date
from coachlog.model.period import find_period
from tests.support.world import TODAY, Run, git

FAR = ("0001-01-01", "0026-01-01", "1926-11-05", "1989-12-31", "2101-01-01", "9999-12-31")
LOOKING = (
    (),
    ("history",),
    ("history", "--all"),
    ("status",),
    ("news",),
    ("hours",),
    ("agenda",),
    ("check",),
)


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize(
    "words",
    [
        ("--today", "hours"),
        ("--today", "history"),
        ("--today", "note", "x", "--in", "notes"),
        ("--date", "meet", "--no-edit"),
        ("--moved", "meet", "--no-edit"),
        ("--due", "steps", "add", "Plan it"),
        ("--since", "news"),
        ("--since", "report"),
        ("--until", "report"),
        ("--on", "lessons", "taught", "ratios"),
    ],
)
def test_a_far_day_is_refused_where_it_is_typed(words: tuple[str, ...], day: str, example: Path, run: Run) -> None:
    before = git(example, "rev-parse", "HEAD")
    option, *command = words
    done = run(*command, option, day)
    assert done.status == 2, done
    assert "1990 to 2100" in done.err, done
    assert git(example, "rev-parse", "HEAD") == before
    assert not git(example, "status", "--porcelain")


@pytest.mark.parametrize("words", [("note", "x"), ("steps", "add", "Plan it"), ("meet", "--no-edit")])
def test_a_far_day_that_is_the_next_meeting_s_is_refused(words: tuple[str, ...], example: Path, run: Run) -> None:
    done = run(*words, "--today", "2100-12-31")
    assert not list((example / "meetings").glob("2101*")), done
    assert done.status in (0, 1)
    assert "Traceback" not in done.err
    assert run("check").out.count("bad-date") == 0


@pytest.mark.one_in(2)
@pytest.mark.parametrize("day", FAR)
def test_a_far_day_in_a_file_is_named_with_its_line_and_stops_no_command(day: str, example: Path, run: Run) -> None:
    settings = example / "coachlog.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}breaks:\n  - {{start: {day}, end: {day}}}\n", encoding="utf-8")
    files = {
        f"meetings/{day}.md": "---\ntype: meeting\n---\n# M\n",
        "meetings/2026-11-18.md": f"---\ntype: meeting\ndate: {day}\n---\n# M\n",
        "meetings/2026-11-17.md": f"---\ntype: meeting\n---\n# M\n\n## Next steps\n\n- [ ] a (due {day})\n",
        "goals/far-k3f9x.md": f"---\ntype: goal\nopened: {day}\ntarget_date: {day}\n---\n# G\n",
        "plans/2020-fall.md": f"---\ntype: plan\nstart: {day}\nend: {day}\nagreed: {{mentor: {day}}}\n---\n# P\n",
    }
    for path, content in files.items():
        (example / path).write_text(content, encoding="utf-8")
    for command in (*LOOKING, ("steps", "--all"), ("goals", "--all"), ("plan",), ("progress",), ("show", day)):
        assert run(*command).status in (0, 1), command
    named = run("check").out
    for path in files:
        assert f"{path}:" in named
    assert "coachlog.yml:" in named
    assert run("save", "--yes").status == 0


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("seconds", "zone"),
    [
        ("-1", "+0000"),
        ("-1361442600", "-1200"),
        ("-61346623058", "+0000"),
        ("0", "-1200"),
        ("4294967296", "+1400"),
        ("253402300800", "+1400"),
        ("99999999999999", "-0000"),
        ("9" * 30, "+9999"),
    ],
)
def test_no_time_in_the_history_stops_a_command(
    seconds: str, zone: str, example: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    tree, head = git(example, "rev-parse", "HEAD^{tree}").strip(), git(example, "rev-parse", "HEAD").strip()
    person = f"Sam <sam@example.org> {seconds} {zone}"
    commit = f"tree {tree}\nparent {head}\nauthor {person}\ncommitter {person}\n\nsave: 1 goal\n"
    raw = example / ".git" / "raw"
    raw.write_text(commit, encoding="utf-8")
    made = git(example, "hash-object", "--literally", "-t", "commit", "-w", str(raw)).strip()
    git(example, "update-ref", "refs/heads/main", made)
    for command in LOOKING:
        done = run(*command)
        assert done.status in (0, 1), (command, done)
    assert run("note", "seen", "--in", "notes").status == 0
    assert run("undo").status in (0, 1)
    assert run("save", "--yes").status == 0


def test_the_years_of_a_log() -> None:
    for day in FAR:
        with pytest.raises(ValueError, match="1990 to 2100"):
            parse_date(day)
        with pytest.raises(ValueError, match="there is no term"):
            find_period(day[:4], ())
    last = parse_date("2100-12-31")
    assert find_period("2100", ()).end == last
    assert find_period("1990-q1", ()).start == parse_date("1990-01-01")
    with pytest.raises(ValueError, match="1990 to 2100"):
        DateReader(last).parse("tomorrow")
    assert DateReader(last).parse(TODAY) == parse_date(TODAY)
