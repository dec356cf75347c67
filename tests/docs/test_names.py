"""One name has one meaning: no two modules of the package define a public class or constant of the same name."""

import ast
from collections import defaultdict

from tests.support.world import PACKAGE

# The app of each command's module is found there by its row.
BY_CONVENTION = {"app"}


def public_names(tree: ast.Module) -> set[str]:
    names = set()
    for node in tree.body:
        match node:
            case ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                names.add(name)
            case ast.Assign(targets=targets):
                names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in names if not name.startswith("_")}


def test_a_public_class_or_constant_has_one_home():
    homes = defaultdict(set)
    for path in sorted(PACKAGE.rglob("*.py")):
        for name in public_names(ast.parse(path.read_text(encoding="utf-8"))) - BY_CONVENTION:
            homes[name].add(path.relative_to(PACKAGE).as_posix())
    twice = {name: sorted(paths) for name, paths in homes.items() if len(paths) > 1}
    assert twice == {}
