"""A change of files is told in a sentence, by the document and what was done in it."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachlog.changes import describe_file, describe_files, is_tidying
from coachlog.markdown.document import read_document
from coachlog.model.kinds import count_kinds, kind_of_path
from coachlog.model.kinds.parse_body import parse_body
from coachlog.model.parse_settings import parse_settings
from coachlog.model.settings import Settings
from coachlog.storage.reading import prompts
from tests.support.world import EXAMPLE, REPOSITORY

SETTINGS: Settings = parse_settings((EXAMPLE / "coachlog.yml").read_bytes())[0]
NOTE = "meetings/2026-11-19.md"
GOAL = "goals/explain-why-it-is-proportional-p5v8h.md"
LESSON = "lessons/ratios-in-the-real-world-x2p7d.md"
PLAN = "plans/2026-fall.md"
FEEDBACK = "feedback/one-platform-or-two-v7d2p.md"
EXPLAIN = "the goal “Explain why a relationship is proportional”"
DAY = "the meeting of 19 November"
TAUGHT = "noted that the lesson “Ratios in the real world” was taught on 17 November and 18 November"
SHARED = "noted that the lesson “Ratios in the real world” was shared"
ASK = "- Robin: ask what students would say about it before judging an idea.\n"
OPEN = "- [ ] @mentee Draft"
DRAFT = "- [ ] @mentee Draft the choice sheet for the final product"
CHOICE = "the next step “Draft the choice sheet for the final product”"
SEAT = "the next step “Try Nearpod and Classkick as a student would”"


def content(path: str) -> bytes:
    return (EXAMPLE / path).read_bytes()


def told(path: str, *edits: tuple[str, str]) -> list[str]:
    """What is said when these edits are made in a file of the example."""
    before = content(path)
    after = before
    for old, new in edits:
        assert old.encode() in after, old
        after = after.replace(old.encode(), new.encode(), 1)
    return list(describe_file(path, before, after, SETTINGS, prompts(EXAMPLE)))


def ids_of(note: bytes) -> list[str]:
    body, _ = parse_body(NOTE, read_document(note), settings=SETTINGS, prompts=frozenset(), day=date(2026, 11, 19))
    return [copy.id for copy in body.steps]


EDITS = [
    (NOTE, "- Sam: showed", "- Robin: one\n- Robin: two\n- Sam: showed",
     f"added 2 successes to {DAY}: “Robin: one”, …"),
    (NOTE, "- Robin: spoke for less", "- Robin: spoke for much less",
     f"reworded 1 success of {DAY}: “Robin: spoke for much less than half of…”"),
    (NOTE, "- Classkick shows", "- Nearpod shows",
     f"reworded 1 note of {DAY}: “Nearpod shows us their thinking while t…”"),
    (NOTE, ASK, "", f"removed 1 area of growth from {DAY}: “Robin: ask what students would say abou…”"),
    (NOTE, "- Sam: steadier.", "- Sam: a SECRET thing.", f"wrote in the check-in of {DAY}"),
    (NOTE, "minutes: 50", "minutes: 45", f"changed the minutes of {DAY} to 45"),
    (NOTE, "minutes: 50", "minutes:", f"removed the minutes of {DAY}"),
    (NOTE, "status: held", "status: cancelled", f"cancelled {DAY}"),
    (NOTE, "status: held", "status: moved", f"noted that {DAY} was moved"),
    (NOTE, "  date: 2026-12-03", "  date: 2026-12-10", "planned the next meeting for 10 December"),
    (NOTE, "focus: walking through", "focus: running through", f"changed what is planned after {DAY}"),
    (NOTE, "# Both platforms,", "# Both,", f"called {DAY} “Both, from a student's seat”"),
    (NOTE, OPEN, "- [x] @mentee Draft", f"finished {CHOICE}"),
    (NOTE, "- [x] @both Try", "- [ ] @both Try", f"reopened {SEAT}"),
    (NOTE, OPEN, "- [-] @mentee Draft", f"dropped {CHOICE}"),
    (NOTE, OPEN, "- [/] @mentee Draft", f"took up {CHOICE}"),
    (NOTE, "Draft the choice", "Write a", "reworded the next step “Write a sheet for the final product”"),
    (NOTE, "product (due 2026-12-03)", "product (due 2026-12-10)", f"changed the due date of {CHOICE} to 10 December"),
    (NOTE, "product (due 2026-12-03)", "product", f"removed the due date of {CHOICE}"),
    (NOTE, "@mentor Put", "@mentee Put", "gave the next step “Put the breakout room roles on one slide” to Sam Sample"),
    (NOTE, DRAFT + " (due 2026-12-03) ^f5m8w\n", "", f"removed {CHOICE}"),
    (NOTE, "## Next meeting", "- [ ] @mentee Rest\n\n## Next meeting", f"added 1 next step to {DAY}: “Rest”"),
    (NOTE, OPEN, "-  [ ] @mentee Draft", f"tidied {DAY}"),
    (NOTE, "## Notes\n", "## Notes\n\n<p>x</p>\n", f"changed Notes of {DAY}"),
    (NOTE, "## Notes\n", "## Sams heading\n\n|a|b|\n|-|-|\n\n## Notes\n", f"added the section “Sams heading” to {DAY}"),
    (NOTE, "# Both platforms, from a student's seat\n", "", f"called {DAY} “Check-in”"),
    (GOAL, "status: active", "status: active\nclosed: 2026-11-19", f"set the closing date of {EXPLAIN} to 19 November"),
    (GOAL, "status: active", "status: met\nclosed: 2026-11-19", f"closed {EXPLAIN} as met"),
    (GOAL, "status: active", "status: draft", f"marked {EXPLAIN} as draft"),
    (GOAL, "2027-03-19", "2026-12-15", f"changed the target date of {EXPLAIN} to 15 December"),
    (GOAL, "standards: [7.RP.A.2, MP3]", "standards: [MP3]", f"changed the standards of {EXPLAIN}"),
    (GOAL, "progress: progressing", "progress: on-track\nmood: fine", f"set the mood of {EXPLAIN} to fine"),
    (GOAL, "## Evidence\n", "## Evidence\n\n- 2026-11-19: saw it",
     f"added 1 line of evidence to {EXPLAIN}: “2026-11-19: saw it”"),
    (GOAL, "A student who can", "Whoever can",
     f"rewrote Why it matters of {EXPLAIN}: “Whoever can explain it can use it on a…”"),
    (GOAL, "# Explain why a", "# Say why a", f"called {EXPLAIN} “Say why a relationship is proportional”"),
    (GOAL, "type: goal", "type: goal\nkept_versions: [{status: met}]", f"kept two versions of the status of {EXPLAIN}"),
    (LESSON, "type:", "shared: [2026-11-19 Kim, 2026-11-20]\ntype:", f"{SHARED} with Kim"),
    (LESSON, "type:", "shared: 2026-11-19\ntype:", SHARED),
    (LESSON, "type:", "taught: [2026-11-17, 2026-11-18]\ntype:", TAUGHT),
    (PLAN, "agreed:", "agreed:\n  someone: 2026-09-18", "noted that someone agreed to the plan of 2026-fall"),
    (PLAN, "  mentee: 2026-09-17", "  mentee: 2026-09-18",
     "noted that Sam Sample agreed to the plan of 2026-fall again"),
    (PLAN, "## Norms\n", "## Norms\n\nOne more line.\n",
     "added 1 line to Norms of the plan of 2026-fall: “One more line.”"),
    ("coachlog.yml", "weekday: thursday", "weekday: friday", "changed the weekday of your meetings to friday"),
    ("coachlog.yml", "every: week", "every: 2 weeks", "noted that you meet every 2 weeks"),
    ("coachlog.yml", "    role: mentee", "    formerly: [Sam Simple]\n    role: mentee",
     "noted that Sam Sample was called Sam Simple before"),
    (LESSON, "teach_on: 2027-03-11", "teach_on: 2027-03-12",
     "changed the day to teach of the lesson “Ratios in the real world” to 12 March"),
    ("coachlog.yml", "name: Sam Sample", "name: Sam Samples", "changed the name of Sam Sample to Sam Samples"),
    ("coachlog.yml", "grade: 7", "grade: 8", "changed the grade of Sam Sample to 8"),
    ("coachlog.yml", "    quote: [successes]\n", "", "took back that Sam Sample may be quoted"),
    ("coachlog.yml", "quote: [successes]", "quote: [x]", "noted that x of Sam Sample may be quoted"),
    ("coachlog.yml", "    role: mentee", "    reach: mail\n    role: mentee", "noted that Sam Sample gets letters"),
    ("coachlog.yml", "end: 2026-12-18", "end: 2026-12-17", "changed the term 2026-fall (8 September to 17 December)"),
    ("coachlog.yml", "end: 2026-11-27", "end: 2026-11-23", "changed the break (23 November)"),
    ("coachlog.yml", "minutes: 180", "minutes: 90", "changed what is asked of you"),
    ("coachlog.yml", "title: Robin and Sam, grade 7 math", "title: Ratios", "called the log “Ratios”"),
    ("coachlog.yml", "# One pair's", "# A pair's", "changed the settings of the log"),
    ("coachlog.yml", "coachlog: 1", "coachlog: [", "changed the settings of the log"),
    ("README.md", "#", "##", "changed README.md"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "sentence"), EDITS)
def test_an_edit_is_told_in_words(path: str, old: str, new: str, sentence: str) -> None:
    assert sentence in told(path, (old, new))


HEADING = "## Sams heading\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


def test_a_section_of_the_pairs_own_is_told_when_it_comes_changes_its_heading_or_words_and_goes() -> None:
    plain = content(LESSON)
    own = plain + b"\n" + HEADING.encode()
    of = "the lesson “Ratios in the real world”"
    changes = [
        (plain, own, f"added the section “Sams heading” to {of}"),
        (own, own.replace(b"2 |", b"3 |"), f"changed “Sams heading” of {of}"),
        (own, own.replace(b"Sams", b"Our"), f"renamed the section “Sams heading” of {of} to “Our heading”"),
        (own, own + b"\n- more\n", f"added 1 line to “Sams heading” of {of}: “more”"),
        (own, plain, f"removed the section “Sams heading” from {of}"),
    ]
    for before, after, sentence in changes:
        assert describe_file(LESSON, before, after, SETTINGS) == (sentence,)


def test_a_title_that_is_gone_is_told() -> None:
    assert describe_file(GOAL, b"# A\n\nx\n", b"x\n", SETTINGS) == ("removed the title of the goal “A”",)


def test_what_is_kept_in_two_versions_and_settled_is_named() -> None:
    def kept(was: str, now: str, path: str = GOAL, key: str = "type: goal") -> list[str]:
        before, after = (content(path).replace(key.encode(), f"{key}{text}".encode()) for text in (was, now))
        return list(describe_file(path, before, after, SETTINGS))

    two = "\nkept_versions: [{status: met}, {target_date: 2026-11-20}]"
    one = "\nkept_versions: [{status: met}]"
    assert kept(two, one) == [f"settled the target date of {EXPLAIN}, which was kept in two versions"]
    assert kept("", two) == [f"kept two versions of the status and target date of {EXPLAIN}"]
    assert kept("\nkept_versions: x", "\nkept_versions: z") == [f"changed the two versions that {EXPLAIN} keeps"]
    own = kept("", "\nkept_versions: [{title: x}]", "coachlog.yml", "coachlog: 1")
    assert own == ["kept two versions of the title of the log"]


def test_another_file_name_is_told_as_such_with_what_else_was_done() -> None:
    goal, other = content(GOAL), "goals/another-p5v8h.md"
    named = f"renamed the file of {EXPLAIN}"
    assert describe_files({GOAL: (goal, None), other: (None, goal)}, SETTINGS) == (named,)
    more = goal.replace(b"## Evidence\n", b"## Evidence\n\n- 2026-11-19: saw it\n")
    versions = {GOAL: (goal, None), other: (None, more), "goals/x.md": (None, b"# X\n"), NOTE: (b"# A\n", None)}
    assert set(describe_files(versions, SETTINGS)) == {
        named,
        f"added 1 line of evidence to {EXPLAIN}: “2026-11-19: saw it”",
        "added the goal “X”",
        f"removed {DAY}",
    }
    assert describe_files({"assets/a.png": (b"x", None), "assets/b.png": (None, b"x")}, SETTINGS) == (
        "renamed the file of assets/a.png: assets/b.png",
    )
    note = content(NOTE)
    moved = describe_files({NOTE: (note, None), "meetings/2026-11-19-2.md": (None, note + b"\n")}, SETTINGS)
    assert moved[0] == f"renamed the file of {DAY} (2026-11-19-2)"


@pytest.mark.parametrize(
    ("gone", "came"),
    [
        ({GOAL: b"# A\n"}, {"goals/x.md": b"# B\n"}),
        ({GOAL: b"# A\n"}, {"lessons/x.md": b"# A\n"}),
        ({GOAL: b"---\na: [\n---\n# A\n"}, {"goals/x.md": b"# A\n"}),
        ({"assets/a.png": b"x"}, {"assets/b.png": b"y"}),
    ],
)
def test_one_that_went_and_another_that_came_are_two(gone: dict[str, bytes], came: dict[str, bytes]) -> None:
    versions = {path: (old, None) for path, old in gone.items()} | {path: (None, new) for path, new in came.items()}
    assert len(describe_files(versions, SETTINGS)) == 2


@pytest.mark.parametrize("path", [NOTE, GOAL, LESSON, PLAN, FEEDBACK, "coachlog.yml"])
def test_no_change_is_no_sentence_and_other_line_ends_are_no_words(path: str) -> None:
    assert told(path) == []
    if path != "coachlog.yml":
        windows = content(path).replace(b"\n", b"\r\n")
        assert is_tidying({path: (content(path), windows)}, SETTINGS, prompts(EXAMPLE))


def test_a_check_in_is_told_without_its_words_and_their_number() -> None:
    once = told(NOTE, ("- Sam: steadier.", "- Sam: SECRET."))
    often = told(NOTE, ("- Sam: steadier.", "- Sam: SECRET.\n- SECRET\n- SECRET"))
    assert once == often == [f"wrote in the check-in of {DAY}"]


def test_a_new_note_tells_what_it_began_with() -> None:
    page = content(NOTE)
    assert describe_file(NOTE, None, page, SETTINGS)[0] == f"started the note of {DAY}"
    assert f"carried 3 next steps over into {DAY}" in describe_file(NOTE, None, page, SETTINGS)
    assert any(told.startswith(f"added 3 next steps to {DAY}: “") for told in describe_file(NOTE, None, page, SETTINGS))


def test_a_blank_note_says_nothing_of_its_prompts() -> None:
    blank = (REPOSITORY / "templates" / "meeting.md").read_text(encoding="utf-8")
    text = blank.replace("{{date}}", "2026-11-26").replace("{{status}}", "planned")
    page = re.sub(r"\{\{\w+\}\}", "", text).encode()
    known = prompts(EXAMPLE)
    assert describe_file("meetings/2026-11-26.md", None, page, SETTINGS, known) == (
        "started the note of the meeting of 26 November",
    )
    own = page.replace(b"How are you, really?", b"SECRET")
    assert describe_file("meetings/2026-11-26.md", page, own, SETTINGS, known) == (
        "wrote in the check-in of the meeting of 26 November",
    )


@pytest.mark.parametrize(
    ("path", "started", "gone"),
    [
        (GOAL, f"added {EXPLAIN}", f"removed {EXPLAIN}"),
        (LESSON, "added the lesson “Ratios in the real world”", "removed the lesson “Ratios in the real world”"),
        (PLAN, "started the plan of 2026-fall", "removed the plan of 2026-fall"),
        ("assets/x.png", "added assets/x.png", "removed assets/x.png"),
        ("goals/deep/x.md", "added goals/deep/x.md", "removed goals/deep/x.md"),
        (
            "reflections/2026-fall.md",
            "started the reflection of 2026-fall",
            "removed the reflection of 2026-fall",
        ),
        ("notes/x.md", "wrote the note “x”", "removed the note “x”"),
        ("meetings/2026-11-19-2.md", f"started the note of {DAY} (2026-11-19-2)", f"removed {DAY} (2026-11-19-2)"),
        ("meetings/plan.md", "started the note of the meeting “plan”", "removed the meeting “plan”"),
    ],
)
def test_a_file_that_comes_or_goes_is_told(path: str, started: str, gone: str) -> None:
    page = content(path) if (EXAMPLE / path).is_file() else b"\n"
    assert describe_file(path, None, page, SETTINGS) == (started,)
    assert describe_file(path, page, None, SETTINGS) == (gone,)


def test_a_document_that_cannot_be_read_is_told_of_as_such() -> None:
    broken = b"---\ntype: [\n---\n"
    assert describe_file(GOAL, content(GOAL), broken, SETTINGS) == (f"changed {GOAL}, which cannot be read",)
    assert describe_file(GOAL, broken, content(GOAL), SETTINGS) == (f"mended {GOAL}",)
    assert describe_file(GOAL, broken, None, SETTINGS) == (f"removed {GOAL}",)
    assert describe_file(GOAL, None, broken, SETTINGS) == (f"added {GOAL}, which cannot be read",)


def test_ids_and_boxes_that_coachlog_writes_are_tidying() -> None:
    now = content(NOTE)
    before = now.replace(b" ^f5m8w", b"").replace(b"- [>] @mentee Try", b"- [ ] @mentee Try")
    assert not is_tidying({NOTE: (now, now + b"\n- more\n")}, SETTINGS)
    assert not is_tidying({NOTE: (before, now), GOAL: (content(GOAL), None)}, SETTINGS)
    note = b"---\ntype: meeting\n---\n# A\n\n## Next steps\n\n- [ ] Rest\n"
    named = note.replace(b"Rest", b"Rest ^" + next(iter(ids_of(note))).encode())
    assert is_tidying({NOTE: (note, named)}, SETTINGS)


def test_what_only_tidies_is_told_where_nothing_else_is() -> None:
    tidied = (content(NOTE), content(NOTE).replace(b"- [ ] @mentee Try", b"- [>] @mentee Try"))
    added = (None, content(GOAL))
    assert describe_files({NOTE: tidied}, SETTINGS) == (f"tidied {DAY}",)
    assert is_tidying({NOTE: tidied}, SETTINGS)
    assert describe_files({NOTE: tidied, GOAL: added}, SETTINGS) == (f"added {EXPLAIN}",)


def test_many_next_steps_are_told_in_one_sentence() -> None:
    before = content(NOTE).replace(b"- [/]", b"- [ ]")
    after = before.replace(b"- [ ]", b"- [x]")
    assert describe_file(NOTE, before, after, SETTINGS) == ("finished 5 next steps",)


def test_the_same_step_in_two_notes_is_told_once() -> None:
    def ticked(path: str) -> tuple[bytes, bytes]:
        before = content(path).replace(b"- [>] @mentee Try", b"- [ ] @mentee Try")
        return before, before.replace(b"- [ ] @mentee Try", b"- [x] @mentee Try")

    versions = {path: ticked(path) for path in (NOTE, "meetings/2026-11-12.md")}
    assert describe_files(versions, SETTINGS) == ("finished the next step “Try the exit ticket in period 3”",)


def test_front_matter_changed_all_over_is_one_sentence() -> None:
    before = content(GOAL)
    _, _, body = before.removeprefix(b"---\n").partition(b"\n---\n")
    assert sum("at the top of" in sentence for sentence in describe_file(GOAL, before, body, SETTINGS)) == 1


def test_many_files_at_once_are_counted() -> None:
    files = {f"goals/g{number}.md": (None, b"# G\n") for number in range(9)}
    files |= {f"meetings/2026-11-0{number}.md": (b"a", b"b") for number in range(1, 5)}
    files |= {"assets/x.png": (b"a", None)}
    assert describe_files(files, SETTINGS) == ("added 9 goals", "changed 4 meetings", "removed 1 other file")
    began = files | {"coachlog.yml": (None, b"coachlog: 1\n")}
    assert describe_files(began, SETTINGS)[:2] == ("began the log", "added 9 goals")
    assert describe_files({"coachlog.yml": (None, b""), "README.md": (None, b"")}, SETTINGS) == ("began the log",)


def test_paths_are_counted_by_kind() -> None:
    assert count_kinds([NOTE, GOAL, PLAN, "a.png", "b.png"]) == "1 meeting, 1 goal, 1 plan and 2 other files"
    assert count_kinds([]) == "0 files"
    assert kind_of_path("goals/x.txt") is None


PIECES = st.sampled_from(
    [
        "# T\n", "## Notes\n", "## Own\n", "### Deeper\n", "## Check-in\n", "## Next steps\n", "words\n", "- item\n",
        "- [ ] @mentee step (due 2026-11-26)\n", "- [x] step ^k3f9x\n", "|a|\n|-|\n|b|\n", "```\ncode\n```\n",
        "> said\n", "<!-- seen -->\n", "***\n", "\n", "  - under\n", "<b>x</b>\n",
    ]
)  # fmt: skip
KEYS = st.sampled_from(
    ["status: held\n", "status: met\n", "closed: 2026-11-19\n", "agreed_to: abc\n", "kept_versions: [{mood: 1}]\n",
     "minutes: 40\n", "next: {date: 2026-12-03}\n", "own: [a]\n", "taught: 2026-11-19\n"]
)  # fmt: skip
DOCUMENT = st.tuples(st.lists(KEYS, unique_by=lambda key: key.partition(":")[0]), st.lists(PIECES, max_size=8)).map(
    lambda parts: "---\ndate: 2026-11-19\n{}---\n{}".format(*("".join(part) for part in parts)).encode()
)


@given(st.sampled_from([NOTE, GOAL, LESSON, PLAN]), DOCUMENT, DOCUMENT)
def test_two_versions_of_a_document_are_never_told_in_silence(path: str, before: bytes, after: bytes) -> None:
    sentences = describe_file(path, before, after, SETTINGS)
    assert all(sentences)
    assert bool(sentences) == (before != after)
    if is_tidying({path: (before, after)}, SETTINGS):
        assert squeezed(before) == squeezed(after)
    else:
        beside = describe_files({path: (before, after), FEEDBACK: (content(FEEDBACK), None)}, SETTINGS)
        assert len(beside) == len(sentences) + 1


def squeezed(page: bytes) -> str:
    """What is left of a version without boxes, marks, white space and the order of its keys."""
    _, front, body = page.decode().split("---\n", 2)
    plain = re.sub(r"\[.\]|\^k3f9x|-", "", "".join(sorted(front.splitlines())) + body)
    return "".join(plain.split())


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_any_bytes_are_told_of(before: bytes, after: bytes) -> None:
    sentences = describe_file(NOTE, b"---\ntype: meeting\n---\n" + before, after, SETTINGS)
    assert all(sentences)
    assert bool(sentences) == (after != b"---\ntype: meeting\n---\n" + before)
