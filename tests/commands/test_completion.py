"""The shell completes ids, titles and names of a log."""

import pytest

from coachlog.app import completion
from tests.support.world import git


@pytest.fixture
def offered(run, monkeypatch):
    """What a shell gets to offer after some typed words; the last one is being typed."""

    def offer(words, shell="bash", run=run):
        typed = ["coachlog", *words]
        names = {"bash": {"COMP_WORDS": " ".join(typed), "COMP_CWORD": str(len(typed) - 1)}}
        names["zsh"] = {"_TYPER_COMPLETE_ARGS": " ".join(typed)}
        with monkeypatch.context() as patch:
            for name, value in {"_COACHLOG_COMPLETE": f"complete_{shell}", **names[shell]}.items():
                patch.setenv(name, value)
            done = run()
        assert done.err == ""
        return [line for line in done.out.split("\n") if line]

    return offer


def test_the_shell_offers_live_ids(offered, process, example):
    assert offered(["goals", "show", "expl"], run=process) == [
        "explain-and-listen-b6r2w",
        "explain-why-it-is-proportional-p5v8h",
    ]
    assert offered(["lessons", "show", "numb"]) == ["numbers-in-arguments-q8h3n"]
    assert offered(["goals", "--owner", "m"]) == ["mentor", "mentee"]
    assert offered(["goals", "add", "x", "--level", "b"]) == ["building"]
    assert offered(["plan", "--term", ""]) == ["2026-fall"]


def test_the_shell_shows_titles_beside_the_ids_whatever_is_in_them(offered, example):
    path = example / "goals" / "odd-k3f9x.md"
    path.write_text("# [/b] [red]a\x1b[0m: 'b'\n", encoding="utf-8")
    (line,) = [line for line in offered(["goals", "show", "odd"], "zsh") if "odd-k3f9x" in line]
    assert "(/b) (red)a" in line
    assert "\x1b" not in line


@pytest.mark.parametrize("words", [["goals", "show", ""], ["goals", "show", "zzz"], ["plan", "--term", ""]])
def test_the_shell_is_told_nothing_where_there_is_nothing(offered, sealed, words):
    assert offered(words) == []


class Here:
    """Stands for what a shell's completion knows of the command."""

    def __init__(self, root):
        from coachlog.context import Context
        from coachlog.options import Options

        self._context = Context(Options(log=str(root)))

    def find_root(self):
        return self

    def ensure_object(self, _):
        return self._context


def test_each_kind_of_name_is_offered(run, example):
    here = Here(example)
    assert ("k3f9x", "Try the exit ticket in period 3 (mentee)") in completion.complete_steps(here, "k")
    assert any(told.endswith("(both, done)") for _, told in completion.complete_steps(here, "c4t7r"))
    documents = {name for name, _ in completion.complete_documents(here, "")}
    assert {"2026-fall", "2026-11-19", "one-platform-or-two-v7d2p"} <= documents
    assert completion.complete_people(here, "") == [("mentor", "Robin Example"), ("mentee", "Sam Sample")]
    assert completion.complete_owners(here, "sh") == [("shared", "everybody in this log")]
    assert completion.complete_terms(here, "") == [("2026-fall", "2026-09-08 to 2026-12-18")]


def test_each_section_that_is_offered_is_understood(run, example):
    for typed, name in completion.complete_sections(Here(example), ""):
        result = run("note", "words", "--in", typed)
        assert result.status == 0, result.err
        assert f"under {name} " in result.out


def test_completion_never_raises(tmp_path):
    assert completion.complete_goals(Here(tmp_path), "") == []
    assert completion.complete_steps(None, "") == []


def test_completion_leaves_the_log_as_it_is(offered, example):
    offered(["goals", "show", ""])
    assert git(example, "status", "--porcelain") == ""
