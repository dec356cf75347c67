"""My stars: marks that a line belongs in my page, kept in the own pages alone."""

import dataclasses
import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final

from coachlog.actions.documents import field_text, mend_hint, open_document
from coachlog.actions.own.pages import host_of, own_pages_writer
from coachlog.actions.own.visit_drafts import drafts_among
from coachlog.context import Context
from coachlog.errors import CoachlogError, Problem, SurroundingsError, UsageError
from coachlog.frozen import frozen
from coachlog.markdown.document import Document
from coachlog.markdown.edit import insert_at_end, item_lines, replace_lines
from coachlog.model.blank_pages import fill_template
from coachlog.model.fields import format_count, format_list, normalize, one_line, slugify
from coachlog.model.kinds.section_names import CHECK_IN
from coachlog.model.log import Log
from coachlog.model.period import Period, find_period
from coachlog.model.stars import Star, format_star, parse_stars, parse_theme
from coachlog.shipped import shipped_template
from coachlog.storage.files import FileNotRead, Folder, digest, replace
from coachlog.storage.index import MAX_BYTES
from coachlog.storage.load import load_log
from coachlog.storage.local_state import DAMAGED, LocalState
from coachlog.storage.records import pack, unpack_checked
from coachlog.summary.claims import Claim
from coachlog.summary.stars import build_star_lines, find_starred

_FOLDER: Final = "stars"
_SOURCES: Final = ("meeting", "goal", "visit")
_OWN_SOURCES: Final = ("note", "visit")


@frozen
class _Remembered:
    """What this computer remembers of the list that was shown last."""

    period: Period
    mark: str  # of its lines


@frozen
class StarRow:
    """One line of the list, by its number; `star` is mine, and `claim` is None if the line is gone."""

    number: int
    section: str
    claim: Claim | None
    star: Star | None

    @property
    def text(self) -> str:
        """Return the line's words, or those of the star where the line is gone."""
        return self.claim.text if self.claim else self.star.words if self.star else ""

    @property
    def theme(self) -> str:
        """Return the theme of my star, else of one that is typed into the line."""
        return next(
            filter(None, (self.star.theme if self.star else "", *(self.claim.starred if self.claim else ()))), ""
        )

    @property
    def typed(self) -> bool:
        """Tell whether a star is typed into the line, where both see it."""
        return bool(self.claim and self.claim.starred)

    @property
    def path(self) -> str:
        """Return the path of the line's file."""
        return self.claim.path if self.claim else self.star.path if self.star else ""


@frozen
class StarList:
    """The lines of a period that may have a star, then the stars of lines that are gone."""

    period: Period
    rows: tuple[StarRow, ...]
    problems: tuple[Problem, ...]


@frozen
class ChangedStars:
    """The lines that a command has marked, or with `removed` has taken the star from."""

    rows: tuple[StarRow, ...]
    removed: bool


def read_stars(context: Context) -> tuple[Star, ...]:
    """Return my stars of this log."""
    path = _find_list(context)
    content = Folder(context.home.own).read(path, MAX_BYTES)
    return tuple(parse_stars(_open(context, path, content))) if content else ()


def read_author_stars(context: Context) -> tuple[Star, ...]:
    """Return the stars that a page's author gave in this log; those of another person's own pages are none."""
    return () if host_of(context) else read_stars(context)


def read_own_sources(context: Context) -> Log:
    """Return the own pages with what may have a star: my notes, and the visits of this log that are not shared."""
    own = load_log(context.home.own, _OWN_SOURCES, bodies=_OWN_SOURCES)
    return dataclasses.replace(own, records={**own.records, "visit": drafts_among(context, own)})


def this_month(context: Context) -> Period:
    """Return this month, with the coming meeting, whose note may have lines already."""
    month = find_period(f"{context.today:%Y-%m}", ())
    days = (meeting.day for meeting in context.read(("meeting",)).meetings)
    coming = min((day for day in days if day and day > context.today), default=month.end)
    return dataclasses.replace(month, end=max(month.end, coming))


