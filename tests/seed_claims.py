"""What the two seed pages say, and where the example's fall term says it again: a table, no code.

`words` is a fragment of one line of `source`, a file of examples/fall-term. With a `section`, the drafted
reflection shows that line there. Without one, nothing generates it, and `why` says what leaves it to the person;
of a Check-in the draft must show nothing at all.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a seed says, and the line of the example in which the pair says it."""

    seed: str
    says: str
    source: str
    words: str
    section: str | None
    why: str = ""


SUCCESSES = "Successes"
GROWTH = "Areas of growth"
GOALS = "Goals and how they moved"
LESSON = "Lesson improvement"
FEEDBACK = "What feedback changed"
PRACTICE = "My coaching practice"
NEXT = "Next steps"

THE_LESSON = "lessons/ratios-in-the-real-world-x2p7d.md"
LAST_YEARS_LESSON = "lessons/ratio-problems-spring-2026-w6t4k.md"
CLASSROOM_GOAL = "goals/grade-7-talks-about-ratios-c8n3t.md"
BUILDING_GOAL = "goals/explain-and-listen-b6r2w.md"
DISTRICT_GOAL = "goals/math-reasoning-for-everyone-d4k7m.md"
EXPLAIN_GOAL = "goals/explain-why-it-is-proportional-p5v8h.md"
LISTENING_GOAL = "goals/listen-before-suggesting-h9c5d.md"
THE_PLAN = "plans/2026-fall.md"

PLAN_IS_AGREED_TEXT = "the plan is the pair's agreement; a reflection says in its author's words what it was like"
NOTES_ARE_RAW = "notes are raw material for what the author has learned, and that is theirs to say"
CHECK_IN_STAYS = "a check-in never leaves the pair, not its words and not their number"

