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
    for one in [name] if name else names():
        print(f"== bench.{one}", flush=True)
        done = subprocess.run([sys.executable, "-m", f"bench.{one}", *options], check=False, cwd=HERE.parent)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or [None])))
