"""Whether who calls proved a moment ago that it is really they: a token alone may be a stolen one."""

import datetime as dt
from typing import Any

from allauth.account import app_settings
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.headless.tokens.strategies.jwt.internal import get_token_session
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from api.me import caller


class ReauthenticationNeeded(PermissionDenied):
    default_code = "reauthentication_needed"
    default_detail = gettext_lazy(
        "Confirm first that it is you: POST your password to /api/v1/accounts/app/v1/auth/reauthenticate. "
        "Then ask again within five minutes."
    )


def require_reauthentication(request: Request, *, at: dt.datetime) -> None:
    """Refuse unless the session of this token holds a proof that is at most five minutes old.

    Signing in is no such proof where the person has a password or a second factor to prove it anew; where
    they have none (they come through their employer), it is.
    """
    session = get_token_session(request.auth)  # the payload of the token
    proofs: list[dict[str, Any]] = session.get(AUTHENTICATION_METHODS_SESSION_KEY, []) if session else []
    if get_reauthentication_flows(caller(request)):
        proofs = [proof for proof in proofs if proof.get("reauthenticated")]
    oldest = at.timestamp() - app_settings.REAUTHENTICATION_TIMEOUT
    if not any(proof["at"] > oldest for proof in proofs):
        raise ReauthenticationNeeded
