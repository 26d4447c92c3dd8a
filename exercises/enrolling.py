"""How a programme becomes somebody's own, and what may happen to it: rest, go on, end, change.

A person picks what is meant for self-care, a physio assigns anything; both leave a first version behind.
Every later change of what is asked is a new version with a reason, every change of status a row.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from coach import screening
from coach.models import Episode, Outcome, Person, Put
from coach.models.consent import Purpose
from coach.models.fields import new_id
from exercises.models import Author, Enrolment, EnrolmentVersion, Programme, Status
from exercises.models.enrolment import RUNNING
from exercises.programmes import Content, as_json

BACK, AHEAD = dt.timedelta(days=31), dt.timedelta(days=92)  # a phone may have been offline for a while


class MayNot(Exception):
    """Refused; the name of the subclass says why."""


class NotForSelfCare(MayNot):
    """A physio has to assign this programme."""


class WarningSignOpen(MayNot):
    """Nobody has looked at a warning sign yet."""


class AlreadyRunning(MayNot):
    """The same programme is under way."""


class NotThen(MayNot):
    """It begins too long ago, or too far ahead."""


class Over(MayNot):
    """What was stopped or finished does not go on; it may be picked anew."""


class Fixed(MayNot):
    """The programme, its first day and its episode stay as they were chosen. `field`: which one differs."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class NoConsent(MayNot):
    """The client does not let us store anything about their health."""


def put(person: Person, put: Put, *, at: dt.datetime) -> tuple[Enrolment, Outcome]:
    """Pick a programme under the phone's own id, or change the status of one that was picked or assigned.

    Content: programme, episode, starts_on, status. Raises what `LiveManager.put` raises, and `MayNot`.
    """
    with transaction.atomic():
        rows = person.enrolments.select_for_update(of=("self",), no_key=True)
        held = rows.filter(pk=put.row_id).first()
        if held is None:
            return _pick(person, put, at=at)
        before = held.status
        _refuse_change(held, put.content)
        row, outcome = _stored(person, put)
        if row.status != before:
            _refuse_status(row, before)
            _note_status(row, Author.PERSON, str(person), at=at)
        return row, outcome


def assign(
    client: Person,
    programme: Programme,
    *,
    physio: Person,
    starts_on: dt.date,
    episode: Episode | None,
    at: dt.datetime,
) -> Enrolment:
    """A physio gives a client a programme.

    Raises `AlreadyRunning`, `NoConsent`, `NotThen`, and `WarningSignOpen` until somebody looked at the sign.
    """
    if not client.agrees_to(Purpose.HEALTH_DATA):
        raise NoConsent
    _refuse_beginning(client, starts_on, at=at)
    content = {"programme": programme, "episode": episode, "starts_on": starts_on, "status": Status.ACTIVE}
    with transaction.atomic():
        row, _outcome = _begun(client, Put(new_id(), content), Author.PHYSIO, physio, at=at)
        return row


def revise(
    enrolment: Enrolment,
    content: Content,
    *,
    made_by: Author,
    by: str = "",
    reasons: list[Any] | None = None,
    note: str = "",
    since: dt.date,
    at: dt.datetime,
) -> EnrolmentVersion:
    """Append a version that asks `content` from the day `since` on, and let it stand."""
    with transaction.atomic():
        locked = Enrolment.objects.select_for_update(of=("self",), no_key=True).get(pk=enrolment.pk)
        number = locked.version + 1
        version: EnrolmentVersion = locked.versions.create(
            number=number,
            since=max(since, locked.current.since),
            content=as_json(content),
            made_by=made_by,
            made_by_name=by,
            reasons=reasons or [],
            note=note,
            at=at,
        )
        locked.version = enrolment.version = number
        locked.save(update_fields=["version"])
        return version


def set_status(
    enrolment: Enrolment, status: Status, *, made_by: Author, by: str = "", note: str = "", at: dt.datetime
) -> None:
    """Let it rest, go on or end; the same status again is no change. Raises `Over` and `WarningSignOpen`."""
    with transaction.atomic():
        locked = Enrolment.objects.select_for_update(of=("self",), no_key=True).get(pk=enrolment.pk)
        before, locked.status = locked.status, status
        if status != before:
            _refuse_status(locked, before)
            locked.save(update_fields=["status"])
            _note_status(locked, made_by, by, at=at, note=note)
        enrolment.status = status


def _pick(person: Person, put: Put, *, at: dt.datetime) -> tuple[Enrolment, Outcome]:
    """What a person may begin by themself; where the id is taken after all, what `LiveManager.put` says."""
    programme = put.content["programme"]
    if not programme.self_care or programme.retired or programme.needs_review:
        raise NotForSelfCare
    _refuse_beginning(person, put.content["starts_on"], at=at)
    return _begun(person, put, Author.PERSON, person, at=at)


def _refuse_beginning(person: Person, starts_on: dt.date, *, at: dt.datetime) -> None:
    if not -BACK <= starts_on - person.today(at=at) <= AHEAD:
        raise NotThen
    if screening.open_pause(person):
        raise WarningSignOpen


def _begun(
    person: Person, put: Put, author: Author, by: Person, *, at: dt.datetime
) -> tuple[Enrolment, Outcome]:
    programme = put.content["programme"]
    whole = {
        **put.content,
        "programme_version": programme.version,
        "assigned_by": author,
        "assigned_by_name": str(by),
    }
    row, outcome = _stored(person, Put(put.row_id, whole))
    if outcome is Outcome.CREATED:
        row.versions.create(
            number=1,
            since=row.starts_on,
            content=programme.content,
            made_by=author,
            made_by_name=str(by),
            at=at,
        )
        _note_status(row, author, str(by), at=at, on=row.starts_on, status=Status.ACTIVE)
        if row.status != Status.ACTIVE:  # it was paused or stopped before we heard of it
            _note_status(row, author, str(by), at=at)
    return row, outcome


def _stored(person: Person, put: Put) -> tuple[Enrolment, Outcome]:
    try:
        stored: tuple[Enrolment, Outcome] = person.enrolments.put(
            put.row_id, put.content, base_seq=put.base_seq
        )
    except IntegrityError as error:
        if "a_programme_runs_once_at_a_time" in str(error):
            raise AlreadyRunning from error
        raise
    return stored


def _refuse_change(row: Enrolment, content: Mapping[str, Any]) -> None:
    for field in ("programme", "starts_on", "episode"):
        if getattr(row, field) != content[field]:
            raise Fixed(field)


def _refuse_status(row: Enrolment, before: str) -> None:
    if before not in RUNNING:
        raise Over
    if row.status == Status.ACTIVE and screening.open_pause(row.person):
        raise WarningSignOpen


def _note_status(
    row: Enrolment,
    author: Author,
    by: str,
    *,
    at: dt.datetime,
    on: dt.date | None = None,
    status: Status | None = None,
    note: str = "",
) -> None:
    row.status_changes.create(
        status=status or row.status,
        on=on or row.person.today(at=at),
        made_by=author,
        made_by_name=by,
        note=note,
        at=at,
    )
