"""The running documents that are Markdown or text."""

from tests.support.running_documents import Expected, RunningDocument

_NEWEST_ON_TOP = """\
# Mentoring log – Robin & Sam

## Oct 1 – Observation debrief

**Glows:** kids were engaged
- used the timer

**Grows**
- transitions took 6 minutes

**Teacher's next steps**
- [ ] Try the exit ticket
- [x] ~~Call home~~

**Mentor's next steps**
- Send rubric

### Data dive
2 students below 50%

## 9/24 NO MTG – PD

## 9/17 Zoom 3:30-4:15

What's working: partner talk
Challenges: late bell
Next steps: Sam will email parents
☐ Robin: book the room

## 9/10

What's working:
Challenges:
Next steps:
"""

TEXT_DOCUMENTS = (
    RunningDocument(
        "newest on top, labels, no meeting, a blank copy.md",
        _NEWEST_ON_TOP.encode,
        [
            Expected(
                "2026-09-17",
                {"Successes": ["partner talk"], "Areas of growth": ["late bell"]},
                ["mentee: Sam will email parents", "mentor: book the room"],
                ["Not of one day", "**Mentoring log – Robin & Sam**"],
            ),
            Expected("2026-09-24", status="cancelled"),
            Expected(
                "2026-10-01",
                {
                    "Successes": ["kids were engaged", "used the timer"],
                    "Areas of growth": ["transitions took 6 minutes"],
                },
                ["mentee: Try the exit ticket", "mentee*: Call home", "mentor: Send rubric"],
                ["Data dive", "2 students below 50%"],
            ),
        ],
        blank=1,
    ),
)
