"""How fast is the dispatcher, and what does it cost the others? On a place of its own, cleaned up afterwards.

python -m bench.dispatch [--plans 1000000] [--rounds 5] [--only NAME …] [--plots FOLDER]
"""

import argparse
from pathlib import Path

from bench.dispatch.place import place

NAMES = ("materialising", "idle", "handing", "lateness", "api", "hours", "folding")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.dispatch")
    parser.add_argument("--plans", type=int, default=1_000_000, help="how many people with a plan (1000000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each way is measured (5)")
    parser.add_argument("--only", choices=NAMES, nargs="+", default=NAMES, help="some of the measurements")
    parser.add_argument("--plots", type=Path, help="a folder for the pictures of the eight hours")
    return parser.parse_args()


def main() -> None:
    chosen = options()
    with place() as data:
        # Django reads the place when it is set up.
        from bench.dispatch import ready  # noqa: F401
        from bench.dispatch.run import run

        run(data, plans=chosen.plans, rounds=chosen.rounds, only=chosen.only, plots=chosen.plots)


if __name__ == "__main__":
    main()
