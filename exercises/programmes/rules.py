"""What must hold for a programme before anyone is given it. Each rule yields (field, remedy) for a breach."""

import re
from collections.abc import Callable, Iterator, Mapping

from exercises.catalogue.model import LANGUAGES, Exercise, Text
from exercises.catalogue.rules import FORBIDDEN, SENTENCE, SLUG, UNDISPLAYABLE, Fault
from exercises.catalogue.vocabulary import Equipment, Level
from exercises.programmes.model import Bounds, Content, Prescription, Range, Template

Exercises = Mapping[str, Exercise]

TEMPO = re.compile(r"\d{1,2}-\d{1,2}-\d{1,2}")
LEVELS = tuple(Level)  # easiest first
EARLY_WEEKS = 2
LONGEST_WEEKS = 12
LONGEST_DAY_SECONDS = 45 * 60


def texts_are_sentences(template: Template, _exercises: Exercises) -> Iterator[Fault]:
    if not SLUG.fullmatch(template.slug):
        yield "slug", "use lower-case words joined by hyphens"
    for field in ("summary", "pain_rule"):
        for language in LANGUAGES:
            if not SENTENCE.fullmatch(getattr(template, field).in_language(language)):
                yield f"{field}.{language}", "write whole sentences, with a capital and a full stop"


def words_are_allowed(template: Template, _exercises: Exercises) -> Iterator[Fault]:
    for field, text in _texts(template):
        for words in (text.nl, text.en):
            for pattern in (FORBIDDEN, UNDISPLAYABLE):
                if found := pattern.search(words):
                    yield field, f"never say {found.group()!r} to a person: word it differently"


def something_is_asked(template: Template, _exercises: Exercises) -> Iterator[Fault]:
    phases = template.content.phases
    if not template.regions or not phases:
        yield "phases", "name at least one region and one phase"
    if any(not phase.days or not all(day.prescriptions for day in phase.days) for phase in phases):
        yield "days", "a phase has at least one day, and a day at least one exercise"
    if template.content.weeks > LONGEST_WEEKS:
        yield "weeks", f"a programme lasts {LONGEST_WEEKS} weeks at most"


def limits_are_in_order(template: Template, _exercises: Exercises) -> Iterator[Fault]:
    limits = template.content.limits
    if limits.fine >= limits.allowed:
        yield "limits", "what needs no thought is less than what is allowed"


def an_exercise_comes_once_in_a_phase(template: Template, _exercises: Exercises) -> Iterator[Fault]:
    for phase in template.content.phases:
        slugs = [one.exercise for one in phase.prescriptions()]
        for slug in sorted({one for one in slugs if slugs.count(one) > 1}):
            yield "exercise", f"{slug!r} stands in this phase twice: leave one out"
        keys = [day.key for day in phase.days]
        if len(set(keys)) < len(keys):
            yield "key", "give each day of a phase a key of its own"


def days_fit_the_week(template: Template, _exercises: Exercises) -> Iterator[Fault]:
    for phase in template.content.phases:
        for day in phase.days:
            if day.times_per_week > 1 and day.times_per_week * (day.rest_days + 1) > 7:
                yield "rest_days", f"{day.key}: so often and so much rest do not fit in a week"
            if day.weekdays and len(day.weekdays) < day.times_per_week:
                yield "weekdays", f"{day.key}: name at least as many days as times, or none"
            if day.takes_seconds > LONGEST_DAY_SECONDS:
                yield "prescriptions", f"{day.key}: takes longer than 45 minutes, make it shorter"


def doses_can_be_counted(template: Template, exercises: Exercises) -> Iterator[Fault]:
    for one in template.content.prescriptions():
        exercise = exercises[one.exercise]
        if one.repetitions is None and one.seconds is None:
            yield "repetitions", f"{one.exercise}: give repetitions or seconds"
        if exercise.both_sides != (one.side is not None):
            yield "side", f"{one.exercise}: {'name a side' if exercise.both_sides else 'knows no sides'}"
        if one.band is not None and Equipment.BAND not in exercise.equipment:
            yield "band", f"{one.exercise}: is done without a band"
        if one.tempo and not TEMPO.fullmatch(one.tempo):
            yield "tempo", f'{one.exercise}: write seconds down, held and up again, such as "3-1-2"'


def doses_begin_within_their_bounds(template: Template, _exercises: Exercises) -> Iterator[Fault]:
    for one in template.content.prescriptions():
        for name, within in _ranges(one.bounds):
            value = getattr(one, name)
            if value is None:
                yield f"bounds.{name}", f"{one.exercise}: bounds {name}, of which the dose has none"
            elif not within.least <= value <= within.most or within.step <= 0:
                yield f"bounds.{name}", f"{one.exercise}: {value:g} is not within its bounds"


def fits_the_level(template: Template, exercises: Exercises) -> Iterator[Fault]:
    if template.self_care and template.level is Level.ADVANCED:
        yield "self_care", "nobody begins something advanced without a physio"
    yield from _harder_than(template.level, template.content.prescriptions(), exercises)


def begins_gently(template: Template, exercises: Exercises) -> Iterator[Fault]:
    """In the first two weeks nothing as hard as the programme will get, unless all of it is easy."""
    gentle = LEVELS[max(0, LEVELS.index(template.level) - 1)]
    yield from _harder_than(gentle, _early(template.content), exercises)


RULES: tuple[Callable[[Template, Exercises], Iterator[Fault]], ...] = (
    texts_are_sentences,
    words_are_allowed,
    something_is_asked,
    limits_are_in_order,
    an_exercise_comes_once_in_a_phase,
    days_fit_the_week,
    doses_can_be_counted,
    doses_begin_within_their_bounds,
    fits_the_level,
    begins_gently,
)


def _texts(template: Template) -> Iterator[tuple[str, Text]]:
    yield from ((field, getattr(template, field)) for field in ("title", "summary", "pain_rule"))
    for phase in template.content.phases:
        yield "phases.title", phase.title
        yield from (("days.title", day.title) for day in phase.days)


def _ranges(bounds: Bounds) -> Iterator[tuple[str, Range]]:
    for name in ("sets", "repetitions", "seconds", "load_kg"):
        within = getattr(bounds, name)
        if within is not None:
            yield name, within


def _early(content: Content) -> Iterator[Prescription]:
    for place in dict.fromkeys(list(content.week_by_week())[:EARLY_WEEKS]):
        yield from content.phases[place].prescriptions()


def _harder_than(
    level: Level, prescriptions: Iterator[Prescription], exercises: Exercises
) -> Iterator[Fault]:
    for one in prescriptions:
        if LEVELS.index(exercises[one.exercise].level) > LEVELS.index(level):
            yield "exercise", f"{one.exercise!r} is harder than {level} here: choose an easier one"
