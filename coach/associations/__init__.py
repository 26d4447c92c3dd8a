"""What goes with a person's worse days. Pure numpy: no database, no clock; the same diary, the same answer.

Read in this order: `factors.toml`, `correlation`, `association`, `sentence`.
"""

from coach.associations.association import Association, Day, Link, associations
from coach.associations.correlation import Correlation, correlate
from coach.associations.factors import FACTORS, TRIGGERS, Factor
from coach.associations.sentence import sentence

__all__ = [
    "FACTORS",
    "TRIGGERS",
    "Association",
    "Correlation",
    "Day",
    "Factor",
    "Link",
    "associations",
    "correlate",
    "sentence",
]
