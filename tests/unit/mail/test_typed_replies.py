"""Answers as people type, dictate, paste and correct them, and as programs wrap them."""

from email.message import EmailMessage

import pytest

from coachlog.mail.mail_text import NotText, read_mail
from coachlog.mail.reply import Reply, read_reply
from coachlog.model.kinds.body import StepMark
from tests.support.replies import (
    ALL,
    DONE,
    FROM_SAM,
    GIVEN,
    LETTER,
    ON,
    OPEN,
    TEXT,
    TOP,
    TOPIC,
    TRY,
    WIN,
    WORDS,
    between,
    numbered,
    quoted,
)

BEGUN = StepMark.UNDER_WAY
TICKED = Reply(marks=((1, DONE), (3, DONE)))
STATES = Reply(marks=((1, DONE), (2, OPEN), (3, DONE)))
TWO = Reply((WIN,), (TOPIC,))


def above(text: str = TEXT, *, blank: bool = True) -> str:
    """The letter with answers above its questions."""
    lines = []
    for line in quoted(text).splitlines():
        number = int(line[2]) if line[2:3].isdigit() else 0
        lines += [GIVEN[number], line] if number in GIVEN else [line]
    return "\n".join(line for line in lines if blank or line.strip("> "))


def prefixed(form: str) -> str:
    """The letter, not quoted, in which somebody typed before or behind the steps 1 and 3."""
    return "\n".join(form.format(line) if line.startswith(("1.", "3.")) else line for line in TEXT.splitlines())


FOUR = {
    f"quoting line: {program}, {how}": f"{TOP}\n{line}\n\n{text}"
    for how, text in {"quoted": quoted(), "not quoted": TEXT}.items()
    for program, line in {
        "Zoho": "---- On Tue, 24 Nov 2026 15:05:12 +0100 Robin Example <robin@school.example> wrote ----",
        "Polish": "wt., 24 lis 2026 o 15:05 Robin Example <robin@school.example> napisał(a):",
        "Russian": "вт, 24 нояб. 2026 г. в 15:05, Robin Example <robin@school.example>:",
        "Chinese": "Robin Example <robin@school.example> 于2026年11月24日周二 15:05写道：",
        "Japanese": "2026年11月24日(火) 15:05 Robin Example <robin@school.example>:",
        "Turkish": "Robin Example <robin@school.example>, 24 Kas 2026 Sal, 15:05 tarihinde şunu yazdı:",
        "Vietnamese": "Vào Th 3, 24 thg 11, 2026 vào lúc 15:05 Robin Example <robin@school.example> đã viết:",
        "a Samsung phone": "-------- Ursprüngliche Nachricht --------\nVon: Robin Example <robin@school.example>\n"
        "Datum: 24.11.26 15:05 (GMT+01:00)\nAn: Sam Sample <sam@school.example>\nBetreff: Donnerstag",
        "Roundcube": "Am 2026-11-24 15:05, schrieb Robin Example:",
        "Evolution": "Am Dienstag, dem 24.11.2026 um 15:05 +0100 schrieb Robin Example:",
        "T-Online": '-----Original-Nachricht-----\nBetreff: Donnerstag\nDatum: 2026-11-24T15:05:12+0100\n'
        'Von: "Robin Example" <robin@school.example>\nAn: "Sam Sample" <sam@school.example>',
    }.items()
} | {
    "dictated": "Five: The kids explained why\nSix: the fire drill\nSeven: one and three\nEight: sentence starters",
    "Number 5": numbered("Number {} "),
    "5/": numbered("{}/ "),
    "5 >": numbered("{}> "),
    "5 =": numbered("{} = "),
    "bold by hand": numbered("_{}._ "),
    "in a line with ;": "; ".join(f"{number}: {words}" for number, words in GIVEN.items()),
    "in a line with /": " / ".join(f"{number}: {words}" for number, words in GIVEN.items()),
    "below their numbers": "\n\n".join(f"{number}.\n\n{words}" for number, words in GIVEN.items()),
    "a number alone": "\n\n".join(f"{number}\n{words}" for number, words in GIVEN.items()),
    "above the questions": above(),
    "above the questions, not quoted": above().replace("> ", ""),
    "cues": f"Went well: {WIN}\nTalk about: {TOPIC}\nDone: 1 and 3\nTry: {TRY}\n\n{ON}\n{quoted()}",
    "headings": f"Went well\n{WIN}\n\nTo talk about\n{TOPIC}\n\nDone\n1 and 3\n\nTo try\n{TRY}",
    "bold headings": f"*What went well:*\n{WIN}\n*To discuss:*\n{TOPIC}\n*Next steps:*\n1, 3\n*Want to try:*\n{TRY}",
    "a sentence around": f"Sure, here are my answers.\n\n{TOP}\nLooking forward to it!\n\nWarmly,\n"
    "Sam Sample (she/her)\n7th grade math | Room 12\nLincoln School",
    "initials": f"Hi Robin! Here you go:\n\n{TOP}\nBest, S.",
    "below, in red": f"See below in red.\n\n{between()}",
    "an older letter's last line": f"{TOP}\n{ON}\n{quoted(TEXT.replace('k3f9x', 'zzzzz'))}",
    "a legal notice": f"{TOP}\nAVISO DE CONFIDENCIALIDAD: Este mensaje es confidencial.\n\n{ON}\n{quoted()}",
    "a virus checker": f"{TOP}\nVirus-free.www.avast.com\n\n{ON}\n{quoted()}",
    "read at": f"{TOP}Read 6:03 PM",
    "Signal, ago": f"Sam Sample\n{TOP}2m",
    "WhatsApp's own lines": "24.11.26, 17:00 - Messages and calls are end-to-end encrypted.\n"
    f"24.11.26, 18:02 - Sam Sample: \u200eThis message was deleted.\n24.11.26, 18:03 - Sam Sample: {TOP}",
    "edited": "\n".join(
        f"[24.11.26, 18:02:30] Sam Sample: {line} \u200e<This message was edited>" for line in TOP.splitlines()
    ),
    "forwarded twice": "---------- Forwarded message ---------\nFrom: Robin Example <robin@school.example>\nDate: Wed\n"
    f"Subject: Fwd\nTo: Robin\n\n---------- Forwarded message ---------\n{FROM_SAM}\n{TOP}\n{ON}\n{quoted()}",
}  # fmt: skip


