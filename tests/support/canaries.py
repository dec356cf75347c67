"""A log and own pages with a marker of its own in everything that a person can write, and who may read each."""

import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

from coachlog.model.audience import WITHIN, Audience
from coachlog.model.kinds import KINDS, Kind
from coachlog.model.kinds.section_names import CHECK_IN, NEXT_STEPS, SUCCESSES
from coachlog.model.readers import may_read, may_read_section

Decide = Callable[[Audience], bool]
DAY = "2026-11-12"
RAW = "typed behind words:"
# What a field is called where it is typed, if that is not its own name.
_KEYS = {"giver": "from", "class_name": "class", "day": "date"}
_FIXED = {
    "meeting": {"date": DAY, "start": '"15:30"', "minutes": "50", "status": "held"},
    "visit": {"date": DAY, "minutes": "30", "status": "shared"},
    "work": {"date": DAY, "link": "https://example.org/{}"},
    "reading": {"year": "2020", "link": "https://example.org/{}"},
    "feedback": {"date": DAY, "quote_ok": "true"},
    "plan": {"term": "2026-fall", "start": "2026-09-08", "end": "2026-12-18"},
    "note": {"date": DAY},
}
_COMMENTED = (("lesson", "subject"), ("goal", "measure"))
_NESTED = {
    "tools": "\n  - name: {}\n    purpose: {}",
    "agreed": "\n  mentor: {}",
    "contacts": f"\n  - date: {DAY}\n    minutes: 10\n    how: {{}}\n    text: {{}}",
    "next_focus": "",
}


class Canaries:
    """The markers, each with what it stands in and the test for who may read it."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        self._decisions: dict[str, Decide] = {}

    def mark(self, place: str, decide: Decide = lambda audience: audience in WITHIN) -> str:
        """Return a new marker, of letters alone, so that it can be a word, a name and a part of a file's name."""
        number, letters = len(self.places), ""
        for _ in range(3):
            number, rest = divmod(number, 20)
            letters += "bcdfghjklmnpqrstvwxz"[rest]
        marker = f"qy{letters}yq"
        self.places[marker] = place
        self._decisions[marker] = decide
        return marker

    def wrong(self, text: str, audience: Audience) -> list[str]:
        """Return the places of the markers in a text that an audience may not read."""
        marks = marks_in(text)
        return [place for mark, place in self.places.items() if mark in marks and not self._decisions[mark](audience)]

    def found(self, text: str) -> set[str]:
        """Return the places of the markers in a text."""
        marks = marks_in(text)
        return {place for mark, place in self.places.items() if mark in marks}


def marks_in(text: str) -> set[str]:
    """Return every mark in a text, found in one reading: there are hundreds of them."""
    return {f"qy{rest}" for rest in re.findall(r"qy(?=([a-z]{3}yq))", text.casefold())}


def never(_: Audience) -> bool:
    """What no file ever has: a Check-in, a mark, a comment."""
    return False


def alone(audience: Audience) -> bool:
    """What a person writes for nobody else."""
    return audience is Audience.SELF


def build_canaries(log: Path, own: Path) -> Canaries:
    """Write a log and own pages in which everything that can be written is a marker."""
    canaries = Canaries()
    log.mkdir()
    (log / "coachlog.yml").write_text(_settings(canaries), encoding="utf-8")
    for kind in KINDS:
        root = log if kind.shared else own
        (root / kind.folder).mkdir(parents=True, exist_ok=True)
        (root / kind.folder / _file_name(canaries, kind)).write_text(_document(canaries, kind), encoding="utf-8")
    quiet = _document(canaries, next(kind for kind in KINDS if kind.name == "feedback"), "feedback without consent")
    (log / "feedback" / "quiet-a2b3c.md").write_text(quiet.replace("quote_ok: true", "quote_ok: false"), "utf-8")
    draft = _document(canaries, next(kind for kind in KINDS if kind.name == "visit"), "a visit that is not shared")
    (own / "visits").mkdir(exist_ok=True)
    (own / "visits" / f"{DAY}-visit.md").write_text(draft.replace("status: shared", "status: draft"), "utf-8")
    (own / "stars").mkdir()
    (own / "stars" / "log.md").write_text(f"# Stars\n\n- {canaries.mark('a star', alone)} #star/quiet\n", "utf-8")
    for path in ("running.md", "templates/own.md"):
        (log / path).parent.mkdir(exist_ok=True)
        (log / path).write_text(f"# Ours\n\n## Check-in\n\n{canaries.mark(f'a Check-in in {path}', never)}\n", "utf-8")
    (own / "students.txt").write_text("Zoe -> Student A\n", encoding="utf-8")
    return canaries


