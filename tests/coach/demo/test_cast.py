import pytest

from coach.demo.cast import LARGEST, OFFICES, PERSONAS, Office, the_cast
from coach.demo.courses import COURSES
from coach.demo.habits import HABITS
from coach.models.episode import Aggravator, Episode, OnsetKind, Pattern, Quality, Radiation

EVERYBODY = the_cast(LARGEST)


def test_nobody_shares_an_address_or_a_name() -> None:
    assert len({member.email for member in EVERYBODY}) == LARGEST
    assert len({member.name for member in EVERYBODY}) == LARGEST


def test_every_address_belongs_to_nobody_real() -> None:
    assert all(member.email.endswith(".example.org") and member.email.isascii() for member in EVERYBODY)


def test_every_office_has_every_kind_of_complaint() -> None:
    met = {(member.office.city, member.persona.key) for member in EVERYBODY}
    assert len(met) == len(OFFICES) * len(PERSONAS)


def test_a_smaller_cast_is_the_start_of_a_larger_one() -> None:
    assert the_cast(6) == EVERYBODY[:6]
    assert {member.office for member in the_cast(6)} == set(OFFICES)


def test_some_have_no_physio_and_some_no_organisation() -> None:
    assert 0 < sum(member.sees_physio for member in EVERYBODY) < LARGEST
    assert 0 < sum(member.joins_organisation for member in EVERYBODY) < LARGEST


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.city)
def test_most_of_an_office_follow_a_programme_and_some_do_not(office: Office) -> None:
    follow = [member.follows_programme for member in EVERYBODY if member.office == office]
    assert len(follow) / 2 < sum(follow) < len(follow)


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.key)
def test_a_persona_says_only_what_the_api_knows(persona) -> None:
    assert persona.course in COURSES
    assert persona.writes in HABITS
    complaint = persona.complaint
    assert complaint["region"] in Episode.Region.values
    assert complaint["onset_kind"] in OnsetKind.values
    assert complaint["pattern"] in Pattern.values
    assert set(complaint["qualities"]) <= set(Quality.values)
    assert set(complaint["radiation"]) <= set(Radiation.values)
    assert set(complaint["worse_with"]) <= set(Aggravator.values)


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.key)
def test_a_persona_says_it_in_both_languages(persona) -> None:
    dutch, english = persona.words["nl"], persona.words["en"]
    for part in ("activities", "medication", "bad", "middle", "good"):
        assert len(getattr(dutch, part)) == len(getattr(english, part))
    assert not set(dutch.bad + dutch.middle + dutch.good) & set(english.bad + english.middle + english.good)


def test_an_id_is_the_same_at_every_run_and_nobody_elses() -> None:
    one, other = EVERYBODY[:2]
    assert one.id_for("plan") == the_cast(1)[0].id_for("plan")
    assert len({one.id_for("plan"), one.id_for("episode"), other.id_for("plan")}) == 3
