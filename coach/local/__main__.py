"""`python -m coach.local revive|stop DATA durable|disposable`: what the guard of a data folder has done."""

import sys
from pathlib import Path

from coach.local.holding import revive, stop_unused
from coach.local.site import prepare


def main(verb: str, data: Path, *, durable: bool) -> None:
    site = prepare(data, lambda _: None, durable=durable)
    {"revive": revive, "stop": stop_unused}[verb](data, site)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), durable=sys.argv[3] == "durable")
