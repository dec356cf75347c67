"""`coachlog frameworks`: coded items are listed, searched and brought in."""

import json

import pytest

from coachlog.frameworks import framework_ids
from coachlog.frameworks.importing import parse_items
from tests.support.world import git

TABLE = "Code,Title,Text,Parent\nDG1,Reasoning,Every student gives reasons,\nDG1.a,In math,,DG1\nDG2,Belonging,,\n"


def test_the_list_begins_with_the_ids(run, example):
    out = run("frameworks").out.splitlines()
    assert out[0].split()[0] == "Id"
    assert [line.split()[0] for line in out[1:-1]] == sorted([*framework_ids(), "district-goals"])
    rows = run("frameworks", "--json").data
    assert list(rows[0]) == ["id", "title", "kind", "version", "count", "path"]


def test_outside_every_log_the_shipped_ones_are_at_hand(run):
    assert "iste-coaches-2019" in run("frameworks").out
    assert run("frameworks", "--log", "nowhere").status == 3


def test_one_is_shown_with_its_codes_by_any_beginning_of_its_id(run, example):
    out = run("frameworks", "show", "iste").out
    assert out.startswith("ISTE Standards for Coaches (2019) (iste-coaches-2019, version 2019)\n- 1  Change Agent")
    assert "\n  - 2c  Shared goals  (" in out
    assert "Not the official text" in out
    data = run("frameworks", "show", "ISTE-coaches-2019.yml", "--json").data
    assert len(data["items"]) == 33
    one = run("frameworks", "show", "ccss", "CCSS.MATH.CONTENT.7.RP.A.2.A", "--json").data["items"]
    assert [item["code"] for item in one] == ["7.RP.A.2a"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["c"], "`c` means more than one framework"),
        (["danielson"], "there is no framework `danielson`"),
        ([""], "there is no framework ``"),
        (["iste", "2f"], "has no item `2f`"),
        (["casel", "zzzzz"], "hint: coachlog frameworks show casel"),
    ],
)
def test_what_is_not_there_is_refused_with_what_there_is(words, told, run, example):
    result = run("frameworks", "show", *words)
    assert result.status == 1
    assert told in result.err


def test_a_search_goes_through_all(run, example):
    rows = run("frameworks", "search", "Learning", "networks", "--json").data
    assert [(row["framework"], row["code"]) for row in rows] == [("iste-coaches-2019", "2b")]
    assert ("iste-coaches-2019", "2c") in [
        (row["framework"], row["code"]) for row in run("frameworks", "search", "4.2.C", "--json").data
    ]
    assert "2b" in run("frameworks", "search", "networks").out
    assert "Nothing found" in run("frameworks", "search", "zzzz").out
    assert run("frameworks", "search", " ").status == 2


def test_a_list_of_the_pairs_own_is_brought_in(run, example, tmp_path):
    (tmp_path / "Our goals.csv").write_bytes(b"\xef\xbb\xbf" + TABLE.replace("\n", "\r\n").encode())
    result = run("frameworks", "import", tmp_path / "Our goals.csv")
    assert (result.status, result.err) == (0, "")
    assert "Imported 3 items as “Our goals”: frameworks/our-goals.yml" in result.out
    text = (example / "frameworks" / "our-goals.yml").read_text("utf-8")
    assert text == (
        "title: Our goals\nkind: content\nitems:\n"
        "  - {code: DG1, title: Reasoning, text: Every student gives reasons}\n"
        "  - {code: DG1.a, title: In math, parent: DG1}\n"
        "  - {code: DG2, title: Belonging}\n"
    )
    assert git(example, "log", "-1", "--format=%s").strip() == "frameworks import: 3 items"
    assert "  - DG1.a  In math" in run("frameworks", "show", "our").out
    again = run("frameworks", "import", tmp_path / "Our goals.csv")
    assert again.status == 1
    assert "hint: add --replace" in again.err
    assert run("frameworks", "import", tmp_path / "Our goals.csv", "--replace").status == 0


def test_a_file_of_the_pairs_own_takes_the_place_of_a_shipped_one(run, example, tmp_path):
    (tmp_path / "ours.json").write_text(json.dumps([{"code": "2c", "title": "Ours"}]), encoding="utf-8")
    words = ("--id", "iste-coaches-2019", "--kind", "coaching", "--title", "Our own")
    assert run("frameworks", "import", tmp_path / "ours.json", *words).status == 0
    assert "Our own (iste-coaches-2019)\n- 2c  Ours\n" in run("frameworks", "show", "iste").out
    (example / "frameworks" / "iste-coaches-2019.yml").write_bytes(b"title: \xff\n")
    result = run("frameworks")
    assert result.status == 1
    assert "frameworks/iste-coaches-2019.yml:1: this file has letters that cannot be read" in result.err
    assert "ISTE Standards for Coaches" in result.out


def test_a_link_among_the_pairs_own_is_told(run, example, tmp_path):
    (tmp_path / "x.yml").write_text("title: X\n", encoding="utf-8")
    (example / "frameworks" / "x.yml").symlink_to(tmp_path / "x.yml")
    result = run("frameworks")
    assert result.status == 1
    assert "[cannot-read]" in result.err


