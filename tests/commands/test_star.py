"""Stars: my own marks on lines, which my partner never sees."""

import pytest

from tests.support.world import EXAMPLE, git, make_log

NOTE = "meetings/2026-11-19.md"


def star_list(own):
    return (own / "stars" / "robin-and-sam.md").read_text(encoding="utf-8")


def rows(run, *args):
    return run("star", "--json", *args).data


def test_it_lists_the_lines_of_the_month_with_numbers(example, run):
    listed = rows(run)
    assert [row["number"] for row in listed] == list(range(1, len(listed) + 1))
    assert {row["date"][:7] for row in listed} == {"2026-11"}
    sections = [row["section"] for row in listed]
    assert {"Successes", "Areas of growth", "Notes", "Next steps, done"} <= set(sections)
    assert "Evidence of “Listen before suggesting”" in sections
    for row in listed[:5]:
        assert row["text"] in (example / row["path"]).read_text(encoding="utf-8").splitlines()[row["line"] - 1]
    assert run("star", "list").out == run("star").out  # a line with the word had a star


def test_no_line_of_a_check_in_is_offered(example, run):
    note = example / NOTE
    note.write_text(note.read_text(encoding="utf-8") + "\n## Check-in\n\n- tears\n", encoding="utf-8")
    assert "tears" not in run("star").out
    result = run("note", "more tears", "--in", "check-in", "--star")
    assert result.status == 2
    assert "Check-in" in result.err
    assert "more tears" not in note.read_text(encoding="utf-8")


def test_marked_lines_are_said_back_and_kept_in_the_own_pages_alone(example, own, run):
    first, second = (rows(run)[number - 1]["text"] for number in (3, 7))
    result = run("star", "3", "7", "--theme", "honest talk")
    assert first in result.out
    assert second in result.out
    assert f"- {first} (meetings/2026-11-12.md) #star/honest-talk" in star_list(own)
    assert git(example, "status", "--porcelain") == ""
    assert "star" not in git(example, "log", "--format=%s", "-1")
    assert git(own, "log", "--format=%s") == "star: 2 lines\n"
    assert [row["number"] for row in rows(run) if row["star"]] == [3, 7]
    assert [row["theme"] for row in rows(run) if row["star"]] == ["honest-talk"] * 2


def test_a_second_star_keeps_one_line_and_changes_the_theme(example, own, run):
    run("star")
    run("star", "1", "--theme", "trust")
    run("star", "1")
    assert star_list(own).count("#star/trust") == 1
    run("star", "1,", "--theme", "voice")
    assert star_list(own).count("#star") == 1
    assert "#star/voice" in star_list(own)


def test_a_star_is_taken_away(example, own, run):
    run("star")
    run("star", "1", "2")
    result = run("star", "1", "--unstar")
    assert "Took the star from: 1 line" in result.out
    assert star_list(own).count("#star") == 1
    again = run("star", "1", "--unstar")
    assert again.status == 1
    assert "line 1 has no star" in again.err


def test_it_is_refused_where_the_lines_changed_since_they_were_shown(example, own, run):
    assert "no list of lines was shown" in run("star", "1").err
    run("star")
    run("note", "one more", "--in", "successes")
    result = run("star", "1")
    assert result.status == 1
    assert "have changed" in result.err
    assert not own.joinpath("stars").exists()
    run("star")
    assert run("star", "1").status == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["99"], "there is no line 99"),
        (["0"], "there is no line 0"),
        (["sesquipedalian"], "no line of this month has “sesquipedalian”"),
        (["e"], "lines have “e”"),
        (["1-9999"], "there is no line"),
        (["--unstar"], "say which lines"),
        (["1", "--theme", "!"], "is no theme"),
    ],
)
def test_what_names_no_line_or_theme_is_refused(example, run, args, words):
    run("star")
    result = run("star", *args)
    assert result.status == 2
    assert words in result.err


def test_a_month_without_lines_says_how_to_see_another(example, run):
    result = run("star", "--period", "2026-06")
    assert "0 lines" in result.out
    assert "--period" in result.out
    assert "there is none" in run("star", "1").err
    assert rows(run, "--period", "2026-fall")[0]["date"].startswith("2026-09")


