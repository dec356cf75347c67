"""Names and kinds of files that a partner's log may hold: what can't be a file is never written, the rest is kept."""

import os
from pathlib import Path

import pytest

from coachlog.git.commits import TreeEntry, blob_id
from coachlog.model.portable_names import NameAllocator, folded, is_portable, second_name
from coachlog.sync.merge_trees import TreeMerge, merge_trees
from tests.support.trees import leaf, plant
from tests.support.two import GOAL, Someone, Two, bare, begin, clone
from tests.support.world import Run, git


@pytest.mark.parametrize("link", ["/etc/passwd", "../../outside", "."])
def test_38_a_link_is_never_written_or_followed(link: str, two: Two, tmp_path: Path, run: Run) -> None:
    plant(two.sam, two.place, ("120000", "evil.md", link.encode()))
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.robin.sync()
    assert not os.path.lexists(two.robin.root / "evil.md")
    kim = clone(two.place, tmp_path / "kim", run)
    assert not os.path.lexists(kim.root / "evil.md")
    for person in (two.sam, two.robin, kim):
        person.sync()
        assert person.git("status", "--porcelain") == ""
    assert "evil.md" in two.sam.git("ls-tree", "--name-only", "HEAD")


def test_34_a_repository_within_is_left_alone(two: Two) -> None:
    plant(two.sam, two.place, ("160000", "inner", b""))
    two.settle()
    assert not (two.robin.root / "inner").exists()
    two.robin.add(GOAL, "- 2026-11-10: from robin")
    two.settle()


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    "name", ["CON.md", "a:b.md", "a\\b.md", "dot.", "space ", "x\x1b[31m.md", "line\nbreak.md", "Aux"]
)
def test_27_a_name_that_some_computers_cannot_hold_is_changed_for_all(name: str, two: Two) -> None:
    plant(two.sam, two.place, ("100644", name, b"words in a strange file\n"))
    renamed = two.robin.sync("--json").data["renamed"]
    assert [found["from"] for found in renamed] == [name]
    two.settle()
    assert name not in two.robin.files
    assert two.robin.files[renamed[0]["to"]] == b"words in a strange file\n"
    assert is_portable(renamed[0]["to"])


@pytest.mark.parametrize("name", [".git", ".GIT", "..", "git~1"])
def test_39_a_name_that_reaches_outside_or_into_the_history_is_refused_whole(name: str, two: Two) -> None:
    before = two.robin.head
    plant(two.sam, two.place, ("100644", name, b"evil"))
    refused = two.robin("sync")
    if name == "git~1" and refused.status == 0:  # older gits know this one on Windows only
        assert name not in two.robin.files
        return
    assert refused.status == 3
    assert "nothing of it was taken" in refused.err
    assert two.robin.head == before


def test_who_joins_gets_names_that_their_computer_can_hold(two: Two, tmp_path: Path, run: Run) -> None:
    plant(two.sam, two.place, ("100644", "NUL.md", b"words\n"), ("100755", "run.sh", b"echo\n"))
    kim = clone(two.place, tmp_path / "kim", run)
    assert "NUL.md" not in kim.files
    assert b"words\n" in kim.files.values()
    assert not os.access(kim.root / "run.sh", os.X_OK)
    assert kim.git("status", "--porcelain") == ""
    for person in (kim, two.robin, two.sam):
        person.sync()
    two.demand_alike()
    assert kim.files == two.sam.files


def test_47_what_a_partner_says_of_files_has_no_effect(two: Two) -> None:
    two.sam.write(".gitattributes", "* filter=evil text eol=crlf working-tree-encoding=UTF-16 merge=union\n")
    two.sam.add(GOAL, "- 2026-11-10: from sam")
    two.settle()
    assert b"\r" not in two.robin.files[GOAL]
    assert "from sam" in two.robin.read(GOAL)


def test_24_a_file_that_is_no_text_is_kept_in_both_versions(two: Two) -> None:
    for person, words in ((two.robin, b"\xff robin"), (two.sam, b"\xfe sam")):
        person.write(GOAL, words)
    two.robin.sync()
    (whole,) = two.sam.sync("--json").data["kept_whole"]
    two.settle()
    assert {two.robin.files[GOAL], two.robin.files[whole["other"]]} == {b"\xff robin", b"\xfe sam"}


# The names themselves


