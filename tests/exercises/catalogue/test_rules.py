from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from exercises.catalogue import Card, Dose, Exercise, Text
from exercises.catalogue.rules import CARD_RULES, EXERCISE_RULES, figures_are_drawn
from exercises.catalogue.vocabulary import (
    CardGroup,
    Equipment,
    Kind,
    Level,
    Muscle,
    Place,
    Position,
    Region,
    Topic,
)

GOOD = Exercise(
    slug="neck-turn",
    name=Text("Over je schouder kijken", "Look over your shoulder"),
    purpose=Text("Houdt je nek soepel.", "Keeps your neck supple."),
    regions=(Region.NECK,),
    kind=Kind.MOBILITY,
    level=Level.EASY,
    places=(Place.DESK,),
    position=Position.SITTING,
    equipment=(),
    muscles=(Muscle.NECK,),
    activities=(),
    micro_break=True,
    duration_seconds=60,
    dose=Dose(sets=1, repetitions=6, hold_seconds=3),
    both_sides=True,
    steps=(Text("Zit rechtop.", "Sit tall."), Text("Draai je hoofd.", "Turn your head.")),
    cautions=(Text("Forceer niets.", "Force nothing."),),
    ruled_out_by=(),
    figures=("neck-turn",),
    source="own",
    reviewed_on=date(2026, 11, 22),
)
CARD = Card(
    slug="stand-up",
    group=CardGroup.ADVICE,
    topic=Topic.BREAKS,
    title=Text("Sta elk uur op", "Stand up every hour"),
    body=Text("Loop een rondje.", "Walk a round."),
    regions=(),
    source="own",
    reviewed_on=date(2026, 11, 22),
)
LONG = "A" + "a" * 125 + "."


def faults(exercise: Exercise) -> list[str]:
    return [field for rule in EXERCISE_RULES for field, _ in rule(exercise)]


def card_faults(card: Card) -> list[str]:
    return [field for rule in CARD_RULES for field, _ in rule(card)]


