"""Doses, bounds and changes in the few letters a table has room for, in the language of the moment."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from exercises.differences import Difference, Kind
from exercises.models import Exercise
from exercises.programmes import Bounds, Limits

Names = Mapping[str, str]
"""What exercises are called, by their key."""

PARTS = {
    "sets": gettext_lazy("sets"),
    "repetitions": gettext_lazy("repetitions"),
    "seconds": gettext_lazy("seconds"),
    "load_kg": gettext_lazy("load in kg"),
}
MINUTES_FROM = 120  # seconds


def language() -> str:
    return "en" if get_language() == "en" else "nl"


def names_of(slugs: Iterable[str]) -> Names:
    """One that is not in the library is called by its key."""
    wanted = set(slugs)
    rows = Exercise.objects.filter(slug__in=wanted)
    return {slug: slug for slug in wanted} | {row.slug: str(row.text("name", language())) for row in rows}


def dose(one: Any) -> str:
    """2 × 8 × 4 s, 2 kg: sets, repetitions, how long each, with how much. Of anything with these four."""
    sets, repetitions, seconds, load = (_part(one, name) for name in PARTS)
    times = [_number(part) for part in (sets, repetitions) if part is not None]
    times += [_duration(seconds)] if seconds is not None else []
    return " × ".join(times) + (f", {_number(load)} kg" if load is not None else "")


def bounds(one: Bounds) -> str:
    """Sets 1–3, repetitions 6–12."""
    within = [(label, getattr(one, name)) for name, label in PARTS.items()]
    said = [f"{label} {_number(of.least)}–{_number(of.most)}" for label, of in within if of is not None]
    return ", ".join(said) or _("does not move by itself")


def limits(one: Limits) -> str:
    text = _("pain up to %(fine)s is fine, up to %(allowed)s allowed; effort up to %(effort)s")
    return text % {
        "fine": _number(one.fine),
        "allowed": _number(one.allowed),
        "effort": _number(one.effort),
    }


def difference(one: Difference, names: Names, days: Names) -> str:
    """One change as a line. `days` are the titles of days by their key."""
    name = days.get(one.about, one.about) if one.kind is Kind.TIMES else names.get(one.about, one.about)
    said = _changed(one) % {"name": name, "before": _shown(one.before), "after": _shown(one.after)}
    return f"{said} ({_in_phases(one.phases)})" if one.phases else said


def _changed(one: Difference) -> str:
    return {
        Kind.ADDED: _("%(name)s added: %(after)s"),
        Kind.LEFT_OUT: _("%(name)s left out"),
        Kind.DOSE: _("%(name)s: %(before)s became %(after)s"),
        Kind.MANNER: _("%(name)s: other bounds, the same dose"),
        Kind.TIMES: _("%(name)s: %(before)s times a week became %(after)s"),
        Kind.LIMITS: _("limits: %(before)s became: %(after)s"),
    }[one.kind]


def _shown(value: Any) -> str:
    if isinstance(value, Limits):
        return limits(value)
    return "" if value is None else str(value) if isinstance(value, int) else dose(value)


def _in_phases(phases: tuple[int, ...]) -> str:
    text = ngettext("phase %(numbers)s", "phases %(numbers)s", len(phases))
    return text % {"numbers": ", ".join(map(str, phases))}


def _part(one: Any, name: str) -> Any:
    return one.get(name) if isinstance(one, Mapping) else getattr(one, name)


def _duration(seconds: float) -> str:
    whole = seconds >= MINUTES_FROM and seconds % 60 == 0
    return f"{_number(seconds / 60)} min" if whole else f"{_number(seconds)} s"


def _number(value: float) -> str:
    rounded = round(value, 2)
    return number_format(int(rounded) if rounded == int(rounded) else rounded)
