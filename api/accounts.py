"""The account library held to the manners of the rest of the API, where it is silent or speaks HTML.

What is refused before the library is asked is a problem, as everywhere. Only a body it could not read is
refused in its own words: a 400 of these addresses has one shape.
"""

import json
import math
from collections.abc import Callable
from io import BytesIO
from typing import Any

from allauth.account import app_settings as account
from allauth.core.internal.ratelimit import parse_rates
from allauth.headless.base.response import RateLimitResponse, UnauthorizedResponse
from allauth.headless.internal.restkit.views import RESTView
from allauth.mfa import app_settings as second_factor
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import (
    APIException,
    MethodNotAllowed,
    ParseError,
    Throttled,
    UnsupportedMediaType,
)

from api import limits, problems
from api.parsers import StrictJSONParser
from api.refusals import TooLarge

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
SAID_AS_WRONG = "login_failed"  # the one limit that is answered as a wrong password is, with 400
KINDS: dict[type, Any] = {
    str: gettext_lazy("Send a text here, between quotes."),
    int: gettext_lazy("Send a whole number here."),
    bool: gettext_lazy("Send true or false here."),
    list: gettext_lazy("Send a list here, between square brackets."),
    dict: gettext_lazy("Send a JSON object here, between braces."),
}
TEXTS = (
    *("account", "code", "current_password", "email", "key", "name", "new_password", "password"),
    *("process", "provider", "refresh_token"),
)
FIELDS: dict[str, type] = {
    **dict.fromkeys(TEXTS, str),
    "id": int,
    "primary": bool,
    **dict.fromkeys(("authenticators", "sessions"), list),
    **dict.fromkeys(("credential", "token"), dict),
}


class Accounts:
    """For the views of the library, found by their class: refuses before them, mends what they answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, RateLimitResponse):
            return _throttled(longest_window())
        if isinstance(response, UnauthorizedResponse):
            _say_no(response)
        return response

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        kind = getattr(view, "view_class", None)
        if kind is None or not issubclass(kind, RESTView):
            return None
        if seconds := limits.count(request):
            return _throttled(seconds)
        methods = [
            method for method in METHODS if hasattr(kind, "get" if method == "HEAD" else method.lower())
        ]
        if request.method not in methods:
            return _problem(MethodNotAllowed(str(request.method)), Allow=", ".join(methods))
        return _unreadable(request)


def longest_window() -> int:
    """Seconds after which every limit lets through again. Which of them was met, the library does not say."""
    theirs = {**account.RATE_LIMITS, **second_factor.RATE_LIMITS}
    texts = [text for name, text in theirs.items() if name != SAID_AS_WRONG]
    windows: list[float] = [rate.duration for text in texts for rate in parse_rates(text)]
    return math.ceil(max(windows))


def _say_no(response: JsonResponse) -> None:
    """The library answers null where it promises true or false."""
    told = json.loads(response.content)
    told["meta"]["is_authenticated"] = bool(told["meta"]["is_authenticated"])
    response.content = json.dumps(told).encode()


def _unreadable(request: HttpRequest) -> JsonResponse | None:
    try:
        wrong = _wrong_kinds(_read(request))
    except ParseError as error:
        wrong = [{"code": error.default_code, "message": str(error.detail)}]
    except APIException as error:
        return _problem(error)
    return JsonResponse({"status": 400, "errors": wrong}, status=400) if wrong else None


def _read(request: HttpRequest) -> dict[str, Any]:
    """The fields of the body. Raises what is wrong with it; to send none at all is to send no fields."""
    try:
        body = request.body
    except RequestDataTooBig as error:
        raise TooLarge from error
    if not body:
        return {}
    if request.content_type != StrictJSONParser.media_type:
        raise UnsupportedMediaType(str(request.content_type))
    fields = StrictJSONParser().parse(BytesIO(body))
    if not isinstance(fields, dict):
        raise ParseError(_("The body is no JSON object: send fields and their values between braces."))
    return fields


def _wrong_kinds(fields: dict[str, Any]) -> list[dict[str, str]]:
    """The library makes text of whatever comes, and keeps a passkey that is none."""
    return [
        {"code": "invalid", "param": name, "message": str(KINDS[FIELDS[name]])}
        for name, value in fields.items()
        if name in FIELDS and type(value) is not FIELDS[name]
    ]


def _throttled(seconds: int) -> JsonResponse:
    return _problem(Throttled(seconds), **{"Retry-After": str(seconds)})


def _problem(error: APIException, **headers: str) -> JsonResponse:
    response = problems.plain(error.status_code, error.default_code, str(error.detail))
    for name, value in headers.items():
        response[name] = value
    return response
