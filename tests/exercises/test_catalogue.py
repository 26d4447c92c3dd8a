"""The real catalogue: complete, within its limits, and fit to be read."""

import re
from collections import Counter
from datetime import date

import pytest

from exercises.catalogue import LANGUAGES, Card, Exercise, Text, load
from exercises.catalogue.vocabulary import (
    Activity,
    CardGroup,
    Equipment,
    Kind,
    Level,
    Muscle,
    Place,
    Position,
    Region,
    Sign,
    Topic,
)

CATALOGUE = load()
ITEMS = (*CATALOGUE.exercises, *CATALOGUE.cards)

OF_OTHER_COLLECTIONS = {
    Equipment.BARBELL,
    Equipment.KETTLEBELL,
    Equipment.CABLE,
    Equipment.MACHINE,
    Equipment.MEDICINE_BALL,
    Equipment.EXERCISE_BALL,
    Equipment.OTHER,
}
"""What only exercises from elsewhere ask for; nobody needs to go to a gym for ours."""


def texts(item: Exercise | Card) -> list[Text]:
    if isinstance(item, Card):
        return [item.title, item.body]
    return [item.name, item.purpose, *item.steps, *item.cautions]


def cards(group: CardGroup) -> list[Card]:
    return [card for card in CATALOGUE.cards if card.group is group]


def test_there_are_at_least_80_exercises_of_which_35_are_micro_breaks() -> None:
    assert len(CATALOGUE.exercises) >= 80
    assert len(CATALOGUE.micro_breaks) >= 35


def test_micro_breaks_are_there_for_who_sits_and_for_who_stands() -> None:
    positions = Counter(one.position for one in CATALOGUE.micro_breaks)
    assert min(positions[Position.SITTING], positions[Position.STANDING]) >= 12


@pytest.mark.parametrize("region", Region)
def test_every_region_has_exercises_and_an_easy_one(region: Region) -> None:
    levels = [one.level for one in CATALOGUE.exercises if region in one.regions]
    assert len(levels) >= 4
    assert Level.EASY in levels


@pytest.mark.parametrize("region", [Region.LOWER_BACK, Region.MIDDLE_BACK, Region.UPPER_BACK, Region.NECK])
def test_every_back_complaint_can_breathe_move_and_stretch(region: Region) -> None:
    kinds = {one.kind for one in CATALOGUE.exercises if region in one.regions}
    assert kinds >= {Kind.MOBILITY, Kind.STRETCH, Kind.BREATHING}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_exercises(kind: Kind) -> None:
    assert sum(one.kind is kind for one in CATALOGUE.exercises) >= 4


@pytest.mark.parametrize("activity", Activity)
def test_every_activity_of_the_founding_documents_is_offered(activity: Activity) -> None:
    assert any(activity in one.activities for one in CATALOGUE.exercises)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        pytest.param("places", Place, id="places"),
        pytest.param("equipment", Equipment, id="equipment"),
        pytest.param("muscles", Muscle, id="muscles"),
        pytest.param("ruled_out_by", Sign, id="signs"),
    ],
)
def test_the_vocabulary_holds_no_word_that_nothing_uses(field: str, words: type) -> None:
    used = {word for one in CATALOGUE.exercises for word in getattr(one, field)}
    assert used == set(words) - OF_OTHER_COLLECTIONS  # type: ignore[call-overload]


def test_every_position_level_and_topic_is_used() -> None:
    assert {one.position for one in CATALOGUE.exercises} == set(Position)
    assert {one.level for one in CATALOGUE.exercises} == set(Level)
    assert {card.topic for card in CATALOGUE.cards} == set(Topic)


@pytest.mark.parametrize("slug", ["pull-up", "shoulder-press", "rowing-machine"])
def test_what_loads_the_back_heavily_is_advanced(slug: str) -> None:
    assert CATALOGUE.exercise(slug).level is Level.ADVANCED


def test_a_micro_break_is_short_easy_and_needs_nothing() -> None:
    for one in CATALOGUE.micro_breaks:
        assert 30 <= one.duration_seconds <= 180, one.slug
        assert one.level is Level.EASY, one.slug
        assert one.equipment == (), one.slug
        assert {Place.DESK, Place.OFFICE} & set(one.places), one.slug


