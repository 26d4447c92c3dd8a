"""From due to sent: decided at the last moment, committed before anything leaves the house."""

import datetime as dt
from collections.abc import Sequence
from threading import Lock
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from coach import screening
from coach.models import Person, TriageReport
from coach.triage import Word
from exercises.models import Enrolment, EnrolmentVersion, Programme, StatusChange
from reminders import delivery, dispatch, planning
from reminders.channels import ACCEPTED, Answer, Channel, Parcel
from reminders.models import Device, Nudge
from reminders.models.device import Retirement
from reminders.models.nudge import LIFE, Reason, State
from tests.conftest import NOW, new_id
from tests.reminders.conftest import OF_A_KIND, MakePlan
from tests.reminders.devices import registered
from tests.reminders.provider import GONE, REFUSED, UNKNOWN, Provider, later
from tests.threads import Threads

MINUTE = dt.timedelta(minutes=1)


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
    assert delivery.deliver(at=NOW, ways=provider.ways, only=handed[:2])
    assert {str(nudge) for nudge in provider.arrived} == set(handed[:2])
    assert delivery.deliver(at=NOW, ways=provider.ways, only=handed)


@pytest.mark.django_db
def test_a_due_nudge_is_sent_once(due: Nudge, provider: Provider) -> None:
    assert delivery.deliver(at=NOW, ways=provider.ways)
    assert not delivery.deliver(at=NOW + MINUTE, ways=provider.ways)
    due.refresh_from_db()
    assert provider.arrived == [due.pk]
    assert due.state == State.SENT
    assert due.settled_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        pytest.param(ACCEPTED, State.SENT, "", id="accepted"),
        pytest.param(GONE, State.FAILED, Reason.UNREACHABLE, id="gone"),
        pytest.param(REFUSED, State.FAILED, Reason.UNREACHABLE, id="refused for good"),
        pytest.param(UNKNOWN, State.UNKNOWN, "", id="unknown"),
        pytest.param(later(600), State.FAILED, Reason.TOO_LATE, id="refused for longer than it lives"),
    ],
)
def test_the_state_says_what_the_provider_said(due: Nudge, answer: Answer, state: State, reason: str) -> None:
    delivery.deliver(at=NOW, ways=Provider(answer).ways)
    due.refresh_from_db()
    assert (due.state, due.reason, due.attempts) == (state, reason, 1)
    assert due.settled_at is not None


@pytest.mark.django_db
def test_a_parcel_carries_ids_and_seconds_and_not_a_word(due: Nudge) -> None:
    seen: list[Parcel] = []

    def look(parcels: Sequence[Parcel], at: dt.datetime) -> Sequence[Answer]:
        seen.extend(parcels)
        return [ACCEPTED]

    delivery.deliver(at=NOW + MINUTE, ways={Channel.INBOX: look})
    assert seen == [Parcel(due.pk, None, "nl", seen[0].seconds_left)]
    assert seen[0].seconds_left == pytest.approx(LIFE.total_seconds() - 60, abs=10)


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
    delivery.deliver(at=NOW + MINUTE, ways=provider.ways)
    due.refresh_from_db()
    assert provider.arrived == []
    assert (due.state, due.reason) == (State.HELD, reason)


def devices_of(person: Person, *tokens: str) -> list[Device]:
    """Devices by these tokens, the last one seen last."""
    return [registered(person, one, at=NOW + i * MINUTE) for i, one in enumerate(tokens)]


@pytest.mark.django_db
def test_a_nudge_goes_to_the_device_seen_last_and_to_no_other(
    due: Nudge, person: Person, provider: Provider
) -> None:
    _first, last = devices_of(person, "first", "last")
    delivery.deliver(at=NOW, ways=provider.ways)
    due.refresh_from_db()
    assert provider.tried == ["last"]
    assert (due.state, due.channel, due.device) == (State.SENT, Channel.FCM, last)


