"""A small programme as a file, to be broken one field at a time, and the catalogue it is made of."""

from functools import cache
from pathlib import Path

from exercises.catalogue import Catalogue
from exercises.catalogue import load as load_catalogue

PROGRAMME = """
[[programme]]
slug = "desk-break"
title = { nl = "Even los", en = "Loosen up" }
summary = { nl = "Twee weken bewegen.", en = "Two weeks of movement." }
pain_rule = { nl = "Stop als het pijn doet.", en = "Stop when it hurts." }
limits = { fine = 2, allowed = 4, effort = 5 }
regions = ["upper_back"]
level = "moderate"
self_care = true
source = "own"
reviewed_on = 2026-11-22

[[programme.phases]]
weeks = 2
title = { nl = "Loskomen", en = "Loosening" }

[[programme.phases.days]]
key = "desk"
title = { nl = "Aan je bureau", en = "At your desk" }
times_per_week = 3
rest_days = 1
weekdays = ["mon", "wed", "fri"]
prescriptions = [
  { exercise = "shoulder-rolls", sets = 2, repetitions = 8, bounds = { repetitions = [6, 12, 2], sets = [1, 3] } },
  { exercise = "seated-twist", sets = 1, repetitions = 6, seconds = 3 },
  { exercise = "band-pull-apart", sets = 2, repetitions = 10, band = "light", tempo = "2-1-2", rest_seconds = 20 },
]

[[programme.phases]]
weeks = 1
title = { nl = "Sterker", en = "Stronger" }

[[programme.phases.days]]
key = "strength"
title = { nl = "Kracht", en = "Strength" }
times_per_week = 2
prescriptions = [
  { exercise = "dumbbell-row", sets = 2, repetitions = 8, load_kg = 2, bounds = { load_kg = [1, 6, 0.5] } },
  { exercise = "short-walk", sets = 1, seconds = 300 },
]
"""  # noqa: E501  # an inline table stays on one line


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def written(folder: Path, programme: str = PROGRAMME) -> Path:
    """The folder, now holding one file with this programme."""
    (folder / "sample.toml").write_text(programme, encoding="utf-8")
    return folder
