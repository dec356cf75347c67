"""What is said under Check-in is in no output, whatever opens it and whatever is not closed."""

import random
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from coachlog.markdown.document import parse_document
from coachlog.model.clean_markdown import NO_LOG, clean_markdown
from coachlog.model.kinds.check_in import check_in_lines
from coachlog.model.kinds.parse_body import parse_body
from coachlog.model.parse_settings import parse_settings
from tests.support.figures import times
from tests.support.world import Run

DAY = date(2026, 11, 19)
MARK = "canary"
HEART = "\N{HEAVY BLACK HEART}"
SETTINGS, _ = parse_settings(b"coachlog: 1\npeople:\n  - {id: mentor, name: Robin}\n  - {id: mentee, name: Sam}\n")
# How a Check-in is opened, and the level of heading that ends it; 7 is a bold line, which any heading ends.
OPENED = {
    "## Check-in": 2,
    "### Check-in": 3,
    "#### 2. Check in:": 4,
    "##Check-in": 2,
    "## **Check-in**": 2,
    "## __Check-In__ #": 2,
    "## \N{SPEECH BALLOON} Check-in": 2,
    "## 1\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP} Checkin": 2,
    "## Check\N{NON-BREAKING HYPHEN}in": 2,
    "## Check \N{EN DASH} in (5 min)": 2,
    "## Che\N{SOFT HYPHEN}ck-in": 2,
    "## Check\N{NO-BREAK SPACE}in": 2,
    "## [Check-in](https://example.org)": 2,
    "## How are you?": 2,
    "## Our weekly check-in": 2,
    "## Checking in": 2,
    "## Feelings": 2,
    "## Mood": 2,
    "## Feelings check": 2,
    "## Wellness check (5 min)": 2,
    "## How do you feel?": 2,
    "## Sam's mood": 2,
    "## Wie geht\N{RIGHT SINGLE QUOTATION MARK}s dir?": 2,
    "### Wie geht es uns heute?": 3,
    "## \N{INVERTED QUESTION MARK}C\u00f3mo est\u00e1s?": 2,
    "**\u00bfCo\u0301mo te sientes?**": 7,
    "### Comment \u00e7a va ?": 3,
    "## Stimmung": 2,
    "### Highs and lows": 3,
    "## High / Low": 2,
    "### Roses & thorns": 3,
    "**Rose, thorn, bud**": 7,
    "## Temp check": 2,
    "## Private": 2,
    "### \N{LOCK} Confidential (between us)": 3,
    "**Off the record:**": 7,
    "## Just between us!": 2,
    "## Vertraulich": 2,
    "### Mood meter": 3,
    "## \N{THERMOMETER}\N{VARIATION SELECTOR-16}": 2,
    "### \N{THERMOMETER}": 3,
    "### How was your weekend?": 3,
    "## How\N{RIGHT SINGLE QUOTATION MARK}s your week going?": 2,
    "**How have you been?**": 7,
    "How are you?": 7,
    "> How are we doing?": 7,
    "**Feelings**": 7,
    "**Mood check:**": 7,
    "## Sam's check-in": 2,
    "## Robin: Check-In": 2,
    "## Wins and check-in": 2,
    "## Nov 19 check-in": 2,
    "## Icebreaker / Check-in": 2,
    "## How are you, Sam?": 2,
    "## How\N{RIGHT SINGLE QUOTATION MARK}s everyone?": 2,
    "## How was your week?": 2,
    "## Chek-in": 2,
    "## C h e c k - i n": 2,
    "## \N{CYRILLIC CAPITAL LETTER ES}heck-\N{LATIN SMALL LETTER DOTLESS I}n": 2,
    "## Check&nbsp;in": 2,
    "## <u>Check-in</u>": 2,
    "## <!-- x --> Check<!-- y -->-in": 2,
    f"## {HEART}": 2,
    "# Check-in": 1,
    "Check-in\n========": 1,
    "Check-in\n---": 2,
    "== Check-in ==": 2,
    "<h3>Check-in</h3>": 3,
    "<b>Check-in</b>": 7,
    "<details><summary>Check-in</summary>": 7,
    "**Check-in**": 7,
    "**Check-in:**": 7,
    "**Check-in**:": 7,
    "__3. Check-in__": 7,
    "*Check-in*": 7,
    "***Check-in***": 7,
    f"**Check-in:** {MARK}": 7,
    f"**Check-in** - {MARK}": 7,
    "Check-in:": 7,
    "Check-in": 7,
    "(Check-in)": 7,
    "CHECK IN -": 7,
    "~~Check-in~~": 7,
    "**Check**-in": 7,
    "**Check-in** (5 min)": 7,
    f"**Check-in** {MARK}": 7,
    f"Check-in: {MARK}": 7,
    f"[!check-in] {MARK}": 7,
    f"all is well<br>**Check-in:** {MARK}": 7,
    "<h2>\nCheck-in\n</h2>": 7,
    "<details>\n<summary>Check-in</summary>": 7,
    "- **Check-in**": 7,
    f"- **Check-in:** {MARK}": 7,
    "1. ### Check-in": 3,
    "> ## Check-in": 2,
    "> [!note] Check-in": 7,
    "> **Check-in**": 7,
    "Check-in / Icebreaker": 7,
    "Check-in & celebrations": 7,
    "Wins + check-in": 7,
    "Check-in and wins": 7,
}
OPENED |= dict.fromkeys(
    (
        *(
            "## Wellbeing",
            "## How's Sam doing?",
            "## How are y'all doing?",
            "## How did your week go?",
            "## Well-being",
        ),
        *(
            "## Energy level",
            "## Stress levels",
            "## Emotional weather",
            "## Befindlichkeit",
            "## Wie war deine Woche?",
        ),
        *("## \u00bfC\u00f3mo te va?", "## Hvordan har du det?", "## Feelings wheel", "## Heart check"),
        *("## Wie gehts euch?", "## Wie fühlst du dich heute?", "## ¿Cómo están?", "## Como você está?"),
        *("## Hur mår du?", "## Comment te sens-tu ?", "## How are you holding up?"),
        *("## How I'm really doing", "## How it's going", "## How goes it?"),
        *("## What's on your mind?", "## What is on my heart?", "## Where are you at today?", "## Where are we at?"),
        *("## How Sam feels", "## How is Sam feeling?", "## Chk-in", "### Peak and pit", "## Pits & peaks"),
        *("## Highlights and lowlights", "## Happies and crappies", "## Sun & clouds", "## Fist to five"),
        *("## Emoji check", "## Social battery", "## Battery level", "## Internal weather", "## Mental health check"),
        *("## Self-care", "## Wellness", "## Vibes", "## Gef\u00fchle", "## Stimmungsbarometer", "## Sentimientos"),
        *("## C\u00f3mo me siento", "## Humeur", "## M\u00e9t\u00e9o int\u00e9rieure", "## Off the record"),
        *("## Just between us", "## Not for the report", "## Private", "## Confidential"),
    ),
    2,
)
WORDS = (
    f"{MARK}",
    f"- {MARK}",
    f"  - {MARK}\n    {MARK}",
    f"- [ ] {MARK} (due 2026-11-26)",
    f"> {MARK}",
    f"1. {MARK}\n\n   {MARK}",
    f"<!-- {MARK} -->",
    f"| a |\n|---|\n| {MARK} |",
    f"```\n{MARK}\n```\n{MARK}",
    f"    {MARK}",
    f"#### Success\n- {MARK}",
    f"**Sam**\n{MARK}",
    f"*{MARK}*\n\n***\n\n{MARK}",
)
UNCLOSED = (
    *("<!-- a thought", "```", "~~~~ text", "- <!-- one\n", "<pre>", "<script>", "<![CDATA[", "<?", "<!-- a\n\n<!-- b"),
    "`````",
)
PLAIN = (
    "- all is well",
    "all is well",
    "> all is well",
    "- [ ] @mentee all is well",
    "- one\n  - two\n\n  all is well",
)
HEADINGS = ("## Successes", "## Areas of growth", "## Notes", "## Next steps", "## Agenda", "## Wins", "# Successes")


