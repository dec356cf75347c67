"""No file has a word of a Check-in that its listing has from elsewhere: from a title, the history, a problem."""

import pytest

from tests.support.conflicts import listed
from tests.support.two import NOTE

MARK = "zebrafinch"


def written(run, tmp_path, *command):
    """What a command writes for the two, as data and as text."""
    texts = []
    for ending in (".json", ".md"):
        file = tmp_path / f"out{ending}"
        run(*command, "--for", "pair", "--to", file, "--replace")
        texts.append(file.read_text() if file.exists() else "")
    return "".join(texts)


@pytest.mark.parametrize(
    "heading", [f"## Check-in: {MARK}", f"Check-in {MARK}\n---", f"### How are you? {MARK}", f"## {MARK} (check-in)"]
)
def test_a_check_in_s_heading_is_no_title(heading, run, example, tmp_path):
    note = example / "meetings" / "2026-11-19.md"
    for text in (heading, "# Plain"):
        note.write_text(f"---\ntype: meeting\n---\n\n{text}\n\n## Successes\n\n- all is well\n")
        assert run("save").status == 0
        for command in (["show", "2026-11-19"], ["history"], ["export"], ["search", "well"]):
            assert MARK not in written(run, tmp_path, *command), command
        assert run("view", "--to", tmp_path / "pages", "--replace").status == 0
        assert not [page for page in (tmp_path / "pages").iterdir() if MARK in page.read_text()]


@pytest.mark.parametrize("title", ["# Check-in", "# Check-in of 19 November", "# How are you?"])
def test_what_is_below_a_title_that_opens_a_check_in_is_on_no_page(title, run, example, tmp_path):
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(f"---\ntype: meeting\n---\n\n{title}\n\n- {MARK}\n\n# Rest\n\n## Successes\n\n- all is well\n")
    assert run("view", "--to", tmp_path / "log.html").status == 0
    page = (tmp_path / "log.html").read_text()
    assert "all is well" in page
    assert MARK not in page
    assert MARK not in written(run, tmp_path, "show", "2026-11-19")


def test_a_step_that_was_moved_under_a_check_in_is_no_longer_quoted(two):
    two.sam.add(NOTE, f"\n## Next steps\n\n- [ ] @mentee Try {MARK} ^a1b2c")
    two.settle()
    two.sam.change(NOTE, "## Next steps", "## Feelings")
    two.settle()
    told = two.robin("history", "--json").data
    moved, begun = [entry["did"] for entry in told if "next step" in str(entry["did"])]
    assert "out of the next steps" in str(moved)
    assert MARK not in str(moved)
    assert MARK in str(begun)  # it was a step then, and the history is the pair's alone


@pytest.mark.parametrize("path", ["running.md", "templates/own.md"])
def test_a_file_that_is_no_document_is_without_its_check_in(path, run, example, tmp_path):
    (example / "templates").mkdir(exist_ok=True)
    (example / path).write_text(f"# Ours\n\n## Check-in\n\n- {MARK}\n\n## Notes\n\n- all is well\n")
    text = written(run, tmp_path, "export")
    assert "all is well" in text
    assert MARK not in text + written(run, tmp_path, "show", path)


def test_a_problem_in_a_check_in_is_in_no_file(run, example, tmp_path):
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(
        "---\ntype: meeting\n---\n\n# M\n\n## Notes\n\n- [[gone-a2b3c]]\n\n## Check-in\n\n"
        f"- see [[{MARK}-a2b3c]] and ![it](../assets/{MARK}.png)\n"
    )
    assert MARK in run("check").out
    text = written(run, tmp_path, "check")
    assert "gone-a2b3c" in text
    assert MARK not in text


def test_two_versions_of_which_one_is_in_a_check_in_are_in_no_file(two, tmp_path):
    two.robin.change(NOTE, "## Notes", "## Check-in\n\n- Sam slept badly this week\n\n## Notes")
    two.settle()
    two.robin.change(NOTE, "- Sam slept badly this week\n", "")
    two.robin.change(NOTE, "- one\n", "- one\n- Sam slept badly this week\n")
    two.sam.change(NOTE, "this week", f"this week, {MARK} too")
    two.settle()
    assert MARK in two.robin("settle").out
    file = tmp_path / "settle.json"
    two.robin("settle", "--to", str(file))
    assert MARK not in file.read_text()
    (row,) = listed(two.robin)
    keep = "first" if MARK in row["first"]["text"] else "second"
    assert two.robin("settle", "--keep", keep).status == 0
    assert MARK not in two.robin("history", "--json").out + two.robin("undo", "--list").out
