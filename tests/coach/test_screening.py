"""Reports of warning signs: what they rest on, what they pause, and whose word ends it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from coach import journal, screening
from coach.models import Episode, Person, TriageAcknowledgement, TriageReport
from coach.triage import TABLE, Reason, Tier, Word
from tests.conftest import NOW, new_id

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def begin(person: Person) -> Callable[..., Episode]:
    def make(owner: Person = person, days: int = 20, **fields: Any) -> Episode:
        onset = NOW.date() - days * DAY
        episode, _ = owner.episodes.put(new_id(), {"region": "upper_back", "onset_on": onset, **fields})
        return episode

    return make


@pytest.fixture
def episode(begin: Callable[..., Episode]) -> Episode:
    return begin()


def report(episode: Episode, *signs: str, at: dt.datetime = NOW, **answers: bool | None) -> TriageReport:
    given = dict.fromkeys(signs, True) | answers
    found, _ = screening.report(episode, given, why=Reason.SOMETHING_CHANGED, at=at)
    return found


def written(episode: Episode, *symptoms: str, **changes: Any) -> Any:
    content = {
        "episode": episode,
        "recorded_at": NOW,
        "utc_offset": 60,
        "pain": 5,
        "symptoms": list(symptoms),
    }
    entry_id, base_seq = changes.pop("entry_id", new_id()), changes.pop("base_seq", None)
    entry, _ = journal.write(episode.person, entry_id, content | changes, base_seq=base_seq, at=NOW)
    return entry


# --- what a report rests on ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("birth_year", "tier"),
    [
        pytest.param(1960, Tier.EMERGENCY, id="well over forty"),
        pytest.param(1985, Tier.EMERGENCY, id="forty-one this year"),
        pytest.param(1986, Tier.SAME_DAY, id="forty this year"),
        pytest.param(None, Tier.EMERGENCY, id="an age we do not know counts as the riskier one"),
        pytest.param(2090, Tier.EMERGENCY, id="a year of birth that cannot be is one we do not know"),
    ],
)
def test_the_age_comes_from_the_year_of_birth(
    begin: Callable[..., Episode], person: Person, birth_year: int | None, tier: Tier
) -> None:
    person.birth_year = birth_year
    person.save()
    assert report(begin(), "sudden_severe_pain").tier == tier


def test_a_lasting_yes_is_remembered_from_another_episode(begin: Callable[..., Episode]) -> None:
    assert report(begin(days=300), "osteoporosis").tier == Tier.NONE
    assert report(begin(), "recent_fall").tier == Tier.SAME_DAY


def test_what_one_person_said_is_not_remembered_of_another(
    begin: Callable[..., Episode], stranger: Person
) -> None:
    report(begin(stranger), "osteoporosis")
    assert report(begin(), "recent_fall").tier == Tier.DISCUSS


def test_how_it_began_comes_from_the_episode(begin: Callable[..., Episode]) -> None:
    assert report(begin(onset_kind="sudden"), "osteoporosis").tier == Tier.DAYS
    assert report(begin(onset_kind="gradual"), "osteoporosis").tier == Tier.NONE


def test_a_report_keeps_the_words_in_both_languages_and_cannot_be_changed(
    episode: Episode, settings: Any
) -> None:
    settings.COACH_COUNTRY = "GB"
    made = report(episode, "chest_pain")
    assert (made.tier, made.signs, made.version) == ("emergency", ["chest_pain"], TABLE.version)
    assert made.said["nl"]["title"] == "Bel nu 999"
    assert made.said["en"]["calls"] == [{"label": "999", "number": "999"}]
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        TriageReport.objects.update(tier="none")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        TriageReport.objects.all().delete()


# --- when the signs are due ---------------------------------------------------------------------------------


def judged(episode: Episode, verdict: str, ago: int) -> None:
    found = {"verdict": verdict, "week": 3, "entries": 5, "days": 9, "sentence": verdict, "probability": 0.5}
    episode.assessments.create(person=episode.person, at=NOW - ago * DAY, **found)


@pytest.mark.parametrize(
    ("asked", "verdicts", "days", "expected"),
    [
        pytest.param(None, [], 20, Reason.INTAKE, id="never asked"),
        pytest.param(3, [], 20, None, id="asked, and nothing happened"),
        pytest.param(3, [("worsening", 1)], 20, Reason.WORSENING, id="getting worse since we asked"),
        pytest.param(1, [("worsening", 5)], 20, None, id="it was getting worse when we asked"),
        pytest.param(8, [("worsening", 20)], 20, Reason.WORSENING, id="still getting worse after a week"),
        pytest.param(
            3,
            [("worsening", 9), ("plateau", 4), ("worsening", 2)],
            20,
            Reason.WORSENING,
            id="getting worse again, after it had stopped",
        ),
        pytest.param(3, [("worsening", 2), ("plateau", 1)], 20, None, id="no longer getting worse"),
        pytest.param(3, [], 30, Reason.WEEK_4, id="four weeks have gone by"),
    ],
)
def test_the_signs_are_due(
    begin: Callable[..., Episode],
    asked: int | None,
    verdicts: list[tuple[str, int]],
    days: int,
    expected: Reason | None,
) -> None:
    episode = begin(days=days)
    for verdict, ago in verdicts:
        judged(episode, verdict, ago)
    if asked is not None:
        report(episode, at=NOW - asked * DAY, fever=False)
    assert screening.due(episode, at=NOW) == expected


def test_a_sign_in_the_diary_is_not_the_asking_of_all_of_them(episode: Episode) -> None:
    written(episode, "fever")
    assert screening.due(episode, at=NOW) == Reason.INTAKE


# --- signs in the diary -------------------------------------------------------------------------------------


def test_a_sign_in_an_entry_is_reported_with_it(episode: Episode, person: Person) -> None:
    entry = written(episode, "tired_eyes", "fever", "calf_swelling")
    (made,) = TriageReport.objects.all()
    assert (made.entry, made.why, made.tier) == (entry, "diary", "same_day")
    assert made.answers == {"fever": True, "calf_swelling": True}
    assert screening.open_pause(person)


@pytest.mark.parametrize("symptoms", [[], ["tired_eyes"], ["over_70"], ["Fever"]])
def test_symptoms_that_are_no_signs_stay_symptoms(episode: Episode, symptoms: list[str]) -> None:
    assert written(episode, *symptoms).symptoms == symptoms
    assert not TriageReport.objects.exists()


def test_an_entry_put_again_or_changed_elsewhere_reports_its_signs_once(episode: Episode) -> None:
    entry = written(episode, "fever")
    again = written(episode, "fever", entry_id=entry.pk)
    changed = written(episode, "fever", entry_id=entry.pk, base_seq=again.seq, pain=9)
    assert TriageReport.objects.count() == 1
    written(episode, "fever", "leg_weakness", entry_id=entry.pk, base_seq=changed.seq)
    assert list(TriageReport.objects.order_by("at", "id").values_list("tier", flat=True)) == [
        "same_day",
        "emergency",
    ]


# --- the pause, and whose word ends it ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sign", "words", "rests"),
    [
        pytest.param("low_mood", [], False, id="something to discuss rests nothing"),
        pytest.param("weight_loss", [], True, id="days, and not a word"),
        pytest.param("weight_loss", [("acknowledged", "anna")], False, id="days, read by the person"),
        pytest.param("weight_loss", [("acknowledged", "fysio")], True, id="days, read by the physio only"),
        pytest.param("weight_loss", [("looked_at", "fysio")], False, id="days, looked at by the physio"),
        pytest.param("fever", [("acknowledged", "anna")], True, id="today, only read"),
        pytest.param("fever", [("looked_at", "anna")], False, id="today, looked at as the person says"),
        pytest.param("chest_pain", [("acknowledged", "anna")], True, id="now, only read"),
        pytest.param(
            "chest_pain",
            [("acknowledged", "anna"), ("looked_at", "fysio")],
            False,
            id="now, read and then looked at by the physio",
        ),
    ],
)
def test_nudges_rest_until(
    episode: Episode, person: Person, physio: Person, sign: str, words: list[tuple[str, str]], *, rests: bool
) -> None:
    made = report(episode, sign)
    people = {"anna": person, "fysio": physio}
    for word, who in words:
        screening.acknowledge(made, Word(word), by=people[who], at=NOW)
    assert screening.open_pause(person) is rests


def test_every_report_that_rests_nudges_needs_its_own_word(
    episode: Episode, person: Person, physio: Person
) -> None:
    first, second = report(episode, "fever"), report(episode, "weight_loss")
    screening.looked_at([first], by=physio, at=NOW)
    assert screening.open_pause(person)
    screening.looked_at([second], by=physio, at=NOW)
    assert not screening.open_pause(person)


def test_the_word_of_the_person_leaves_the_item_on_the_list_of_the_physio(
    episode: Episode, person: Person, physio: Person
) -> None:
    made = report(episode, "fever")
    screening.acknowledge(made, Word.LOOKED_AT, by=person, at=NOW)
    assert list(TriageReport.objects.not_seen_by_a_physio()) == [made]
    screening.looked_at([made], by=physio, at=NOW)
    assert not TriageReport.objects.not_seen_by_a_physio()


def test_the_same_word_twice_is_said_once(episode: Episode, person: Person) -> None:
    made = report(episode, "fever")
    said = [screening.acknowledge(made, Word.LOOKED_AT, by=person, at=NOW + n * DAY) for n in (0, 1)]
    assert [new for _, new in said] == [True, False]
    (kept,) = TriageAcknowledgement.objects.all()
    assert (kept.at, kept.who, kept.by_name, kept.lifts) == (NOW, "person", "Anna", True)


def test_without_advice_nothing_is_reported_and_nothing_rests(
    episode: Episode, person: Person, settings: Any
) -> None:
    report(episode, "fever")
    settings.COACH_ADVICE = False
    written(episode, "chest_pain")
    assert TriageReport.objects.count() == 1
    assert not screening.open_pause(person)
