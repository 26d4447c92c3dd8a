"""A whole small catalogue on disk, to be broken one field at a time."""

from pathlib import Path

EXERCISE = """
[[exercise]]
slug = "chin-tuck"
name = { nl = "Kin intrekken", en = "Chin tuck" }
purpose = { nl = "Haalt je hoofd terug.", en = "Brings your head back." }
regions = ["neck"]
kind = "mobility"
level = "easy"
places = ["desk"]
position = "sitting"
equipment = []
muscles = ["neck"]
activities = []
micro_break = true
duration_seconds = 60
dose = { sets = 1, repetitions = 8, hold_seconds = 3 }
both_sides = false
steps = [
  { nl = "Ga rechtop zitten.", en = "Sit tall." },
  { nl = "Schuif je kin naar achteren.", en = "Slide your chin back." },
]
cautions = [{ nl = "Knik niet omlaag.", en = "Do not nod down." }]
ruled_out_by = ["arm_tingling", "fever"]
source = "own"
reviewed_on = 2026-11-22
"""

CARD = """
[[card]]
slug = "feet-flat"
group = "workplace"
topic = "chair"
title = { nl = "Staan je voeten plat?", en = "Are your feet flat?" }
body = { nl = "Zet je stoel lager.", en = "Lower your chair." }
regions = ["lower_back"]
source = "own"
reviewed_on = 2026-11-22
"""

SOURCES = """
[[source]]
key = "own"
title = { nl = "Eigen tekst", en = "Our own writing" }
publisher = "Coach"
updated = "2026-11-22"
bias = { nl = "Van onszelf.", en = "Ours." }
"""

FIGURES = ("chin-tuck",)


def written(folder: Path, exercise: str = EXERCISE, card: str = CARD, sources: str = SOURCES) -> Path:
    """The folder, now holding a catalogue of one exercise, one card and one source."""
    for name, text in (
        ("data/neck.toml", exercise),
        ("cards/workplace.toml", card),
        ("sources.toml", sources),
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
