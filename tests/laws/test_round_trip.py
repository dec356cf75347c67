"""What a person types through any command that writes is read back as it was typed, by the listing that shows it.

Left out is the grammar of a step (design.md 4), which a command says back: `@owner`, `(due …)`, `(from …)`, `^id`.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from coachlog.markdown.blocks import BlockKind
from coachlog.markdown.document import parse_document
from coachlog.markdown.literal import COMMENT_AS_WORDS
from coachlog.markdown.typed_items import pasted_items
from coachlog.model.fields import clean_text
from tests.support.figures import times
from tests.support.world import make_log, run_here

SETTINGS = """coachlog: 1
people:
  - {id: mentor, name: Robin Example, role: mentor}
  - {id: mentee, name: Sam Sample, role: mentee}
cadence: {weekday: thursday}
"""
MARKS = "-+*>#=~`|[]()<!:.,'\"{}&%@^)_\\ \n\n1a"
# A dash alone stands for what is piped in.
TYPED = (st.text(alphabet=MARKS, max_size=30) | st.text(max_size=40)).filter(
    lambda text: clean_text(text) not in ("", "-")
)


def typed(*words: str) -> object:
    """What a command says, as data."""
    result = run_here(*words, "--json")
    assert result.status == 0, result
    return json.loads(result.out)["data"]


def add(*words: str) -> dict[str, str]:
    """Run a writing command whose last word is the text; options may not follow it."""
    *command, text = words
    result = run_here(*command, "--json", "--", text)
    assert result.status == 0, result
    return json.loads(result.out)["data"]


def last_item(markdown: str, heading: str = "") -> str:
    """The words of the last item under a heading of a document's Markdown."""
    sections = [
        s for s in parse_document(markdown).sections if not heading or (s.heading and s.heading.text == heading)
    ]
    item = [block for block in sections[-1].blocks if block.kind is BlockKind.ITEM][-1]
    assert {block.kind for block in item.children} <= {BlockKind.PARAGRAPH}
    words = " ".join([item.text, *(block.text for block in item.children)])
    return words.replace(COMMENT_AS_WORDS, "<!--")


def note(text: str) -> str:
    add("note", "--speaker", "nobody", "--in", "successes", text)
    return typed("successes")[-1]["text"]


def point(text: str) -> str:
    add("note", "--in", "agenda", text)
    return typed("agenda")["points"][-1]["text"]


def step(text: str) -> str:
    plain = run_here("steps", "add", "--", text)
    assume("own marks" not in plain.out and "says nothing to do" not in plain.err and "nobody in this" not in plain.err)
    assert plain.status == 0, plain
    return typed("steps")[-1]["text"]


def goal(text: str) -> str:
    made = add("goals", "add", text)
    return next(row["title"] for row in typed("goals") if row["id"] == made["id"])


def goal_update(text: str) -> str:
    made = add("goals", "add", "A goal")
    add("goals", "update", made["id"], text)
    return typed("goals", "show", made["id"])["history"][-1]["text"]


def goal_closed(text: str) -> str:
    made = add("goals", "add", "A goal")
    add("goals", "close", "--met", made["id"], text)
    return last_item(typed("goals", "show", made["id"])["text"], "Reflection")


def lesson(text: str) -> str:
    made = add("lessons", "add", text)
    return next(row["title"] for row in typed("lessons") if row["id"] == made["id"])


def lesson_grown(text: str) -> str:
    first = add("lessons", "add", "An earlier one")
    made = add("lessons", "add", "--from", first["id"], text)
    return next(row["title"] for row in typed("lessons") if row["id"] == made["id"])


def lesson_taught(text: str) -> str:
    made = add("lessons", "add", "A lesson")
    add("lessons", "taught", made["id"], text)
    return last_item(typed("lessons", "show", made["id"])["text"], "After teaching").removeprefix("2026-11-19: ")


def feedback_title(text: str) -> str:
    made = add("feedback", "add", text)
    return next(row["title"] for row in typed("feedback") if row["path"] == made["path"])


def feedback_from(text: str) -> str:
    made = typed("feedback", "add", f"--from={text}")
    return next(row["from"] for row in typed("feedback") if row["path"] == made["path"])


def feedback_strength(text: str) -> str:
    made = typed("feedback", "add", "Said", f"--strength={text}")
    return last_item(typed("feedback", "show", made["id"])["text"], "Strengths")


def plan(text: str) -> str:
    add("plan", "add", "norms", text)
    return last_item(typed("plan")["text"], "Norms")


def private(text: str) -> str:
    add("private", text)
    return typed("private")[-1]["text"]


def measure(text: str) -> str:
    made = typed("goals", "add", "A goal", f"--measure={text}")
    return typed("goals", "show", made["id"])["measure"]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A log with a plan, for all the examples."""
    folder = tmp_path_factory.mktemp("round-trip")
    (folder / "source").mkdir()
    (folder / "source" / "coachlog.yml").write_text(SETTINGS)
    return folder


ONE_LINE = (goal, lesson, lesson_grown, feedback_title, feedback_from, measure)


@pytest.mark.one_in(2)
@pytest.mark.no_cover
@pytest.mark.parametrize(
    "way",
    [note, point, step, *ONE_LINE, goal_update, goal_closed, lesson_taught, feedback_strength, plan, private],
    ids=lambda way: way.__name__,
)
def test_what_is_typed_is_read_back(way: Callable[[str], str], home, monkeypatch):
    make_log(home / way.__name__, home / "source", monkeypatch)
    if way is plan:
        assert run_here("plan").status == 0

    @settings(
        max_examples=times(4, 200),
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(TYPED)
    @example("first\n\nsecond")
    @example("- pasted")
    @example("# head #")
    @example("·0")
    @example("1\n·0\n2\n- 3")
    @example("• - a\n\nb")
    @example("0\x1f0")
    @example(":1")
    @example("– : 1, 2")
    @example("#STAR")
    @example(".a\\")
    @example("#star/a #star.")
    @example("one\rtwo\x0bthree")
    @example("\\- a\n- b\n| c |\n|---|\n[d]: e\n\n1. f\n<!-- g")
    def law(text: str) -> None:
        words = clean_text(text)
        items = [words] if way in ONE_LINE else pasted_items(words)
        items = [" ".join(items)] if way is step else items
        assert " ".join(way(text).split()) == " ".join(items[-1].split())

    law()


@pytest.mark.parametrize("text", ["Ring ^k3f9x", "Ring (from 2026-11-12)", "Ring (from 2026-11-12) ^k3f9x", "Ring \\"])
def test_a_step_s_own_marks_among_the_words_are_said_back(text, home, monkeypatch):
    make_log(home / f"marks-{len(text)}", home / "source", monkeypatch)
    told = run_here("steps", "add", text)
    assert "Read as a step's own marks, not as words: " in told.out
    assert text.split()[-1] in told.out
    assert typed("steps")[-1]["text"] == "Ring"
