"""Answers as mail programs, chats, phones, firms and people in a hurry leave them: each has the same four answers."""

import pytest

from coachlog.mail.mail_text import read_mail
from coachlog.mail.reply import Reply, read_reply
from coachlog.mail.unclear_words import without_meaning
from tests.support.replies import (
    ALL,
    DONE,
    FROM_ROBIN,
    FROM_SAM,
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
    chat,
    numbered,
    quoted,
)


def below(sign: str) -> str:
    return f"{TOP}\n{sign}\n\n{ON}\n{quoted()}"


def behind(answers: dict[str, str]) -> str:
    text = quoted()
    for question, words in answers.items():
        assert question in text
        text = text.replace(question, f"{question} {words}")
    return text


PROGRAMS = {
    "Gmail on Android": f"{TOP}\nOn Tue, 24 Nov 2026, 15:05 Robin Example, <robin@school.example>\nwrote:\n\n{quoted()}",  # noqa: E501 - a mail's own lines
    "a narrow blank": f"{TOP}\n\u202fOn Nov 24, 2026, at 3:05\u202fPM, Robin Example <r@x.example> wrote:\n\n{quoted()}",  # noqa: E501 - a mail's own lines
    "Outlook, French": f"{TOP}\nDe : Robin Example\nEnvoyé : mardi 24 novembre 2026 15:05\nÀ : Sam\nObjet : Jeudi\n\n{TEXT}",  # noqa: E501 - a mail's own lines
    "Outlook, bold heads": f"{TOP}\n*From:* Robin Example\n*Sent:* Tuesday\n*To:* Sam\n*Importance:* High\n\n{TEXT}",
    "answers in red": f"Hi Robin, see my answers in red below.\n\n{FROM_ROBIN}\n{between(sign='')}",
    "answers in bold": f"My answers are below in bold.\n\n{between(before='*', behind='*')}",
    "Yahoo": f"{TOP}\n    On Tuesday, November 24, 2026 at 03:05:12 PM CST, Robin <r@x.example> wrote:  \n \n{TEXT}",
    "Yahoo's app": f"{TOP}\nYahoo Mail: Search, Organize, Conquer\n\n  {ON}   {TEXT}",
    "GMX": f'{TOP}\nGesendet: Dienstag, 24. November 2026 um 15:05 Uhr\nVon: "Robin Example" <r@x.example>\nAn: Sam\n{TEXT}',  # noqa: E501 - a mail's own lines
    "Proton": f"{TOP}\nSent with [Proton Mail](https://proton.me/) secure email.\n\n{ON}\n\n{quoted()}",
    "a label before each": between(sign="", before="[Sam] "),
    "a name before each": between(before="Sam: "),
    "an arrow before each": between(sign="", before="--> "),
    "another arrow": between(before="→ "),
    "quote signs before each": between(sign="", before=">> "),
    "a letter before each": between(before="A: "),
    "a word before each": between(sign="", before="Answer: "),
    "a German word before each": between(before="Antwort: "),
    "quoted twice": between(sign="> > "),
    "all quoted once more": quoted(between()),
    "an answer broken with its question": between().replace(" done (their numbers)?", " done (their\n> numbers)?"),
    "a step broken without quotes": between(sign="").replace(" (by Thursday", "\n(by Thursday"),
    "other numbers, the questions' words": f"1. Something that went well: {WIN}\n2. Something to talk about: {TOPIC}\n"
    f"3. Which of your next steps are done (their numbers)? 1 and 3\n4. Something that you want to try: {TRY}",
    "keycaps": numbered("{}\ufe0f\u20e3 "),
    "No. 5": numbered("No. {}: "),
    "Question 5": numbered("Question {}: "),
    "Zu 5": numbered("Zu {}: "),
    "ad 5)": numbered("ad {}) "),
    "A la 5": numbered("A la {}: "),
    "Q5": numbered("Q{}: "),
    "bold numbers": numbered("**{}.** "),
    "wide digits": TOP.translate({ord(digit): 0xFF10 + int(digit) for digit in "5678"}).replace(". ", "．"),
    "one line": TOP.replace("\n", " ").replace("5. ", "5) ").replace(" 6. ", " 6) ").replace(" 7. ", " 7) ").replace(
        " 8. ", " 8) "
    ),
    "WhatsApp on an iPhone": chat("\u200e[24.11.26, 18:02:1{}] Sam Sample: "),
    "WhatsApp on Android": chat("24.11.26, 18:0{} - Sam Sample: "),
    "WhatsApp, American": chat("11/24/26, 6:0{} PM - Sam Sample: "),
    "WhatsApp with the letter": f"[24.11.26, 15:05:00] Robin Example: {TEXT}\n[24.11.26, 18:02:11] Sam Sample: {TOP}",
    "WhatsApp with a word of Robin's": f"[24.11.26, 15:05:00] Robin Example: hey!\n[24.11.26, 18:02:11] Sam: {TOP}",
    "Signal": f"Sam\n{TOP}18:02",
    "Telegram": f"Sam Sample, [24 Nov 2026 at 18:02:11]:\n{TOP}",
    "Teams": f"[6:02 PM] Sam Sample\n{TOP}",
    "Teams, newer": f"Sam Sample\n11/24/2026 6:02 PM\n{TOP}",
    "Slack": f"Sam Sample\n  6:02 PM\n{TOP}",
    "Messages": f"Text Message\nToday 6:02 PM\n{TOP}Delivered",
    "Google Chat": f"Sam Sample, Tue 6:02 PM\n{TOP}",
    "a signature without dashes": below("Best regards,\n\nSam Sample\nMathematics | Lincoln School\nTel. +1 555 0100"),
    "a German signature": below("Mit freundlichen Grüßen\n\nSam Sample\nGymnasium am See\nSeestr. 1, 10115 Berlin"),
    "a notice": below("CONFIDENTIALITY NOTICE: This is for the intended recipient alone. Please do not read it."),
    "a German notice": below("Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der Adressat sind, löschen."),  # noqa: E501 - a mail's own lines
    "paper": below("Please consider the environment before printing this email."),
    "a warning above": f"CAUTION: This email originated from outside of the organization. Do not click.\n\n{below('')}",
    "a short warning above": f"[EXTERNAL EMAIL]\n\n{below('')}",
    "a list's footer": f"{below('')}\n\n_______________\nCoaches mailing list -- coaches@lists.example\n"
    "To unsubscribe send an email to coaches-leave@lists.example\n",
    "two answers, the second on top": f"8. {TRY}\n\nOn Wed, Nov 25, 2026 at 8:05 AM Sam Sample <s@x.example> wrote:\n"
    + quoted(f"5. {WIN}\n6. {TOPIC}\n7. 1 and 3\n\n{ON}\n{quoted()}"),
    "Robin answered in between": f"8. {TRY}\n\nOn Wed, Nov 25, 2026 at 8:05 AM Robin Example <r@x.example> wrote:\n"
    + quoted(f"Tell me more about 5.\n\nOn Wed, Nov 25, 2026 at 7:05 AM Sam <s@x.example> wrote:\n{quoted(below(''))}"),
    "forwarded, Gmail": f"---------- Forwarded message ---------\n{FROM_SAM}\n\n{below('')}",
    "forwarded, Apple": f"\nBegin forwarded message:\n\n{quoted(FROM_SAM + below(''))}",
    "forwarded, Thunderbird": "-------- Weitergeleitete Nachricht --------\nBetreff: \tRe: Donnerstag\nDatum: \tWed\n"
    f"Von: \tSam Sample <s@x.example>\nAn: \tRobin Example\n\n\n{below('')}",
    "an older letter and its answer below": f"{TOP}\n{FROM_ROBIN}\n{TEXT}\n{FROM_SAM}\n5. an old win\n\n"
    f"{FROM_ROBIN}\n{TEXT.replace('k3f9x', 'zzzzz')}",
} | {
    f"signed {sign}": below(sign)
    for sign in (
        "Von meinem Samsung Galaxy Smartphone gesendet.", "Enviado desde mi iPhone", "Envoyé de mon iPhone", "Inviato da iPhone",  # noqa: E501 - a mail's own lines
        "Enviado do meu iPhone", "Verstuurd vanaf mijn iPhone", "Wysłane z iPhone'a", "Skickat från min iPhone",
        "Sendt fra min iPhone", "Lähetetty iPhonesta", "iPhone'umdan gönderildi", "Odesláno z iPhonu", "Отправлено с iPhone",  # noqa: E501 - a mail's own lines
        "iPhoneから送信", "发自我的iPhone", "Holen Sie sich Outlook für iOS", "Obtener Outlook para Android",
        "Télécharger Outlook pour iOS", "Sent from my mobile, please excuse typos", "Thanks, Robin!", "Ok, thanks!",
    )
}  # fmt: skip


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_the_four_answers_are_found_and_nothing_else(text: str) -> None:
    assert read_reply(text, LETTER) == ALL


