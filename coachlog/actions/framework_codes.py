"""Find the codes of the frameworks that a log uses, in whatever form they are typed."""

from collections.abc import Callable, Iterable

from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.frameworks import Framework, nearest, plain_code
from coachlog.model.fields import one_line


def code_reader(context: Context, kind: str) -> Callable[[str], str]:
    """Return a function from a typed code to the framework's own form; it returns an unknown code as it was typed."""
    in_use = context.frameworks().in_use(kind, context.settings.frameworks)

    def read(typed: str) -> str:
        items = (framework.find(typed) for framework in in_use)
        return next((item.code for item in items if item), one_line(typed))

    return read


def codes_of(context: Context, kind: str, typed: Iterable[str] | None) -> list[str]:
    """Return typed codes in the frameworks' own form."""
    return [code for code in map(code_reader(context, kind), typed) if code] if typed else []


def require_code(context: Context, kind: str, typed: str) -> str:
    """Return a typed code in the framework's own form; raise CoachlogError where no framework in use has it."""
    in_use = context.frameworks().in_use(kind, context.settings.frameworks)
    item = next(filter(None, (framework.find(typed) for framework in in_use)), None)
    if item is None:
        near = nearest(typed, in_use)
        ids = " or ".join(framework.id for framework in in_use)
        hint = f"the nearest is {near.code} ({near.title}); " if near else ""
        raise CoachlogError(f"`{typed}` is not in {ids}", f"{hint}coachlog frameworks show {in_use[0].id} lists them")
    return item.code


def code_matcher(context: Context, kind: str, typed: str) -> Callable[[Iterable[str]], bool]:
    """Return a test of codes: one of them means the typed code, in whatever form either is written."""
    read = code_reader(context, kind)
    wanted = plain_code(read(typed))
    return lambda codes: wanted in (plain_code(read(code)) for code in codes)


def design_matrix(context: Context) -> Framework:
    """Return the design matrix: the pair's own if there is one, else the shipped one."""
    in_use = context.frameworks().in_use("design", context.settings.frameworks)
    return max(in_use, key=lambda framework: bool(framework.path))
