"""Whatever the merge keeps twice, `settle` finds in the text, and either choice leaves the words that were chosen."""

from contextlib import suppress

from hypothesis import example, given, settings
from hypothesis import strategies as st

from coachlog.errors import CoachlogError
from coachlog.merge import merge_files
from coachlog.model.conflict import Choice, Conflict, Form
from coachlog.model.resolve_conflict import choose_value, choose_words, find_values, locate
from tests.support.figures import times

WORDS = st.sampled_from(
    ["they", "asked", "for", "rulers", "today", "and", "nobody", "came", "we", "drew", "kim", "saw", "late"]
)
PHRASE = st.lists(WORDS, min_size=2, max_size=7).map(" ".join)
SENTENCE = st.tuples(PHRASE, st.sampled_from(".?!")).map("".join)
LINE = st.one_of(
    st.lists(SENTENCE, min_size=1, max_size=3).map(" ".join),
    PHRASE.map("- {}".format),
    PHRASE.map("  - {}".format),
    PHRASE.map("1. {}".format),
    PHRASE.map("- [ ] @mentee {} ^a1b2c".format),
    PHRASE.map("> {}".format),
    PHRASE.map("**{}**".format),
    PHRASE.map("<!-- {} -->".format),
    PHRASE.map("| {} | kim |".format),
    st.tuples(PHRASE, PHRASE).map("{0[0]}  \n{0[1]}".format),
    st.tuples(SENTENCE, SENTENCE).map("{0[0]}\n{0[1]}".format),
    st.sampled_from(["", "", "## Notes", "## Check-in", "| a | b |\n|---|---|"]),
)
CONTACT = st.one_of(
    PHRASE.map("  - {{date: 2026-11-10, minutes: 5, text: {}}}\n".format),
    PHRASE.map("  - date: 2026-11-10\n    minutes: 5\n    text: {}\n".format),
)
CONTACTS = st.lists(CONTACT, min_size=1, max_size=3).map(lambda contacts: "contacts:\n" + "".join(contacts))
FRONT = st.tuples(WORDS.map("mood: {}\n".format), st.one_of(st.just(""), CONTACTS)).map(
    lambda keys: f"---\ntype: meeting\n{''.join(keys)}---\n\n"
)
NOTE = st.tuples(FRONT, st.lists(LINE, min_size=1, max_size=8).map("\n".join)).map(lambda parts: "".join(parts) + "\n")
_LEADS = {"", "-", "1.", ">", "[", "]", "[ ]", "@mentee", "|", "<!--", "-->", "{date:", "text:", "date:", "minutes:"}


@st.composite
def reworded(draw: st.DrawFn, text: str, side: str) -> str:
    """The text with a few words that this side alone has, in place of others or beside them."""
    lines = text.split("\n")
    for number in range(draw(st.integers(1, 3))):
        at = draw(st.integers(3, len(lines) - 1))
        words = lines[at].split(" ")
        places = [i for i, word in enumerate(words) if word not in _LEADS and word.strip("|-.?!*}^").isalpha()]
        if not places or lines[at].startswith("#"):
            continue
        place = draw(st.sampled_from(places))
        word = words[place].strip(".?!*}")
        kept = "" if draw(st.booleans()) else f"{word} "
        words[place] = words[place].replace(word, f"{kept}{side}{number}", 1)
        lines[at] = " ".join(words)
    return "\n".join(lines)


@st.composite
def clashes(draw: st.DrawFn) -> tuple[str, str, str]:
    base = draw(NOTE)
    return base, draw(reworded(base, "robin")), draw(reworded(base, "sam"))


def standing(conflict: Conflict, text: str, values: list[Conflict]) -> Conflict | None:
    """The conflict as `settle` lists it."""
    of_it = (one for one in values if (one.where, one.first.text) == (conflict.where, conflict.first.text))
    return locate(conflict, text) or next(of_it, None)


@given(clashes())
@settings(max_examples=times(60, 10_000), deadline=2000)
@example(("Kim saw  \nthey drew it\n", "Kim saw  \nrobin drew it\n", "Kim saw  \nthey drew sam\n"))
@example(
    (
        "---\ncontacts:\n  - {date: 2026-11-10, text: a b}\n---\n",
        "---\ncontacts:\n  - {date: 2026-11-10, text: a robin}\n---\n",
        "---\ncontacts:\n  - {date: 2026-11-10, text: sam b}\n---\n",
    )
)
def test_what_is_kept_twice_is_listed_and_settled(texts: tuple[str, str, str]) -> None:
    merged = merge_files(*(text.encode() for text in texts), "meetings/x.md")
    text = merged.content.decode()
    values = list(find_values("meetings/x.md", text, merged.conflicts))
    assert all(one.second.text for one in values)
    for conflict in merged.conflicts if not merged.whole else ():
        if not (conflict.first.text and conflict.second.text):
            continue  # one side deleted it: what stays stands once
        one = standing(conflict, text, values)
        assert one, conflict
        for choice, version in ((Choice.FIRST, one.first), (Choice.SECOND, one.second)):
            with suppress(CoachlogError):  # this one is settled by hand, and says so
                chosen = (choose_words if one.form is Form.WORDS else choose_value)(one, choice, text)
                assert all(word in chosen for word in version.text.split() if word.isalnum())
