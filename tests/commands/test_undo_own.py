"""`coachlog undo` in the own pages: what I wrote there is taken back, too, in the order in which I did it."""

from coachlog.storage.home import Home
from tests.support.world import EXAMPLE, git, make_log

NOTE = "meetings/2026-11-19.md"


def undone(run, *args):
    result = run("undo", *args)
    assert result.status == 0, result.err
    return result.out


def test_the_newest_is_taken_back_wherever_it_is(example, own, run):
    run("private", "one")
    run("note", "two", "--in", "successes")
    run("private", "three")
    assert "the note “19 November 2026”" in undone(run)
    assert "1 success" in undone(run)
    assert "the note “19 November 2026”" in undone(run)
    assert not [*own.glob("notes/*")]
    assert run("undo").status == 1


def test_the_list_of_students_is_told_in_words(example, own, run):
    run("students", "add", "Kai")
    assert "changed your list of students' names" in run("undo", "--list").out
    assert "changed your list of students' names" in undone(run)
    assert run("students", "--json").data == []


def test_what_nobody_wrote_of_a_page_is_told_to_nobody(example, own, run):
    run("report", "--together")
    run("report")
    run("note", "Sam counted to nine and waited", "--in", "successes", "--star")
    run("report")
    run("report", "--together")
    told = run("undo", "--list").out + run("history").out
    assert told.count("the reflection of 2026-fall") > 2
    assert "coachlog drafted" not in told


def test_it_is_done_again_in_the_same_order(example, own, run):
    run("note", "two", "--in", "successes")
    run("work", "add", "A talk")
    undone(run)
    undone(run)
    assert "1 success" in undone(run, "--back")
    assert "A talk" in undone(run, "--back")
    assert [row["title"] for row in run("work", "--json").data] == ["A talk"]
    assert "two" in (example / NOTE).read_text(encoding="utf-8")


def test_a_note_and_its_star_go_together_and_come_back_together(example, own, run):
    before = (example / NOTE).read_bytes()
    run("note", "We laughed", "--in", "successes", "--star")
    out = undone(run)
    assert "1 success" in out
    assert "changed your stars" in out
    assert (example / NOTE).read_bytes() == before
    assert not [*own.glob("stars/*")]
    assert "We laughed" not in run("star").out
    undone(run, "--back")
    assert [row["text"] for row in run("star", "--json").data if row["star"]] == ["Robin: We laughed"]


def test_a_star_goes_alone_where_the_note_was_changed_since(example, own, run):
    run("note", "We laughed", "--in", "successes", "--star")
    text = (example / NOTE).read_text(encoding="utf-8")
    (example / NOTE).write_text(text.replace("We laughed", "We smiled"), encoding="utf-8")
    git(example, "commit", "-qam", "Sam was here")
    assert "changed your stars" in undone(run)
    assert "We smiled" in (example / NOTE).read_text(encoding="utf-8")


def test_a_visit_that_was_shared_is_a_draft_again(example, own, run):
    run("visits", "add", "--date", "2026-11-17", "--look", "x")
    run("visits", "share", "2026-11-17", "--yes")
    undone(run)
    assert [row["status"] for row in run("visits", "--json").data] == ["shared", "draft"]
    assert not (example / "visits" / "2026-11-17-visit.md").exists()
    undone(run)
    assert len(run("visits", "--json").data) == 1


def test_what_was_written_by_hand_since_stays(example, own, run):
    run("private", "one")
    (note,) = own.glob("notes/*")
    note.write_text(note.read_text(encoding="utf-8") + "- by hand\n", encoding="utf-8")
    undone(run)
    assert "by hand" in note.read_text(encoding="utf-8")
    assert "- one" not in note.read_text(encoding="utf-8")


def test_the_list_has_both(example, own, run):
    run("note", "two", "--in", "successes")
    run("readings", "add", "Peer Coaching")
    rows = run("undo", "--list", "--json").data
    assert ["Peer Coaching" in row["did"][0] for row in rows[:2]] == [True, False]
    (path,) = run("undo", "--json").data["paths"]
    assert path.startswith(str(own))


def test_what_is_of_another_log_is_left_alone(example, own, run):
    run("star")
    run("star", "1")
    (stars,) = own.glob("stars/*")
    text = stars.read_text(encoding="utf-8")
    log = next(line for line in text.splitlines() if line.startswith("log:"))
    stars.write_text(text.replace(log, "log: another"), encoding="utf-8")
    git(own, "commit", "-q", "--amend", "-a", "--no-edit")
    assert run("undo").status == 1
    assert stars.exists()


def test_a_page_over_all_logs_is_of_each_of_them(example, run, reflections, tmp_path, monkeypatch, sealed):
    other = make_log(tmp_path / "robin-and-lee", EXAMPLE, monkeypatch)
    settings = (other / "coachlog.yml").read_text(encoding="utf-8").replace("Sam Sample", "Lee Second")
    (other / "coachlog.yml").write_text(f"id: abcdefghjkmn\n{settings}", encoding="utf-8")
    for root in (example, other):
        Home(sealed / "coachlog").add(root)
    run("private", "older")
    run("report", "--all-logs")
    first = (reflections / "all-logs-2026-fall.md").read_bytes()
    run("note", "Sam counted to nine", "--in", "successes", "--speaker", "mentor", "--star", "--log", example)
    run("report", "--all-logs")
    assert (reflections / "all-logs-2026-fall.md").read_bytes() != first
    assert "the reflection" in undone(run)
    assert (reflections / "all-logs-2026-fall.md").read_bytes() == first


def test_an_entry_without_its_place_in_time_goes_by_its_time(example, own, run):
    run("note", "two", "--in", "successes", "--today", "2026-11-19")
    run("private", "one")
    git(own, "commit", "-q", "--amend", "-m", "older", "--date", "2020-01-01T00:00:00Z")
    assert "1 success" in undone(run)
    assert "the note “19 November 2026”" in undone(run)
