"""Check references between documents: unknown ids, broken links, and goals that support each other in a circle."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from coachlog.checks.check import Check, LogFiles, front_lines, line_of
from coachlog.errors import Problem
from coachlog.markdown.blocks import Block, BlockKind
from coachlog.markdown.shown_pictures import asset_path, find_pictures
from coachlog.model.kinds import Record
from coachlog.model.links import LinkTargets, find_links, looks_like_id
from coachlog.summary.goal_tree import check_tree

_UNKNOWN = "unknown-id"
_BROKEN = "broken-link"
LEAD_NOWHERE = (_UNKNOWN, _BROKEN)
_NO_PICTURE = "missing-picture"
_HOW_TO_MEND = "; if it was deleted, or its file got another name: coachlog undo --deleted {}"
# The front-matter keys that name documents, with the kinds of these.
_KEYS = (
    ("goals", ("goal",)),
    ("lessons", ("lesson",)),
    ("previous", ("lesson",)),
    ("about", ("lesson", "goal")),
)


def _find(files: LogFiles) -> Iterator[Problem]:
    targets = LinkTargets(frozenset(PurePosixPath(path).stem for path in files.paths))
    for record in files.records():
        for key, kinds in _KEYS:
            yield from _unknown(files, record, key, kinds)
        yield from _broken_in_contacts(record, files.text(record.path), targets)
        yield from _broken(record.path, files.text(record.path), targets, frozenset(files.paths))
    yield from check_tree(files.log.goals, lambda goal: line_of(files.text(goal.path), "supports"))


LINKS = Check(
    (
        (_UNKNOWN, "a document names a goal or lesson that does not exist"),
        (_BROKEN, "a line has a link, [[id]], to a document that does not exist"),
        (_NO_PICTURE, "a line has a picture that is not in assets/"),
        ("unknown-goal", "a goal supports a goal that does not exist"),
        ("goal-loop", "goals support each other in a circle"),
    ),
    _find,
)


def _unknown(files: LogFiles, record: Record, key: str, kinds: tuple[str, ...]) -> Iterator[Problem]:
    ids = getattr(record, key, ())
    for word in (ids,) if isinstance(ids, str) else ids:
        if word and not any(word == other.id for kind in kinds for other in files.log.records.get(kind, ())):
            message = f"{key}: there is no {' or '.join(kinds)} with the id `{word}`"
            if looks_like_id(word):
                message += _HOW_TO_MEND.format(word)
            yield files.problem(record.path, key, _UNKNOWN, message)


def _broken(path: str, text: str, targets: LinkTargets, files: frozenset[str]) -> Iterator[Problem]:
    """Yield a problem for each link of a body that looks like an id of ours and leads nowhere, and each picture."""
    if "[[" not in text and "![" not in text:
        return
    from coachlog.markdown.document import parse_document

    document = parse_document(text)
    code = {line for span in _code(document.blocks) for line in span}
    for number, line in enumerate(document.lines[document.body_line :], document.body_line):
        if number in code:
            continue
        for picture in find_pictures(line):
            if asset_path(picture.address) not in files:
                message = f"there is no picture {picture.address}: put the file into the log's folder assets/"
                yield Problem(path, number + 1, _NO_PICTURE, message)
        yield from _leading_nowhere(path, number + 1, line, targets)


def _broken_in_contacts(record: Record, text: str, targets: LinkTargets) -> Iterator[Problem]:
    """Yield a problem for each link in the words of a meeting's contacts, which stand in its front matter."""
    if getattr(record, "contacts", ()):
        lists = tuple(f"{key}:" for key, _ in _KEYS)
        for number, line in front_lines(text):
            if not line.startswith(lists):
                yield from _leading_nowhere(record.path, number, line, targets)


def _leading_nowhere(path: str, number: int, line: str, targets: LinkTargets) -> Iterator[Problem]:
    for link in find_links(line):
        if looks_like_id(link.target) and targets.find(link.target) is None:
            message = f"the link [[{link.target}]] leads nowhere: there is no document with this id"
            message += _HOW_TO_MEND.format(link.target)
            yield Problem(path, number, _BROKEN, message)


def _code(blocks: Iterable[Block]) -> Iterator[range]:
    for block in blocks:
        if block.kind is BlockKind.CODE:
            yield range(block.start, block.end)
        yield from _code(block.children)
