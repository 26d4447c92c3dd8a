"""Every measurement, one after the other, or one with options of its own.

python -m bench
python -m bench dispatch --plans 100000
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """Each module and each package here that can be run."""
    modules = [path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_")]
    packages = [path.parent.name for path in HERE.glob("*/__main__.py")]
    return sorted(modules + packages)


def main(name: str | None, *options: str) -> int:
    if name is not None and name not in names():
        print(f"There is no measurement {name}. Choose one of: {', '.join(names())}.")
        return 2
    missed = [one for one in ([name] if name else names()) if not went_well(one, *options)]
    if missed:
        print(f"Something promised was missed by: {', '.join(missed)}.")
    return len(missed)


def went_well(name: str, *options: str) -> bool:
    print(f"== bench.{name}", flush=True)
    done = subprocess.run([sys.executable, "-m", f"bench.{name}", *options], check=False, cwd=HERE.parent)
    return not done.returncode


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or [None])))
