"""From due to in the provider's hands, by each channel: how fast, how late, and beside a bare loop?

    python -m bench delivery [--nudges 2000] [--rounds 3] [--only CHANNEL …]

All of it is real: beat, broker, worker, database, and a server on this machine that stands for the provider
and counts. The bare loop posts as many requests, made beforehand, to the same server by the same client, and
does nothing else: no plan, no hold, no row, no encryption. Each round does both, in turn.
"""

import argparse
import os

from bench.delivery.peers import CHANNELS, providers
from bench.dispatch.place import place


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench delivery")
    parser.add_argument("--nudges", type=int, default=2000, help="how many are due at once (2000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each way is measured (3)")
    parser.add_argument("--only", choices=CHANNELS, nargs="+", default=CHANNELS, help="some of the channels")
    return parser.parse_args()


def main() -> None:
    chosen = options()
    with place() as data, providers(data) as (variables, arrivals):
        os.environ.update(variables)  # for the settings here and in the worker alike
        # Django reads the place when it is set up.
        from bench.dispatch import ready  # noqa: F401

        # isort: split
        from bench.delivery.measuring import run

        run(data, arrivals, nudges=chosen.nudges, rounds=chosen.rounds, only=chosen.only)


if __name__ == "__main__":
    main()
