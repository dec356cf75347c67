"""A whole term's page, finished by `--pick` and `--ask` alone: in half an hour, with as many words as it may have."""

import re
from dataclasses import dataclass

import pytest

from coachlog.context import Context
from coachlog.summary.page.measure import ANSWER_WORDS, count_words
from tests.support.page_words import visible

HALF = ("What I've learned so far", "Our relationship")
OTHERS = ("What we made together", "Goals and how they moved", "Next steps")
TODAY = ("--today", "2026-12-03")


@dataclass
class Effort:
    """What a coach reads, types and decides, and how many minutes that takes."""

    read: int = 0
    typed: int = 0
    decided: int = 0

    def show(self, *lines):
        self.read += sum(map(count_words, lines))

    @property
    def minutes(self):
        return self.read / 220 + self.typed / 35 + self.decided * 5 / 60


@pytest.fixture
def coach(monkeypatch):
    """A coach who takes in each line that is offered, answers all, and lets go what may go first."""
    told, effort = [], Effort()
    tell = Context.tell

    def show(context, *lines):
        told.extend(lines)
        effort.show(*lines)
        tell(context, *lines)

    monkeypatch.setattr(Context, "tell", show)
    monkeypatch.setattr(Context, "interactive", True)

    def press(question, *_):
        effort.show(question)
        effort.decided += 1
        return "i"

    monkeypatch.setattr("coachlog.render.asking.ask_key", press)

    def answer(question, *_):
        effort.show(question)
        effort.decided += 1
        words = say(question)
        effort.typed += len(words.split())
        return words

    def say(question):
        shown = [*told]
        told.clear()
        spare = [line.split(".")[0].strip() for line in shown if "  (may go" in line]
        if spare and "Keep what" not in question:
            return f"drop {' '.join(spare)}"
        of = re.match(r"gap \d of (\d)|the gap|>", question)
        return " ".join(["word"] * (ANSWER_WORDS // int(of[1] or 1))) if of else ""

    monkeypatch.setattr("coachlog.render.asking.ask", answer)
    return effort


def words_in(text, *headings):
    parts = re.split(r"(?m)^## (.*)$", text)
    return sum(len(part.split()) for heading, part in zip(parts[1::2], parts[2::2], strict=True) if heading in headings)


def test_a_page_of_a_whole_term_ends_within_its_words_by_pick_and_ask_alone(run, example, reflections, coach):
    words, gaps = [], []
    for option in ("--no-edit", "--pick", "--ask"):
        coach.show(*run("report", option, *TODAY).out.splitlines())
        data = run("report", "--no-edit", "--json", *TODAY).data
        words.append(data["words"])
        gaps.append(len(data["gaps"]))
    text = visible(reflections / "robin-and-sam-2026-fall.md")
    assert gaps[0] >= 8
    assert gaps[2] == 0
    assert words[0] + 300 <= 900, "the answers have room"
    assert words[0] < words[1] < words[2]
    assert 600 <= words[2] <= 900
    assert coach.minutes < 25, coach
    assert words_in(text, *HALF) / words_in(text, *HALF, *OTHERS) >= 0.5
