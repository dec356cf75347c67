"""Sentences of the example's page that a seed says, too, and that are no line of the log: a table, no code.

What the seeds say with a line of the log is in the tables of claims.
"""

PAGE_SENTENCES: tuple[tuple[str, str, str], ...] = (
    (
        "who teaches grade 7 math in their second year of teaching",
        "S1",
        "the second-year teacher; S2: a seventh grade math class",
    ),
    ("We meet almost every Thursday.", "S1", "standing weekly meetings; S2: virtually, almost weekly"),
    ("Our coaching plan has this goal for students:", "S2", "the plan helped to focus on the learning goals"),
    (
        "I had a goal for myself: “Listen before suggesting”.",
        "S1",
        "pushing on my own coaching practices: listen better",
    ),
    ("One quadrant of the design matrix on one page", "S2", "the matrix, broken down by its four quadrants"),
    ("I asked two peers to read the lesson draft", "S2", "share the lesson, get feedback from peers"),
    ("We first met in person, and after that virtually", "S2", "we continue to meet virtually almost weekly"),
    ("I split the design matrix into four single pages", "S2", "the matrix in four parts; looking into the platforms"),
    ("The lesson that we worked on is", "S2", "seventh grade math, at the end of a unit on ratios and proportions"),
    ("It grew out of", "S1", "improving one of their existing lessons"),
    ("Its task: Find something in your world", "S2", "students find how proportional relationships show up"),
    ("One of our goals was “Grade 7 talks its way", "S1", "shared goals for our work; opportunities to work together"),
    ("a goal of the building", "S1", "our shared goals connect to the teacher's building goals"),
    ("We also worked on “Explain why", "S1", "shared goals for what students get out of the lesson"),
    ("I want to keep practising listening", "S2", "continue to practise my listening and communication skills"),
    ("I will go on with my goal “Listen before suggesting”", "S2", "continue to work on my own coaching practices"),
    ("Peer Coaching: Unlocking the Power of Collaboration", "S2", "the same source"),
    ("Learning Design Matrix*. Peer-Ed", "S2", "the same source"),
    ("ISTE Standards for Coaches (2019)", "S1", "the same source"),
)
