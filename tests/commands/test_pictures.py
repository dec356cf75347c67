"""Pictures of the log's assets/ in pages for the two people and for others, in the page itself."""

import struct
import zlib
from base64 import b64encode
from pathlib import Path

import pytest
from docx import Document

from coachlog.markdown.shown_pictures import asset_path, find_pictures
from tests.support.world import Run


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(width: int = 3000, height: int = 2) -> bytes:
    """Return a black picture."""
    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


PICTURE = png()
ADDRESS = f"data:image/png;base64,{b64encode(PICTURE).decode()}"


@pytest.fixture
def note(example: Path) -> Path:
    (example / "assets").mkdir(exist_ok=True)
    for name in ("photo.png", "a b.png"):
        (example / "assets" / name).write_bytes(PICTURE)
    return example / "meetings" / "2026-11-19.md"


def _add(note: Path, *lines: str, section: str = "Notes") -> None:
    text = note.read_text()
    assert f"## {section}\n" in text
    note.write_text(text.replace(f"## {section}\n", "\n- ".join((f"## {section}\n", *lines)) + "\n"))


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("![our chart](../assets/photo.png)", "our chart"),
        ("![our chart](assets/photo.png 'x')", "our chart"),
        ("![x](<../assets/a b.png>)", "x"),
        ("![x](../assets/a b.png)", "x"),
        ("![x](../assets/a%20b.png)", "x"),
        ("![[photo.png]]", "photo"),
        ("![[assets/photo.png|300]]", "photo"),
        ("![[a b.png|the board]]", "the board"),
    ],
)
def test_a_page_has_the_picture_itself_with_its_words(
    note: Path, run: Run, tmp_path: Path, typed: str, words: str
) -> None:
    _add(note, f"look: {typed} there")
    shown = f'look: <img src="{ADDRESS}" alt="{words}"> there'
    assert run("show", "2026-11-19", "--to", tmp_path / "note.html").status == 0
    assert shown in (tmp_path / "note.html").read_text()
    assert run("view", "--to", tmp_path / "log.html").status == 0
    assert shown in (tmp_path / "log.html").read_text()
    assert "missing-picture" not in run("check").out


def test_word_has_the_picture_no_wider_than_its_page(note: Path, run: Run, tmp_path: Path) -> None:
    _add(note, "look: ![our chart](../assets/photo.png)")
    assert run("show", "2026-11-19", "--to", tmp_path / "note.docx").status == 0
    document = Document(str(tmp_path / "note.docx"))
    (shape,) = document.inline_shapes
    assert shape.width.mm <= 150
    assert shape._inline.docPr.get("descr") == "our chart"


@pytest.mark.parametrize("content", [b"<svg onload='x()'/>", b"", b"\x89PNG\r\n\x1a\n", b"RIFF1234WEBPVP8 ", png(0, 0)])
def test_what_no_page_shows_is_told_in_words(note: Path, run: Run, tmp_path: Path, content: bytes) -> None:
    (note.parents[1] / "assets" / "odd.png").write_bytes(content)
    _add(note, "look: ![our chart](../assets/odd.png)")
    assert run("show", "2026-11-19", "--to", tmp_path / "note.docx").status == 0
    document = Document(str(tmp_path / "note.docx"))
    assert "look: (picture: our chart)" in "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.mark.parametrize(
    "typed",
    ["![our chart](../assets/phot.png)", "![our chart](photo.png)", "![our chart](../../../assets/../coachlog.yml)"],
)
def test_a_picture_that_is_not_there_is_named(note: Path, run: Run, tmp_path: Path, typed: str) -> None:
    _add(note, f"look: {typed}")
    assert run("show", "2026-11-19", "--to", tmp_path / "note.html").status == 0
    assert "look: (picture: our chart)" in (tmp_path / "note.html").read_text()
    line = next(n for n, line in enumerate(note.read_text().splitlines(), 1) if "look:" in line)
    named = [line for line in run("check").out.splitlines() if "missing-picture" in line]
    assert len(named) == 1
    assert f"meetings/2026-11-19.md:{line}" in named[0]
    assert "put the file into the log's folder assets/" in run("check").out


def test_nothing_is_loaded_from_elsewhere_and_data_is_no_link(note: Path, run: Run, tmp_path: Path) -> None:
    _add(note, "![far](https://example.org/a.png)", "![own](data:image/png;base64,AAAA)", "[x](data:text/html,x)")
    assert run("show", "2026-11-19", "--to", tmp_path / "note.html").status == 0
    text = (tmp_path / "note.html").read_text()
    assert "(picture: far)" in text
    assert "<img" not in text
    assert 'href="data:' not in text
    assert "missing-picture" not in run("check").out


def test_a_picture_goes_where_its_line_goes_and_is_named_before(note: Path, run: Run, tmp_path: Path) -> None:
    _add(note, "![private](../assets/photo.png)", section="Check-in")
    assert run("show", "2026-11-19", "--to", tmp_path / "note.html").status == 0
    assert "<img" not in (tmp_path / "note.html").read_text()
    lesson = next((note.parents[1] / "lessons").glob("*.md"))
    text = lesson.read_text()
    lesson.write_text(text.replace("## Task\n", "## Task\n\n![the board](../assets/photo.png)\n"))
    told = run("show", lesson.stem, "--for", "peer", "--to", tmp_path / "lesson.html")
    assert told.status == 0, told.err
    assert "the picture photo.png goes along" in told.err
    assert f'<img src="{ADDRESS}" alt="the board">' in (tmp_path / "lesson.html").read_text()


def test_an_address_means_a_file_of_the_log_alone() -> None:
    assert asset_path("../assets/a%20b.png") == "assets/a b.png"
    assert asset_path("..\\assets\\a.png") == "assets/a.png"
    assert asset_path("https://example.org/assets/a.png") == ""
    assert asset_path("assets/../../a.png") == ""
    assert [one.address for one in find_pictures("![[a note]] ![[a.png]] \\![[b.png]] ![c](//far/c.png)")] == [
        "assets/a.png"
    ]
