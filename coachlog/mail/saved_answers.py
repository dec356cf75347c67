"""The file that a letter's page saves, or the page with its answers: anybody may have made or changed it."""

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any, Final

from coachlog.frozen import frozen
from coachlog.mail.letter import Letter
from coachlog.mail.reply import Reply, read_pieces
from coachlog.mail.sent_lines import goes_on
from coachlog.model.fields import clean_text
from coachlog.model.kinds.body import StepMark

_MOST: Final = 10_000  # characters of one answer


class NoAnswers(ValueError):
    """A file that no letter's page has saved, or that was damaged since; its words say what it is."""


@frozen
class SavedAnswers:
    """The mark of the letter that was answered, the numbers of the steps that are done, and the words by number."""

    mark: str
    done: tuple[int, ...]
    said: Mapping[int, str]


def parse_saved(text: str) -> SavedAnswers:
    """Read the answers that a page has saved, or holds itself; raise NoAnswers for anything else."""
    if "<form" in text and not text.lstrip().startswith("{"):
        return _page_answers(text)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise NoAnswers("the file is damaged") from None
    if not isinstance(data, dict) or not isinstance(data.get("letter"), str) or data.get("coachlog") != 1:
        raise NoAnswers("this is no file of answers")
    done, said = data.get("done", []), data.get("said", {})
    if not isinstance(done, list) or not isinstance(said, dict) or len(said) > 100 or len(done) > 1000:
        raise NoAnswers("the file is damaged")
    return SavedAnswers(
        data["letter"].casefold(),
        tuple(number for number in done if type(number) is int),
        {int(number): _words(words) for number, words in said.items() if number.isascii() and number.isdigit()},
    )


def _page_answers(text: str) -> SavedAnswers:
    page = _FilledPage()
    page.feed(text)
    page.close()
    said = {number: _words(words) for number, words in page.said.items() if words.strip()}
    if not (page.done or said):
        raise NoAnswers("this is the page, not its answers: what was typed into it is not in it")
    return SavedAnswers(page.mark.casefold(), tuple(page.done), said)


class _FilledPage(HTMLParser):
    """The fields of a letter's page, as some browsers save them with it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.mark, self.done, self.said = "", list[int](), dict[int, str]()
        self._field: int | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.mark = given.get("data-mark") or self.mark
        name = given.get("name") or ""
        number = int(name) if name.isascii() and name.isdigit() and len(name) < 4 else None
        self._field = number if tag == "textarea" else None
        if tag == "input" and number is not None and "checked" in given:
            self.done.append(number)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._field = None

    def handle_data(self, data: str) -> None:
        if self._field is not None:
            self.said[self._field] = self.said.get(self._field, "") + data


def _words(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _MOST:
        raise NoAnswers("the file holds more than anybody has typed into the page")
    return clean_text(value)


def understand_saved(answers: SavedAnswers, letter: Letter) -> Reply:
    """Return saved answers as a reply to their letter; a line that does not go on with another is an entry."""
    steps = {step.number for step in letter.steps}
    pieces = [(number, f"{StepMark.DONE}") for number in answers.done if number in steps]
    for number, words in answers.said.items():
        before = ""
        for line in filter(None, map(str.strip, words.splitlines())):
            if goes_on(before, line):
                pieces[-1] = (number, f"{pieces[-1][1]} {line}")
            else:
                pieces.append((number, line))
            before = line
    return read_pieces(pieces, letter)
