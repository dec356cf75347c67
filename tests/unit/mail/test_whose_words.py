"""Words of a third person in a mail, a thread or a group's chat: they never become the partner's."""

import pytest

from coachlog.mail.mail_text import read_mail
from coachlog.mail.names import LetterNames, name_in
from coachlog.mail.reply import Reply, read_reply
from tests.support.replies import ALL, DONE, FROM_ROBIN, LETTER, ON, TEXT, TOP, TOPIC, WIN, between, quoted

ADDRESSES = {"robin@school.example": "Robin Example", "cool77@mail.example": "Sam Sample"}
NAMES = LetterNames(LETTER, ADDRESSES)
SAM, ROBIN = "Sam Sample", "Robin Example"
WHOSE = {
    SAM: SAM, "Sample, Sam": SAM, "sam": SAM, "Sammy": SAM, "Samantha Sample": SAM, "Ms Sample": SAM, "Sam S.": SAM,
    "Sam Sample (via Teams)": SAM, "~ Sam": SAM, "sam77@x.example": SAM, "<S.Sample@x.example>": SAM,
    "cool77@mail.example": SAM, "Kim Lee <cool77@mail.example>": SAM, "Robin Example <r@x>": ROBIN,
    "Coach Robin": ROBIN, "Kim Sample": "Kim Sample", "Sam Other": "Sam Other", "kim@x.example": "kim@x.example",
    "Kim <sam@x.example>": "Kim", "Grade 7 Team": "Grade 7 Team", "+1 555 0100": "", "": "",
    "The one who writes to me each week": "",
}  # fmt: skip
WROTE = {
    ON: "Robin Example",
    "Am Di., 24. Nov. 2026 um 15:05 Uhr schrieb Kim Lee <kim@x.example>:": "Kim Lee",
    "Am 24.11.2026 um 15:05 schrieb Kim Lee:": "Kim Lee",
    "Kim Lee <kim@x.example> schrieb am Di., 24. Nov. 2026, 15:05:": "Kim Lee",
    "El mar, 24 nov 2026 a las 15:05, Kim Lee (<k@x.example>) escribió:": "Kim Lee",
    "Le mar. 24 nov. 2026 à 15:05, Kim Lee <k@x.example> a écrit :": "Kim Lee",
    "On Tuesday, November 24, 2026 at 03:05:12 PM CST, Maria May <m@x.example> wrote:": "Maria May",
    "On 24 Nov 2026 kim.lee@x.example wrote:": "kim.lee@x.example",
    "On Tue, kim.lee@x.example wrote:": "kim.lee@x.example",
    "On Thu wrote Sam:": SAM,
}


@pytest.mark.parametrize(("who", "whose"), WHOSE.items())
def test_a_name_is_one_of_the_two_or_another_one(who: str, whose: str) -> None:
    assert NAMES.whose(who) == whose


@pytest.mark.parametrize(("sentence", "whose"), WROTE.items())
def test_a_line_above_a_quoted_mail_names_who_wrote(sentence: str, whose: str) -> None:
    assert NAMES.whose(name_in(sentence)) == whose


def messages(*said: tuple[str, str]) -> str:
    return "\n".join(f"[24.11.26, 18:0{n}:11] {who}: {words}" for n, (who, words) in enumerate(said))


