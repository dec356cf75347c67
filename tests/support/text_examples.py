"""The running documents that are Markdown or text."""

from tests.support.running_documents import LOG, Expected, RunningDocument

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

_GOOGLE = """\
# **Sep 24, 2026 | Sam / Robin 1:1**

Attendees: [Sam](mailto:sam@example.org) [Robin](mailto:robin@example.org)

**Notes**

* Talked about grading\\!
  * rubric first

**Action items**

- [ ] @Sam send rubric
- [x] ~~Robin \\- book lab~~

# **Sep 17, 2026 | Sam / Robin 1:1**

Notes

*

Action items

- [ ]
"""

_TYPED = """\
9/17 JP
- kids did great on exit ticket
- next: try stations
TODO: Sam email parents

9/24
no meeting - PD day

10/1/26
wins
partner talk is working
struggles
late work
next steps
Sam: call home
Robin - model lesson by 10/8
"""

_SPANISH = """\
**17 de septiembre de 2026**

**Logros:** trabajo en parejas
**Retos:** el tiempo
**Próximos pasos:**
* Sam: probar el timer

**24 de septiembre**

No hubo reunión
"""

_AGENDA = """\
## Weekly check-in 9/17/26 (Thurs) 3:30-4:00 pm in Room 12

### Check in
Tired this week.

### Agenda
- [ ] grading
- [x] conferences

### Glows and Grows
- waits longer

### Commitments
| Who | What | By when |
|---|---|---|
| Sam | Call families | 9/24 |
| Robin | Observe P3 | Fri |
| Both | Plan | |

### Next meeting: 9/24 @ 3:30 – data
"""

_SESSIONS = """\
# Mentee: Sam

**Start Date**: 2026-08-20

## Session Log

### 2026-09-17 - Session 2
**Focus**: Labs
**Discussion**:
- talked

**Actions**:
- [ ] try it
- [ ] Robin: send

### [YYYY-MM-DD] - Session [#]
**Focus**: [Topic]
**Discussion**:
-

**Actions**:
- [ ] [Action item for them]

## Reflections
"""

_LABELS = """\
## Meeting 1
**Date:** September 17, 2026  **Time:** 3:30-4:15 PM  **Location:** Room 4

**What's going well**
1. labs
2. talk

**Areas for growth**
1. noise

**Teacher Action Steps:**
1. seating chart by 10/1

**Coach Action Steps:**
1. articles

## Meeting 2
**Date:** October 1, 2026

**What's going well**
- quiet
"""

_COLUMNS = """\
| | Sept 17 | Sept 24 |
|---|---|---|
| Wins | labs | talk |
| Challenges | noise | |
| Next steps | Sam: chart | Robin: video |
"""

_WEEKS = """\
Week 1 (8/24-8/28)
What went well: set up room
What was challenging: schedule
Action: Sam will email Kim

Week 2 (8/31-9/4)
What went well: first days
Action: none
"""

