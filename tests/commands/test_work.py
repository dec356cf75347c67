"""My own work and what I have read: in my own pages, for page and evidence."""

from pathlib import Path

import pytest

from tests.support.terminal import talk
from tests.support.world import git


def add_talk(run, *more):
    return run("work", "add", "A talk on waiting", "--what", "talk", "--on", "2026-10-02", *more)


def test_work_is_added_to_the_own_pages_alone(example, own, run):
    result = add_talk(
        run, "--link", "https://example.org/t", "--minutes", "1 h", "--indicator", "2.C", "--text", "Twelve came"
    )
    assert result.status == 0, result.err
    (page,) = (own / "work").iterdir()
    text = page.read_text(encoding="utf-8")
    for line in ("type: work", "what: talk", "date: 2026-10-02", "minutes: 60", "indicators: [2c]", "- Twelve came"):
        assert line in text
    assert str(page) in result.out
    assert "Only you can see it." in result.out
    assert git(example, "status", "--porcelain") == ""
    assert git(own, "log", "--format=%s") == "work add: 1 work\n"


def test_all_work_is_listed_unless_a_period_is_named(example, run):
    add_talk(run)
    run("work", "add", "A post", "--what", "post", "--on", "2025-03-01")
    assert [row["title"] for row in run("work", "--json").data] == ["A post", "A talk on waiting"]
    (row,) = run("work", "--period", "2026-fall", "--json").data
    assert (row["what"], row["date"], row["minutes"], row["link"]) == ("talk", "2026-10-02", None, None)
    assert "A talk on waiting" in run("work").out
    assert "2025-03-01" in run("work").out


def test_more_about_a_piece_of_work_goes_to_that_of_its_day(example, run):
    add_talk(run, "--link", "https://example.org/t", "--indicator", "2c", "--text", "Twelve came")
    assert add_talk(run, "--indicator", "2c", "--indicator", "3a", "--text", "Two asked for more").status == 0
    run("work", "add", "A talk on waiting", "--on", "2026-10-09")
    first, second = run("work", "--json").data
    assert (first["text"], second["text"]) == (["Twelve came", "Two asked for more"], [])
    assert (first["link"], first["indicators"], second["date"]) == ("https://example.org/t", ["2c", "3a"], "2026-10-09")


def test_without_any_it_says_how_to_add_some(run, sealed):
    assert "coachlog work add" in run("work").out
    assert "coachlog readings add" in run("readings").out
    assert not (sealed / "coachlog").exists()


def test_it_works_where_there_is_no_log(own, run):
    assert run("work", "add", "A course", "--indicator", "2c").status == 0
    assert run("work", "--json").data[0]["indicators"] == ["2c"]
    unknown = run("work", "add", "A course", "--indicator", "2c", "--log", "nowhere")
    assert unknown.status == 3


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["work", "add"], "a piece of work needs a title"),
        (["work", "add", "T", "--link", "foo"], "`foo` is not a web address"),
        (["work", "add", "T", "--what", "blog"], "is not one of course, post, talk, team, product"),
        (["work", "add", "T", "--minutes", "long"], "not a number of minutes"),
        (["work", "add", "T", "--indicator", "9z"], "`9z` is not in"),
        (["readings", "add", "T", "--year", "20xx"], "`20xx` is not a year"),
        (["readings", "add", "T", "--page", "3"], "a page needs the words"),
        (["readings", "add"], "a reading needs a title"),
    ],
)
def test_what_is_no_such_value_is_refused_and_nothing_is_written(example, own, run, args, words):
    result = run(*args)
    assert result.status in (1, 2)
    assert words in result.err
    assert not own.exists() or not [*own.rglob("*.md")]


def test_wrong_values_in_a_page_are_named_with_their_lines(example, own, run):
    for folder, fields in {"work": "what: blog\nminutes: x\nlink: foo", "readings": "year: 20xx\nlink: foo"}.items():
        (own / folder).mkdir(parents=True)
        (own / folder / "a.md").write_text(f"---\ntype: {folder.removesuffix('s')}\n{fields}\n---\n\n# A\n")
    work, readings = run("work"), run("readings")
    assert work.status == readings.status == 1
    for place in ("work/a.md:3: what", "work/a.md:4: minutes", "work/a.md:5: link"):
        assert place in work.err
    for place in ("readings/a.md:3: year", "readings/a.md:4: link"):
        assert place in readings.err
    told = run("check").out
    for place in ("own/work/a.md:3: what", "own/work/a.md:4: minutes", "own/readings/a.md:3: year"):
        assert place in told


