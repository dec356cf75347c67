"""The house's plan: who may import whom, and which outside package comes in by which door."""

import ast
import gc
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coachlog.regex import regex
from tests.support.world import EXAMPLE, PACKAGE, REPOSITORY, make_log, modules

# From the ground up: a room may use its own row's rooms and those below it.
LAYERS = (
    {"errors", "frozen", "regex", "remembered", "shipped", "__init__"},
    {"markdown"},
    {"model"},
    {"frameworks", "incoming", "merge"},
    {"changes", "checks", "mail", "summary"},
    {"programs", "storage"},
    {"git"},
    {"sync"},
    {"render"},
    {"options"},
    {"terminal"},
    {"context"},
    {"actions"},
    {"views"},
    {"app"},
    {"commands"},
    {"cli"},
    {"__main__"},
)
DOORS = {
    "git": {"git/gitpython.py"},
    "frontmatter": {"markdown/document.py"},
    "yaml": {"markdown/yaml_text.py"},
    "markdown_it": {"markdown/block_parser.py", "markdown/inline.py", "markdown/rich_text.py"},
    "rich": {"render/terminal.py", "render/drawn.py", "render/plain.py"},
    "nh3": {"render/html.py"},
    "jinja2": {"render/html.py"},
    "markupsafe": {"render/html.py"},
    "icalendar": {"incoming/calendar.py", "render/calendar.py"},
    "dateutil": {"incoming/calendar.py"},
    "lxml": {"incoming/web_page.py"},
    "docx": {"render/word.py", "render/word_pictures.py", "render/word_styles.py", "incoming/word.py"},
}
# What a room does without: an action knows no screen, a view no disk, a command neither git nor files.
WITHOUT = {
    "actions": {"typer", "rich", "coachlog.render"},
    "views": {"typer", "rich", "coachlog.context", "coachlog.storage", "coachlog.git", "coachlog.sync"},
    "commands": {"rich", "coachlog.storage", "coachlog.git", "coachlog.sync"},
}
IMPURE = {"os", "subprocess", "pathlib", "time", "socket", "shutil", "tempfile", "random", "secrets", "sys"}
PURE = set().union(*LAYERS[: next(level for level, rooms in enumerate(LAYERS) if "storage" in rooms)]) - {
    "shipped",
    "frameworks",
}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports_of(path: Path) -> frozenset[str]:
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def rooms_imported(path: Path) -> set[str]:
    names = (name.split(".")[1] for name in imports_of(path) if name.startswith("coachlog."))
    return {name if name in set().union(*LAYERS) else "__init__" for name in names}


def test_a_module_imports_only_from_its_own_layer_and_below():
    levels = {room: level for level, rooms in enumerate(LAYERS) for room in rooms}
    higher = {
        name_of(path): {room for room in rooms_imported(path) if levels[room] > levels[room_of(path)]}
        for path in modules()
    }
    assert {name: rooms for name, rooms in higher.items() if rooms} == {}


def test_actions_know_no_screen_views_no_disk_and_commands_no_git():
    imports = [(path, name) for path in modules() if room_of(path) in WITHOUT for name in imports_of(path)]
    unwanted = ((path, name, room) for path, name in imports for room in WITHOUT[room_of(path)])
    assert [(name_of(path), name) for path, name, room in unwanted if f"{name}.".startswith(f"{room}.")] == []


def test_no_command_imports_another():
    commands = [path for path in modules() if room_of(path) == "commands"]
    imports = [(name_of(path), name) for path in commands for name in imports_of(path)]
    assert [pair for pair in imports if pair[1].startswith("coachlog.commands.")] == []


def test_what_commands_show_lies_in_the_folders_of_their_groups():
    groups = {
        room: {path.parent.name for path in (PACKAGE / room).glob("*/__init__.py")} for room in ("commands", "views")
    }
    assert groups["views"] == groups["commands"] == {"week", "term", "share", "look", "setup"}


def test_the_environment_has_one_reader_and_what_starts_programs_others():
    readers = {
        path.relative_to(PACKAGE).as_posix() for path in modules() if "os.environ" in path.read_text(encoding="utf-8")
    }
    assert readers == {"context.py", "terminal.py", "git/environment.py", "programs.py"}


def test_no_module_leans_on_one_that_leans_on_it():
    files = {".".join(path.relative_to(REPOSITORY).with_suffix("").parts): path for path in modules()}
    leaning = {
        name: {whole.rpartition(".")[0] for whole in imports_of(path)} & set(files) - {name}
        for name, path in files.items()
    }
    TopologicalSorter(leaning).prepare()


def test_no_two_folders_of_actions_lean_on_each_other():
    actions = [path for path in modules() if room_of(path) == "actions" and path.parent.name != "actions"]
    leaning = {
        (path.parent.name, whole.split(".")[2])
        for path in actions
        for whole in imports_of(path)
        if whole.startswith("coachlog.actions.") and (PACKAGE / "actions" / whole.split(".")[2]).is_dir()
    }
    assert [pair for pair in leaning if pair[0] != pair[1] and pair[::-1] in leaning] == []


@pytest.mark.parametrize("package", sorted(DOORS))
def test_an_outside_package_has_one_door(package):
    importers = {
        path.relative_to(PACKAGE).as_posix()
        for path in modules()
        if any(name.split(".")[0] == package for name in imports_of(path))
    }
    assert importers <= DOORS[package]


