"""The own pages of one person on two computers: they exchange through a place that is nobody else's."""

import pytest

from tests.support.world import git


@pytest.fixture
def desk(run, monkeypatch, tmp_path):
    """Two computers of one person: `desk("a", "private", "words")` types on the first."""

    def typed(computer, *words):
        home = tmp_path / computer
        home.mkdir(exist_ok=True)
        monkeypatch.setenv("COACHLOG_HOME", str(home))
        monkeypatch.chdir(home)
        return run(*words)

    return typed


def notes(desk, computer):
    return sorted(row["text"] for row in desk(computer, "private", "--json").data)


def test_what_two_computers_have_comes_together_and_goes_on_so(desk, tmp_path):
    place = ("own", "--folder", tmp_path / "mine")
    desk("a", "private", "from a")
    desk("a", "students", "add", "Zoe -> Student A")
    assert "Went: 2 changes" in desk("a", *place).out
    desk("b", "private", "from b")
    desk("b", "students", "add", "Kai")
    joined = desk("b", *place)
    assert joined.status == 0, joined.err
    assert f"How they were here is kept: {tmp_path / 'b' / 'own-before'}" in joined.out
    assert desk("a", "own", "--json").data["received"] > 0
    for computer in "ab":
        assert notes(desk, computer) == ["from a", "from b"]
        assert {row["name"] for row in desk(computer, "students", "--json").data} == {"Zoe", "Kai"}
    desk("a", "private", "a again")
    (tmp_path / "b" / "own" / "notes" / "2026-11-19.md").open("a").write("- b by hand\n")
    for computer in "aba":
        assert desk(computer, "own").status == 0
    for computer in "ab":
        assert notes(desk, computer) == ["a again", "b by hand", "from a", "from b"]
        assert git(tmp_path / computer / "own", "status", "--porcelain") == ""


def test_a_computer_without_pages_takes_what_is_there(desk, tmp_path):
    desk("a", "private", "from a")
    desk("a", "own", "--folder", tmp_path / "mine")
    result = desk("b", "own", "--folder", tmp_path / "mine", "--json")
    assert (result.status, result.data["place"]) == (0, str(tmp_path / "mine"))
    assert notes(desk, "b") == ["from a"]


def test_a_bare_repository_is_a_place_too(desk, tmp_path):
    git(tmp_path, "init", "-q", "--bare", "mine.git")
    for computer in "aba":
        desk(computer, "private", f"from {computer}")
        assert desk(computer, "own", "--place", tmp_path / "mine.git").status == 0
    assert notes(desk, "a") == ["from a", "from a", "from b"]


def test_a_place_that_a_partner_reaches_is_refused(two, tmp_path):
    two.robin("private", "mine alone")
    for place in (two.place, two.robin.root, two.robin.root / "inside"):
        refused = two.robin("own", "--place", place)
        assert refused.status in (1, 2, 3), refused
        assert "hint: " in refused.err
    clone = tmp_path / "hub-copy.git"  # the same log in another place
    git(tmp_path, "clone", "-q", "--bare", str(two.place), str(clone))
    refused = two.robin("own", "--place", clone)
    assert (refused.status, "holds a log" in refused.err) == (3, True)
    assert "mine alone" in two.robin("private").out
    for hub in (two.place, clone):
        assert "mine alone" not in git(hub, "log", "--all", "-p")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("own",), "your own pages have no place yet"),
        (("own", "--folder", "mine"), "there is nothing in your own pages yet"),
    ],
)
def test_without_a_place_or_a_page_it_says_what_to_type(desk, words, told):
    refused = desk("a", *words)
    assert refused.status in (1, 2)
    assert told in refused.err
    assert "hint: " in refused.err


def test_what_was_here_before_is_kept_beside_each_time(desk, tmp_path):
    desk("a", "private", "from a")
    desk("a", "own", "--folder", tmp_path / "mine")
    (tmp_path / "b" / "own-before").mkdir(parents=True)
    desk("b", "private", "from b")
    result = desk("b", "own", "--folder", tmp_path / "mine", "--json")
    assert result.data["before"] == str(tmp_path / "b" / "own-before-2")
    assert "from b" in next((tmp_path / "b" / "own-before-2" / "notes").glob("*.md")).read_text("utf-8")


def test_at_a_terminal_the_folder_is_asked_for(desk, tmp_path, answer):
    desk("a", "private", "from a")
    asked = answer(str(tmp_path / "mine"))
    assert desk("a", "own").status == 0
    assert asked == ["Which folder, on a drive or a stick that is yours alone?"]
    assert desk("a", "own").status == 0


def test_a_folder_that_a_log_is_shared_in_is_refused_by_name(two, tmp_path):
    two.robin("private", "mine alone")
    refused = two.robin("own", "--place", two.place)
    assert refused.status == 1
    assert f"{two.place} is where the log" in refused.err
