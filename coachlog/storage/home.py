"""One person's coachlog folder: private pages, and the list of the logs on this computer."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coachlog.errors import CoachlogError
from coachlog.storage.files import replace

_LIST: Final = "logs.json"


@dataclass(frozen=True, slots=True)
class Home:
    """The folder `COACHLOG_HOME`; nothing in it is shared but the logs there."""

    root: Path

    @property
    def own(self) -> Path:
        """Return the folder of the private pages."""
        return self.root / "own"

    def logs(self) -> tuple[Path, ...]:
        """Return the logs on this computer, the default first."""
        return tuple(Path(path) for path in self._listed() if (Path(path) / "coachlog.yml").is_file())

    def find_log(self, word: str) -> Path | None:
        """Return the log whose folder has a name, or alone has one that begins so."""
        logs = self.logs()
        matches = [log for log in logs if log.name == word] or [log for log in logs if log.name.startswith(word)]
        if len(matches) > 1:
            raise CoachlogError(f"`{word}` means more than one log", "say which: " + ", ".join(map(str, matches)))
        return matches[0] if matches else None

    def add(self, log: Path, *, default: bool = False) -> None:
        """Put a log on the list, in front where it is to be the default."""
        paths = [path for path in self._listed() if path != str(log)]
        self.root.mkdir(parents=True, exist_ok=True)
        paths = [str(log), *paths] if default else [*paths, str(log)]
        replace(self.root / _LIST, json.dumps({"logs": paths}, indent=2).encode() + b"\n")

    def _listed(self) -> list[str]:
        try:
            data: Any = json.loads((self.root / _LIST).read_bytes())
            return [path for path in data["logs"] if isinstance(path, str)]
        except (OSError, ValueError, KeyError, TypeError):
            return []
