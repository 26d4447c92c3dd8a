"""Reading straight from the columns says what the serializer says, to the letter."""

import datetime as dt
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.utils.translation import override
from rest_framework import serializers

from api import columns
from api.diary import DiarySerializer
from api.exercises import ExerciseSerializer
from api.programmes import WholeProgrammeSerializer
from api.rendering import dumps
from coach.models import DiaryEntry, TriageReport
from exercises.models import Exercise, Programme
from tests.api.sync.phones import entry
from tests.conftest import Phone, new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def diary(phone: Phone, episode_id: UUID) -> None:
    full = dict.fromkeys(("pain_now", "pain_worst", "stiffness", "sleep", "stress", "worry"), 3)
    words = {"note": "“één”", "medication": ["a", "ü"], "symptoms": ["fever"], "activities": {"tuin": 3}}
    phone.put(f"diary/{new_id()}/", entry(episode_id, **full, **words))
    phone.put(f"diary/{new_id()}/", entry(episode_id, recorded_at="2026-11-10T21:30:00.123456+01:00"))


def test_both_ways_of_reading_say_the_same(diary: None) -> None:
    rows = DiaryEntry.objects.order_by("seq")
    as_shown = json.loads(json.dumps(DiarySerializer(rows, many=True).data))
    assert json.loads(dumps(columns.read(DiarySerializer(), rows))) == as_shown
    assert as_shown[0]["triage"]["signs"] == ["fever"]
    assert as_shown[1]["recorded_at"] == "2026-11-10T20:30:00.123456Z"


def test_of_several_reports_the_last_is_told(diary: None) -> None:
    rows = DiaryEntry.objects.order_by("seq")
    [earlier] = TriageReport.objects.all()
    fields = ("person", "episode", "entry", "version", "answers", "signs", "said", "why", "pauses")
    same = {name: getattr(earlier, name) for name in fields}
    for days, tier in ((1, "emergency"), (-1, "discuss")):
        TriageReport.objects.create(**same, at=earlier.at + dt.timedelta(days=days), tier=tier)
    assert [row["triage"] and row["triage"]["tier"] for row in columns.read(DiarySerializer(), rows)] == [
        "emergency",
        None,
    ]
    assert DiarySerializer(rows[0]).data["triage"]["tier"] == "emergency"


def test_without_warning_signs_nothing_is_asked_for_them(
    diary: None, django_assert_num_queries: Callable[[int], AbstractContextManager[None]]
) -> None:
    with django_assert_num_queries(1):
        [row] = columns.read(DiarySerializer(), DiaryEntry.objects.order_by("-seq")[:1])
    assert row["triage"] is None


def refuse(*_: object) -> None:
    raise AssertionError("a model was made")


def test_no_model_is_made_of_a_row_whose_fields_are_all_columns(
    diary: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DiaryEntry, "from_db", refuse)
    assert len(columns.read(DiarySerializer(), DiaryEntry.objects.all())) == 2


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("serializer", "model"), [(ExerciseSerializer, Exercise), (WholeProgrammeSerializer, Programme)]
)
def test_so_it_is_for_texts_with_a_column_for_each_language(
    serializer: Any, model: Any, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("load_catalogue", verbosity=0)
    rows = model.objects.order_by("slug")
    with override(language):
        as_shown = json.loads(json.dumps(serializer(rows, many=True).data))
        assert as_shown
        monkeypatch.setattr(model, "from_db", refuse)
        assert json.loads(dumps(columns.read(serializer(), rows.all()))) == as_shown


class Shouting(serializers.CharField):
    def to_representation(self, value: str) -> str:
        return value.upper()


class OwnWaySerializer(serializers.ModelSerializer[DiaryEntry]):
    note = Shouting()

    class Meta:
        model = DiaryEntry
        fields = ["id", "note"]


def test_a_field_with_a_form_of_its_own_keeps_it(diary: None) -> None:
    found = columns.read(OwnWaySerializer(), DiaryEntry.objects.order_by("seq"))
    assert found[0]["note"] == "“ÉÉN”"
