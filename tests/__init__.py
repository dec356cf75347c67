"""The tests: what they share is in tests/support, whose assertions tell as much as a test's own."""

import pytest

pytest.register_assert_rewrite("tests.support")
