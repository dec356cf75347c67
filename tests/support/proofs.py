"""Cases that are proved elsewhere: the proof named here must be there."""

from importlib import import_module


def proved_by(*names: str) -> None:
    """Demand that each test (`module::name`) is there."""
    for name in names:
        module, _, test = name.partition("::")
        assert callable(getattr(import_module(f"tests.{module}"), test, None)), name
