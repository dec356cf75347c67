"""Replies as mail programs and phones make them, each with what a person would expect."""

from datetime import date
from email.message import EmailMessage
from typing import NamedTuple

import pytest

from coachlog.mail.letter import Letter, LetterStep, write_letter
from coachlog.mail.mail_text import read_mail
from coachlog.mail.reply import Reply, find_marks, read_reply
from coachlog.model.fields import ID_LETTERS
from coachlog.model.kinds.body import StepMark

LETTER = Letter(
    "k3f9x",
    date(2026, 11, 24),
    "Robin Coach",
    "Sam Sample",
    date(2026, 12, 3),
    "15:30",
    "ratios",
    (
        LetterStep(1, "aaaaa", date(2026, 11, 19), "Try the exit ticket in period 3", date(2026, 11, 26)),
        LetterStep(2, "bbbbb", date(2026, 11, 19), "Bring two pieces of student work", None),
    ),
    ("Send Sam the rubric",),
)
TEXT = write_letter(LETTER)
WIN, TOPIC, TRY = "The kids explained why", "the fire drill", "sentence starters"
DONE, UNDER_WAY, OPEN = StepMark.DONE, StepMark.UNDER_WAY, StepMark.OPEN


class Said(NamedTuple):
    """A reply, and what is in it."""

    text: str
    win: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    tries: tuple[str, ...] = ()
    marks: dict[int, StepMark] = {}  # noqa: RUF012 - nobody changes it
    unsorted: tuple[str, ...] = ()


def quoted(text: str = TEXT, sign: str = "> ") -> str:
    return "\n".join(f"{sign}{line}".rstrip() for line in text.splitlines())


def between(answers: dict[int, str], *, sign: str = "> ", number: bool = True) -> str:
    """The letter with answers below its numbers."""
    lines = []
    for line in TEXT.splitlines():
        shown = line if number or not line[:1].isdigit() else line.partition(". ")[2]
        lines.append(f"{sign}{shown}".rstrip())
        asked = int(line[0]) if line[:2].rstrip(".").isdigit() else 0
        if asked in answers:
            lines += ["", answers[asked], ""]
    return "\n".join(lines)


ALL = {1: "done", 2: "not yet", 3: WIN, 4: TOPIC, 5: "1", 6: TRY}
WHOLE = Said("", (WIN,), (TOPIC,), (TRY,), {1: DONE, 2: OPEN})
ON = "On Tue, Nov 24, 2026 at 3:05 PM Robin Coach <robin@school.example> wrote:"
TOP = f"1 done\n2 not yet\n3. {WIN}\n4. {TOPIC}\n6. {TRY}\n"
OUTLOOK = "________________________________\nFrom: Robin Coach <robin@school.example>\nSent: Tuesday, November 24, 2026 3:05 PM\nTo: Sam Sample <sam@school.example>\nSubject: Thursday\n"  # noqa: E501 - a mail's own lines


def page(body: str) -> str:
    return f"<html><head><style>p {{}}</style></head><body>{body}</body></html>"


def letter_as_page() -> str:
    return "".join(f"<div>{line or '<br>'}</div>" for line in TEXT.splitlines())


