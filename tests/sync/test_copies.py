"""A copy that a cloud drive made is named and counts nowhere, until settle merges it with its original."""

import pytest

from coachlog.model.copies import find_copies
from tests.support.two import GOAL, NOTE, Two

COPIES = [
    "{} (conflicted copy)",
    "{} (Dana's conflicted copy 2026-11-20)",
    "{} (conflicted copy 2026-11-20 101500)",
    "{} (Case Conflict)",
    "{}-PC1",
    "{}-DESKTOP-8H2K1",
    "{}-Dana's MacBook",
    "{} (1)",
    "{}(2)",
    "{} 2",
    "{}.sync-conflict-20261120-101500-ABCDEFG",
    "{} - Copy",
    "{} - Copy (2)",
    "{} copy",
    "{} - Kopie",
    "Copy of {}",
    "{}_conflict-20261120-101500",
    "{} (Konflikt-Kopie)",
    "{} [Conflict]",
    "{}_PC1_Nov-20-1015-2026_Conflict",
    "{}~1",
    "{}-laptop",
    "{}-sams-macbook-pro",
]


@pytest.mark.one_in(3)
@pytest.mark.parametrize("form", COPIES)
@pytest.mark.parametrize("path", [NOTE, GOAL])
def test_a_copy_is_named_and_never_counted_and_settle_merges_it(form: str, path: str, two: Two) -> None:
    folder, _, name = path.partition("/")
    copy = f"{folder}/{form.format(name.removesuffix('.md'))}.md"
    listing = "hours" if path == NOTE else "goals"
    before = two.robin(listing, "--json").data
    two.robin.write(copy, two.robin.read(path) + "\n- words of the copy\n")
    listed = two.robin(listing, "--json")
    assert listed.data == before
    assert listed.status == 1
    assert f"{copy}:1: " in two.robin(listing).err
    assert "coachlog settle" in two.robin(listing).err
    settled = two.robin("settle")
    assert settled.status == 0, settled
    assert copy not in two.robin.files
    assert "words of the copy" in two.robin.read(path)
    assert two.robin(listing).status == 0
    two.settle()


def test_documents_with_like_names_are_no_copies() -> None:
    names = [
        *("2026-11-19.md", "2026-11-19-2.md", "2026-11-26.md", "ask-more-k3f9x.md", "ask-more-k3f9x-again-x2p7d.md"),
        *("2026-fall.md", "2026-fall-b.md", "plan b.md", "copy the rubric-k3f9x.md", "other (1).md", "x-2-abcdef0.md"),
        *("2026-11-19-walk.md", "2026-11-19-spaceship.md", "x_y.md", "x.md"),
    ]
    assert find_copies(names) == {}
