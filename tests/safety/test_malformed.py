"""Notes that are broken in any way: no command fails over them, none is changed by looking, and the others are read."""

import random
from pathlib import Path

import pytest

from tests.support.documents import BOMBS, HOSTILE, ODD
from tests.support.figures import times
from tests.support.world import EXAMPLE, Run

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
LOOKING = (
    (),
    ("goals", "--all"),
    ("goals", "--tree"),
    ("steps", "--all"),
    ("lessons",),
    ("feedback",),
    ("plan",),
    ("agenda",),
    ("successes",),
    ("hours",),
    ("progress",),
    ("search", "ratio"),
    ("check",),
    ("show", "broken"),
    ("news",),
    ("status",),
)
WRITING = (
    ("note", "seen today", "--in", "notes"),
    ("goals", "add", "A new one"),
    ("meet", "--no-edit"),
    ("save", "--yes"),
)
BATCH = 250
SPICE = (
    b"---\n",
    b"\n---",
    b"\xff\xfe",
    b"\x00",
    b"\xed\xa0\x80",
    b"```\n",
    b"<!--",
    b"-->",
    b"- [ ] ",
    b"- [x",
    b"^k3f9x",
    b"(due 2026-02-30)",
    b"(from",
    b"@",
    b"@mentee",
    b"## Next steps\n",
    b"# \n",
    b": ",
    b"[",
    b"]",
    b"{",
    b"&a",
    b"*a",
    b"!!x",
    b"\r",
    b"\r\n",
    b"\t",
    b"|",
    b"'",
    b'"',
    b"\xe2\x80\xa8",
    b"\x1b[31m",
    b"9999-99-99",
    b"0000-00-00",
    b"-1",
    b"%",
)
ODDITIES = (
    "",
    "\n",
    " ",
    "---",
    "---\n",
    "---\n---",
    "---\n---\n",
    "---\n\n---\n\n---\n",
    "-",
    "#",
    "# ",
    "##",
    "## \n",
    "\ufeff",
    "\ufeff---\n---\n",
    "---\r---\r",
    "\r",
    "\r\n\r\n",
    "---\n:\n---\n",
    "---\n? a\n---\n",
    "---\n- a\n---\n# T\n",
    "---\ntype: 7\n---\n",
    "---\ntype: []\n---\n",
    "---\ntype: {}\n---\n",
    "---\ntype:\n---\n",
    "---\ntype: goal\ntype: plan\n---\n",
    "---\ndate: 2026-13-45\n---\n",
    "---\ndate: [2026-11-19]\n---\n",
    "---\nminutes: 1e9\n---\n",
    "---\nminutes: -5\n---\n",
    "---\nminutes: 99999999999999999999999\n---\n",
    "---\nstart: 99:99\n---\n",
    "---\nnext: 3\n---\n",
    "---\nnext: {date: x}\n---\n",
    "---\nparticipants: {a: {b: c}}\n---\n",
    "---\nindicators: [[2c]]\n---\n",
    "---\nkept_versions: 1\n---\n",
    "---\nkept_versions: [{date: 1}, 2, [3]]\n---\n",
    '---\ntitle: "\\ud800"\n---\n',
    "---\nagreed: {mentor: never}\n---\n",
    "## Next steps\n\n- [ ]\n- [ ] \n- [?] what\n- [ ] @ x\n- [ ] (due ) ^\n",
    "## Next steps\n- [x] a ^1\n- [ ] a ^1\n",
    "## Next steps\n\n- [ ] a (from 9999-12-31) ^k3f9x\n",
    "## Next steps\n" + "  " * 50 + "- [ ] deep\n",
    "> " * 200 + "deep\n",
    "- " * 200 + "deep\n",
    "[" * 500 + "\n",
    "*" * 500 + "\n",
    "`" * 500 + "\n",
    "| a\n|-\n" + "|" * 500,
    "<!--\n" * 50,
    "x" * 100_000,
    "a\n" * 5_000,
    "# T\n# T\n# T\n",
    "Setext\n===\n\nMore\n---\n",
    "~~~\n## Notes\n- no\n",
    "<script>alert(1)</script>\n",
    "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n",
)


def spoilt(chance: random.Random, content: bytes) -> bytes:
    """Some bytes more, less, or others, as a disk, a bad copy or a hasty hand leaves them."""
    for _ in range(chance.randrange(1, 6)):
        at, much = chance.randrange(len(content) + 1), chance.choice((0, 0, 1, 1, 3, 40))
        more = chance.choice((b"", b"", bytes([chance.randrange(256)]), chance.choice(SPICE), chance.choice(SPICE)))
        content = content[:at] + more + content[at + much :]
    return content


def look_and_write(run: Run, root: Path, broken: dict[str, bytes]) -> None:
    """No command stumbles over the broken notes, and none of them is changed by looking."""
    for path, content in broken.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content)
    for command in LOOKING:
        done = run(*command)
        assert done.status in (0, 1), (command, done)
    assert {path: (root / path).read_bytes() for path in broken} == broken
    for command in WRITING:
        done = run(*command, "--date", "2026-11-19") if command[0] == "meet" else run(*command)
        assert done.status in (0, 1), (command, done)
    assert "Every student reasons about mathematics" in run("goals").out


@pytest.mark.one_in(2)
@pytest.mark.parametrize("folder", ["meetings", "goals", "lessons", "plans", "feedback", "reflections"])
def test_a_note_of_any_odd_form_stops_no_command(folder: str, example: Path, run: Run) -> None:
    odd = [text.encode() for text in (*ODDITIES, *ODD)]
    odd += [f"---\n{text}---\n# T\n".encode() for text, _ in HOSTILE.values()]
    odd += [f"---\n{text}\n---\n# T\n".encode() for text in BOMBS.values()]
    assert len(odd) >= 60
    look_and_write(run, example, {f"{folder}/broken-{number:03}.md": content for number, content in enumerate(odd)})


# Of the guards of the readers, taken away one by one, what damaged bytes can show at all they showed at the first seed.
@pytest.mark.parametrize("seed", range(times(2, 200)))
def test_a_note_with_damaged_bytes_stops_no_command(seed: int, example: Path, run: Run) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage for the same number
    whole = sorted(path for path in EXAMPLE.rglob("*.md") if path.parent != EXAMPLE)
    broken = {}
    for number in range(BATCH):
        path = chance.choice(whole)
        name = (
            f"2025-{1 + number % 12:02}-{1 + number % 28:02}-{number}"
            if path.parent.name == "meetings"
            else f"broken-{number}"
        )
        broken[f"{path.parent.relative_to(EXAMPLE).as_posix()}/{name}.md"] = spoilt(chance, path.read_bytes())
    look_and_write(run, example, broken)


@pytest.mark.one_in(2)
@pytest.mark.parametrize("seed", range(times(40, 1000)))
def test_settings_with_damaged_bytes_stop_no_command(seed: int, example: Path, run: Run) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same damage for the same number
    settings = spoilt(chance, (example / "coachlog.yml").read_bytes())
    (example / "coachlog.yml").write_bytes(settings)
    for command in ((), ("goals",), ("hours",), ("check",), ("note", "seen", "--in", "notes")):
        done = run(*command)
        assert done.status in (0, 1, 3), (command, done)
    assert (example / "coachlog.yml").read_bytes() == settings
