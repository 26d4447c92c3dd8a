"""Warning signs of an episode: the questions, the answers and what they come to, and who looked at it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field, extend_schema_serializer
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from api.me import caller
from api.refusals import Conflicting
from api.rows import require
from api.strict import StrictSerializer
from coach import screening
from coach.interview import OtherAnswers
from coach.models import Episode, TriageReport
from coach.models.consent import Purpose
from coach.models.triage import ASKED, TIERS, WHO, WORDS
from coach.triage import TABLE, Nudge, Reason, Tier, Word, as_json, pauses, to_ask


class YesNo(serializers.BooleanField):
    """True or false and nothing that looks like it."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class CallSerializer(serializers.Serializer[Any]):
    label = serializers.CharField()  # type: ignore[assignment]  # a field, not the option
    number = serializers.CharField(help_text="to dial as it stands; empty where it differs by person")


@extend_schema_serializer(component_name="TriagePause")
class PauseSerializer(serializers.Serializer[Any]):
    """Which nudges rest, until which word is said, and whose word counts."""

    nudges = serializers.ListField(child=serializers.ChoiceField(choices=sorted(Nudge)))
    until = serializers.ChoiceField(choices=WORDS)
    by = serializers.ListField(child=serializers.ChoiceField(choices=WHO))


class OutcomeSerializer(serializers.ModelSerializer[TriageReport]):
    """What the answers come to, and what the person is to be told: all of `text`, at once."""

    tier = serializers.ChoiceField(
        choices=TIERS, help_text="in rising order: none, discuss, days, same_day, emergency"
    )
    title = serializers.SerializerMethodField(help_text="names no symptom: may show on a locked screen")
    text = serializers.SerializerMethodField()
    calls = serializers.SerializerMethodField(help_text="whom to call, in this order")
    pauses = serializers.SerializerMethodField(help_text="null where every nudge goes on")

    class Meta:
        model = TriageReport
        fields = ["id", "at", "why", "tier", "signs", "title", "text", "calls", "version", "pauses"]

    def get_title(self, report: TriageReport) -> str:
        return str(self._said(report)["title"])

    def get_text(self, report: TriageReport) -> str:
        return str(self._said(report)["text"])

    @extend_schema_field(CallSerializer(many=True))
    def get_calls(self, report: TriageReport) -> Any:
        return self._said(report)["calls"]

    @extend_schema_field(PauseSerializer(allow_null=True))
    def get_pauses(self, report: TriageReport) -> Any:
        pause = pauses(Tier(report.tier))
        if pause is None:
            return None
        return {"nudges": sorted(pause.nudges), "until": pause.until, "by": sorted(pause.by)}

    def _said(self, report: TriageReport) -> dict[str, Any]:
        said: dict[str, Any] = report.said[get_language() or "nl"]
        return said


@extend_schema_serializer(component_name="TriageQuestion")
class QuestionSerializer(serializers.Serializer[Any]):
    key = serializers.CharField()
    question = serializers.CharField()


@extend_schema_serializer(component_name="TriageAsked")
class AskedSerializer(serializers.Serializer[Any]):
    """What to ask now, most urgent first, each a yes or no."""

    due = serializers.ChoiceField(
        choices=ASKED,
        allow_null=True,
        help_text="why it is to be asked now; null: only if the person asks",
    )
    version = serializers.IntegerField(help_text="of the table of signs")
    language = serializers.CharField()
    questions = QuestionSerializer(many=True)
    last = OutcomeSerializer(allow_null=True, help_text="the last outcome of this episode")
    paused = serializers.BooleanField(help_text="whether nudges that ask to move rest now")