def test_a_second_name_is_the_same_on_every_computer() -> None:
    assert second_name("goals/a.md", "abcdef0123") == "goals/a-2-abcdef0.md"
    assert second_name(".gitignore", "abcdef0123") == ".gitignore-2-abcdef0"
    assert len(second_name("x" * 300 + ".md", "abcdef0123").encode()) < 220


def test_names_are_told_apart_as_a_disk_without_capitals_would() -> None:
    assert folded("CAFE\u0301.md") == folded("caf\u00e9.md")
    book = NameAllocator(["Plan.md", "plan.md", "goals/a.md", "goals", "x"])
    assert book.name_for("plan.md", "1234567") == "plan-2-1234567.md"
    assert book.name_for("Plan.md", "1234567") == "Plan.md"
    assert book.name_for("goals", "1234567") == "goals-2-1234567"
    assert book.name_for("x", "1234567") == "x"
    again = NameAllocator(["con.md", "_con-2-1234567.md"])
    assert again.name_for("con.md", "1234567") == "_con-2-1234567-2-1234567.md"


def joined(
    older: dict[str, tuple[TreeEntry | None, TreeEntry | None]],
    newer: dict[str, tuple[TreeEntry | None, TreeEntry | None]],
    *texts: bytes,
) -> TreeMerge:
    blobs = {blob_id(text): text for text in texts}
    return merge_trees(older, newer, lambda leaves: {found.id: blobs[found.id] for found in leaves}, dict)


VISIT = "visits/2026-12-09-visit.md"
_VISIT = "---\ntype: visit\ndate: 2026-12-09\nvisitor: {}\nwhose: {}\n{}---\n\n# Visit of 9 December\n\n{}\n"
_TITLED = "---\ntype: lesson\n---\n\n# {}\n"
_PEER = "---\ntype: feedback\ndate: 2026-12-09\nfrom: {}\n---\n\n# Feedback\n"
_PAGE = "---\ntype: reflection\nlog: {}\n---\n\n# Reflection\n\n{}\n"


@pytest.mark.parametrize(
    ("path", "one", "other", "two_things"),
    [
        (VISIT, _VISIT.format("mentor", "mentee", "", "one"), _VISIT.format("mentee", "mentor", "", "two"), True),
        (VISIT, _VISIT.format("mentor", "Kim", "", "one"), _VISIT.format("mentor", "Lee", "", "two"), True),
        (
            *(VISIT, _VISIT.format("mentor", "Kim", "class: grade 7\n", "one")),
            *(_VISIT.format("mentor", "Kim", "class: grade 8\n", "two"), True),
        ),
        (
            *(VISIT, _VISIT.format("both", "Kim", "class: grade 7\n", "one")),
            *(_VISIT.format("both", "kim", "class: 7th grade\n", "two"), False),
        ),
        ("lessons/fractions.md", _TITLED.format("Halves"), _TITLED.format("Thirds"), True),
        ("lessons/fractions.md", _TITLED.format("Halves"), _TITLED.format("Halves\n\nmore"), False),
        ("feedback/kim.md", _PEER.format("Kim"), _PEER.format("Lee"), True),
        ("reflections/us-2026-fall.md", _PAGE.format("abc", "one"), _PAGE.format("xyz", "two"), True),
        ("meetings/2026-12-10.md", _TITLED.format("One"), _TITLED.format("Two"), False),
        ("notes/2026-12-10.md", _TITLED.format("One"), _TITLED.format("Two"), False),
    ],
)
def test_two_documents_that_got_one_name_stay_two_if_they_are_of_two_things(
    path: str, one: str, other: str, two_things: bool
) -> None:
    texts = one.encode(), other.encode()
    second = path.replace(".md", "-2.md")
    found = joined({path: (None, leaf(texts[0]))}, {path: (None, leaf(texts[1]))}, *texts)
    apart = {path: leaf(texts[0]), second: leaf(texts[1])}
    assert (found.contents == apart) is two_things
    assert found.apart == [(path, second)] * two_things
    assert not found.whole
    taken = joined({path: (None, leaf(texts[0]))}, {path: (None, leaf(texts[1])), second: (None, leaf(b"x"))}, *texts)
    assert (taken.contents.get(path.replace(".md", "-3.md")) == leaf(texts[1])) is two_things


