"""The last correction: what is said must come true as often as it is said.

The acute prior has to agree with the pooled means of Costa 2012, which fall more slowly than those of the
single large cohort of Downie 2016. On invented people with Downie's mix the raw chances of "no important
reduction yet" are therefore somewhat too high. One number, added to the log-odds, balances the two.

Fitted by `python manage.py evaluate_course --refit` on training draws of all generators (seed 777, 700 people
each): the shift whose worst calibration error over generators and weeks, measured against what each is
allowed, is smallest. The evaluation draws other people. There are no invented people for the later phases,
so nothing is corrected there.
"""

import numpy as np

from coach.course.diary import Floats
from coach.course.published import Phase

SHIFTS: dict[Phase, float] = {Phase.ACUTE: -0.4, Phase.SUBACUTE: 0.0, Phase.PERSISTENT: 0.0}


def calibrated(probability: Floats, shift: Floats) -> Floats:
    """The probabilities with their log-odds moved by `shift`; order, 0 and 1 stay as they are."""
    return probability * np.exp(shift) / (1 - probability + probability * np.exp(shift))
