"""What we ask a person about a plan whose breaks go unanswered day after day."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from api.strict import StrictSerializer
from coach.models import Person
from reminders.models import PlanQuestion
from reminders.models.question import Answer


class QuestionSerializer(serializers.ModelSerializer[PlanQuestion]):
    text = serializers.SerializerMethodField(help_text="the question in words, with what each answer does")

    class Meta:
        model = PlanQuestion
        fields = ["id", "plan", "asked_at", "text", "answer", "answered_at"]

    def get_text(self, _question: PlanQuestion) -> str:
        return _(
            "Our breaks went unanswered on several days, so we stopped for now. Shall we go on as before, "
            "come half as often, or stay away for a week?"
        )


def asked(person: Person) -> Any:
    """Those that are open, newest first, as a phone gets them."""
    return QuestionSerializer(person.plan_questions.open().order_by("-asked_at", "-id"), many=True).data


class QuestionAnswerSerializer(StrictSerializer):
    answer = serializers.ChoiceField(
        choices=Answer.choices,
        help_text="keep: go on as before; fewer: half as often; pause: a week without",
    )