REPLIES = {
    "answers between, quoted": WHOLE._replace(text=between(ALL)),
    "answers between, no numbers left": WHOLE._replace(text=between(ALL, number=False)),
    "answers between, bar quotes": WHOLE._replace(text=between(ALL, sign="| ")),
    "answers between, not quoted (Outlook)": WHOLE._replace(text=f"{OUTLOOK}\n{between(ALL, sign='')}"),
    "top posted, Gmail": WHOLE._replace(text=f"{TOP}\n{ON}\n\n{quoted()}"),
    "top posted, sentence on two lines": WHOLE._replace(
        text=f"{TOP}\nOn Tue, Nov 24, 2026 at 3:05 PM Robin Coach <\nrobin@school.example> wrote:\n\n{quoted()}"
    ),
    "top posted, Outlook": WHOLE._replace(text=f"{TOP}\n{OUTLOOK}\n{TEXT}"),
    "bottom posted": WHOLE._replace(text=f"{ON}\n{quoted()}\n\n{TOP}"),
    "German Thunderbird": WHOLE._replace(
        text=f"Hallo Robin,\n\n{TOP}\nLiebe Grüße\nSam\n\nAm 24.11.2026 um 15:05 schrieb Robin Coach:\n{quoted()}"
    ),
    "German Apple Mail": WHOLE._replace(
        text=f"{TOP}\nVon meinem iPhone gesendet\n\n> Am 24.11.2026 um 15:05 schrieb Robin Coach:\n>\n{quoted()}"
    ),
    "Spanish Gmail": WHOLE._replace(
        text=f"Hola Robin:\n\n{TOP}\nUn abrazo,\nSam\n\nEl mar, 24 nov 2026 a las 15:05, Robin Coach (<r@x.example>) escribió:\n\n{quoted()}"  # noqa: E501
    ),
    "French": WHOLE._replace(
        text=f"{TOP}\nLe mar. 24 nov. 2026 à 15:05, Robin Coach <r@x.example> a écrit :\n{quoted()}"
    ),
    "iPhone": WHOLE._replace(
        text=f"{TOP}\nSent from my iPhone\n\n> On Nov 24, 2026, at 3:05 PM, Robin wrote:\n> \n{quoted()}"
    ),
    "Outlook for phones": WHOLE._replace(text=f"{TOP}\nGet Outlook for iOS<https://aka.ms/o0ukef>\n{OUTLOOK}\n{TEXT}"),
    "a signature": WHOLE._replace(text=f"{TOP}\n-- \nSam Sample\nGrade 7, Room 12\n+1 555 0100\n\n{ON}\n{quoted()}"),
    "original message": WHOLE._replace(
        text=f"{TOP}\n-----Original Message-----\nFrom: Robin Coach\nSent: Tuesday\n\n{TEXT}"
    ),
    "ursprüngliche Nachricht": WHOLE._replace(
        text=f"{TOP}\n-----Ursprüngliche Nachricht-----\nVon: Robin\nAn: Sam\n\n{quoted()}"
    ),
    "HTML, quoted": WHOLE._replace(
        text=page(
            "".join(f"<div>{line}</div>" for line in TOP.splitlines())
            + f"<div>{ON}</div><blockquote>{letter_as_page()}</blockquote>"
        )
    ),
    "HTML, answers between": WHOLE._replace(
        text=page(
            "".join(
                f"<p>{line}</p>" if line[:1] != ">" else f"<blockquote>{line[2:]}</blockquote>"
                for line in between(ALL).splitlines()
            )
        )
    ),
    "typed behind the question": WHOLE._replace(
        text=quoted()
        .replace("went well:", f"went well: {WIN}")
        .replace("talk about:", f"talk about: {TOPIC}")
        .replace("want to try:", f"want to try: {TRY}")
        .replace("period 3 (by", "period 3 done (by")
        .replace("(by Thursday 26 November)", "(by Thursday 26 November) - done")
        .replace("period 3 done", "period 3")
    )._replace(marks={1: DONE}),
    "numbers with brackets": WHOLE._replace(text=f"1) done\n2) not yet\n3) {WIN}\n4) {TOPIC}\n6) {TRY}"),
    "numbers with dashes": WHOLE._replace(text=f"1 - done\n2 - not yet\n3 - {WIN}\n4 - {TOPIC}\n6 - {TRY}"),
    "numbers with colons and hashes": WHOLE._replace(text=f"#1: done\n#2: not yet\n#3: {WIN}\n#4: {TOPIC}\n#6: {TRY}"),
    "bare numbers": WHOLE._replace(text=f"3 {WIN}\n4 {TOPIC}\n5 1\n6 {TRY}", marks={1: DONE}),
    "emoji": WHOLE._replace(text=f"1 ✅\n2 ❌\n3 {WIN}\n4 {TOPIC}\n6 {TRY}"),
    "emoji first": Said("✅ 1\n✅ 2", marks={1: DONE, 2: DONE}),
    "ticked words": Said(
        "☑ Try the exit ticket in period 3\n☐ Bring two pieces of student work", marks={1: DONE, 2: OPEN}
    ),
    "brackets ticked": Said(
        "[x] Try the exit ticket in period 3\n[ ] Bring two pieces of student work", marks={1: DONE, 2: OPEN}
    ),
    "all in one line": Said("1 done, 2 not yet", marks={1: DONE, 2: OPEN}),
    "both in words": Said("1 and 2 are done", marks={1: DONE, 2: DONE}),
    "done first": Said("done: 1, 2", marks={1: DONE, 2: DONE}),
    "all below the question": Said(between({5: "all of them!"}), marks={1: DONE, 2: DONE}),
    "none below the question": Said(between({5: "none yet"})),
    "the step's words below the question": Said(between({5: "Bring two pieces of student work"}), marks={2: DONE}),
    "German words": Said(
        between({1: "erledigt", 2: "noch nicht", 3: "Die Kinder haben erklärt"}),
        ("Die Kinder haben erklärt",),
        marks={1: DONE, 2: OPEN},
    ),
    "Spanish words": Said(
        between({1: "hecho", 2: "todavía no", 4: "el simulacro"}), topic=("el simulacro",), marks={1: DONE, 2: OPEN}
    ),
    "begun": Said(between({1: "working on it"}), marks={1: UNDER_WAY}),
    "done, and a word more": Said(
        between({1: "Done! They loved it"}),
        marks={1: DONE},
        unsorted=("Try the exit ticket in period 3: They loved it",),
    ),
    **{
        words: Said(f"2 - {words}", marks={2: mark}, unsorted=(f"Bring two pieces of student work: {words}",))
        for words, mark in {
            "did not get to it": OPEN,
            "no time for it": OPEN,
            "I did not manage": OPEN,
            "no pude": OPEN,
            "did it twice!": DONE,
            "will do Friday": OPEN,
            "noch nicht dazu gekommen": OPEN,
        }.items()
    },
    **{
        f"no reference: {words}": Said(words, unsorted=(words,))
        for words in (
            "3 kids asked for help today, first time ever!",
            "6 weeks to go until Christmas!",
            "5 good week 6 noise",
            "3 Elm Street, Springfield",
            "4 lessons are planned",
        )
    },
    "a count below an answer": Said(
        "1 done\n2 out of 5 groups are done with the poster\n4 kids helped",
        marks={1: DONE},
        unsorted=("2 out of 5 groups are done with the poster", "4 kids helped"),
    ),
    "a number without a dot before what nobody counts": Said(
        "3 the warm up\n\n6 my exit ticket", ("the warm up",), tries=("my exit ticket",)
    ),
    "counts of a time": Said("3 a week is enough", unsorted=("3 a week is enough",)),
    "a line below a step": Said(
        "1 done\nrest tomorrow, der Akku ist leer\n\n2 not yet\nbut the room is booked",
        marks={1: DONE, 2: OPEN},
        unsorted=("rest tomorrow, der Akku ist leer", "but the room is booked"),
    ),
    "several in a line without a pause": Said(
        "3. everything lol 4. the trip 6. sleep", ("everything lol",), ("the trip",), ("sleep",)
    ),
    "nothing, and a word more": Said(
        "3. Nothing, awful week 5. 1 6. sleep",
        tries=("sleep",),
        marks={1: DONE},
        unsorted=("Something that went well: Nothing, awful week",),
    ),
    "answers counted from one": Said(
        "1. good week\n2. noise\n3. 1 and 2\n4. think-pair-share",
        unsorted=(
            "1. good week (in the letter 1: Try the exit ticket in period 3, or Something that went well)",
            "2. noise (in the letter 2: Bring two pieces of student work, or Something to talk about)",
            "3. 1 and 2 (in the letter 3: Something that went well, or Which of your next steps are done (their numbers)?)",  # noqa: E501
            "4. think-pair-share (in the letter 4: Something to talk about, or Something that you want to try)",
        ),
    ),
    "yes, but": Said(
        between({1: "yes but only in period 4"}),
        unsorted=("Try the exit ticket in period 3: yes but only in period 4",),
    ),
    "a question about a step": Said(
        between({2: "Did you mean mine?"}), unsorted=("Bring two pieces of student work: Did you mean mine?",)
    ),
    "several wins as bullets": Said(between({3: "- they talked\n- they laughed"}), ("they talked", "they laughed")),
    "a win over several lines": Said(
        between({3: "The kids explained why they had done it the way they did, and that was\nnew to all of us"}),
        ("The kids explained why they had done it the way they did, and that was new to all of us",),
    ),
    "cues in words": Said(f"Win: {WIN}\nTo talk about: {TOPIC}\nTry: {TRY}", (WIN,), (TOPIC,), (TRY,)),
    "a cue behind a step": Said(f"1 done. Win: {WIN}", (WIN,), marks={1: DONE}),
    "nothing": Said(between({3: "nothing this week", 4: "-", 6: "n/a"})),
    "only thanks": Said(f"Thanks!\nSam\n\n{ON}\n{quoted()}"),
    "free words": Said("Can we meet in the library?\n\nBest,\nSam", unsorted=("Can we meet in the library?",)),
    "words behind the numbers": Said(f"3. {WIN}\n\nSee you Thursday!", (WIN,)),
    "words after an answer": Said(
        f"3. {WIN}\n\nAlso, my room has changed.", (WIN,), unsorted=("Also, my room has changed.",)
    ),
    "a greeting that says something": Said(
        "Hi Robin, the copier is broken", unsorted=("Hi Robin, the copier is broken",)
    ),
    "an older mail quoted deeper": WHOLE._replace(
        text=f"{TOP}\n{ON}\n{quoted()}\n>> 3. an old win of an old letter\n>> old words"
    ),
    "re-wrapped by the mail program": WHOLE._replace(
        text=between(ALL).replace(
            "Could you answer 3, 4, 5 and 6, below each or with",
            "Could you answer 3, 4, 5 and 6,\n> below each or with",
        )
    ),
    "copied from WhatsApp": WHOLE._replace(
        text="\n".join(f"[07:1{n}, 3.11.2026] Sam: {line}" for n, line in enumerate(TOP.splitlines()))
    ),
    "copied from a phone's chat": WHOLE._replace(
        text="\n".join(f"[09.11.26, 17:02:1{n}] Sam Sample: {line}" for n, line in enumerate(TOP.splitlines()))
    ),
    "copied from Telegram": WHOLE._replace(text=f"Sam Sample, [09.11.2026 17:05]\n{TOP}"),
    "copied from the page": WHOLE._replace(text=f"{TOP}\nThis answers the letter coachlog k3f9x.\n"),
    "a number of things below a question": Said(between({6: "2 kids want to help"}), tries=("2 kids want to help",)),
    "a number that the letter has not": Said("9. what is this", unsorted=("9. what is this",)),
    "a year is no number": Said("2026 was a good year", unsorted=("2026 was a good year",)),
}


