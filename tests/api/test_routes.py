"""Every route of the document, tried by everybody it is not for."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from coach.models import CareInvitation, Person
from tests.api.belongings import ABSENT, Ids, Intruder, body_for, filled, kinds_in, operations, send
from tests.conftest import Phone
from tests.database import Watched

pytestmark = pytest.mark.django_db

# The same library for everyone.
SHARED = ("/api/v1/exercises/", "/api/v1/cards/", "/api/v1/programmes/")
# Read by a program without a token, by who knows the secret: see test_calendar.
PUBLIC = {"/api/v1/calendar/{secret}.ics"}

OPERATIONS = [(method, path) for method, path in operations() if path not in PUBLIC]
WITH_ID = [(method, path) for method, path in OPERATIONS if "{" in path and not path.startswith(SHARED)]
WITHOUT_ID = [(method, path) for method, path in OPERATIONS if "{" not in path]


def test_nobody_gets_in_without_a_token(owned: Ids, subtests: pytest.Subtests) -> None:
    database = Watched()
    for method, path in OPERATIONS:
        url = filled(path, {**owned, "exercises": "x", "cards": "x", "programmes": "x"})
        with subtests.test(f"{method} {path}"):
            answer = send(Phone(), method, url, body_for(path, owned))
            assert database.changed() == []
            assert answer.status_code == 401
            assert answer["Content-Type"] == "application/problem+json"


def test_somebody_elses_object_is_one_that_does_not_exist(
    owned: Ids, intruders: list[Intruder], subtests: pytest.Subtests
) -> None:
    """The very same bytes as for an id that was never given out, and nothing changed."""
    database, nowhere = Watched(), dict.fromkeys(owned, ABSENT)
    tries = [(*case, one) for case in WITH_ID for one in intruders if not one.may_read(case[1])]
    for method, path, one in tries:
        body = body_for(path, one.ids)
        with subtests.test(f"{method} {path} by {one.who}"):
            # A put of a new id would make a row of the caller's own.
            urls = [filled(path, ids) for ids in ([owned] if method == "put" else [owned, nowhere])]
            answers = [send(one.phone, method, url, body) for url in urls]
            assert database.changed() == []
            assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}
            assert answers[0]["Content-Type"] == "application/problem+json"


def test_no_list_shows_anything_of_another_person(
    owned: Ids, person: Person, intruders: list[Intruder], subtests: pytest.Subtests
) -> None:
    hers = [person.email, *owned.values()]
    database = Watched(*hers)
    for method, path in WITHOUT_ID:
        for one in (one for one in intruders if f"/api/v1/{'/'.join(one.may)}/" != path):
            with subtests.test(f"{method} {path} by {one.who}"):
                shown = send(one.phone, method, filled(path, owned), {}).content.decode()
                assert database.changed() == []
                assert [identity for identity in hers if identity in shown] == []


def test_every_kind_of_id_in_the_document_is_tried(owned: Ids) -> None:
    """If this fails, a route has a new kind of id: give `belongings` one."""
    kinds = {kind for _, path in WITH_ID for kind in kinds_in(path)}
    assert kinds == {
        *("episodes", "diary", "days-off", "enrolments", "sessions", "reminders", "breaks", "nudges"),
        *("organisations", "physios", "devices", "safety-messages", "triage", "clients"),
    }
    assert kinds <= owned.keys()


def test_an_invitation_of_another_physio_opens_nothing_to_the_first(
    person: Person, phone: Phone, make_person: Callable[..., Person], physio: Person
) -> None:
    second = make_person("f3", is_staff=True, is_physio=True)
    invitation = CareInvitation.objects.create(physio=second, created_at=timezone.now())
    assert phone.post("me/physios/", {"code": invitation.code}).status_code == 201
    assert [link.physio_id for link in person.care_links.all()] == [second.pk]
