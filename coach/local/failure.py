"""What a person is told when the embedded servers cannot serve."""

REMEDY = (
    "Coach can use servers you run yourself instead: "
    "set DATABASE_URL=postgresql://user:password@host:5432/coach and REDIS_URL=redis://host:6379/0."
)


class LocalServerError(Exception):
    """The embedded servers cannot be had; the message tells a person why, and what to do."""
