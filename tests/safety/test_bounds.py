"""Whatever a person names as a file has a bound, and is a file."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coachlog.markdown.document import MAX_LINES, parse_document
from coachlog.merge.pieces import cut_body, generated_marker
from coachlog.model.kinds.parse_body import parse_body
from coachlog.model.parse_settings import parse_settings
from tests.support.world import Run

TAKING = (
    ("feedback", "add", "--from", "Priya", "--file"),
    ("lessons", "add", "A lesson", "--from"),
    ("frameworks", "import"),
)


def make(kind: str, path: Path) -> Path:
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "sparse":
        with path.open("wb") as file:
            file.truncate(2 << 30)
    elif kind == "link to a pipe":
        os.mkfifo(path.with_suffix(".pipe"))
        path.symlink_to(path.with_suffix(".pipe"))
    elif kind == "link to itself":
        path.symlink_to(path)
    elif kind == "endless":
        return Path("/dev/zero")
    elif kind == "terminal":
        return Path("/dev/tty")
    return path


@pytest.mark.parametrize("words", TAKING)
@pytest.mark.parametrize(
    "kind", ["pipe", "folder", "sparse", "link to a pipe", "link to itself", "endless", "terminal", "nothing"]
)
def test_what_is_no_file_of_a_sensible_size_is_refused_at_once(
    kind: str, words: tuple[str, ...], example: Path, run: Run, tmp_path: Path
) -> None:
    path = make(kind, tmp_path / "given.csv")
    done = run(*words, path)
    assert done.status in (1, 2, 3), done
    assert done.err.startswith("error: ")
    assert "Errno" not in done.err
    if words[0] == "feedback" and kind in ("pipe", "link to a pipe", "endless"):
        assert "is not a file" in done.err


@pytest.mark.parametrize("path", ["coachlog.yml", "templates/meeting.md", "frameworks/own.yml"])
def test_a_file_of_the_log_beyond_all_bounds_is_named_and_never_read_whole(path: str, example: Path, run: Run) -> None:
    (example / path).parent.mkdir(exist_ok=True)
    with (example / path).open("wb") as file:
        file.truncate(80 << 20)
    named = ""
    for words in (("goals",), ("check",), ("meet", "--no-edit", "--date", "2026-11-26"), ("frameworks",)):
        done = run(*words)
        assert done.status in (0, 1), done
        named += done.out + done.err
    assert path in named
    assert "larger than" in named


def count_calls(run: Callable[[], object]) -> int:
    """The number of functions that a call enters, those of C too."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return calls


def parse_note(lines: str) -> object:
    document = parse_document(f"---\ntype: meeting\n---\n\n# M\n\n## Next steps\n\n{lines}")
    settings, _ = parse_settings(b"")
    return parse_body(
        "meetings/2026-11-12.md", document, settings=settings, prompts=frozenset(), day=date(2026, 11, 12)
    )


@pytest.mark.one_in(2)
@pytest.mark.parametrize("work", [parse_note, cut_body])
@pytest.mark.parametrize(
    "line", ["- x\n", "- [ ] do it\n", "- [ ] do {} (due 2026-12-01)\n", "a <!-- coachlog: x\n", "> a\n\n"]
)
def test_the_work_of_reading_grows_with_the_lines(line: str, work: Callable[[str], object]) -> None:
    work(line)  # what is made once is made
    few, many = (count_calls(lambda n=n: work("".join(line.format(i) for i in range(n)))) for n in (200, 800))
    assert many < 4.5 * few


@pytest.mark.parametrize("inside", ["x", " ", "coachlog: ", "<!-- coachlog:", "--"])
def test_a_mark_without_an_end_is_read_in_one_pass(inside: str) -> None:
    """In steps that are the square of its length this line would take hours."""
    line = "<!-- coachlog:" + inside * (400_000 // len(inside))
    assert generated_marker(line) is None
    cut = cut_body(f"{line}\n<!-- /coachlog -->\n")
    assert cut.text == f"{line}\n<!-- /coachlog -->\n"


@pytest.mark.parametrize("ending", [b"\n", b"\r\n", b"\r"])
def test_a_note_of_more_lines_than_a_person_types_is_named_and_shown_and_never_taken_apart(
    ending: bytes, example: Path, run: Run
) -> None:
    path = "meetings/2026-11-12.md"
    content = (example / path).read_bytes() + (b"- x" + ending) * (MAX_LINES + 1)
    (example / path).write_bytes(content)
    for words in (("steps",), ("check",), ("save", "--yes"), ("history",), ()):
        done = run(*words)
        assert done.status in (0, 1), (words, done)
        if words in (("steps",), ("check",)):
            assert f"{path}:1: this file has more than 20,000 lines" in done.out + done.err
    assert "- x" in run("show", path).out
    assert (example / path).read_bytes() == content