def test_a_reworded_line_keeps_its_star_and_a_deleted_one_is_named(example, run):
    before = rows(run)
    row = next(row for row in before if row["path"] == NOTE)
    run("star", str(row["number"]))
    note = example / NOTE
    text = note.read_text(encoding="utf-8")
    reworded = f"{row['text']} That was new"
    note.write_text(text.replace(row["text"], reworded), encoding="utf-8")
    assert [one["text"] for one in rows(run) if one["star"]] == [reworded]
    note.write_text(text.replace(f"- {row['text']}\n", ""), encoding="utf-8")
    lost = rows(run)[-1]
    assert (lost["text"], lost["line"], lost["star"]) == (row["text"], None, True)
    assert "in the log no more" in run("star").out
    number = str(lost["number"])
    assert "--unstar" in run("star", number).err
    run("star", number, "--unstar")
    assert all(not one["star"] for one in rows(run))


@pytest.mark.parametrize(
    ("words", "unnamed"),
    [
        ("Kai finally spoke, Noah asked him why", "Student A finally spoke, and Student B too"),
        ("Robin: Kai spoke at last", "Robin: a student spoke at last, in front of all of them."),
        ("Kai, Mo and Lee chose a task", "Student A, student B and another student chose tasks"),
    ],
)
def test_a_line_keeps_its_star_where_a_students_name_was_replaced(words, unnamed, example, run):
    run("note", words, "--in", "successes", "--speaker", "nobody", "--star")
    note = example / NOTE
    note.write_text(note.read_text(encoding="utf-8").replace(words, unnamed), encoding="utf-8")
    assert [one["text"] for one in rows(run) if one["star"]] == [unnamed]


def test_the_page_says_that_a_starred_line_is_in_the_log_no_more(example, run):
    words = "The timer on the board helped everybody"
    run("note", words, "--in", "successes", "--speaker", "nobody", "--star")
    gone = f"A line with your star is in the log no more: “{words}” (coachlog star)"
    assert gone not in run("report").out
    note = example / NOTE
    note.write_text(note.read_text(encoding="utf-8").replace(f"- {words}\n", ""), encoding="utf-8")
    assert gone in run("report").out
    assert gone not in run("report", "2026-10").out


def test_a_note_is_written_with_a_star(example, own, run):
    result = run("note", "Sam waited five seconds", "--in", "successes", "--theme", "trust")
    assert "With your star (trust), which only you can see." in result.out
    assert f"- Robin: Sam waited five seconds ({NOTE}) #star/trust" in star_list(own)
    assert "#star" not in (example / NOTE).read_text(encoding="utf-8")
    assert [row["theme"] for row in rows(run) if row["star"]] == ["trust"]
    assert "With your star, which" in run("note", "And again", "--star").out


def test_feedback_about_me_may_have_a_star(example, own, run):
    run("feedback", "add", "--about", "me", "--from", "Alex", "--strength", "You listen", "--no-edit")
    row = next(row for row in rows(run) if row["section"] == "Feedback about me")
    assert row["text"] == "You listen"
    run("star", str(row["number"]))
    assert f"- You listen ({row['path']}) #star" in star_list(own)


def test_two_logs_of_one_name_have_lists_of_their_own(example, own, run):
    (own / "stars").mkdir(parents=True)
    other = own / "stars" / "robin-and-sam.md"
    other.write_text("---\ntype: stars\nlog: another\n---\n\n# Stars\n\n- theirs (meetings/x.md) #star\n")
    broken = own / "stars" / "broken.md"
    broken.write_text("---\nopen\n")
    refused = run("star")
    assert refused.status == 1
    assert "stars/broken.md:1" in refused.err
    broken.unlink()
    run("star")
    run("star", "1")
    assert "theirs" in other.read_text(encoding="utf-8")
    assert "#star" in (own / "stars" / "robin-and-sam-2.md").read_text(encoding="utf-8")


def test_my_partner_sees_and_hears_nothing_of_it(two):
    two.robin.sync()
    two.robin("note", "We laughed", "--in", "successes", "--star", "--theme", "trust")
    two.robin("star")
    two.robin("star", "1", "--theme", "trust")
    two.robin.sync()
    received = two.sam.sync()
    told = received.out + received.err + two.sam("news", "--all").out + two.sam("history").out
    assert "1 success" in told
    assert "star" not in told.replace("started", "")
    assert "trust" not in two.sam.git("log", "-p", "--all")
    assert all("star" not in path for path in two.sam.git("ls-files").splitlines())


