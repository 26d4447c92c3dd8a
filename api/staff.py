"""Physios in the API: for everybody else their routes are not there."""

from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.headless.tokens.strategies.jwt.internal import get_token_session
from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import MethodNotAllowed, PermissionDenied
from rest_framework.request import Request
from rest_framework.views import APIView

from api.me import caller
from coach.models import Person

SECOND_FACTOR = "mfa"  # what the account library writes down of a code or a passkey


class SecondFactorNeeded(PermissionDenied):
    default_code = "second_factor_needed"
    default_detail = gettext_lazy(
        "The records of clients open after a second factor only. Connect an app for codes or a passkey to "
        "your account, and sign in again with it."
    )


class ForPhysios(APIView):
    """Not found for anybody but a physio, before anything else is looked at."""

    physio: Person

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if str(request.method).lower() not in self.http_method_names:
            raise MethodNotAllowed(str(request.method))  # as everywhere, whoever asks
        self.physio = admitted(request)


def admitted(request: Request) -> Person:
    """The calling physio, who proved it twice where staff have to."""
    person = caller(request)
    if not person.is_physio:
        raise Http404
    if settings.COACH_STAFF_SECOND_FACTOR and not proven_twice(request):
        raise SecondFactorNeeded
    return person


def proven_twice(request: Request) -> bool:
    """Whether a code or a passkey was given at the sign-in that the token is of, or since."""
    session = get_token_session(request.auth) if isinstance(request.auth, dict) else None
    records = session.get(AUTHENTICATION_METHODS_SESSION_KEY, []) if session else []
    return any(record["method"] == SECOND_FACTOR for record in records)
