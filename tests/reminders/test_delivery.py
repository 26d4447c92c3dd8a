"""From due to sent: decided at the last moment, committed before anything leaves the house."""

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections

from coach import screening
from coach.models import Person, TriageReport
from coach.triage import Word
from reminders import delivery, dispatch, planning
from reminders.channels import Outcome, Parcel
from reminders.models import Nudge
from reminders.models.nudge import LIFE, Reason, State
from tests.conftest import NOW, new_id
from tests.reminders.conftest import OF_A_KIND, MakePlan

MINUTE = dt.timedelta(minutes=1)


class Provider:
    """A provider that counts what arrives, and answers as told."""

    def __init__(self, outcome: Outcome = Outcome.ACCEPTED) -> None:
        self.arrived: list[UUID] = []
        self.outcome = outcome

    def send(self, parcels: Sequence[Parcel]) -> Sequence[Outcome]:
        self.arrived += [parcel.nudge for parcel in parcels]
        return [self.outcome for _ in parcels]


@pytest.fixture
def provider() -> Provider:
    return Provider()


@pytest.fixture
def due(make_plan: MakePlan) -> Nudge:
    make_plan(due=NOW)
    dispatch.materialise(at=NOW)
    return Nudge.objects.get()


@pytest.mark.django_db
def test_a_worker_that_was_handed_some_brings_those_only(
    make_plan: MakePlan, make_person: Any, provider: Provider
) -> None:
    for i in range(3):
        make_plan(owner=make_person(f"p{i}"), due=NOW)
    handed: list[str] = []
    dispatch.materialise(at=NOW, hand_over=handed.extend)
    assert delivery.deliver(at=NOW, send=provider.send, only=handed[:2]) == 2
    assert {str(nudge) for nudge in provider.arrived} == set(handed[:2])
    assert delivery.deliver(at=NOW, send=provider.send, only=handed) == 1


@pytest.mark.django_db
def test_a_due_nudge_is_sent_once(due: Nudge, provider: Provider) -> None:
    assert delivery.deliver(at=NOW, send=provider.send) == 1
    assert delivery.deliver(at=NOW + MINUTE, send=provider.send) == 0
    due.refresh_from_db()
    assert provider.arrived == [due.pk]
    assert due.state == State.SENT
    assert due.settled_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Outcome.ACCEPTED, State.SENT), (Outcome.REFUSED, State.FAILED), (Outcome.UNKNOWN, State.UNKNOWN)],
)
def test_the_state_says_what_the_provider_said(due: Nudge, outcome: Outcome, state: State) -> None:
    delivery.deliver(at=NOW, send=Provider(outcome).send)
    due.refresh_from_db()
    assert due.state == state


@pytest.mark.django_db
def test_a_parcel_carries_ids_and_seconds_and_not_a_word(due: Nudge) -> None:
    seen: list[Parcel] = []

    def look(parcels: Sequence[Parcel]) -> Sequence[Outcome]:
        seen.extend(parcels)
        return [Outcome.ACCEPTED]

    delivery.deliver(at=NOW + MINUTE, send=look)
    assert seen == [Parcel(due.pk, due.person_id, LIFE.total_seconds() - 60)]


def withdraw(person: Person) -> None:
    person.consents.create(purpose="reminders", version="1", given=False, at=NOW)


def close_account(person: Person) -> None:
    person.is_active = False
    person.save()


def edit_plan(person: Person) -> None:
    plan = person.plans.get()
    content = {**OF_A_KIND["break"], "every_minutes": 90, "time_zone": "UTC"}
    planning.put(person, plan.pk, content, base_seq=plan.seq, at=NOW)


def pause_plan(person: Person) -> None:
    plan = person.plans.get()
    plan.paused_until = NOW + dt.timedelta(hours=1)
    plan.save()


def remove_plan(person: Person) -> None:
    planning.remove(person, person.plans.get().pk, at=NOW)


def take_a_break(person: Person) -> None:
    person.plans.get().restart(NOW - 5 * MINUTE, at=NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param(withdraw, Reason.WITHDRAWN, id="consent withdrawn"),
        pytest.param(close_account, Reason.WITHDRAWN, id="account closed"),
        pytest.param(edit_plan, Reason.NOT_DUE_ANY_MORE, id="plan edited"),
        pytest.param(remove_plan, Reason.NOT_DUE_ANY_MORE, id="plan removed"),
        pytest.param(pause_plan, Reason.PAUSED, id="plan paused"),
        pytest.param(take_a_break, Reason.RECENTLY_ACTIVE, id="break taken"),
    ],
)
def test_what_changes_between_due_and_sending_is_heeded_and_recorded(
    due: Nudge, person: Person, provider: Provider, change: Any, reason: Reason
) -> None:
    change(person)
    delivery.deliver(at=NOW + MINUTE, send=provider.send)
    due.refresh_from_db()
    assert provider.arrived == []
    assert (due.state, due.reason) == (State.HELD, reason)