TWO = Reply((WIN,), (TOPIC,))
KIM, KIM_SAID = "Kim Lee", "I can come\n1 done"
KIMS = ("Kim Lee: I can come", "Kim Lee: 1 done")
GROUPS = {
    "WhatsApp": (
        messages(
            (SAM, f"5. {WIN}"), (KIM, "I can come"), (KIM, "1 done"), (ROBIN, "great"), (SAM, f"6. {TOPIC}")
        ),
        TWO,
    ),
    "Telegram": (
        f"Sam Sample, [24 Nov 2026 at 18:02]:\n5. {WIN}\n6. {TOPIC}\n\nKim Lee, [24 Nov 2026 at 18:03]:\n{KIM_SAID}",
        TWO,
    ),
    "Teams": (
        f"[6:02 PM] Sam Sample\n5. {WIN}\n[6:03 PM] Kim Lee\nI can come\n1 done\n[6:04 PM] Sam Sample\n6. {TOPIC}",
        TWO,
    ),
    "Teams, newer": (
        f"Sam Sample\n11/24/2026 6:02 PM\n5. {WIN}\n6. {TOPIC}\nKim Lee\n11/24/2026 6:03 PM\n{KIM_SAID}\n",
        TWO,
    ),
    "Slack": (f"Sam Sample\n  6:02 PM\n5. {WIN}\n6. {TOPIC}\nKim Lee\n  6:03 PM\nI can come\n1 done\n", TWO),
    "Google Chat": (
        f"Sam Sample, Tue 6:02 PM\n5. {WIN}\n6. {TOPIC}\nKim Lee, Tue 6:03 PM\nI can come\n1 done\n",
        TWO,
    ),
    "quoted in a thread": (
        f"{TOP}\nOn Wed, Nov 25, 2026 at 8:05 AM Kim Lee <k@x.example> wrote:\n> I can come\n> 1 done\n>\n> {ON}\n"
        + quoted(quoted()),
        ALL,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "reply"), GROUPS.values(), ids=GROUPS)
def test_a_third_persons_words_in_a_group_are_theirs(text: str, reply: Reply) -> None:
    found = read_reply(text, LETTER)
    assert (found.others, found.wins, found.topics, found.tries, found.marks, found.unsorted) == (
        KIMS, reply.wins, reply.topics, reply.tries, reply.marks, (),
    )  # fmt: skip


def test_who_has_only_an_address_or_a_number_is_somebody_too() -> None:
    head = "From: kim.lee@x.example\nSent: Tuesday\nTo: sam@school.example\n\n"
    assert read_reply(f"FYI\n\n{head}1 done\n", LETTER) == Reply(
        unsorted=("FYI",), others=("kim.lee@x.example: 1 done",)
    )
    assert read_reply(f"{head.replace('kim.lee', 'ssample')}{TOP}", LETTER) == ALL
    assert read_reply("1 done", LETTER, "<kim.lee@x.example>").others == ("kim.lee@x.example: 1 done",)
    assert read_reply("1 done", LETTER, "<cool77@mail.example>", ADDRESSES).marks == ((1, DONE),)
    assert read_reply(messages((SAM, f"5. {WIN}"), ("+1 555 0100", "1 done")), LETTER).others == (
        "+1 555 0100: 1 done",
    )
    assert read_reply(messages((ROBIN, "hi"), ("+1 555 0100", "1 done")), LETTER).marks == ((1, DONE),)
    assert read_reply(messages(("Kim Lee", "1 done")), LETTER) == Reply(others=("Kim Lee: 1 done",))


@pytest.mark.parametrize("text", [f"{TEXT}\n{TOP}", between(sign="")], ids=["below", "between"])
@pytest.mark.parametrize("above", ["", TOP])
def test_what_the_writer_put_around_the_letter_is_not_the_readers(text: str, above: str) -> None:
    """A mail program quotes the letter without signs; the writer wrote a word above it, and has a signature."""
    around = f"{above}{FROM_ROBIN}\nHi Sam, please bring cake!\n\n{text}"
    author = "" if above else "Robin Example"
    assert read_reply(around, LETTER, author) == ALL
    signed = f"{TOP}\n{FROM_ROBIN}\n{TEXT}\nRobin Example\nCoach, Lincoln District\n555 0100\n"
    assert read_reply(signed, LETTER) == ALL


def test_the_writer_may_pass_on_what_the_reader_said() -> None:
    mail = read_mail(f"From: Robin Example <robin@school.example>\nSubject: Sam\n\n{TOP}".encode())
    assert read_reply(mail.text, LETTER, f"{mail.author} <{mail.sender}>", ADDRESSES) == ALL
