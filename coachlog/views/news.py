"""News from the partner as parts and as JSON fields."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from coachlog.actions.news import DocumentNews
from coachlog.render.view import Item, Line, Part
from coachlog.views.history import format_weekday


def news_data(news: Iterable[DocumentNews]) -> list[dict[str, Any]]:
    """Return a row of fields for each document."""
    return [
        {"who": one.who, "when": one.when.isoformat(), "did": list(one.sentences), "paths": list(one.paths)}
        for one in news
    ]


def news_parts(news: Iterable[DocumentNews], today: date) -> Iterator[Part]:
    """Return each person's sentences under their name."""
    for who, group in groupby(news, lambda one: one.who):
        theirs = list(group)
        sentences = list(dict.fromkeys(sentence for one in theirs for sentence in one.sentences))
        heading = f"{who}, since {format_weekday(min(one.when for one in theirs).date(), today)}:"
        if len(sentences) == 1:
            yield Line(f"{heading} {sentences[0]}")
        else:
            yield Line(heading)
            yield from (Item(sentence, indent=2) for sentence in sentences)


def no_news(today: date, since: date | None, *, everything: bool) -> Line:
    """Say that there is nothing new."""
    nothing = "Nobody else has changed anything" if everything else "There is nothing new"
    return Line(f"{nothing}{f' since {format_weekday(since, today)}' if since else ''}.", quiet=True)
