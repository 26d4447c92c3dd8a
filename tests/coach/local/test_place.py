from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict
from redis import ConnectionPool

from coach import local
from coach.local.place import CHECKOUT, sockets

DATA = Path("/srv/some where/coach")


def test_postgres_is_addressed_by_its_socket() -> None:
    address = conninfo_to_dict(local.database_url(DATA))
    assert address == {"user": "coach", "port": "5432", "dbname": "coach", "host": str(sockets(DATA))}


def test_valkey_databases_are_numbered() -> None:
    options = ConnectionPool.from_url(local.redis_url(DATA, 3)).connection_kwargs
    assert (options["path"], options["db"]) == (f"{sockets(DATA)}/valkey.sock", 3)


def test_the_broker_is_the_same_server_but_another_database() -> None:
    assert local.broker_url(DATA) == f"redis+socket://{sockets(DATA)}/valkey.sock?virtual_host=1"


def test_addresses_depend_on_the_data_folder_only(monkeypatch: pytest.MonkeyPatch) -> None:
    before = (local.database_url(DATA), local.redis_url(DATA))
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/somewhere")
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    monkeypatch.setenv("PGPORT", "1")
    assert (local.database_url(DATA), local.redis_url(DATA)) == before
    assert local.database_url(DATA) != local.database_url(DATA / "other")


def test_a_link_to_a_data_folder_leads_to_the_same_servers(folder: Path) -> None:
    (folder / "real").mkdir()
    (folder / "link").symlink_to(folder / "real")
    assert local.redis_url(folder / "link") == local.redis_url(folder / "real")


def test_a_socket_path_fits_whatever_the_data_folder() -> None:
    assert len(f"{sockets(Path('/x' * 300))}/.s.PGSQL.5432.lock") < 100


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        pytest.param({}, CHECKOUT / ".data", id="in the checkout by default"),
        pytest.param({"COACH_DATA": ""}, CHECKOUT / ".data", id="empty counts as unset"),
        pytest.param({"COACH_DATA": "/srv/coach"}, Path("/srv/coach"), id="where the variable says"),
        pytest.param({"COACH_DATA": "data"}, Path.cwd() / "data", id="relative to where we are"),
    ],
)
def test_the_data_folder_is(environ: dict[str, str], expected: Path) -> None:
    assert local.data_folder(environ) == expected
