"""A partner by mail: whatever order letters and answers go in, no word of an answer is lost, and none stands twice."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.figures import times
from tests.support.world import Run, make_log

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured

SETTINGS = """coachlog: 1
id: abcdefghjkmn
people:
  - {id: mentor, name: Robin Example}
  - {id: mentee, name: Sam Sample, reach: mail}
cadence: {weekday: thursday}
"""
FIRST = date(2026, 9, 3)
# A letter, an answer to any letter (again, or late), words of the mentor's, a week that goes by, a step that is done.
DEEDS = st.lists(
    st.one_of(
        st.just(("send", 0, 0)),
        st.tuples(st.just("answer"), st.integers(0, 3), st.integers(0, 2)),
        st.just(("note", 0, 0)),
        st.just(("step", 0, 0)),
        st.just(("meet", 0, 0)),
        st.just(("done", 0, 0)),
    ),
    min_size=3,
    max_size=14,
)


class Exchange:
    """A mentor at the computer, and a partner who has nothing but the letters."""

    def __init__(self, run: Run, log: Path) -> None:
        self.run, self.log, self.day, self.count = run, log, FIRST, 0
        self.letters: list[dict] = []
        self.answers: dict[tuple[int, int], str] = {}
        self.words: list[str] = []

    def word(self) -> str:
        self.count += 1
        return f"word{self.count}x"

    def type(self, *words: str, stdin: str = "") -> object:
        done = self.run(*words, "--log", self.log, "--today", self.day.isoformat(), "--json", stdin=stdin)
        assert done.status == 0, done
        return json.loads(done.out)["data"]

    def do(self, deed: str, which: int, shape: int) -> None:
        match deed:
            case "send":
                self.letters.append(self.type("send"))
            case "answer" if self.letters:
                self.answer(len(self.letters) - 1 - which % len(self.letters), shape)
            case "note":
                self.words.append(self.word())
                self.type("note", "--in", "successes", "--speaker", "nobody", self.words[-1])
            case "step":
                self.words.append(self.word())
                self.type("steps", "add", f"@mentee Try {self.words[-1]}")
            case "meet":
                self.day += timedelta(weeks=1)
                self.type("meet", "--no-edit")
            case "done" if steps := self.type("steps"):
                self.type("steps", "done", steps[0]["id"])

    def answer(self, letter: int, shape: int) -> None:
        """Answer a letter; the same letter in the same shape is the same answer, sent once more."""
        text = self.letters[letter]["text"]
        if (letter, shape) not in self.answers:
            words = [self.word() for _ in range(3)]
            self.words += words
            asked = [line for line in text.splitlines() if line[:1].isdigit() and line.endswith((":", "?"))]
            numbers = [line.partition(".")[0] for line in asked]
            lines = [f"{numbers[0]}. {words[0]}", f"{numbers[1]}. {words[1]}", f"{numbers[-1]}. {words[2]}"]
            quoted = "\n".join(f"> {line}".rstrip() for line in text.splitlines())
            between = quoted.replace(asked[0], f"{asked[0]}\n\n{words[0]}\n").replace(
                asked[1], f"{asked[1]}\n\n{words[1]}\n"
            )
            between = between.replace(asked[-1], f"{asked[-1]}\n\n{words[2]}\n")
            shapes = (
                "\n".join(lines) + f"\n\nOn Tue, Robin wrote:\n{quoted}\n",
                between,
                f"{text}\n" + "\n".join(lines),
            )
            self.answers[letter, shape] = shapes[shape]
        path = self.log.parent / "answer.txt"
        path.write_text(self.answers[letter, shape], encoding="utf-8")
        self.type("receive", str(path))

    def demand(self) -> None:
        """Every word stands in the log, and in no note twice: an open point or step goes on into the next one."""
        notes = [file.read_text(encoding="utf-8") for file in (self.log / "meetings").glob("*.md")]
        for word in self.words:
            counts = [sum(word in line for line in note.splitlines()) for note in notes]
            assert max(counts, default=0) == 1, (word, counts)


def test_no_word_of_an_answer_is_lost_or_stands_twice(
    run: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    @settings(max_examples=times(12, 400), deadline=None)
    @given(DEEDS)
    def law(deeds: list[tuple[str, int, int]]) -> None:
        folder = tmp_path_factory.mktemp("mail")
        (folder / "source").mkdir()
        (folder / "source" / "coachlog.yml").write_text(SETTINGS, encoding="utf-8")
        exchange = Exchange(run, make_log(folder / "log", folder / "source", monkeypatch))
        for deed in deeds:
            exchange.do(*deed)
        exchange.demand()

    law()