def note(chance: random.Random) -> str:
    """Write a note in which the mark is under Check-in and nowhere else."""
    parts = ["---\ntype: meeting\ndate: 2026-11-19\n---\n# Meeting\n"]
    for _ in range(chance.randrange(1, 4)):
        parts.append(f"{chance.choice(HEADINGS)}\n{chance.choice(('', chr(10)))}")
        parts += [chance.choice(PLAIN) for _ in range(chance.randrange(3))]
        # Right before a line of text an unclosed block holds it; before a heading of level 1 or 2 it ends there.
        opened, level = chance.choice(tuple(OPENED.items()))
        if level <= 2 and opened.startswith("#") and chance.random() < 0.6:
            parts.append(chance.choice(UNCLOSED))
        elif chance.random() < 0.5:
            parts.append("")
        parts.append(opened)
        for _ in range(chance.randrange(1, 4)):
            words = [text for text in WORDS if level < 4 or not text.startswith("#")]
            parts += [chance.choice(("", "\n")), chance.choice(words)]
        if chance.random() < 0.3:
            parts.append(chance.choice(UNCLOSED) + f"\n{MARK}")
        level = min(level, 2)
        parts += ["", f"{'#' * level} {chance.choice(('Successes', 'Notes', 'Wins'))}", "- all is well", ""]
    return "\n".join(parts)


