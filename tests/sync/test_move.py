"""A shared log that goes to another place: asked on a terminal, and the partner's sync in the old one tells of it."""

from pathlib import Path

import pytest

from coachlog.context import Context
from tests.support.two import GOAL, Two, bare


@pytest.mark.parametrize("kind", ["--folder", "--place"])
def test_the_partners_sync_tells_where_the_log_has_gone(kind: str, two: Two, tmp_path: Path) -> None:
    new = tmp_path / "other place"
    if kind == "--place":
        bare(new)
    two.sam.add(GOAL, "- 2026-11-19: from sam")
    assert two.robin("invite", kind, str(new)).status == 0
    told = two.sam.sync()
    assert f'The shared place has moved to {new}. To go along: coachlog invite "{new}"' in told.err
    assert two.sam("invite", str(new)).status == 0
    two.robin.sync()
    assert "from sam" in two.robin.read(GOAL)
    two.sam.sync()
    assert two.robin.head == two.sam.head
    assert "has moved" not in two.robin.sync().err


def test_on_a_terminal_it_is_asked(two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(Context, "interactive", property(lambda _: True))
        patch.setattr("typer.confirm", lambda question, **_: asked.append(question) and None)
        refused = two.robin("invite", "--folder", str(tmp_path / "new"))
    assert refused.status == 1
    assert asked == [f"This log is shared in {two.place} already. Share it in {tmp_path / 'new'} from now on?"]
    assert not (tmp_path / "new").exists()
    assert "has moved" not in two.sam.sync().err


def test_an_old_place_that_is_gone_is_told(two: Two, tmp_path: Path) -> None:
    two.place.rename(tmp_path / "away")
    done = two.robin("invite", "--folder", str(tmp_path / "new"))
    assert done.status == 0
    assert "The old place could not be told" in done.err
