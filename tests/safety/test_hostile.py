"""The hostile cases 35 to 48 of FAULTS.md: what a partner or a stick brings runs nothing and reaches nowhere."""

import json
import shutil
import time
from pathlib import Path

import pytest

from coachlog.render.csv import csv_bytes
from tests.support.documents import BOMBS
from tests.support.two import GOAL, NOTE, Someone, Two
from tests.support.world import Run, git

_EVIL = "\x1b]0;owned\x07\x1b[31m[red]x[/x]\u202e\x9b31m"


def bring(two: Two, path: str, content: bytes) -> None:
    """A file of the partner's, by plain git and past all that coachlog would refuse."""
    two.sam.write(path, content)
    two.sam.git("add", "-A")
    two.sam.git("commit", "-qm", "by hand")
    two.sam.git("push", "-q", str(two.place), "main")
    assert two.robin("sync").status == 0


@pytest.mark.parametrize(
    "key",
    ["core.fsmonitor", "core.sshCommand", "remote.origin.uploadpack", "filter.x.clean", "alias.x", "include.path"],
)
def test_case_36_settings_that_run_something_are_refused_with_their_names(two: Two, tmp_path: Path, key: str) -> None:
    two.sam.git("config", key, f"touch {tmp_path / 'ran'}")
    for typed in (("sync",), ("invite",), ("doctor",)):
        done = two.sam(*typed)
        assert done.status != 0
        assert key.casefold() in (done.err + done.out).casefold()
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    "place", ["ext::sh -c evil", "-uevil", "--upload-pack=evil", "fd::7", "ssh://-oProxyCommand=x/y"]
)
def test_case_37_an_address_that_runs_something_is_refused_before_git_starts(
    two: Two, run: Run, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("git was asked")

    monkeypatch.setattr("coachlog.git.remote.Git.call", never)
    assert run("join", "--", place).status in (1, 2)


def test_case_38_a_link_out_of_the_log_is_named_and_neither_read_nor_written(two: Two, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("# SECRET of the house\n")
    (two.sam.root / "goals" / "out-a2b3c.md").symlink_to(secret)
    two.sam.git("add", "-A")
    two.sam.git("commit", "-qm", "by hand")
    two.sam.git("push", "-q", str(two.place), "main")
    assert two.robin("sync").status == 0
    assert not (two.robin.root / "goals" / "out-a2b3c.md").exists()
    for typed in (("goals",), ("check",), ("search", "SECRET"), ()):
        assert "of the house" not in two.sam(*typed).out
    assert secret.read_text() == "# SECRET of the house\n"


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "~/x", "C:\\x", "\\\\host\\x", "a\0b", "..", ".git/config"]
)
def test_case_39_a_name_that_leads_out_is_refused(two: Two, name: str) -> None:
    for typed in (("show", name), ("edit", name), ("goals", "show", name), ("history", name)):
        done = two.robin(*typed)
        assert done.status in (1, 2), typed
        assert "root:" not in done.out
    assert two.robin("goals", "add", name).status in (0, 1, 2)
    assert all(path.resolve().is_relative_to(two.robin.root) for path in two.robin.root.rglob("*"))


@pytest.mark.parametrize("name", BOMBS)
def test_case_40_a_bomb_cannot_be_read_and_costs_nothing(two: Two, name: str) -> None:
    content = f"---\ntype: goal\n{BOMBS[name]}---\n\n# Bomb\n".encode()
    bring(two, "goals/bomb-a2b3c.md", content)
    begun = time.process_time()
    listed = two.robin("goals")
    assert time.process_time() - begun < 30
    assert listed.status == 1
    assert "goals/bomb-a2b3c.md:" in listed.err
    assert two.robin.files["goals/bomb-a2b3c.md"] == content


@pytest.mark.parametrize(
    "front", ["status: active\nstatus: met", "- a\n- b", "content: x\nhandler: y", "just words", "5: 6"]
)
def test_case_41_front_matter_of_a_strange_form_loses_nothing(two: Two, front: str) -> None:
    content = f"---\n{front}\n---\n\n# Strange\n\n## Evidence\n\n- one\n".encode()
    bring(two, "goals/strange-a2b3c.md", content)
    assert two.robin("show", "goals/strange-a2b3c.md").status == 0
    two.robin("goals", "update", "strange", "seen")
    assert all(line in two.robin.read("goals/strange-a2b3c.md") for line in content.decode().splitlines())
    two.settle()


@pytest.mark.one_in(4)
@pytest.mark.parametrize("kind", ["bytes", "lines", "tags"])
def test_case_42_a_huge_note_is_capped(two: Two, kind: str) -> None:
    content = {
        "bytes": b"---\ntype: goal\n---\n\n# Huge\n\n" + b"x" * 4_000_000,
        "lines": b"---\ntype: goal\n---\n\n# Huge\n\n" + b"- x\n" * 250_000,
        "tags": b"---\ntype: goal\ntags: [" + b"t, " * 10_000 + b"t]\n---\n\n# Huge\n",
    }[kind]
    bring(two, "goals/huge-a2b3c.md", content)
    for typed in (("goals",), (), ("check",)):
        begun = time.process_time()
        two.robin(*typed)
        assert time.process_time() - begun < 30, typed
    two.robin.write("goals/huge-a2b3c.md", content + b"- robin\n")
    two.sam.write("goals/huge-a2b3c.md", content + b"- sam\n")
    two.sam.sync()
    two.robin.sync()
    two.sam.sync()
    kept = [text for path, text in two.sam.files.items() if path.startswith("goals/huge")]
    assert any(b"- robin\n" in text for text in kept)
    assert any(b"- sam\n" in text for text in kept)