_AGAIN = """\
# 1:1 Robin <> Sam

## 2026-09-24
### Discussion
- late work policy
### To do
- [ ] Sam – policy draft (by 10/1)
- [x] both: read ch 3

## 2026-09-17
### Discussion
- intro
Grows
- noise
### To do
- [ ] Sam – policy draft (by 10/1)
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
    RunningDocument(
        "Google Docs' notes with people and action items, a copied template on the end.md",
        _GOOGLE.encode,
        [
            Expected(
                "2026-09-24",
                {"Notes": ["Talked about grading!; rubric first"]},
                ["mentee: send rubric", "mentor*: book lab"],
                ["Attendees: [Sam](mailto:sam@example.org) [Robin](mailto:robin@example.org)"],
            )
        ],
        blank=1,
    ),
    RunningDocument(
        "typed on a phone, without any marks.txt",
        _TYPED.encode,
        [
            Expected(
                "2026-09-17",
                {},
                ["mentee: Sam email parents"],
                ["kids did great on exit ticket", "next: try stations"],
            ),
            Expected("2026-09-24", {"Notes": ["no meeting - PD day"]}, status="cancelled"),
            Expected(
                "2026-10-01",
                {"Successes": ["partner talk is working"], "Areas of growth": ["late work"]},
                ["mentee: call home", "mentor: model lesson by 10/8"],
            ),
        ],
    ),
    RunningDocument(
        "in Spanish, with the pair's own headings.md",
        _SPANISH.encode,
        [
            Expected(
                "2026-09-17",
                {"Successes": ["trabajo en parejas"], "Areas of growth": ["el tiempo"]},
                ["mentee: probar el timer"],
            ),
            Expected("2026-09-24", {"Notes": ["No hubo reunión"]}, status="cancelled"),
        ],
        settings=LOG + "headings: {Logros: Successes, Retos: Areas of growth, Próximos pasos: Next steps}\n".encode(),
    ),
    RunningDocument(
        "a table of tasks, an agenda with boxes, a check-in that stays hidden.md",
        _AGENDA.encode,
        [
            Expected(
                "2026-09-17",
                {"Agenda": ["[ ] grading", "[x] conferences"], "Next meeting": ["9/24 @ 3:30 – data"]},
                ["mentee: Call families", "mentor: Observe P3", "both: Plan"],
                ["Glows and Grows", "waits longer"],
            )
        ],
    ),
    RunningDocument(
        "one list, with a date at its first level.md",
        lambda: b"- 9/17\n  - Wins: timers\n  - and talk\n- 9/24\n  - Wins: talk\n",
        [
            Expected("2026-09-17", {"Successes": ["timers", "and talk"]}),
            Expected("2026-09-24", {"Successes": ["talk"]}),
        ],
    ),
    RunningDocument(
        "sessions below a profile, with a template that has no date.md",
        _SESSIONS.encode,
        [
            Expected(
                "2026-09-17",
                {"Areas of growth": ["Labs"], "Notes": ["talked"]},
                ["both: try it", "mentor: send"],
                [
                    "Not of one day",
                    "**Mentee: Sam**",
                    "**Start Date**: 2026-08-20",
                    "**Session Log**",
                    "**Reflections**",
                ],
            )
        ],
        blank=1,
    ),
    RunningDocument(
        "numbered meetings, with the date on a line of labels.md",
        _LABELS.encode,
        [
            Expected(
                "2026-09-17",
                {"Successes": ["labs", "talk"], "Areas of growth": ["noise"]},
                ["mentee: seating chart by 10/1", "mentor: articles"],
                ["Meeting 1"],
            ),
            Expected("2026-10-01", {"Successes": ["quiet"]}, unsorted=["Meeting 2"]),
        ],
    ),
    RunningDocument(
        "a table with a column a week.md",
        _COLUMNS.encode,
        [
            Expected("2026-09-17", {"Successes": ["labs"], "Areas of growth": ["noise"]}, ["mentee: chart"]),
            Expected("2026-09-24", {"Successes": ["talk"]}, ["mentor: video"]),
        ],
    ),
    RunningDocument(
        "how they met, and who wrote, behind the date.md",
        b"# 9/10\n## Glows\n- labs\n# 9/17/26 - by Zoom\n## Glows\n- talk\n# 9/24 (notes by Robin)\n## Glows\n- pairs\n"
        b"# Slides ready by 10/1\n- yes\n".strip,
        [
            Expected("2026-09-10", {"Successes": ["labs"]}),
            Expected("2026-09-17", {"Successes": ["talk"]}),
            Expected("2026-09-24", {"Successes": ["pairs"]}, unsorted=["Slides ready by 10/1", "yes"]),
        ],
    ),
    RunningDocument(
        "bold lines and boxes right below a list.md",
        b"## Sep 17\n**What went well**\n1) labs\n2) talk\n**Next steps**\n[ ] Sam: chart\n[x] Robin - rubric\n".strip,
        [Expected("2026-09-17", {"Successes": ["labs", "talk"]}, ["mentee: chart", "mentor*: rubric"])],
    ),
    RunningDocument(
        "weeks from Monday to Friday.txt",
        _WEEKS.encode,
        [
            Expected(
                "2026-08-24",
                {"Successes": ["set up room"], "Areas of growth": ["schedule"]},
                ["mentee: Sam will email Kim"],
            ),
            Expected("2026-08-31", {"Successes": ["first days"], "Next steps": ["none"]}),
        ],
    ),
    RunningDocument(
        "a step that goes on from week to week.md",
        _AGAIN.encode,
        [
            Expected(
                "2026-09-17",
                {"Notes": ["intro"], "Areas of growth": ["noise"]},
                ["mentee: policy draft"],
                ["Not of one day", "**1:1 Robin <> Sam**"],
            ),
            Expected("2026-09-24", {"Notes": ["late work policy"]}, ["mentee: policy draft", "both*: read ch 3"]),
        ],
    ),
    RunningDocument(
        "next steps on one line.md",
        b"## Sep 17\n\nGlows: kids moved\n\nNext steps - Robin to send contract; Sam: to pick day\n".strip,
        [
            Expected(
                "2026-09-17", {"Successes": ["kids moved"]}, ["mentor: Robin to send contract", "mentee: to pick day"]
            )
        ],
    ),
)
