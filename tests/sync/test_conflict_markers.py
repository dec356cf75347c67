"""Case 18: what another program has left in two versions is named, and `coachlog doctor` brings it together."""

import subprocess
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachlog.merge.markers import find_marked, merge_marked, outside_code, without_strays
from coachlog.merge.partial_resolution import has_all
from coachlog.merge.three_way import Three
from tests.support.interrupted import MARKS, TEXT, all_text, stop, write_apart
from tests.support.two import GOAL, NOTE, Two

LESSON = "lessons/git-x2p7d.md"


def commit_marks(two: Two, *options: str) -> None:
    """Sam merges by hand and keeps what git left, marks and all."""
    write_apart(two)
    stop(two, TEXT, *options)
    two.sam.git("commit", "-qam", "merged")
    assert "<<<<<<<" in two.sam.read(NOTE)


WORDS = ("from-robin", "from-sam", "robin-success", "Sam's words", "Robin's words", "robin-lesson", "More words")


def demand_clean(two: Two, *words: str) -> None:
    for person in (two.robin, two.sam):
        text = all_text(person)
        assert [word for word in words if word not in text] == []
        assert [mark for mark in MARKS if mark in text] == []
        assert not [row for row in person("check", "--json").data if row["code"] == "merge-markers"]


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_an_entry_with_marks_is_brought_together_from_what_it_stands_on(two: Two, style: str) -> None:
    commit_marks(two, "-c", f"merge.conflictStyle={style}")
    line = two.sam.read(NOTE).splitlines().index("<<<<<<< HEAD") + 1
    checked = two.sam("check")
    assert checked.status == 1
    assert f"{NOTE}:{line}: another program left two versions here: coachlog doctor" in checked.out + checked.err
    two.sam.sync()
    two.robin.sync()
    looked = two.robin("doctor")
    assert looked.status == 0, looked
    assert f"two versions: two versions left by another program are brought together: {GOAL} and {NOTE}" in looked.out
    assert two.robin.git("status", "--porcelain") == ""
    assert two.robin.git("log", "-1", "--format=%an").strip() == "Robin"
    assert "two versions" not in two.robin("doctor").out
    two.settle()
    demand_clean(two, *WORDS)
    assert two.sam.read(GOAL).count("from-robin") == two.sam.read(GOAL).count("from-sam") == 1
    assert "1 place in two versions: coachlog settle" in two.robin("status").out


def test_it_comes_to_the_same_as_a_merge_without_marks(two: Two) -> None:
    commit_marks(two)
    theirs = two.sam.git("rev-parse", "refs/theirs").strip()
    assert two.sam("doctor").status == 0
    found = two.sam.files
    two.sam.git("reset", "-q", "--hard", "HEAD~2" if "doctor" in two.sam.git("log", "-1", "--format=%s") else "HEAD~1")
    with pytest.raises(subprocess.CalledProcessError):
        two.sam.git("merge", "--no-edit", theirs)
    two.sam("save")
    assert two.sam.files == found


def test_what_was_written_since_stays(two: Two) -> None:
    commit_marks(two)
    two.sam.add(GOAL, "- later-below")
    two.sam.change(NOTE, "# 12 November", "# 12 November, later-above")
    two.sam.sync()
    two.sam.change(NOTE, "Sam's words.", "Sam's words, later-within.")
    assert two.sam("doctor").status == 0
    two.settle()
    demand_clean(two, *(word for word in WORDS if word != "Sam's words"), "later-below", "later-above", "later-within")


def test_marks_without_a_merge_come_apart_by_themselves(two: Two) -> None:
    two.sam.add(GOAL, "<<<<<<< mine\n- a1\n=======\n- b1\n>>>>>>> yours\n- c1")
    two.sam.sync()
    assert two.sam("doctor").status == 0
    two.settle()
    demand_clean(two, "- a1\n- b1\n- c1\n")


