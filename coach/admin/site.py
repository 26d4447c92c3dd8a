"""Where our dashboard differs from the theme's: how one signs in, in which language, where one lands."""

import datetime as dt
from typing import Any, cast

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from unfold.forms import AuthenticationForm
from unfold.sites import UnfoldAdminSite

from coach.admin.doors import reader
from coach.admin.second_factor import has_password, may_enter, second_factor
from coach.models import Person

WORKING_DAY = dt.timedelta(hours=9)  # a dashboard left open in a practice closes by itself


class LoginForm(AuthenticationForm):
    """Asks the account library, which counts failed attempts as it does for a phone."""

    def clean(self) -> dict[str, Any]:
        email, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if email and password:
            adapter = get_adapter(self.request)
            self.user_cache = adapter.authenticate(self.request, email=email, password=password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return cast("dict[str, Any]", self.cleaned_data)


def open_site() -> None:
    """Teach the theme's site our form and our addresses."""
    site = cast("UnfoldAdminSite", admin.site)
    site.login_form = LoginForm
    site.has_permission = may_enter
    site.extra_urls = _addresses
    site.extra_context = _context


def _addresses() -> list[URLPattern]:
    return [
        path("", admin.site.admin_view(home), name="index"),
        path("login/", login, name="login"),
        path("second-factor/", second_factor, name="second-factor"),
        path("language/", admin.site.admin_view(choose_language), name="language"),
    ]


def home(request: HttpRequest) -> HttpResponse:
    """A physio starts at the clients, everybody else at what they may open."""
    if reader(request).is_physio:
        return HttpResponseRedirect(reverse("admin:coach_client_changelist"))
    return admin.site.index(request)


@never_cache
def login(request: HttpRequest) -> HttpResponse:
    """The theme's login, for one working day, in the person's own language; a second step may follow."""
    if request.method == "GET" and has_password(request) and not may_enter(request):
        return HttpResponseRedirect(reverse("admin:second-factor"))
    response = admin.site.login(request)
    if request.method == "POST" and isinstance(request.user, Person):
        request.session.set_expiry(WORKING_DAY)
        _speak(request.user.language, response)
    return response


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language a person chose, here and for everything else we write to them."""
    person = reader(request)
    back = request.POST.get("next") or request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if here else reverse("admin:index"))
    if request.POST.get("language") in Person.Language.values:
        person.language = request.POST["language"]
        person.save(update_fields=["language"])
        _speak(person.language, response)
    return response


def _speak(language: str, response: HttpResponse) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=dt.timedelta(days=365),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _context(context: dict[str, Any], _request: HttpRequest) -> dict[str, Any]:
    return {**context, "languages_action": reverse("admin:language")}
