"""What must hold for content before anybody sees it. Each rule yields (field, remedy) for every breach."""

import re
from collections.abc import Callable, Collection, Iterator

from exercises.catalogue.model import LANGUAGES, Card, Exercise, Text
from exercises.catalogue.vocabulary import CardGroup, Kind, Level, Place, Position

Fault = tuple[str, str]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SENTENCE = re.compile(r"[A-ZÀ-Ý0-9‘“'].*[.!?]", re.DOTALL)
SENTENCE_BREAK = re.compile(r"[.!?]\s+\S")
FORBIDDEN = re.compile(
    r"\b(?:bedrust|bed[ -]rest|blijf in bed|stay in bed|veilig\w*|safe|safely|safety|diagnos\w*|genees|"
    r"geneest|genezen|cures?|cured|guarantee\w*|garandeer\w*|hernia|prolapse|paracetamol|ibuprofen|"
    r"\d+ ?mg|milligram\w*)\b",
    re.IGNORECASE,
)
"""Never said: bed rest as advice, a diagnosis, a promise of safety or cure, a medicine or a dose."""

UNDISPLAYABLE = re.compile(r"\b(?:10|30|40|50) ?(?:%|procent|percent|per cent)|30[–-]50", re.IGNORECASE)
"""Figures in the founding documents that conflict or have no source; no text may show them."""

LONGEST_SENTENCE = 120
MICRO_BREAK_SECONDS = (30, 180)
MICRO_BREAK_POSITIONS = (Position.SITTING, Position.STANDING, Position.ON_THE_MOVE)
KEPT_UP = (Kind.ENDURANCE, Kind.BREATHING, Kind.RELAXATION)
"""Kinds that need no count: one keeps them up for the duration, as one does walking."""


def slug_is_plain(exercise: Exercise) -> Iterator[Fault]:
    if not SLUG.fullmatch(exercise.slug):
        yield "slug", "use lower-case words joined by hyphens"


def says_where_and_what_for(exercise: Exercise) -> Iterator[Fault]:
    for field in ("regions", "places", "muscles", "figures"):
        if not getattr(exercise, field):
            yield field, "name at least one"


def micro_break_fits_an_open_office(exercise: Exercise) -> Iterator[Fault]:
    if not exercise.micro_break:
        return
    low, high = MICRO_BREAK_SECONDS
    if not low <= exercise.duration_seconds <= high:
        yield "duration_seconds", f"a micro-break takes {low} to {high} seconds"
    if exercise.equipment:
        yield "equipment", "a micro-break needs no equipment"
    if exercise.level is not Level.EASY or exercise.kind is Kind.ENDURANCE:
        yield "level", "a micro-break is never strenuous: easy, and not endurance"
    if exercise.position not in MICRO_BREAK_POSITIONS:
        yield "position", "a micro-break is done sitting, standing or walking"
    if not {Place.DESK, Place.OFFICE} & set(exercise.places):
        yield "places", "a micro-break can be done at the desk or elsewhere in the office"


def dose_can_be_counted(exercise: Exercise) -> Iterator[Fault]:
    dose = exercise.dose
    kept_up = exercise.kind in KEPT_UP or exercise.position is Position.ON_THE_MOVE
    if dose.repetitions is None and dose.hold_seconds is None and not kept_up:
        yield "dose", "give repetitions or hold_seconds"


def dose_fits_the_duration(exercise: Exercise) -> Iterator[Fault]:
    """A repetition takes two seconds or its hold; rest between sets comes on top."""
    dose = exercise.dose
    sides = 2 if exercise.both_sides else 1
    work = dose.sets * (dose.repetitions or 1) * (dose.hold_seconds or 2) * sides
    if work > exercise.duration_seconds:
        yield "duration_seconds", f"the dose alone takes {work} seconds: lengthen this or lower the dose"


def steps_are_single_sentences(exercise: Exercise) -> Iterator[Fault]:
    if not 2 <= len(exercise.steps) <= 7:
        yield "steps", "write two to seven steps"
    for field, text in _named("steps", exercise.steps):
        yield from _one_sentence(field, text)


def the_rest_is_sentences_too(exercise: Exercise) -> Iterator[Fault]:
    for field, text in (("purpose", exercise.purpose), *_named("cautions", exercise.cautions)):
        yield from _one_sentence(field, text)


def figures_are_drawn(exercise: Exercise, drawn: Collection[str]) -> Iterator[Fault]:
    for key in exercise.figures:
        if key not in drawn:
            yield "figures", f"no figure is called {key!r}"


def exercise_words_are_allowed(exercise: Exercise) -> Iterator[Fault]:
    yield from _forbidden("name", exercise.name)
    yield from _forbidden("purpose", exercise.purpose)
    for field, text in (*_named("steps", exercise.steps), *_named("cautions", exercise.cautions)):
        yield from _forbidden(field, text)


def card_is_well_formed(card: Card) -> Iterator[Fault]:
    if not SLUG.fullmatch(card.slug):
        yield "slug", "use lower-case words joined by hyphens"
    for language in LANGUAGES:
        if not SENTENCE.fullmatch(card.body.in_language(language)):
            yield f"body.{language}", "write whole sentences, with a capital and a full stop"


def card_words_are_allowed(card: Card) -> Iterator[Fault]:
    yield from _forbidden("title", card.title)
    yield from _forbidden("body", card.body)


def information_rests_on_a_document(card: Card) -> Iterator[Fault]:
    if card.group is CardGroup.INFORMATION and card.source == "own":
        yield "source", "an information card names the document its figures come from"


EXERCISE_RULES: tuple[Callable[[Exercise], Iterator[Fault]], ...] = (
    slug_is_plain,
    says_where_and_what_for,
    micro_break_fits_an_open_office,
    dose_can_be_counted,
    dose_fits_the_duration,
    steps_are_single_sentences,
    the_rest_is_sentences_too,
    exercise_words_are_allowed,
)
CARD_RULES: tuple[Callable[[Card], Iterator[Fault]], ...] = (
    card_is_well_formed,
    card_words_are_allowed,
    information_rests_on_a_document,
)


def _named(field: str, texts: tuple[Text, ...]) -> list[tuple[str, Text]]:
    return [(f"{field}[{i}]", text) for i, text in enumerate(texts, start=1)]


def _one_sentence(field: str, text: Text) -> Iterator[Fault]:
    for language in LANGUAGES:
        words = text.in_language(language)
        if len(words) > LONGEST_SENTENCE:
            yield f"{field}.{language}", f"keep it under {LONGEST_SENTENCE} characters"
        if not SENTENCE.fullmatch(words) or SENTENCE_BREAK.search(words):
            yield f"{field}.{language}", "write one sentence, with a capital and a full stop"


def _forbidden(field: str, text: Text) -> Iterator[Fault]:
    for language in LANGUAGES:
        for pattern in (FORBIDDEN, UNDISPLAYABLE):
            if found := pattern.search(text.in_language(language)):
                yield f"{field}.{language}", f"never say {found.group()!r} to a person: word it differently"
