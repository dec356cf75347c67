"""Merge two versions of one file: by the laws of identity, by meaning, or both kept whole."""

from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import Final

from coachlog.markdown.blocks import line_ending, split_lines
from coachlog.markdown.document import BOM, Document, Unreadable, decode_text, parse_document
from coachlog.markdown.yaml_text import YamlError
from coachlog.merge.audit import find_loss
from coachlog.merge.audit_check_in import find_published
from coachlog.merge.audit_sections import find_misplaced
from coachlog.merge.body import merge_bodies
from coachlog.merge.check_in_words import base_for_check_ins
from coachlog.merge.draft_record import is_record
from coachlog.merge.result import CannotMerge, Merged
from coachlog.merge.three_way import Three, choose
from coachlog.merge.yaml_merge import merge_yaml
from coachlog.model.conflict import Conflict
from coachlog.model.kinds.headings import Aliases
from coachlog.model.settings import FILE

MAX_MERGE_BYTES: Final = 512 * 1024  # bytes that merge in less than two seconds
_YAML: Final = (".yml", ".yaml")


def merge_files(base: bytes | None, older: bytes, newer: bytes, path: str = "x.md", own: Aliases = ()) -> Merged:
    """Merge two versions of a file; their order decides only which comes first and which single value is live.

    `own` are the pair's words for sections: what is in their Check-in stays there.
    Never raise: a file that cannot be merged inside comes back whole.
    """
    if base and path == FILE:
        base = base_for_check_ins(base, older, newer)
    settled = _by_identity(base or b"", older, newer)
    if settled is not None:
        return Merged(settled)
    suffix = PurePosixPath(path).suffix.lower()
    if suffix != ".md" and suffix not in _YAML:
        return Merged(newer, whole=True)
    if max(len(base or b""), len(older), len(newer)) > MAX_MERGE_BYTES:
        return Merged(newer, whole=True)
    try:
        texts = Three(base or b"", older, newer).map(decode_text)
        text, conflicts = merge_texts(texts, yaml=suffix in _YAML)
        if find_loss(texts, text, yaml=suffix in _YAML) or (suffix == ".md" and _moves_sections(texts, text, own)):
            return Merged(newer, whole=True)
    except (CannotMerge, Unreadable, YamlError):
        return Merged(newer, whole=True)
    # Two records of a page's drafts are nothing to settle: the next draft reads both, and writes one.
    open_ones = (one for one in conflicts if not (is_record(one.first.text) and is_record(one.second.text)))
    return Merged(text.encode(), tuple(replace(conflict, path=path) for conflict in open_ones))


def _moves_sections(texts: Three[str], text: str, own: Aliases) -> bool:
    documents, merged = texts.map(parse_document), parse_document(text)
    bodies = documents.map(lambda document: document.text[document.body_at :])
    return bool(find_misplaced(bodies, text[merged.body_at :]) or find_published(documents, merged, own))


def _by_identity(base: bytes, older: bytes, newer: bytes) -> bytes | None:
    if older in (newer, base):
        return newer
    return older if newer == base else None


def merge_texts(texts: Three[str], *, yaml: bool) -> tuple[str, tuple[Conflict, ...]]:
    """Merge three texts; raise CannotMerge, Unreadable or YamlError if they cannot be."""
    mark = choose(*texts.map(_bom)) or ""
    ended = texts.map(lambda text: not text or text.endswith(("\n", "\r")))
    texts = _same_endings(texts.map(lambda text: _ended(text.removeprefix(BOM))))
    text, conflicts = merge_yaml(texts) if yaml else _merge_documents(texts)
    if not (ended.older if ended.newer == ended.base else ended.newer):
        text = _unended(text)
    return mark + text, conflicts


def _bom(text: str) -> str:
    return BOM if text.startswith(BOM) else ""


def _ended(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + line_ending(split_lines(text))


def _unended(text: str) -> str:
    lines = split_lines(text)
    return text[: len(text) - len(lines[-1])] + lines[-1].rstrip("\r\n") if lines and lines[-1].strip() else text


def _same_endings(texts: Three[str]) -> Three[str]:
    """Give all three the line ends of the side that changed them: new line ends are no change of words."""
    before = _endings(texts.base)
    for side in (texts.older, texts.newer):
        after = _endings(side)
        if len(before) == len(after) == 1 and before != after:
            return texts.map(partial(_with_ending, before.pop(), after.pop()))
    return texts


def _endings(text: str) -> set[str]:
    return {line[len(line.rstrip("\r\n")) :] for line in split_lines(text)}


def _with_ending(old: str, new: str, text: str) -> str:
    return "".join(
        line[: -len(old)] + new if line[len(line.rstrip("\r\n")) :] == old else line for line in split_lines(text)
    )


def _merge_documents(texts: Three[str]) -> tuple[str, tuple[Conflict, ...]]:
    documents = texts.map(parse_document)
    front, conflicts = _merge_fronts(documents)
    body, of_body = merge_bodies(documents.map(lambda document: document.text[document.body_at :]))
    text = front + body
    again = parse_document(text)
    if again.text[again.body_at :] != body:
        raise CannotMerge
    return text, (*conflicts, *of_body)


def _merge_fronts(documents: Three[Document]) -> tuple[str, tuple[Conflict, ...]]:
    """Merge the front matters, with their two `---` lines."""
    if all(document.front is None for document in documents):
        return "", ()
    fronts = documents.map(lambda document: document.text[document.front_at : document.front_end])
    inside, conflicts = merge_yaml(fronts)
    if not inside and None in (documents.older.front, documents.newer.front):
        return "", conflicts
    opening = choose(*documents.map(lambda document: _fence(document, 0, document.front_at))) or ""
    closing = choose(*documents.map(lambda document: _fence(document, document.front_end, document.body_at))) or ""
    return opening + inside + closing, conflicts


def _fence(document: Document, low: int, high: int) -> str | None:
    return None if document.front is None else document.text[low:high]
