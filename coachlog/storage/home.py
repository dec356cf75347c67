"""One person's coachlog folder: the own pages, and the list of the logs on this machine."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coachlog.errors import CoachlogError
from coachlog.storage.files import replace

_LIST: Final = "logs.json"


@dataclass(frozen=True, slots=True)
class Home:
    """`COACHLOG_HOME`; nothing in it is shared but the logs that lie there."""

    root: Path

    @property
    def own(self) -> Path:
        """The own pages' folder."""
        return self.root / "own"

    def logs(self) -> tuple[Path, ...]:
        """The logs on this machine, the default first."""
        return tuple(Path(path) for path in self._listed() if (Path(path) / "coachlog.yml").is_file())

    def find_log(self, word: str) -> Path | None:
        """The log meant by its folder's name or an unambiguous beginning of it."""
        logs = self.logs()
        named = [log for log in logs if log.name == word] or [log for log in logs if log.name.startswith(word)]
        if len(named) > 1:
            raise CoachlogError(f"`{word}` means more than one log", "say which: " + ", ".join(map(str, named)))
        return named[0] if named else None

    def add(self, log: Path, *, default: bool = False) -> None:
        """Put a log on the list, as the first where it is to be the default."""
        paths = [path for path in self._listed() if path != str(log)]
        self.root.mkdir(parents=True, exist_ok=True)
        paths = [str(log), *paths] if default else [*paths, str(log)]
        replace(self.root / _LIST, json.dumps({"logs": paths}, indent=2).encode() + b"\n")

    def _listed(self) -> list[str]:
        try:
            found: Any = json.loads((self.root / _LIST).read_bytes())
            return [path for path in found["logs"] if isinstance(path, str)]
        except (OSError, ValueError, KeyError, TypeError):
            return []
