"""Draft a meeting from its part of a document: each passage under the section that it belongs to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from typing import Final

from coachlog.frozen import frozen
from coachlog.incoming.activities import find_ticks, without_boxes
from coachlog.incoming.boxes import with_box
from coachlog.incoming.days import UsualDays, find_day, find_day_within
from coachlog.incoming.facts import Facts, facts_in_line, facts_of
from coachlog.incoming.meanings import Meaning, Meanings
from coachlog.incoming.meeting_draft import DraftLine, DraftSection, MeetingDraft, with_due_day
from coachlog.incoming.owners import Owners
from coachlog.incoming.parts import MeetingPart
from coachlog.incoming.passages import Passage, PassageKind, Remark, TextRun, cut_runs, remark_line, stripped
from coachlog.incoming.vocabulary import CANCELLED
from coachlog.model.fields import normalize
from coachlog.model.kinds.section_names import AGENDA, CHECK_IN, NEXT_MEETING, NEXT_STEPS, NOTES, UNSORTED
from coachlog.model.owners import ACTION_LABEL, STEP_LABEL
from coachlog.model.settings import NOBODY, PersonId
from coachlog.regex import regex

_BOLD_LEVEL: Final = 7
_LABEL_LEVEL: Final = 8
_MINUTES: Final = "minutes"
_A_QUARTER: Final = timedelta(days=92)
_UNKNOWN_LABEL: Final = regex(r"(?P<label>[^\W\d_a-z][\w'’/&-]*(?: [\w'’/&-]+){0,3})\s*:\s+\S")
_TWO_NUMBERS: Final = regex(r"(?:[^\W\d_]{2,10}\.?,? )?\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\.?")
_ANY_LABEL: Final = regex(r"(?P<label>[^\W\d_][\w'’/&-]*(?: [\w'’/&-]+){0,2})\s*:\s+\S")
_SHORT: Final = 6  # words of a line that says when and where
_NOTHING: Final = regex(r"[\W_]*(?:(?:type|enter)(?: text)? here|enter text)?[\W_]*", re.IGNORECASE)
# Words of one's own behind the name of a section, and no question of a form: `Wins (kids asked each other)`.
_WORDS_BEHIND: Final = regex(r"(?:[(,;|–—]|\s-+\s|\bfor |\bfrom )[^\w?]*\w+(?:[^\w?]+\w+){2,}[^\w?]*\Z")
_NO_STEP: Final = regex(r"[\W_]*(?:n/?a|none|nothing|no|tbd)?[\W_]*", re.IGNORECASE)


@frozen
class Drafting:
    """What drafting needs: the meanings of headings, the owners of lines, and the prompts of the document's form."""

    meanings: Meanings
    owners: Owners
    usual: UsualDays
    prompts: frozenset[str] = field(default=frozenset())

    def draft(self, part: MeetingPart) -> MeetingDraft:
        """Return the meeting that a part of a document describes."""
        sorter = _Sorter(self)
        for passage in part.passages:
            sorter.take(passage)
        sections = tuple(_filled(sorter.sections, self.prompts))
        sections = tuple(
            replace(one, lines=tuple(with_due_day(line, part.day, self.usual) for line in one.lines))
            for one in sections
        )
        facts = facts_in_line(part.lead).updated(facts_in_line(part.rest)).updated(sorter.facts)
        cancelled = bool(CANCELLED.search(part.rest)) or _says_cancelled(sections)
        if cancelled and not CANCELLED.search(part.rest):
            sections = tuple(replace(section, name=NOTES, heading="") for section in sections)
        next_day = _next_day(sections, part.day, self.usual)
        return MeetingDraft(part.day, part.head, cancelled, facts, sections, part.weekday_differs, next_day)


def _next_day(sections: Sequence[DraftSection], day: date, usual: UsualDays) -> date | None:
    """Return the day of the next meeting, where the section about it begins with one that is within a quarter."""
    lines = [line.passage.words for section in sections if section.name == NEXT_MEETING for line in section.lines]
    headings = [section.heading for section in sections if section.name == NEXT_MEETING]
    for mark in filter(None, (*map(find_day, lines), *map(find_day_within, headings))):
        days = (mark.on(mark.year or year, day_first=bool(usual.day_first)) for year in (day.year, day.year + 1))
        if next_day := next((one for one in days if one and day < one <= day + _A_QUARTER), None):
            return next_day
    return None


