"""The cache keeps its clients, and is a cache all the same."""

from django.core.cache import caches


def test_a_client_is_made_once_and_asked_often() -> None:
    cache = caches["default"]
    cache.set("answer", 42)
    assert cache.get("answer") == 42
    assert cache._cache.get_client() is cache._cache.get_client(write=True)