@pytest.mark.parametrize(
    ("page", "fields", "place"),
    [
        ("work/a.md", "type: work\nWhat: post", "3: What: nothing is read under this word; write it as `what`"),
        ("evidence/9z.md", "type: evidence\nindicator: 2c, 9z", "3: indicator: `9z` is not in"),
        ("evidence/2c.md", "type: evidence\nstatus: nearly", "3: status: `nearly` is not one of draft, final"),
        ("reflections/a.md", "type: reflection\nstatus: nearly", "3: status: `nearly` is not one of draft, final"),
    ],
)
def test_check_reads_every_kind_of_page_of_my_own(page, fields, place, example, own, run):
    (own / page).parent.mkdir(parents=True)
    (own / page).write_text(f"---\n{fields}\n---\n\n# A\n", encoding="utf-8")
    told = run("check")
    assert told.status == 1
    assert f"own/{page}:{place}" in told.out


def test_a_code_that_no_framework_has_is_named_by_check(example, own, run):
    run("work", "add", "A talk", "--indicator", "2c")
    (page,) = (own / "work").iterdir()
    assert run("check").status == 0
    page.write_text(page.read_text(encoding="utf-8").replace("[2c]", "[2c, 9z]"), encoding="utf-8")
    told = run("check")
    assert told.status == 1
    assert f"own/work/{page.name}:6: indicators: `9z` is not in" in told.out
    run("check", "--to", "a.csv", "--for", "pair")
    assert "9z" not in Path("a.csv").read_text(encoding="utf-8")


def test_a_reading_is_listed_as_its_reference_with_its_quotations(example, own, run):
    run("readings", "add", "Why coach?", "--author", "Aguilar, E.", "--says", "Ask first", "--indicator", "2a")
    result = run(
        *("readings", "add", "Peer Coaching", "--author", "Foltos, L.", "--year", "2013", "--publisher", "Corwin"),
        *("--quote", "“Trust comes first”", "--page", "p. 12"),
    )
    assert "- Foltos, L. (2013). Peer Coaching. Corwin." in result.out
    assert "“Trust comes first” (p. 12)" in result.out
    first, second = run("readings", "--json").data
    assert (first["reference"], first["text"]) == ("Aguilar, E. (n.d.). Why coach?", ["Ask first"])
    assert second["quotations"] == [{"text": "Trust comes first", "page": "12"}]
    assert run("readings").out.splitlines()[0] == "- Aguilar, E. (n.d.). Why coach?  (for 2a)"
    assert [row["title"] for row in run("readings", "--period", "2026-01", "--json").data] == []


@pytest.mark.parametrize("words", ["Feedback is “powerful”", '"a" and "b"', 'it is "good" to ask'])
def test_marks_within_a_quotation_stay(words, example, own, run):
    run("readings", "add", "Visible learning", "--quote", words, "--page", "173")
    (row,) = run("readings", "--json").data
    assert row["quotations"] == [{"text": words, "page": "173"}]


def test_of_a_reading_that_is_there_more_is_added_to_it(example, own, run):
    run("readings", "add", "Peer Coaching", "--quote", "One")
    result = run("readings", "add", "peer coaching", "--author", "Foltos, L.", "--quote", "Two", "--page", "40-41")
    assert "Added to “Peer Coaching”" in result.out
    (row,) = run("readings", "--json").data
    assert row["author"] == "Foltos, L."
    assert [quotation["text"] for quotation in row["quotations"]] == ["One", "Two"]
    assert "“Two” (pp. 40-41)" in Path(row["path"]).read_text(encoding="utf-8")


def test_on_a_terminal_it_asks_for_the_title(example, own):
    status, screen = talk(["work", "add"], ["A course on listening"])
    assert status == 0
    assert "Added “A course on listening”" in screen