@pytest.mark.parametrize("seed", range(times(400, 20_000)))
def test_no_line_of_a_check_in_is_read(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same note for the same number
    text = note(chance)
    settings = replace(
        SETTINGS, headings=(("Feelings", "Check-in"), (f"{HEART}\N{VARIATION SELECTOR-16}", "How are you?"))
    )
    document = parse_document(text)
    body, _ = parse_body(
        "meetings/2026-11-19.md", document, settings=settings, prompts=frozenset(), day=chance.choice((None, DAY))
    )
    entries = chain.from_iterable(section.entries for section in body.sections)
    assert MARK not in " ".join([*(entry.text for entry in entries), *(copy.text for copy in body.steps)]), text
    assert MARK not in " ".join(section.name for section in body.sections), text
    words = " ".join(entry.text for section in body.sections for entry in section.entries)
    assert "all is well" in words or "```" in text  # a block that one part opens may end at the next one's


@pytest.mark.parametrize(
    "part",
    [
        f"- Check-in: {MARK}\n  {MARK}\n{MARK}",
        f"- Check-in\n  - {MARK}\n\n    {MARK}",
        f"1. Sam's check-in: {MARK}",
        f"- Sam Sample: Check-in: {MARK}",
        f"- **Sam:** check-in - {MARK}",
        f"- @mentee Check-in: {MARK}",
        f"- [x] Check-in\n  - {MARK}",
        f"- **Check in** (5 min): {MARK}",
        f"- Off the record: {MARK}",
        f"- **Sam:** between us - {MARK}",
        f"> - Check-in - {MARK}\n>   - {MARK}",
        f"* How are you? {MARK}",
        f"- How are we?\n  - {MARK}",
        f"- \u2028Check-in: {MARK}",
        *(
            f"- {label} {MARK}"
            for label in ("Check-in Sam:", "Check-in --", "Check-in \u2192", "Check-in =", "Check-in;")
        ),
        *(
            f"- {label} {MARK}"
            for label in ("Sam (check-in):", "Sam - check-in:", "Check-in\u2026", "Check-in/", "Check-in.")
        ),
        f"{' ' * 1_100}- Check-in: {MARK}",
        f"* How was your week? {MARK}",
        f"| 9:00 | Check-in | {MARK} |\n|---|---|---|\n| | | {MARK} |\n",
        f"| Sam | Check-in |\n|---|---|\n| | {MARK} |\n",
        f"- Check-in & celebrations\n  - {MARK}",
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_an_item_or_a_row_that_is_a_check_in_hides_itself_and_what_is_below_it(part: str, ending: str) -> None:
    text = f"# Meeting\n\n## Successes\n\n{part}\n- all is well\n".replace("\n", ending)
    body, _ = parse_body(
        "meetings/2026-11-19.md", parse_document(text), settings=SETTINGS, prompts=frozenset(), day=DAY
    )
    words = [entry.text for section in body.sections for entry in section.entries]
    assert MARK not in " ".join(words + [step.text for step in body.steps])
    assert "all is well" in " ".join(words)
    assert MARK not in clean_markdown(text, NO_LOG)


@pytest.mark.parametrize("seed", range(times(3, 40)))
def test_no_command_shows_a_line_of_a_check_in(seed: int, example: Path, run: Run) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same notes for the same number
    settings = example / "coachlog.yml"
    own = f'headings: {{Feelings: Check-in, "{HEART}": Check-in}}\n'
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    for day in range(1, 20):
        (example / "meetings" / f"2026-11-{day:02}.md").write_text(
            note(chance).replace("2026-11-19", f"2026-11-{day:02}"), encoding="utf-8"
        )
    for words in ((), ("successes",), ("progress",), ("hours",), ("agenda",), ("steps", "--all"), ("report",)):
        for form in ((), ("--json",)):
            done = run(*words, *form)
            assert done.status in (0, 1), done
            assert MARK not in done.out + done.err
    assert "all is well" in run("successes").out
    pages = (path for path in Path.home().rglob("*.md"))
    assert not [path for path in pages if MARK in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("alias", ["Check-in", "check in", "**Check-in**", "How are you?", "1. Checkin"])
def test_no_alias_of_the_pairs_makes_a_check_in_another_section(alias: str, example: Path, run: Run) -> None:
    settings = example / "coachlog.yml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(f'{before}headings: {{"{alias}": Successes, Shine: Successes}}\n', encoding="utf-8")
    (example / "meetings" / "2026-11-19.md").write_text(
        f"---\ntype: meeting\n---\n# M\n\n## {alias}\n\n- {MARK}\n\n## Shine\n\n- all is well\n", encoding="utf-8"
    )
    done = run("successes")
    line = before.count("\n") + 1
    assert done.status == 1
    assert f"coachlog.yml:{line}:" in done.out + done.err
    assert MARK not in done.out
    assert "all is well" in done.out


def test_what_is_not_closed_is_named_with_its_line(example: Path, run: Run) -> None:
    (example / "meetings" / "2026-11-19.md").write_text(
        "---\ntype: meeting\n---\n# M\n\n## Notes\n\n```\ncode\n\n## Successes\n\n- all is well\n", encoding="utf-8"
    )
    done = run("successes")
    assert done.status == 1
    assert "meetings/2026-11-19.md:8: " in done.out + done.err
    assert "all is well" in done.out


@pytest.mark.parametrize("title", ["Check-in of 19 November", "Check-in with Kim", "Weekly check-in: Robin and Sam"])
def test_a_notes_title_that_names_it_a_check_in_hides_what_is_right_below_it(title: str) -> None:
    text = (
        f"# {title}\n\nSam {MARK}\n\n## Successes\n\n- all is well\n\n# {title}\n\n- {MARK}\n\n## Notes\n\n- {MARK}\n"
    )
    body, _ = parse_body(
        "meetings/2026-11-19.md", parse_document(text), settings=SETTINGS, prompts=frozenset(), day=DAY
    )
    words = [entry.text for section in body.sections for entry in section.entries]
    assert words == ["all is well"]


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("Check-in", "\n- canary\n"),
        ("Check-in of 19 November", "\ncanary\n"),
        ("How are you?", "canary\n"),
        ("Mood", "- canary\n"),
    ],
)
def test_another_title_publishes_nothing(title: str, below: str, example: Path, run: Run) -> None:
    settings = example / "coachlog.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "headings: {Mood: Check-in}\n", encoding="utf-8")
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(
        f"---\ntype: meeting\n---\n\n# {title}\n{below}\n# Rest\n\n## Successes\n\n- all is well\n", encoding="utf-8"
    )
    for new in ("Ratios", "Fractions"):
        done = run("rename", "2026-11-19", new)
        assert done.status == 0, done
        text = note.read_text(encoding="utf-8")
        assert f"# {new}\n" in text
        document = parse_document(text)
        lines = check_in_lines(document, (("Mood", "Check-in"),))
        assert all(number in lines for number, line in enumerate(document.lines) if MARK in line), text
        assert "all is well" in run("successes").out


@pytest.mark.parametrize("title", ["How are you?", "Feelings", "Check-in", "Private", "Wie geht's?"])
def test_a_goal_or_a_lesson_called_so_is_read(title: str, example: Path, run: Run) -> None:
    goal = run("goals", "add", title, "--json").data["id"]
    assert run("goals", "update", goal, "half of them dare").status == 0
    assert run("goals", "show", goal, "--json").data["history"][-1]["text"] == "half of them dare"
    assert "half of them dare" in run("goals", "show", goal).out
    lesson = run("lessons", "add", title, "--json").data["id"]
    path = example / "lessons" / f"{lesson}.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace(f"# {title}\n", f"# {title}\n\n{MARK}\n"), encoding="utf-8"
    )
    assert run("lessons", "taught", lesson, "went well").status == 0
    done = run("share", "lesson", lesson, "--to", str(example.parent / "shared.md"))
    shared = (example.parent / "shared.md").read_text(encoding="utf-8")
    assert done.status == 0, done
    assert title in shared
    assert MARK not in shared
    assert run("rename", goal, "Another").status == 0
    assert (example / "goals" / f"{goal}.md").read_text(encoding="utf-8").count("\n# ") == 1


PARTS = "- all is well\n- Check-in: canary\n\n**Check-in**\n\n- canary\n\n### Check-in\n\n- canary\n"


def test_no_check_in_on_an_agenda_comes_into_the_next_note(example: Path, run: Run) -> None:
    note = example / "meetings" / "2026-11-19.md"
    note.write_text(f"---\ntype: meeting\n---\n# M\n\n## Agenda\n\n{PARTS}\n## Notes\n", encoding="utf-8")
    run("meet", "--no-edit", "--today", "2026-12-03")
    text = (example / "meetings" / "2026-12-03.md").read_text(encoding="utf-8")
    assert "- [ ] all is well" in text
    assert MARK not in text


def test_no_check_in_within_a_lesson_s_section_is_shown_beside_its_text(example: Path, run: Run) -> None:
    lesson = example / "lessons" / "ratios-in-the-real-world-x2p7d.md"
    text = lesson.read_text(encoding="utf-8").replace(
        "## Voice and choice\n\n", f"## Voice and choice\n\n{PARTS}\n## Task\n\n"
    )
    lesson.write_text(text, encoding="utf-8")
    lines = run("lessons", "show", "x2p7d", "--json").data["voice_and_choice"]
    assert lines[0] == "all is well"
    assert MARK not in " ".join(lines)
    compared = run("lessons", "compare", "x2p7d").out
    assert "all is well" in compared
    assert MARK not in compared
