"""Writes JSON: dates, moments and ids as they come out of the database, in the form of all our answers."""

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import BaseRenderer


def dumps(data: Any) -> bytes:
    """Moments in UTC end in Z. `TypeError` for what JSON does not know."""
    return orjson.dumps(data, default=_plainly, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


def _plainly(value: Any) -> Any:
    """A text waiting for its language, or an error's detail; a mapping that is no dict."""
    return dict(value) if isinstance(value, Mapping) else str(value)


class Json(BaseRenderer):
    """Several times faster than the framework's own. Bytes are an answer written before: they go as is."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        if data is None:
            return b""
        return data if isinstance(data, bytes) else dumps(data)
