"""News from the partner."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from coachlog.actions.exchange.news import DocumentNews
from coachlog.model.clock import local_day
from coachlog.model.dates import format_weekday
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_rows

NEWS_FIELDS: Final[Fields[DocumentNews]] = (
    Field("who", lambda news: news.who),
    Field("when", lambda news: news.when),
    Field("did", lambda news: news.sentences, "sentences about the document"),
    Field("paths", lambda news: news.paths, "the document's file, and its old one where it was renamed"),
)


def show_news(news: Sequence[DocumentNews], today: date, since: date | None, *, everything: bool) -> Answer:
    """Show the news, or say that there is nothing new."""
    nothing = "Nobody else has changed anything" if everything else "There is nothing new"
    none = Line(f"{nothing}{f' since {format_weekday(since, today)}' if since else ''}.", quiet=True)
    return Answer(json_rows(NEWS_FIELDS, news), list(news_parts(news, today)) or [none])


def news_parts(news: Iterable[DocumentNews], today: date) -> Iterator[Part]:
    """Return each person's sentences under their name."""
    for who, group in groupby(news, lambda one: one.who):
        theirs = list(group)
        sentences = list(dict.fromkeys(sentence for one in theirs for sentence in one.sentences))
        heading = f"{who}, since {format_weekday(local_day(min(one.when for one in theirs)), today)}:"
        if len(sentences) == 1:
            yield Line(f"{heading} {sentences[0]}")
        else:
            yield Line(heading)
            yield from (Item(sentence, indent=2) for sentence in sentences)
