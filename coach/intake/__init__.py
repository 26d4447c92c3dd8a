"""The intake and the follow-up as versioned questionnaires an app can render. No database, no clock.

Read in this order: `questionnaire.toml`, `questionnaire`, `checking`, `rendering`, `complaint`,
`goals`, `screening`, `follow_up`, `reading_out`.
"""

from coach.intake.checking import Problem, check
from coach.intake.complaint import FACTS, facts, to_begin_with
from coach.intake.follow_up import FOLLOW_UP, first_week_after, follow_up_due
from coach.intake.goals import may_become_goal, possible_goals
from coach.intake.questionnaire import Item, Kind, Nature, Option, Questionnaire, Section, read
from coach.intake.reading_out import Page, Said, over_time, read_out
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
    "Page",
    "Problem",
    "Questionnaire",
    "Said",
    "Section",
    "as_json",
    "check",
    "context_of",
    "facts",
    "first_week_after",
    "follow_up_due",
    "may_become_goal",
    "over_time",
    "possible_goals",
    "read",
    "read_out",
    "to_begin_with",
]
