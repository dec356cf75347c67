"""What stays with its person is in no page, whatever is starred, ticked or linked, and whoever's page it is."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachlog.model.period import Period
from coachlog.model.questions import parse_questions
from coachlog.shipped import shipped_questions
from coachlog.storage.load import load_log
from coachlog.summary.page.choice import build_choices, place_of
from coachlog.summary.page.draft import build_page
from coachlog.summary.page.material import build_material
from coachlog.summary.page.term import Term, for_its_author
from tests.support.figures import times
from tests.support.world import make_log

FALL = Period("2026-fall", date(2026, 9, 8), date(2026, 12, 18))
KINDS = ("meeting", "goal", "lesson", "plan", "feedback", "visit")
FORMS = (
    "Sam: {}", "**Sam**: {}", "**Sam:** {}", "@mentee {}", "@mentee: {}", "Sam Sample: {}", "mentee: {}", "sam - {}",
    "{} (Sam)", "{} [@mentee]", "{} – Sam", "Both: we talked\n  - Sam: {}", "### Sam\n\n- {}",
    "wait time is hard says sam, {}", "SAM said {}", "according to Sam, {}", "Sam's words: {}", "she never told {}",
    "cried a bit, said {}", "Robin: sam thinks {}", "Ms. Sample hopes {}", "we listened; he said {}", "my mentee: {}",
)  # fmt: skip
SETTINGS = """coachlog: 1
people:
  - {id: mentor, name: Robin Example, role: mentor}
  - {id: mentee, name: Sam Sample, role: mentee}
"""
THEIRS, SECRET = "zebrafinch", "secretarybird"
LINKS = " [[wait-longer-k3f9x]] [[ratios-x2p7d]]"


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def above(form: str) -> str:
    """Return the heading under which a form has the lines of a person."""
    return form.partition("- {}")[0] if form.startswith("#") else ""


def lines(form: str) -> str:
    first, below, more = form.removeprefix(above(form)).removeprefix("- ").partition("\n  - ")
    return f"{above(form)}- {first}{LINKS}{below}{more}".replace("{}", f"told {THEIRS} once")


def make_secrets(root: Path, form: str) -> None:
    """Write a log in which the mentee's words are everywhere, and what may never leave in its places."""
    theirs, heading = lines(form), above(form)
    write(root, "coachlog.yml", SETTINGS)
    meeting = "".join(
        f"## {name}\n\n{theirs}\n- Robin: asked {number} questions{LINKS}\n\n"
        for number, name in enumerate(("Successes", "Areas of growth", "Notes"))
    )
    check_in = f"## Check-in\n\n- {SECRET}{LINKS} #star\n\n**Check-in**\n\n{SECRET} #star\n\n"
    steps = f"## Next steps\n\n- [x] @mentor Ask more{LINKS} ^k3f9x\n"
    for day in (10, 17, 24):
        write(
            root,
            f"meetings/2026-09-{day}.md",
            f"---\ntype: meeting\ndate: 2026-09-{day}\nminutes: 45\n---\n\n# Talk\n\n{check_in}{meeting}{steps}",
        )
    for level, owner, stem in (("coach", "mentor", "wait-longer-k3f9x"), ("teacher", "mentee", "ask-more-p5v8h")):
        text = f"---\ntype: goal\nlevel: {level}\nowner: {owner}\nopened: 2026-09-10\n---\n\n# Goal\n\n"
        text += "".join(
            f"## {name}\n\n{theirs}\n\n" for name in ("Why it matters", "Where we are now", "Strategies", "Reflection")
        )
        dated = "\n".join(f"- 2026-10-{day}: {form.format(THEIRS).splitlines()[-1].strip(' -')}" for day in (10, 20))
        write(root, f"goals/{stem}.md", f"{text}## Evidence\n\n{heading}{dated}\n")
    names = ("What worked before", "What to adapt or change", "Task", "Engagement", "Voice and choice", "Technology",
             "Interests and backgrounds", "Social and emotional learning", "Design matrix")  # fmt: skip
    lesson = "".join(f"## {name}\n\n{theirs}\n\n" for name in names)
    write(
        root,
        "lessons/ratios-x2p7d.md",
        f"---\ntype: lesson\ngoals: [wait-longer-k3f9x]\ntaught: [2026-10-01]\n---\n\n# Ratios\n\n{lesson}",
    )
    names = ("Learning goals for students", "Roles", "Norms", "The coach's own learning", "References")
    plan = "".join(f"## {name}\n\n{theirs}\n\n" for name in names)
    write(root, "plans/2026-fall.md", f"---\ntype: plan\nterm: 2026-fall\nstart: 2026-09-08\n---\n\n# Plan\n\n{plan}")
    for number, (status, quote) in enumerate((("applied", "false"), ("discussed", ""), ("received", "no"))):
        parts = "".join(
            f"## {name}\n\n- {SECRET}{LINKS} #star\n\n" for name in ("Strengths", "Questions", "Suggestions")
        )
        front = f"type: feedback\ndate: 2026-10-0{number + 1}\nfrom: Kim\nabout: ratios-x2p7d\nstatus: {status}"
        front += f"\nquote_ok: {quote}"
        write(root, f"feedback/kim-m4n5{number}.md", f"---\n{front}\n---\n\n# Kim\n\n{parts}")
    visit = "".join(
        f"## {name}\n\n{theirs}\n\n" for name in ("What we agreed to look at", "What was said and done", "Questions")
    )
    write(
        root,
        "visits/2026-10-09-visit.md",
        f"---\ntype: visit\ndate: 2026-10-09\nstatus: shared\ngoals: [wait-longer-k3f9x]\n---\n\n# Visit\n\n{visit}",
    )
    write(
        root,
        "visits/2026-10-10-visit.md",
        f"---\ntype: visit\ndate: 2026-10-10\nstatus: draft\n---\n\n# {SECRET}\n\n## Questions\n\n- {SECRET}\n",
    )


