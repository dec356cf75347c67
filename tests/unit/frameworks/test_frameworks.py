"""The coded items that are shipped, and the forms in which people write a code."""

import pytest

from coachlog.frameworks import FRAMEWORK_KINDS, build_frameworks, framework_ids, load_framework, nearest, plain_code


def test_the_shipped_standards_are_whole():
    items = load_framework("iste-coaches-2019").items
    assert [item.code for item in items if not item.parent] == list("1234567")
    assert [sum(item.parent == str(n) for item in items) for n in range(1, 8)] == [5, 3, 4, 4, 3, 3, 4]
    assert len(load_framework("casel").items) == 5
    udl = load_framework("udl-3").items
    assert [sum(item.parent == str(n) for item in udl) for n in range(1, 10)] == [3, 5, 4, 2, 4, 5, 4, 5, 4]
    ccss = load_framework("ccss-7rp").items
    assert [item.code for item in ccss if item.code.startswith("7")] == [
        *("7.RP.A.1", "7.RP.A.2", "7.RP.A.2a", "7.RP.A.2b", "7.RP.A.2c", "7.RP.A.2d", "7.RP.A.3")
    ]
    assert [item.code for item in ccss if item.code.startswith("M")] == [f"MP{n}" for n in range(1, 9)]
    quadrants = [item.code for item in load_framework("design-matrix").items if not item.parent]
    assert quadrants == ["standards", "engaging", "problem", "technology"]
    cycles = load_framework("cycles").items
    assert [item.code for item in cycles if item.parent == "peer-coaching"] == [
        *("assess", "set-goals", "prepare", "implement", "reflect")
    ]
    assert [item.code for item in cycles if item.parent == "instructional"] == ["identify", "learn", "improve"]


@pytest.mark.parametrize("name", framework_ids())
def test_a_shipped_framework_is_well_formed(name):
    framework = load_framework(name)
    assert framework.kind in FRAMEWORK_KINDS
    assert framework.title
    assert framework.version
    assert framework.source
    assert all(item.code and item.title for item in framework.items)
    codes = {item.code for item in framework.items}
    assert len(codes) == len(framework.items)
    assert {item.parent for item in framework.items} <= codes | {""}
    for item in framework.items:
        for word in (item.code, item.code.upper(), *item.aliases):
            assert framework.find(word) == item


def test_no_shipped_file_is_wrong():
    assert build_frameworks({}).problems == ()
    assert load_framework("nothing") is None


@pytest.mark.parametrize("word", ["2c", "2.c", "4.2.c", "4.2c", "2C", "4.2.C", " 2 c ", "2-c"])
def test_an_indicator_is_one_however_it_is_written(word):
    assert load_framework("iste-coaches-2019").find(word).code == "2c"


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("CCSS.MATH.CONTENT.7.RP.A.2.A", "7.RP.A.2a"),
        ("CCSS.Math.Content.7.RP.A.2a", "7.RP.A.2a"),
        ("ccss.math.7.rp.a.2.a", "7.RP.A.2a"),
        ("7.RP.2", "7.RP.A.2"),
        ("7RP2", "7.RP.A.2"),
        ("7.RP.2.a", "7.RP.A.2a"),
        ("7.RP.A.2a", "7.RP.A.2a"),
        ("7.rp.a.3", "7.RP.A.3"),
        ("CCSS.MATH.PRACTICE.MP3", "MP3"),
        ("MP.3", "MP3"),
    ],
)
def test_a_content_standard_is_one_however_it_is_written(word, code):
    assert load_framework("ccss-7rp").find(word).code == code


@pytest.mark.parametrize("word", ["", ".", "7.RP.A.4", "7", "9z"])
def test_what_is_no_code_means_nothing(word):
    assert load_framework("ccss-7rp").find(word) is None


def test_a_form_that_two_items_share_means_neither():
    own = build_frameworks({"frameworks/x.yml": "items: [{code: '1.11', title: A}, {code: '11.1', title: B}]"})
    framework = own.choose("x")
    assert framework.find("111") is None
    assert framework.find("11.1").title == "B"


def test_only_a_publishers_prefix_is_taken_off():
    assert plain_code("CCSS") == "ccss"
    assert plain_code("Math.1") == "math1"
    assert nearest("zzzz", build_frameworks({}).known) is None
    assert nearest("planing", [load_framework("activities")]).code == "planning"
    assert nearest("teaching together!", [load_framework("activities")]).code == "co-teaching"
