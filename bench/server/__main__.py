"""Which web server serves Coach best, and what does a killed worker cost? With phones that keep their lines.

python -m bench server [--rounds 5] [--seconds 10]
"""

import argparse
import os
import sys

from bench.dispatch.place import place


def main() -> bool:
    parser = argparse.ArgumentParser(prog="python -m bench server")
    parser.add_argument("--rounds", type=int, default=5, help="how often each server is measured (5)")
    parser.add_argument("--seconds", type=float, default=10, help="of one closed loop (10)")
    chosen = parser.parse_args()
    for name in ("READ", "WRITE", "HEAVY", "ADDRESS"):
        os.environ[f"COACH_LIMIT_{name}"] = str(10**9)  # counted, never refused
    with place() as data:
        # Django reads the place when it is set up.
        from bench.dispatch import ready  # noqa: F401
        from bench.server.run import run

        return run(data, rounds=chosen.rounds, seconds=chosen.seconds)


if __name__ == "__main__":
    sys.exit(not main())