def test_domain_code_knows_no_disk_clock_or_terminal():
    pure = [path for path in modules() if room_of(path) in PURE]
    imports = [(name_of(path), name) for path in pure for name in imports_of(path) - {"pathlib.PurePosixPath"}]
    assert [pair for pair in imports if pair[1].split(".")[0] in IMPURE] == []


def test_the_picture_in_the_architecture_shows_these_layers():
    _, picture, *_ = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8").split("```")
    rows = [row.split("  ")[0].replace("/", "").split() for row in picture.splitlines() if row[:1].strip()]
    drawn = [rooms - {"__init__"} for rooms in LAYERS if rooms != {"__main__"}]
    assert [set(rooms) for rooms in reversed(rows)] == drawn


def test_a_frozen_class_is_made_by_our_own_decorator():
    assert [name_of(path) for path in modules() if "dataclass(frozen" in path.read_text(encoding="utf-8")] == [
        "frozen.py"  # which says why
    ]


def test_a_pattern_is_compiled_when_it_is_used():
    def outside_functions(node: ast.AST) -> Iterator[ast.AST]:
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.FunctionDef | ast.Lambda):
                yield child
                yield from outside_functions(child)

    compiled = {
        name_of(path)
        for path in modules()
        for node in outside_functions(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    }
    assert compiled == set()


def test_every_pattern_can_be_compiled():
    for path in modules():
        import_module(".".join(path.relative_to(REPOSITORY).with_suffix("").parts))
    patterns = [each for each in gc.get_objects() if type(each) is type(regex(""))]
    assert len(patterns) > 300
    assert all(each.flags is not None for each in patterns)


# Who shows an error to the person, or goes on without the part that it spoils. Everybody else names a narrower class.
TAKE_EVERY_ERROR = {
    "actions/exchange/merge_driver.py", "actions/exchange/repair.py", "actions/exchange/share.py",
    "actions/outgoing/letter_folder.py", "actions/page/asking.py", "actions/page/evidence.py",
    "actions/setup/doctor.py", "actions/typed_days.py", "app/after_write.py", "app/all_logs.py", "app/completion.py",
    "app/editor.py", "app/partner.py", "cli.py", "context.py", "git/early_fetch.py", "sync/repair.py", "terminal.py",
}  # fmt: skip


def test_whoever_survives_an_error_names_its_class():
    def survived(node: ast.AST) -> ast.expr | None:
        if isinstance(node, ast.ExceptHandler):
            return node.type
        is_suppress = isinstance(node, ast.Call) and ast.unparse(node.func) == "suppress"
        return ast.Tuple(node.args) if is_suppress else None

    takes_all = {
        name_of(path)
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (kinds := survived(node)) and {"CoachlogError", "Exception"} & set(re.findall(r"\w+", ast.unparse(kinds)))
    }
    assert takes_all == TAKE_EVERY_ERROR


def test_no_module_is_long():
    assert [str(path) for path in modules() if len(path.read_text(encoding="utf-8").splitlines()) > 400] == []


# The last three parse what they show.
READING = (
    ["goals"], ["steps"], ["lessons"], ["successes"], ["hours"], ["progress"],
    ["search", "ratio"], ["show", "2026-11-19"], ["check"],
)  # fmt: skip
PARSING = ("search", "show", "check")
# Runs each command and prints the modules that are imported since: `new` forgets the index before each.
SCRIPT = """
import json, shutil, sys
from coachlog.cli import app
for command in json.loads(sys.argv[2]):
    if sys.argv[1] == "new":
        shutil.rmtree(".git/coachlog/index", ignore_errors=True)
    try:
        app(command)
    except SystemExit:
        pass
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


@cache
def modules_imported() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The modules that the commands import up to each, without an index and with a warm one."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        make_log(Path(folder) / "log", EXAMPLE, patch)
        new = run_reading("new", READING)
        run_reading("warm", READING)
        return new, run_reading("warm", [words for words in READING if words[0] not in PARSING])


def run_reading(index: str, commands: Sequence[list[str]]) -> dict[str, set[str]]:
    script = [sys.executable, "-c", SCRIPT, index, json.dumps(commands)]
    lines = subprocess.run(script, capture_output=True, text=True, check=True).stderr.splitlines()
    assert len(lines) == len(commands)
    return {words[0]: set(json.loads(line)) for words, line in zip(commands, lines, strict=True)}


@pytest.mark.parametrize("command", [words[0] for words in READING])
def test_a_reading_command_imports_no_git_and_once_warm_no_parser(command):
    new, warm = modules_imported()
    assert "coachlog" in new[command]
    assert not {"git", "jinja2", "nh3", "docx", "icalendar"} & new[command]
    if command not in PARSING:
        assert not {"yaml", "frontmatter", "markdown_it", "rich", "multiprocessing"} & warm[command]


def test_a_warm_list_of_goals_loads_little(example):
    """What each command pays: no digests, no parser, no subcommand's module, and not much of coachlog."""
    run_reading("warm", [["goals"]])
    loaded = run_reading("warm", [["goals"]])["goals"]
    assert not {"hashlib", "html", "random", "tempfile", "logging"} & loaded
    assert len([name for name in loaded if name.startswith("coachlog.")]) < 78
