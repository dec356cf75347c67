"""Every session that the documentation shows is run, and what it prints is compared.

A ```console block in README.md or in tests/docs/transcripts/*.md begins a world after
`<!-- world: example 2026-12-03 -->` or `<!-- world: empty 2026-11-19 -->`, and goes on in the one before it otherwise.
`make docs` writes anew what the program prints now.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from coachlog.cli import app
from coachlog.commands import COMMANDS
from coachlog.context import Context
from tests.support.world import EXAMPLE, PACKAGE, REPOSITORY, make_log

README = REPOSITORY / "README.md"
PAGES = [README, *sorted((REPOSITORY / "tests" / "docs" / "transcripts").glob("*.md"))]
BLOCK = re.compile(r"(?:<!-- world: (\w+) ([\d-]+) -->\n+)?```console\n(.*?)```\n", re.DOTALL)
REFERENCE = re.compile(r"(?<=<!-- reference -->\n).*?(?=<!-- /reference -->)", re.DOTALL)


@pytest.fixture
def rewrite(request) -> bool:
    return bool(request.config.getoption("--rewrite"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_session_in_the_documentation_is_what_the_program_prints(page, run, tmp_path, monkeypatch, rewrite):
    numbers = iter("23456789")
    monkeypatch.setattr(Context, "new_id", lambda _self, slug: f"{slug}-x{next(numbers)}p7d")
    text = page.read_text(encoding="utf-8")
    blocks = list(BLOCK.finditer(text))
    printed = [session for _, session in play(blocks, run, tmp_path, monkeypatch)]
    if rewrite:
        for block, session in reversed(list(zip(blocks, printed, strict=True))):
            text = text[: block.start(3)] + session + text[block.end(3) :]
        page.write_text(text, encoding="utf-8")
    assert printed == [block.group(3) for block in blocks] or rewrite


def play(blocks, run, tmp_path: Path, monkeypatch) -> Iterator[tuple[str, str]]:
    for number, block in enumerate(blocks):
        world, today, script = block.groups()
        if world:
            monkeypatch.setenv("COACHLOG_TODAY", today)
            begin(world, tmp_path / f"world-{number}", monkeypatch)
        lines = []
        for typed in (line[2:] for line in script.splitlines() if line.startswith("$ ")):
            result = run(*shlex.split(typed)[1:])
            said = result.out + result.err
            said = said.replace(str(Path.cwd().parent), "~/coachlog").replace(str(tmp_path / "home"), "~")
            lines.append(f"$ {typed}\n{said}" + (f"(exit status {result.status})\n" if result.status else ""))
        yield world, "\n".join(lines)


def begin(world: str, place: Path, monkeypatch) -> None:
    place.mkdir()
    monkeypatch.setenv("COACHLOG_HOME", str(place))
    if world == "example":
        make_log(place / "robin-and-sam", EXAMPLE, monkeypatch)
    else:
        (place / "here").mkdir()
        monkeypatch.chdir(place / "here")


def test_the_reference_names_every_command_as_the_program_does(rewrite):
    text = README.read_text(encoding="utf-8")
    written = reference()
    if rewrite:
        text = REFERENCE.sub(lambda _: written, text)
        README.write_text(text, encoding="utf-8")
    assert REFERENCE.search(text).group() == written


def reference() -> str:
    """The command reference, from the commands themselves."""
    import typer

    root = typer.main.get_command(app)
    common = common_options(root)
    told = ", ".join(f"`{max(param.opts, key=len)}{value_of(param)}`" for param in common)
    lines = ["", f"All of them also take {' and '.join(told.rsplit(', ', 1))}."]
    lines += [
        "What shows or lists also takes `--to FILE`, `--for AUDIENCE` and `--replace`: see “Files to hand on”.",
        "",
    ]
    hidden = {param.name for param in common} | {"help", "to", "for", "replace"}
    for group in dict.fromkeys(row.group for row in COMMANDS):
        lines += [f"**{group}**", "", "| command | what it does |", "|---|---|"]
        for row in (row for row in COMMANDS if row.group == group and not row.hidden):
            command = root.get_command(None, row.name)
            lines += [describe(f"coachlog {row.name}", command, row.help_line, hidden)]
            for name in getattr(command, "subcommands", {}):
                verb = command.get_command(None, name)
                lines.append(describe(f"coachlog {row.name} {name}", verb, verb.help, hidden))
        lines.append("")
    return "\n".join(lines) + "\n"


def common_options(root) -> list:
    """Return the options that every command has, the forms of output among them."""
    every = [root.get_command(None, row.name).params for row in COMMANDS]
    names = set.intersection(*({param.name for param in params} for params in every))
    return [param for param in every[0] if param.name in names]


def value_of(param) -> str:
    return "" if param.is_flag else f" {param.metavar or param.type.name.upper()}"


def describe(name: str, command, told: str, common: set[str]) -> str:
    words = [name]
    for param in command.params:
        if param.param_type_name == "argument":
            shown = param.make_metavar(None).strip("[]").removesuffix("]...").removesuffix("...")
            words.append(shown if param.required else f"[{shown}]")
        elif param.name not in common and not param.hidden:
            words.append(f"[{max(param.opts, key=len)}{value_of(param)}]")
    usage = " ".join(words).replace("|", "\\|")
    first, *_ = told.strip().split("\n")
    return f"| `{usage}` | {first.rstrip('.')} |"


def test_the_documentation_names_only_what_is_there():
    """A file, a make target or a command that a page names exists."""
    names = {row.name for row in COMMANDS}
    for page in (README, REPOSITORY / "ARCHITECTURE.md"):
        text = page.read_text(encoding="utf-8")
        for word in re.findall(r"`coachlog ([a-z][a-z-]*)", text):
            assert word in names, f"{page.name} names the command {word}"
        for target in re.findall(r"`make ([\w-]+)`", text):
            assert f"\n{target}:" in (REPOSITORY / "Makefile").read_text()
        for path in re.findall(r"`((?:coachlog|tests|templates|examples|benchmarks)/[\w./-]*)`", text):
            assert (REPOSITORY / path).exists(), f"{page.name} names {path}"
    for path in re.findall(r"`((?!tests/)\w+/[\w/]+\.py)`", text):
        assert (PACKAGE / path).exists(), f"ARCHITECTURE.md names {path}"
