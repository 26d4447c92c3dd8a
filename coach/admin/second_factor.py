"""The dashboard's second step: after the password a code of the staff member's own app, at each sign-in."""

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache

from coach.models import Person

PROVEN = "coach.second_factor"
"""In the session of somebody who gave a code since they signed in."""


def may_enter(request: HttpRequest) -> bool:
    """Whether the dashboard opens: for staff, with both steps done."""
    return has_password(request) and (PROVEN in request.session or not settings.COACH_STAFF_SECOND_FACTOR)


def has_password(request: HttpRequest) -> bool:
    """Whether somebody of the staff signed in, be it with the first step only."""
    person = request.user
    return isinstance(person, Person) and person.is_active and person.is_staff


@never_cache
def second_factor(request: HttpRequest) -> HttpResponse:
    """Ask for a code; the first time, show how to get one and hand out recovery codes."""
    person = request.user
    if not isinstance(person, Person) or not has_password(request):
        return HttpResponseRedirect(reverse("admin:login"))
    if may_enter(request):
        return HttpResponseRedirect(reverse("admin:index"))
    return _ask(request, person) if _has_one(person) else _set_up(request, person)


def _has_one(person: Person) -> bool:
    return bool(Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists())


def _ask(request: HttpRequest, person: Person) -> HttpResponse:
    form = AuthenticateForm(request.POST or None, user=person)
    if not form.is_valid():
        return _page(request, {"form": form})
    form.save()
    request.session[PROVEN] = True
    return HttpResponseRedirect(reverse("admin:index"))


def _set_up(request: HttpRequest, person: Person) -> HttpResponse:
    form = ActivateTOTPForm(request.POST or None, user=person)
    if not form.is_valid():
        adapter = get_adapter()
        drawing = adapter.build_totp_svg(adapter.build_totp_url(person, form.secret))
        # Drawn by the library from an address that it quotes itself.
        return _page(request, {"form": form, "secret": form.secret, "drawing": mark_safe(drawing)})  # noqa: S308
    TOTP.activate(person, form.secret)
    clear_totp_secret(request)
    request.session[PROVEN] = True
    return _page(request, {"codes": RecoveryCodes.activate(person).generate_codes()})


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "admin/second_factor.html", {**admin.site.each_context(request), **context})
