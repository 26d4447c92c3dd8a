import pytest

from coach import local


@pytest.mark.parametrize(
    ("environ", "servers"),
    [
        pytest.param({}, {"postgres", "valkey"}, id="both when nothing is configured"),
        pytest.param(
            {"DATABASE_URL": "postgresql://db/coach"}, {"valkey"}, id="no PostgreSQL beside a real one"
        ),
        pytest.param({"REDIS_URL": "redis://cache"}, {"postgres"}, id="no Valkey beside a real one"),
        pytest.param({"DATABASE_URL": "x", "REDIS_URL": "y"}, set(), id="none beside two real ones"),
        pytest.param(
            {"DATABASE_URL": "", "REDIS_URL": ""}, {"postgres", "valkey"}, id="empty counts as unset"
        ),
    ],
)
def test_what_is_not_configured_is_brought_along(environ: dict[str, str], servers: set[str]) -> None:
    assert local.embedded(environ) == servers
