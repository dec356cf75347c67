"""A peer's words are on a page only where the peer agreed to be quoted, a partner's in no line of somebody else's."""

import pytest

from coachlog.errors import Problem
from coachlog.markdown.yaml_text import parse_yaml
from coachlog.model.kinds.feedback import Feedback
from coachlog.model.kinds.field_reader import Reader

PARTS = ("Strengths", "Questions", "Suggestions")


# Said no, nothing, something else, or twice: by a hand, or by a merge that keeps both.
SAID = (
    *("no", "", "maybe", "nein", "NO", "False", "n", "off", "0", "not yet", "fasle", "tru", "yes - anonymously", "ja?"),
    *(
        "yes no",
        "yes/no",
        "[true]",
        "{a: true}",
        "~",
        "'true,false'",
        "true#",
        "yes\nquote_ok: no",
        "no\nquote_ok: yes",
    ),
    *("true\nkept_versions: [{quote_ok: false}]", "yes\nkept_versions:\n  - quote_ok: maybe", "yes\nquote_ok: [no]"),
)
OTHER_KEYS = ("Quote_ok: true", "quote-ok: true", "quote ok: yes", "may_we_quote: yes", "quote_okay: true")


@pytest.mark.parametrize("line", [*(f"quote_ok: {words}" for words in SAID), *OTHER_KEYS])
def test_only_a_plain_yes_that_nothing_contradicts_is_a_consent(line):
    problems: list[Problem] = []
    front = parse_yaml(f"from: Kim\n{line}\n")
    assert not Feedback.parse(Reader("feedback/x.md", front, 2, problems), "x", "Kim's").quote_ok


@pytest.mark.parametrize("line", ["quote_ok: false", "quote_ok: yes\nkept_versions: [{quote_ok: no}]", ""])
def test_words_of_a_peer_who_does_not_agree_are_a_gap_to_fill(line, run, example, sealed):
    theirs = "".join(f"## {part}\n\n- zebrafinch {part}\n- zebrafinch again\n\n" for part in PARTS)
    page = f"---\ntype: feedback\ndate: 2026-11-10\nfrom: Kim\n{line}\n---\n\n# Kim's\n\n{theirs}"
    (example / "feedback" / "kims-m4n5p.md").write_text(page + "## What we will do\n\n- We try it\n")
    assert run("report").status == 0
    text = "".join(path.read_text() for path in (sealed / "coachlog" / "own" / "reflections").iterdir())
    assert "zebrafinch" not in text
    assert "We try it" in text
    for part in PARTS:
        assert f"{part}: … (say in your own words what they said)" in text
    (example / "feedback" / "kims-m4n5p.md").write_text(page.replace(f"{line}\n---", "quote_ok: true\n---"))
    assert run("report").status == 0
    text = "".join(path.read_text() for path in (sealed / "coachlog" / "own" / "reflections").iterdir())
    assert text.count("zebrafinch") == 2 * len(PARTS)


# A partner's words in an item of the author's, in the ways in which people write a second speaker.
IN_MY_ITEM = (
    "  - Sam: {}", "  {} (Sam)", "  - {} (Sam)", "  Sam: {}", "\n  Sam: {}", "  - and so\n    - @mentee {}",
    "  > Sam: {}", "  - **Sam** {}", "  1. Sam: {}", "  - [ ] Sam: {}", "\n  **Sam**\n\n  {}", "\n  Sam:\n\n  {}",
    "  - Sam:\n    - {}", "  - Sam\n    - {}", "  1. Sam\n\n     {}", "\n  Sam\n\n  {}", "\n  Sam\n  {}",
    "\n  > {}\n  >\n  > Sam",
)  # fmt: skip
IN_MY_LINE = (
    "went well. Sam: {}", "went well / Sam: {}", "went well<br>Sam: {}", "well, and Sam said: {}", "well - Sam: {}",
)  # fmt: skip


def test_a_partner_s_words_in_my_line_leave_as_the_partner_s_own(run, example):
    items = [f"- Robin: mine {n}\n{form.format('zebrafinch')}\n" for n, form in enumerate(IN_MY_ITEM)]
    items += [f"- Robin: {form.format('zebrafinch')}\n" for form in IN_MY_LINE]
    note = "---\ntype: meeting\nstatus: held\n---\n\n# M\n\n## Successes\n\n"
    notes = "- nobody's\n  - Sam: zebrafinch\n- free\n\n## Agenda\n\n- topic\n  - Sam: zebrafinch\n"
    text = f"{note}{''.join(items)}- Robin: mine alone\n  - and more of it: ratios\n\n## Notes\n\n{notes}"
    (example / "meetings" / "2026-11-18.md").write_text(text)
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text().replace("    quote: [successes]\n", ""))
    for command in (["successes", "2026-11"], ["show", "2026-11-18"]):
        done = run(*command, "--for", "public")
        assert "mine alone; and more of it: ratios" in done.out
        assert "zebrafinch" not in done.out
    rows = run("share", "meeting", "2026-11-18", "--json").data
    assert [row["text"] for row in rows if row["may_leave"] and "zebrafinch" in row["text"]] == []
    assert {"mine alone; and more of it: ratios", "free"} <= {row["text"] for row in rows if row["may_leave"]}


