"""The intake of an episode and its follow-ups: the questionnaire to render, and the answers to it."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.refusals import Conflicting
from api.rows import require
from api.strict import StrictSerializer
from api.triage import OfEpisode
from coach import interview
from coach.intake import Kind as Type
from coach.intake import Nature, as_json, check
from coach.models import IntakeAnswers
from coach.models.consent import Purpose

TYPES = [(one.value, one.value) for one in Type]
NATURES = [(one.value, one.value) for one in Nature]


@extend_schema_field({"$ref": "#/components/schemas/IntakeAnswer"})
class AnswerField(serializers.JSONField):
    """What one question is answered with; the questionnaire says of each question which it takes."""


class OptionSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field, not the option
    context = serializers.ChoiceField(choices=NATURES, allow_null=True)  # type: ignore[assignment]


class EndsSerializer(serializers.Serializer[Any]):
    low = serializers.CharField()
    high = serializers.CharField()


class ItemSerializer(serializers.Serializer[Any]):
    """One question. What only some types have is left out of the others."""

    key = serializers.CharField()
    type = serializers.ChoiceField(choices=TYPES)
    question = serializers.CharField()
    help = serializers.CharField(allow_blank=True)
    required = serializers.BooleanField()  # type: ignore[assignment]  # a field, not the option
    shown_if = serializers.DictField(
        child=serializers.ListField(child=AnswerField()),
        help_text="shown when, for every key, the answer to it is (or contains) one of the values",
    )
    context = serializers.ChoiceField(  # type: ignore[assignment]
        choices=NATURES, allow_null=True, help_text="whether it may become a goal"
    )
    options = OptionSerializer(many=True, required=False)
    low = serializers.IntegerField(required=False)
    high = serializers.IntegerField(required=False)
    ends = EndsSerializer(required=False)
    unit = serializers.CharField(required=False, allow_blank=True)
    whole = serializers.BooleanField(required=False)
    most = serializers.IntegerField(required=False, help_text="so many at most")
    longest = serializers.IntegerField(required=False, help_text="characters")


class SectionSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    title = serializers.CharField()
    items = ItemSerializer(many=True)


class QuestionnaireSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    version = serializers.IntegerField()
    language = serializers.CharField()
    sections = SectionSerializer(many=True)


class KeptSerializer(serializers.ModelSerializer[IntakeAnswers]):
    answers = serializers.DictField(child=AnswerField(allow_null=True))

    class Meta:
        model = IntakeAnswers
        fields = ["id", "at", "version", "week", "answers"]


class IntakeSerializer(serializers.Serializer[Any]):
    questionnaire = QuestionnaireSerializer()
    last = KeptSerializer(allow_null=True, help_text="the newest answers, as they were given")
    begin_with = serializers.DictField(
        child=AnswerField(allow_null=True),
        help_text="what to fill the form with: what was last answered, and what stands in the episode now",
    )


class FollowUpSerializer(IntakeSerializer):
    due = serializers.IntegerField(allow_null=True, help_text="the week it is due for: 2, 4, 6 or 12")


class FilledInSerializer(StrictSerializer):
    id = serializers.UUIDField(help_text="made by the phone: sent again, these are the same answers")
    answers = serializers.DictField(
        child=AnswerField(allow_null=True), help_text="by the key of the question; null for not answered"
    )


class Intake(OfEpisode):
    """The intake; `FollowUp` is the same for what is asked again."""

    serializer_class = IntakeSerializer
    kind: ClassVar[IntakeAnswers.Kind] = IntakeAnswers.Kind.INTAKE

    @extend_schema(operation_id="episodes_intake_retrieve")
    def get(self, request: Request, pk: UUID) -> Response:
        """The questionnaire in the language asked for, and the answers that stand."""
        return Response(self.get_serializer(self.asked(self.get_object())).data)

    @extend_schema(
        operation_id="episodes_intake_create",
        request=FilledInSerializer,
        responses={201: KeptSerializer, 200: KeptSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Answer it; to change an answer, answer all of it again under a new id."""
        episode, at = self.get_object(), timezone.now()
        require(request.user, Purpose.HEALTH_DATA)
        given = FilledInSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        answers = given.validated_data["answers"]
        self.refuse_faults(answers)
        try:
            kept, new = interview.keep(
                episode, self.kind, answers, answers_id=given.validated_data["id"], at=at
            )
        except IntakeAnswers.DoesNotExist as error:
            raise Http404 from error
        except interview.NotOpen as error:
            message = _("No follow-up is open now. They come 2, 4, 6 and 12 weeks after the intake.")
            raise serializers.ValidationError({"answers": message}, code="not_open") from error
        except interview.AfterTheEnd as error:
            message = _("An episode ends on or after the day it began, and not in the future.")
            raise serializers.ValidationError(
                {"answers": {"onset_on": message}}, code="out_of_range"
            ) from error
        except interview.OtherAnswers as other:
            message = _("This id holds other answers. Send these under a new id.")
            raise Conflicting(KeptSerializer(other.current).data, message) from other
        return Response(KeptSerializer(kept).data, status.HTTP_201_CREATED if new else status.HTTP_200_OK)

    def asked(self, episode: Any) -> dict[str, Any]:
        questionnaire = as_json(interview.QUESTIONNAIRES[self.kind], get_language() or "nl")
        return {
            "questionnaire": questionnaire,
            "last": interview.current(episode, self.kind),
            "begin_with": interview.begun(episode, self.kind),
        }

    def refuse_faults(self, answers: dict[str, Any]) -> None:
        """Raise a 400 that names every answer that cannot be kept."""
        today = self.request.user.today(at=timezone.now())  # type: ignore[union-attr]
        errors: dict[str, list[serializers.ErrorDetail]] = {}
        for problem in check(answers, interview.QUESTIONNAIRES[self.kind], today):
            detail = serializers.ErrorDetail(problem.say(get_language() or "nl"), code=problem.code)
            errors.setdefault(problem.field, []).append(detail)
        if errors:
            raise serializers.ValidationError({"answers": errors})


class FollowUp(Intake):
    serializer_class = FollowUpSerializer
    kind = IntakeAnswers.Kind.FOLLOW_UP

    @extend_schema(operation_id="episodes_follow_up_retrieve")
    def get(self, request: Request, pk: UUID) -> Response:
        """The follow-up in the language asked for, whether it is due, and the last one answered."""
        return super().get(request, pk)

    @extend_schema(
        operation_id="episodes_follow_up_create",
        request=FilledInSerializer,
        responses={201: KeptSerializer, 200: KeptSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Answer the follow-up whose time it is."""
        return super().post(request, pk)

    def asked(self, episode: Any) -> dict[str, Any]:
        return {**super().asked(episode), "due": interview.follow_up_now(episode, at=timezone.now())}
