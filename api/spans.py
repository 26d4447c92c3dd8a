"""A stretch of days as query parameters: `from` and `to`, both included."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from api.filters import refuse_unknown
from api.me import caller

LONGEST = 92  # days
DEFAULT = 7
EARLIEST, LATEST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)

SPAN = [
    OpenApiParameter("from", OpenApiTypes.DATE, description="the first day; today where left out"),
    OpenApiParameter(
        "to",
        OpenApiTypes.DATE,
        description=f"the last day, {LONGEST} days in all at most; a week where left out",
    ),
]


def span_of(request: Request) -> tuple[dt.date, dt.date]:
    """The first and the last day asked for. Raises a 400 that names the parameter."""
    known = {"from", "to"}
    refuse_unknown(set(request.query_params) - known, known)
    first = day_asked(request, "from") or caller(request).today(at=timezone.now())
    last = day_asked(request, "to") or first + dt.timedelta(days=DEFAULT - 1)
    if not first <= last < first + dt.timedelta(days=LONGEST):
        message = _("Give a last day on or after the first, for at most %(days)s days.") % {"days": LONGEST}
        raise serializers.ValidationError({"to": message}, code="out_of_range")
    return first, last


def day_asked(request: Request, name: str) -> dt.date | None:
    """The day a parameter names; None where it was left out. Raises a 400 that names the parameter."""
    given: Any = request.query_params.get(name)
    if given is None:
        return None
    try:
        day = dt.date.fromisoformat(given)
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        message = _("Give a day of this century as YYYY-MM-DD.")
        raise serializers.ValidationError({name: message}, code="invalid")
    return day
