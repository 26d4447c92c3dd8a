"""What every answer of the API carries, and the one refusal that comes before all others."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from api import problems
from api.limits import TOLD

VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


class Edge:
    """For addresses below `/api/`: refuses an app that is too old, keeps answers out of shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/api/"):
            return self.get_response(request)
        response = _too_old() if outdated(request) else self.get_response(request)
        # What a view says of a public part of its answers stands; everything else is one person's own.
        response.setdefault("Cache-Control", "private, no-store")
        for name, value in request.META.get(TOLD, {}).items():
            response[name] = value
        return response


def outdated(request: HttpRequest) -> bool:
    """Whether the app says a version below the least one. Saying none, or nonsense, is no harm."""
    told = request.headers.get("X-App-Version", "")
    least = settings.COACH_APP_MINIMUM
    return bool(least and VERSION.fullmatch(told)) and _numbers(told) < _numbers(least)


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


def _too_old() -> HttpResponse:
    response = problems.plain(
        426,
        "app_too_old",
        _("This version of the app is too old. Update it to %(version)s or newer.")
        % {"version": settings.COACH_APP_MINIMUM},
    )
    if settings.COACH_APP_LINK:
        response["Link"] = f'<{settings.COACH_APP_LINK}>; rel="latest-version"'
    return response
