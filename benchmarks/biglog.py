"""A made-up log of any size, the same every time: `python benchmarks/biglog.py DIR 10000`."""

import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SETTINGS = """coachlog: 1
people:
  - {id: mentor, name: Robin Example, role: mentor}
  - {id: mentee, name: Sam Sample, role: mentee}
cadence: {every: week, weekday: thursday, time: "15:30", minutes: 45, mode: virtual}
terms:
  - {id: 2026-fall, start: 2026-09-08, end: 2026-12-18}
"""
WORDS = [
    "students",
    "explain",
    "ratio",
    "rate",
    "table",
    "graph",
    "exit",
    "ticket",
    "own",
    "words",
    "group",
    "listen",
    "ask",
    "wait",
    "share",
    "revise",
    "lesson",
]
LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
LAST = date(2026, 11, 19)


def build(root: Path, size: int, mix: str = "ggggmmmmll") -> None:
    """Write a log of `size` documents and keep it in one entry; of each ten, `mix` says which are (g)oals, …"""
    chance = random.Random(7)  # noqa: S311 - the same log every time is the point
    for folder in ("meetings", "goals", "lessons"):
        (root / folder).mkdir(parents=True)
    (root / "coachlog.yml").write_text(SETTINGS, encoding="utf-8")
    for path, text in _documents(chance, size, mix):
        (root / path).write_text(text, encoding="utf-8")
    who = ["-c", "user.name=Robin Example", "-c", "user.email=mentor@coachlog.invalid"]
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], [*who, "commit", "-q", "-m", "begin"]):
        subprocess.run(["git", "-C", str(root), *words], check=True)
    (root / ".git" / "coachlog").mkdir()
    (root / ".git" / "coachlog" / "me").write_text("mentor\n", encoding="utf-8")


def _documents(chance: random.Random, size: int, mix: str) -> Iterator[tuple[str, str]]:
    for number in range(size):
        kind = mix[number % 10]
        title = _words(chance, 5).capitalize()
        name = f"{title.replace(' ', '-').lower()}-{_letters(chance)}"
        if kind == "g":
            status = "met" if number % 10 == 3 else "active"
            head = (
                f"type: goal\nlevel: student\nowner: shared\nstatus: {status}\nprogress: on-track\nopened: 2026-09-10\n"
            )
            yield (
                f"goals/{name}.md",
                _text(f"{head}target_date: 2026-12-18\nsupports: []\n", title, {"Goal": 1, "Evidence": 2}, chance),
            )
        elif kind == "m":
            day = LAST - timedelta(days=number // 2)
            head = f"type: meeting\ndate: {day}\nminutes: 45\nmode: virtual\nstatus: held\nindicators: [2c]\n"
            text = _text(head, f"Meeting of {day}", {"Successes": 2, "Areas of growth": 1, "Notes": 3}, chance)
            steps = "".join(f"- [x] @mentee {_words(chance, 5)} ^{_letters(chance)}\n" for _ in range(2))
            open_step = f"- [ ] @mentor {_words(chance, 5)} ^{_letters(chance)}\n" if number < 60 else ""
            yield f"meetings/{day}-{number}.md", f"{text}\n## Next steps\n\n{steps}{open_step}"
        else:
            head = "type: lesson\nsubject: math\ngrade: 7\nstatus: drafting\nstandards: [7.RP.A.2]\n"
            yield f"lessons/{name}.md", _text(head, title, {"Learning targets": 2, "Task": 2}, chance)


def _text(head: str, title: str, sections: dict[str, int], chance: random.Random) -> str:
    body = "".join(
        f"\n## {name}\n\n" + "".join(f"- {_words(chance, 9)}\n" for _ in range(n)) for name, n in sections.items()
    )
    return f"---\n{head}---\n\n# {title}\n{body}"


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def _letters(chance: random.Random) -> str:
    return "".join(chance.choices(LETTERS, k=5))


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]))
