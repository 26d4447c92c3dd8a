"""The intake and the follow-up as versioned questionnaires an app can render. No database, no clock.

Read in this order: `questionnaire.toml`, `questionnaire`, `checking`, `rendering`, `complaint`,
`goals`, `screening`, `follow_up`.
"""

from coach.intake.checking import Problem, check
from coach.intake.complaint import FACTS, facts, to_begin_with
from coach.intake.follow_up import FOLLOW_UP, first_week_after, follow_up_due
from coach.intake.goals import may_become_goal, possible_goals
from coach.intake.questionnaire import Item, Kind, Nature, Option, Questionnaire, Section, read
from coach.intake.rendering import as_json
from coach.intake.screening import context_of

INTAKE = read()

__all__ = [
    "FACTS",
    "FOLLOW_UP",
    "INTAKE",
    "Item",
    "Kind",
    "Nature",
    "Option",
    "Problem",
    "Questionnaire",
    "Section",
    "as_json",
    "check",
    "context_of",
    "facts",
    "first_week_after",
    "follow_up_due",
    "may_become_goal",
    "possible_goals",
    "read",
    "to_begin_with",
]