# What looks like a number, a chat, a farewell or a signature, and is somebody's answer.
KEPT = (
    "Sent by mail: the rubric to Ana", "Sent from the office: 3 letters", "I found out how to unsubscribe from Canva",
    "Gesendet wurde noch nichts", "did 2 lessons", "All but 2 kids came", "two are done", "2 are done", "no 3", "15:30",
    "Thanks to Ana we have a room", "Ok, but the room is locked", "See you, but upstairs", "on Monday Ana wrote a poem",
    "Ana wrote: I like it", "from: Ana", "First I did 2", "3:30 is better", "Regards from Ana, she likes it", "2.5 hours",  # noqa: E501 - a mail's own lines
    "2 of 4 done", "Sounds good!", "hey robin first one is done the others I will do tomorrow", "3-1", "<details>",
)  # fmt: skip


@pytest.mark.parametrize("words", KEPT)
def test_words_that_look_like_something_else_are_kept(words: str) -> None:
    (alone,) = read_reply(f"{words}\n\n{quoted()}", LETTER).unsorted
    assert without_meaning(alone) == words
    (below,) = read_reply(between({7: words}), LETTER).unsorted
    assert below.startswith(f"Which of your next steps are done (their numbers)? {words}")
    assert without_meaning(below) == words


SMALL = {
    "steps in one line": ("1 done, 2 not yet (tomorrow!!)", Reply((), (), (), ((1, DONE), (2, OPEN)), (f"{WORDS[1]}: tomorrow!!",))),  # noqa: E501 - a mail's own lines
    "a no in one breath": ("1 done, 2 did not get to it", Reply((), (), (), ((1, DONE), (2, OPEN)), (f"{WORDS[1]}: did not get to it",))),  # noqa: E501 - a mail's own lines
    "two in one breath": ("1 noch nicht dazu gekommen, 3 erledigt", Reply((), (), (), ((1, OPEN), (3, DONE)), (f"{WORDS[0]}: noch nicht dazu gekommen",))),  # noqa: E501 - a mail's own lines
    "one step, in a sentence": ("sorry, 3 is NOT done yet, Kim was sick!", Reply((), (), (), ((3, OPEN),), (f"{WORDS[2]}: sorry, 3 is NOT done yet, Kim was sick!",))),  # noqa: E501 - a mail's own lines
    **{
        f"almost: {words}": (
            between({7: words}),
            Reply(unsorted=(f"Which of your next steps are done (their numbers)? {words} (in the letter {legend})",)),
        )
        for words, legend in {
            "1, 3 and 2 almost": f"1: {WORDS[0]}; 3: {WORDS[2]}; 2: {WORDS[1]}",
            "1 und 2 fast fertig": f"1: {WORDS[0]}; 2: {WORDS[1]}",
            "2, 4 half done": f"2: {WORDS[1]}; 4: {WORDS[3]}",
        }.items()
    },
    "is not": ("Steps 1 through 3 are done. Step 4 is not.", Reply(marks=((1, DONE), (2, DONE), (3, DONE), (4, OPEN)))),
    "said again with other signs": (f"5. {WIN}\n5. {WIN.upper()}!\n\n5. {WIN} :)", Reply((WIN,))),
    "two numbers": ("2 und 4", Reply(marks=((2, DONE), (4, DONE)))),
    "one number": ("1", Reply(marks=((1, DONE),))),
    "numbers below each other": (between({7: "2.\n4."}), Reply(marks=((2, DONE), (4, DONE)))),
    "signs below each other": (between({7: "1: ✅\n2: ❌\n3: ✅"}), Reply(marks=((1, DONE), (2, OPEN), (3, DONE)))),
    "all of them": ("Alle erledigt", Reply(marks=tuple((number, DONE) for number in (1, 2, 3, 4)))),
    "none": (between({7: "None of these yet."}), Reply()),
    "a number before a count": ("5. 3 kids laughed\n7:1,3", Reply(("3 kids laughed",), marks=((1, DONE), (3, DONE)))),
    "a number at a sentence's end": ("5. best in period 6. They did", Reply(("best in period 6. They did",))),
    "a thumb": (f"👍\n\n{ON}\n{quoted()}", Reply()),
    "a reaction": (f"Sam Sample reacted via Gmail 👍\n\n{ON}\n{quoted()}", Reply()),
    "a word in front of a forwarded mail": (f"FYI\n\n{FROM_SAM}\n{TOP}", Reply((WIN,), (TOPIC,), (TRY,), ALL.marks, ("FYI",))),  # noqa: E501 - a mail's own lines
    "words of Robin's in a chat": (
        f"[24.11.26, 18:02:11] Sam Sample: 5. {WIN}\n[24.11.26, 18:02:40] Robin Example: great!!", Reply((WIN,))
    ),
    "a message of its own in a chat": (
        f"[24.11.26, 18:02:11] Sam Sample: 5. {WIN}\n[24.11.26, 18:02:40] Sam Sample: see you at 3",
        Reply((WIN,), unsorted=("see you at 3",)),
    ),
    "a sentence behind its question": (
        behind({"went well:": "They said yes.", "talk about:": "Where do we meet?", "to try:": "(silence)"}),
        Reply(("They said yes.",), ("Where do we meet?",), ("(silence)",)),
    ),
    "quotes behind their question": (
        behind({"went well:": '"Why?" asked Ana!', "talk about:": "...the trip..."}),
        Reply(('"Why?" asked Ana!',), ("...the trip...",)),
    ),
    "headings": (
        "5. # Check-in\n6. ## Check-in\n8. ## Next steps\n- [x] @mentor other\n\n## Check-in",
        Reply(("# Check-in",), ("## Check-in",), ("## Next steps", "@mentor other"), (), ("## Check-in",)),
    ),
    "a front matter": (f"---\ntype: meeting\n---\n5. {WIN}", Reply((WIN,), unsorted=("type: meeting",))),
    "a postscript": (f"5. {WIN}\n\nThanks,\nSam\nP.S. The copier is broken.", Reply((WIN,), unsorted=("P.S. The copier is broken.",))),  # noqa: E501 - a mail's own lines
}  # fmt: skip


@pytest.mark.parametrize(("text", "reply"), SMALL.values(), ids=SMALL)
def test_an_answer_says_what_a_person_would_understand(text: str, reply: Reply) -> None:
    assert read_reply(read_mail(text.encode()).text, LETTER) == reply
