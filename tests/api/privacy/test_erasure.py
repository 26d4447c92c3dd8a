"""Erasing a person: nothing of them remains in any table, and nobody else loses anything."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import DatabaseError, connection, transaction

from api.privacy import erasure
from api.privacy.holdings import history_of, owned, rows_of
from coach.models import AccessLog, CareLink, Consent, Organisation, Person, TriageAcknowledgement
from coach.models.consent import Purpose
from exercises.models import Card
from tests.api.privacy.conftest import PASSWORD
from tests.conftest import NOW, Phone

pytestmark = pytest.mark.django_db


def test_anna_has_a_row_in_every_table_that_can_hold_any(full: Person) -> None:
    """If this fails, a model is new: give Anna one of it."""
    empty = [model._meta.label for model in owned() if not rows_of(full, model).exists()]
    assert empty == []


def test_anna_has_versions_in_every_history(full: Person) -> None:
    histories = {model._meta.label: history_of(full, model) for model in owned()}
    kept = {label: history for label, history in histories.items() if history is not None}
    assert len(kept) > 5
    assert [label for label, history in kept.items() if not history.exists()] == []


def traces(words: set[str]) -> dict[str, int]:
    """Table → in how many of its rows one of the words stands, in any column."""
    pattern = "|".join(re.escape(word) for word in sorted(words))
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            count = f'SELECT count(*) FROM "{table}" AS one WHERE one::text ~* %s'  # noqa: S608
            cursor.execute(count, [pattern])
            found[table] = cursor.fetchone()[0]
    return {table: count for table, count in found.items() if count}


def words_of(person: Person) -> set[str]:
    """Her name, her address, and the id of every row of hers."""
    ids = {str(pk) for model in owned() for pk in rows_of(person, model).values_list("pk", flat=True)}
    return {person.email, person.display_name, *(one for one in ids if len(one) == len(str(UUID(int=0))))}


def test_nothing_of_her_remains_in_any_table(full: Person, physio: Person) -> None:
    words = words_of(full)
    before = traces(words)
    assert len(before) > 40
    erasure.erase(full)
    assert traces(words) == {}
    assert not any(rows_of(full, model).exists() for model in owned())


def test_nobody_else_loses_anything(full: Person, stranger: Person, physio: Person) -> None:
    office = Organisation.objects.get()
    theirs = Phone(stranger)
    theirs.post("organisations/", {"code": office.join_code})
    theirs.put(f"episodes/{full.pk}/", {"region": "neck", "onset_on": "2026-11-01"})
    before = {model: list(rows_of(stranger, model).values()) for model in owned()}
    erasure.erase(full)
    assert {model: list(rows_of(stranger, model).values()) for model in owned()} == before
    assert Organisation.objects.get() == office
    assert Person.objects.filter(pk=physio.pk).exists()


def test_a_physio_who_leaves_stays_named_where_others_were_read(
    person: Person, physio: Person, care_link: CareLink
) -> None:
    AccessLog.objects.note([person], reader=physio, part=AccessLog.Part.RECORD, at=NOW)
    card = Card.objects.create(slug="liggen", place=1, source="x", reviewed_by=physio)
    erasure.erase(physio)
    assert [line.reader_name for line in AccessLog.objects.all()] == ["Fysio"]
    assert not CareLink.objects.exists()
    card.refresh_from_db()
    assert card.reviewed_by_id is None
    assert [version.reviewed_by_id for version in card.events.all()] == [None]


def test_the_facts_are_protected_again_afterwards(full: Person, stranger: Person) -> None:
    erasure.erase(full)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Consent.objects.filter(person=stranger).update(given=False)
    stranger.display_name = "Bram de Wit"
    stranger.save()
    assert stranger.events.filter(display_name="Bram de Wit").exists()


def test_a_sign_in_that_was_never_finished_goes_too(
    full: Person, django_capture_on_commit_callbacks: Any
) -> None:
    pending = SessionStore()
    pending["account_email_verification_code"] = {"email": full.email, "key": "x"}
    pending.save()
    other = SessionStore()
    other["account_email_verification_code"] = {"email": "iemand@example.org", "key": "x"}
    other.save()
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(full)
    assert not SessionStore().exists(pending.session_key)
    assert SessionStore().exists(other.session_key)


def test_over_http_it_needs_a_fresh_proof(full: Person) -> None:
    phone = Phone(full)
    refused = phone.delete("me/")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (403, "reauthentication_needed")
    assert Person.objects.filter(pk=full.pk).exists()


def test_over_http_everything_goes_and_every_token_is_dead(
    full: Person, proven: Phone, django_capture_on_commit_callbacks: Any
) -> None:
    other = Phone(full)
    with django_capture_on_commit_callbacks(execute=True):
        assert proven.delete("me/").status_code == 204
    assert [one.get("me/").status_code for one in (proven, other)] == [401, 401]
    log_in = {"email": "anna@example.org", "password": PASSWORD}
    assert Phone().post("accounts/app/v1/auth/login", log_in).status_code == 400
    assert not LogEntry.objects.exists()
    assert not TriageAcknowledgement.objects.exists()


def test_who_was_erased_may_come_back_as_somebody_new(full: Person) -> None:
    erasure.erase(full)
    again = Person.objects.create_user("anna@example.org")
    assert not again.consents.filter(purpose=Purpose.HEALTH_DATA).exists()