@pytest.mark.django_db
def test_a_dead_token_is_retired_and_the_next_device_tried_at_once(due: Nudge, person: Person) -> None:
    first, last = devices_of(person, "first", "last")
    provider = Provider(last=GONE)
    delivery.deliver(at=NOW, ways=provider.ways)
    due.refresh_from_db()
    last.refresh_from_db()
    assert provider.tried == ["last", "first"]
    assert (due.state, due.device) == (State.SENT, first)
    assert (last.retired_at, last.retired_because, last.address) == (NOW, Retirement.GONE, "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "state"), [(UNKNOWN, State.UNKNOWN), (later(30), State.DUE), (REFUSED, State.SENT)]
)
def test_only_a_clear_no_leads_to_another_device(
    due: Nudge, person: Person, answer: Answer, state: State
) -> None:
    devices_of(person, "first", "last")
    provider = Provider(last=answer)
    delivery.deliver(at=NOW, ways=provider.ways)
    due.refresh_from_db()
    assert due.state == state
    assert provider.tried == (["last", "first"] if answer is REFUSED else ["last"])
    assert person.devices.filter(retired_at=None).count() == 2


@pytest.mark.django_db
def test_refused_for_now_it_comes_later_and_once(due: Nudge, person: Person) -> None:
    devices_of(person, "phone")
    provider = Provider(phone=later(90))
    delivery.deliver(at=NOW, ways=provider.ways)
    due.refresh_from_db()
    again = NOW + dt.timedelta(seconds=90)
    assert (due.state, due.due_at, due.attempts, due.settled_at) == (State.DUE, again, 1, None)
    assert not delivery.deliver(at=again - dt.timedelta(seconds=1), ways=provider.ways)

    provider.answers.clear()
    assert delivery.deliver(at=again, ways=provider.ways)
    due.refresh_from_db()
    assert (due.state, due.attempts) == (State.SENT, 2)
    assert len(provider.parcels) == 2


@pytest.mark.django_db
def test_refused_for_now_everything_is_asked_again(due: Nudge, person: Person) -> None:
    devices_of(person, "phone")
    provider = Provider(phone=later(90))
    delivery.deliver(at=NOW, ways=provider.ways)
    withdraw(person)
    delivery.deliver(at=NOW + 2 * MINUTE, ways=provider.ways)
    due.refresh_from_db()
    assert (due.state, due.reason) == (State.HELD, Reason.WITHDRAWN)
    assert len(provider.parcels) == 1


@pytest.mark.django_db
def test_an_answer_that_comes_after_the_sweep_changes_nothing(due: Nudge, person: Person) -> None:
    """A worker is frozen while sending, and thaws when its nudge was given up for lost."""
    devices_of(person, "phone")

    def freeze(parcels: Sequence[Parcel], at: dt.datetime) -> Sequence[Answer]:
        assert delivery.sweep(at=NOW + 2 * delivery.LEASE) == 1
        return [later(5)]

    delivery.deliver(at=NOW, ways={Channel.FCM: freeze})
    due.refresh_from_db()
    assert due.state == State.UNKNOWN


@pytest.mark.django_db
def test_an_answer_to_an_earlier_try_does_not_speak_for_a_later_one(due: Nudge, person: Person) -> None:
    devices_of(person, "phone")

    def overtaken(parcels: Sequence[Parcel], at: dt.datetime) -> Sequence[Answer]:
        Nudge.objects.update(sending_at=NOW + MINUTE)  # somebody else has it on its way again
        return [ACCEPTED]

    delivery.deliver(at=NOW, ways={Channel.FCM: overtaken})
    due.refresh_from_db()
    assert due.state == State.SENDING


@pytest.mark.django_db
def test_where_no_address_is_left_it_fails_with_the_reason(due: Nudge, person: Person) -> None:
    provider = Provider(GONE)
    devices_of(person, "first", "last")
    delivery.deliver(at=NOW, ways=provider.ways)
    due.refresh_from_db()
    assert (due.state, due.reason) == (State.FAILED, Reason.UNREACHABLE)
    assert person.devices.filter(retired_at=None).count() == 0


