"""What other coaches say in pages about a standard, and the commands by which a log holds it: no code."""

from tests.support.coach_page import EVIDENCE, MATERIAL, PAGE, CoachPage, Fact

EVIDENCE_PAGES: tuple[CoachPage, ...] = (
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
        "E4",
        (
            "lessons add 'Make it yours' --tool 'Book Creator=show it in your own way'",
            "lessons update 'Make it' 'Students choose how they show what they learned' --in 'voice and choice'",
            "meet --no-edit --date 2026-09-10 --minutes 45 --activity co-planning --indicator 4a --indicator 4c",
            "note 'Asked what would make the task authentic' --in notes --date 2026-09-10",
            "note 'How do students work with each other here?' --in growth --date 2026-09-10",
            "work add 'Creativity is the word' --what post --link https://example.org/c --indicator 4a --indicator 4c",
            "work add 'A sample book' --what product --link https://example.org/b --indicator 4c",
        ),
        (
            Fact("two indicators on one page", "4a", EVIDENCE),
            Fact("and 4c", "4c", EVIDENCE),
            Fact("brings it up when planning", "make the task authentic", EVIDENCE),
            Fact("voice and choice", "choose how they show what", PAGE),
            Fact("own post", "Creativity is the word", EVIDENCE),
            Fact("tool with purpose", "Book Creator: show it in your own way", MATERIAL),
            Fact("example she made", "A sample book", EVIDENCE),
            Fact("picture's place", "One picture", EVIDENCE),
            Fact("asks in talks", "How do students work with each other", EVIDENCE),
        ),
        codes=("4a", "4c"),
    ),
    CoachPage(
        "E7",
        (
            (
                "readings add 'What teachers want' --author 'Study, B.' --year 2014 "
                "--says 'Five things, time first' --indicator 5a"
            ),
            (
                "readings add 'Three models of development' --author 'Model, C.' --year 2016 "
                "--says 'None of them top-down' --indicator 5a"
            ),
            "work add 'Learning of my own choice' --what post --link https://example.org/p --indicator 5a",
            "meet --no-edit --date 2026-09-10 --minutes 45 --activity modelling --indicator 5a",
            "lessons add 'Digital stories' --grade 2",
            "lessons add 'Health videos' --grade 5",
            "note 'Modelled the green screen' --in notes --lesson 'Digital stories' --date 2026-09-10 --star",
            "note 'Some weeks with small groups' --in notes --lesson 'Digital stories' --date 2026-09-10",
            "note 'Fifth grade filmed its own advice' --in successes --lesson 'Health' --date 2026-09-10",
        ),
        (
            Fact("indicator", "5a", EVIDENCE),
            Fact("a study: five things", "Study, B.", EVIDENCE),
            Fact("what it says", "Five things, time first", EVIDENCE),
            Fact("three models", "Model, C. (2016)", EVIDENCE),
            Fact("own post", "Learning of my own choice", EVIDENCE),
            Fact("modelling", "Modelling", MATERIAL),
            Fact("second grade", "Digital stories", PAGE),
            Fact("green screen", "the green screen", EVIDENCE),
            Fact("small groups", "Some weeks with small groups", EVIDENCE),
            Fact("fifth grade", "ifth grade filmed its own advice", EVIDENCE),
            Fact("health videos", "Health videos", MATERIAL),
        ),
        codes=("5a",),
    ),
    CoachPage(
        "E8",
        (
            (
                "work add 'A session of the STEM summit' --on 2026-09-20 --indicator 7a "
                "--text 'The panel named gaps. Schools need time, firms need a door'"
            ),
            (
                "readings add 'STEM summit' --author 'Summit Panel' --year 2026 --quote 'Talk more, double less' "
                "--says 'Talk comes before shared goals' --indicator 7a"
            ),
            "work add 'Coaching is listening' --what post --link https://example.org/l --indicator 7a",
            (
                "readings add 'Coaching is listening' --author 'Example, R.' --year 2026 --indicator 7a "
                "--quote 'Practice makes theory real'"
            ),
        ),
        (
            Fact("indicator", "7a", EVIDENCE),
            Fact("source, quoted evidence, explanation", "(Summit Panel, 2026). Talk comes before shared", EVIDENCE),
            Fact("a STEM summit session", "I worked on this: “A session of the STEM summit” (20 September", EVIDENCE),
            Fact("the panel on gaps", "The panel named gaps", EVIDENCE),
            Fact("what each sector needs", "Schools need time, firms need a door", EVIDENCE),
            Fact("more communication", "“Talk more, double less”", EVIDENCE),
            Fact("own post", "[Coaching is listening](https://example.org/l)", EVIDENCE),
            Fact("quoted", "“Practice makes theory real” (Example, 2026)", EVIDENCE),
        ),
        codes=("7a",),
    ),
    CoachPage(
        "E9",
        (
            "people set mentee --subject physics --since 2026-09-10",
            "plan",
            "plan add goals 'Technology that serves learning'",
            "plan add norms 'It fits into what would be taught anyway'",
            "meet --no-edit --date 2026-09-10 --minutes 45 --indicator 3a",
            "meet --no-edit --today 2026-10-08 --minutes 45 --indicator 3a",
            "note 'Labs take too long with laptops' --in growth --speaker mentee --date 2026-09-10",
            (
                "work add 'A month of mentorship, a video' --what product --link https://example.org/v --indicator 3a "
                "--indicator 3c --indicator 3d --text 'Both of us reflect in it'"
            ),
            "goals add 'Listen at the start' --owner mentor --level coach --indicator 3a",
            "goals update 'Listen at' 'for two meetings I asked and wrote' --today 2026-09-17",
            "lessons add 'Free fall' --subject physics",
            "lessons update 'Free fall' 'The same content, with a graph from the phone' --in adapt",
        ),
        (
            Fact("indicators", "3c, Judging content", EVIDENCE),
            Fact("a video as sample", "[A month of mentorship, a video](https://example.org/v)", EVIDENCE),
            Fact("one sample for three", "# 3a. Trusting relationships; 3c.", EVIDENCE),
            Fact("teaches physics", "who teaches physics", EVIDENCE),
            Fact("purpose", "this goal for students: “Technology that serves learning”", PAGE),
            Fact("both reflect", "Both of us reflect in it", EVIDENCE),
            Fact("a month", "Since 10 September 2026", EVIDENCE),
            Fact("to its end", "| 8 October |", MATERIAL),
            Fact("listened at the start", "for two meetings I asked and wrote", EVIDENCE),
            Fact("took up his worries", "Labs take too long with laptops", MATERIAL),
            Fact("fits in", "It fits into what would be taught anyway", PAGE),
            Fact("same content, another way", "The same content, with a graph from the phone", PAGE),
        ),
        codes=("3a", "3c", "3d"),
    ),
)