def test_a_document_that_was_born_with_marks_loses_them(two: Two) -> None:
    two.sam.write(LESSON, "# Ratios\n\n<<<<<<< mine\n- a1\n=======\n- b1\n>>>>>>> yours\n- c1\n")
    two.sam.sync()
    assert two.sam("doctor").status == 0
    two.settle()
    demand_clean(two, "- a1\n- b1\n- c1\n")


def test_marks_within_marks_within_marks_go_with_one_doctor_or_two(two: Two) -> None:
    sides = "- within"
    for depth in range(7):
        sides = f"<<<<<<< mine\n- mine-{depth}\n{sides}\n=======\n- yours-{depth}\n>>>>>>> yours"
    two.sam.add(GOAL, sides)
    two.sam.sync()
    assert two.sam("doctor").status == 0
    words = [f"{whose}-{depth}" for whose in ("mine", "yours") for depth in range(7)]
    assert [word for word in ["within", *words] if two.sam.read(GOAL).count(word) != 1] == []
    two.sam("doctor")
    two.settle()
    demand_clean(two, "within", *words)


def test_a_lesson_on_git_is_somebodys_text(two: Two) -> None:
    lesson = "# Git\n\n```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n```\n"
    two.sam.write(LESSON, lesson)
    two.sam.sync()
    assert not [row for row in two.sam("check", "--json").data if row["code"] == "merge-markers"]
    two.sam("doctor")
    assert two.sam.read(LESSON) == lesson


def test_the_logs_settings_are_healed_though_they_say_nobodys_name(two: Two) -> None:
    two.robin.change("coachlog.yml", "title: Robin and Sam", "title: Robin & Sam")
    two.sam.change("coachlog.yml", "title: Robin and Sam", "title: Sam and Robin")
    stop(two)
    two.sam.git("commit", "-qam", "merged")
    assert "<<<<<<<" in two.sam.read("coachlog.yml")
    assert two.sam("goals").status == 1
    looked = two.sam("doctor")
    assert "two versions: two versions left by another program are brought together: coachlog.yml" in looked.out
    assert "<<<<<<<" not in two.sam.read("coachlog.yml")
    two.settle()
    assert "Robin & Sam" in two.robin.read("coachlog.yml")
    assert "Sam and Robin" in two.robin.read("coachlog.yml")


def test_where_nothing_can_be_written_it_is_told(two: Two) -> None:
    commit_marks(two)
    before = two.sam.files
    (two.sam.root / ".git" / "REVERT_HEAD").write_text(two.sam.head)
    looked = two.sam("doctor")
    assert looked.status == 1
    assert "two versions: something begun with git in this log is not finished yet" in looked.out
    assert two.sam.files == before


def test_a_file_that_is_no_document_any_more_is_kept_in_two(two: Two) -> None:
    for person, words in ((two.robin, "robin: [1"), (two.sam, "sam: [2")):
        person.change(GOAL, "status: active", words)
    stop(two)
    two.sam.git("commit", "-qam", "merged")
    two.sam("doctor")
    two.settle()
    demand_clean(two, "robin: [1", "sam: [2")
    assert len([path for path in two.sam.files if path.startswith("goals/")]) == 2


# The marks themselves


def marked(first: str, second: str, base: str | None = None, width: int = 7) -> str:
    before = f"{'|' * width} base\n{base}" if base is not None else ""
    return f"{'<' * width} HEAD\n{first}{before}{'=' * width}\n{second}{'>' * width} theirs\n"


TEXTS = st.lists(st.sampled_from(["- a\n", "- b\n", "\n", "words\n", "# h\n", "``` \n", "====\n", "<<< x\n"])).map(
    "".join
)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS, st.none() | TEXTS, st.integers(7, 9))), TEXTS)
def test_what_git_wrote_comes_apart_into_the_two_that_it_was_made_of(parts, end) -> None:
    text = "".join(around + marked(*made) for around, *made in parts) + end
    found = find_marked(text.encode())
    assert len(found) == len(parts)
    lines = text.encode().splitlines(keepends=True)
    for mark, (_, first, second, base, _) in zip(found, parts, strict=True):
        assert tuple(side.decode() for side in mark.parts(lines)) == (base or "", first, second)