def test_two_visits_of_one_day_are_two_for_both_and_are_told(two: Two) -> None:
    for person, visitor, whose in ((two.robin, "mentor", "mentee"), (two.sam, "mentee", "mentor")):
        person.write(VISIT, _VISIT.format(visitor, whose, "status: shared\nminutes: 30\n", f"saw by {visitor}"))
        assert person("save").status == 0
    two.robin.sync()
    told = two.sam.sync()
    second = VISIT.replace(".md", "-2.md")
    assert f"{second}: each of you made a {VISIT}" in told.out
    assert "renamed" not in told.out
    two.settle()
    assert {two.sam.read(path).splitlines()[-1] for path in (VISIT, second)} == {"saw by mentor", "saw by mentee"}
    assert "nothing" in two.sam("settle").out.lower()


def test_a_link_against_a_file_leaves_the_file() -> None:
    file, link, other = leaf(b"x"), leaf(b"/etc", "120000"), leaf(b"/var", "120000")
    assert joined({"a": (None, file)}, {"a": (None, link)}, b"x").contents == {"a": file}
    assert joined({"a": (None, link)}, {"a": (None, file)}, b"x").contents == {"a": file}
    assert joined({"a": (None, link)}, {"a": (None, other)}).contents == {"a": other}


def test_both_gave_a_document_another_name_and_the_later_name_stands() -> None:
    old, one, two_ = (leaf(text) for text in (b"# A\n\nbase\n", b"# A\n\nbase\n\none\n", b"# A\n\nbase\n\ntwo\n"))
    found = joined(
        {"goals/a-k3f9x.md": (old, None), "goals/b-k3f9x.md": (None, one)},
        {"goals/a-k3f9x.md": (old, None), "goals/c-k3f9x.md": (None, two_)},
        b"# A\n\nbase\n",
        b"# A\n\nbase\n\none\n",
        b"# A\n\nbase\n\ntwo\n",
    )
    assert found.contents["goals/a-k3f9x.md"] is None
    assert found.contents["goals/b-k3f9x.md"] is None
    content = found.contents["goals/c-k3f9x.md"]
    assert isinstance(content, bytes)
    assert b"one" in content
    assert b"two" in content


def test_a_new_name_that_the_other_has_taken_is_not_followed() -> None:
    old, new, other, changed = (leaf(text) for text in (b"old\n", b"new\n", b"other\n", b"changed\n"))
    found = joined(
        {"goals/a-k3f9x.md": (old, None), "goals/b-k3f9x.md": (None, new)},
        {"goals/a-k3f9x.md": (old, changed), "goals/b-k3f9x.md": (None, other)},
        b"old\n",
        b"new\n",
        b"other\n",
        b"changed\n",
    )
    assert found.contents["goals/a-k3f9x.md"] == changed
    assert found.undeleted == ["goals/a-k3f9x.md"]


# A name that a log had before it was shared, which one computer can hold and another can't


STRANGE = "assets/what now?.txt"


def test_what_a_partner_writes_under_a_name_from_before_arrives_and_is_not_taken_back(tmp_path: Path, run: Run) -> None:
    robin = begin(tmp_path / "robin", run)
    robin.write(STRANGE, "one\n")
    assert robin("save").status == 0
    assert robin("invite", "--place", str(bare(tmp_path / "place.git"))).status == 0
    git(tmp_path, "clone", "-q", str(tmp_path / "place.git"), "sam")  # which knows nothing of such names
    pair = Two(robin, Someone("mentee", tmp_path / "sam", run), tmp_path / "place.git")
    pair.settle()
    robin.add(STRANGE, "from-robin")
    pair.settle()
    pair.sam.add(GOAL, "- 2026-11-11: from sam")
    pair.settle()
    (text,) = (content for path, content in robin.files.items() if path.startswith("assets/"))
    assert text == b"one\nfrom-robin\n"
    assert [path for path in robin.files if not is_portable(path)] == []


def test_a_document_whose_name_is_too_long_for_a_disk_stays_a_document(two: Two) -> None:
    name = f"lessons/{'分数' * 40}-x2p7d.md"
    two.robin.write(name, "---\ntype: lesson\n---\n\n# 分数\n\nrobin-lesson\n")
    two.settle()
    (path,) = (path for path in two.sam.files if path.startswith("lessons/"))
    assert path.startswith("lessons/分数")
    assert path.endswith(".md")
    assert is_portable(path)
    assert "robin-lesson" in two.sam("show", path).out