@pytest.mark.parametrize("said", REPLIES.values(), ids=REPLIES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_reply_is_understood(said: Said, ends: str) -> None:
    text = read_mail(said.text.replace("\n", ends).encode()).text
    reply = read_reply(text, LETTER)
    expected = Reply(said.win, said.topic, said.tries, tuple(sorted(said.marks.items())), said.unsorted)
    assert reply == expected


def test_a_saved_mail_is_read_whatever_its_encoding() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "sam@school.example", "Re: Thursday"
    mail.set_content(f"3. Zoë möchte\n\n{ON}\n{quoted()}", charset="iso-8859-1")
    mail.add_alternative(page("<p>3. Zoë möchte</p>"), subtype="html")
    assert read_reply(read_mail(mail.as_bytes()).text, LETTER).wins == ("Zoë möchte",)


def test_a_mail_that_has_only_a_page_is_read() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "sam@school.example", "Re: Thursday"
    mail.set_content(page("<p>3. one</p><script>3. two</script>"), subtype="html")
    assert read_reply(read_mail(mail.as_bytes()).text, LETTER).wins == ("one",)


KIM = "From: Kim Lee <k.lee@school.example>\nSent: Friday\nTo: Sam\nSubject: Fwd\n"


def test_words_of_somebody_else_are_theirs() -> None:
    kims = ("Kim Lee: 1. done", "Kim Lee: I can come, too")
    words = "1. done\nI can come, too\n"
    forwarded = read_reply(f"2 done\n\n{KIM}\nHi Sam,\n\n{words}\nKim\n", LETTER)
    assert (forwarded.marks, forwarded.others) == (((2, DONE),), kims)
    themselves = read_reply(f"{words}\n{OUTLOOK}\n{TEXT}", LETTER, "Kim Lee")
    assert themselves == Reply(others=kims)
    passed_on = read_reply(f"FYI\n\nFrom: Sam Sample\nSent: Friday\n\n{TOP}", LETTER, "Kim Lee")
    assert (passed_on.wins, passed_on.others) == ((WIN,), ("Kim Lee: FYI",))
    gmail = f"---------- Forwarded message ---------\n{KIM}\n{words}\n{ON}\n{quoted()}"
    assert read_reply(gmail, LETTER) == Reply(others=kims)
    unknown = OUTLOOK.replace("Robin Coach <robin@school.example>", "Grade 7 Team")
    assert read_reply(f"{TOP}\n{unknown}\n{TEXT}", LETTER).others == ()
    assert read_reply(TOP, LETTER, "sam77@mail.example").wins == (WIN,)


def test_the_mark_of_the_letter_is_found() -> None:
    assert find_marks(quoted(), ID_LETTERS) == ("k3f9x",)
    assert find_marks("coachlog is fine", ID_LETTERS) == ()


def test_the_letter_alone_says_nothing() -> None:
    for text in (TEXT, quoted(), between({})):
        assert read_reply(text, LETTER).is_empty