def test_a_good_exercise_and_a_good_card_break_no_rule() -> None:
    assert faults(GOOD) == []
    assert card_faults(CARD) == []


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        pytest.param({"slug": "Neck_turn"}, ["slug"], id="a slug of another make"),
        pytest.param({"places": ()}, ["places", "places"], id="nowhere to do it"),
        pytest.param({"muscles": ()}, ["muscles"], id="no muscles"),
        pytest.param({"figures": ()}, ["figures"], id="no figure"),
        pytest.param(
            {"duration_seconds": 200}, ["duration_seconds"], id="a micro-break of over three minutes"
        ),
        pytest.param(
            {"duration_seconds": 29, "dose": Dose(1, 1)}, ["duration_seconds"], id="one of under 30 seconds"
        ),
        pytest.param({"equipment": (Equipment.BAND,)}, ["equipment"], id="a micro-break with equipment"),
        pytest.param({"level": Level.MODERATE}, ["level"], id="a strenuous micro-break"),
        pytest.param({"kind": Kind.ENDURANCE}, ["level"], id="a micro-break that makes one sweat"),
        pytest.param({"position": Position.LYING_BACK}, ["position"], id="a micro-break on the floor"),
        pytest.param({"places": (Place.HOME,)}, ["places"], id="a micro-break that is not for the office"),
        pytest.param({"dose": Dose(1)}, ["dose"], id="a dose that cannot be counted"),
        pytest.param(
            {"dose": Dose(1, 11, 3)}, ["duration_seconds"], id="a dose that takes longer than the exercise"
        ),
        pytest.param(
            {"dose": Dose(1, 16)}, ["duration_seconds"], id="repetitions of two seconds on two sides"
        ),
        pytest.param({"steps": GOOD.steps[:1]}, ["steps"], id="a single step"),
        pytest.param({"steps": GOOD.steps * 4}, ["steps"], id="eight steps"),
        pytest.param(
            {"steps": (GOOD.steps[0], Text("Draai. Kijk.", "Turn."))}, ["steps[2].nl"], id="two sentences"
        ),
        pytest.param({"steps": (GOOD.steps[0], Text("Draai.", "turn."))}, ["steps[2].en"], id="no capital"),
        pytest.param({"steps": (GOOD.steps[0], Text("Draai", "Turn."))}, ["steps[2].nl"], id="no full stop"),
        pytest.param({"purpose": Text(LONG, "Good.")}, ["purpose.nl"], id="a sentence too long for a phone"),
        pytest.param(
            {"cautions": (Text("Let op", "Mind."),)}, ["cautions[1].nl"], id="a caution without a full stop"
        ),
    ],
)
def test_each_breach_is_found_and_nothing_else(change: dict[str, Any], broken: list[str]) -> None:
    assert faults(replace(GOOD, **change)) == broken


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(
            {"micro_break": False, "level": Level.ADVANCED, "equipment": (Equipment.BAND,)}, id="no break"
        ),
        pytest.param({"kind": Kind.BREATHING, "dose": Dose(1)}, id="breathing is kept up"),
        pytest.param({"position": Position.ON_THE_MOVE, "dose": Dose(1)}, id="walking is kept up"),
        pytest.param({"duration_seconds": 36, "dose": Dose(1, 6, 3)}, id="a dose that just fits"),
        pytest.param({"duration_seconds": 180}, id="three minutes exactly"),
        pytest.param({"cautions": ()}, id="nothing to caution about"),
        pytest.param(
            {"purpose": Text("Eén been: ‘rek’.", "One leg!")}, id="accents, quotes and other endings"
        ),
    ],
)
def test_what_is_allowed_breaks_no_rule(change: dict[str, Any]) -> None:
    assert faults(replace(GOOD, **change)) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        pytest.param("nl", "Houd bedrust.", id="bedrust"),
        pytest.param("en", "Take bed rest.", id="bed rest"),
        pytest.param("nl", "Dit is veilig.", id="veilig"),
        pytest.param("nl", "Veiliger kan niet.", id="a form of veilig"),
        pytest.param("en", "This is safe.", id="safe"),
        pytest.param("nl", "Dit geneest je rug.", id="geneest"),
        pytest.param("en", "You will be cured.", id="cured"),
        pytest.param("nl", "Je diagnose is duidelijk.", id="diagnose"),
        pytest.param("nl", "Je hebt een hernia.", id="a named disease"),
        pytest.param("nl", "Neem paracetamol.", id="a named medicine"),
        pytest.param("en", "Take 500 mg.", id="a dose of medicine"),
        pytest.param("nl", "Het scheelt 40 %.", id="a percentage without a source"),
        pytest.param("en", "It helps 30–50 of them.", id="percentages that conflict"),
    ],
)
def test_forbidden_words_are_found_in_every_text(language: str, words: str) -> None:
    text = replace(Text("Goed zo.", "Well done."), **{language: words})
    assert f"purpose.{language}" in faults(replace(GOOD, purpose=text))
    assert f"name.{language}" in faults(replace(GOOD, name=text))
    assert f"steps[1].{language}" in faults(replace(GOOD, steps=(text, text)))
    assert f"cautions[1].{language}" in faults(replace(GOOD, cautions=(text,)))
    assert f"title.{language}" in card_faults(replace(CARD, title=text))
    assert f"body.{language}" in card_faults(replace(CARD, body=text))


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("Ga op bed liggen rusten.", id="a bed without bed rest"),
        pytest.param("Zet je bureau beveiligd vast.", id="a word that only contains veilig"),
        pytest.param("Bij 90 van de 100 mensen.", id="a figure with a source"),
        pytest.param("Buig je ellebogen 90 graden.", id="an angle"),
    ],
)
def test_innocent_words_are_let_through(words: str) -> None:
    assert card_faults(replace(CARD, body=Text(words, words))) == []


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        pytest.param({"slug": "Stand up"}, ["slug"], id="a slug with a space"),
        pytest.param({"body": Text("loop", "Walk.")}, ["body.nl"], id="no sentence"),
        pytest.param({"group": CardGroup.INFORMATION}, ["source"], id="information of our own making"),
    ],
)
def test_a_broken_card_is_found(change: dict[str, Any], broken: list[str]) -> None:
    assert card_faults(replace(CARD, **change)) == broken


@pytest.mark.parametrize(("drawn", "missing"), [(("neck-turn",), 0), ((), 1)])
def test_every_figure_must_have_been_drawn(drawn: Collection[str], missing: int) -> None:
    assert len(list(figures_are_drawn(GOOD, drawn))) == missing
