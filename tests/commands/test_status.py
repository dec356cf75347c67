"""`coachlog status`: what is not kept and not shared yet."""

from pathlib import Path

from tests.support.example import NOTE, edit
from tests.support.world import Run


def test_status_says_what_is_not_kept_yet(run: Run, example: Path) -> None:
    clean = run("status")
    assert clean.out.splitlines() == [
        "Everything is kept.",
        "This log has no shared place yet: it is on this computer only.",
        "You are Robin Example here. If that is wrong: coachlog doctor --me mentee",
    ]
    edit(example / NOTE, "minutes: 50", "minutes: soon")
    result = run("status")
    assert f"  - {NOTE}" in result.out
    assert "1 thing cannot be read as meant: coachlog check names each." in result.out
    assert result.status == 0
    assert run("status", "--json").data == {
        "unsaved": [NOTE],
        "not_kept": [],
        "elsewhere": [],
        "entries": 1,
        "shared_place": None,
        "moved_to": "",
        "not_shared": 1,
        "kept_twice": 0,
        "me": "mentor",
        "letter_sent": None,
        "interrupted": False,
        "problems": 1,
        "unsorted": [],
    }
