"""Check the author's own pages and the joint ones: their words, and what is still to fill."""

from collections.abc import Iterator
from pathlib import Path

from coachlog.actions.documents import field_text
from coachlog.actions.evidence import evidence_pages
from coachlog.actions.reflection_pages import ALL_LOGS, reflection_pages
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frozen import frozen
from coachlog.model.fields import normalize
from coachlog.storage.files import Folder
from coachlog.summary.page.measure import EVIDENCE_WORDS, PageState, measure_page


@frozen
class CheckedPage:
    """A reflection or an evidence page, how far it is, and the names by which a person may ask for it."""

    file: Path
    names: tuple[str, ...]
    state: PageState


def check_pages(context: Context, name: str) -> tuple[CheckedPage, ...]:
    """Return my pages on this log and the joint ones, as they are now; with a name the page that it means."""
    pages = tuple(_pages(context))
    if not pages:
        raise CoachlogError("you have no page on this log yet", "draft one: coachlog report, coachlog evidence 2c")
    wanted = normalize(name).removesuffix(".md")
    exact = tuple(page for page in pages if wanted in page.names)
    named = exact or tuple(page for page in pages if any(wanted in one for one in page.names))
    if not named:
        stems = ", ".join(page.file.stem for page in pages)
        raise CoachlogError(f"there is no page `{name}` on this log", f"your pages: {stems}")
    return named if wanted else pages


def _pages(context: Context) -> Iterator[CheckedPage]:
    own = Folder(context.home.own)
    log_ids = (context.log_id, ALL_LOGS)
    for folder, wanted in ((own, log_ids), (Folder(context.root), None)):
        for path, page in reflection_pages(folder):
            if wanted is None or field_text(page, "log") in wanted:
                names = (normalize(Path(path).stem), normalize(page.title))
                yield CheckedPage(folder.root / path, names, measure_page(page))
    for path, page in evidence_pages(own).items():
        if field_text(page, "log") in ("", *log_ids):
            codes = (normalize(code) for code in field_text(page, "indicator").split(","))
            stem, title = normalize(Path(path).stem), normalize(page.title)
            yield CheckedPage(own.root / path, (stem, title, *codes), measure_page(page, EVIDENCE_WORDS))
