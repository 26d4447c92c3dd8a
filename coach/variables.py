"""Reading environment variables: one that is missing or bad says which, what for, and an example."""

from pathlib import Path
from typing import NoReturn

import environ
from django.core.exceptions import ImproperlyConfigured

from coach.course.policy import OURS, Step, read_policies

env = environ.Env()


def refuse(name: str, purpose: str, example: str) -> NoReturn:
    raise ImproperlyConfigured(f"{name} is missing or unusable: it sets {purpose}. Example: {name}={example}")


def required(name: str, purpose: str, example: str) -> str:
    """A value that there is no good default for."""
    value: str = env.str(name, default="")
    return value or refuse(name, purpose, example)


def number(name: str, default: int, purpose: str) -> int:
    """A whole number, at least 0."""
    value: str = env.str(name, default=str(default))
    return int(value) if value.isdecimal() else refuse(name, purpose, str(default))


def choice(name: str, options: tuple[str, ...], purpose: str) -> str:
    """One of `options`; the first one where nothing is said."""
    value: str = env.str(name, default=options[0])
    return value if value in options else refuse(name, purpose, " or ".join(options))


def policies(name: str) -> tuple[Step, ...]:
    """The steps of the file that the variable names; our own where nothing is said."""
    path = Path(env.str(name, default=str(OURS)))
    try:
        return read_policies(path)
    except ValueError as error:
        refuse(name, f"the file of next steps by week ({error})", "/etc/coach/policies.toml")
