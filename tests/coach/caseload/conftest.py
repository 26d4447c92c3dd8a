"""A practice, as in the dashboard's tests."""

from tests.coach.admin.conftest import _wednesday_morning  # noqa: F401  # a fixture
