"""Choose question stems for a conversation: some for each week, or all of a kind."""

from datetime import date
from typing import NamedTuple

from coachlog.errors import CoachlogError
from coachlog.frameworks import CodedItem, Framework, Frameworks
from coachlog.model.fields import did_you_mean, format_list, normalize
from coachlog.summary.weekly_prompts import stems_by_kind, stems_of_week


class Stem(NamedTuple):
    """A question stem and its kind."""

    kind: CodedItem
    item: CodedItem

    @property
    def words(self) -> str:
        """Return the stem as it is said."""
        return self.item.text or self.item.title


def find_week_stems(frameworks: Frameworks, day: date) -> tuple[Stem, ...]:
    """Return one stem of each kind for the week around a day."""
    return tuple(Stem(*row) for row in stems_of_week(_sources(frameworks), day))


def find_stems(frameworks: Frameworks, word: str) -> tuple[Stem, ...]:
    """Return all stems of the kind whose code begins so; raise CoachlogError if no kind or several do."""
    kinds = stems_by_kind(_sources(frameworks))
    matches = [code for code in kinds if code.casefold().startswith(normalize(word))]
    exact = [code for code in matches if code.casefold() == normalize(word)]
    if len(exact or matches) != 1:
        hint = did_you_mean(word, kinds, f"the kinds are: {format_list(list(kinds))}")
        raise CoachlogError(f"there is no kind of question `{word}`", hint)
    kind, items = kinds[(exact or matches)[0]]
    return tuple(Stem(kind, item) for item in items)


def _sources(frameworks: Frameworks) -> tuple[Framework, ...]:
    return tuple(framework for framework in frameworks.known if framework.kind == "prompts")