# A partner's words in notes, where a name stands over them.
BELOW_A_NAME = (
    "- Sam\n  - {}", "- Sam\n  {}", "- **Sam**:\n  {}", "1. Sam\n\n   {}", "> Sam\n> {}", "> **Sam**\n> - {}",
    "> Sam:\n>\n> {}", "> [!quote] Sam\n> {}", "- a talk\n  - Sam\n    - {}", "- a talk\n  - For Sam\n    {}",
    "| Sam |\n|---|\n| {} |", "| Topic | Sam |\n|---|---|\n| a | {} |", "Topic\tRobin\tSam\na\tfine\t{}",
    "| Topic | Robin | Sam |\n|---|---|---|\n| a | fine | {} |",
)  # fmt: skip


@pytest.mark.parametrize("form", BELOW_A_NAME)
def test_words_in_notes_below_a_partner_s_name_are_the_partner_s(form, run, example):
    note = "---\ntype: meeting\nstatus: held\n---\n\n# M\n\n## Notes\n\n- before\n\n"
    (example / "meetings" / "2026-11-18.md").write_text(f"{note}{form.format('zebrafinch')}\n\n- behind\n")
    rows = {row["text"]: row["may_leave"] for row in run("share", "meeting", "2026-11-18", "--json").data}
    assert [leaves for text, leaves in rows.items() if "zebrafinch" in text] == [False]
    assert (rows["before"], rows["behind"]) == (True, True)


# The partner's words in a line of mine that no name in front, with its sign, says to be theirs.
PERHAPS_THEIRS = (
    *("S\u0430m: {}", "S\u200bam: {}", "\u0405am: {}", "Ｓａｍ: {}", "\U0001d412am: {}", "S&#97;m: {}", "S*am*: {}"),
    *("Sam → {}", "Sam -> {}", "Sam. {}", "Sam… {}", "Sam ~ {}", "Sam {}", "Sam (period 3): {}", "Sam, tired: {}"),
    *("{}, Sam", "{} / Sam", "{} Sam", "{} (from Sam)", "{} per Sam", "{} – S.", "{} (S.)", "S. {}", "Sammy: {}"),
    *('"{}" said Sam', "“{}”, Sam said", "as Sam put it, “{}”", "Sam thinks {}", "Sam's take: {}", "Sams Idee: {}"),
    *("she said “{}”", "my mentee is {}", "my partner: {}", "you: {}", "Sample: {}", "SAM {}"),
    *("“I doubt that {}”", "Then: “I doubt that {}”", "«I doubt that {}», and then a long silence"),
)  # fmt: skip
PERHAPS_ABOVE = (
    *("#### Sam (period 3)\n\n- {}", "### What Sam said\n\n{}", "### S\u0430m\n\n- one\n- {}", "### Her words\n\n- {}"),
    *("### Sam's thoughts\n\n#### More\n\n- {}", "**Sam (period 3)**\n\n- {}", "Sam said:\n\n- {}", "Sam said\n- {}"),
    *("> {}\n\n— Sam", "{}\n\n(Sam)", "<details><summary>From Sam</summary>\n\n{}\n\n</details>"),
    *("## Sam's notes\n\n- {}", "## Notes (Sam)\n\n- {}"),
)  # fmt: skip


def test_a_line_of_which_it_is_doubtful_whose_words_it_has_stays_and_is_shown_to_the_two(run, example):
    forms = [f"{bullet}{form}" for form in PERHAPS_THEIRS for bullet in ("- ", "")]
    forms = [*forms, *PERHAPS_ABOVE]
    lines = "".join(f"{form.format(f'zebrafinch {n}')}\n\n### Part {n}\n\n- free\n\n" for n, form in enumerate(forms))
    note = "---\ntype: meeting\nstatus: held\n---\n\n# With Sam\n\n## Notes\n\n- free\n\n"
    (example / "meetings" / "2026-11-18.md").write_text(f"{note}{lines}")
    rows = run("share", "meeting", "2026-11-18", "--json").data
    assert [row["text"] for row in rows if row["may_leave"]] == ["free"] * (len(forms) - 1)  # two titles end nowhere
    shown = run("show", "2026-11-18").out
    assert [n for n in range(len(forms)) if f"zebrafinch {n}" not in shown] == []


def test_my_name_in_front_says_that_a_line_tells_in_my_words_what_happened(run, example):
    told = ("Sam and I timed it", "the tables in Sam's room stood in rows", "we tried it twice")
    held = (
        "Sam said “zebrafinch”",
        "Sam thinks zebrafinch",
        "well. Sam: zebrafinch",
        "so zebrafinch, she said",
    )
    note = "---\ntype: meeting\nstatus: held\n---\n\n# M\n\n"
    each = "\n".join(f"- Robin: {words}" for words in (*told, *held))
    text = "\n\n".join(f"## {section}\n\n{each}" for section in ("Successes", "Notes", "Agenda"))
    (example / "meetings" / "2026-11-18.md").write_text(f"{note}{text}\n")
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text().replace("    quote: [successes]\n", ""))
    rows = run("share", "meeting", "2026-11-18", "--json").data
    assert {row["text"] for row in rows if row["may_leave"]} == set(told)
    for command in (["successes", "2026-11"], ["show", "2026-11-18"]):
        done = run(*command, "--for", "public")
        assert "timed it" in done.out
        assert "zebrafinch" not in done.out