def _settings(canaries: Canaries) -> str:
    mark = canaries.mark

    def named(audience: Audience) -> bool:
        return audience is not Audience.PEER and audience is not Audience.PUBLIC

    def aliased(audience: Audience) -> bool:
        return audience is not Audience.PROGRAM

    return f"""# {mark("a comment in coachlog.yml")}
coachlog: 1
title: {mark("the log's title")}
worries: {mark("an unknown key of coachlog.yml")}
people:
  - id: mentor
    name: {mark("the mentor's name", named)}
    role: mentor
    alias: {mark("the mentor's alias", aliased)}
    subject: {mark("a subject")}
    grade: {mark("a grade")}
    school: {mark("a school")}
    email: {mark("an address")}@example.org
    quote: [successes]
  - id: mentee
    name: {mark("the mentee's name", named)}
    role: mentee
    email: {mark("another address")}@example.org
cadence:
  weekday: thursday
  time: "15:30"
  mode: {mark("the cadence's mode")}
terms:
  - id: {mark("a term's name", aliased)}
    start: 2026-09-08
    end: 2026-12-18
requirement:
  minutes: 180
  per: month
  source: {mark("who asks for minutes")}
headings:
  {mark("a word of the pair's own")}: Notes
"""


def _file_name(canaries: Canaries, kind: Kind) -> str:
    if kind.name in ("meeting", "visit"):
        return f"{DAY}{'-visit' if kind.name == 'visit' else ''}.md"
    if kind.name == "plan":
        return "2026-fall.md"
    return f"{canaries.mark(f'the file name of a {kind.name}', _within(kind))}-x7x7x.md"


def _within(kind: Kind) -> Decide:
    return (lambda audience: audience in WITHIN) if kind.shared else alone


def _document(canaries: Canaries, kind: Kind, what: str = "") -> str:
    place = what or kind.name

    def decide(readable: Callable[[Audience], bool]) -> Decide:
        if what.startswith("a visit"):
            return alone
        return lambda audience: _within(kind)(audience) if audience in WITHIN else not what and readable(audience)

    front = [f"# {canaries.mark(f'a comment of a {place}', _within(kind))}", f"type: {kind.name}"]
    values = {field.name: _value(canaries, kind, field, place, decide) for field in fields(kind.record())}  # type: ignore[arg-type]
    front += [f"{_KEYS.get(name, name)}: {value}" for name, value in values.items() if value]
    front.append(f"worries: {canaries.mark(f'an unknown key of a {place}', _within(kind))}")
    title = canaries.mark(f"the title of a {place}", decide(lambda audience: may_read(kind.name, "title", audience)))
    within = decide(lambda _: False)
    marks = [canaries.mark(f"{mark} in the title of a {place}", within) for mark in ("comment", "link", "star")]
    beside = " <!-- {} --> [[{}-a2b3c]] #star/{}".format(*marks) if kind.shared else ""
    body = [f"# {title}{beside}", ""]
    body += [f"{canaries.mark(f'the lines above the first heading of a {place}', decide(_own_page(kind)))}", ""]
    for section in kind.sections:
        body += _section(canaries, kind, section, place, decide)
        if inner := _for_the_pair(kind, section):
            words = canaries.mark(f"“{inner}” inside “{section}” of a {place}", within)
            body += [f"### {inner}", "", words, "", f"**{inner}**", "", words, ""]
    body += [f"## {canaries.mark(f'an unknown heading of a {place}', decide(_own_page(kind)))}", ""]
    body += [canaries.mark(f"under an unknown heading of a {place}", decide(_own_page(kind))), ""]
    if CHECK_IN not in kind.sections:
        body += ["## Check-in", "", canaries.mark(f"a Check-in in a {place}", never), ""]
    return "\n".join(["---", *front, "---", "", *body])


