import datetime as dt
import re
from collections.abc import Callable

import pytest
from django.test import Client as Browser

from coach.models import CareInvitation, CareLink, Person
from tests.coach.admin.conftest import DAY, signed_in
from tests.conftest import NOW

CODES = "/admin/coach/careinvitation/"
LINKS = "/admin/coach/carelink/"


def code(physio: Person, value: str, *, ago: dt.timedelta = DAY, used: bool = False) -> CareInvitation:
    return CareInvitation.objects.create(
        code=value, physio=physio, created_at=NOW - ago, used_at=NOW if used else None
    )


def test_a_physio_makes_a_code_that_a_client_can_use(
    physio: Person, person: Person, browser: Browser
) -> None:
    assert browser.get(f"{CODES}add/").status_code == 200
    assert not CareInvitation.objects.exists()
    answer = browser.post(f"{CODES}add/", follow=True)
    invitation = CareInvitation.objects.get(physio=physio)
    assert invitation.code in answer.content.decode()
    CareInvitation.accept(invitation.code, person, at=NOW)
    assert browser.get(f"/admin/coach/client/{person.pk}/change/").status_code == 200


def test_only_own_codes_that_still_work_are_shown(
    physio: Person, colleague: Person, browser: Browser
) -> None:
    code(physio, "FRESH")
    code(physio, "LASTDAY", ago=14 * DAY)
    code(physio, "TOOOLD", ago=15 * DAY)
    code(physio, "USED", used=True)
    code(colleague, "NOTMINE")
    assert set(re.findall(r">([A-Z]{4,})<", browser.get(CODES).content.decode())) == {"FRESH", "LASTDAY"}
    found = {name: browser.get(f"{CODES}{name}/change/").status_code for name in ("FRESH", "USED", "NOTMINE")}
    assert found == {"FRESH": 200, "USED": 404, "NOTMINE": 404}


@pytest.mark.parametrize("role", [{}, {"is_superuser": True}], ids=["staff", "superuser"])
def test_nobody_but_a_physio_makes_codes(make_person: Callable[..., Person], role: dict[str, bool]) -> None:
    answer = signed_in(make_person("other", is_staff=True, **role)).post(f"{CODES}add/")
    assert answer.status_code == 403
    assert not CareInvitation.objects.exists()


def test_a_physio_ends_a_link_after_being_asked(
    person: Person, care_link: CareLink, browser: Browser
) -> None:
    address = f"{LINKS}{care_link.pk}/change/"
    assert browser.get(address).status_code == 200
    care_link.refresh_from_db()
    assert care_link.ended_at is None
    answer = browser.post(address, follow=True)
    care_link.refresh_from_db()
    assert care_link.ended_at == NOW
    assert "Anna" in answer.content.decode()
    assert browser.get(f"/admin/coach/client/{person.pk}/change/").status_code == 404


def test_ending_twice_is_ending_once(care_link: CareLink, browser: Browser) -> None:
    care_link.end(at=NOW - DAY)
    browser.post(f"{LINKS}{care_link.pk}/change/")
    care_link.refresh_from_db()
    assert care_link.ended_at == NOW - DAY


def test_nobody_ends_the_link_of_a_colleague(care_link: CareLink, colleague: Person) -> None:
    assert signed_in(colleague).post(f"{LINKS}{care_link.pk}/change/").status_code == 404
    care_link.refresh_from_db()
    assert care_link.ended_at is None


def test_own_links_are_listed_open_ones_first(
    make_person: Callable[..., Person],
    physio: Person,
    colleague: Person,
    link: Callable[[Person, Person], CareLink],
    browser: Browser,
) -> None:
    link(make_person("ended"), physio).end(at=NOW)
    link(make_person("open"), physio)
    link(make_person("theirs"), colleague)
    listed = [str(one.client) for one in browser.get(LINKS).context["cl"].result_list]
    assert listed == ["Open", "Ended"]
