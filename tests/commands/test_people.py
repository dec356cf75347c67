"""`coachlog people`: all that `init` asked can be mended by a command, and the log's README and title follow."""

import pytest

from tests.support.world import git

NAMES = ("--mentor", "Ana Ruiz", "--mentee", "Ben Ito")


@pytest.fixture
def new(run, sealed):
    run("init", *NAMES, "--me", "mentor", "--minutes", "45")
    return sealed / "coachlog" / "ben-ito"


def test_people_shows_all_that_is_known(run, example):
    result = run("people")
    assert result.status == 0
    for line in ("Robin Example (you)", "  E-mail: sam@example.org", "  Year of experience: 2"):
        assert line in result.out.splitlines()
    assert "You meet every week on Thursday at 3:30 in the afternoon, 45 minutes, virtual." in result.out
    assert "You are asked for 180 minutes a month (district induction)." in result.out
    data = run("people", "--json").data
    assert data["me"] == "mentor"
    assert data["people"][1]["experience_year"] == "2"
    assert data["cadence"] == {"weeks": 1, "weekday": "thursday", "time": "15:30", "minutes": 45, "mode": "virtual"}
    assert data["requirement"] == {"minutes": 180, "per": "month", "source": "district induction"}


def test_each_field_of_a_person_is_set_said_back_and_kept_as_one_entry(run, new):
    result = run(
        *("people", "set", "ben", "--subject", "math", "--grade", "7", "--school", "Lincoln Middle", "--alias", "B."),
        *("--since", "2024-09", "--experience-year", "2", "--email", "ben@example.org", "--role", "partner"),
    )
    assert result.status == 0, result.err
    for words in ("Subject: math", "Grade: 7", "School: Lincoln Middle", "On pages for others: B.", "Since: 2024-09"):
        assert words in result.out
    ben = run("people", "--json").data["people"][1]
    assert ben == {
        "id": "mentee",
        "name": "Ben Ito",
        "role": "partner",
        "email": "ben@example.org",
        "experience_year": "2",
        "subject": "math",
        "grade": "7",
        "school": "Lincoln Middle",
        "alias": "B.",
        "since": "2024-09",
        "quote": [],
    }
    assert git(new, "log", "-1", "--format=%s").strip() == "people set: settings"
    run("people", "set", "mentee", "--alias", "none", "--school", "-", "--years", "3")
    assert run("people", "--json").data["people"][1]["experience_year"] == "3"
    assert "alias" not in (new / "coachlog.yml").read_text()
    assert run("check").status == 0


def test_a_new_name_stands_in_the_title_and_in_the_readme(run, new):
    run("people", "set", "me", "--name", "Ana Ruiz Vega")
    assert "title: Ana Ruiz Vega and Ben Ito\n" in (new / "coachlog.yml").read_text()
    readme = (new / "README.md").read_text()
    assert readme.startswith("# The log of Ana Ruiz Vega and Ben Ito\n")
    assert "Ana Ruiz Vega and Ben Ito keep it together" in readme
    assert git(new, "log", "-1", "--format=%an") == "Ana Ruiz\n"
    run("undo")
    assert "Vega" not in (new / "README.md").read_text() + (new / "coachlog.yml").read_text()


def test_what_a_person_wrote_in_the_readme_stays(run, new):
    text = (new / "README.md").read_text().replace("# The log of Ana Ruiz and Ben Ito", "# Ours")
    (new / "README.md").write_text(text.replace("\n", "\r\n") + "more\r\n", newline="")
    run("people", "set", "--title", "Math, grade 7")
    assert (new / "README.md").read_text(encoding="utf-8").startswith("# Ours")
    run("people", "set", "mentee", "--name", "Ben Itō")
    written = (new / "README.md").read_bytes().decode()
    assert "Ana Ruiz and Ben Itō keep it together: what went well, what to work on,\r\n" in written
    assert "\n" not in written.replace("\r\n", "")
    assert 'title: "Math, grade 7"\n' in (new / "coachlog.yml").read_text()


def test_when_we_meet_and_what_is_asked(run, new):
    result = run(
        *("people", "set", "--weekday", "tue", "--time", "7:45", "--minutes", "1 h", "--every", "every other week"),
        *("--mode", "virtual", "--required", "180 minutes a month", "--required-by", "the district"),
    )
    assert "You meet every 2 weeks on Tuesday at 7:45 in the morning, 1 hour, virtual." in result.out
    assert "You are asked for 180 minutes a month (the district)." in result.out
    run("people", "set", "--required", "10 hours a year")
    assert run("people", "--json").data["requirement"] == {"minutes": 600, "per": "year", "source": "the district"}
    result = run("people", "set", "--required", "none", "--time", "none")
    assert "You meet every 2 weeks on Tuesday, 1 hour, virtual." in result.out
    assert "Nothing is asked of you." in result.out


