"""Whose a line is: by its beginning or its end, by the heading above it, by its colour."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from coachlog.frozen import frozen
from coachlog.incoming.meanings import Meanings
from coachlog.incoming.meeting_draft import DraftLine
from coachlog.incoming.passages import Passage, PassageKind, TextRun, cut_runs, stripped
from coachlog.model.owners import STEP_LABEL, doer, name_behind, name_in_front
from coachlog.model.settings import NOBODY, PersonId
from coachlog.regex import regex

_BEGINS: Final = regex(r"\s*@?(?P<name>[^\s:–—,(\[][^:–—,(\[\n]{0,40}?)\s*(?::|\s[–—-]|[–—]|→|->|=>)\s*(?=\S)")
_ENDS: Final = regex(r"\s*(?:[(\[]@?(?P<name>[^()\[\]\n]{1,40})[)\]]|\s[–—-]+\s*@?(?P<last>[^\n–—-]{1,30}))\s*[.!]?\Z")
_WILL: Final = regex(r"\s*(?P<name>[^\W\d_][\w.']*(?: [A-Z][\w.']*)?)\s+(?:will|to|is going to|'ll)\s+(?=\S)")
_DOES: Final = regex(r"\s*(?P<name>[^\W\d_a-z][\w.'’-]*)\s+(?=[a-z])")
_DONE: Final = regex(
    r"\s*(?:done\b\s*[:!–—-]|\(done\)|complete[d]?\s*[:!–—-])|(?:\(done[^()]{0,20}\)|[–—-]\s*(?:done|complete[d]?)!?)\s*\Z",
    re.IGNORECASE,
)


@frozen
class Owners:
    """The people of the log, and the colours in which they write, if these are known."""

    meanings: Meanings
    colours: Mapping[str, PersonId]

    def steps(self, passage: Passage, person: PersonId) -> list[DraftLine]:
        """Return a line as next steps: several if each of its parts names an owner, as in `Sam: x; Robin: y`."""
        text = "".join(run.text for run in passage.runs)
        ends = [match.end() for match in re.finditer(r";\s*", text)]
        places = zip([0, *ends], [*ends, len(text)], strict=True)
        parts = [passage.with_runs(stripped(cut_runs(passage.runs, start, end))) for start, end in places]
        if len(parts) > 1 and all(self._without_name(part)[1] for part in parts):
            return [self.step(_without_end(part), person) for part in parts]
        return [self.step(passage, person)]

    def step(self, passage: Passage, person: PersonId) -> DraftLine:
        """Return a line as a next step of whoever it names, else of the person whose list it stands in."""
        passage, named = self._without_name(passage)
        if not named and (label := STEP_LABEL.match(passage.words)):
            named = self._without_name(passage.with_runs((TextRun(passage.words[label.end() :]),)))[1]
        owner = named or person or self._of_colour(passage)
        mark = passage.mark or " "
        if mark == " " and (_DONE.search(passage.words) or _is_struck(passage)):
            mark = "x"
        level = max(passage.level, 1)
        return DraftLine(replace(passage, kind=PassageKind.ITEM, mark=mark, level=level), owner, is_step=True)

    def speaker(self, passage: Passage, person: PersonId) -> PersonId:
        """Return the id of the speaker of a line that does not name its speaker; empty if unknown."""
        if passage.kind not in (PassageKind.ITEM, PassageKind.PARAGRAPH) or passage.level > 1:
            return NOBODY
        names = _BEGINS.match(passage.words)
        if names and self.meanings.person(names["name"]):
            return NOBODY
        return person or self._of_colour(passage)

    def _of_colour(self, passage: Passage) -> PersonId:
        people = {self.colours.get(colour, NOBODY) for colour in passage.colours}
        return people.pop() if len(people) == 1 else NOBODY

    def _without_name(self, passage: Passage) -> tuple[Passage, PersonId]:
        """Return a passage without the name of its owner, and whose it is."""
        text = "".join(run.text for run in passage.runs).strip()
        passage, settings = passage.with_runs(stripped(passage.runs)), self.meanings.settings
        named = name_in_front(text, settings)
        if named.owner:
            return passage.with_runs(stripped(cut_runs(passage.runs, len(text) - len(named.words)))), named.owner
        if (match := _BEGINS.match(text)) and (owner := self.meanings.person(match["name"])):
            return passage.with_runs(stripped(cut_runs(passage.runs, match.end()))), owner
        named = name_behind(text, settings)
        if named.owner:
            return passage.with_runs(stripped(cut_runs(passage.runs, 0, len(named.words)))), named.owner
        if (match := _ENDS.search(text)) and (owner := self.meanings.person(match["name"] or match["last"])):
            return passage.with_runs(stripped(cut_runs(passage.runs, 0, match.start()))), owner
        return passage, doer(text, settings) or self._doer(text)

    def _doer(self, text: str) -> PersonId:
        """Return who is to do something: a name or initials stand before a verb, or a role before `will`."""
        if (match := _DOES.match(text)) and (owner := self.meanings.named(match["name"])):
            return owner
        match = _WILL.match(text)
        return self.meanings.person(match["name"]) if match else NOBODY


def _without_end(passage: Passage) -> Passage:
    text = "".join(run.text for run in passage.runs)
    return passage.with_runs(cut_runs(passage.runs, 0, len(text.rstrip("; "))))


def _is_struck(passage: Passage) -> bool:
    return bool(passage.words) and all(run.struck for run in passage.runs if run.text.strip())
