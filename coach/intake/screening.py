"""What an intake tells the triage about a person, so that it need not ask again."""

from collections.abc import Mapping

from coach.intake.questionnaire import Answers
from coach.triage import Context

PREGNANT = "pregnant"


def context_of(
    answers: Answers,
    *,
    age: int | None = None,
    week: int | None = None,
    verdict: str | None = None,
    known: Mapping[str, bool] | None = None,
) -> Context:
    """The context of someone with these intake answers.

    `age` in years, `week` since onset and `verdict` come from elsewhere, as they change with the day;
    `known`: backgrounds remembered from earlier triage (`triage.lasting`).
    """
    earlier, conditions = answers.get("earlier_episodes"), answers.get("conditions")
    told = {} if conditions is None else {PREGNANT: PREGNANT in conditions}
    return Context(
        age=age,
        week=week,
        first_episode=None if earlier is None else not earlier,
        onset_kind=answers.get("onset_kind"),
        verdict=verdict,
        known={**told, **(known or {})},
    )