def _says_cancelled(sections: Sequence[DraftSection]) -> bool:
    lines = [line for section in sections for line in section.lines]
    return (
        len(lines) == 1 and len(lines[0].passage.words.split()) < 16 and bool(CANCELLED.search(lines[0].passage.words))
    )


def _filled(sections: Iterable[DraftSection], prompts: frozenset[str]) -> Iterator[DraftSection]:
    """Yield the sections that say something beside the form's own words."""
    for section in sections:
        lines = [line for line in section.lines if not _says_nothing(line.passage, prompts)]
        says_more = section.name == UNSORTED or (section.name == CHECK_IN and len(section.heading.split()) > 2)
        says_more = says_more or bool(_WORDS_BEHIND.search(section.heading))
        if lines or (says_more and section.heading and normalize(section.heading) not in prompts):
            yield section


def _says_nothing(passage: Passage, prompts: frozenset[str]) -> bool:
    if passage.pictures or passage.rows or passage.kind is PassageKind.VERBATIM:
        return not (passage.pictures or passage.rows or passage.words)
    return bool(_NOTHING.fullmatch(passage.words)) or normalize(passage.words) in prompts


class _Sorter:
    """Sorts the passages of one meeting into sections."""

    def __init__(self, drafting: Drafting) -> None:
        self._meanings, self._owners = drafting.meanings, drafting.owners
        self._sections: list[tuple[str, str, list[DraftLine]]] = []
        self._name, self._person, self._level = "", NOBODY, 0
        self._top: list[DraftLine] = []
        self._remarks: list[tuple[Remark, str]] = []
        self._parent_level = 0
        self._is_one_line = False  # the line whose label opened the section says something: `- Win: pairs`
        self._is_list = False  # a paragraph below a list of next steps is none, unless it says whose
        self.facts = Facts()

    @property
    def sections(self) -> Iterator[DraftSection]:
        """Return the sections so far, comments last."""
        if self._top:
            yield DraftSection("", "", tuple(self._top))
        for name, words, lines in self._sections:
            yield DraftSection(name, words, tuple(lines))
        if self._remarks:
            lines = [DraftLine(remark_line(remark)) for remark, _ in self._remarks]
            yield DraftSection(UNSORTED, "", tuple(lines))

    def take(self, passage: Passage) -> None:
        """Take the next passage."""
        self._remarks += [(remark, self._name) for remark in passage.remarks]
        if passage.empty:
            return
        if ticks := find_ticks(_with_mark(passage)):
            done = tuple(tick.code for tick in ticks if tick.ticked)
            self.facts = self.facts.updated(Facts(activities=done))
            words = without_boxes(_with_mark(passage))
            self._top.append(DraftLine(Passage(PassageKind.PARAGRAPH, (TextRun(words),))))
            return
        passage = with_box(replace(passage, remarks=()))
        if _is_doubtful_day(passage):
            self._begin(UNSORTED, passage.words, _LABEL_LEVEL)
            return
        if self._is_beside(passage):
            self._begin(UNSORTED, "", 0)
        level = _heading_level(passage)
        if level and self._opens(passage, level):
            return
        if passage.kind is not PassageKind.VERBATIM and self._takes_label(passage):
            return
        if self._level == _LABEL_LEVEL and self._is_unknown_label(passage):
            self._begin(UNSORTED, "", _LABEL_LEVEL)
        self._add(passage)

    def _is_beside(self, passage: Passage) -> bool:
        """Tell whether a passage has a box or a label of its own, beside the line whose label opened the section."""
        if not self._is_one_line or self._name in (NEXT_STEPS, CHECK_IN) or passage.kind is PassageKind.HEADING:
            return False
        label = _ANY_LABEL.match(passage.words)
        return passage.mark is not None or bool(self._meanings.label(passage.words) or self._is_unknown(label))

    @property
    def _asked(self) -> bool:
        """Tell whether a question opened the section, so that another one opens another."""
        return self._level == _LABEL_LEVEL and bool(self._sections) and self._sections[-1][1].endswith("?")

    def _is_unknown_label(self, passage: Passage) -> bool:
        """Tell whether a line begins with a label that nobody knows, and that is no speaker's name."""
        return passage.kind is PassageKind.PARAGRAPH and self._is_unknown(_UNKNOWN_LABEL.match(passage.words))

    def _is_unknown(self, label: re.Match[str] | None) -> bool:
        if label is None or self._meanings.person(label["label"]):
            return False
        return not self._meanings.named(label["label"].split()[0])

    def _opens(self, passage: Passage, level: int) -> bool:
        """Take a heading; tell whether it was one."""
        words = " ".join(passage.words.split())
        meaning, label = self._meanings.of(words), self._meanings.label(words)
        labelled = label and label[0].section and label[2].strip() and self._takes_label(passage)
        if labelled or (meaning and meaning.section == CHECK_IN and self._says_more(passage)):
            return True
        if meaning is None and level == _LABEL_LEVEL and words.endswith("?") and self._asked:
            return self._opens_unknown(words, level)
        if meaning is None and (level == _LABEL_LEVEL or self._takes_label(passage)):
            return level < _LABEL_LEVEL
        if meaning is None and passage.kind is not PassageKind.HEADING and self._name and self._level < level:
            return False
        if meaning and meaning.fact == _MINUTES:  # the words, unless a number follows them
            meaning = Meaning(NOTES)
        if meaning is None or meaning.fact:
            return self._opens_unknown(words, level)
        if meaning.section:
            self._begin(meaning.section, words, level, meaning.person)
        elif self._name and (self._level <= level or self._person):
            self._person = meaning.person
            self._sections.append((self._name, words, []))
        else:
            self._begin(UNSORTED, words, level, meaning.person)
        return True

    def _says_more(self, passage: Passage) -> bool:
        """Take a line that opens the Check-in and says something already: `Check-in: tired`."""
        label = self._meanings.label(passage.words)
        if passage.kind is PassageKind.HEADING or not (len(passage.words.split()) > 3 or (label and label[2].strip())):
            return False
        self._begin(CHECK_IN, "", _LABEL_LEVEL)
        self._add(passage)
        return True

    def _opens_unknown(self, words: str, level: int) -> bool:
        if self._name and self._name != UNSORTED and self._level < level:
            self._sections.append((self._name, words, []))
        else:
            self._begin(UNSORTED, words, level)
        return True

    def _begin(self, name: str, words: str, level: int, person: PersonId = NOBODY) -> None:
        goes_on = bool(self._sections) and self._sections[-1][0] == name and not self._lines and words == name
        self._name, self._level, self._person = name, level, person
        self._is_list = self._is_one_line = False
        if not goes_on:  # a table of tasks under its own heading has none of its own
            self._sections.append((name, words, []))

    def _takes_label(self, passage: Passage) -> bool:
        """Take a line that begins with a label: `Glow: waited longer`."""
        bold = _bold_beginning(passage)
        labelled = self._meanings.label(passage.words) or self._bold_label(passage, bold)
        if labelled is None or (passage.kind is PassageKind.ITEM and self._name not in ("", UNSORTED)):
            return False
        meaning, label, rest = labelled
        if meaning.fact:
            facts = facts_of(meaning.fact, rest)
            self.facts = self.facts.updated(facts)
            if facts != Facts():
                self._top.append(DraftLine(passage))
            return facts != Facts()
        is_heading = passage.kind is PassageKind.HEADING
        self._begin(meaning.section, label.strip(), passage.level if is_heading else _LABEL_LEVEL, meaning.person)
        text = "".join(run.text for run in passage.runs)
        start = len(text) - len(text.lstrip()) + passage.words.index(rest) if rest else len(text)
        if is_heading:
            passage = replace(passage, kind=PassageKind.PARAGRAPH, level=0)
        if rest.strip():
            self._add(passage.with_runs(stripped(cut_runs(passage.runs, start))))
            self._is_one_line = True
        return True

    def _bold_label(self, passage: Passage, bold: str) -> tuple[Meaning, str, str] | None:
        meaning = self._meanings.of(bold) if bold else None
        if meaning is None or not meaning.section:
            return None
        rest = passage.words.removeprefix(bold)
        return meaning, bold, rest.lstrip(" :–—-")

    def _add(self, passage: Passage) -> None:
        """Put a passage under the section that it stands in."""
        if not self._name:
            self._begin(UNSORTED, "", 0)
        if self._name == UNSORTED and not self._sections[-1][1] and len(passage.words.split()) <= _SHORT:
            facts = facts_in_line(passage.words)
            if facts != Facts() and not find_day(passage.words):  # those of another day are none of this meeting's
                self.facts = facts.updated(self.facts)
                self._top.append(DraftLine(passage))
                return
        if self._name == NEXT_STEPS:
            self._add_step(passage)
        elif self._is_action(passage):
            self._sections.append((NEXT_STEPS, "", [self._owners.step(passage, NOBODY)]))
            self._sections.append((self._name, "", []))
        else:
            speaker = NOBODY if self._name in (AGENDA, NEXT_MEETING) else self._owners.speaker(passage, self._person)
            self._lines.append(DraftLine(passage, speaker=speaker))

    def _is_action(self, passage: Passage) -> bool:
        """Tell whether a line outside of any known section is a next step: it has a box, or says so."""
        if self._name != UNSORTED or passage.kind not in (PassageKind.ITEM, PassageKind.PARAGRAPH):
            return False
        in_box = passage.mark is not None and not any(heading for name, heading, _ in self._sections[-1:] if heading)
        return in_box or bool(ACTION_LABEL.match(passage.words))

    def _add_step(self, passage: Passage) -> None:
        if passage.kind in (PassageKind.TABLE, PassageKind.VERBATIM) or _NO_STEP.fullmatch(passage.words):
            self._lines.append(DraftLine(passage))
            return
        if person := self._meanings.person(passage.words):
            self._person, self._parent_level = person, passage.level
            self._sections.append((NEXT_STEPS, " ".join(passage.words.split()), []))
            return
        below = self._parent_level if self._parent_level and passage.level > self._parent_level else 0
        if not below and passage.level <= self._parent_level:
            self._parent_level = 0
        passage = replace(passage, level=passage.level - below) if passage.level else passage
        last = self._lines[-1] if self._lines else None
        if passage.level > 1 and last and last.passage.kind is PassageKind.ITEM and passage.mark is None:
            self._lines.append(DraftLine(passage))
        else:
            steps = self._owners.steps(passage, self._person)
            is_step = passage.kind is PassageKind.ITEM or passage.mark or STEP_LABEL.match(passage.words)
            is_below = self._is_list and not is_step and not any(step.owner for step in steps)
            self._is_list = self._is_list or passage.kind is PassageKind.ITEM
            if is_below:
                self._sections += [(NOTES, "", [DraftLine(passage)]), (NEXT_STEPS, "", [])]
            else:
                self._lines.extend(steps)

    @property
    def _lines(self) -> list[DraftLine]:
        return self._sections[-1][2]


