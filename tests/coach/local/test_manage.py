from contextlib import nullcontext

import pytest

from manage import data_option, servers_for


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("manage.py up", None, id="not given"),
        pytest.param("manage.py up --data some/folder", "some/folder", id="as two words"),
        pytest.param("manage.py up --data=some/folder --port 1", "some/folder", id="as one word"),
        pytest.param("manage.py up --data", "", id="without its value, which Django complains about"),
    ],
)
def test_the_data_folder_is_known_before_django_starts(words: str, expected: str | None) -> None:
    assert data_option(words.split(" ")) == expected


@pytest.mark.parametrize("words", ["manage.py", "manage.py help", "manage.py up", "manage.py migrate --help"])
def test_what_needs_no_server_starts_none(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    assert isinstance(servers_for(words.split(" ")), nullcontext)


def test_real_servers_are_used_where_they_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/coach")
    monkeypatch.setenv("REDIS_URL", "redis://cache")
    assert isinstance(servers_for(["manage.py", "migrate"]), nullcontext)