def test_case_43_what_could_act_on_a_terminal_is_spelled_out(two: Two) -> None:
    bring(two, "goals/evil-a2b3c.md", f"---\ntype: goal\nowner: '[/x]'\n---\n\n# {_EVIL}\n".encode())
    bring(two, "meetings/2026-11-19.md", f"---\ntype: meeting\n---\n\n# M\n\n## Successes\n\n- {_EVIL}\n".encode())
    git(two.sam.root, "-c", f"user.name={_EVIL}".replace("\x07", ""), "commit", "-q", "--allow-empty", "-m", _EVIL)
    two.sam.git("push", "-q", str(two.place), "main")
    for typed in (
        ("sync",),
        ("goals",),
        (),
        ("successes",),
        ("news", "--all"),
        ("history",),
        ("check",),
        ("show", "2026-11-19"),
    ):
        done = two.robin(*typed)
        said = done.out + done.err
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(said), typed


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://evil.example/x.png)"]
)
def test_case_44_words_that_a_browser_would_run_are_inert(two: Two, words: str, tmp_path: Path) -> None:
    bring(two, NOTE, two.sam.read(NOTE).replace("- one", f"- {words}").encode())
    for typed in (("report", "--no-edit"), ("show", NOTE), ("successes",), ("send",)):
        page = tmp_path / "page.html"
        two.robin(*typed, "--to", str(page), "--replace")
        text = page.read_text()
        assert words not in text
        assert "<script>alert" not in text
        assert "javascript:" not in text
        assert 'src="http' not in text


@pytest.mark.parametrize("words", ["=cmd()", "+1", "-1", "@x", "＝cmd"])
def test_case_45_a_cell_that_a_spreadsheet_would_run_is_text(two: Two, words: str, tmp_path: Path) -> None:
    bring(two, NOTE, two.sam.read(NOTE).replace("type: meeting", f'type: meeting\nmode: "{words}"').encode())
    table = tmp_path / "hours.csv"
    told = two.robin("hours", "--csv", str(table))
    assert told.status == 1  # no known way to meet: named with its line, and left out
    assert f"{NOTE}:" in told.err
    assert words not in [cell for line in table.read_text("utf-8-sig").splitlines() for cell in line.split(",")]
    (cell,) = csv_bytes([words], []).decode("utf-8-sig").splitlines()
    assert cell == f"'{words}"


@pytest.mark.parametrize("words", ["{{ ''.__class__ }}", "${x.y}", "{{ 'x' * 10**9 }}", "{0.__class__}", "%(x)s"])
def test_case_46_a_blank_page_of_the_partners_is_plain_text(two: Two, words: str) -> None:
    bring(two, "templates/goal.md", f"---\ntype: goal\n---\n\n# {{{{title}}}}\n\n{words}\n".encode())
    begun = time.process_time()
    assert two.robin("goals", "add", "Wait for answers").status == 0
    assert time.process_time() - begun < 30
    (made,) = (path for path in two.robin.files if path.startswith("goals/wait-for-answers"))
    assert words in two.robin.read(made)


def test_case_47_what_the_partner_says_of_files_has_no_effect(two: Two) -> None:
    bring(two, ".gitattributes", b"* filter=lfs text eol=crlf merge=union ident\n")
    two.robin.add(GOAL, "- 2026-11-10: $Id$ from robin")
    two.robin.sync()
    assert two.robin.git("cat-file", "blob", f"HEAD:{GOAL}").encode() == two.robin.files[GOAL]


def test_case_48_what_the_partners_settings_name_is_not_run_or_reached(
    two: Two, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = tmp_path / "ran"
    evil = f"editor: touch {ran}\nshell: touch {ran}\nplace: ext::touch {ran}\nhome: /etc\ntemplates: ../../../etc\n"
    bring(two, "coachlog.yml", (two.sam.read("coachlog.yml") + evil).encode())
    place = json.loads((two.robin.root / ".git" / "coachlog" / "place").read_text())
    for typed in (("sync",), ("meet", "--no-edit"), ("goals",), ("report",), ("check",)):
        assert two.robin(*typed).status in (0, 1)
    assert not ran.exists()
    assert json.loads((two.robin.root / ".git" / "coachlog" / "place").read_text()) == place


def test_a_copy_on_a_stick_with_a_history_that_lies_elsewhere_is_not_used(two: Two, tmp_path: Path, run: Run) -> None:
    stick = Someone("mentee", tmp_path / "stick", run)
    shutil.copytree(two.sam.root, stick.root)
    (stick.root / ".git").rename(tmp_path / "elsewhere")
    (stick.root / ".git").symlink_to(tmp_path / "elsewhere")
    assert stick("sync").status != 0
