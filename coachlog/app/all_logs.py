"""An answer over all logs: that of each log, under the names of its people."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from coachlog.actions.options_again import each_option_again
from coachlog.app.leading_on import Lead, answer_leading_on
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem, tell_problems
from coachlog.options import typable
from coachlog.render.view import Answer, Line, Part, Title


class _LogAnswer(NamedTuple):
    name: str
    pair: str
    answer: Answer


def answer_over_all(
    context: Context, answer_in: Callable[[Context], Answer], lead_in: Callable[[Sequence[str]], Lead] = lambda _: str
) -> Answer:
    """Return the answer of a command over all logs that are not at rest; its sentences lead on in their logs.

    A log that is away or cannot be read is a problem, unless that is so of all of them.
    """
    logs = context.home.require_open_logs()
    names = _names(logs)
    answers: list[_LogAnswer] = []
    errors: list[CoachlogError] = []
    problems: list[Problem] = []
    for root in logs:
        there = context.at(root)
        try:
            answer = answer_in(there)
            options = (*each_option_again(there), f"--log {typable(names[root])}")
            answer = answer_leading_on(answer, lead_in(options))
            answers.append(_LogAnswer(names[root], there.settings.pair or names[root], answer))
        except CoachlogError as error:
            errors.append(error)
            problems.append(Problem(names[root], 1, "cannot-read", error.sentence))
    away = context.home.away()
    if not answers:
        for sentence in (*(f"{problem.path}: {problem.message}" for problem in problems[1:]), *away.values()):
            context.tell(sentence)
        raise errors[0]
    problems += [Problem(path.name, 1, "cannot-read", sentence) for path, sentence in away.items()]
    return _for_others(answers, problems) if context.options.for_others else _merged(answers, problems)


def _names(logs: tuple[Path, ...]) -> Mapping[Path, str]:
    """Return each log's name: its folder's name, or the whole path if two have the same."""
    every = [log.name for log in logs]
    return {log: log.name if every.count(log.name) == 1 else str(log) for log in logs}


def _merged(answers: list[_LogAnswer], problems: list[Problem]) -> Answer:
    problems += [
        replace(problem, path=f"{one.name}/{problem.path}") for one in answers for problem in one.answer.problems
    ]
    return Answer(
        content=[row for one in answers for row in _with_log(one, one.answer.data)],
        parts=list(_parts(answers)),
        problems=problems,
        listing=True,
        status=max(one.answer.status for one in answers),
        title="All logs",
        rows=[
            row
            for one in answers
            for row in _with_log(one, one.answer.data if one.answer.rows is None else one.answer.rows)
        ],
        readers=frozenset.intersection(*(one.answer.readers for one in answers)),
    )


def _for_others(answers: list[_LogAnswer], problems: list[Problem]) -> Answer:
    """Return the answers as one, which names no log and no pair: what was not read is told to the person alone."""
    every = [one.answer for one in answers]
    rows = [row for answer in every for row in (answer.data if isinstance(answer.data, list) else [answer.data])]
    return Answer(
        content=rows,
        parts=[part for answer in every for part in answer.parts],
        status=max(int(bool(problems)), *(answer.status for answer in every)),
        title=every[0].title,
        rows=[row for answer in every for row in answer.rows or ()] or None,
        readers=frozenset.intersection(*(answer.readers for answer in every)),
        leaves="; ".join(answer.leaves for answer in every),
        left_out=[*(what for answer in every for what in answer.left_out), *tell_problems(problems)],
    )


def _with_log(one: _LogAnswer, data: Any) -> Iterator[dict[str, Any]]:
    """Yield the things that an answer lists, or the one that it is, each with its log."""
    for row in [data] if isinstance(data, dict) else data:
        yield {"log": one.name, **row}


def _parts(answers: list[_LogAnswer]) -> Iterator[Part]:
    """Yield each answer's parts under its pair's names; empty listings come last, by name alone."""
    empty = [one.pair for one in answers if one.answer.data == []]
    for one in answers:
        if one.answer.data != []:
            yield Title(one.pair)
            yield from one.answer.shown
            yield Line()
    if empty:
        yield Line(f"Nothing to show of: {'; '.join(empty)}", quiet=True)
