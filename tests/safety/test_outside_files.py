"""Hostile files from outside are refused with a sentence or read as words: nothing is fetched, nothing is run."""

import os
import socket
import time
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.support.word_files import word
from tests.support.world import Run

HEAD = "h2 9/17/2026"


def changed(content: bytes, parts: dict[str, bytes]) -> bytes:
    """Return a Word file with other parts in place of some of its own."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return made.getvalue()


def part(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def document(text: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return f'<?xml version="1.0"?>{text}<w:document xmlns:w="{space}"><w:body/></w:document>'.encode()


LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def bomb() -> bytes:
    return changed(word(HEAD), {"word/document.xml": document("<!--" + "a" * 60_000_000 + "-->")})


def many_members() -> bytes:
    return changed(word(HEAD), {f"word/media/{number}.txt": b"" for number in range(5000)})


def macro() -> bytes:
    plain = word(HEAD, "Wins: one")
    types = part(plain, "[Content_Types].xml")
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return changed(
        plain, {"[Content_Types].xml": types.replace(kind, b"application/vnd.ms-word.document.macroEnabled.main+xml")}
    )


def deep_xml() -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inside = "<w:tbl><w:tr><w:tc>" * 2000 + "</w:tc></w:tr></w:tbl>" * 2000
    text = f'<w:document xmlns:w="{space}"><w:body>{inside}</w:body></w:document>'
    return changed(word(HEAD), {"word/document.xml": text.encode()})


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("bomb.docx", bomb, "it unpacks to more than anybody writes"),
        ("members.docx", many_members, "it unpacks to more than anybody writes"),
        ("laughs.docx", lambda: changed(word(HEAD), {"word/document.xml": document(LAUGHS)}), "instructions that no"),
        ("entity.docx", lambda: changed(word(HEAD), {"word/styles.xml": document(OUTSIDE)}), "instructions that no"),
        ("macro.docx", macro, "a Word file with macros"),
        ("deep.docx", deep_xml, "it cannot be read as a Word file"),
        ("cut.docx", lambda: word(HEAD)[:-200], "it is damaged"),
        ("deep.html", lambda: b"<div>" * 100_000, "nested too deep"),
        ("two.zip", lambda: zipped({"a.html": b"<p>9/17", "b.html": b"<p>9/24"}), "several documents in it"),
        ("none.zip", lambda: zipped({"a.exe": b"MZ"}), "no document in it that can be read"),
        ("long.md", lambda: b"## 9/17/2026\n" + b"a\n" * 30_000, "more than 20,000 lines"),
        ("long.html", lambda: b"<p>9/17/2026</p>" + b"<p>a</p>" * 30_000, "more than 20,000 lines"),
        ("nul.txt", lambda: b"9/17/2026\n\0\0\0", "it is no text"),
    ],
)
def test_a_hostile_file_is_refused_in_a_moment(run: Run, example: Path, tmp_path: Path, name, content, said) -> None:
    file = tmp_path / name
    file.write_bytes(content())
    begin = time.process_time()
    result = run("import", file, "--yes")
    assert time.process_time() - begin < 30
    assert result.status == 1
    assert said in result.err
    assert "hint:" in result.err
    assert "Traceback" not in result.err


def zipped(files: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def test_a_huge_file_is_not_read_to_its_end(run: Run, example: Path, tmp_path: Path) -> None:
    file = tmp_path / "huge.docx"
    with file.open("wb") as handle:
        handle.truncate(100 * 1024 * 1024)
    result = run("import", file, "--yes")
    assert (result.status, "larger than 50 MB" in result.err) == (1, True)


@pytest.mark.linux
def test_a_pipe_a_folder_and_nothing_are_named(run: Run, example: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.docx")
    for name, said in (("pipe.docx", "is not a file"), ("", "is a folder"), ("gone.docx", "there is no file")):
        result = run("import", tmp_path / name, "--yes")
        assert (result.status, said in result.err) == (1, True)


def test_nothing_is_fetched_and_no_script_comes_in(
    run: Run, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    page = """<html><head><link rel=stylesheet href=https://example.org/a.css><base href=https://example.org/></head><body>
    <script src=https://example.org/a.js>evil()</script><h2>9/3/2026</h2><h3>Wins</h3><p onclick="evil()">Words
    <a href="javascript:evil()">a link</a> <img src=https://example.org/p.png> <a href="file:///etc/passwd">file</a></p>
    <iframe src=https://example.org></iframe></body></html>"""
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    result = run("import", tmp_path / "page.html", "--yes")
    assert result.status == 0, result.err
    assert "nothing was fetched" in result.out
    note = (example / "meetings" / "2026-09-03.md").read_text(encoding="utf-8")
    assert "Words a link file" in note
    assert not {"evil", "javascript", "passwd", "example.org"} & set(note.replace(":", " ").replace("/", " ").split())


def test_a_part_that_is_only_linked_is_not_fetched(run: Run, example: Path, tmp_path: Path) -> None:
    plain = word("h2 9/3/2026", "h3 Wins", "One win")
    relations = part(plain, "word/_rels/document.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" TargetMode="External" Target="https://example.org/evil.dotm" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
        b'<Relationship Id="rId98" TargetMode="External" Target="file:///etc/passwd" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>',
    )
    (tmp_path / "linked.docx").write_bytes(changed(plain, {"word/_rels/document.xml.rels": relations}))
    result = run("import", tmp_path / "linked.docx", "--yes")
    assert result.status == 0, result.err
    assert "One win" in (example / "meetings" / "2026-09-03.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["<!-- hidden", "```", "---", "{{date}}", "[[goal]]", "![x](../../etc/passwd)", "\x1b[31m"]
)
def test_words_that_look_like_marks_hide_nothing(run: Run, example: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "log.docx").write_bytes(
        word("h2 9/3/2026", "h3 Wins", text.replace("\x1b", ""), "h3 Next steps", "* Sam: last line")
    )
    assert run("import", tmp_path / "log.docx", "--yes").status == 0
    assert "last line" in {step["text"] for step in run("steps", "--json").data}