@pytest.mark.parametrize("text", FOUR.values(), ids=FOUR)
def test_all_four_answers_are_found(text: str) -> None:
    assert read_reply(read_mail(text.encode()).text, LETTER) == ALL


ASKED_AGAIN = "1 done? I think so. 2 not sure. 3 cancelled"
IN_A_BREATH = (
    "number five it was great number six the homework number seven one and three are done and number eight cards"
)
LIST = ("three things:", "1. sleep", "2. eat", "3. rest")
SOME = {
    "dictated in a breath": (
        f"Number five {WIN}. Number six {TOPIC}. Number seven one and three.",
        Reply((f"{WIN}.",), (f"{TOPIC}.",), (), ((1, DONE), (3, DONE))),
    ),
    "dictated in German": (f"Nummer fünf: {WIN}\nNummer sechs: {TOPIC}", TWO),
    "5a and 5b": (f"5a. {WIN}\n5b. They laughed\n6. {TOPIC}", Reply((WIN, "They laughed"), (TOPIC,))),
    "circled": (f"⑤ {WIN}\n⑥ {TOPIC}", TWO),
    "Spanish cues": (f"Logro: {WIN}\nTema: {TOPIC}\nHecho: 1 y 3\nProbar: {TRY}", ALL),
    "in a paragraph": (f"Hi Robin, 5. {WIN} 6. {TOPIC} 7. 1 and 3", Reply((WIN,), (TOPIC,), (), TICKED.marks)),
    "first, second": ("1st: done\n2nd: not yet\n3rd: done", STATES),
    "states in the steps' order": ("- done\n- not yet\n- done\n- not yet", Reply(marks=(*STATES.marks, (4, OPEN)))),
    "done before a step": (prefixed("done - {}"), TICKED),
    "x before a step": (prefixed("x {}"), TICKED),
    "x behind a step": (prefixed("{} X"), TICKED),
    "a box before a step": (prefixed("- [x] {}"), TICKED),
    "yes twice": (between({1: "Yep, done", 2: "Nope", 3: "Yes!"}), STATES),
    "a list inside an answer": (f"8. {LIST[0]}\n" + "\n".join(LIST[1:]), Reply(tries=(" ".join(LIST),))),
    "an answer of several lines": (
        "5. The film surprised me:\nthey argued\nwith evidence\n- Zoe spoke\n- Max, too\nNow the bell rang",
        Reply(("The film surprised me: they argued with evidence", "Zoe spoke", "Max, too", "Now the bell rang")),
    ),
    "a quotation": ('5. Ana wrote:\n"I get it"', Reply(('Ana wrote: "I get it"',))),
    "a quotation with signs": (
        f"5. Ana wrote:\n> I get it\n\n6. {TOPIC}\n\n{ON}\n{quoted()}",
        Reply(("Ana wrote: I get it",), (TOPIC,)),
    ),
    "nothing": ("5. nothing much\n6. Nothing from me!\n7. leider keine\n8. idk", Reply()),
    "minus": ("all done minus 3", Reply(marks=((1, DONE), (2, DONE), (3, OPEN), (4, DONE)))),
    "states of all kinds": (
        "7. 1 and 3 done, 2 in progress, 4 not started",
        Reply(marks=((1, DONE), (2, BEGUN), (3, DONE), (4, OPEN))),
    ),
    "lol": ("lol yes all done!!!", Reply(marks=tuple((number, DONE) for number in (1, 2, 3, 4)))),
    "a postscript on a step": (
        "1 done\n\nPS: 4 is done too",
        Reply(marks=((1, DONE), (4, DONE)), unsorted=(f"{WORDS[3]}: PS: 4 is done too",)),
    ),
    "a correction below": (
        "1 done\n\nCorrection: 1 is not done, only started",
        Reply(
            unsorted=(
                f"Correction: 1 is not done, only started (in the letter 1: {WORDS[0]})",
                f"{WORDS[0]}: done",
            )
        ),
    ),
    "a correction of one": (
        "7. 1 and 3\n\n*1 and 4, not 3",
        Reply(marks=((1, DONE),), unsorted=(
            f"1 and 4, not 3 (in the letter 1: {WORDS[0]}; 4: {WORDS[3]}; 3: {WORDS[2]})",
            f"{WORDS[2]}: done",
        )),
    ),
    "a line that contradicts": (
        "1 done, she picked up!\n2 still not done\n7. 2 and 3",
        Reply(
            marks=((1, DONE), (2, OPEN), (2, DONE), (3, DONE)), unsorted=(f"{WORDS[0]}: she picked up!",)
        ),
    ),
    "a line that is not understood": (
        "2 is nowhere near done, sadly not yet\n7. 2 and 3",
        Reply(
            marks=((3, DONE),),
            unsorted=(f"2 is nowhere near done, sadly not yet (in the letter 2: {WORDS[1]})", f"{WORDS[1]}: done"),
        ),
    ),
    "a state that is asked": (
        ASKED_AGAIN,
        Reply(
            unsorted=(
                f"{ASKED_AGAIN} (in the letter 1: {WORDS[0]}; 2: {WORDS[1]}; 3: {WORDS[2]})",
            )
        ),
    ),
    "news of the next step": (
        "2 done, she was nice about it. 3 forget it, no time",
        Reply(
            marks=((2, DONE),),
            unsorted=(
                f"{WORDS[1]}: she was nice about it",
                f"3 forget it, no time (in the letter 3: {WORDS[2]})",
            ),
        ),
    ),
    "a greeting and states": (
        "Sorry so late! 2 done, 3 done.",
        Reply(unsorted=(f"Sorry so late! 2 done, 3 done. (in the letter 2: {WORDS[1]}; 3: {WORDS[2]})",)),
    ),
    "dictated without a pause": (IN_A_BREATH, Reply(("it was great",), ("the homework",), ("cards",), TICKED.marks)),
    "dictated, of two numbers": (
        "number five the kids did number eight in the book",
        Reply(unsorted=("number five the kids did number eight in the book",)),
    ),
    "a postscript below an answer": (
        f"6. {TOPIC}\nPS: Could you bring the projector?",
        Reply(topics=(TOPIC,), unsorted=("PS: Could you bring the projector?",)),
    ),
    "three of four, counted anew": (
        f"1. {WIN}\n2. {TOPIC}\n3. {TRY}",
        Reply(
            unsorted=(
                f"1. {WIN} (in the letter 1: {WORDS[0]}, or Something that went well)",
                f"2. {TOPIC} (in the letter 2: {WORDS[1]}, or Something to talk about)",
                f"3. {TRY} (in the letter 3: {WORDS[2]}, or Which of your next steps are done (their numbers)?)",
            )
        ),
    ),
    "reacted by Gmail": ("👍\n\nSam Sample reacted via Gmail\n<https://www.google.com/gmail/about/?utm=x>", Reply()),
    "steps in a row": (
        "only 1, 2 next week",
        Reply(unsorted=(f"only 1, 2 next week (in the letter 1: {WORDS[0]}; 2: {WORDS[1]})",)),
    ),
    "nothing in other words": ("5. none really\n6. no idea\n8. je ne sais pas", Reply()),
    "answers above or below": (above(blank=False), Reply(unsorted=(WIN, TOPIC, "1 and 3", TRY))),
    "a heading alone": ("Success!\n\nSee you at 3", Reply(unsorted=("Success!", "See you at 3"))),
    "states and another line": ("done\nnot yet", Reply(unsorted=("done", "not yet"))),
    "sorry": ("sorry!!", Reply(unsorted=("sorry!!",))),
    "reactions": (f"Sam Sample liked your message\n\n{ON}\n{quoted()}", Reply()),
    "a tapback": ("Liked “5. Something that went well:”", Reply()),
    "a raw mail's codes": (f"5. Zo=C3=AB and =\nAna\n6. {TOPIC}", Reply(("Zoë and Ana",), (TOPIC,))),
    "a number twice": (f"5. {WIN}\n\n5. They laughed", Reply((WIN, "They laughed"))),
}  # fmt: skip


