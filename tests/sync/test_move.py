"""A shared log that goes to another place: asked on a terminal, and the partner's sync in the old one tells of it."""

import json
from pathlib import Path

import pytest

from coachlog.actions.exchange import invite
from coachlog.context import Context
from tests.support.two import GOAL, Two, bare, clone


@pytest.mark.parametrize("kind", ["--folder", "--place"])
def test_the_partner_is_told_until_they_go_along(kind: str, two: Two, tmp_path: Path) -> None:
    new = tmp_path / "other place"
    if kind == "--place":
        bare(new)
    two.sam.add(GOAL, "- 2026-11-19: from sam")
    assert two.robin("invite", kind, str(new)).status == 0
    for _ in range(2):  # what is overlooked once is told again
        told = two.sam.sync()
        assert f"The shared place has moved to {new}." in told.err
        assert f'coachlog sync --moved-to "{new}" (or where' in told.err
        assert f"shares the log in {new} now" in two.sam("status").out
    two.sam.add(GOAL, "- 2026-11-19: typed meanwhile")
    two.sam.sync("--moved-to", str(new))
    two.robin.sync()
    assert "from sam" in two.robin.read(GOAL)
    assert "typed meanwhile" in two.robin.read(GOAL)
    two.sam.sync()
    assert two.robin.head == two.sam.head
    for person in (two.robin, two.sam):
        assert "has moved" not in person.sync().err
        assert json.loads(person("status", "--json").out)["data"]["moved_to"] == ""


def test_each_computer_has_its_own_name_for_the_new_place(two: Two, tmp_path: Path) -> None:
    assert two.robin("invite", "--folder", str(tmp_path / "new")).status == 0
    (tmp_path / "drive").symlink_to(tmp_path / "new")
    two.sam.sync()
    two.sam.sync("--moved-to", str(tmp_path / "drive"))
    for person in (two.robin, two.sam, two.robin):
        assert "has moved" not in person.sync().err
    assert two.robin.head == two.sam.head


def test_going_along_with_invite_is_no_move_for_who_is_there_already(two: Two, tmp_path: Path) -> None:
    assert two.robin("invite", "--folder", str(tmp_path / "new")).status == 0
    (tmp_path / "drive").symlink_to(tmp_path / "new")
    assert two.sam("invite", "--folder", str(tmp_path / "drive")).status == 0
    assert "has moved" not in two.robin.sync().err
    assert "has moved" not in two.sam.sync().err
    assert two.robin.head == two.sam.head


def test_both_move_at_once_and_come_together(two: Two, tmp_path: Path) -> None:
    assert two.robin("invite", "--folder", str(tmp_path / "a")).status == 0
    two.sam.add(GOAL, "- 2026-11-19: from sam")
    moved = two.sam("invite", "--folder", str(tmp_path / "b"))
    assert f"has moved to {tmp_path / 'a'}." in moved.err
    assert f"has moved to {tmp_path / 'a'}." in two.sam.sync().err
    two.sam.sync("--moved-to", str(tmp_path / "a"))
    assert "has moved" not in two.robin.sync().err
    assert "has moved" not in two.sam.sync().err
    assert "from sam" in two.robin.read(GOAL)
    assert two.robin.head == two.sam.head


def test_moved_and_moved_back_is_at_home(two: Two, tmp_path: Path) -> None:
    for place in (tmp_path / "a", two.place):
        assert two.robin("invite", str(place)).status == 0
    assert "has moved" not in two.sam.sync().err
    assert "has moved" not in two.robin.sync().err


