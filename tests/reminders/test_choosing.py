"""What is known of people, read for many of them at once, and the exercise their break then brings."""

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command

from coach import screening
from coach.models import Person
from coach.triage import Word
from exercises import enrolling
from exercises.models import Exercise, Programme
from reminders.choosing import exercises_for
from reminders.models import Nudge
from tests.conftest import NOW, new_id
from tests.reminders.conftest import HOUR, MINUTE, MakePlan, live

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def library(db: None) -> None:
    call_command("load_catalogue", verbosity=0)


def hurts(person: Person, region: str, **fields: Any) -> Any:
    content = {"region": region, "onset_on": NOW.date() - dt.timedelta(days=9), **fields}
    return person.episodes.put(new_id(), content)[0]


def regions_of_a_day(make_plan: MakePlan, person: Person) -> list[set[str]]:
    make_plan(owner=person)
    live(until=NOW + 10 * HOUR, answering=True)
    brought = Nudge.objects.filter(person=person).order_by("due_at").values_list("exercise", flat=True)
    return [set(Exercise.objects.get(pk=slug).regions) for slug in brought]


def test_a_break_brings_an_exercise_for_where_it_hurts(make_plan: MakePlan, person: Person) -> None:
    hurts(person, "lower_back")
    assert all(some & {"lower_back", "whole_body"} for some in regions_of_a_day(make_plan, person))


def test_a_complaint_that_is_over_decides_nothing(make_plan: MakePlan, person: Person) -> None:
    hurts(person, "lower_back", closed_on=NOW.date())
    assert not all(some & {"lower_back", "whole_body"} for some in regions_of_a_day(make_plan, person))


def test_an_active_programme_decides_as_well(make_plan: MakePlan, person: Person) -> None:
    programme = Programme.objects.get(slug="neck-shoulder")
    enrolling.assign(person, programme, physio=person, starts_on=NOW.date(), episode=None, at=NOW)
    wanted = {*programme.regions, "whole_body"}
    assert all(some & wanted for some in regions_of_a_day(make_plan, person))


def test_no_exercise_comes_twice_in_a_row(make_plan: MakePlan, person: Person) -> None:
    hurts(person, "neck")
    make_plan()
    live(until=NOW + 30 * HOUR, answering=True)
    brought = list(Nudge.objects.order_by("due_at").values_list("exercise", flat=True))
    assert None not in brought
    assert all(one != other for one, other in pairwise(brought))
    assert len(set(brought)) >= 8


@pytest.mark.parametrize("kind", ["session", "diary"])
def test_other_kinds_bring_no_exercise(make_plan: MakePlan, kind: str) -> None:
    make_plan(kind=kind, due=NOW)
    live(until=NOW)
    assert Nudge.objects.get().exercise_id is None


def test_one_that_is_held_brings_none(make_plan: MakePlan) -> None:
    make_plan(due=NOW, paused_until=NOW + HOUR)
    live(until=NOW)
    assert Nudge.objects.get().exercise_id is None


def ruled_out(person: Person) -> bool:
    """Whether what steadily worse pain rules out stays away, over a whole round of the library."""
    barred = set(
        Exercise.objects.filter(ruled_out_by__contains=["arm_tingling"]).values_list("pk", flat=True)
    )
    assert barred
    Exercise.objects.filter(micro_break=True).exclude(pk__in=barred).update(retired=True)
    return exercises_for([person.pk], at=NOW)[person.pk] is None


def report(person: Person, at: dt.datetime = NOW - HOUR, **answers: bool) -> Any:
    episode = person.episodes.first() or hurts(person, "neck")
    return screening.report(episode, answers, why="something_changed", at=at)[0]


def test_a_reported_sign_rules_out(person: Person) -> None:
    report(person, arm_tingling=True)
    assert ruled_out(person)


def test_a_sign_somebody_looked_at_rules_nothing_out(person: Person) -> None:
    screening.acknowledge(report(person, arm_tingling=True), Word.LOOKED_AT, by=person, at=NOW)
    assert not ruled_out(person)


def test_a_sign_that_is_gone_by_the_next_answers_rules_nothing_out(person: Person) -> None:
    report(person, NOW - 2 * HOUR, arm_tingling=True)
    report(person, NOW - HOUR, arm_tingling=False)
    assert not ruled_out(person)


def test_a_sign_of_another_rules_nothing_out(person: Person, stranger: Person) -> None:
    report(stranger, arm_tingling=True)
    assert not ruled_out(person)


def test_without_a_library_a_break_comes_all_the_same(make_plan: MakePlan) -> None:
    Exercise.objects.update(retired=True)
    make_plan(due=NOW)
    live(until=NOW)
    assert (Nudge.objects.get().state, Nudge.objects.get().exercise_id) == ("sent", None)


def test_a_thousand_people_cost_as_many_queries_as_one(
    make_person: Any, django_assert_num_queries: Any
) -> None:
    people = [make_person(f"p{i}").pk for i in range(12)]
    for count in (1, 12):
        with django_assert_num_queries(5):
            assert len(exercises_for(people[:count], at=NOW + MINUTE)) == count
