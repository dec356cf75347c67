"""The running documents that are Word files."""

import docx

from tests.support.running_documents import LOG, Expected, RunningDocument
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
    add(document, document, "Robin writes in blue")
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
                ["Not of one day", "Robin writes in blue", "Sam"],
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
    RunningDocument(
        "in German, with the pair's own headings.docx",
        lambda: word(
            "h2 Donnerstag, 17. September 2026",
            "h3 Erfolge",
            "* Partnerarbeit lief gut",
            "h3 Stolpersteine",
            "* Zeit",
            "h3 Nächste Schritte",
            "* Sam: Timer probieren",
            "h2 24.9.2026",
            "h3 Erfolge",
            "* ja",
        ),
        [
            Expected(
                "2026-09-17",
                {"Successes": ["Partnerarbeit lief gut"], "Areas of growth": ["Zeit"]},
                ["mentee: Timer probieren"],
            ),
            Expected("2026-09-24", {"Successes": ["ja"]}),
        ],
        settings=LOG
        + "headings: {Erfolge: Successes, Stolpersteine: Areas of growth, Nächste Schritte: Next steps}\n".encode(),
    ),
    RunningDocument(
        "a journal of sessions in prose.docx",
        lambda: word(
            "h1 Reflective coaching journal",
            "h2 Session 1, September 17, 2026, 7:20-8:16",
            "Sam and I met in the planning hour. She feels overwhelmed.",
            "h3 Challenges and solutions",
            "Needs a response system.",
            "h2 Session 2, September 24",
            "We met again.",
        ),
        [
            Expected(
                "2026-09-17",
                unsorted=[
                    "Sam and I met in the planning hour. She feels overwhelmed.",
                    "Challenges and solutions",
                    "Needs a response system.",
                    "Not of one day",
                    "**Reflective coaching journal**",
                ],
            ),
            Expected("2026-09-24", unsorted=["We met again."]),
        ],
    ),
    RunningDocument(
        "a form about a visit and the talk after it.docx",
        lambda: word(
            [
                ["Date of conversation: 9/17/2026", "Date of visit: 9/15/2026"],
                ["Goal of the visit: wait time", ""],
                ["The new teacher will:\n* count to five", "The mentor will:\n* visit again"],
                ["Resources needed: timer", ""],
            ]
        ),
        [
            Expected(
                "2026-09-17",
                {},
                ["mentee: count to five", "mentor: visit again"],
                ["Date of visit: 9/15/2026", "Goal of the visit", "wait time", "Resources needed", "timer"],
            )
        ],
    ),
    RunningDocument(
        "the log of an induction programme, with things to tick.docx",
        lambda: word(
            "Collaborative Assessment Log",
            "Name: Sam Sample   Mentor: Robin   Date: 9/17/2026",
            "☐ Analyzing student work  ☒ Planning instruction",
            [
                ["What's Working:\nlabs", "Current Focus—Challenges—Concerns:\npace"],
                ["Teacher's Next Steps:\ntry it", "Mentor's Next Steps:\nsend it"],
            ],
            "Next Meeting Date: 9/24/2026 Focus: grading",
        ),
        [
            Expected(
                "2026-09-17",
                {
                    "Successes": ["labs"],
                    "Areas of growth": ["pace"],
                    "Next meeting": ["9/24/2026 Focus: grading"],
                },
                ["mentee: try it", "mentor: send it"],
                ["Not of one day", "Collaborative Assessment Log"],
            )
        ],
    ),
    RunningDocument(
        "a table of a sheet, with hours.docx",
        lambda: word(
            [
                ["Meeting Date", "Topics Discussed", "Teacher Follow-up", "Mentor Follow-up", "Hours"],
                ["9/17/2026", "Labs; noise", "Seating chart", "Visit", "1"],
                ["9/24/2026", "Grading", "", "Send sample", ".5"],
            ]
        ),
        [
            Expected("2026-09-17", {"Agenda": ["Labs; noise"]}, ["mentee: Seating chart", "mentor: Visit"]),
            Expected("2026-09-24", {"Agenda": ["Grading"]}, ["mentor: Send sample"]),
        ],
    ),
)
