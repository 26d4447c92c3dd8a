"""How a programme becomes somebody's own through their physio, and what may happen to it."""

import datetime as dt

import pytest

from coach import screening
from coach.models import CareLink, Episode, Person
from coach.models.consent import Purpose
from exercises import enrolling
from exercises.enrolling import AlreadyRunning, NoConsent, NotThen, Over, WarningSignOpen
from exercises.models import Author, Enrolment, Programme, Status
from exercises.programmes.changing import prescribe, repeat
from tests.conftest import NOW, new_id
from tests.exercises.training import fill_library

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def programme(db: None) -> Programme:
    fill_library("back-to-strength")
    return Programme.objects.get(slug="back-to-strength")


@pytest.fixture
def episode(person: Person) -> Episode:
    row, _ = person.episodes.put(new_id(), {"region": "lower_back", "onset_on": TODAY - 20 * DAY})
    return row


@pytest.fixture
def enrolment(person: Person, physio: Person, programme: Programme, episode: Episode) -> Enrolment:
    return give(person, physio, programme, episode=episode)


def give(
    client: Person,
    physio: Person,
    programme: Programme,
    *,
    starts_on: dt.date = TODAY,
    episode: Episode | None = None,
) -> Enrolment:
    return enrolling.assign(client, programme, physio=physio, starts_on=starts_on, episode=episode, at=NOW)


def warn(episode: Episode) -> object:
    return screening.report(episode, {"fever": True}, why="something_changed", at=NOW)[0]


# --- assigning ---------------------------------------------------------------------------------------------


def test_what_a_physio_gives_is_the_persons_own_from_its_first_day(
    enrolment: Enrolment, programme: Programme, physio: Person, episode: Episode
) -> None:
    assert (enrolment.status, enrolment.version, enrolment.episode) == ("active", 1, episode)
    assert (enrolment.assigned_by, enrolment.assigned_by_name) == ("physio", str(physio))
    assert enrolment.programme_version == programme.version
    (version,) = enrolment.versions.all()
    assert (version.content, version.since, version.made_by) == (programme.content, TODAY, "physio")
    (change,) = enrolment.status_changes.all()
    assert (change.status, change.on, change.made_by_name) == ("active", TODAY, str(physio))


def test_a_correction_of_the_ready_programme_leaves_what_was_given(
    enrolment: Enrolment, programme: Programme
) -> None:
    given = enrolment.current.content
    programme.content = {**programme.content, "limits": {"fine": 0, "allowed": 1, "effort": 2}}
    programme.save()
    assert Enrolment.objects.get(pk=enrolment.pk).current.content == given


@pytest.mark.parametrize(
    ("days", "fits"),
    [
        pytest.param(-31, True, id="a month ago"),
        pytest.param(-32, False, id="longer ago"),
        pytest.param(92, True, id="three months ahead"),
        pytest.param(93, False, id="further ahead"),
    ],
)
def test_it_begins_around_now(
    person: Person, physio: Person, programme: Programme, days: int, fits: bool
) -> None:
    if fits:
        assert give(person, physio, programme, starts_on=TODAY + days * DAY).pk
    else:
        with pytest.raises(NotThen):
            give(person, physio, programme, starts_on=TODAY + days * DAY)


def test_nothing_is_given_while_a_warning_sign_is_open(
    person: Person, physio: Person, care_link: CareLink, programme: Programme, episode: Episode
) -> None:
    report = warn(episode)
    with pytest.raises(WarningSignOpen):
        give(person, physio, programme)
    assert not Enrolment.objects.exists()
    screening.looked_at([report], by=physio, at=NOW)  # type: ignore[list-item]
    assert give(person, physio, programme).status == "active"


def test_nothing_is_given_to_who_lets_us_store_nothing(
    person: Person, physio: Person, programme: Programme
) -> None:
    person.consents.create(purpose=Purpose.HEALTH_DATA, version="1", given=False, at=NOW)
    with pytest.raises(NoConsent):
        give(person, physio, programme)


def test_a_programme_runs_once_at_a_time(enrolment: Enrolment, physio: Person, programme: Programme) -> None:
    with pytest.raises(AlreadyRunning):
        give(enrolment.person, physio, programme)
    enrolling.set_status(enrolment, Status.STOPPED, made_by=Author.PHYSIO, by="x", at=NOW)
    assert give(enrolment.person, physio, programme).pk != enrolment.pk


