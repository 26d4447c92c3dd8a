"""The cache in Valkey, as Django has it, with clients that are kept: making one costs more than asking it."""

from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class Cache(RedisCache):
    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = KeptClient


class KeptClient(RedisCacheClient):
    # Of the parent, which its types leave out.
    _client: Any
    _get_connection_pool: Any

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._kept: dict[Any, Any] = {}

    def get_client(self, key: Any = None, *, write: bool = False) -> Any:
        """A client is only its pool of connections, and shared as safely."""
        pool = self._get_connection_pool(write)
        if pool not in self._kept:
            self._kept[pool] = self._client(connection_pool=pool)
        return self._kept[pool]
