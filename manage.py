#!/usr/bin/env python
"""Django's command line, with the embedded servers at hand wherever no real ones are configured."""

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from django.core.management import execute_from_command_line

from coach import local

NEED_NO_SERVER = {
    "check", "collectstatic", "compilemessages", "diffsettings", "findstatic", "help", "makemessages",
    "spectacular", "startapp", "startproject", "version", "--help", "-h", "--version",
    "up",  # looks at its port first and then starts the servers itself
}  # fmt: skip


def main(argv: Sequence[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coach.settings")
    os.environ["COACH_DATA"] = data_option(argv) or str(local.data_folder())
    try:
        with servers_for(argv):
            execute_from_command_line(list(argv))
    except local.LocalServerError as error:
        sys.exit(str(error))


def data_option(argv: Sequence[str]) -> str | None:
    """The value of `--data`, needed before Django reads any option: the settings follow from it."""
    for word, following in zip(argv, [*argv[1:], ""], strict=True):
        if word == "--data":
            return following
        if word.startswith("--data="):
            return word.removeprefix("--data=")
    return None


def servers_for(argv: Sequence[str]) -> AbstractContextManager[None]:
    needed = local.embedded(os.environ)
    if len(argv) < 2 or argv[1] in NEED_NO_SERVER or "--help" in argv or not needed:
        return nullcontext()
    return local.running(local.data_folder(), needed)


if __name__ == "__main__":
    main(sys.argv)
