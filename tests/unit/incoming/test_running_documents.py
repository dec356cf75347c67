"""Running documents as people keep them become the meetings that a person would expect, and no word is lost."""

import pytest

from tests.support.running_documents import RunningDocument, planned, understood
from tests.support.text_examples import TEXT_DOCUMENTS
from tests.support.word_examples import WORD_DOCUMENTS

DOCUMENTS = (*TEXT_DOCUMENTS, *WORD_DOCUMENTS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_a_document_becomes_the_meetings_that_a_person_expects(document: RunningDocument) -> None:
    page = planned(document.name, document.make(), document.settings)
    assert understood(page, document.settings) == document.expected
    assert page.blank == document.blank