CLAIMS: tuple[Claim, ...] = (
    # S1: the evidence page "2c. Shared Goals"
    Claim(
        "S1",
        "two new teachers are mentored, one in the first and one in the second year",
        THE_PLAN,
        "one in a first and one in a second year",
        None,
        "who else is mentored belongs to no one pair's draft; " + PLAN_IS_AGREED_TEXT,
    ),
    Claim(
        "S1",
        "a standing weekly meeting",
        "meetings/2026-09-10.md",
        "a Thursday slot that we both protect",
        SUCCESSES,
    ),
    Claim(
        "S1",
        "check in on how things go in the classroom",
        "meetings/2026-11-05.md",
        "a good week, with one bad Tuesday in it",
        None,
        CHECK_IN_STAYS,
    ),
    Claim(
        "S1",
        "successes the teacher has had",
        "meetings/2026-10-09.md",
        "solved the same problem together for the first time",
        SUCCESSES,
    ),
    Claim(
        "S1",
        "areas of growth that the teacher wants to focus on",
        "meetings/2026-09-10.md",
        "wants students to do more of the explaining",
        GROWTH,
    ),
    Claim(
        "S1",
        "a collaborative log, kept during the meetings",
        "meetings/2026-09-10.md",
        "We keep this log together, live, on one screen",
        None,
        NOTES_ARE_RAW,
    ),
    Claim(
        "S1",
        "set goals for the work together",
        EXPLAIN_GOAL,
        "nine exit slips in ten give a reason, and about half",
        GOALS,
    ),
    Claim(
        "S1",
        "remember to celebrate the successes",
        "meetings/2026-11-12.md",
        "the goal about asking before telling is met",
        SUCCESSES,
    ),
    Claim(
        "S1",
        "talk about learning targets and lesson design",
        "meetings/2026-10-01.md",
        "learning targets so that students can read them aloud",
        SUCCESSES,
    ),
    Claim(
        "S1",
        "the second-year teacher improves an existing lesson",
        "meetings/2026-09-17.md",
        "Sam has taught it once and wants it back better",
        None,
        NOTES_ARE_RAW,
    ),
    Claim(
        "S1",
        "the lesson is connected to standards",
        "meetings/2026-10-01.md",
        "check each standard against what we want students to have learned",
        GROWTH,
    ),
    Claim(
        "S1",
        "improve how students are engaged",
        THE_LESSON,
        "have an audience outside the classroom for the answer",
        LESSON,
    ),
    Claim(
        "S1",
        "shared goals for what students get out of the lesson",
        THE_LESSON,
        "I can explain why two quantities are proportional",
        LESSON,
    ),
    Claim(
        "S1",
        "the shared goals connect to the building's goals",
        BUILDING_GOAL,
        "the classroom goal and the building goal pull the same way",
        GOALS,
    ),
    Claim(
        "S1",
        "what worked with the lesson in earlier years",
        THE_LESSON,
        "students argued about it, and the arguing was the learning",
        LESSON,
    ),
    Claim(
        "S1",
        "what might need to be adapted or changed",
        THE_LESSON,
        "Ten short problems become one problem that lasts",
        LESSON,
    ),
    Claim(
        "S1",
        "adapt the lesson for a virtual environment and hybrid learning",
        THE_LESSON,
        "the students in the room join the same call",
        LESSON,
    ),
    Claim(
        "S1",
        "the lesson builds on prior understanding",
        "meetings/2026-11-19.md",
        "begins with what students already understand about unit rates",
        SUCCESSES,
    ),
    Claim(
        "S1",
        "students work together and independently",
        THE_LESSON,
        "independent work and work together, both",
        LESSON,
    ),
    Claim(
        "S1",
        "voice and choice in the final product",
        THE_LESSON,
        "The final product may be a poster, a recorded explanation",
        LESSON,
    ),
    Claim(
        "S1",
        "planning together pushes the coach's own practice too",
        LISTENING_GOAL,
        "and the better plan was the teacher's",
        PRACTICE,
    ),
    Claim(
        "S1",
        "listen better to the teacher's ideas",
        "meetings/2026-10-09.md",
        "say back what was heard before adding anything",
        GROWTH,
    ),
    Claim(
        "S1",
        "ground the conversations in student outcomes and goals",
        LISTENING_GOAL,
        "each decision came back to what students should learn",
        PRACTICE,
    ),
    Claim(
        "S1",
        "technology in thoughtful ways, connected to the learning",
        "meetings/2026-11-05.md",
        "pick technology for the learning it carries",
        GROWTH,
    ),
    Claim(
        "S1",
        "the collaborative lesson plan has a rubric",
        THE_LESSON,
        "explains why, with the constant",
        None,
        "the rubric is printed with the lesson; a reflection links to it",
    ),
    Claim(
        "S1",
        "partner with another content facilitator",
        THE_PLAN,
        "Find another content facilitator to plan professional learning with",
        NEXT,
    ),
    Claim(
        "S1",
        "plan for professional learning that brings two content areas together",
        "meetings/2026-11-19.md",
        "Plan a cross-subject session with Kim",
        NEXT,
    ),
    Claim(
        "S1",
        "shared goals for this work, aligned with the district's goals",
        DISTRICT_GOAL,
        "our classroom goal serves it without bending",
        GOALS,
    ),
    Claim(
        "S1",
        "reflect afterwards on success and areas of growth",
        "lessons/numbers-in-arguments-q8h3n.md",
        "what worked, where to grow, told by the pairs themselves",
        None,
        "it is planned for the spring; a draft of the fall shows what has been seen",
    ),
    # S2: the end-of-quarter reflection
    Claim(
        "S2",
        "much to learn about being an effective coach",
        "meetings/2026-09-10.md",
        "Robin wants to offer fewer ideas in the first ten minutes",
        GROWTH,
    ),
    Claim(
        "S2",
        "the coaching plan was overwhelming at first",
        "meetings/2026-09-17.md",
        "The coaching plan was too much at first sight",
        None,
        NOTES_ARE_RAW,
    ),
    Claim(
        "S2",
        "the plan led to deeper conversations about students' learning",
        "meetings/2026-09-17.md",
        "it had us talking about what students learn",
        None,
        NOTES_ARE_RAW,
    ),
    Claim(
        "S2",
        "learning goals for the classroom and also for the school",
        "meetings/2026-09-17.md",
        "see which goals of the building ours belongs to",
        GROWTH,
    ),
    Claim(
        "S2",
        "how the goals work together, and what is needed to meet them",
        THE_PLAN,
        "To meet them we need time in the unit for talk",
        None,
        PLAN_IS_AGREED_TEXT,
    ),
    Claim(
        "S2",
        "naming goals was intimidating for the partner at first",
        "meetings/2026-09-10.md",
        "Goals felt like a big word today",
        None,
        NOTES_ARE_RAW,
    ),
    Claim(
        "S2",
        "honest conversations made it easier to think about goals",
        "meetings/2026-10-29.md",
        "The more honestly we talk, the easier they are to name",
        None,
        NOTES_ARE_RAW,
    ),
    Claim(
        "S2",
        "coaching relationships take time, listening and authenticity",
        "meetings/2026-09-10.md",
        "Nervous too, and said so",
        None,
        "what the relationship is, only the two can say; " + CHECK_IN_STAYS,
    ),
    Claim(
        "S2",
        "pause the work on the lesson in order to just talk",
        "meetings/2026-10-15.md",
        "We closed the lesson and only talked",
        None,
        CHECK_IN_STAYS,
    ),
    Claim(
        "S2",
        "build space for feelings",
        THE_PLAN,
        "put the work down and just talk, we do",
        None,
        PLAN_IS_AGREED_TEXT,
    ),
    Claim(
        "S2",
        "things may go more slowly, and trust grows by it",
        "meetings/2026-10-15.md",
        "We are behind where we hoped to be, and closer",
        None,
        CHECK_IN_STAYS,
    ),
    Claim(
        "S2",
        "they sometimes cried in front of each other",
        "meetings/2026-10-15.md",
        "and cried a little; so did Robin",
        None,
        CHECK_IN_STAYS,
    ),
    Claim(
        "S2",
        "the partner feels safe enough to be open",
        "meetings/2026-10-29.md",
        "asked for help before the week got heavy",
        SUCCESSES,
    ),
    Claim(
        "S2",
        "coaches need their own coaches",
        THE_PLAN,
        "coaches need coaches too",
        NEXT,
    ),
    Claim(
        "S2",
        "talk a question through with one's own coach before the meeting",
        "meetings/2026-10-29.md",
        "brought a question to the peer group first",
        SUCCESSES,
    ),
    Claim(
        "S2",
        "share the lesson with peers and get feedback",
        "feedback/who-does-the-talking-r4z9c.md",
        "think alone for five minutes before the rooms open",
        FEEDBACK,
    ),
    Claim(
        "S2",
        "the feedback helped to improve the lesson",
        "feedback/who-does-the-talking-r4z9c.md",
        "roles in each room, quiet time first, and a recording",
        FEEDBACK,
    ),
    Claim(
        "S2",
        "come back again and again to the learning goals for the students",
        "meetings/2026-10-01.md",
        "what should students have learned by the end of it",
        None,
        NOTES_ARE_RAW,
    ),
    Claim(
        "S2",
        "the design matrix, broken down by its four quadrants",
        "meetings/2026-10-01.md",
        "one quadrant of the design matrix on one page",
        SUCCESSES,
    ),
    Claim(
        "S2",
        "the focus is on the engaging and the technology quadrant",
        THE_LESSON,
        "two quadrants of the design matrix, engaging and technology",
        LESSON,
    ),
    Claim(
        "S2",
        "students are likely to be remote in the spring",
        THE_LESSON,
        "made for paper and one room, and has to work from home",
        LESSON,
    ),
    Claim(
        "S2",
        "intentional about how students use technology to engage",
        THE_LESSON,
        "No tool stays in unless it serves a learning target",
        LESSON,
    ),
    Claim(
        "S2",
        "an element of social and emotional learning, in a stressful year",
        THE_LESSON,
        "students hear that it is fine to arrive tired",
        LESSON,
    ),
    Claim(
        "S2",
        "acknowledge where students are emotionally and account for it",
        "meetings/2026-11-19.md",
        "notice how students arrive that day, and leave room",
        GROWTH,
    ),
    Claim(
        "S2",
        "seventh grade, at the end of a unit on ratios and proportions",
        THE_LESSON,
        "The lesson closes the unit, so all of its ideas may be used",
        None,
        "the draft shows how the lesson changed; where it stands in the unit is on the lesson's own page",
    ),
    Claim(
        "S2",
        "students use what they learned to solve real-world problems",
        THE_LESSON,
        "use a proportion to solve a real problem that I chose",
        LESSON,
    ),
    Claim(
        "S2",
        "students' interests and backgrounds make it culturally relevant",
        THE_LESSON,
        "so that more than one culture is at home in it",
        LESSON,
    ),
    Claim(
        "S2",
        "students come up with examples of their own",
        THE_LESSON,
        "Students bring examples of their own: paint",
        LESSON,
    ),
    Claim(
        "S2",
        "students' own examples are a goal that moves",
        "goals/bring-an-own-example-j7w4q.md",
        "thirty-one everyday activities collected from period 3",
        GOALS,
    ),
    Claim(
        "S2",
        "breakout rooms for discussion and collaboration",
        THE_LESSON,
        "then in a breakout room of four with roles",
        LESSON,
    ),
    Claim(
        "S2",
        "Nearpod to let students demonstrate their learning",
        THE_LESSON,
        "hear from every student at once",
        LESSON,
    ),
    Claim(
        "S2",
        "Classkick to let students demonstrate their learning",
        THE_LESSON,
        "watch the thinking grow while students write",
        LESSON,
    ),
    Claim(
        "S2",
        "students choose the platform they show it on",
        THE_LESSON,
        "Students choose the platform they show it on",
        LESSON,
    ),
    Claim(
        "S2",
        "the lesson builds student agency",
        THE_LESSON,
        "Students choose who works on what in their room",
        LESSON,
    ),
    Claim(
        "S2",
        "the lesson takes the variability of learners into account",
        THE_LESSON,
        "for whoever wants them, since learners differ",
        LESSON,
    ),
    Claim(
        "S2",
        "the lesson is still a work in progress",
        "meetings/2026-11-19.md",
        "Walk through the lesson from start to finish",
        NEXT,
    ),
    Claim(
        "S2",
        "they have grown closer and can have harder conversations",
        "meetings/2026-11-12.md",
        "a hard conversation at home and a hard one at school",
        None,
        CHECK_IN_STAYS,
    ),
    Claim(
        "S2",
        "a positive impact on students' learning",
        CLASSROOM_GOAL,
        "eleven voices, four of them from home",
        GOALS,
    ),
    Claim(
        "S2",
        "the matrix and the coaching standards stay as building blocks",
        THE_PLAN,
        "Go on with the design matrix and the coaching standards",
        NEXT,
    ),
    Claim(
        "S2",
        "keep practising listening and communication",
        THE_PLAN,
        "Keep practising listening: fewer suggestions",
        NEXT,
    ),
    Claim(
        "S2",
        "the relationship and the meetings go on",
        "meetings/2026-11-19.md",
        "We keep meeting after the term",
        None,
        "the relationship is described by the two, never by a program; " + NOTES_ARE_RAW,
    ),
    Claim(
        "S2",
        "the lesson as it was last year",
        LAST_YEARS_LESSON,
        "The paint problem started an argument",
        None,
        "the draft speaks of this year's lesson and links to the earlier one",
    ),
)