def test_what_is_asked_can_be_said_where_the_hours_are_counted(run, new):
    counted = run("hours", "--required", "3 hours a month", "--json")
    assert counted.data["requirement"] == {"minutes": 180, "per": "month"}
    assert run("hours", "--required", "none", "--json").data["requirement"] is None
    refused = run("hours", "--required", "a lot")
    assert (refused.status, "180 minutes a month" in refused.err) == (2, True)


@pytest.mark.one_in(2)
@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (["mentee"], 2, "there is nothing to change"),
        (["--name", "Kim"], 2, "does not say who is meant"),
        (["boss", "--name", "Kim"], 1, "nobody in this log is called `boss`"),
        (["me", "--name", "ben ito"], 2, "somebody else in this log is called `ben ito`"),
        (["me", "--name", "Mentee"], 2, "somebody else in this log is called `Mentee`"),
        *[
            (["me", "--name", word], 2, f"`{word}` is nobody's name: a note means something else")
            for word in ("both", "We", "me", "nobody")
        ],
        (["me", "--name", "none"], 2, "a person needs a name"),
        *[(["me", "--years", words], 2, "is no year of teaching") for words in ("long", "0", "many years", "1990")],
        (["me", "--email", "ana"], 2, "not an e-mail address"),
        (["me", "--since", "long ago"], 2, "not a date"),
        (["--weekday", "someday"], 2, "not a weekday"),
        (["--time", "25:00"], 2, "not a time of day"),
        (["--minutes", "long"], 2, "not a number of minutes"),
        (["--every", "month"], 2, "not understood"),
        (["--required", "a lot"], 2, "180 minutes a month"),
        (["me", "--quote", "check-in"], 2, "cannot be quoted"),
    ],
)
def test_what_is_not_understood_is_refused_and_nothing_is_written(run, new, words, status, told):
    before = (new / "coachlog.yml").read_bytes()
    result = run("people", "set", *words)
    assert (result.status, told in result.err) == (status, True), result.err
    assert "hint: " in result.err
    assert (new / "coachlog.yml").read_bytes() == before


def test_consent_to_be_quoted_is_given_by_oneself_alone(run, new):
    assert "May be quoted: successes" in run("people", "set", "me", "--quote", "successes").out
    assert "    quote: [successes]\n" in (new / "coachlog.yml").read_text()
    for more in ([], ["--me", "mentee"]):
        refused = run("people", "set", "mentee", "--quote", "successes", *more)
        assert refused.status == 1
        assert "only Ben Ito can say" in refused.err
    refused = run("people", "set", "me", "--quote", "successes", "--me", "mentee")
    assert refused.status == 1
    run("people", "set", "me", "--quote", "none")
    assert "quote" not in (new / "coachlog.yml").read_text()


_AGREED = "    role: mentee\n    quote: [successes]\n"
_WORDS = "- Sam: something of mine\n"


def _robin_may_quote(two):
    told = two.robin("successes", "--for", "peer", "--today", "2026-11-12").out
    assert ("something of mine" in told) == ("May be quoted" in two.robin("people").out)
    return "something of mine" in told


def test_only_the_person_s_own_entry_lets_their_words_be_quoted(two):
    two.robin.change("meetings/2026-11-12.md", "- one\n", f"- one\n{_WORDS}")
    two.robin.change("coachlog.yml", "    role: mentee\n", _AGREED)
    assert not _robin_may_quote(two), "typed, and not saved yet"
    two.robin.sync()
    assert not _robin_may_quote(two)
    assert "noted that successes of Sam may be quoted" in two.sam.sync().out
    assert "Your consent to be quoted was typed by somebody else, so it does not count." in two.sam("people").out
    assert "May be quoted: successes" in two.sam("people", "set", "me", "--quote", "successes").out
    two.sam.sync()
    two.robin.sync()
    assert _robin_may_quote(two)
    two.robin.change("coachlog.yml", "    quote: [successes]\n", "")
    two.robin("save")
    assert not _robin_may_quote(two)
    two.robin.change("coachlog.yml", "    role: mentee\n", _AGREED)
    two.robin("save")
    assert not _robin_may_quote(two), "taken away, only Sam can give it anew"


@pytest.mark.parametrize(("author", "counts"), [("Robin <robin@example.org>", False), ("Sam <sam@example.org>", True)])
def test_a_consent_that_a_log_begins_with_is_its_author_s(two, author, counts):
    two.robin.change("meetings/2026-11-12.md", "- one\n", f"- one\n{_WORDS}")
    two.robin.change("coachlog.yml", "    role: mentee\n", _AGREED)
    two.robin.git("checkout", "-q", "--orphan", "anew")
    two.robin.git("commit", "-qam", "x", f"--author={author}")
    assert _robin_may_quote(two) == counts


