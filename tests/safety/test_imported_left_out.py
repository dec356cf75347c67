"""A name that was left out of what is shared does not come back by the document that had it."""

from pathlib import Path

import pytest

from tests.support.students import remember_names
from tests.support.two import Two
from tests.support.world import git


@pytest.fixture(autouse=True)
def _names(sealed: Path) -> None:
    remember_names(sealed, "Kofi -> Student B\n")


def test_a_name_left_out_does_not_come_back_by_the_document_that_had_it(
    two: Two, someone: list[bool], tmp_path: Path
) -> None:
    document = tmp_path / "Log.md"
    document.write_text("## Oct 8, 2026\n\n**Glows**\n- Kofi asked twice\n- we waited\n", encoding="utf-8")
    note = "meetings/2026-10-08.md"
    assert two.robin("import", document, "--yes").status == 0
    two.robin.change(note, "Kofi", "Student B")
    two.robin.change(note, "we waited", "we waited longer")
    someone.append(True)
    two.robin.sync()
    before = two.robin.read(note)
    again = two.robin("import", document, "--yes")
    assert "There is nothing new in it" in again.out
    assert two.robin.read(note) == before
    document.write_text(document.read_text() + "- a new one\n", encoding="utf-8")
    two.robin("import", document, "--yes")
    assert two.robin.read(note) == before + "- a new one\n"
    two.robin.sync()
    assert "Kofi" not in git(two.place, "log", "-p", "--all")
