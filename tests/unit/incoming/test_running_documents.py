"""Running documents as people keep them become the meetings that a person would expect, and no word is lost."""

import re
from collections.abc import Iterator

import pytest

from coachlog.incoming.files import read_page
from coachlog.incoming.passages import Passage, words_in_line
from tests.support.running_documents import RunningDocument, planned, understood
from tests.support.text_examples import TEXT_DOCUMENTS
from tests.support.web_examples import WEB_DOCUMENTS
from tests.support.word_examples import WORD_DOCUMENTS

DOCUMENTS = (*TEXT_DOCUMENTS, *WEB_DOCUMENTS, *WORD_DOCUMENTS)
PLACES = re.compile(r"\[[A-Z#][^\]]*\](?!\()")
# Who a step belongs to is kept as their id; the heads of a table of tasks are said by the steps.
SAID_OTHERWISE = {"robin", "sam", "both", "teacher", "mentor", "coach", "who", "what", "by", "when"}


def all_words(passages: tuple[Passage, ...]) -> Iterator[str]:
    for passage in passages:
        yield from words_in_line(passage.words)
        for remark in passage.remarks:
            yield from words_in_line(f"{remark.author} {remark.text}")
        for row in passage.rows:
            for cell in row:
                yield from all_words(cell)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_document_becomes_the_meetings_that_a_person_expects(document: RunningDocument) -> None:
    page = planned(document.name, document.make(), document.settings)
    assert understood(page, document.settings) == document.expected
    assert page.blank == document.blank


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_no_word_of_a_document_is_lost(document: RunningDocument) -> None:
    content = document.make()
    page = planned(document.name, content, document.settings)
    kept = {word for meeting in page.meetings for word in words_in_line(meeting.text)}
    lost = set(all_words(read_page(document.name, content).passages)) - kept - SAID_OTHERWISE
    # A blank copy of a form is nothing: neither its date nor its places to fill in.
    blank = set(words_in_line(" ".join(PLACES.findall(content.decode("utf-8", "ignore"))))) if page.blank else set()
    assert {word for word in lost - blank if not (page.blank and word.isdecimal())} == set()


def test_what_a_form_has_ticked_is_what_the_meeting_was_for() -> None:
    document = next(document for document in DOCUMENTS if "things to tick" in document.name)
    (meeting,) = planned(document.name, document.make()).meetings
    assert "\nactivities: [planning]\n" in meeting.text
    assert "○ Analyzing student work ☒ Planning instruction\n" in meeting.text.partition("\n## ")[0]


@pytest.mark.parametrize("name", ["things to tick", "a check-in that stays hidden", "a form's questions"])
def test_the_day_of_the_next_meeting_is_known(name: str) -> None:
    document = next(document for document in DOCUMENTS if name in document.name)
    (meeting,) = planned(document.name, document.make()).meetings
    assert "\nnext: {date: 2026-09-24}\n" in meeting.text


def test_a_step_that_stands_in_two_weeks_is_one_with_its_first_day_and_its_due_date() -> None:
    document = next(document for document in DOCUMENTS if "from week to week" in document.name)
    first, second = planned(document.name, document.make()).meetings
    assert "- [ ] @mentee policy draft (due 2026-10-01)\n" in first.text
    assert "- [ ] @mentee policy draft (due 2026-10-01) (from 2026-09-17)\n" in second.text
