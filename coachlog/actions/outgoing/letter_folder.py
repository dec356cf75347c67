"""Letters and answers in the plain folder that both people share."""

from pathlib import Path
from typing import Final

from coachlog.actions.outgoing.letters import KeptAnswers, Sent, keep_answers, read_answer_file
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.git.errors import visible
from coachlog.model.fields import slugify
from coachlog.storage.files import plain_errors, replace
from coachlog.storage.local_state import LocalState

_MOST: Final = 50  # files of answers


def shared_folder(context: Context) -> Path | None:
    """Return the plain folder through which the log is shared; None if it is shared another way."""
    from coachlog.git.remote_address import RemoteKind
    from coachlog.sync.remote_config import recall

    shared = recall(context.root)
    return shared.where.path if shared and shared.where.kind is RemoteKind.FOLDER else None


def lay_letter(folder: Path, sent: Sent, page: bytes) -> Path:
    """Put a letter's page into the shared folder; the next sync looks there for answers."""
    file = folder / f"for-{slugify(sent.letter.reader)}-{sent.letter.mark}.html"
    with plain_errors(str(file)):
        replace(file, page)
    return file


def take_laid_answers(context: Context) -> tuple[KeptAnswers, ...]:
    """Keep the answers in the shared folder; report files that cannot be read, and leave them there."""
    if not LocalState(context.root).letters.exists():
        return ()
    folder = shared_folder(context)
    kept = []
    for file in sorted(folder.glob("answers*.json"))[:_MOST] if folder else ():
        try:
            answers = read_answer_file(context, file)
        except CoachlogError as error:
            context.tell(f"{visible(file.name)}: {error.sentence}.")
            continue
        if not answers.reply.is_empty:
            kept.append(keep_answers(context, answers))
    return tuple(kept)