@pytest.mark.parametrize(("text", "reply"), SOME.values(), ids=SOME)
def test_what_was_said_is_understood_or_kept(text: str, reply: Reply) -> None:
    assert read_reply(read_mail(text.encode()).text, LETTER) == reply


PAGES = {
    "a hidden line": (f'<div style="display:none">Preview</div><p>5. {WIN}</p><p>6. {TOPIC}</p>', TWO),
    "a hidden paragraph that nobody closed": (f'<p style="display: none">Preview<p>5. {WIN}<p>6. {TOPIC}', TWO),
    "crossed out words": (f"<div>5. <s>An old one</s> {WIN}</div>", Reply((f"~~An old one~~ {WIN}",))),
    "a crossed out step": (
        "".join(f"<p><s>{line}</s></p>" if line.startswith("1.") else f"<p>{line}</p>" for line in TEXT.splitlines()),
        Reply(unsorted=(f"{WORDS[0]}: struck through",)),
    ),
    "a tick that is a picture": ('<div>1 <img alt="✅" src="x"></div>', Reply(marks=((1, DONE),))),
    "a list that counts anew": (
        f"<ol><li>{WIN}</li><li>{TOPIC}</li><li>1 and 3</li><li>{TRY}</li></ol>",
        Reply(
            unsorted=(
                f"1. {WIN} (in the letter 1: {WORDS[0]}, or Something that went well)",
                f"2. {TOPIC} (in the letter 2: {WORDS[1]}, or Something to talk about)",
                f"3. 1 and 3 (in the letter 3: {WORDS[2]}, or Which of your next steps are done (their numbers)?)",
                f"4. {TRY} (in the letter 4: {WORDS[3]}, or Something that you want to try)",
            )
        ),
    ),
}


