"""What ten pages by other coaches say, and the commands by which a log holds it: a table, no code.

Each fact has words that the commands type and the file in which they come out: the page, the material, an evidence
page, the hours, or nothing, with the reason. What only the author can say is no fact, and not here.
"""

from dataclasses import dataclass

PAGE, MATERIAL, EVIDENCE, HOURS, NOWHERE = "page", "material", "evidence", "hours", ""
LESSON = "lessons add 'Ratios online' --from 'Ratios on paper' --grade 7 --subject math --unit Ratios"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a page: what it says, the words in the log, where they come out, and why they do not."""

    says: str
    words: str
    out: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class CoachPage:
    """A page: its number in the list of entries, the commands, and its facts."""

    number: str
    commands: tuple[str, ...]
    facts: tuple[Fact, ...]
    author: str = "mentor"


COACH_PAGES: tuple[CoachPage, ...] = (
    CoachPage(
        "R1",
        (
            "plan",
            "plan add roles 'Robin is the peer coach for a ten-week project'",
            "plan add roles 'A former supervisor of mine, who came to me for ideas'",
            "plan add norms 'Build rapport and settle who does what before the lesson'",
            "people set mentee --alias Dana --mode 'in person'",
            "work add 'Counselling patients' --what team --text 'An earlier career gave similar skills'",
            "lessons add 'Ratios on paper'",
            f"{LESSON} --teach-on 2027-03-11",
            "goals add 'Less lonely online' --owner mentee --level teacher --baseline 'online classes felt boring'",
            *(f"meet --no-edit --date 2026-09-{day} --minutes 45 --focus 'step {day}'" for day in (10, 17, 24)),
            "note 'Paraphrased, as in the course' --in notes --date 2026-09-24",
            "note 'Wants new uses of technology in blended courses' --in growth --date 2026-09-24 --speaker mentee",
            (
                "note 'One concern: students work alone' --in growth --lesson 'Ratios online' --date 2026-09-24 "
                "--speaker both"
            ),
            "contact 'Sent two ideas after we met' --minutes 10 --how email --date 2026-09-25",
            "feedback add --about me --from Pat --strength 'The questions helped' --on 2026-10-01 --no-edit",
        ),
        (
            Fact("peer coach for a ten-week project", "the peer coach for a ten-week project", MATERIAL),
            Fact("communication skills from the course", "Paraphrased, as in the course", MATERIAL),
            Fact("an earlier career of counselling", "An earlier career gave similar skills", MATERIAL),
            Fact("revise an existing lesson together", "It grew out of “Ratios on paper”", PAGE),
            Fact("build rapport and roles first", "Build rapport and settle who does what", MATERIAL),
            Fact("one major concern in the lesson", "One concern: students work alone", PAGE),
            Fact("both give feedback on the process", "The questions helped", MATERIAL),
            Fact("a former supervisor", "A former supervisor of mine", MATERIAL),
            Fact("wanted new uses of technology", "Wants new uses of technology in blended courses", MATERIAL),
            Fact("then: online classes felt boring", "online classes felt boring", PAGE),
            Fact("a blended course goes live next year", "to be taught on 11 March 2027", MATERIAL),
            Fact("came to the coach for ideas", "who came to me for ideas", MATERIAL),
            Fact("face-to-face meetings", "3 meetings held: all in person", MATERIAL),
            Fact("follow-up by e-mail", "Sent two ideas after we met", MATERIAL),
            Fact("a summary meeting by meeting", "| 17 September | step 17 |", MATERIAL),
        ),
    ),
    CoachPage(
        "R4",
        (
            "plan",
            "plan add roles 'Supportive and collaborative, no inspector'",
            "people set mentee --subject library --experience-year 1",
            (
                "goals add 'Ask before answering' --owner mentor --level coach --baseline 'a coach must have "
                "all the answers'"
            ),
            (
                "readings add 'Peer Coaching' --author 'Foltos, L.' --year 2013 --quote 'Coaching is a "
                "partnership' --page 4"
            ),
            "lessons add 'Book trailers' --unit 'A book-trailer unit'",
            "meet --no-edit --date 2026-09-10 --minutes 45 --activity co-planning --lesson 'Book trailers'",
            "steps add '@mentor Send two resources just in time' --today 2026-09-10",
            "steps done 'two resources'",
        ),
        (
            Fact("a definition of coaching out of a source", "Coaching is a partnership” (p. 4)", MATERIAL),
            Fact("then: all the answers", "At the start: a coach must have all the answers.", PAGE),
            Fact("roles: supportive and collaborative", "Supportive and collaborative", MATERIAL),
            Fact("training and resources just in time", "Send two resources just in time", MATERIAL),
            Fact("co-planned activities", "Planning together", MATERIAL),
            Fact("cites Foltos", "Foltos, L. (2013). Peer Coaching.", PAGE),
            Fact("a newly hired librarian", "who teaches library in a first year", PAGE),
            Fact("a book-trailer unit", "in the unit “A book-trailer unit”", PAGE),
        ),
    ),
    CoachPage(
        "R8",
        (
            "goals add 'Reach the whole staff' --owner mentor --level coach --baseline 'never left the math hallway'",
            "goals update reach 'co-taught with three teachers' --today 2026-10-20",
            "plan",
            "plan add roles 'A new programme; the role was not defined'",
            "meet --no-edit --date 2026-09-10 --activity modelling --minutes 45",
            "note 'Led a model lesson in two rooms' --in notes --date 2026-09-10",
            "work add 'Covered classes' --what team --on 2026-10-01",
            "work add 'Weekly work with struggling students' --what team --on 2026-10-01",
            "work add 'Weekly meeting of the coaches' --what team --on 2026-10-01",
            "lessons add 'A morning on discourse' --audience educators",
            "note 'The morning on discourse went well' --in successes --lesson 'A morning' --date 2026-09-10",
            "visits add --date 2026-10-05 --whose 'Ms Third' --look 'how she groups students' --minutes 30",
            "readings add 'The Art of Coaching' --author 'Aguilar, E.' --year 2013",
        ),
        (
            Fact("then: the role was not defined", "the role was not defined", MATERIAL),
            Fact("then: never left the math hallway", "At the start: never left the math hallway.", PAGE),
            Fact("co-taught with several teachers", "co-taught with three teachers", PAGE),
            Fact("led model lessons", "Led a model lesson in two rooms", PAGE),
            Fact("covered classes", "Covered classes", MATERIAL),
            Fact("planned and led professional learning", "A morning on discourse", PAGE),
            Fact("weekly work with struggling students", "Weekly work with struggling students", MATERIAL),
            Fact(
                "learned by watching colleagues",
                "how she groups students",
                NOWHERE,
                "a visit is in no page before it is shared, and one to a third teacher is shared with the pair alone",
            ),
            Fact("many books", "Aguilar, E. (2013). The Art of Coaching.", PAGE),
            Fact("weekly with the coaches' team", "Weekly meeting of the coaches", MATERIAL),
        ),
    ),
    CoachPage(
        "R11",
        (
            "goals add 'Unlearn the inspector' --owner mentor --level coach --baseline 'coaching was punitive'",
            "goals update unlearn 'writes questions where there were verdicts' --today 2026-11-05",
            "goals close unlearn 'Interpersonal skill grew most' --revised --today 2026-11-20",
            "work add 'A module on conversations' --what course --text 'It changed my view'",
            "work add 'A self-assessment' --what course",
            "meet --no-edit --date 2026-09-10 --phase assess --minutes 45",
            "note 'The first conversation went as hoped' --in successes --date 2026-09-10",
        ),
        (
            Fact("then: coaching as punitive", "At the start: coaching was punitive.", PAGE),
            Fact("goal: unlearn it", "“Unlearn the inspector”", PAGE),
            Fact("which milestone helped, one by one", "| 10 September |", MATERIAL),
            Fact("self-assessments", "A self-assessment", MATERIAL),
            Fact("a module changed his view", "It changed my view", MATERIAL),
            Fact("it served him in his first conversation", "The first conversation went as hoped", PAGE),
            Fact("biggest growth: interpersonal skill", "Interpersonal skill grew most", MATERIAL),
            Fact("seen in the questions he writes", "writes questions where there were verdicts", PAGE),
        ),
    ),
    CoachPage(
        "E1",
        (
            "plan",
            "plan add norms 'Room for trying, without a verdict'",
            "work add 'What builds trust' --what post --link https://example.org/trust --indicator 2c",
            "work add 'The mentoring academy of the state' --what course --indicator 2c",
            "readings add 'Peer Coaching' --author 'Foltos, L.' --year 2013 --indicator 2c",
            "meet --no-edit --date 2026-09-10 --minutes 45 --indicator 2c",
            "goals add 'Say when I am unsure' --owner mentor --level coach --indicator 2c --baseline 'I hid it'",
            "goals update unsure 'said openly that I did not know' --today 2026-10-10",
            "note 'A third point on the table made the hard talk easier' --in notes --goal unsure --date 2026-09-10",
        ),
        (
            Fact("the indicator and its code", "2c", EVIDENCE),
            Fact("own post says what builds trust", "What builds trust", EVIDENCE),
            Fact("room for mistakes and trying", "Room for trying, without a verdict", MATERIAL),
            Fact("says openly when unsure", "said openly that I did not know", EVIDENCE),
            Fact("one-on-one meetings", "| 10 September |", MATERIAL),
            Fact("the state's mentoring academy", "The mentoring academy of the state", EVIDENCE),
            Fact("ideas from Foltos's book", "Foltos, L. (2013). Peer Coaching.", EVIDENCE),
            Fact("a third point in hard talks", "A third point on the table", MATERIAL),
        ),
    ),
    CoachPage(
        "E2",
        (
            "work add 'A degree in digital leadership' --what course --indicator 2c",
            "work add 'The many roles of a peer coach' --what post --link https://example.org/roles --indicator 2c",
            (
                "readings add 'The many roles of a peer coach' --author 'Example, R.' --year 2025 --quote "
                "'Roles matter less' --indicator 2c"
            ),
            (
                "goals add 'One goal for all STEM facilitators' --level building --indicator 2c --measure 'what "
                "we do if it is missed'"
            ),
            "goals add 'Talk of goals first' --owner mentor --level coach --indicator 2c",
            "meet --no-edit --date 2026-09-10 --minutes 45 --indicator 2c --focus 'the vision of the building'",
            "people set --every '2 weeks'",
        ),
        (
            Fact("focus of the master's programme", "A degree in digital leadership", EVIDENCE),
            Fact("shown in own posts", "https://example.org/roles", EVIDENCE),
            Fact("one post: the many roles", "The many roles of a peer coach", EVIDENCE),
            Fact("quotes herself, with year", "Example, R. (2025).", EVIDENCE),
            Fact("shared goals with those she works with", "Talk of goals first", EVIDENCE),
            Fact("a team set this year's goals", "One goal for all STEM facilitators", MATERIAL),
            Fact("how to judge goals", "what we do if it is missed", MATERIAL),
            Fact("bi-weekly meetings", "every 2 weeks", PAGE),
            Fact("about the building's vision", "the vision of the building", MATERIAL),
        ),
    ),
    CoachPage(
        "J1",
        (
            "people set mentee --school 'Hill Middle School' --experience-year 10 --subject science --since 2026-09-08",
            "plan",
            "plan add roles 'A veteran of nearly twenty years, met through a colleague'",
            (
                "goals add 'At home in two tools' --owner mentee --level teacher --target 2026-12-15 --baseline "
                "'tools change every year'"
            ),
            "meet --no-edit --date 2026-09-08 --minutes 40",
            "note 'I look forward to the science class' --in successes --date 2026-09-08",
            "note 'Struggles with two tools' --in growth --speaker mentee --date 2026-09-08",
            "note 'Main wish: keep up at this age' --in growth --speaker mentee --date 2026-09-08",
            "steps add '@mentor Read up on the tool' --today 2026-09-08",
            "steps done 'read up'",
            "private 'Tools are not the whole of it'",
        ),
        (
            Fact("the partner's school", "Hill Middle School", NOWHERE, "no page of others' eyes needs a school"),
            Fact("a veteran, met through a colleague", "met through a colleague", MATERIAL),
            Fact("teaches science", "who teaches science in a tenth year", PAGE),
            Fact("the entry of 8 September", "| 8 September |", MATERIAL),
            Fact("then: tools change every year", "tools change every year", PAGE),
            Fact("an aside of the coach", "Tools are not the whole of it", NOWHERE, "a private note is in no page"),
            Fact("looks forward to the class", "I look forward to the science class", PAGE),
            Fact("the coach will read up", "Read up on the tool", MATERIAL),
            Fact("struggles with two tools", "Struggles with two tools", MATERIAL),
            Fact("goal: at home by December", "At home in two tools", PAGE),
            Fact("main wish: keep up", "Main wish: keep up at this age", MATERIAL),
        ),
    ),
    CoachPage(
        "J3",
        (
            "plan",
            "plan add time 'In the common planning hour'",
            "meet --no-edit --date 2026-10-01 --minutes 45 --focus 'engage students who fall behind'",
            "note 'Needs apps' --in growth --speaker mentee --date 2026-10-01",
            "note 'Needs a response system' --in growth --speaker mentee --date 2026-10-01",
            "note 'Needs websites' --in growth --speaker mentee --date 2026-10-01",
            "note 'Kept it informal on purpose' --in notes --date 2026-10-01",
            "note 'told each other of hobbies' --in check-in --date 2026-10-01",
            "readings add 'Emotional connection' --author 'Source, A.' --year 2012",
        ),
        (
            Fact("session 1, date", "| 1 October |", MATERIAL),
            Fact("in the common planning hour", "In the common planning hour", MATERIAL),
            Fact("topic: engage students", "engage students who fall behind", MATERIAL),
            Fact("need: apps", "Needs apps", MATERIAL),
            Fact("need: response system", "Needs a response system", MATERIAL),
            Fact("need: websites", "Needs websites", MATERIAL),
            Fact("kept it informal on purpose", "Kept it informal on purpose", PAGE),
            Fact("told each other of hobbies", "told each other of hobbies", NOWHERE, "a Check-in leaves no note"),
            Fact("source on emotional connection", "Source, A. (2012). Emotional connection.", PAGE),
        ),
    ),
    CoachPage(
        "M2",
        (
            "lessons add 'End of the writing unit'",
            "meet --no-edit --date 2026-10-01 --minutes 30 --activity student-work --focus 'how to end the unit'",
            "note 'Looked for trends and made piles' --in notes --date 2026-10-01",
            "note 'I overestimated them' --in growth --speaker mentee --date 2026-10-01",
            "note 'Celebrated that honesty' --in successes --date 2026-10-01 --star",
            "note 'It may get messy' --in notes --date 2026-10-01",
            "note 'A mini-lesson and three groups' --in notes --lesson 'End of the writing' --date 2026-10-01",
            "note 'Named the wins with students' --in successes --date 2026-10-01",
            "visits add --date 2026-10-01 --look 'the three groups' --saw 'each group began alone' --minutes 40",
            "visits share 2026-10-01 --yes",
        ),
        (
            Fact("today: planning with students' writing", "Looking at student work", MATERIAL),
            Fact("purpose: how to end the unit", "how to end the unit", MATERIAL),
            Fact("looked for trends, made piles", "Looked for trends and made piles", PAGE),
            Fact("teacher's words", "I overestimated them", MATERIAL),
            Fact("celebrated that honesty", "I celebrated that honesty", PAGE),
            Fact("came to the lesson", "each group began alone", MATERIAL),
            Fact("a mini-lesson and three groups", "A mini-lesson and three groups", PAGE),
            Fact("in under half an hour", "30 minutes", MATERIAL),
            Fact("it may get messy", "It may get messy", PAGE),
            Fact("wins named with students", "I named the wins with students", PAGE),
        ),
    ),
    CoachPage(
        "M7",
        (
            "goals add 'Wait time' --owner mentee --level teacher",
            "meet --no-edit --today 2026-10-08 --minutes 45 --focus 'what we saw'",
            (
                "visits add --date 2026-10-06 --look 'wait time in period 3' --saw 'three seconds after most "
                "questions' --goal wait --minutes 40"
            ),
            "visits share 2026-10-06 --yes",
            "steps add '@mentee Count to five' --today 2026-10-08",
            "steps add '@mentor Find a clip' --today 2026-10-08",
            "note 'Resources needed: a timer' --in notes --date 2026-10-08",
        ),
        (
            Fact("date of the talk", "| 8 October |", MATERIAL),
            Fact("date of the visit", "2026-10-06", HOURS),
            Fact("goal of the visit", "wait time in period 3", MATERIAL),
            Fact("what was seen against the goal", "three seconds after most questions", MATERIAL),
            Fact("the new teacher will", "Count to five", MATERIAL),
            Fact("the mentor will", "Find a clip", PAGE),
            Fact("resources needed", "Resources needed: a timer", PAGE),
        ),
    ),
)
