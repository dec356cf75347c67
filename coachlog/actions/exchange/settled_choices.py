"""Say in words what settling chose, from the entries that settled or took that back."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from coachlog.context import Context
from coachlog.git.commit_reader import parse_body
from coachlog.git.commits import named_commits
from coachlog.model.conflict import SETTLED, UNDO, Conflict, Form, settled_token
from coachlog.model.kinds.headings import Aliases
from coachlog.model.resolve_conflict import decode, lines_of_both, locate
from coachlog.sync.conflicts import load_past

if TYPE_CHECKING:
    from coachlog.changes import Versions
    from coachlog.git.commits import Commit
    from coachlog.git.repo import Repo

_ONE_PLACE: Final = "one place"
_MOST_UNDOS: Final = 5  # one of the other: no command takes back more than an undo


class Settled(NamedTuple):
    """The tokens of the conflicts that a commit settled, or with `back` whose settling it took back."""

    tokens: frozenset[str]
    back: bool = False


def settled_by(repo: "Repo", commit: "Commit") -> Settled:
    """Return what a commit settled, took back, or settled again by taking that back."""
    trailers, back = commit.trailers, False
    for _ in range(_MOST_UNDOS):
        if tokens := {settled_token(value) for key, value in trailers if key == SETTLED} - {""}:
            return Settled(frozenset(tokens), back)
        messages = repo.objects.known_messages(named_commits(trailers, UNDO)).values()
        trailers, back = tuple(pair for message in messages for pair in parse_body(message)[1]), not back
    return Settled(frozenset())


def tell_settled(context: Context, tokens: Iterable[str], versions: "Versions") -> tuple[str, ...]:
    """Return a sentence for each place that was settled between two versions of the log's files."""
    known = load_past(context.root, lambda: context.repo).conflicts
    found = (next((one for one in known if token in one.tokens), None) for token in tokens)
    own = context.settings.headings
    return tuple(_tell(one, versions, own) if one else _tell_unknown(versions) for one in found)


def _tell_unknown(versions: "Versions") -> str:
    paths = sorted(versions)
    return f"settled what was kept in two versions in {paths[0] if paths else _ONE_PLACE}"


def _tell(conflict: Conflict, versions: "Versions", own: Aliases) -> str:
    if not versions:
        return f"kept both versions in {conflict.path}"
    if conflict.form is Form.FILE:
        added = any(before is None for path, (before, _) in versions.items() if path != conflict.path)
        which = "both" if added else "the first of two" if conflict.path in versions else "the second of two"
        return f"kept {which} versions of {conflict.path}"
    before, after = (decode(one) for one in versions.get(conflict.path, (None, None)))
    texts = (conflict.first.text, conflict.second.text)
    gone = [text for text in texts if text and after.count(text) < before.count(text)]
    gone = [text for text in gone if text not in after] or gone
    if len(gone) != 1 or any(_is_in_check_in(conflict, text, own) for text in (before, after)):
        return f"settled what was kept in two versions in {conflict.path}"
    kept = texts[texts[0] == gone[0]]
    if not kept:
        return f"left out {_quote(gone[0])}, which one of two versions of {conflict.path} had"
    return f"kept {_quote(kept)} of two versions in {conflict.path}"


def _is_in_check_in(conflict: Conflict, text: str, own: Aliases) -> bool:
    """Tell whether one of the two versions stands in a Check-in, which nothing quotes."""
    from coachlog.markdown.document import parse_document
    from coachlog.model.kinds.check_in import check_in_lines

    standing = locate(conflict, text)
    hidden = check_in_lines(parse_document(text), own) if standing else ()
    return standing is not None and any(line - 1 in hidden for line in lines_of_both(standing, text))


def _quote(text: str) -> str:
    from coachlog.changes.page import format_quote
    from coachlog.markdown.task_line import parse_item, without_id

    return format_quote(" ".join(without_id(parse_item(text).words).split()))
