"""What an answer says of a letter's next steps: `1 done, 2 not yet`, `2 und 4`, `all but the call`."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from coachlog.mail.answer_parts import AnswerPart, read_parts
from coachlog.mail.step_lists import joints_of, last_group
from coachlog.mail.step_states import phrases_of, plain_words
from coachlog.model.kinds.body import StepMark
from coachlog.regex import regex


class StepAnswers(NamedTuple):
    """The marks by the steps' numbers, words that were given along with some numbers, and what was not understood."""

    marks: dict[int, StepMark]
    remarks: tuple[tuple[tuple[int, ...], str], ...] = ()
    rest: tuple[str, ...] = ()


_MOST: Final = 2_000  # characters; nobody says more of their steps in one line
_TIMES: Final = phrases_of(
    "yesterday, today, tonight, on, this, last, finally, gestern, heute, am, letzte, ayer, hoy, esta, por"
)
_JOINTS: Final = " \t\n,;:-–—(·•*"
_LIST: Final = "[NAR](?:,*[NAR])*"
_STATED: Final = rf"(?:{_LIST},*S|S,*{_LIST}|T{_LIST}|A[XB])"
_CLAUSE: Final = regex(
    rf",*(?P<turn>B?),*(?:"
    rf"(?P<all>A)(?P<said>S?),*[XB](?P<but>{_LIST})S?"
    r"|T(?P<not>N(?:,*N)*)"
    rf"|(?P<before>S),*(?P<those>{_LIST})(?:S(?=$|[,Bo]))?"
    rf"|(?P<these>{_LIST}),*(?P<behind>S*)"
    rf")(?:(?P<remark>,*o.*?)(?=[,B]*(?:$|{_STATED}))|(?=[,B]*(?:$|{_STATED}|{_LIST})))"
)


def read_step_answers(words: str, steps: Sequence[str], *, asked: bool) -> StepAnswers | None:
    """Return what words say of a letter's steps, None if they say anything else, or may mean two things.

    `asked` tells that the words answer the question which steps are done: numbers alone are those.
    """
    if not steps or "?" in words or len(words) > _MOST:
        return None
    parts = [part for part in _without_verbs(iter(read_parts(words, steps, asked=asked))) if part.letter != "f"]
    parts = [_as_state(part, parts[at + 1 : at + 2]) for at, part in enumerate(parts)]
    spoken = "".join(part.letter for part in parts)
    if not spoken or re.fullmatch(r"T[N,]+", spoken):  # `not 3`: of the others nothing is said, or that they are done
        return None
    bare = StepMark.DONE if asked or re.fullmatch("[N,]+", spoken) else None
    return _Reader(words, parts, len(steps), bare).read(spoken) or _read_tail(words, steps)


def doubted_steps(words: str, steps: Sequence[str]) -> frozenset[int]:
    """Return the steps of which words say something that is not understood: `Correction: 1 is done, no, begun`."""
    if not steps or read_step_answers(words, steps, asked=False):
        return frozenset()
    parts = [part for part in read_parts(words[:_MOST], steps, asked=False) if part.letter != "f"]
    is_name = (part.letter == "N" and not re.search(r"\d", words[part.start : part.end]) for part in parts)
    letters = ("t" if part.state is StepMark.OPEN else part.letter for part in parts)
    spoken = "".join("-" if named else letter for named, letter in zip(is_name, letters, strict=True))
    found = (match.span() for match in re.finditer(r"N(?:,*N)*(?:,*S|[^N]{0,8}t)|[STt],*N(?:,*N)*", spoken))
    return frozenset(
        number for start, end in found for part in parts[start:end] for number in part.steps if number <= len(steps)
    )


def _read_tail(words: str, steps: Sequence[str]) -> StepAnswers | None:
    """Return what the end of a sentence says of steps, where it stands apart: `Oh and the call thing: 4 done`."""
    head, pause, tail = words.rpartition(": ")
    if not pause or re.search(r"\d", head):
        return None
    said = read_step_answers(tail, steps, asked=False)
    has_state = any(part.letter == "S" for part in read_parts(tail, steps, asked=False))
    if any(part.letter in "ST" for part in read_parts(head, steps, asked=False)):  # `not done: 2. 1 and 3 done`
        return None
    if said is None or said.remarks or said.rest or not has_state:
        return None
    return said._replace(remarks=((tuple(said.marks), words.strip()),))


