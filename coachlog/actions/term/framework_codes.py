"""Find the codes of the frameworks that a log uses, in whatever form they are typed."""

from collections.abc import Callable, Iterable, Sequence

from coachlog.context import Context
from coachlog.errors import CoachlogError, SurroundingsError
from coachlog.frameworks import Framework, find_code, nearest, plain_code
from coachlog.model.fields import format_list, one_line


def frameworks_in_use(context: Context, kind: str) -> tuple[Framework, ...]:
    """Return the frameworks of a kind that the log at hand uses; outside of every log all of the kind."""
    try:
        named = context.settings.frameworks
    except SurroundingsError:
        if context.options.log:
            raise
        named = ()
    return context.frameworks().in_use(kind, named)


def code_reader(context: Context, kind: str) -> Callable[[str], str]:
    """Return a function from a typed code to the framework's own form; it returns an unknown code as it was typed."""
    in_use = frameworks_in_use(context, kind)

    def read(typed: str) -> str:
        matches = find_code(typed, in_use)
        return matches[0].written if matches else one_line(typed)

    return read


def codes_of(context: Context, kind: str, typed: Iterable[str] | None) -> list[str]:
    """Return typed codes in the frameworks' own form."""
    if not typed:
        return []
    in_use = frameworks_in_use(context, kind)
    return [_only_code(word, in_use) or one_line(word) for word in typed if word.strip()]


def require_code(context: Context, kind: str, typed: str) -> str:
    """Return a typed code in the framework's own form; raise CoachlogError if no framework in use has it."""
    in_use = frameworks_in_use(context, kind)
    code = _only_code(typed, in_use)
    if not code:
        near = nearest(typed, in_use)
        ids = " or ".join(framework.id for framework in in_use)
        hint = f"the nearest is {near.code} ({near.title}); " if near else ""
        raise CoachlogError(f"`{typed}` is not in {ids}", f"{hint}coachlog frameworks show {in_use[0].id} lists them")
    return code


def _only_code(typed: str, in_use: Sequence[Framework]) -> str:
    """Return the code that is meant, empty if no framework has it; raise CoachlogError if several do."""
    matches = find_code(typed, in_use)
    if len(matches) > 1:
        meanings = format_list([f"{one.qualified} ({one.item.title})" for one in matches])
        raise CoachlogError(
            f"`{typed}` is in more than one framework: {meanings}", f"say which: {matches[0].qualified}"
        )
    return matches[0].written if matches else ""


def code_matcher(context: Context, kind: str, typed: str) -> Callable[[Iterable[str]], bool]:
    """Return a test of codes: one of them means the typed code, in whatever form either is written."""
    read = code_reader(context, kind)
    wanted = read(typed)

    def form(code: str) -> str:
        return plain_code(code if ":" in wanted else code.rpartition(":")[2])

    return lambda codes: form(wanted) in (form(read(code)) for code in codes)


def design_matrix(context: Context) -> Framework:
    """Return the design matrix: the pair's own if there is one, else the shipped one."""
    in_use = context.frameworks().in_use("design", context.settings.frameworks)
    return max(in_use, key=lambda framework: bool(framework.path))
