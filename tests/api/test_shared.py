"""Tags of what is the same for everyone: told unchanged without a query, and never wrongly."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction

from coach.models import Person
from exercises import library, stamp
from exercises.catalogue import load
from exercises.models import Card, Exercise
from tests.conftest import Phone

pytestmark = pytest.mark.django_db

READS = [
    "exercises/",
    "exercises/?region=neck&page_size=10",
    "exercises/?q=nek",
    "exercises/cat-cow/",
    "exercises/cat-cow/figure/",
    "cards/",
    "cards/?kind=myth",
    "cards/feet-flat/",
]


@pytest.fixture(autouse=True)
def _the_library() -> None:
    library.load(load())


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Callable[..., None]:
    """Do it as if in a transaction of its own."""

    def do(change: Callable[[], object]) -> None:
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            change()

    return do


def tag(phone: Phone, url: str) -> str:
    answer = phone.get(url)
    assert answer.status_code == 200
    return str(answer["ETag"])


@pytest.mark.parametrize("url", READS)
def test_what_is_unchanged_is_said_so_without_a_query(
    phone: Phone, url: str, django_assert_num_queries: Any
) -> None:
    first = phone.get(url)
    with django_assert_num_queries(0):
        again = phone.get(url, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    for header in ("ETag", "Cache-Control", "Vary"):
        assert "Accept-Language" in again["Vary"]
        assert header == "Vary" or again[header] == first[header]
    assert first["Cache-Control"] == "private, max-age=60"


@pytest.mark.parametrize("sent", ["W/{}", '"other", {}', "{}"])
def test_a_tag_is_known_in_every_form_it_may_come_back(phone: Phone, sent: str) -> None:
    known = tag(phone, "cards/")
    assert phone.get("cards/", HTTP_IF_NONE_MATCH=sent.format(known)).status_code == 304


def test_nobody_gets_in_without_a_token_but_with_a_tag_that_was_given(phone: Phone) -> None:
    """Whoever has the tag was let in when they got it; that nothing changed since tells them nothing."""
    known = tag(phone, "exercises/")
    assert Phone(language="en").get("exercises/", HTTP_IF_NONE_MATCH=known).status_code == 304
    for guess in ("*", '"guess"', '""', "nonsense"):
        assert Phone(language="en").get("exercises/", HTTP_IF_NONE_MATCH=guess).status_code == 401


@pytest.mark.parametrize("other", ["exercises/no-such-thing/", "exercises/bridge/", "exercises/?page_size=2"])
def test_a_tag_opens_no_other_address(phone: Phone, other: str) -> None:
    known = tag(phone, "exercises/cat-cow/")
    with_tag, without = phone.get(other, HTTP_IF_NONE_MATCH=known), phone.get(other)
    assert (with_tag.status_code, with_tag.content) == (without.status_code, without.content)
    assert Phone().get(other, HTTP_IF_NONE_MATCH=known).status_code == 401


def test_a_tag_is_of_one_language(person: Person) -> None:
    known = tag(Phone(person, "nl"), "cards/")
    assert Phone(person, "en").get("cards/", HTTP_IF_NONE_MATCH=known).status_code == 200
    assert Phone(person, "nl-BE").get("cards/", HTTP_IF_NONE_MATCH=known).status_code == 304


CHANGES = [
    pytest.param(lambda: Exercise.objects.get(pk="bridge").save(), False, id="saved as it was"),
    pytest.param(lambda: Exercise.objects.filter(pk="bridge").update(sets=5), True, id="exercise changed"),
    pytest.param(lambda: Exercise.objects.filter(pk="bridge").update(retired=True), True, id="retired"),
    pytest.param(lambda: Exercise.objects.filter(pk="bridge").delete(), True, id="deleted"),
    pytest.param(lambda: Card.objects.filter(pk="feet-flat").update(title_nl="?"), True, id="card changed"),
]


@pytest.mark.parametrize(("change", "tells"), CHANGES)
def test_any_change_makes_every_tag_old(
    phone: Phone, committed: Callable[..., None], change: Callable[[], object], tells: bool
) -> None:
    known = {url: tag(phone, url) for url in READS}

    def changed() -> None:
        change()
        stamp.renew()

    committed(changed)
    for url, old in known.items():
        assert phone.get(url, HTTP_IF_NONE_MATCH=old).status_code == (200 if tells else 304)


def test_a_change_by_other_hands_is_seen_when_the_kept_stamp_expires(phone: Phone) -> None:
    known = tag(phone, "cards/")
    Card.objects.filter(pk="feet-flat").update(title_nl="Anders?")
    assert phone.get("cards/", HTTP_IF_NONE_MATCH=known).status_code == 304
    cache.delete(stamp.KEY)  # as it is after KEPT seconds
    assert phone.get("cards/", HTTP_IF_NONE_MATCH=known).status_code == 200


def test_a_lost_cache_costs_one_query_and_no_tag(phone: Phone, django_assert_num_queries: Any) -> None:
    known = tag(phone, "exercises/")
    cache.delete(stamp.KEY)
    with django_assert_num_queries(1):
        assert phone.get("exercises/", HTTP_IF_NONE_MATCH=known).status_code == 304
    with django_assert_num_queries(0):
        assert phone.get("exercises/", HTTP_IF_NONE_MATCH=known).status_code == 304


def test_an_answer_of_unchanged_counts_for_its_address(person: Person, settings: Any) -> None:
    settings.COACH_LIMITS = {**settings.COACH_LIMITS, "address": 3, "read": 0}
    with time_machine.travel(time.time() // 60 * 60 + 15, tick=False):
        phone, stranger = Phone(person), Phone(language="en")
        known = tag(phone, "exercises/")
        answers = [one.get("exercises/", HTTP_IF_NONE_MATCH=known) for one in (stranger, stranger, phone)]
    assert [answer.status_code for answer in answers] == [304, 304, 429]
    assert [answer["RateLimit"] for answer in answers] == [f'"address";r={left};t=45' for left in (1, 0, 0)]
    assert answers[-1]["Retry-After"] == "45"


def test_only_reading_is_offered(phone: Phone) -> None:
    known = tag(phone, "exercises/cat-cow/")
    for method in ("put", "patch", "post", "delete"):
        assert getattr(phone, method)("exercises/cat-cow/", {}, HTTP_IF_NONE_MATCH=known).status_code == 405
    head = phone.head("exercises/cat-cow/", HTTP_IF_NONE_MATCH=known)
    assert (head.status_code, head.content) == (304, b"")


def test_errors_are_not_kept(phone: Phone) -> None:
    answer = phone.get("exercises/no-such-thing/")
    assert not answer.has_header("ETag")
    assert answer["Cache-Control"] == "private, no-store"
