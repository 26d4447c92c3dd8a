"""Safety messages: made with what they are about, sent until somebody has them, never lost."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction

from coach import assessing, nightly, screening
from coach.models import Assessment, Episode, Person
from coach.triage import Word
from reminders import safety
from reminders.channels import Answer, Channel, Parcel
from reminders.models import Device, SafetyMessage
from reminders.models.safety import SafetyKind
from tests.conftest import NOW, new_id
from tests.reminders.devices import registered
from tests.reminders.provider import GONE, REFUSED, UNKNOWN, Provider, later

pytestmark = pytest.mark.django_db
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


@pytest.fixture
def episode(person: Person) -> Episode:
    content = {"region": "neck", "onset_on": NOW.date() - dt.timedelta(days=30)}
    made, _outcome = person.episodes.put(new_id(), content)
    return made


def report(episode: Episode, *signs: str, at: dt.datetime = NOW) -> Any:
    answers = dict.fromkeys(signs, True)
    return screening.report(episode, answers, why="something_changed", at=at)[0]


def assessed(episode: Episode, next_step: str = "review", at: dt.datetime = NOW) -> Assessment:
    said = Assessment(
        person_id=episode.person_id,
        episode=episode,
        at=at,
        verdict="plateau",
        week=4,
        entries=20,
        days=28,
        sentence="plateau",
        params={"level": 5, "entries": 20, "days": 28, "step": next_step},
        next_step=next_step,
    )
    assessing.append([said])
    return said


@pytest.fixture
def message(episode: Episode) -> SafetyMessage:
    report(episode, "chest_pain")
    return SafetyMessage.objects.get()


@pytest.mark.parametrize(
    ("sign", "made"),
    [
        pytest.param("low_mood", False, id="something to discuss"),
        pytest.param("weight_loss", True, id="within days"),
        pytest.param("fever", True, id="today"),
        pytest.param("chest_pain", True, id="now"),
    ],
)
def test_a_report_that_pauses_brings_a_message(episode: Episode, sign: str, made: bool) -> None:
    said = report(episode, sign)
    assert SafetyMessage.objects.filter(report=said, kind=SafetyKind.TRIAGE).exists() is made


def test_the_same_report_again_brings_no_second_one(episode: Episode) -> None:
    said = report(episode, "fever")
    screening.report(episode, {"fever": True}, why="something_changed", at=NOW, report_id=said.pk)
    safety.warn(said)
    assert SafetyMessage.objects.count() == 1


def test_report_and_message_are_there_together_or_not_at_all(episode: Episode) -> None:
    with transaction.atomic():
        report(episode, "fever")
        assert SafetyMessage.objects.count() == 1
        transaction.set_rollback(True)
    assert SafetyMessage.objects.count() == 0


def test_a_review_is_asked_for_once_per_episode(episode: Episode) -> None:
    first = assessed(episode)
    assessed(episode, at=NOW + HOUR)
    [message] = SafetyMessage.objects.all()
    assert (message.kind, message.assessment) == (SafetyKind.REVIEW, first)


def test_other_steps_ask_for_nothing(episode: Episode) -> None:
    assessed(episode, next_step="direction")
    assert SafetyMessage.objects.count() == 0


def test_the_nightly_pass_asks_for_a_review_too(person: Person, episode: Episode) -> None:
    """Nobody writes; a fourth week begins, and the pass says what follows from that."""
    for day in range(28):
        at = NOW - dt.timedelta(days=day + 2)
        content = {"episode": episode, "recorded_at": at, "utc_offset": 0, "pain": 8 - day // 7}
        person.diary.put(new_id(), content)
    assert nightly.assess_everyone(at=NOW) == 1
    assert episode.assessments.get().next_step == "review"
    assert SafetyMessage.objects.get().kind == SafetyKind.REVIEW


def test_without_advice_there_is_none(episode: Episode, settings: Any) -> None:
    settings.COACH_ADVICE = False
    report(episode, "chest_pain")
    assessed(episode)
    assert SafetyMessage.objects.count() == 0


def test_it_goes_to_every_device_and_by_mail(person: Person, message: SafetyMessage) -> None:
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    registered(person, "phone")
    registered(person, "browser")
    provider = Provider()
    assert safety.bring(at=NOW, ways=provider.ways) == 1
    assert sorted(map(str, provider.tried)) == ["anna@example.org", "browser", "phone"]
    assert {parcel.message for parcel in provider.parcels} == {message.pk}
    assert all(parcel.important for parcel in provider.parcels)
    message.refresh_from_db()
    assert message.accepted_at == NOW


def test_taken_by_one_provider_it_is_not_sent_again(person: Person, message: SafetyMessage) -> None:
    registered(person, "phone")
    registered(person, "browser")
    provider = Provider(phone=UNKNOWN)
    safety.bring(at=NOW, ways=provider.ways)
    assert safety.bring(at=NOW + 2 * HOUR, ways=provider.ways) == 0
    assert len(provider.parcels) == 2


@pytest.mark.parametrize(
    "answer", [pytest.param(REFUSED, id="no"), pytest.param(later(600), id="later"), UNKNOWN]
)
def test_until_one_has_taken_it_it_is_tried_with_growing_pauses(
    person: Person, message: SafetyMessage, answer: Answer
) -> None:
    registered(person, "phone")
    provider = Provider(answer)
    tries = []
    for minute in range(240):
        before = len(provider.parcels)
        safety.bring(at=NOW + minute * MINUTE, ways=provider.ways)
        tries += [minute] * (len(provider.parcels) - before)
    assert tries == [0, 1, 3, 7, 15, 31, 63, 123, 183]


def test_a_crash_while_sending_leads_to_another_try(person: Person, message: SafetyMessage) -> None:
    registered(person, "phone")

    def die(parcels: Sequence[Parcel], at: dt.datetime) -> Sequence[Answer]:
        raise SystemExit

    with pytest.raises(SystemExit):
        safety.bring(at=NOW, ways={Channel.FCM: die})
    provider = Provider()
    assert safety.bring(at=NOW + MINUTE, ways=provider.ways) == 1
    assert provider.tried == ["phone"]


def test_a_dead_token_is_retired_on_the_way(person: Person, message: SafetyMessage) -> None:
    registered(person, "phone")
    safety.bring(at=NOW, ways=Provider(GONE).ways)
    assert Device.objects.get().retired_at == NOW


def test_whoever_gets_a_device_later_gets_it_then(person: Person, message: SafetyMessage) -> None:
    provider = Provider()
    assert safety.bring(at=NOW, ways=provider.ways) == 0
    registered(person, "phone")
    assert safety.bring(at=NOW + MINUTE, ways=provider.ways) == 1


def test_consent_to_reminders_is_not_asked(person: Person, message: SafetyMessage) -> None:
    registered(person, "phone")
    person.consents.create(purpose="reminders", version="1", given=False, at=NOW)
    assert safety.bring(at=NOW, ways=Provider().ways) == 1


def close_account(person: Person, message: SafetyMessage, settings: Any) -> None:
    person.is_active = False
    person.save()


def acknowledge(person: Person, message: SafetyMessage, settings: Any) -> None:
    SafetyMessage.objects.all().acknowledge(at=NOW)


def acknowledge_the_report(person: Person, message: SafetyMessage, settings: Any) -> None:
    assert message.report is not None
    screening.acknowledge(message.report, Word.ACKNOWLEDGED, by=person, at=NOW)


def turn_advice_off(person: Person, message: SafetyMessage, settings: Any) -> None:
    settings.COACH_ADVICE = False


@pytest.mark.parametrize(
    "change", [close_account, acknowledge, acknowledge_the_report, turn_advice_off], ids=lambda f: f.__name__
)
def test_what_ends_it(person: Person, message: SafetyMessage, settings: Any, change: Any) -> None:
    registered(person, "phone")
    change(person, message, settings)
    provider = Provider()
    assert safety.bring(at=NOW + HOUR, ways=provider.ways) == 0
    assert provider.parcels == []


def test_the_word_of_a_physio_is_not_the_persons(
    physio: Person, care_link: Any, message: SafetyMessage
) -> None:
    assert message.report is not None
    screening.acknowledge(message.report, Word.LOOKED_AT, by=physio, at=NOW)
    message.refresh_from_db()
    assert message.acknowledged_at is None
