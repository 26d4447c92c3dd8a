"""What a person is told when the embedded servers cannot serve."""

from pathlib import Path

REMEDY = (
    "Coach can use servers you run yourself instead: "
    "set DATABASE_URL=postgresql://user:password@host:5432/coach and REDIS_URL=redis://host:6379/0."
)


class LocalServerError(Exception):
    """The embedded servers cannot be had; the message tells a person why, and what to do."""


def unusable(data: Path, error: OSError) -> LocalServerError:
    """The data folder cannot be written or read."""
    return LocalServerError(
        f"The data folder {data} cannot be used: {error.strerror} ({error.filename}). "
        f"Choose another with --data or COACH_DATA. {REMEDY}"
    )
