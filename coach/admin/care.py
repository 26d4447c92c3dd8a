"""How a client and a physio come together and part: a code handed over, a link that either may end."""

import datetime as dt
from typing import Any

from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coach.admin.doors import Door, physio, reader
from coach.models import CareInvitation, CareLink
from coach.models.access import INVITATION_DAYS

VALID = dt.timedelta(days=INVITATION_DAYS)


class CareDoor(Door):
    """Rows of the physio's own, each with a page of its own instead of a form."""

    opens_to = (physio,)

    class Media:
        css = {"all": ["coach/dashboard.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.filter(physio=reader(request))

    def page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        request.current_app = self.admin_site.name
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **context}
        return TemplateResponse(request, template, whole)

    def address(self, name: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)


@admin.register(CareInvitation)
class CareInvitationAdmin(CareDoor):
    list_display = ("code", "made", "valid_until")
    ordering = ("-created_at",)

    def get_urls(self) -> list[URLPattern]:
        return self.only("changelist", "add", "change")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The codes that still work."""
        still = timezone.now() - VALID
        return super().get_queryset(request).filter(used_at=None, created_at__gte=still)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.is_open(request)

    @admin.display(description=gettext_lazy("made"), ordering="created_at")
    def made(self, invitation: CareInvitation) -> str:
        return _day(invitation.created_at, invitation.physio.zone)

    @admin.display(description=gettext_lazy("valid until"), ordering="created_at")
    def valid_until(self, invitation: CareInvitation) -> str:
        return _day(invitation.created_at + VALID, invitation.physio.zone)

    def add_view(self, request: HttpRequest, *_form: Any, **_context: Any) -> HttpResponse:
        """GET offers to make a code, POST makes it."""
        self.refuse_strangers(request)
        if request.method != "POST":
            return self.page(request, "coach/care/make_code.html", title=_("Make an invitation code"))
        invitation = CareInvitation.objects.create(physio=reader(request), created_at=timezone.now())
        return HttpResponseRedirect(self.address("change", invitation.pk))

    def change_view(self, request: HttpRequest, object_id: str, *_form: Any, **_context: Any) -> HttpResponse:
        """The code in large, to hand over."""
        invitation = self.get_object(request, object_id)
        return self.page(
            request,
            "coach/care/code.html",
            title=invitation.code,
            original=invitation,
            valid_until=(invitation.created_at + VALID).astimezone(invitation.physio.zone).date(),
        )


@admin.register(CareLink)
class CareLinkAdmin(CareDoor):
    list_display = ("client", "since", "until")
    list_select_related = ("client", "physio")
    search_fields = ("client__display_name", "client__email")
    ordering = (F("ended_at").desc(nulls_first=True), "-started_at")

    def get_urls(self) -> list[URLPattern]:
        return self.only("changelist", "change")

    @admin.display(description=gettext_lazy("since"), ordering="started_at")
    def since(self, link: CareLink) -> str:
        return _day(link.started_at, link.physio.zone)

    @admin.display(description=gettext_lazy("until"), ordering="ended_at", empty_value="–")
    def until(self, link: CareLink) -> str | None:
        return _day(link.ended_at, link.physio.zone) if link.ended_at else None

    def change_view(self, request: HttpRequest, object_id: str, *_form: Any, **_context: Any) -> HttpResponse:
        """GET asks whether to end the link, POST ends it."""
        link = self.get_object(request, object_id)
        if request.method != "POST":
            zone = link.physio.zone
            return self.page(
                request,
                "coach/care/link.html",
                title=str(link.client),
                original=link,
                since=link.started_at.astimezone(zone).date(),
                until=link.ended_at and link.ended_at.astimezone(zone).date(),
            )
        if link.ended_at is None:
            link.end(at=timezone.now())
            messages.success(
                request, _("You no longer read along with %(client)s.") % {"client": link.client}
            )
        return HttpResponseRedirect(self.address("changelist"))


def _day(moment: dt.datetime, zone: dt.tzinfo) -> str:
    return date_format(moment.astimezone(zone), "j F Y")