def list_stars(context: Context, period: Period) -> StarList:
    """Return the lines of a period, and remember on this computer that they were shown by these numbers."""
    shown = _build_list(context, period)
    state = json.dumps(pack(_Remembered(period, _mark(shown))))
    with suppress(SurroundingsError):  # a log that is only read shows its lines all the same
        replace(LocalState(context.root).shown_lines, state.encode())
    return shown


def line_with(context: Context, words: str) -> int:
    """Return the number of the one line of this month that has some words; raise UsageError for none or several."""
    rows = list_stars(context, this_month(context)).rows
    having = [row for row in rows if normalize(words) in normalize(row.text)]
    if len(having) == 1:
        return having[0].number
    if having:
        shown = [f"{row.number} “{row.text}”" for row in having[:5]]
        raise UsageError(f"{len(having)} lines have “{words}”: {format_list(shown)}", "say which by its number")
    raise UsageError(f"no line of this month has “{words}”", "to see the lines with their numbers: coachlog star")


def mark_lines(context: Context, numbers: Sequence[int], theme: str, *, remove: bool) -> ChangedStars:
    """Mark the lines of the list that was shown last, or take their stars away."""
    rows = _chosen(_shown_list(context), numbers)
    for row in rows:
        if remove and row.star is None:
            raise _no_star(row)
        if not remove and row.claim is None:
            raise CoachlogError(
                f"line {row.number} is in the log no more: {row.text}",
                f"to take its star away: coachlog star {row.number} --unstar",
            )
    new = [None if remove else Star(row.text, row.path, theme or (row.star.theme if row.star else "")) for row in rows]
    _change_list(context, [(row.star, star) for row, star in zip(rows, new, strict=True)])
    changed = (
        StarRow(row.number, row.section, row.claim, star or row.star) for row, star in zip(rows, new, strict=True)
    )
    return ChangedStars(tuple(changed), removed=remove)


def require_star_allowed(section: str) -> None:
    """Raise for the Check-in, of which no line leaves its note."""
    if section == CHECK_IN:
        raise UsageError(
            "a line of the Check-in stays between the two of you, so it gets no star",
            "leave --star out, or say --in notes",
        )


def star_written_lines(
    context: Context, path: str, lines: Iterable[str], theme: str, message: str = ""
) -> tuple[Star, ...]:
    """Mark what was just written in a note, each line of a pasted list; or a line that was chosen for a page."""
    stars = [Star(one_line(words), path, theme) for words in lines]
    _change_list(context, [(None, star) for star in stars], message)
    return tuple(stars)


def unstar_lines(context: Context, stars: Sequence[Star], message: str) -> None:
    """Take stars away that were just given."""
    if stars:
        _change_list(context, [(star, None) for star in stars], message)


def typed_theme(typed: str) -> str:
    """Return the theme that was typed, as one word; raise UsageError if it has no letter."""
    theme = parse_theme(typed)
    if typed.strip() and not theme:
        raise UsageError(f"`{typed}` is no theme", "a theme is a word of yours: --theme trust")
    return theme


def _no_star(row: StarRow) -> CoachlogError:
    if row.claim and row.typed:
        sentence = f"line {row.number} has its star in the text itself, where both of you see it"
        return CoachlogError(sentence, f"to take it out: coachlog edit {row.path} (line {row.claim.line})")
    return CoachlogError(f"line {row.number} has no star: {row.text}", "which lines have one: coachlog star")


def _build_list(context: Context, period: Period) -> StarList:
    log = context.read(_SOURCES, bodies=_SOURCES)
    own = read_own_sources(context)
    starred = find_starred(log, read_stars(context), own)
    mine = {(line.claim.path, line.claim.line): line.star for line in starred.lines if line.star}
    rows = [
        StarRow(number, line.section, line.claim, mine.get((line.claim.path, line.claim.line)))
        for number, line in enumerate(build_star_lines(log, period, own), 1)
    ]
    rows += [StarRow(number, "", None, star) for number, star in enumerate(starred.lost, len(rows) + 1)]
    return StarList(period, tuple(rows), log.problems)