def test_every_text_is_truly_translated() -> None:
    same = [(one.slug, text) for one in CATALOGUE.exercises for text in texts(one)[1:] if text.nl == text.en]
    assert same == []


def test_heart_nerve_and_fever_signs_rule_every_exercise_out() -> None:
    urgent = {Sign.CHEST_PAIN, Sign.SADDLE_NUMBNESS, Sign.FEVER}
    assert [one.slug for one in CATALOGUE.exercises if not urgent <= set(one.ruled_out_by)] == []


def test_dutch_speaks_to_you_informally() -> None:
    formal = re.compile(r"\b(u|uw|men)\b", re.IGNORECASE)
    assert [text.nl for one in ITEMS for text in texts(one) if formal.search(text.nl)] == []


def test_typography_is_clean() -> None:
    careless = re.compile(r"  |'|\"| [.,;:!?]|\.\.|--")
    words = [text.in_language(language) for one in ITEMS for text in texts(one) for language in LANGUAGES]
    assert [one for one in words if careless.search(one)] == []


def test_everything_says_when_it_was_reviewed_and_where_it_comes_from() -> None:
    assert {one.reviewed_on for one in ITEMS} == {date(2026, 11, 22)}
    assert {one.source for one in ITEMS} == {source.key for source in CATALOGUE.sources}


def test_no_two_items_are_alike() -> None:
    for items in (CATALOGUE.exercises, CATALOGUE.cards):
        assert len({item.content_hash for item in items}) == len(items)
    for language in LANGUAGES:
        names = Counter(one.name.in_language(language) for one in CATALOGUE.exercises)
        assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("group", "least"),
    [
        pytest.param(CardGroup.WORKPLACE, 12, id="workplace checklist"),
        pytest.param(CardGroup.MYTH, 6, id="myths"),
        pytest.param(CardGroup.ADVICE, 15, id="advice"),
        pytest.param(CardGroup.INFORMATION, 9, id="information"),
    ],
)
def test_every_group_of_cards_is_filled(group: CardGroup, least: int) -> None:
    assert len(cards(group)) >= least


def test_that_this_does_not_replace_a_doctor_is_said_once() -> None:
    said = [card.slug for card in CATALOGUE.cards if "vervangen geen arts" in card.body.nl]
    assert said == [card.slug for card in cards(CardGroup.DISCLAIMER)] == ["not-a-doctor"]
    assert not [one.slug for one in CATALOGUE.exercises if any("vervang" in text.nl for text in texts(one))]


def test_the_workplace_checklist_asks_questions() -> None:
    assert all(
        card.title.nl.endswith("?") and card.title.en.endswith("?") for card in cards(CardGroup.WORKPLACE)
    )


@pytest.mark.parametrize(
    ("slug", "source", "figures"),
    [
        pytest.param("most-pain-gone", "kiesbeter", ["9", "10", "4", "6"], id="course"),
        pytest.param(
            "upper-back-in-numbers", "infonu-bovenrug", ["20", "30", "100", "40", "60"], id="upper back"
        ),
        pytest.param(
            "upper-back-among-back-pain", "manuele-therapie", ["5", "16", "100", "45", "100"], id="share"
        ),
        pytest.param("no-specific-cause", "kiesbeter", ["90", "100"], id="no cause"),
        pytest.param("painkillers-over-55", "infonu-bovenrug", ["55", "3", "4", "2016"], id="painkillers"),
    ],
)
def test_epidemiology_shows_exactly_the_settled_figures(slug: str, source: str, figures: list[str]) -> None:
    card = next(card for card in cards(CardGroup.INFORMATION) if card.slug == slug)
    assert card.source == source
    assert (
        sorted(re.findall(r"\d+", card.body.nl))
        == sorted(figures)
        == sorted(re.findall(r"\d+", card.body.en))
    )


def test_most_of_the_pain_is_never_all_of_it() -> None:
    course = next(card for card in CATALOGUE.cards if card.slug == "most-pain-gone")
    assert "de meeste pijn" in course.body.nl
    assert "most of the pain" in course.body.en


def test_painkillers_are_logged_and_never_dosed() -> None:
    card = next(card for card in CATALOGUE.cards if card.slug == "painkillers-log")
    assert "dagboek" in card.body.nl
    assert not re.search(r"\d", card.body.nl + card.body.en)