@pytest.mark.django_db
def test_a_nudge_older_than_its_life_is_dropped(due: Nudge, provider: Provider) -> None:
    delivery.deliver(at=NOW + LIFE, send=provider.send)
    due.refresh_from_db()
    assert provider.arrived == []
    assert (due.state, due.reason) == (State.EXPIRED, Reason.TOO_LATE)


@pytest.mark.django_db
def test_consent_given_again_counts_from_then_on(due: Nudge, person: Person, provider: Provider) -> None:
    withdraw(person)
    person.consents.create(purpose="reminders", version="2", given=True, at=NOW + MINUTE)
    delivery.deliver(at=NOW + 2 * MINUTE, send=provider.send)
    assert provider.arrived == [due.pk]


def warn(person: Person, *signs: str) -> TriageReport:
    content = {"region": "neck", "onset_on": NOW.date() - dt.timedelta(days=9)}
    episode, _ = person.episodes.put(new_id(), content)
    report, _new = screening.report(episode, dict.fromkeys(signs, True), why="something_changed", at=NOW)
    return report


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sign", "words", "rests"),
    [
        pytest.param("low_mood", [], False, id="something to discuss"),
        pytest.param("weight_loss", [], True, id="days, not read"),
        pytest.param("weight_loss", [Word.ACKNOWLEDGED], False, id="days, read"),
        pytest.param("fever", [Word.ACKNOWLEDGED], True, id="today, only read"),
        pytest.param("fever", [Word.ACKNOWLEDGED, Word.LOOKED_AT], False, id="today, looked at"),
        pytest.param("chest_pain", [], True, id="now, not a word"),
    ],
)
def test_breaks_rest_for_a_warning_sign_until_the_word_that_lifts_it(
    due: Nudge, person: Person, provider: Provider, sign: str, words: list[Word], *, rests: bool
) -> None:
    """The same answer as `screening.open_pause` gives the phone."""
    report = warn(person, sign)
    for word in words:
        screening.acknowledge(report, word, by=person, at=NOW)
    delivery.deliver(at=NOW + MINUTE, send=provider.send)
    due.refresh_from_db()
    assert (due.state, due.reason) == ((State.HELD, Reason.SAFETY_PAUSE) if rests else (State.SENT, ""))
    assert screening.open_pause(person) is rests


@pytest.mark.django_db
def test_one_of_two_warning_signs_looked_at_is_not_enough(
    due: Nudge, person: Person, provider: Provider
) -> None:
    warn(person, "fever")
    screening.acknowledge(warn(person, "fever"), Word.LOOKED_AT, by=person, at=NOW)
    delivery.deliver(at=NOW + MINUTE, send=provider.send)
    assert provider.arrived == []


@pytest.mark.django_db
def test_a_warning_sign_of_another_rests_nothing(due: Nudge, stranger: Person, provider: Provider) -> None:
    warn(stranger, "chest_pain")
    delivery.deliver(at=NOW + MINUTE, send=provider.send)
    assert provider.arrived == [due.pk]


@pytest.mark.django_db
def test_without_advice_a_warning_sign_from_before_rests_nothing(
    due: Nudge, person: Person, provider: Provider, settings: Any
) -> None:
    warn(person, "chest_pain")
    settings.COACH_ADVICE = False
    delivery.deliver(at=NOW + MINUTE, send=provider.send)
    assert provider.arrived == [due.pk]


@pytest.mark.django_db(transaction=True)
def test_the_provider_is_called_after_the_decision_is_committed(due: Nudge) -> None:
    seen: list[tuple[bool, str]] = []

    def look(parcels: Sequence[Parcel]) -> Sequence[Outcome]:
        seen.append((connection.in_atomic_block, Nudge.objects.get().state))
        return [Outcome.ACCEPTED]

    delivery.deliver(at=NOW, send=look)
    assert seen == [(False, State.SENDING)]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_while_sending_leaves_unknown_and_no_second_buzz(due: Nudge) -> None:
    arrived: list[UUID] = []

    def die(parcels: Sequence[Parcel]) -> Sequence[Outcome]:
        arrived.extend(parcel.nudge for parcel in parcels)
        raise SystemExit

    with pytest.raises(SystemExit):
        delivery.deliver(at=NOW, send=die)
    delivery.deliver(at=NOW + MINUTE, send=Provider().send)
    assert delivery.sweep(at=NOW + delivery.LEASE) == 0
    assert delivery.sweep(at=NOW + delivery.LEASE + MINUTE) == 1
    due.refresh_from_db()
    assert arrived == [due.pk]
    assert due.state == State.UNKNOWN


@pytest.mark.django_db(transaction=True)
def test_several_deliverers_at_once_send_each_nudge_once(
    make_plan: MakePlan, make_person: Any, provider: Provider
) -> None:
    for i in range(60):
        make_plan(owner=make_person(f"p{i}"), due=NOW)
    dispatch.materialise(at=NOW)

    def work(_: int) -> None:
        try:
            delivery.deliver(at=NOW, send=provider.send, batch=7)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    assert len(provider.arrived) == len(set(provider.arrived)) == 60
    assert set(Nudge.objects.values_list("state", flat=True)) == {State.SENT}