@pytest.mark.parametrize(("yes", "where"), [(True, ""), (False, ""), (True, "elsewhere")], ids=["yes", "no", "wrong"])
def test_on_a_terminal_the_partner_is_asked(
    yes: bool, where: str, two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "new"
    assert two.robin("invite", "--folder", str(new)).status == 0
    with monkeypatch.context() as patch:
        patch.setattr(Context, "interactive", property(lambda _: True))
        patch.setattr("coachlog.render.asking.confirm", lambda question, **_: yes and question == "Go along now?")
        patch.setattr(
            "coachlog.render.asking.read_line", lambda question, *_: ("Where is it" in question and where) or ""
        )
        done = two.sam.sync()
    assert ("has moved" in two.sam.sync().err) is (not yes or bool(where))
    assert ("see where it is on this computer" in done.err) is bool(where)
    assert not (tmp_path / "home" / "elsewhere").exists()


def test_a_place_without_this_log_is_none_to_go_along_to(two: Two, tmp_path: Path) -> None:
    empty = bare(tmp_path / "empty.git")
    for place in (tmp_path / "missing", empty, two.robin.root):
        refused = two.sam("sync", "--moved-to", str(place))
        assert refused.status in (1, 3), refused
        assert not list((empty / "refs" / "heads").iterdir())
    two.settle()


def test_what_a_partner_wrote_as_a_place_is_never_a_command_to_type(two: Two) -> None:
    two.robin.git("commit", "-q", "--allow-empty", "-m", 'x\n\nMoved-to: /x/$(touch y)";rm z')
    two.robin.sync()
    told = two.sam.sync()
    assert "coachlog sync --moved-to PLACE (or where" in told.err


@pytest.mark.parametrize("goes_to", ["b", "c"])
def test_moved_twice_is_followed_step_by_step_or_at_once(goes_to: str, two: Two, tmp_path: Path) -> None:
    two.sam.add(GOAL, "- 2026-11-19: not sent yet")
    for name in ("b", "c"):
        assert two.robin("invite", "--folder", str(tmp_path / name)).status == 0
    assert f"has moved to {tmp_path / 'b'}." in two.sam.sync().err
    assert ("has moved to" in two.sam.sync("--moved-to", str(tmp_path / goes_to)).err) is (goes_to == "b")
    if goes_to == "b":
        assert f"has moved to {tmp_path / 'c'}." in two.sam.sync().err
        two.sam.sync("--moved-to", str(tmp_path / "c"))
    two.settle()
    assert "not sent yet" in two.robin.read(GOAL)
    assert "has moved" not in two.sam.sync().err


def test_who_joins_in_the_old_place_is_told(two: Two, tmp_path: Path) -> None:
    assert two.robin("invite", "--folder", str(tmp_path / "new")).status == 0
    later = clone(two.place, tmp_path / "later", two.sam.run)
    for _ in range(2):
        assert f"has moved to {tmp_path / 'new'}." in later.sync().err
    later.sync("--moved-to", str(tmp_path / "new"))
    assert "has moved" not in later.sync().err
    assert "has moved" not in clone(tmp_path / "new", tmp_path / "latest", two.sam.run).sync().err


def test_on_a_terminal_it_is_asked(two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(Context, "interactive", property(lambda _: True))
        patch.setattr("coachlog.render.asking.confirm", lambda question, **_: asked.append(question) and None)
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


@pytest.mark.parametrize("kind", ["folder", "bare"])
def test_an_old_place_that_was_away_is_told_once_it_is_back(kind: str, two: Two, tmp_path: Path) -> None:
    old = two.place
    if kind == "folder":
        old = tmp_path / "old"
        assert two.robin("invite", "--folder", str(old)).status == 0
        two.sam.sync()
        two.sam.sync("--moved-to", str(old))
        two.robin.sync()
    away = old.rename(tmp_path / "away")
    assert two.robin("invite", str(tmp_path / "new")).status == 0
    head = two.robin.head
    two.robin.sync()
    assert two.robin.head == head, "no note is left where nobody reads it"
    away.rename(old)
    two.robin.sync()
    assert f"has moved to {tmp_path / 'new'}." in two.sam.sync().err
    two.sam.sync("--moved-to", str(tmp_path / "new"))
    two.robin.sync()
    assert two.robin.head == two.sam.head
    assert "has moved" not in two.robin.sync().err


def test_a_move_that_was_cut_short_is_told_by_the_next_exchange(
    two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(invite, "tell_old_places", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
        assert two.robin("invite", "--folder", str(tmp_path / "new")).status == 130
    assert "has moved" not in two.sam.sync().err
    two.robin.sync()
    assert "has moved" in two.sam.sync().err
    two.sam.sync("--moved-to", str(tmp_path / "new"))
    assert "has moved" not in two.robin.sync().err
    assert two.robin.head == two.sam.head


@pytest.mark.parametrize("gone", [("a",), ("a", "b")])
def test_moved_twice_while_the_first_place_is_away_is_told_there_once_it_is_back(
    gone: tuple[str, ...], two: Two, tmp_path: Path
) -> None:
    where = {name: tmp_path / name for name in ("b", "c")} | {"a": two.place}
    three = clone(two.place, tmp_path / "three", two.sam.run)
    two.place.rename(tmp_path / "away-a")
    assert two.robin("invite", "--folder", str(where["b"])).status == 0
    if "b" in gone:
        where["b"].rename(tmp_path / "away-b")
    assert two.robin("invite", "--folder", str(where["c"])).status == 0
    two.robin.sync()
    two.sam.add(GOAL, "- 2026-11-19: not sent yet")
    two.sam("save")
    for name in gone[::-1]:
        (tmp_path / f"away-{name}").rename(where[name])
        if name == "a":
            two.sam.sync()
        assert "by other means" not in two.robin.sync().out
    assert "not sent yet" in two.robin.read(GOAL)
    for person in (two.sam, three):
        assert f"has moved to {where['c']}." in person.sync().err
        person.sync("--moved-to", str(where["c"]))
    for person in (two.robin, two.sam, three, two.robin, two.sam):
        assert "has moved" not in person.sync().err
    assert two.robin.head == two.sam.head
    assert json.loads((two.robin.root / ".git" / "coachlog" / "place").read_text())["untold"] == []


def test_who_goes_along_with_another_still_tells_the_place_that_they_left(two: Two, tmp_path: Path) -> None:
    three = clone(two.place, tmp_path / "three", two.sam.run)
    away = two.place.rename(tmp_path / "away")
    assert two.robin("invite", "--folder", str(tmp_path / "b")).status == 0
    two.sam("sync", "--moved-to", str(tmp_path / "b"))
    assert two.sam("invite", "--folder", str(tmp_path / "c")).status == 0
    two.robin.sync()
    two.robin.sync("--moved-to", str(tmp_path / "c"))
    away.rename(two.place)
    two.robin.sync()
    assert f"has moved to {tmp_path / 'c'}." in three.sync().err


def test_moved_back_to_a_place_that_was_away_tells_nobody(two: Two, tmp_path: Path) -> None:
    away = two.place.rename(tmp_path / "away")
    assert two.robin("invite", "--folder", str(tmp_path / "b")).status == 0
    away.rename(two.place)
    assert two.robin("invite", "--place", str(two.place)).status == 0
    for person in (two.robin, two.sam, two.robin):
        assert "has moved" not in person.sync().err
    assert two.robin.head == two.sam.head
