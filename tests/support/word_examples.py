"""The running documents that are Word files."""

import docx

from tests.support.running_documents import Expected, RunningDocument
from tests.support.word_files import add, checklist, chip, coloured, saved, suggest, word


def _four_boxes() -> bytes:
    boxes = [
        ["What's Working", "Current Focus – Challenges – Concerns"],
        ["* partner talk\n* timer", "late bell"],
        ["Teacher's Next Steps", "Mentor's Next Steps"],
        ["Try the exit ticket", "☐ Send the rubric\n☑ Book the room"],
    ]
    inside = [
        ["What's Working\nGood questions", "Challenges\nPacing"],
        ["Teacher's Next Steps\nPlan the lab", "Mentor's Next Steps\nVisit period 3"],
    ]
    return word("h2 9/17/2026", boxes, "h2 9/24/2026", inside)


def _rows() -> bytes:
    return word(
        "Coaching Log",
        [
            ["Date", "Wins", "Challenges", "Teacher next steps", "Coach next steps"],
            ["9/17", "timer", "late", "Email parents", "Send rubric"],
            ["9/24\nZoom 45 min", "questions", "", "", ""],
            ["10/1", "NO MTG – PD", "", "", ""],
        ],
    )


def _form() -> bytes:
    return word(
        [
            ["Date", "9/17/26"],
            ["Time started / time spent", "3:30 pm"],
            ["What is working?", "Partner talk"],
            ["Challenges, concerns, focus", "Late work"],
            ["What are your next steps?", "Call two families"],
            ["What can I do to support you?", "Model a mini-lesson"],
            ["Next meeting date and focus", "9/24 grading"],
        ]
    )


def _colours() -> bytes:
    document = docx.Document()
    coloured(document, "0000FF", "Robin")
    coloured(document, "008800", "Sam")
    add(document, document, "h2 Sept 17")
    add(document, document, "h3 Successes")
    coloured(document, "008800", "The lab worked")
    coloured(document, "0000FF", "You waited longer")
    add(document, document, "h3 Action items")
    coloured(document, "008800", "Try it again")
    return saved(document)


def _marked() -> bytes:
    document = docx.Document()
    chip(document.add_paragraph(style="Heading 2"), "Sep 17, 2026")
    add(document, document, "h3 Challenges")
    suggest(paragraph := add(document, document, "The late bell"), " is hard", " was")
    document.add_comment(paragraph.runs, text="Ask Kim", author="Kim", initials="K")
    add(document, document, "h3 Next steps")
    checklist(document, "☐", "Robin: send the video", "Both: plan the unit")
    checklist(document, "☑", "Sam – call home")
    return saved(document)


WORD_DOCUMENTS = (
    RunningDocument(
        "four boxes of a form, a table a week.docx",
        _four_boxes,
        [
            Expected(
                "2026-09-17",
                {"Successes": ["partner talk", "timer"], "Areas of growth": ["late bell"]},
                ["mentee: Try the exit ticket", "mentor: Send the rubric", "mentor*: Book the room"],
            ),
            Expected(
                "2026-09-24",
                {"Successes": ["Good questions"], "Areas of growth": ["Pacing"]},
                ["mentee: Plan the lab", "mentor: Visit period 3"],
            ),
        ],
    ),
    RunningDocument(
        "one table, a row a week.docx",
        _rows,
        [
            Expected(
                "2026-09-17",
                {"Successes": ["timer"], "Areas of growth": ["late"]},
                ["mentee: Email parents", "mentor: Send rubric"],
                ["Not of one day", "Coaching Log"],
            ),
            Expected("2026-09-24", {"Successes": ["questions"]}),
            Expected("2026-10-01", {"Notes": ["NO MTG – PD"]}, status="cancelled"),
        ],
    ),
    RunningDocument(
        "two columns for two people.docx",
        lambda: word(
            "h2 Sept 17",
            [["Sam", "Robin"], ["Felt good about labs", "Visited period 2"]],
            "h3 Next steps",
            [["Sam", "Robin"], ["Try timers", "Send video"]],
        ),
        [
            Expected(
                "2026-09-17",
                {},
                ["mentee: Try timers", "mentor: Send video"],
                ["Sam", "Sam Sample: Felt good about labs", "Robin", "Robin Example: Visited period 2"],
            )
        ],
    ),
    RunningDocument(
        "a form's questions and answers.docx",
        _form,
        [
            Expected(
                "2026-09-17",
                {"Successes": ["Partner talk"], "Areas of growth": ["Late work"], "Next meeting": ["9/24 grading"]},
                ["mentee: Call two families", "mentor: Model a mini-lesson"],
            )
        ],
    ),
    RunningDocument(
        "a colour for each speaker.docx",
        _colours,
        [
            Expected(
                "2026-09-17",
                {"Successes": ["Sam Sample: The lab worked", "Robin Example: You waited longer"]},
                ["mentee: Try it again"],
                ["Not of one day", "Robin", "Sam"],
            )
        ],
    ),
    RunningDocument(
        "date chips, checklists, comments and suggestions.docx",
        _marked,
        [
            Expected(
                "2026-09-17",
                {"Areas of growth": ["The late bell is hard ~~was~~"]},
                ["mentor: send the video", "both: plan the unit", "mentee*: call home"],
                ["Comment by Kim on “The late bell is hard”: Ask Kim"],
            )
        ],
    ),
)
