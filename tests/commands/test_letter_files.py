"""The page of a letter, and the files that come back: saved answers, pages, attachments."""

import json
import re
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.support.letter_log import letter_log
from tests.support.world import Run


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with one note, and steps of both."""
    return letter_log(tmp_path, monkeypatch)


def test_the_page_of_a_letter_is_answered_by_a_file(run: Run, log: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    told = run("send", "--to", str(page)).out
    assert "Send that file to Sam. When the answer comes: coachlog receive" in told
    text = page.read_text()
    (mark,) = re.findall(r'data-mark="(\w+)"', text)
    for words in ("hard week", "An old one", "said of the lesson"):
        assert words not in text
    assert "Whoever has it can read it" in text
    assert "robin@school.example" in text
    (tmp_path / "a.json").write_text(json.dumps({"coachlog": 1, "letter": mark, "done": [1], "said": {"2": "A win"}}))
    data = run("receive", str(tmp_path / "a.json"), "--json").data
    assert (data["wins"], data["steps"]) == (["A win"], ["aaaaa"])
    assert run("send", "--to", str(page)).status == 1
    assert run("send", "--to", str(tmp_path / "page.docx")).status == 2


def test_a_page_that_is_saved_again_says_what_holds_now(run: Run, log: Path, tmp_path: Path) -> None:
    mark = run("send", "--json").data["mark"]
    file = tmp_path / "a.json"

    def save(done: list[int], win: str) -> str:
        file.write_text(json.dumps({"coachlog": 1, "letter": mark, "done": done, "said": {"2": win}}))
        return run("receive", str(file)).out

    assert "was answered before" not in save([1], "A win")
    told = save([], "A win, reworded")
    assert "- Try the exit ticket: not done after all, open again" in told
    assert "“Something that went well” was answered before, too. Take out what holds no more: coachlog edit" in told
    assert "- [ ] @mentee Try the exit ticket" in (log / "meetings" / "2026-11-12.md").read_text()
    assert "is in the log already" in save([], "A win, reworded")
    assert "is in the log already" in save([1], "A win")


def test_a_page_takes_nothing_back_that_was_ticked_elsewhere(run: Run, log: Path, tmp_path: Path) -> None:
    mark = run("send", "--json").data["mark"]
    (tmp_path / "a.txt").write_text("1 done\n")
    run("receive", str(tmp_path / "a.txt"))
    (tmp_path / "a.json").write_text(json.dumps({"coachlog": 1, "letter": mark, "done": [], "said": {"2": "A win"}}))
    assert "open again" not in run("receive", str(tmp_path / "a.json")).out
    assert "- [x] @mentee Try the exit ticket" in (log / "meetings" / "2026-11-12.md").read_text()


def attached(words: str, **files: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "sam@school.example", "Re: Thursday"
    mail.set_content(words)
    for name, content in files.items():
        mail.add_attachment(
            content.encode(), maintype="application", subtype="octet-stream", filename=name.replace("_", ".")
        )
    return mail.as_bytes()


@pytest.mark.parametrize("words", ["Sent from my iPhone\n", "3. the fire drill\n", "\n"])
def test_answers_that_are_attached_to_a_mail_are_read_with_its_words(
    words: str, run: Run, log: Path, tmp_path: Path
) -> None:
    mark = run("send", "--json").data["mark"]
    answers = json.dumps({"coachlog": 1, "letter": mark, "done": [1], "said": {"2": "A win"}})
    (tmp_path / "a.eml").write_bytes(attached(words, answers_json=answers, IMG_jpg="\0\1"))
    data = run("receive", str(tmp_path / "a.eml"), "--json").data
    assert (data["wins"], data["steps"], data["left"]) == (["A win"], ["aaaaa"], ["IMG.jpg"])
    assert data["topics"] == (["the fire drill"] if "fire" in words else [])


def test_the_page_itself_is_read_where_its_fields_are_in_it_and_is_no_answer_else(
    run: Run, log: Path, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    run("send", "--to", str(page))
    empty = page.read_text()
    filled = re.sub(r'(<textarea [^>]*name="2"[^>]*>)', r"\1A &amp; B\n", empty).replace(
        'name="1"', 'name="1" checked=""'
    )
    for content in (empty.encode(), attached("\n", page_html=empty)):
        (tmp_path / "sent").write_bytes(content)
        told = run("receive", str(tmp_path / "sent"))
        assert told.status == 1
        assert "this is the page, not its answers" in told.err
        assert "Save my answers" in told.err
    (tmp_path / "sent").write_bytes(attached("3. the fire drill", page_html=empty))
    data = run("receive", str(tmp_path / "sent"), "--json").data
    assert (data["wins"], data["topics"], data["left"]) == ([], ["the fire drill"], ["page.html"])
    page.write_text(filled)
    data = run("receive", str(page), "--json").data
    assert (data["wins"], data["steps"], data["unsorted"]) == (["A & B"], ["aaaaa"], [])


def test_files_that_are_no_answers_are_named(run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    (tmp_path / "a.eml").write_bytes(attached("\n", IMG_jpg="\0\1", list_json="{}"))
    assert "no words in it but IMG.jpg and list.json" in run("receive", str(tmp_path / "a.eml")).err
    (tmp_path / "a.eml").write_bytes(attached("2. see photo", IMG_jpg="\0\1"))
    assert "Attached to it, and not taken: IMG.jpg." in run("receive", str(tmp_path / "a.eml")).out
    two = [json.dumps({"coachlog": 1, "letter": mark, "done": [1]}) for mark in ("zzzzz", "yyyyy")]
    (tmp_path / "a.eml").write_bytes(attached("\n", a_json=two[0], b_json=two[1]))
    assert "several letters" in run("receive", str(tmp_path / "a.eml")).err


@pytest.mark.parametrize("words", ["Sent from my iPhone\n", "see photo\n"])
def test_an_answer_that_seems_to_be_in_a_picture_is_told(words: str, run: Run, log: Path, tmp_path: Path) -> None:
    run("send")
    (tmp_path / "a.eml").write_bytes(attached(words, IMG_jpg="\0\1"))
    assert "The answer may be in there: open it" in run("receive", str(tmp_path / "a.eml")).out


def test_hostile_words_run_nothing_in_the_page(run: Run, log: Path, tmp_path: Path) -> None:
    run("steps", "add", '@mentee </script><script>alert(1)</script> <img src=x onerror="alert(2)">')
    page = tmp_path / "page.html"
    run("send", "--to", str(page))
    text = page.read_text()
    assert text.count("<script>") == 1
    assert "<img" not in text
    assert "script-src 'sha256-" in text
