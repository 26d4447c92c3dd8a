"""Is this person getting better? A diary in, an honest answer out. Pure: no database, no clock.

Read in this order: `diary`, `published`, `prior`, `cells`, `posterior`, `change`, `windows`, `verdict`,
`assessment`.
"""

from coach.course.assessment import Assessment, Reduction, assess, assess_many
from coach.course.diary import Case, Entry
from coach.course.drawing import drawing
from coach.course.policy import POLICIES, Step, read_policies
from coach.course.published import REFERENCES, Phase
from coach.course.sentence import render, sentence, step_words
from coach.course.verdict import Verdict

__all__ = [
    "POLICIES",
    "REFERENCES",
    "Assessment",
    "Case",
    "Entry",
    "Phase",
    "Reduction",
    "Step",
    "Verdict",
    "assess",
    "assess_many",
    "drawing",
    "read_policies",
    "render",
    "sentence",
    "step_words",
]