BAD = [
    ("a.csv", "code,title\n,No code\nA,Good\nA,Again\nB,\nC,Three,cells,here\n", [2, 4, 5, 6]),
    ("a.csv", 'code,title\nA,"Open\n', [2]),
    ("a.csv", "code,title,parent\nA,Good,Z\n", [2]),
    ("a.csv", "code,title\nA,\x00\n", [2]),
    ("a.csv", "code,title\n\n", [1]),
    ("a.json", '[\n {"code": "A", "title": "Good"},\n 5,\n {"title": "No code"}\n]', [3, 4]),
    ("a.json", '[\n {"code": "A", "title": "Good"},\n {"code": }\n]', [3]),
    ("a.json", "[" * 100_000, [1]),
    ("a.json", "[]", [1]),
    ("a.json", "", [1]),
]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (
            "a.csv",
            'code,title\nA,"Open\n',
            "this is not a table from here on; a quote may be open, or be inside a cell",
        ),
        (
            "a.csv",
            'code,title\nA,"Open"x\n',
            "this is not a table from here on; a quote may be open, or be inside a cell",
        ),
        ("a.json", '[\n {"code": }\n]', "this is not JSON from here on"),
        ("a.json", "[" * 100_000, "this is nested too deep"),
    ],
)
def test_a_bad_table_is_told_in_our_words(name, text, words, run, example, tmp_path):
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert f": {words} [bad-row]\n" in run("frameworks", "import", tmp_path / name).err


@pytest.mark.parametrize(("name", "text", "lines"), BAD)
def test_a_bad_row_is_told_with_its_line_and_nothing_is_written(name, text, lines, run, example, tmp_path):
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = run("frameworks", "import", tmp_path / name)
    assert result.status == 1
    told = [line for line in result.err.splitlines() if line.startswith(f"{name}:")]
    assert [int(line.split(":")[1]) for line in told] == lines
    assert "Nothing was imported" in result.out
    assert [page.name for page in (example / "frameworks").iterdir()] == ["district-goals.yml"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", TABLE),
        ("a.csv", TABLE.replace(",", ";")),
        ("a.txt", TABLE.replace(",", "\t")),
        ("a.json", '[{"code": "DG1", "title": "Reasoning"}, {"code": "DG2", "text": "Belonging", "parent": null}]'),
        ("a.json", '{"note": "x", "items": [{"code": "DG1", "title": "A"}, {"code": 2, "name": "B"}]}'),
        ("a.json", '{"CFItems": [{"humanCodingScheme": "DG1", "fullStatement": "Reasoning"}]}'),
        ("a.jsonl", '{"code": "DG1", "title": "A"}\n{"statement_code": "DG2", "description": "B"}\n'),
    ],
)
def test_tables_and_lists_are_read_as_people_and_publishers_write_them(name, content):
    items, problems = parse_items(name, content.encode())
    assert problems == []
    assert items[0].code == "DG1"
    assert all(item.title for item in items)


@pytest.mark.parametrize(
    ("name", "content", "options", "status", "told"),
    [
        ("a.csv", b"name,words\nA,B\n", [], 1, "a.csv:1: the first line does not name a column `code`"),
        ("a.csv", b"code,title\nA,\xff\n", [], 1, "a.csv:2: this file has letters that cannot be read"),
        ("a.csv", b"x" * (1024 * 1024 + 1), [], 1, "larger than 1 MB"),
        ("a.csv", TABLE.encode(), ["--kind", "magic"], 2, "there is no kind `magic`"),
        ("", b"", [], 1, "there is no file"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(name, content, options, status, told, run, example, tmp_path):
    if name:
        (tmp_path / name).write_bytes(content)
    result = run("frameworks", "import", tmp_path / (name or "nothing.csv"), *options)
    assert result.status == status
    assert told in result.err
    assert "Traceback" not in result.err


def test_more_than_a_file_of_the_log_can_hold_is_refused_before_it_is_written(run, example, tmp_path):
    rows = "".join(f"A{n},title {n},text\n" for n in range(600))
    (tmp_path / "all.csv").write_text(f"code,title,text\n{rows}", encoding="utf-8")
    result = run("frameworks", "import", tmp_path / "all.csv")
    assert result.status == 1
    assert "all.csv has 600 rows, more than one file of a log can hold" in result.err
    assert [page.name for page in (example / "frameworks").iterdir()] == ["district-goals.yml"]


def test_words_with_signs_in_them_stay_words(run, example, tmp_path):
    rows = [{"code": "A: 1", "title": "no", "text": "- [x] {{title}} \u001b[31m # & * ! | >\n two"}]
    (tmp_path / "odd.json").write_text(json.dumps(rows), encoding="utf-8")
    assert run("frameworks", "import", tmp_path / "odd.json").status == 0
    (item,) = run("frameworks", "show", "odd", "--json").data["items"]
    assert (item["code"], item["title"]) == ("A: 1", "no")
    assert item["text"] == "- [x] {{title}} [31m # & * ! | > two"
    assert run("check").status == 0


def test_a_file_larger_than_anybody_types_is_not_read(run, example):
    (example / "frameworks" / "big.yml").write_bytes(b"#" * (8 * 1024 * 1024))
    result = run("frameworks")
    assert result.status == 1
    assert "frameworks/big.yml:1:" in result.err
    assert "[too-large]" in result.err


def test_ids_and_codes_are_offered_to_the_shell(run, example):
    import typer

    from coachlog.app.completion import complete_frameworks, complete_indicators, complete_standards
    from coachlog.context import Context

    class Asked(typer.Context):
        def find_root(self):
            return self

        def ensure_object(self, _):
            return Context()

    ctx = Asked(typer.main.get_command(typer.Typer(callback=lambda: None)))
    assert [name for name, _ in complete_frameworks(ctx, "c")] == ["casel", "ccss-7rp", "cycles"]
    assert ("2c", "Shared goals") in complete_indicators(ctx, "2")
    assert [code for code, _ in complete_standards(ctx, "DG1")] == ["DG1", "DG1.a"]