@pytest.mark.parametrize("quote", ["[successes]", "successes", "[Successes]", "\n      - successes"])
def test_a_consent_by_hand_counts_from_the_person_themselves(two, quote):
    two.robin.change("meetings/2026-11-12.md", "- one\n", f"- one\n{_WORDS}")
    two.robin.sync()
    two.sam.sync()
    two.sam.change("coachlog.yml", "    role: mentee\n", f"    role: mentee\n    quote: {quote}\n")
    two.robin.change("coachlog.yml", "title: Robin and Sam\n", "title: Ours\n")
    two.sam.sync()
    two.robin.sync()
    assert _robin_may_quote(two)
    two.sam("people", "set", "me", "--quote", "none")
    two.sam.sync()
    two.robin.sync()
    assert not _robin_may_quote(two)


def test_settings_that_nothing_could_read_meanwhile_give_no_consent(two):
    two.robin.change("meetings/2026-11-12.md", "- one\n", f"- one\n{_WORDS}")
    whole = two.robin.read("coachlog.yml")
    two.robin.write("coachlog.yml", "people: [\n")
    two.robin.git("commit", "-qam", "x")
    two.robin.write("coachlog.yml", whole.replace("    role: mentee\n", _AGREED))
    two.robin.git("commit", "-qam", "y")
    assert not _robin_may_quote(two)


def test_my_entries_stay_mine_under_another_e_mail(run, new):
    run("people", "set", "me", "--email", "ana@example.org")
    assert git(new, "config", "--local", "user.email") == "ana@example.org\n"
    run("people", "set", "me", "--email", "ruiz@example.org")
    assert git(new, "config", "--local", "user.email") == "ruiz@example.org\n"
    assert run("undo").status == 0
    assert run("people", "--json").data["people"][0]["email"] == "ana@example.org"
    assert run("undo").status == 0
    assert run("undo", "--back").status == 0
    assert run("people", "--json").data["people"][0]["email"] == "ana@example.org"


def test_at_a_terminal_each_value_is_asked_for_and_enter_keeps_it(run, new, answer):
    asked = answer("", "", "", "2", "math")
    assert run("people", "set", "mentee").status == 0
    assert (asked[3], len(asked)) == ("The year of teaching they are in: 1, 2 …?", 9)
    ben = run("people", "--json").data["people"][1]
    assert (ben["name"], ben["subject"], ben["experience_year"], ben["school"]) == ("Ben Ito", "math", "2", "")
    answer("boss", "", "someday", "fri", "", "", "", "", "month-first", "", "180 minutes a month")
    result = run("people", "set")
    assert "nobody in this log is called `boss`" in result.err
    assert "`someday` is not a weekday" in result.err
    assert "You meet every week on Friday, 45 minutes." in result.out
    assert "11/5 means 5 November." in result.out
    assert "You are asked for 180 minutes a month." in result.out
    answer("me")
    assert "You meet every week on Friday" in run("people", "set").out


def test_what_11_5_means_and_the_title_are_said_back(run, new):
    assert run("people", "set", "--dates", "day-first").out == "11/5 means 11 May.\n"
    assert run("people", "set", "--dates", "none").out == "Nobody has said what 11/5 means.\n"
    assert run("people", "set", "--title", "Ratios").out == "The log is called Ratios now.\n"


def test_the_partner_is_told_in_words(two):
    two.robin("people", "set", "mentee", "--school", "Lincoln", "--name", "Sam S. Sample")
    two.robin("terms", "add", "2027-spring", "--start", "2027-01-05", "--end", "2027-06-11")
    two.robin("people", "set", "--time", "3:30")
    two.robin("sync")
    told = two.sam("sync").out
    assert "to Sam S. Sample" in told
    assert "set the school of" in told
    assert "added the term 2027-spring (5 January to 11 June)" in told
    assert "the time of your meetings to 15:30" in told
    assert "README" not in told


def test_what_only_follows_a_name_is_not_told(two):
    two.robin.write("README.md", "# The log of Robin and Sam\n\nRobin and Sam keep it together.\n")
    two.robin.sync()
    two.sam.sync()
    two.robin("people", "set", "mentee", "--name", "Sam S. Sample")
    two.robin.sync()
    told = two.sam.sync().out
    assert ("to Sam S. Sample" in told, "README" in told) == (True, False)


def test_people_are_shown_to_somebody_who_is_none_of_them(run, new):
    settings = (
        (new / "coachlog.yml").read_text().replace("id: mentor", "id: coach").replace("role: mentor", "role: coach")
    )
    (new / "coachlog.yml").write_text(settings)
    assert run("people", "--json").data["me"] is None
    assert run("people", "--me", "boss").status == 2
    assert run("people", "set", "mentee", "--subject", "math").status == 1