class _Reader:
    """Reads the clauses of an answer; `bare` is the mark of steps of which nothing is said but that they are named."""

    def __init__(self, words: str, parts: Sequence[AnswerPart], count: int, bare: StepMark | None) -> None:
        self.words, self.parts, self.count, self.bare = words, parts, count, bare
        self.marks: dict[int, StepMark] = {}

    def read(self, spoken: str) -> StepAnswers | None:
        """Return the marks, the remarks and the rest of an answer, of which `spoken` has a letter a part."""
        remarks: list[tuple[tuple[int, ...], str]] = []
        rest: list[str] = []
        at = 0
        while spoken[at:].strip(","):
            clause = _CLAUSE.match(spoken, at)
            if not clause or self._is_between(clause):
                return None
            at = clause.end()
            marks = self._marks(clause)
            remark, tail = self._remark(clause), ""
            if remark and (cut := self._next_news(clause)):
                remark, tail = self._words(clause.start("remark"), cut), self._words(cut, clause.end("remark"))
            is_count = remark and not clause["behind"] and not self._is_time(clause)
            is_but = "A" in (clause["these"] or "") and "N" in (clause["remark"] or "")  # `all done, 3 is missing`
            if (
                marks is None or is_count or is_but or self._is_of_others(clause)
            ):  # `2 lessons`, `did 2 lessons`, `all but 2 kids`
                if clause["turn"] or not remark or not clause["these"] or spoken[at : at + 1] not in ("", ",", "B"):
                    return None
                rest.append(self._words(clause.start("these"), clause.end()))
                continue
            self.marks |= marks
            if remark:
                remarks.append((self._of_whom(clause, marks), remark))
            if tail:
                rest.append(tail)
        if not self.marks or any(not 0 < number <= self.count for number in self.marks):
            return None
        if len(self.marks) == 1 and remarks and not rest:  # one step alone is meant: all of the words are said of it
            remarks = [(tuple(self.marks), self.words.strip())]
        return StepAnswers(dict(sorted(self.marks.items())), tuple(remarks), tuple(rest))

    def _is_time(self, clause: re.Match[str]) -> bool:
        """Tell whether what stands behind a state and its steps is when that was, and nothing that they count."""
        at = clause.start("remark")
        return bool(clause["before"] and at >= 0 and self.parts[at].letter == "o" and self._plain(at) in _TIMES)

    def _remark(self, clause: re.Match[str]) -> str:
        """Return what is said along with steps and their state; without its no it would say the opposite."""
        remark = self._words(*clause.span("remark"))
        state = clause.start("behind")
        if (
            not remark
            or self._state(clause, "behind") is not StepMark.OPEN
            or self.parts[clause.start("remark")].letter == ","
        ):
            return remark
        before = self.words[: self.words.index(remark, self.parts[clause.start("remark")].start)].rstrip()
        return remark if before[-1:] in tuple(".,;:!?()-–—") else self._words(state, clause.end("remark"))

    def _marks(self, clause: re.Match[str]) -> dict[int, StepMark] | None:
        """Return the marks that a clause gives; None if it says nothing of its steps, or two things."""
        if clause["not"]:
            is_mixed = set(self._joints(clause, "not")) - {"a"}  # `1, not 2, 3`
            return None if is_mixed else dict.fromkeys(self._steps(clause, "not"), StepMark.OPEN)
        if clause["all"]:
            but = self._steps(clause, "but")
            is_closed = clause.string[clause.end("but") : clause.end("but") + 1] == "S"
            if is_closed and set(self._joints(clause, "but")) - {"a"}:  # `all but 3, 4 done`
                return None
            others = self._state(clause, "said") or self.bare or StepMark.DONE
            return {number: StepMark.OPEN if number in but else others for number in range(1, self.count + 1)}
        if clause["before"]:
            state = self._state(clause, "before")
            is_no = self._words(*clause.span("before")).casefold() == "no"  # `no 3` may be number three
            if is_no or (state is not StepMark.DONE and not self._is_one_list(clause)):
                return None
            return dict.fromkeys(self._steps(clause, "those"), state) if state else None
        state = self._state(clause, "behind") or self.bare
        return self._grouped(clause, state) if state else None

    def _grouped(self, clause: re.Match[str], state: StepMark) -> dict[int, StepMark] | None:
        """Return the marks of a row with a state at its end that may be that of the last steps alone."""
        if state is StepMark.DONE:
            return dict.fromkeys(self._steps(clause, "these"), state)
        items = self._items(clause, "these")
        is_mixed = len(items) > 1 and any(part.letter == "A" or " - " in self._typed(part) for part in items)
        begins = last_group(self.words, items, self._words(*clause.span("behind")))
        if begins is None and any(part.state is StepMark.DONE for part in self.parts):
            begins = 0 if set(self._joints(clause, "these")) <= {","} else None  # `1 done, 2, 3 not yet`
        numbers = [self._numbers(part) for part in items]
        if is_mixed or begins is None or (begins and not self.bare):
            return None
        if self.bare and state is StepMark.UNDER_WAY and len(items) - begins > 1:
            return None  # `1, 3 and 2 almost`: of the first nothing may be said but that they are done
        done = dict.fromkeys(sorted(frozenset().union(*numbers[:begins])), self.bare or state)
        return done | dict.fromkeys(sorted(frozenset().union(*numbers[begins:])), state)

    def _typed(self, part: AnswerPart) -> str:
        return self.words[part.start : part.end]

    def _is_one_list(self, clause: re.Match[str]) -> bool:
        """Tell whether a state that stands before steps is said of all of them, and not `not done: 2. 1 and 3 done`."""
        those = [min(part.steps) for part in self._items(clause, "those") if part.letter == "N"]
        is_closed = clause.string[clause.end("those") : clause.end("those") + 1] == "S"
        return (
            "A" not in clause["those"]  # `almost all`
            and set(self._joints(clause, "those")) <= {"a", ","}
            and those == sorted(those)
            and not is_closed
        )

    def _of_whom(self, clause: re.Match[str], marks: dict[int, StepMark]) -> tuple[int, ...]:
        """Return the steps of which a remark is said: of a row those that have the last state."""
        last = [*marks.values()][-1]
        return tuple(number for number, mark in marks.items() if not clause["these"] or mark is last)

    def _is_between(self, clause: re.Match[str]) -> bool:
        """Tell whether a state apart from the steps before it may be that of those behind it: `1, started 2`."""
        following = re.match(rf"{_LIST}(?P<closed>,*S)?", clause.string[clause.end() :])
        if not (clause["behind"] and following) or self._state(clause, "behind") is StepMark.DONE:
            return False
        row, state = self._items(clause, "these")[-1], self.parts[clause.start("behind")]
        between = self.words[row.end : state.start]
        return "," in between or ";" in between or ("." in between and not following["closed"])

    def _is_of_others(self, clause: re.Match[str]) -> bool:
        """Tell whether a no behind steps may be said of what follows it: `1 and 2, no luck with 3`."""
        if clause["remark"] is None or not clause["behind"] or self._state(clause, "behind") is StepMark.DONE:
            return False
        row, state = self._items(clause, "these")[-1], self.parts[clause.end("behind") - 1]
        said = self.words[state.end :].lstrip()
        is_apart = any(sign in self.words[row.end : state.start] for sign in ",.;")
        cut = self._next_news(clause) or clause.end("remark")
        has_steps = any(part.letter == "N" for part in self.parts[clause.start("remark") : cut])
        return has_steps or (is_apart and said[:1].isalnum())

    def _next_news(self, clause: re.Match[str]) -> int:
        """Return the place in a remark from which on other steps are meant: `done, she was nice. 3 forget it`."""
        start, end = clause.span("remark")
        pauses = [at for at in range(start, end) if self.parts[at].letter == ","] + [end]
        for at in range(max(start, 1), end):
            part, following = self.parts[at], next(pause for pause in pauses if pause >= at)
            if self.parts[at - 1].letter != ",":
                continue
            is_number = part.letter == "N" and max(part.steps) <= self.count
            has_state = any(one.letter in "ST" for one in self.parts[at:following])
            if is_number or has_state:
                return at - 1
        return 0

    def _items(self, clause: re.Match[str], name: str) -> list[AnswerPart]:
        return [part for part in self.parts[clause.start(name) : clause.end(name)] if part.letter in "NAR"]

    def _joints(self, clause: re.Match[str], name: str) -> str:
        return joints_of(self.words, self._items(clause, name))

    def _steps(self, clause: re.Match[str], name: str) -> list[int]:
        return sorted(frozenset().union(*map(self._numbers, self._items(clause, name))))

    def _numbers(self, part: AnswerPart) -> frozenset[int]:
        everything = frozenset(range(1, self.count + 1))
        return everything if part.letter == "A" else everything - set(self.marks) if part.letter == "R" else part.steps

    def _state(self, clause: re.Match[str], name: str) -> StepMark | None:
        states = {part.state for part in self.parts[clause.start(name) : clause.end(name)]}
        return states.pop() if len(states) == 1 else None

    def _plain(self, at: int) -> str:
        return plain_words(self.words[self.parts[at].start : self.parts[at].end])

    def _words(self, start: int, end: int) -> str:
        """Return the words of some parts as they were typed, without what joins them to others."""
        if start >= end:
            return ""
        last = self.parts[end].start if end < len(self.parts) else len(self.words)
        said = self.words[self.parts[start].start : last].rstrip(_JOINTS).lstrip(f"{_JOINTS}.")
        return said if "(" in said else said.rstrip(")")


def _as_state(part: AnswerPart, following: Sequence[AnswerPart]) -> AnswerPart:
    """Return the `not` that ends a clause as the state that it is: `1 done, 4 not`."""
    ends = part.letter == "T" and (not following or following[0].letter in ",B")
    return part._replace(letter="S", state=StepMark.OPEN) if ends else part


def _without_verbs(parts: Iterator[AnswerPart]) -> Iterator[AnswerPart]:
    """Leave out `are` behind several steps; `two are done` counts them, and may mean any."""
    last = before = None
    for part in parts:
        if part.letter != "p":
            yield part
        elif last and last.letter == "N" and len(last.steps) == 1 and not (before and before.letter in ",N"):
            yield part._replace(letter="o")
        if part.letter != "f":
            last, before = part, last