@given(
    st.lists(
        st.sampled_from(
            [
                "<<<<<<< a\n",
                "||||||| b\n",
                "=======\n",
                ">>>>>>> c\n",
                "<<<<<<<< d\r\n",
                "x\n",
                "========\r\n",
                ">>>>>>>> e\r\n",
            ]
        ),
        max_size=30,
    )
)
@example(["<<<<<<< a\n", ">>>>>>> c\n", "=======\n", "x\n", ">>>>>>> c\n", ">>>>>>>> e\r\n"])
def test_marks_in_any_order_lose_no_word_and_never_raise(lines) -> None:
    content = "".join(lines).encode()
    found = find_marked(content)
    assert all(one.start < (one.base or one.middle) <= one.middle < one.end for one in found)
    assert all(one.end < other.start for one, other in pairwise(found))
    old = {n for one in found if one.base for n in range(one.base, one.middle)}
    had = [line for n, line in enumerate(content.splitlines()) if n not in old]
    result = merge_marked(content, "x.md", outside_code(content, found))
    # A line under a quotation's marks may get these before it.
    assert b"x" not in had or b"x" in b"".join((result.content or b"", *result.others)).split()


def test_marks_within_marks_are_part_of_their_side() -> None:
    inner = marked("- a\n", "- b\n")
    text = marked(inner, "- c\n").encode()
    (one,) = find_marked(text)
    assert one.parts(text.splitlines(keepends=True)).older == inner.encode()


def test_marks_as_windows_writes_them_and_marks_that_are_none() -> None:
    assert len(find_marked(marked("a\n", "b\n").replace("\n", "\r\n").encode())) == 1
    for text in (
        "<<<<<<<\na\n=======\nb\n>>>>>>>\n",
        " <<<<<<< a\n=======\n>>>>>>> b\n",
        "Title\n=======\n",
        "<<<<<<< a\n",
    ):
        assert find_marked(text.encode()) == []
    assert find_marked(None) == []


def test_so_many_marks_that_nobody_wrote_them_are_left_alone_at_once() -> None:
    assert find_marked(b"<<<<<<< a\n" * 100_000) == []


def test_a_heading_underlined_is_no_stray_mark() -> None:
    assert without_strays(b"Title\n=======\n<<<<<<< a\n", [b"<<<<<<< a\n"]) == b"Title\n=======\n<<<<<<< a\n"
    assert without_strays(b"Title\n=======\n>>>>>>> a\n", []) == b"Title\n"
    assert without_strays(b"Title\n=======\n>>>>>>> a\n", [b"Title\n=======\n"]) == b"Title\n=======\n"


def test_whoever_left_nothing_out_has_all() -> None:
    base, ours, theirs = b"# T\n\n- one\n", b"# T\n\n- one\n- ours\n", b"# T\n\n- one\n- theirs\n"
    sides = Three(base, ours, theirs)
    assert has_all("x.md", sides, b"# T\n\n- theirs\n- one\n- ours\n")
    assert has_all("x.txt", sides, b"- ours\n- theirs\n")
    assert not has_all("x.md", sides, ours)
    assert not has_all("x.txt", sides, ours)
    assert not has_all("x.md", sides, b"\xff")
    assert not has_all("x.md", sides, b"x" * 600_000)


def test_what_is_no_text_is_looked_at_whole() -> None:
    content = b"\xff\n" + marked("a\n", "b\n").encode()
    assert outside_code(content, find_marked(content)) == find_marked(content)


def test_a_second_line_before_what_was_there_is_part_of_what_was_there() -> None:
    before = b"- old\n||||||| before\n- older\n"
    content = b"<<<<<<< mine\n- a1\n||||||| before\n" + before + b"=======\n- b1\n>>>>>>> yours\n- c1\n"
    (marked,) = find_marked(content)
    assert marked.parts(content.splitlines(keepends=True)) == Three(before, b"- a1\n", b"- b1\n")
    assert merge_marked(content, GOAL, [marked]).content == b"- a1\n- b1\n- c1\n"
