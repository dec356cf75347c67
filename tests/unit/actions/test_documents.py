"""An action changes a document's fields, lists and title, and nothing else in it."""

from hypothesis import given
from hypothesis import strategies as st

from coachlog.actions.documents import add_title, ensure_title, extend_list, set_fields, set_title
from coachlog.markdown.document import parse_document

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)
FRONTS = st.sampled_from(
    [
        "",
        "---\n---\n",
        "---\ntags: []\n---\n",
        "---\ntags: a, b\nmore: 1 # why\n---\n",
        "---\ntags: [a, 'b']\n---\n",
        "---\r\ntags:\r\n- a\r\nmore: x\r\n---\r\n",
        "---\ntags:\n  - a\n  - b\n---\n",
        "---\nmore: x\ntags: ~\n---\n",
    ]
)
BODIES = st.sampled_from(["", "# One\n\ntext\n", "\n\nOne\n===\n", "## Part\r\n", "words", "```\n# no heading\n```\n"])


@given(FRONTS, BODIES, st.lists(WORDS, max_size=4))
def test_words_are_added_once_and_the_text_below_stays(front, body, words):
    document = parse_document(front + body)
    once = extend_list(document, "tags", words)
    assert once.text.endswith(body)
    assert extend_list(once, "tags", words).text == once.text
    if not words:
        assert once.text == document.text


def test_words_with_commas_between_become_a_list_of_them_all():
    document = extend_list(parse_document("---\ntags: a, b\n---\n"), "tags", ["b", "c"])
    assert document.text == "---\ntags: [a, b, c]\n---\n"


def test_of_what_nothing_was_said_stays():
    text = "---\na: 1 # why\nb: 2\n---\n"
    assert set_fields(parse_document(text), {"a": "", "b": [], "c": {}}).text == text
    assert set_fields(parse_document(text), {"b": "3"}).text == text.replace("b: 2", "b: 3")


@given(FRONTS, BODIES)
def test_a_title_is_set_once_and_front_matter_stays(front, body):
    document = parse_document(front + body)
    titled = set_title(document, "Another")
    assert titled.title == "Another"
    assert titled.text.startswith(front)
    assert set_title(titled, "Another").text == titled.text
    assert add_title(document, "Another").text.endswith(body)
    assert ensure_title(titled, "Another").text == titled.text
