"""`coachlog logs`: the logs of this computer, and the one that commands work in."""

from pathlib import Path

from tests.support.world import Run


def test_logs_are_listed_with_the_one_worked_in(run: Run, example: Path, sealed: Path) -> None:
    assert run("logs").out == "No logs here yet. To make one: coachlog init\n"
    assert run("logs", "--default", str(example)).status == 0
    other = sealed / "coachlog" / "other"
    other.mkdir()
    (other / "coachlog.yml").write_text("title: [", encoding="utf-8")
    assert run("logs", "--default", str(other)).status == 0
    rows = run("logs", "--json").data
    assert [(row["name"], row["default"]) for row in rows] == [("other", True), ("robin-and-sam", False)]
    assert rows[1]["title"] == "Robin and Sam, grade 7 math"
    result = run("logs", "--default", "robin")
    assert f"robin-and-sam: Robin and Sam, grade 7 math  ({example}, the default)" in result.out
    assert "- other  (" in result.out


def test_a_log_that_is_not_there_cannot_be_the_default(run: Run, example: Path) -> None:
    result = run("logs", "--default", "nowhere")
    assert result.status == 1
    assert "there is no log `nowhere`" in result.err
