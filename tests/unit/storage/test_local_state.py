"""The files below `.git/coachlog`: one module spells their names, and the names stay for the logs that have them."""

import ast
import re
from pathlib import Path

from coachlog.storage.local_state import LocalState
from tests.support.world import PACKAGE, modules

NAMES = {
    "me": "me",
    "place": "place",
    "lock": "lock",
    "sync_lock": "sync",
    "journal": "joining",
    "pending": "pending",
    "opened": "open",
    "conflicts": "twice",
    "left_aside": "left-aside",
    "last_look": "looked",
    "shown_lines": "shown-lines",
    "imports": "imports",
    "letters": "letters",
    "pages": "pages",
    "refused": "refused",
    "term_asked": "term-asked",
    "damaged": "damaged",
    "example": "example",
    "mending": "mending",
    "git_index": "git-index",
    "index_is_at": "index-is-at",
    "index": "index",
}
GITS_OWN = {"index"}  # git has a file of that name in its own folder
SPELLED = re.compile(rf"/ ['\"](?:{'|'.join([*NAMES.values(), 'coachlog'])})['\"]|\.git/coachlog")
OTHERS = [path for path in modules() if path != PACKAGE / "storage" / "local_state.py"]


def test_the_names_are_those_of_logs_that_exist():
    local = LocalState(Path("log"))
    assert {name: getattr(local, name).relative_to("log/.git/coachlog").as_posix() for name in NAMES} == NAMES
    assert local.index_of("meetings.heads") == local.index / "meetings.heads.json"
    assert local.stale_lock("HEAD.lock") == local.folder / "stale-HEAD.lock"


def test_every_file_is_in_the_table():
    properties = {name for name, value in vars(LocalState).items() if isinstance(value, property)}
    assert properties - {"folder", "git_index_prefix"} == NAMES.keys()


def test_no_other_module_spells_such_a_path():
    texts = {path.name: text for path in OTHERS if SPELLED.search(text := path.read_text(encoding="utf-8"))}
    nodes = [(name, node) for name, text in texts.items() for node in ast.walk(ast.parse(text))]
    assert nodes
    assert [(name, ast.unparse(node)) for name, node in nodes if spells(node)] == []


def spells(node):
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and isinstance(node.right, ast.Constant):
        is_home = node.right.value == "coachlog" and ast.unparse(node) == "Path.home() / 'coachlog'"
        return not is_home and node.right.value in {*NAMES.values(), "coachlog"} - GITS_OWN
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and ".git/coachlog" in node.value
