"""YAML is read as text that was typed, and what is refused is refused in our words with its line."""

import pytest
import yaml

from coachlog.markdown.edit_yaml import plain_data
from coachlog.markdown.yaml_text import YamlError, parse_yaml
from coachlog.model.parse_settings import parse_settings
from tests.support.documents import HOSTILE

SETTINGS, _ = parse_settings(b"coachlog: 1\npeople:\n  - {id: mentor, name: Robin}\n  - {id: mentee, name: Sam}\n")


@pytest.mark.parametrize(("text", "code"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_yaml_is_refused_with_its_line(text, code):
    with pytest.raises(YamlError) as trouble:
        parse_yaml(text)
    assert trouble.value.code == code
    assert trouble.value.line <= text.count("\n")


def refusal(text):
    with pytest.raises(YamlError) as trouble:
        parse_yaml(text)
    return trouble.value.line, trouble.value.code, trouble.value.message


def reworded(text, **options):
    try:
        yield from PARSE(text, **options)
    except yaml.MarkedYAMLError as error:
        error.problem, error.context = "foo", error.context and "bar"
        raise


PARSE = yaml.parse
PLAIN_WORDS = {
    "colon": ("a: 1\nb: x: y\n", 1, "a value with a colon in it needs quotes around it"),
    "bracket": ("a: 1\nb: [2\nc: 3\n", 1, "a bracket opens here and does not close"),
    "brace": ("a: {b: 2\nc: 3\n", 0, "a bracket opens here and does not close"),
    "bracket at the end": ("a: [1,\n", 1, "a bracket opens before this and does not close"),
    "quote": ("a: 'x\nb: 1\n", 0, "a quote opens here and does not close"),
    "double quote": ('b: 1\na: "x\n', 1, "a quote opens here and does not close"),
    "backslash": (
        'a: "\\q"\n',
        0,
        "a `\\` between double quotes has a special meaning; put single quotes around the value",
    ),
    "letters after a backslash": (
        'a: "\\xZZ"\n',
        0,
        "a `\\` between double quotes has a special meaning; put single quotes around the value",
    ),
    "at sign": ("a: @mentor\n", 0, "a value cannot begin with this character; put quotes around it"),
    "tab": ("a:\n\tb: 1\n", 1, "a value cannot begin with this character; put quotes around it"),
    "dash": ("a: - b\n", 0, "a value cannot begin with this character; put quotes around it"),
    "star": ("a: * b\n", 0, "a value cannot begin with this character; put quotes around it"),
    "closing bracket": ("a: ]\n", 0, "a value cannot begin with this character; put quotes around it"),
    "more after a quote": (
        "a: 'x' y\n",
        0,
        "this line is not a `key: value` line; quotes or indents before it may be off",
    ),
    "quoted line": ("'x'\nfoo\n", 1, "this line is not a `key: value` line; quotes or indents before it may be off"),
    "indent": ("  a: 1\n b: 2\n", 1, "this line is not a `key: value` line; quotes or indents before it may be off"),
}


@pytest.mark.parametrize(("text", "line", "message"), PLAIN_WORDS.values(), ids=PLAIN_WORDS)
def test_bad_yaml_is_told_in_our_words(text, line, message):
    assert refusal(text) == (line, "bad-yaml", message)


@pytest.mark.parametrize("text", [text for text, *_ in (*HOSTILE.values(), *PLAIN_WORDS.values())])
def test_hostile_yaml_is_refused_alike_whatever_the_words_of_the_library(text, monkeypatch):
    before = refusal(text)
    monkeypatch.setattr(yaml, "parse", reworded)
    assert refusal(text) == before


def test_hostile_yaml_is_measured_by_our_limit_before_the_limit_of_the_library(monkeypatch):
    def refuse_early(text, **options):
        if text.count("[") > 20:
            mark = yaml.Mark("", text.index("[" * 20) + 20, 0, 0, text, 0)
            raise yaml.scanner.ScannerError("foo", mark, "bar", mark)
        yield from PARSE(text, **options)

    monkeypatch.setattr(yaml, "parse", refuse_early)
    assert refusal("a: " + "[" * 200)[1] == "yaml-too-deep"
    assert refusal("a: " + "[" * 20)[1] == "yaml-too-deep"


@pytest.mark.parametrize(
    "text", ["a: '" + "[" * 2_000 + "'\n", "a: x # " + "[" * 2_000 + "\n", "a: x" + "[" * 2_000 + "\n"]
)
def test_brackets_in_a_text_or_a_comment_are_no_depth(text):
    assert list(plain_data(parse_yaml(text))) == ["a"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("15:30", "15:30"),
        ("no", "no"),
        ("0123", "0123"),
        ("2025-02-30", "2025-02-30"),
        ("1e3", "1e3"),
        ("'a'", "a"),
        ("~", ""),
    ],
)
def test_a_scalar_stays_the_text_that_was_typed(typed, read):
    assert plain_data(parse_yaml(f"key: {typed}\n")) == {"key": read}
