"""The lock file that a checkout installs from, against the ranges that pyproject.toml gives to everybody else."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REPOSITORY = Path(__file__).parents[2]
LOCK = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = [
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["dev"],
    *PROJECT["build-system"]["requires"],
]
PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[^ ]+)( ; .+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def pins() -> dict[str, str]:
    return {match["name"]: match["version"] for line in LOCK.splitlines() if (match := PIN.fullmatch(line))}


@pytest.mark.parametrize("wanted", WANTED)
def test_the_lock_has_a_version_that_pyproject_allows(wanted: str) -> None:
    requirement = Requirement(wanted)
    version = pins().get(canonicalize_name(requirement.name))
    assert version, "make lock"
    assert version in requirement.specifier, "make lock"


def test_the_lock_holds_versions_and_hashes_and_names_no_host() -> None:
    lines = [line for line in LOCK.splitlines() if not line.startswith("#")]
    assert [line for line in lines if not PIN.fullmatch(line) and not HASH.fullmatch(line)] == []
    followed = zip(lines, [*lines[1:], ""], strict=True)
    assert all(HASH.fullmatch(after) for line, after in followed if PIN.fullmatch(line))
    assert "://" not in LOCK