@pytest.mark.parametrize(("page", "reply"), PAGES.values(), ids=PAGES)
def test_a_page_is_read_as_it_is_seen(page: str, reply: Reply) -> None:
    assert read_reply(read_mail(f"<html><body>{page}</body></html>".encode()).text, LETTER) == reply


def test_a_mail_that_is_put_into_another_one_is_read_with_its_author() -> None:
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], inner["Subject"] = "Sam Sample <sam@school.example>", "Re: Thursday"
    inner.set_content(TOP)
    outer["From"], outer["Subject"] = "Robin Example <robin@school.example>", "Fwd: Thursday"
    outer.set_content("FYI\n")
    outer.add_attachment(inner)
    reply = read_reply(read_mail(outer.as_bytes()).text, LETTER)
    assert (reply.wins, reply.topics, reply.tries, reply.marks, reply.unsorted) == (
        (WIN,), (TOPIC,), (TRY,), ALL.marks, ("FYI",),
    )  # fmt: skip


def test_a_paragraph_that_a_program_has_broken_is_one() -> None:
    head = 'From: Sam <sam@school.example>\nSubject: Re\nContent-Type: text/plain; charset="utf-8"; format=flowed\n\n'
    text = read_mail(f"{head}5. The kids explained \nwhy they laughed\n6. the drill\n-- \nSam\n".encode()).text
    assert read_reply(text, LETTER) == Reply(("The kids explained why they laughed",), ("the drill",))


MACHINES = {
    "Automatic reply: Thursday\n\nI am out of the office.\n": "away",
    "Mail Delivery Subsystem\n\nAddress not found\n": "did not arrive",
    "Undeliverable: Thursday\n\nYour message was not delivered.\n": "did not arrive",
    "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n": "appointment",
    "From: Sam <s@x.example>\nSubject: Accepted: Coaching @ Thu Nov 26\n\nSam has accepted.\n": "appointment",
    "From: Sam <s@x.example>\nSubject: Abgelehnt: Treffen\n\nSam\n": "appointment",
}


@pytest.mark.parametrize(("text", "says"), MACHINES.items())
def test_what_a_machine_says_is_told_when_it_was_pasted_too(text: str, says: str) -> None:
    with pytest.raises(NotText, match=says):
        read_mail(text.encode())
