"""Question stems: at hand, others each week, the same on both machines."""

from datetime import date, timedelta

from coachlog.frameworks import build_frameworks, load_framework
from coachlog.summary.weekly_prompts import stems_by_kind, stems_of_week
from tests.support.world import git

KINDS = ["paraphrase", "clarify", "probe", "support", "confirm"]
MONDAY = date(2026, 11, 16)


def stems(day):
    return [stem.code for _, stem in stems_of_week([load_framework("prompts")], day)]


def test_each_week_has_one_of_each_kind_and_no_stem_comes_again_soon():
    weeks = [stems(MONDAY + timedelta(weeks=number)) for number in range(8)]
    assert all([code.rpartition("-")[0] for code in week] == KINDS for week in weeks)
    assert len({code for week in weeks for code in week}) == 40
    assert {tuple(stems(MONDAY + timedelta(days=day))) for day in range(7)} == {tuple(weeks[0])}


def test_weeks_follow_one_another_over_new_year():
    assert stems(date(2026, 12, 31)) == stems(date(2027, 1, 3))
    assert stems(date(2027, 1, 4)) != stems(date(2027, 1, 3))


def test_this_weeks_stems_are_printed_and_write_nothing(run, example):
    out = run("prompts").out
    assert out.startswith("Questions for 2026-W47\n")
    assert all(f"({kind})" in out for kind in KINDS)
    data = run("prompts", "--json").data
    assert [row["kind"] for row in data] == KINDS
    assert data == run("prompts", "--me", "mentee", "--today", "2026-11-22", "--json").data
    assert data != run("prompts", "--today", "2026-11-23", "--json").data
    assert git(example, "status", "--porcelain") == ""


def test_a_kind_has_all_its_stems_by_any_beginning_of_its_name(run, example):
    out = run("prompts", "PARA").out
    assert out.startswith("Say back: Show what you heard before you add anything.\n- What I am hearing is …\n")
    assert len(run("prompts", "probe", "--json").data) == 9
    for word in ("c", "why"):
        refused = run("prompts", word)
        assert refused.status == 1
        assert "hint: the kinds are: paraphrase, clarify, probe, support and confirm" in refused.err


def test_stems_are_at_hand_outside_every_log(run):
    assert run("prompts").status == 0


def test_a_file_of_the_pairs_own_takes_their_place_and_another_adds_to_them(run, example, tmp_path):
    own = tmp_path / "ours.csv"
    own.write_text("code,text,parent\nwonder,I wonder,\nw1,I wonder whether …,wonder\nalone,Why?,\n", encoding="utf-8")
    assert run("frameworks", "import", own, "--kind", "prompts").status == 0
    assert [row["kind"] for row in run("prompts", "--json").data] == ["wonder", "alone", *KINDS]
    assert [row["text"] for row in run("prompts", "wonder", "--json").data] == ["I wonder whether …"]
    assert "- Why?" in run("prompts", "alone").out
    assert run("frameworks", "import", own, "--kind", "prompts", "--id", "prompts").status == 0
    (example / "frameworks" / "ours.yml").unlink()
    assert [row["text"] for row in run("prompts", "--json").data] == ["I wonder whether …", "Why?"]


def test_a_broken_file_is_told_and_the_shipped_ones_are_at_hand(run, example):
    (example / "frameworks" / "prompts.yml").write_text("items: [\n", encoding="utf-8")
    result = run("prompts")
    assert result.status == 1
    assert "frameworks/prompts.yml:2:" in result.err
    assert "(paraphrase)" in result.out


def test_meet_has_them_at_hand_and_puts_them_in_no_file(run, example):
    told = run("meet", "--no-edit", "--prompts", "--date", "2026-12-03").out
    assert "Questions for 2026-W49" in told
    note = (example / "meetings" / "2026-12-03.md").read_text("utf-8")
    assert not any(row["text"] in note for row in run("prompts", "--today", "2026-12-03", "--json").data)
    assert "Questions" not in run("meet", "--no-edit").out


def test_a_file_without_stems_has_none_to_show():
    assert stems_of_week([], MONDAY) == ()
    found = build_frameworks({"frameworks/prompts.yml": "kind: prompts\nitems: [{code: a, title: A}]\n"})
    assert list(stems_by_kind([found.choose("prompts")])) == ["a"]
