"""The lines of a letter, found again in a reply to it: quoted or not, re-wrapped, without their numbers."""

from collections.abc import Iterator, Sequence
from typing import Final

from coachlog.mail.letter import ASKED, Letter, step_line, write_letter
from coachlog.mail.quoting import MailLine
from coachlog.mail.step_states import ALL_SIGNS, LONGEST_STATE, behind, plain_words, state_of
from coachlog.regex import regex

BULLET: Final = regex(r"^(?:[-*•·–—▪◦‣]\s+|[-*•·](?![-*>]))")
_STRUCK: Final = regex(r"^\W{0,3}(?:\d{1,2}[.)]\s*)?~~.*~~\W*$")  # done, or not wanted any more: nobody knows
_LISTED: Final = regex(r"^\d{1,2}[.)]\s")
WRAPPED: Final = 60  # characters of a line after which a mail program breaks it


class SentLines:
    """The lines of a letter, found in a reply without their numbers, re-wrapped, quoted or not.

    `seen` says that a numbered one was found, `count` is the last number.
    """

    def __init__(self, letter: Letter) -> None:
        self.seen = False
        self.count = len(letter.steps) + len(letter.questions)
        text = write_letter(letter)
        self._all = f" {plain_words(text)} "
        self._lines = {plain_words(line) for line in text.splitlines()}
        steps = [(step.number, form) for step in letter.steps for form in (step.words, step_line(step, letter.sent))]
        asked = [(number, f"{number}. {ASKED[question]}") for number, question in letter.questions]
        self._items = [(number, plain_words(form).removeprefix(f"{number} ")) for number, form in (*steps, *asked)]
        self._steps = len(letter.steps)
        self._begun = ""

    def depth_in(self, lines: Sequence[MailLine]) -> int:
        """Return how deep the letter is quoted in a reply; 0 if it is not, or is not quoted."""
        depths = [line.depth for line in lines if line.words and self._find_item(line.words, plain_words(line.words))]
        return min(depths, default=0)

    def find(self, line: MailLine, number: int) -> tuple[int, str] | None:
        """Return the number that a line of the letter has, 0 for one without, and what was typed with it.

        A step below the question which are done (`number` is the question's) is an answer.
        """
        plain = plain_words(line.words)
        if not plain:
            return None
        place = self._find_item(line.words, plain)
        if place and not (line.depth == 0 and self.seen and number > self._steps >= place[0]):
            self.seen, self._begun = True, plain
            return place
        return None if place else self._find_other(line, plain, number)

    def _find_item(self, words: str, plain: str) -> tuple[int, str] | None:
        words = BULLET.sub("", words.strip())
        for said in (0, *_states_before(plain)):  # `done - 1. Try the exit ticket`
            form = plain.split(" ", said)[-1]
            first, _, others = form.partition(" ")
            forms = [(form, said)] + ([(others, said + 1)] if first.isdecimal() else [])  # whatever number it has
            begun = [
                (len(item), number, item, skipped)
                for number, item in self._items
                for form, skipped in forms
                if f"{form} ".startswith(f"{item} ") and (not said or number <= self._steps)
            ]
            if begun:
                _, number, item, skipped = max(begun)
                sign = next((sign for sign in ALL_SIGNS if words.startswith(sign)), "")
                state = sign or " ".join(plain.split()[:said])
                struck = "struck through" if _STRUCK.match(words) else ""
                return number, " ".join(filter(None, (state, behind(words, len(item.split()) + skipped), struck)))
        return None

    def _find_other(self, line: MailLine, plain: str, number: int) -> tuple[int, str] | None:
        """Return the place of a line without a number, or of a part of a line that a mail program has broken."""
        if plain in self._lines:
            return 0, ""
        last, self._begun = self._begun, ""
        if last and any(f"{item} ".startswith(f"{last.removeprefix(f'{n} ')} {plain} ") for n, item in self._items):
            return number, ""
        if (line.depth == 0 and len(plain) < WRAPPED // 2) or f" {plain} " not in self._all:
            return None
        begun = [n for n, item in self._items if f"{item} ".startswith(f"{plain.removeprefix(f'{n} ')} ")]
        self.seen, self._begun = self.seen or bool(begun), plain if begun else ""
        return (begun[0] if begun else 0), ""


def goes_on(before: str, words: str) -> bool:
    """Tell whether a line goes on with the one above it: it begins small, or as a list, or was announced."""
    if not before or BULLET.match(words):
        return False
    return before.endswith((":", ",")) or words[:1].islower() or bool(_LISTED.match(words))


def _states_before(plain: str) -> Iterator[int]:
    """Yield the counts of the words that say done or not before others."""
    spoken = plain.split()
    yield from (n for n in range(1, min(LONGEST_STATE, len(spoken) - 1) + 1) if state_of(" ".join(spoken[:n])))
