"""A marker in everything that a person can write: in every form for every audience none is where it may not be."""

import re
import shutil
import zipfile
from io import BytesIO

import pytest

from coachlog.model.audience import WITHIN, Audience
from coachlog.render.forms import FILE_FORMS
from tests.support.canaries import DAY, RAW, build_canaries
from tests.support.world import make_log

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured

READ = (
    [], ["steps", "--all"], ["goals", "--all"], ["goals", "--tree"], ["goals", "show", "x7x7x"], ["lessons"],
    ["lessons", "show", "x7x7x"], ["feedback"], ["feedback", "show", "x7x7x"], ["feedback", "show", "quiet"], ["plan"],
    ["successes"], ["successes", "--by", "person"], ["agenda"], ["show", DAY], ["show", "2026-fall"],
)  # fmt: skip
OTHERS = (
    ["steps"], ["lessons", "rubric", "x7x7x"], ["hours"], ["progress"], ["private"], ["visits"],
    ["visits", "show", DAY], ["work"], ["readings"], ["star"], ["status"], ["news", "--all"], ["history"], ["settle"],
    ["search", "qy"], ["prompts"], ["frameworks"], ["check"], ["logs"], ["doctor"], ["people"], ["terms"],
    ["students"], ["evidence"], ["export"], ["hours", "--sheet"], ["hours", "--form", "contact-log"],
    ["share", "lesson", "x7x7x", "--ask", "Why?"], ["show", "running.md"],
)  # fmt: skip
PAGES = (["report", "--no-edit"], ["evidence", "2c", "--no-edit"])
# A page of one's own is made of the log by its author. These are in none that leaves.
IN_NO_PAGE = re.compile(
    r"Check-in|unknown key|unknown heading of a (?:meeting|goal|lesson|plan|feedback|visit)|my partner's|of a note"
    r"|(?<!do” )of a feedback without consent|not shared|(?:mentor|mentee)'s name|file name of|title of a meeting"
    r"|title of a feedback|address|coachlog\.yml|star|link in"
)


def text_of(content: bytes, ending: str) -> str:
    """Return all that a file has, of a Word file each of its parts."""
    if ending == ".docx":
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return content.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    root = tmp_path_factory.mktemp("canaries")
    return root, build_canaries(root / "log", root / "own")


@pytest.fixture
def world(sources, tmp_path, monkeypatch):
    root, canaries = sources
    shutil.copytree(root / "own", tmp_path / "home" / "coachlog" / "own")
    make_log(tmp_path / "log", root / "log", monkeypatch)
    return canaries


def files_of(run, tmp_path, command, audience):
    """Yield what a command writes for an audience, each form with its ending."""
    every = [form.ending for form in FILE_FORMS]
    # What is not for reading on paper is made of the same parts; and what the two may read they both may.
    few = [".md", ".json"] if command not in (*READ, *PAGES, ["export"]) else [".json"] if audience == "self" else every
    for ending in few:
        file = tmp_path / f"out{ending}"
        run(*command, "--for", audience, "--to", file, "--replace")
        if file.exists():
            yield ending, text_of(file.read_bytes(), ending)
            file.unlink()


@pytest.mark.parametrize("command", READ + OTHERS, ids=" ".join)
def test_no_marker_is_where_it_may_not_be(command, world, run, tmp_path):
    for audience in Audience:
        for ending, text in files_of(run, tmp_path, command, audience):
            if not (command == ["export"] and audience is Audience.SELF):  # it has everything
                assert world.wrong(text, audience) == [], (audience, ending)
            if command in READ and ending not in (".json", ".csv"):
                assert [place for place in world.found(text) if place.startswith(RAW)] == [], (audience, ending)
        if audience not in WITHIN and "share" not in command:  # on the screen its author reads what to type next
            assert world.wrong(run(*command, "--for", audience).out, audience) == [], audience


@pytest.mark.parametrize("command", PAGES, ids=" ".join)
def test_a_page_of_one_s_own_has_nothing_that_may_not_leave(command, world, run, tmp_path):
    for audience in (Audience.PEER, Audience.PUBLIC):
        for ending, text in files_of(run, tmp_path, command, audience):
            assert sorted(filter(IN_NO_PAGE.search, world.found(text))) == [], (audience, ending)
    for ending, text in files_of(run, tmp_path, command, Audience.PROGRAM):
        assert world.wrong(text, Audience.PROGRAM) == [], ending


def test_no_marker_is_in_a_folder_or_a_letter_that_may_not(world, run, tmp_path):
    run("view", "--to", tmp_path / "pages")
    run("export", tmp_path / "all", "--for", "pair")
    run("send", "--to", tmp_path / "all" / "letter.html")
    files = [*(tmp_path / "pages").iterdir(), *(tmp_path / "all").iterdir()]
    assert len(files) > 10
    for file in files:
        text = file.name + file.read_text("utf-8").replace("\r\n ", "")  # a calendar folds its lines
        assert world.wrong(text, Audience.PAIR) == [], file.name
    run("hours", "--csv", tmp_path / "hours.csv")
    assert world.wrong((tmp_path / "hours.csv").read_text("utf-8"), Audience.PROGRAM) == []


def test_the_markers_are_found_where_they_may_be(world, run, tmp_path):
    text = dict(files_of(run, tmp_path, ["lessons", "show", "x7x7x"], "peer"))[".docx"]
    assert {"the title of a lesson", "“Task” of a lesson", "tools of a lesson (0)"} <= world.found(text)
    text = dict(files_of(run, tmp_path, ["successes"], "public"))[".html"]
    assert world.found(text) == {"a success of mine", "the mentor's alias"}
    text = dict(files_of(run, tmp_path, ["export"], "self"))[".json"]
    assert len(world.found(text)) > len(world.places) * 0.95