def _for_the_pair(kind: Kind, section: str) -> str:
    """Return a section of a kind that fewer people may read than another one."""
    inner = (
        name for name in kind.sections if name != CHECK_IN and not may_read_section(kind.name, name, Audience.PEER)
    )
    return next(inner, "") if may_read_section(kind.name, section, Audience.PEER) and section != SUCCESSES else ""


def _own_page(kind: Kind) -> Callable[[Audience], bool]:
    """What its author writes into a page of theirs leaves with the page."""
    return lambda audience: not kind.shared and may_read_section(kind.name, "", audience)


def _value(canaries: Canaries, kind: Kind, field: Any, place: str, decide: Callable[[Any], Decide]) -> str:
    """Return a field's value: a marker in each of its words, or what its kind needs."""
    readable = decide(lambda audience: may_read(kind.name, field.name, audience))
    name = f"{field.name} of a {place}"
    fixed = _FIXED.get(kind.name, {}).get(_KEYS.get(field.name, field.name))
    if fixed or field.name in ("path", "id", "title", "status", "log"):
        return (fixed or "").replace("{}", canaries.mark(name, readable)) if fixed and "{}" in fixed else fixed or ""
    if field.name in _NESTED:
        form = _NESTED[field.name]
        return form.format(*(canaries.mark(f"{name} ({n})", readable) for n in range(form.count("{}"))))
    if field.type == "str":
        words = canaries.mark(name, readable)
        hidden = canaries.mark(f"a comment in {name}", decide(lambda _: False))
        return f'"{words} <!-- {hidden} -->"' if (kind.name, field.name) in _COMMENTED else words
    return f"[{canaries.mark(name, readable)}]" if field.type == "tuple[str, ...]" else ""


def _section(canaries: Canaries, kind: Kind, section: str, place: str, decide: Callable[[Any], Decide]) -> list[str]:
    readable = decide(lambda audience: may_read_section(kind.name, section, audience))
    if section == CHECK_IN:
        readable = never
    if (kind.name, section) == ("meeting", SUCCESSES):  # of nobody by name: the partner has not agreed
        readable = decide(lambda _: False)
    words = canaries.mark(f"“{section}” of a {place}", readable)
    # A comment is its writer's text, and what is typed behind words is kept in data: the pair's pages have none of it.
    # A link that leads nowhere is named by `check`, wherever it stands.
    within = decide(lambda _: False)
    star, link, hidden = (
        canaries.mark(f"{RAW} {mark} in “{section}” of a {place}", within) for mark in ("star", "link", "comment")
    )
    comment = canaries.mark(f"a comment in “{section}” of a {place}", never if section == CHECK_IN else within)
    lines = [f"## {section}", "", f"<!-- {comment} -->", ""]
    if section == NEXT_STEPS and kind.name == "meeting":
        return [*lines, f"- [ ] @mentee {words} <!-- {hidden} --> (due 2026-12-03)", ""]
    address = canaries.mark(f"an address in “{section}” of a {place}", never if section == CHECK_IN else within)
    lines += [f'- [{words}](../goals/{address}.md "{address}") <!-- {hidden} --> #star/{star} [[{link}-a2b3c]]']
    if (kind.name, section) == ("meeting", SUCCESSES):
        mine = decide(lambda audience: may_read_section("meeting", section, audience))
        said = canaries.mark("a success of mine", mine)
        partner = canaries.mark("a success of my partner's", decide(lambda _: False))
        below = canaries.mark("a success of my partner's below one of mine", decide(lambda _: False))
        lines += [f"- Mentor: {said} <!-- {hidden} --> after [[{DAY}]] it grew", f"- Mentee: {partner}"]
        lines += ["- Mentor: we", f"  - Mentee: {below}"]
    return [*lines, ""]