@pytest.mark.parametrize("words", [["set", "robin", "--subject"], ["set", "--email", "a@example.org", "--grade"]])
def test_an_option_without_its_value_is_refused(words, run, example):
    before = (example / "coachlog.yml").read_bytes()
    refused = run("people", *words)
    assert (refused.status, "needs a value behind it" in refused.err) == (2, True)
    assert (example / "coachlog.yml").read_bytes() == before


def test_a_word_that_is_called_like_an_argument_is_a_word(run, example):
    assert run("note", "text").status == 0


def test_lines_and_steps_with_a_former_name_stay_that_persons(run, new):
    note = new / "meetings" / "2026-11-12.md"
    note.parent.mkdir(exist_ok=True)
    said = "Ben: waited\n\nBen\n- Asked why\n\n## Next steps\n\n- [ ] Ben: call home\n"
    note.write_text(f"---\ntype: meeting\ndate: 2026-11-12\n---\n# Meeting\n\n## Successes\n\n- {said}")
    run("save")
    before = [[(one["by"], one["text"]) for one in run("successes", "--json").data], run("steps", "--json").data]
    assert {by for by, _ in before[0]} == {"mentee"}
    for name in ("Benjamin Ito", "Benno Ito-Ruiz"):
        assert run("people", "set", "mentee", "--name", name).status == 0
    after = [[(one["by"], one["text"]) for one in run("successes", "--json").data], run("steps", "--json").data]
    assert after == before
    assert run("steps", "add", "Ben: hand in plan", "--json").data["owner"] == "mentee"
    assert run("steps", "--owner", "ben", "--json").status == 0
    run("people", "set", "mentee", "--name", "Ben Ito")
    assert "formerly: [Benno Ito-Ruiz, Benjamin Ito]" in (new / "coachlog.yml").read_text()
    assert run("check").status == 0


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("listed", "then", "back"),
    [
        ('  formerly:\n  - Bo  # at school\n  - "B. Ito"', "\n  - Ben Ito", "\n  - Benjamin Ito"),
        ('  formerly: [Bo, "B. Ito"', ", Ben Ito]  # old", ", Benjamin Ito]  # old"),
    ],
)
def test_a_former_name_comes_to_those_that_are_there_and_leaves_them_as_they_were_typed(
    run, new, end, listed, then, back
):
    settings = new / "coachlog.yml"
    known = next(line for line in settings.read_text().splitlines() if line.startswith("id:"))
    top = f"coachlog: 1\n{known}\npeople:\n- id: mentor\n  name: Ana Ruiz\n- id: mentee\n  name: NAME\n" + listed
    closed = "]  # old" if "[" in listed else ""
    settings.write_bytes((top + closed).replace("NAME", "Ben Ito").replace("\n", end).encode())
    for name, added in (("Benjamin Ito", then), ("Ben Ito", back)):
        assert run("people", "set", "mentee", "--name", name).status == 0
        assert settings.read_bytes().decode() == (top + added).replace("NAME", name).replace("\n", end)


def test_a_former_name_that_another_has_now_is_the_others(run, new):
    run("people", "set", "mentee", "--name", "Benjamin Ito")
    run("people", "set", "mentor", "--name", "Ben Ruiz")
    assert run("steps", "add", "Ben: call home", "--json").data["owner"] == "mentor"


def test_a_name_with_the_last_name_in_front_is_one_person_in_each_command(run, sealed):
    root = sealed / "coachlog" / "log"
    made = run("init", root, "--mentor", "Dana", "--mentee", "Weiß, Ana", "--me", "mentor")
    assert "The log of Dana and Ana Weiß is ready" in made.out
    settings = root / "coachlog.yml"
    settings.write_text(settings.read_text().replace("name: Ana Weiß", 'name: "Weiß, Ana"'))
    for typed in ("Ana", "weiss", "Weiß, Ana"):
        assert run("steps", "add", f"ask {typed}", "--owner", typed).status == 0
        run("note", f"{typed}: saw {typed}", "--in", "successes")
    run("note", "I waited", "--in", "successes", "--me", "weiß")
    assert "- Ana: I waited" in next((root / "meetings").glob("*.md")).read_text()
    assert {step["owner"] for step in run("steps", "--json").data} == {"mentee"}
    assert {one["by"] for one in run("successes", "--json").data} == {"mentee"}
    mistyped = run("steps", "add", "x", "--owner", "Anna")
    assert "--owner ana" in mistyped.err
    assert run("steps", "add", "x", "--owner", "ana").status == 0
    assert run("people", "set", "ana", "--name", "Weiß-Berg, Ana").status == 0
    assert "Ana Weiß-Berg" in run("people").out
    assert {one["by"] for one in run("successes", "--json").data} == {"mentee"}
    assert run().out.splitlines()[0] == "Dana and Ana Weiß-Berg"
    assert 'name: "Weiß, Ana"' not in settings.read_text()