def test_a_star_typed_into_a_line_is_everybodys(example, run):
    note = example / NOTE
    text = note.read_text(encoding="utf-8").replace("## Successes\n", "## Successes\n\n- We laughed #star/trust\n", 1)
    note.write_text(text, encoding="utf-8")
    row = next(row for row in rows(run) if row["typed"])
    assert (row["text"], row["star"], row["theme"]) == ("We laughed", False, "trust")
    assert "star typed into it, trust" in run("star").out
    refused = run("star", str(row["number"]), "--unstar")
    assert refused.status == 1
    assert f"coachlog edit {NOTE}" in refused.err
    run("star", str(row["number"]), "--theme", "voice")
    assert [(row["star"], row["theme"]) for row in rows(run) if row["typed"]] == [(True, "voice")]


def test_with_two_pairs_it_says_whose_lines_they_are(example, run, tmp_path, monkeypatch):
    run("logs", "--default", str(example))
    other = make_log(tmp_path / "robin-and-kim", EXAMPLE, monkeypatch)
    settings = other / "coachlog.yml"
    text = settings.read_text(encoding="utf-8").replace("id: rs7k3x9m2p4v", "id: kim").replace("Sam Sample", "Kim")
    settings.write_text(text, encoding="utf-8")
    run("logs", "--default", str(other))
    run("star")
    assert "It is about the log of Robin Example and Kim." in run("star", "1").err
    assert "It is about" not in run("star", "1", "--json").err
    assert "It is about" not in run("work", "add", "A talk").err


def test_what_is_starred_again_stays_in_its_place_and_is_no_entry(example, own, run):
    run("star")
    before = "before"
    for _ in range(2):
        run("star", "1", "2", "3")
        assert star_list(own) == before or before == "before"
        before = star_list(own)
        run("star", "1", "2", "3", "--unstar")
    run("star", "1", "2", "3")
    path = own / "stars" / "robin-and-sam.md"
    path.write_text(star_list(own).replace("\n- ", "\n* ").replace(" #star", "  #star"), encoding="utf-8")
    run("star")
    kept, entries = star_list(own), git(own, "log", "--format=%H")
    assert "Marked with your star: 2 lines" in run("star", "1", "3").out
    assert star_list(own) == kept
    assert len(git(own, "log", "--format=%H").split()) <= len(entries.split()) + 1  # what was typed by hand
    run("star", "2", "--theme", "trust")
    changed = zip(kept.splitlines(), star_list(own).splitlines(), strict=True)
    assert [after.rpartition(" ")[2] for line, after in changed if line != after] == ["#star/trust"]


def test_a_reworded_line_that_is_starred_again_keeps_its_place(example, own, run):
    row = next(row for row in rows(run) if row["path"] == NOTE)
    run("star", str(row["number"]), "1")
    note = example / NOTE
    note.write_text(note.read_text(encoding="utf-8").replace(row["text"], f"{row['text']} again"), encoding="utf-8")
    run("star")
    before = star_list(own)
    run("star", str(row["number"]))
    assert star_list(own) == before.replace(row["text"], f"{row['text']} again")


def test_lines_are_named_by_a_run_of_numbers_or_by_their_words(example, run):
    listed = rows(run)
    assert [row["number"] for row in run("star", "3-5", "--json").data] == [3, 4, 5]
    words = listed[8]["text"]
    assert [row["number"] for row in run("star", *words.split(), "--json").data] == [9]


def test_a_line_in_the_coming_meetings_note_is_listed(example, run):
    today = ("--today", "2026-11-29")
    run("meet", "--date", "2026-12-03", "--no-edit", *today)
    run("note", "asked three open questions", "--in", "successes", *today)
    (row,) = [row for row in rows(run, *today) if "three open questions" in row["text"]]
    assert row["date"] == "2026-12-03"
    assert "in the note for 3 December" in run("star", *today).out
    assert "in the note for 3 December 2026" in run("successes", *today).out
    assert run("star", "three open questions", *today).status == 0
    (quoted,) = [
        row for row in run("successes", "--for", "peer", "--json", *today).data if "three open questions" in row["text"]
    ]
    assert quoted["date"] is None


@pytest.mark.parametrize("typed", [["1-3"], ["1", "to", "3"], ["1,2", "and", "3"], ["1", "2", "3"]])
def test_lines_are_named_as_any_list_of_numbers(example, own, run, typed):
    run("star")
    assert run("star", *typed).status == 0
    assert star_list(own).count("#star") == 3