@pytest.mark.django_db
def test_who_cannot_be_reached_is_not_tried_and_the_next_says_why(
    due: Nudge, person: Person, provider: Provider
) -> None:
    (phone,) = devices_of(person, "phone")
    Device.retire(phone.mark, Retirement.GONE, at=NOW)
    delivery.deliver(at=NOW, ways=provider.ways)
    due.refresh_from_db()
    assert (due.state, due.reason, due.attempts) == (State.HELD, Reason.UNREACHABLE, 0)
    assert provider.arrived == []


@pytest.mark.django_db
def test_a_nudge_older_than_its_life_is_dropped(due: Nudge, provider: Provider) -> None:
    delivery.deliver(at=NOW + LIFE, ways=provider.ways)
    due.refresh_from_db()
    assert provider.arrived == []
    assert (due.state, due.reason) == (State.EXPIRED, Reason.TOO_LATE)


@pytest.mark.django_db
def test_consent_given_again_counts_from_then_on(due: Nudge, person: Person, provider: Provider) -> None:
    withdraw(person)
    person.consents.create(purpose="reminders", version="2", given=True, at=NOW + MINUTE)
    delivery.deliver(at=NOW + 2 * MINUTE, ways=provider.ways)
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
    delivery.deliver(at=NOW + MINUTE, ways=provider.ways)
    due.refresh_from_db()
    assert (due.state, due.reason) == ((State.HELD, Reason.SAFETY_PAUSE) if rests else (State.SENT, ""))
    assert screening.open_pause(person) is rests


@pytest.mark.django_db
def test_one_of_two_warning_signs_looked_at_is_not_enough(
    due: Nudge, person: Person, provider: Provider
) -> None:
    warn(person, "fever")
    screening.acknowledge(warn(person, "fever"), Word.LOOKED_AT, by=person, at=NOW)
    delivery.deliver(at=NOW + MINUTE, ways=provider.ways)
    assert provider.arrived == []


@pytest.mark.django_db
def test_a_warning_sign_of_another_rests_nothing(due: Nudge, stranger: Person, provider: Provider) -> None:
    warn(stranger, "chest_pain")
    delivery.deliver(at=NOW + MINUTE, ways=provider.ways)
    assert provider.arrived == [due.pk]


@pytest.mark.django_db
def test_without_advice_a_warning_sign_from_before_rests_nothing(
    due: Nudge, person: Person, provider: Provider, settings: Any
) -> None:
    warn(person, "chest_pain")
    settings.COACH_ADVICE = False
    delivery.deliver(at=NOW + MINUTE, ways=provider.ways)
    assert provider.arrived == [due.pk]


@pytest.mark.django_db(transaction=True)
def test_the_provider_is_called_after_the_decision_is_committed(due: Nudge) -> None:
    seen: list[tuple[bool, str]] = []

    def look(parcels: Sequence[Parcel], at: dt.datetime) -> Sequence[Answer]:
        seen.append((connection.in_atomic_block, Nudge.objects.get().state))
        return [ACCEPTED]

    delivery.deliver(at=NOW, ways={Channel.INBOX: look})
    assert seen == [(False, State.SENDING)]


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_while_sending_leaves_unknown_and_no_second_buzz(due: Nudge) -> None:
    arrived: list[UUID] = []

    def die(parcels: Sequence[Parcel], at: dt.datetime) -> Sequence[Answer]:
        arrived.extend(parcel.message for parcel in parcels)
        raise SystemExit

    with pytest.raises(SystemExit):
        delivery.deliver(at=NOW, ways={Channel.INBOX: die})
    delivery.deliver(at=NOW + MINUTE, ways=Provider().ways)
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
        while delivery.deliver(at=NOW, ways=provider.ways, batch=7):
            pass

    with Threads(4) as pool:
        list(pool.map(work, range(4)))
    assert len(provider.arrived) == len(set(provider.arrived)) == 60
    assert set(Nudge.objects.values_list("state", flat=True)) == {State.SENT}


