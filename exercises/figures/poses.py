import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "data"


@cache
def keys() -> tuple[str, ...]:
    """Every figure that can be drawn, in the order of the data files."""
    return tuple(
        figure["key"]
        for path in sorted(FOLDER.glob("*.toml"))
        for figure in tomllib.loads(path.read_text(encoding="utf-8"))["figure"]
    )
