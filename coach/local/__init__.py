"""The embedded PostgreSQL and Valkey, and the secrets beside them: Coach with nothing else installed.

Used only where DATABASE_URL or REDIS_URL is unset. Addresses follow from the data folder alone, so every
process finds the same servers without asking.
"""

from coach.local.failure import LocalServerError
from coach.local.holding import running, start, stop
from coach.local.keys import jwt_key, keyset, secret_key, vapid_key
from coach.local.place import broker_url, data_folder, database_url, redis_url
from coach.local.servers import embedded

__all__ = [
    "LocalServerError",
    "broker_url",
    "data_folder",
    "database_url",
    "embedded",
    "jwt_key",
    "keyset",
    "redis_url",
    "running",
    "secret_key",
    "start",
    "stop",
    "vapid_key",
]