# --- revising ----------------------------------------------------------------------------------------------


def test_a_revision_is_appended_and_stands(enrolment: Enrolment, physio: Person) -> None:
    before = enrolment.current
    content = prescribe(before.plan, 0, "squat", {"repetitions": 6})
    since = TODAY + 3 * DAY
    made = enrolling.revise(
        enrolment, content, made_by=Author.PHYSIO, by=str(physio), note="Knie", since=since, at=NOW
    )
    assert (made.number, made.since, made.made_by, made.note) == (2, since, "physio", "Knie")
    fresh = Enrolment.objects.get(pk=enrolment.pk)
    assert (fresh.version, fresh.current.plan, enrolment.version) == (2, content, 2)
    assert fresh.versions.get(number=1).content == before.content
    assert fresh.seq > enrolment.seq


def test_a_revision_never_begins_before_the_one_it_follows(enrolment: Enrolment) -> None:
    plan = enrolment.current.plan
    key = plan.phases[0].days[0].key
    for number, since in enumerate((TODAY + 5 * DAY, TODAY), start=1):
        enrolling.revise(enrolment, repeat(plan, 0, key, number), made_by=Author.PHYSIO, since=since, at=NOW)
    assert [one.since for one in enrolment.versions.order_by("number")] == [
        TODAY,
        TODAY + 5 * DAY,
        TODAY + 5 * DAY,
    ]


def test_who_revises_from_an_old_copy_takes_the_next_number(enrolment: Enrolment) -> None:
    stale = Enrolment.objects.get(pk=enrolment.pk)
    for one in (enrolment, stale):
        enrolling.revise(one, one.current.plan, made_by=Author.RULE, since=TODAY, at=NOW)
    assert sorted(enrolment.versions.values_list("number", flat=True)) == [1, 2, 3]
    assert Enrolment.objects.get(pk=enrolment.pk).version == 3


# --- its status --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statuses", "kept"),
    [
        pytest.param(["paused"], ["active", "paused"], id="it rests"),
        pytest.param(["paused", "active"], ["active", "paused", "active"], id="and goes on"),
        pytest.param(["paused", "paused"], ["active", "paused"], id="the same again is no change"),
        pytest.param(["stopped"], ["active", "stopped"], id="it ends"),
        pytest.param(["finished", "finished"], ["active", "finished"], id="it is through, once"),
    ],
)
def test_every_change_of_status_is_a_row(enrolment: Enrolment, statuses: list[str], kept: list[str]) -> None:
    for hours, status in enumerate(statuses, start=1):
        enrolling.set_status(
            enrolment,
            Status(status),
            made_by=Author.PHYSIO,
            by="Fysio",
            note="Griep",
            at=NOW + dt.timedelta(hours=hours),
        )
    rows = list(enrolment.status_changes.order_by("at"))
    assert [row.status for row in rows] == kept
    assert {(row.note, row.made_by_name) for row in rows[1:]} == {("Griep", "Fysio")}
    assert enrolment.status == Enrolment.objects.get(pk=enrolment.pk).status == kept[-1]


@pytest.mark.parametrize("end", ["stopped", "finished"])
@pytest.mark.parametrize("then", ["active", "paused"])
def test_what_is_over_does_not_go_on(enrolment: Enrolment, end: str, then: str) -> None:
    enrolling.set_status(enrolment, Status(end), made_by=Author.PHYSIO, at=NOW)
    with pytest.raises(Over):
        enrolling.set_status(enrolment, Status(then), made_by=Author.PHYSIO, at=NOW)
    assert Enrolment.objects.get(pk=enrolment.pk).status == end


def test_nothing_goes_on_while_a_warning_sign_is_open(enrolment: Enrolment, episode: Episode) -> None:
    enrolling.set_status(enrolment, Status.PAUSED, made_by=Author.PHYSIO, at=NOW)
    warn(episode)
    with pytest.raises(WarningSignOpen):
        enrolling.set_status(enrolment, Status.ACTIVE, made_by=Author.PHYSIO, at=NOW)
    enrolling.set_status(enrolment, Status.STOPPED, made_by=Author.PHYSIO, at=NOW)
    assert Enrolment.objects.get(pk=enrolment.pk).status == "stopped"