def _with_mark(passage: Passage) -> str:
    """Return a passage's words behind the box of its list, if that has one."""
    return passage.words if passage.mark is None else f"[{passage.mark}] {passage.words}"


def _is_doubtful_day(passage: Passage) -> bool:
    """Tell whether a line is two numbers alone that began no meeting: `10.20`, which is also a number."""
    return passage.kind in (PassageKind.PARAGRAPH, PassageKind.HEADING) and bool(_TWO_NUMBERS.fullmatch(passage.words))


def _heading_level(passage: Passage) -> int:
    """Return the level of a line that may be a heading, 0 if it is none."""
    if passage.kind is PassageKind.HEADING:
        return passage.level
    words = passage.words
    if passage.kind is not PassageKind.PARAGRAPH or not words or "\n" in words or len(words.split()) > 14:
        return 0
    if passage.bold:
        return _BOLD_LEVEL
    return _LABEL_LEVEL if words.endswith((":", "?")) or len(words.split()) <= 6 else 0


def _bold_beginning(passage: Passage) -> str:
    """Return the bold words with which a line begins, if others follow."""
    begin = ""
    for run in passage.runs:
        if run.text.strip() and not run.bold:
            return begin.strip().rstrip(":–—- ")
        begin += run.text
    return ""


def _may_be_prompt(passage: Passage) -> bool:
    """Tell whether a passage looks like a form's own words: a heading, a question, brackets, italics."""
    words = passage.words
    if passage.kind is PassageKind.HEADING or passage.bold or words.endswith(("?", ":", "…", "...")):
        return bool(words)
    in_brackets = words.startswith(("(", "[", "<")) and words.endswith((")", "]", ">"))
    return in_brackets or (bool(words) and all(run.italic for run in passage.runs if run.text.strip()))


def find_prompts(parts: Sequence[MeetingPart]) -> frozenset[str]:
    """Return the headings and questions that stand in most parts of a document: the words of its form."""
    counts: dict[str, int] = {}
    for part in parts:
        for words in {normalize(passage.words) for passage in part.passages if _may_be_prompt(passage)}:
            counts[words] = counts.get(words, 0) + 1
    least = max(3, (len(parts) + 1) // 2)
    return frozenset(words for words, count in counts.items() if count >= least)
