"""Run by path: `child.py PARENT PROGRAM…` becomes the program, and has Linux end it when its parent dies.

Elsewhere a supervisor that was killed leaves its children behind; the next one finds them by their record.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, program: list[str]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))
    if os.getppid() == parent:  # else it died before we asked to be told
        os.execvp(program[0], program)  # noqa: S606  the command line of the supervisor


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
