"""The end-of-quarter reflection: what it drafts from the term, and how it keeps every word of a person."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest

from coachlog.context import Context
from coachlog.model.period import Period
from coachlog.summary.page.material import MATERIAL_SECTIONS
from coachlog.summary.page.term import Term
from tests.support.seed_claims import CLAIMS
from tests.support.world import EXAMPLE, git, make_log

FALL = Period("2026-fall", date(2026, 9, 8), date(2026, 12, 18))
HEADINGS = (
    "What I've learned so far",
    "Our relationship",
    "What we made together",
    "Goals and how they moved",
    "Next steps",
    "References",
)


def own_page(sealed: Path, name: str = "robin-and-sam-2026-fall") -> Path:
    return sealed / "coachlog" / "own" / "reflections" / f"{name}.md"


def own_material(sealed: Path) -> Path:
    return own_page(sealed, "robin-and-sam-2026-fall.material")


def text(path: Path) -> str:
    return path.read_bytes().decode()


def change(path: Path, old: str, new: str) -> None:
    assert old in text(path)
    path.write_bytes(text(path).replace(old, new).encode())


def section_of(page: str, name: str) -> str:
    assert f"## {name}\n" in page, f"there is no section `{name}`"
    return re.split(r"(?m)^## ", page.split(f"## {name}\n", 1)[1], maxsplit=1)[0]


# What is drafted -----------------------------------------------------------------------------------------------------


@pytest.fixture(params=["2026-11-19", "2026-12-18"])
def drafted(request, example, sealed, run):
    assert run("report", "--today", request.param).status == 0
    return text(own_material(sealed))


def test_every_claim_of_the_seeds_stands_in_its_section(drafted):
    for claim in CLAIMS:
        if claim.section:
            lines = [line for line in section_of(drafted, claim.section).splitlines() if claim.words in line]
            assert lines, f"{claim.says}: {claim.words!r} is not under {claim.section}"
            assert any(f"{claim.source})" in line for line in lines), claim.says


def test_what_only_people_can_say_is_never_generated(drafted, sealed):
    for claim in CLAIMS:
        if claim.section is None:
            assert claim.words not in drafted + text(own_page(sealed)), claim.says


def test_no_word_of_a_check_in_is_drafted(drafted, sealed, example):
    for note in (example / "meetings").iterdir():
        for line in section_of(note.read_text(encoding="utf-8") + "\n## Check-in\n", "Check-in").splitlines():
            assert not line.strip("- ") or line.strip("- ") not in drafted + text(own_page(sealed))


def test_each_line_of_the_material_has_a_number_and_cites_a_file_of_the_log_with_its_day(drafted, example):
    lines = [line for line in drafted.splitlines() if line.lstrip().startswith("- ")]
    assert len(lines) > 200
    for number, line in enumerate(lines, 1):
        cited = re.search(rf"^ *- \[ \] {number}\. .*\((\d{{1,2}} \w+(?: \d{{4}})?), ([\w/.-]+\.(?:md|yml))\)$", line)
        assert cited, line
        assert (example / cited.group(2)).is_file()


def test_the_page_is_short_and_without_paths_statuses_and_counts(example, sealed, run):
    run("report", "--today", "2026-12-03")
    page = text(own_page(sealed))
    visible = re.sub(r"(?s)<!--.*?-->|\A---.*?\n---", "", page)
    assert 600 <= len(visible.split()) <= 900
    assert [row.removeprefix("## ") for row in page.splitlines() if row.startswith("## ")] == list(HEADINGS)
    assert not re.search(r"[\w-]+/[\w.-]+\.md|drafting|on.track|progressing|\b2c\b|meetings held", visible)
    assert visible.count("[…]") >= 8


def test_the_facts_are_told_with_file_line_and_date(example, run):
    data = run("report", "--json").data
    assert data["term"] == "2026-fall"
    assert Path(data["path"]).is_file()
    assert Path(data["material"]).is_file()
    assert list(data["facts"]) == [section.name for section in MATERIAL_SECTIONS]
    for claim in data["facts"]["Successes"]:
        line = (example / claim["path"]).read_text(encoding="utf-8").splitlines()[claim["line"] - 1]
        assert line.startswith(f"- {claim['text']}")
        assert claim["date"] in claim["path"]


def test_links_upward_are_said_in_words(drafted):
    goals = section_of(drafted, "Goals and how they moved")
    assert "supports the building goal “Explaining and listening in every subject”" in goals
    assert "revised on 1 October 2026" in goals


def test_a_span_of_days_drafts_only_what_is_of_them(example, sealed, run):
    assert run("report", "--since", "2026-10-01", "--until", "2026-10-31").status == 0
    page = text(own_page(sealed, "robin-and-sam-2026-fall-since-2026-10-01-until-2026-10-31.material"))
    assert "learning targets so that students can read them aloud" in page
    assert "meetings/2026-09-10.md" not in page
    assert "meetings/2026-11-19.md" not in page


def test_a_span_of_days_has_a_page_of_its_own_and_that_of_the_term_stays(example, sealed, run):
    run("report")
    page, material = own_page(sealed), own_material(sealed)
    change(material, "- [ ] 3.", "- [-] 3.")
    run("report")
    before = text(page), text(material)
    assert run("report", "--since", "2026-11-01").status == 0
    assert (text(page), text(material)) == before
    span = own_page(sealed, "robin-and-sam-2026-fall-since-2026-11-01")
    assert "# Reflection, fall 2026, since 1 November 2026\n" in text(span)
    assert "since: 2026-11-01\n" in text(span)
    assert "The coaching plan was too much" not in text(span)
    assert "Nothing new in" in run("report", "--since", "1 November").out
    assert run("report", "--since", "2026-09-08").out.count("Nothing new in") == 1
    assert (text(page), text(material)) == before
    assert len(list(page.parent.iterdir())) == 4
    assert run("check").status == 0


# Where it lies, and who sees it --------------------------------------------------------------------------------------


def test_my_own_page_lies_outside_the_log_and_only_i_can_see_it(example, sealed, run):
    result = run("report")
    assert "Only you can see this page" in result.out
    assert str(own_page(sealed)) in result.out
    assert git(example, "status", "--porcelain") == ""
    assert git(sealed / "coachlog" / "own", "log", "--format=%an|%s") == "Robin Example|report: 1 reflection drafted\n"
    assert git(sealed / "coachlog" / "own", "status", "--porcelain") == ""


def test_together_the_joint_page_lies_in_the_log_and_both_can_see_it(example, sealed, run):
    result = run("report", "--together")
    assert "Both of you can see this page" in result.out
    page = text(example / "reflections" / "2026-fall.md")
    assert "author: both" in page
    assert "a Thursday slot that we both protect" in text(example / "reflections" / "2026-fall.material.md")
    assert git(example, "log", "-1", "--format=%s") == "report: 1 reflection drafted\n"
    assert not own_page(sealed).exists()
    assert run("check").status == 0


def test_a_second_run_changes_nothing_and_says_so(example, sealed, run):
    run("report")
    before = text(own_page(sealed))
    result = run("report")
    assert "Nothing new in" in result.out
    assert text(own_page(sealed)) == before
    assert len(git(sealed / "coachlog" / "own", "log", "--oneline").splitlines()) == 1


def test_a_term_without_documents_gives_a_page_of_questions(example, sealed, run):
    result = run("report", "2030")
    assert "the page holds questions only" in result.out
    page = text(own_page(sealed, "robin-and-sam-2030"))
    assert page.count("?** […]") == 4
    assert "## Goals" not in page


def test_new_entries_come_in_and_the_words_of_the_author_stay(example, sealed, run):
    run("report")
    page, material = own_page(sealed), own_material(sealed)
    change(page, "## Our relationship\n", "## Our relationship\n\nWe laugh more.\n")
    change(page, "The goal moved because […].", "It moved, since it helps.")
    first = next(row for row in text(material).splitlines() if "logged in and spoken once" in row)
    change(material, first, first.replace("[ ]", "[-]") + "\n  I still see that Friday.")
    change(example / "meetings" / "2026-11-19.md", "## Areas of growth", "- Sam: a new success.\n\n## Areas of growth")
    change(example / "goals" / "listen-before-suggesting-h9c5d.md", "baseline: ideas from me", "baseline: many ideas")
    result = run("report")
    assert "Refreshed" in result.out
    assert "I began here: “many ideas" in result.out
    new = text(page)
    assert "We laugh more." in new
    assert "It moved, since it helps." in new
    assert "The goal moved because […]." not in new
    assert "I began here: “many ideas in the first five minutes.”" in new
    assert first.replace("[ ]", "[-]") + "\n  I still see that Friday." in text(material)
    assert re.search(r"- \[ \] \d+\. Sam: a new success\. \(19 November, meetings/2026-11-19\.md\)", text(material))


def test_a_page_without_its_record_is_left_to_the_person(example, sealed, run):
    run("report")
    page = own_page(sealed)
    page.write_text(text(page).partition("<!-- coachlog drafted")[0], encoding="utf-8")
    before = text(page)
    assert "Nothing new in" in run("report").out
    assert text(page) == before


def test_a_pair_with_a_blank_page_of_its_own_gets_its_sections(tmp_path, sealed, monkeypatch, run):
    root = make_log(tmp_path / "other", EXAMPLE, monkeypatch)
    (root / "templates").mkdir()
    blank = "---\ntype: reflection\n---\n\n# {{title}}\n\n## Mine\n\nby hand\n\n## NEXT STEPS:\n"
    (root / "templates" / "reflection.md").write_text(blank, encoding="utf-8")
    result = run("report")
    page = text(own_page(sealed, "other-2026-fall"))
    assert "by hand" in section_of(page, "Mine")
    assert "I want to keep practising listening" in section_of(page, "NEXT STEPS:")
    assert "no place for them: What I've learned so far, Our relationship" in result.out
    assert run("report").out.startswith("Reflection")
    assert text(own_page(sealed, "other-2026-fall")) == page


def test_on_a_terminal_the_editor_opens_and_what_it_saved_is_kept(example, sealed, monkeypatch, run):
    script = sealed / "editor.py"
    script.write_text("import sys; open(sys.argv[1], 'a').write('\\nMy last word.\\n')", encoding="utf-8")
    monkeypatch.setattr(Context, "interactive", True)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
    assert run("report").status == 0
    assert text(own_page(sealed)).endswith("\nMy last word.\n")
    assert git(sealed / "coachlog" / "own", "status", "--porcelain") == ""
    run("report", "--no-edit")
    assert text(own_page(sealed)).count("My last word.") == 1


# Bad input -----------------------------------------------------------------------------------------------------------


def test_a_term_that_does_not_exist_is_refused(example, run):
    result = run("report", "2026-spring")
    assert result.status == 2
    assert "no term `2026-spring`" in result.err


def test_an_end_before_the_start_is_refused(example, run):
    result = run("report", "--since", "2026-11-01", "--until", "2026-10-01")
    assert result.status == 2
    assert "is not a period" in result.err


def test_a_page_that_cannot_be_read_is_refused_and_stays(example, sealed, run):
    run("report")
    page = own_page(sealed)
    page.write_bytes(b"---\nnever closed\n")
    result = run("report")
    assert result.status == 1
    assert "reflections/robin-and-sam-2026-fall.md:1" in result.err
    assert page.read_bytes() == b"---\nnever closed\n"


def test_a_term_with_a_slash_in_its_name_stays_inside_its_folder(example, sealed, run):
    change(example / "coachlog.yml", "id: 2026-fall", 'id: "../../x/fall"')
    assert run("report").status == 0
    assert own_page(sealed, "robin-and-sam-..-..-x-fall").is_file()


def test_without_a_terminal_no_editor_is_opened(example, sealed, monkeypatch, run):
    monkeypatch.setenv("EDITOR", "false")
    assert run("report").status == 0
    assert run("report", "--no-edit").status == 0


# The contract of each section ----------------------------------------------------------------------------------------


OF_OWN_PAGES = ("feedback-about-me", "my-own-work", "what-i-read")


@pytest.mark.parametrize(
    "section",
    [section for section in MATERIAL_SECTIONS if section.key not in (*OF_OWN_PAGES, "visits")],
    ids=lambda section: section.key,
)
def test_each_section_is_built_from_the_documents_of_the_period_and_nothing_else(section, example):
    from coachlog.storage.load import load_log

    log = load_log(example, bodies=("meeting", "goal", "lesson", "plan", "feedback"))
    today = date(2026, 11, 19)
    claims = section.build(Term(log, FALL, today, "mentor"))
    assert claims == section.build(Term(log, FALL, today, "mentor"))
    assert claims
    for claim in claims:
        assert (example / claim.path).is_file()
        assert claim.line >= 1
        assert claim.text.strip() == claim.text
    assert section.build(Term(log, Period("2030", date(2030, 1, 1), date(2030, 12, 31)), today, "mentor")) == ()
    assert section.build(Term(load_log(example, ()), FALL, today, "mentor")) == ()


def test_what_was_drafted_from_a_page_stays_while_the_page_cannot_be_read(run, example):
    data = run("report", "--no-edit", "--json").data
    page, short = Path(data["material"]), Path(data["path"])
    drafted, told = page.read_text(), short.read_text()
    note = example / "meetings" / "2026-09-17.md"
    whole = note.read_text()
    note.write_text(whole.replace("status: held", "status: [held"))
    result = run("report", "--no-edit")
    assert "meetings/2026-09-17.md:7: a bracket opens here and does not close" in result.err
    for line in drafted.splitlines():
        if line.endswith("meetings/2026-09-17.md)"):
            assert line in page.read_text()
    # How often we meet is counted, and one meeting less can be read.
    sentences = [line for line in told.splitlines() if not line.startswith(("- ", "<!--", "We meet "))]
    assert [line for line in sentences if line not in short.read_text()] == []
    note.write_text(whole)
    run("report", "--no-edit")
    assert sorted(page.read_text().splitlines()) == sorted(drafted.splitlines())
    assert short.read_text() == told


def test_looking_back_on_a_closed_goal_is_drafted(run, example):
    run("goals", "close", "listen-before", "--met", "I count to ten now")
    page = Path(run("report", "--no-edit", "--json").data["material"])
    assert "Looking back: I count to ten now (19 November, goals/listen-before" in page.read_text()


def test_lines_that_are_no_steps_yet_are_in_the_material_with_their_file(example, sealed, run):
    note = example / "meetings" / "2026-11-19.md"
    typed = "- rubric for unit 4\n- Sam try popsicle sticks\n- [ ] @mentee A step\n\nme: ask before I tell\n"
    change(note, "## Next steps\n", f"## Next steps\n\n{typed}")
    change(note, "## Check-in\n", "## Check-in\n\n- no line of these\n")
    run("report")
    material = text(own_material(sealed))
    for words in ("rubric for unit 4", "Sam try popsicle sticks", "me: ask before I tell"):
        assert len(re.findall(rf"- \[ \] \d+\. {words} \(19 November, meetings/2026-11-19\.md\)", material)) == 1
    assert "no line of these" not in material
    assert "rubric" not in text(own_page(sealed))  # nobody said who does it


def test_lines_of_notes_that_begin_with_a_speaker_are_lines_of_their_own(example, sealed, run):
    note = example / "meetings" / "2026-11-19.md"
    typed = "per 4 = 2 min 50\nand it holds\nSam: I talk over them\n@mentor: so do I\n\n- list\n  Sam: below it\n"
    change(note, "## Notes\n", f"## Notes\n\n{typed}")
    run("report")
    lines = [line.partition(". ")[2] for line in text(own_material(sealed)).splitlines()]
    cited = "(19 November, meetings/2026-11-19.md)"
    for words in (
        "per 4 = 2 min 50 and it holds",
        "Sam: I talk over them",
        "@mentor: so do I",
        "list",
        "Sam: below it",
    ):
        assert f"{words} {cited}" in lines