@pytest.mark.django_db
def test_it_asks_the_database_in_its_turn_and_waits_for_a_provider_out_of_it(due: Nudge) -> None:
    turn, asked, sent = Lock(), list[bool](), list[bool]()

    def note(execute: Any, *query: Any) -> Any:
        asked.append(turn.locked())
        return execute(*query)

    def send(parcels: Sequence[Parcel], _at: dt.datetime) -> Sequence[Answer]:
        sent.append(turn.locked())
        return [ACCEPTED] * len(parcels)

    with connection.execute_wrapper(note):
        delivery.deliver(at=NOW, ways=dict.fromkeys(Channel.values, send), turn=turn)
    assert (set(asked), sent, turn.locked()) == ({True}, [False], False)


@pytest.mark.django_db
@pytest.mark.parametrize("handed", [True, False])
def test_one_nudge_that_nothing_can_be_decided_over_does_not_stop_the_others(
    make_plan: MakePlan, make_person: Any, provider: Provider, handed: bool, caplog: pytest.LogCaptureFixture
) -> None:
    plans = [make_plan(owner=make_person(f"p{i}"), due=NOW) for i in range(3)]
    ids: list[str] = []
    dispatch.materialise(at=NOW, hand_over=ids.extend)
    poison = plans[1].nudges.get()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reminders_plan SET windows = '7' WHERE id = %s", [plans[1].pk])
    assert delivery.deliver(at=NOW, ways=provider.ways, only=ids if handed else None)
    poison.refresh_from_db()
    assert (poison.state, poison.reason, poison.settled_at) == (State.FAILED, Reason.BROKEN, NOW)
    assert set(provider.arrived) == {plan.nudges.get().pk for plan in (plans[0], plans[2])}
    assert str(poison.pk) in caplog.text
    assert not delivery.deliver(at=NOW, ways=provider.ways)


@pytest.mark.django_db
def test_a_programme_nobody_can_read_stops_no_break(
    make_plan: MakePlan, make_person: Any, provider: Provider
) -> None:
    """What a session asks for is read from its programme, in one go for all that are due."""
    owner = make_person("cor")
    session, plain = make_plan(owner=owner, kind="session", due=NOW), make_plan(due=NOW)
    titles = {"title_nl": "Nek", "title_en": "Neck"}
    programme = Programme.objects.create(slug="nek", weeks=6, content={}, reviewed_on=NOW.date(), **titles)
    said = {"programme_version": 1, "starts_on": NOW.date(), "assigned_by": "person", "assigned_by_name": "c"}
    mine = Enrolment.objects.create(person=owner, programme=programme, **said)
    by = {"made_by": "person", "made_by_name": "c", "at": NOW}
    EnrolmentVersion.objects.create(enrolment=mine, number=1, since=NOW.date(), content={"phases": 7}, **by)
    StatusChange.objects.create(enrolment=mine, status="active", on=NOW.date(), **by)
    dispatch.materialise(at=NOW)
    delivery.deliver(at=NOW, ways=provider.ways)
    assert provider.arrived == [plain.nudges.get().pk]
    assert session.nudges.get().reason == Reason.BROKEN


@pytest.mark.django_db
def test_an_address_no_channel_can_use_does_not_stop_the_others(
    make_plan: MakePlan, make_person: Any, provider: Provider
) -> None:
    for i in range(3):
        make_plan(owner=(owner := make_person(f"p{i}")), due=NOW)
        registered(owner, f"token-{i}")
    spoilt = Device.objects.get(person__email="p1@example.org")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reminders_device SET address = '\\x00ff' WHERE id = %s", [spoilt.pk])
    dispatch.materialise(at=NOW)
    delivery.deliver(at=NOW, ways=provider.ways)
    assert sorted(map(str, provider.tried)) == ["token-0", "token-2"]
    assert spoilt.person.nudges.get().reason == Reason.UNREACHABLE
