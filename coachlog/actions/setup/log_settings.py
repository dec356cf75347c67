"""Change the settings of the log by their smallest spans; its README follows the title and the names."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.markdown.document import BOM, Unreadable, decode_text
from coachlog.markdown.edit_yaml import Data, Step, add_record, plain_data, set_value
from coachlog.markdown.yaml_text import parse_yaml
from coachlog.model.blank_pages import fill_template
from coachlog.model.fields import format_list
from coachlog.model.parse_settings import parse_settings
from coachlog.model.settings import FILE, README, Person, Settings
from coachlog.shipped import shipped_template


class SettingsText:
    """The text of the settings while a command edits it; `before` is what they said until now."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.before = self.read()

    def set(self, steps: Sequence[Step], value: Data | None) -> None:
        """Set one value, or (None) take it away."""
        self.text = set_value(self.text, steps, value)

    def add(self, key: str, record: Mapping[str, str]) -> None:
        """Add a record to a list: a term, a break."""
        self.text = add_record(self.text, key, dict(record))

    def items(self, key: str) -> list[Data]:
        """Return the items of a list, those among them that cannot be understood too."""
        entry = parse_yaml(self.text).find(key)
        items = plain_data(entry.value) if entry else []
        return items if isinstance(items, list) else []

    def read(self) -> Settings:
        """Return the settings as the text says them now."""
        return parse_settings(self.text.encode())[0]


@contextmanager
def change_settings(context: Context, command: str) -> Iterator[SettingsText]:
    """Edit the settings of the log, and keep them with its README as one entry."""
    with context.change(command) as change:
        try:
            text = decode_text(change.read(FILE) or b"")
        except Unreadable as trouble:
            raise CoachlogError(f"{FILE}:{trouble.line}: {trouble.message}", "mend that line in your editor") from None
        mark = BOM if text.startswith(BOM) else ""
        edited = SettingsText(text.removeprefix(BOM))
        yield edited
        change.message = f"{command}: settings"
        if mark + edited.text != text:
            change.write(FILE, (mark + edited.text).encode())
            readme = change.read(README)
            if readme is not None and (followed := _follow(readme, edited.before, edited.read())) != readme:
                change.write(README, followed)


def names_of_people(people: Sequence[Person]) -> str:
    """Return the people's names in one phrase, which is a new log's title."""
    return format_list([person.name or person.id for person in people])


def log_readme(settings_title: str, names: str) -> str:
    """Return the text of a log's README."""
    title = settings_title if settings_title and settings_title != names else f"The log of {names}"
    return fill_template(shipped_template("log-readme"), {"title": title, "people": names}).text


def _follow(readme: bytes, before: Settings, after: Settings) -> bytes:
    """Return a log's README with the lines that say its title and names; a line that somebody has changed stays."""
    old, new = (log_readme(one.title, names_of_people(one.people)).splitlines() for one in (before, after))
    lines = {was.encode(): now.encode() for was, now in zip(old, new, strict=True) if was != now}
    kept = readme.splitlines(keepends=True)
    return b"".join(lines.get(bare := line.rstrip(b"\r\n"), bare) + line[len(bare) :] for line in kept)
