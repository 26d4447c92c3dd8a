"""`python -m coach.local DATA durable|disposable`: the guard of a data folder's servers."""

import sys
from pathlib import Path

from coach.local.guard import guard

if __name__ == "__main__":
    guard(Path(sys.argv[1]), durable=sys.argv[2] == "durable")