def _mark(shown: StarList) -> str:
    lines = [[row.path, row.claim.line if row.claim else 0, row.text] for row in shown.rows]
    return digest(json.dumps(lines).encode())


def _shown_list(context: Context) -> StarList:
    """Return the list that was shown last; raise CoachlogError if its numbers mean other lines now."""
    try:
        state = unpack_checked(_Remembered, json.loads(LocalState(context.root).shown_lines.read_bytes()))
    except DAMAGED:
        raise CoachlogError(
            "no list of lines was shown here yet", "to see it, with its numbers: coachlog star"
        ) from None
    shown = _build_list(context, state.period)
    if state.mark != _mark(shown):
        raise CoachlogError(
            "the lines have changed since they were shown, so nothing is marked", "look again: coachlog star"
        )
    return shown


def _chosen(shown: StarList, numbers: Sequence[int]) -> list[StarRow]:
    by_number = {row.number: row for row in shown.rows}
    unknown = [number for number in numbers if number not in by_number]
    if unknown:
        last = f"they go from 1 to {len(shown.rows)}" if shown.rows else "there is none"
        raise UsageError(f"there is no line {unknown[0]}: {last}", "to see them: coachlog star")
    return [by_number[number] for number in dict.fromkeys(numbers)]


def _find_list(context: Context) -> str:
    """Return the path of the list of this log's stars, or a free one."""
    own = Folder(context.home.own)
    taken, broken = set(), list[FileNotRead]()
    for entry in own.names(_FOLDER, ".md"):
        path = f"{_FOLDER}/{entry.name}"
        taken.add(path)
        try:
            if field_text(_open(context, path, own.read(path, MAX_BYTES) or b""), "log") == context.log_id:
                return path
        except FileNotRead as error:
            broken.append(error)
    if broken:  # it may be this log's: a second list would hide its stars
        raise broken[0]
    stem, number = slugify(context.root.name), 1
    path = f"{_FOLDER}/{stem}.md"
    while path in taken:
        number += 1
        path = f"{_FOLDER}/{stem}-{number}.md"
    return path


def _open(context: Context, path: str, content: bytes) -> Document:
    return open_document(path, content, mend_hint(context.home.own, path))


def _change_list(context: Context, changes: Sequence[tuple[Star | None, Star | None]], message: str = "") -> None:
    """Put new stars on the list, each in the place of its old one; take off those that become none."""
    with own_pages_writer(context).change("star") as change:
        path = _find_list(context)
        content = change.read(path)
        page = _open(context, path, content) if content is not None else _new_list(context)
        listed = list(parse_stars(page))
        become: dict[int, Star | None] = {}  # by the line in the list
        added = []
        for old, new in changes:
            keys = {_key(star) for star in (old, new) if star}
            lines = [star.line for star in listed if _key(star) in keys]
            become |= dict.fromkeys(lines) | dict.fromkeys(lines[:1], new)
            added += [new] if new and not lines else []
        for star in reversed(listed):
            if star.line in become:
                page = _with_star(page, star, become[star.line])
        for new in added:
            page = insert_at_end(page, page.sections[-1], item_lines(format_star(new)))
        change.write(path, page.text.encode())
        count = sum(new is not None for _, new in changes) or len(become)
        change.message = message or f"star: {format_count(count, 'line')}"


def _with_star(page: Document, old: Star, new: Star | None) -> Document:
    """Return the list with another star in the place of one, or none; one that says the same stays as it was typed."""
    block = page.block_at[old.line - 1]
    if new is None:
        is_last = not "".join(page.lines[block.end :]).strip()
        above = page.lines[block.start - 1] if is_last and block.start else "-"
        return replace_lines(page, block.start - (not above.strip()), block.end, ())
    if (_key(old), old.theme) == (_key(new), new.theme):
        return page
    return replace_lines(page, block.start, block.end, item_lines(format_star(new)))


def _key(star: Star) -> tuple[str, str]:
    return star.path, normalize(star.words)


def _new_list(context: Context) -> Document:
    title = f"Stars: {context.settings.title or context.root.name}"
    return fill_template(shipped_template(_FOLDER), {"log": context.log_id, "title": title})
