"""Laws that hold for any three texts."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachlog.markdown.document import Unreadable, parse_document
from coachlog.merge import Merged, merge_files
from coachlog.merge.audit import find_loss
from coachlog.merge.three_way import Three
from tests.support.figures import times

pytestmark = pytest.mark.no_cover  # asked this often, measuring doubles the time; other tests are measured
# Of the same faults as in test_merge_histories.py a law caught what it can catch by the 7th example.
OFTEN = settings(max_examples=times(40, 10_000), deadline=2000)
WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"])
PHRASE = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
LINE = st.one_of(
    PHRASE,
    PHRASE.map("{}.".format),
    PHRASE.map("- {}".format),
    PHRASE.map("  - {}".format),
    PHRASE.map("- [ ] {}".format),
    st.tuples(PHRASE, st.sampled_from("abc")).map(lambda pair: f"- [x] {pair[0]} ^{pair[1]}"),
    PHRASE.map("## {}".format),
    PHRASE.map("> {}".format),
    PHRASE.map("| {} | x |".format),
    PHRASE.map("<!-- {} -->".format),
    st.sampled_from(["", "", "```", "---", "===", "|---|---|", "<!--", "    code", "1. one", ">", "\ufeff", "[a]: b"]),
    st.sampled_from(["<<<<<<< ours", "=======", ">>>>>>> theirs", "<!-- coachlog: x a1b2c3 -->", "<!-- /coachlog -->"]),
)
ENDING = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"])
BODY = st.lists(st.tuples(LINE, ENDING).map("".join), max_size=14).map("".join)
KEY = st.tuples(
    st.sampled_from("abcd"), st.one_of(WORDS, st.sampled_from(["[x, y]", "[z]", "", "\n  k: v", "\n  - m"]))
)
FRONT = st.lists(KEY, max_size=4).map(lambda keys: "".join(f"{key}: {value}\n" for key, value in dict(keys).items()))
TEXT = st.one_of(BODY, st.tuples(FRONT, BODY).map(lambda both: f"---\n{both[0]}---\n{both[1]}"))


@st.composite
def edited(draw: st.DrawFn, text: str) -> str:
    """The text with a few lines taken away, put in or put elsewhere."""
    lines = text.splitlines(keepends=True)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(lines)))
        if draw(st.booleans()):
            lines.insert(at, draw(LINE) + "\n")
        elif at < len(lines):
            line = lines.pop(at)
            if draw(st.booleans()):
                lines.insert(draw(st.integers(0, len(lines))), line)
    return "".join(lines)


@st.composite
def three_texts(draw: st.DrawFn) -> Three[str]:
    base = draw(TEXT)
    if draw(st.booleans()):
        return Three(base, draw(edited(base)), draw(edited(base)))
    return Three(base, draw(TEXT), draw(TEXT))


def merge(texts: Three[str], path: str = "x.md") -> Merged:
    return merge_files(*texts.map(str.encode), path)


def is_settled(texts: Three[str]) -> bool:
    """Whether the laws of identity say what comes out."""
    return texts.older == texts.newer or texts.base in (texts.older, texts.newer)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@given(TEXT, TEXT)
@OFTEN
def test_what_one_side_alone_changed_is_taken_byte_for_byte(base: str, side: str) -> None:
    one, other = base.encode(), side.encode()
    assert merge_files(one, one, other).content == other
    assert merge_files(one, other, one).content == other
    assert merge_files(one, other, other).content == other
    assert merge_files(None, other, other).content == other


@given(three_texts())
@OFTEN
def test_nothing_is_lost_in_either_order(texts: Three[str]) -> None:
    one, other = merge(texts), merge(Three(texts.base, texts.newer, texts.older))
    if one.whole:
        assert one.content == texts.newer.encode()
    if one.whole or other.whole or is_settled(texts):  # an open fence may stand last, but not first
        return
    text = one.content.decode()
    for side in (texts.older, texts.newer):
        assert set(words(side)) - set(words(texts.base)) <= set(words(text))
    assert not find_loss(texts, text)
    assert set(words(text)) == set(words(other.content.decode()))


@given(three_texts())
@OFTEN
def test_merging_again_changes_nothing(texts: Three[str]) -> None:
    merged = merge(texts).content
    base, older, newer = texts.map(str.encode)
    assert merge_files(base, merged, merged).content == merged
    assert merge_files(older, older, merged).content == merged
    assert merge_files(newer, merged, newer).content == merged


@given(three_texts())
@OFTEN
def test_front_matter_still_reads(texts: Three[str]) -> None:
    merged = merge(texts)
    if merged.whole or is_settled(texts):
        return
    front = parse_document(merged.content.decode()).front
    assert front is None or not front.repeated or any(_repeats(text) for text in texts)


def _repeats(text: str) -> bool:
    try:
        front = parse_document(text).front
    except Unreadable:
        return False
    return bool(front and front.repeated)


@given(st.one_of(st.none(), st.binary()), st.binary(), st.binary(), st.sampled_from(["x.md", "x.yml", "x.png", ""]))
def test_no_bytes_raise(base: bytes | None, older: bytes, newer: bytes, path: str) -> None:
    merge_files(base, older, newer, path)


@given(three_texts(), st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=2)), max_size=3))
@OFTEN
def test_no_damaged_bytes_raise(texts: Three[str], damage: list[tuple[int, bytes]]) -> None:
    older = texts.older.encode()
    for at, new in damage:
        older = older[:at] + new + older[at + 1 :]
    for path in ("x.md", "x.yml"):
        merge_files(texts.base.encode(), older, texts.newer.encode(), path)


@given(FRONT, FRONT, FRONT)
@OFTEN
def test_yaml_keeps_the_values_of_both(base: str, older: str, newer: str) -> None:
    merged = merge(Three(base, older, newer), "coachlog.yml")
    assert not merged.whole
    have = set(words(merged.content.decode()))
    for side in (older, newer):
        assert set(words(side)) - set(words(base)) <= have