class AnswersSerializer(StrictSerializer):
    id = serializers.UUIDField(help_text="made by the phone: sent again, it is the same report")
    answers = serializers.DictField(
        child=YesNo(allow_null=True),
        allow_empty=False,
        help_text="question → true, false, or null for not answered",
    )
    why = serializers.ChoiceField(choices=ASKED, required=False)

    def validate_answers(self, answers: dict[str, bool | None]) -> dict[str, bool | None]:
        unknown = [key for key in answers if key not in TABLE.items]
        if unknown:
            message = _("This is not one of the questions. Leave it out, or check its spelling.")
            raise serializers.ValidationError(
                {key: [serializers.ErrorDetail(message, code="unknown")] for key in unknown}
            )
        return answers


class WordSerializer(StrictSerializer):
    word = serializers.ChoiceField(choices=WORDS, help_text="what the person says about it")


class AcknowledgementSerializer(serializers.Serializer[Any]):
    word = serializers.ChoiceField(choices=WORDS)
    who = serializers.ChoiceField(choices=WHO)
    at = serializers.DateTimeField()
    paused = serializers.BooleanField(help_text="whether nudges that ask to move still rest")


class OfEpisode(generics.GenericAPIView[Episode]):
    """Something about one of the caller's own episodes."""

    queryset = Episode.objects.none()  # for the schema
    filter_backends = []
    pagination_class = None

    def get_queryset(self) -> Any:
        return caller(self.request).episodes.all()


class Advice(OfEpisode):
    """Is not there where the service gives no advice."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not settings.COACH_ADVICE:
            raise Http404


class Triage(Advice):
    serializer_class = AskedSerializer

    @extend_schema(operation_id="episodes_triage_retrieve")
    def get(self, request: Request, pk: UUID) -> Response:
        """The questions about warning signs to ask now, whether they are due, and the last outcome."""
        episode, at = self.get_object(), timezone.now()
        questions = to_ask(screening.context(episode, at=at))
        asked = {
            **as_json(questions, get_language() or "nl"),
            "due": screening.due(episode, at=at),
            "last": episode.triage_reports.newest_first().first(),
            "paused": screening.open_pause(caller(request)),
        }
        return Response(AskedSerializer(asked).data)

    @extend_schema(
        operation_id="episodes_triage_create",
        request=AnswersSerializer,
        responses={201: OutcomeSerializer, 200: OutcomeSerializer},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        """Answer them. The same id and answers again get the same outcome; other answers need a new id."""
        episode, at = self.get_object(), timezone.now()
        require(request.user, Purpose.HEALTH_DATA)
        given = AnswersSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        why = given.validated_data.get("why") or screening.due(episode, at=at) or Reason.SOMETHING_CHANGED
        try:
            report, new = screening.report(
                episode, given.validated_data["answers"], why=why, at=at, report_id=given.validated_data["id"]
            )
        except TriageReport.DoesNotExist as error:
            raise Http404 from error
        except OtherAnswers as other:
            raise Conflicting(
                OutcomeSerializer(other.current).data,
                _("This id holds other answers. Send these under a new id."),
            ) from other
        return Response(
            OutcomeSerializer(report).data, status.HTTP_201_CREATED if new else status.HTTP_200_OK
        )


class Acknowledgement(Advice):
    serializer_class = WordSerializer

    @extend_schema(
        operation_id="episodes_triage_acknowledgement_create",
        request=WordSerializer,
        responses={201: AcknowledgementSerializer, 200: AcknowledgementSerializer},
    )
    def post(self, request: Request, pk: UUID, report_id: UUID) -> Response:
        """Say that it was read, or that a doctor or physio looked at it. The same word twice is said once."""
        report = get_object_or_404(self.get_object().triage_reports, pk=report_id)
        given = WordSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        word, new = screening.acknowledge(
            report, Word(given.validated_data["word"]), by=caller(request), at=timezone.now()
        )
        said = {
            "word": word.word,
            "who": word.who,
            "at": word.at,
            "paused": screening.open_pause(caller(request)),
        }
        return Response(
            AcknowledgementSerializer(said).data, status.HTTP_201_CREATED if new else status.HTTP_200_OK
        )