@pytest.fixture(scope="module", params=FORMS)
def log(request, tmp_path_factory):
    root = tmp_path_factory.mktemp("log")
    make_secrets(root, request.param)
    return load_log(root, KINDS, bodies=KINDS)


@settings(max_examples=times(8, 200), deadline=None)
@given(st.sampled_from(["mentor", "mentee", "both"]), st.randoms(use_true_random=False), st.booleans())
def test_no_page_has_the_partners_words_without_consent_nor_what_never_leaves(log, author, chance, thin):
    whole = for_its_author(Term(log, FALL, FALL.end, author))
    if thin:
        whole = replace(whole, log=replace(log, records={**log.records, "meeting": ()}))
    material = build_material(whole)
    claims = [claim for drafted in material for claim in drafted.claims]
    ticks = {place_of(claim): chance.choice(" x--x") for claim in claims if chance.random() < 0.6}
    name = {"mentor": "mentor", "mentee": "mentee", "both": "together"}[author]
    questions, _ = parse_questions(name, name, shipped_questions()[name])
    page = "\n".join(
        piece.text
        for section in build_page([build_choices(whole, material, ticks)], questions.questions)
        for piece in section.pieces
    )
    assert SECRET not in page
    assert SECRET not in "\n".join(claim.text for claim in claims)
    assert author == "mentee" or THEIRS not in page
    assert "[…]" in page


@pytest.mark.parametrize("form", [FORMS[1], FORMS[-1]])
@pytest.mark.parametrize("options", [(), ("--together",), ("--all-logs",)])
def test_no_file_of_a_report_has_what_never_leaves(form, options, tmp_path, monkeypatch, run, sealed):
    source = tmp_path / "source"
    make_secrets(source, form)
    root = make_log(tmp_path / "log", source, monkeypatch)
    run("private", f"{SECRET} of my own")
    run("visits", "add", "--on", "2026-10-11", "--look-at", SECRET)
    write(root, "coachlog.yml", SETTINGS + "terms:\n  - {id: 2026-fall, start: 2026-09-08, end: 2026-12-18}\n")
    for _ in range(2):
        assert run("report", "--no-edit", *options).status == 0
    folders = (sealed / "coachlog" / "own" / "reflections", root / "reflections")
    files = [file for folder in folders if folder.is_dir() for file in folder.iterdir()]
    assert len(files) == 2
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert SECRET not in text
        assert THEIRS not in text or file.name.endswith(".material.md")
