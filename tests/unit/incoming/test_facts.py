"""When a meeting began, how long it was and how they met, in the words of running documents and forms."""

import pytest

from coachlog.incoming.facts import Facts, facts_in_line, facts_of


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("3:30-4:15 on Zoom", Facts("15:30", 45, "virtual")),
        ("3:30 pm to 4 pm, in person", Facts("15:30", 30, "in-person")),
        ("7:20 – 8:16", Facts("07:20", 56)),
        ("11:30am-12:15pm", Facts("11:30", 45)),
        ("12 am", Facts("00:00")),
        ("by phone, 20 min", Facts("", 20, "phone")),
        ("Phone, 20 min", Facts("", 20, "phone")),
        ("20 min (call)", Facts("", 20, "phone")),
        ("Video call", Facts(mode="virtual")),
        ("in my classroom", Facts(mode="in-person")),
        ("Questions: how do I call home?", Facts()),
        ("To do: Lee call Zoe’s mom", Facts()),
        ("the phone policy", Facts()),
        ("kids in teams", Facts()),
        ("watch the video", Facts()),
        ("classroom rules", Facts()),
        ("1.5 hours", Facts("", 90)),
        ("1 hr 15 min", Facts("", 75)),
        ("at 9:05", Facts("09:05")),
        ("Observed 3-4 groups", Facts()),
        ("25:10", Facts()),
        ("9/17/2026", Facts()),
        ("nothing", Facts()),
    ],
)
def test_a_line_says_when_and_how(line: str, facts: Facts) -> None:
    assert facts_in_line(line) == facts


@pytest.mark.parametrize(
    ("fact", "answer", "facts"),
    [
        ("minutes", "45", Facts("", 45)),
        ("minutes", "1 hour", Facts("", 60)),
        ("start", "3:30 pm / 45 min", Facts("15:30", 45)),
        ("mode", "Room 12", Facts(mode="in-person")),
        ("mode", "who knows", Facts()),
        ("date", "9/17", Facts()),
    ],
)
def test_a_form_s_answer_says_it(fact: str, answer: str, facts: Facts) -> None:
    assert facts_of(fact, answer) == facts


def test_later_facts_come_over_earlier_ones_and_gaps_stay() -> None:
    one = Facts("15:30", 45, "virtual", ("planning",))
    assert one.updated(Facts(minutes=30, activities=("planning", "data"))) == Facts(
        "15:30", 30, "virtual", ("planning", "data")
    )
