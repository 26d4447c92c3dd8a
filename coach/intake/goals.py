"""Which circumstances of an intake may become a goal: those the person has and can change."""

from typing import Any

from coach.intake.questionnaire import Answers, Nature, Questionnaire


def may_become_goal(key: str, questionnaire: Questionnaire) -> bool:
    """Whether the circumstance `key` (an item or an option) is one a person can change."""
    return _natures(questionnaire).get(key) is Nature.MODIFIABLE


def possible_goals(answers: Answers, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The options the person chose that may become a goal, in the order of the questions."""
    return tuple(
        option.key
        for item in questionnaire.items
        for option in item.options
        if option.context is Nature.MODIFIABLE and option.key in _chosen(answers.get(item.key))
    )


def _chosen(answer: Any) -> list[Any]:
    return answer if isinstance(answer, list) else [answer]


def _natures(questionnaire: Questionnaire) -> dict[str, Nature | None]:
    options = {option.key: option.context for item in questionnaire.items for option in item.options}
    return options | {item.key: item.context for item in questionnaire.items if item.context}
