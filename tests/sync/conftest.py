"""What the tests of an exchange share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.host import Host, serving
from tests.support.two import bare
from tests.support.world import git


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    git(bare(tmp_path / "srv" / "log.git"), "config", "http.receivepack", "true")
    with serving(Host(tmp_path / "srv")) as found:
        yield found
