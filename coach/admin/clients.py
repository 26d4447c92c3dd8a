"""A physio's clients: the list, and one page for each. Every reading is written down; all a physio
writes is that a warning sign was looked at."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.views import ChangeList

from coach import screening
from coach.admin.charts import sparkline
from coach.admin.columns import displayed
from coach.admin.doors import Door, physio, reader
from coach.admin.filters import RegionFilter, VerdictFilter
from coach.caseload import OFFERED, ORDER, caseload, with_rows
from coach.caseload.caseload import TREND
from coach.models import AccessLog, CareLink, Client, Episode, TriageReport


class Worklist(ChangeList):
    """The clients on one page of the list, each noted as seen by the reader."""

    result_list: Any

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        at = timezone.now()
        self.result_list = with_rows(self.result_list, at=at)
        AccessLog.objects.note(self.result_list, reader=reader(request), part=AccessLog.Part.WORKLIST, at=at)


@admin.register(Client)
class ClientAdmin(Door):
    opens_to = (physio,)
    list_display = ("name", "complaint", "latest_pain", "trend", "verdict", "silence")
    list_filter = (VerdictFilter, RegionFilter)
    search_fields = ("display_name", "email")
    search_help_text = _("Name or e-mail address")
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER

    class Media:
        css = {"all": ["coach/dashboard.css"]}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.looked_at_view)
        return [
            *self.only("changelist", "change"),
            path("<path:object_id>/looked-at/", view, name="coach_client_looked_at"),
        ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return caseload(reader(request), at=timezone.now())

    def get_ordering(self, request: HttpRequest) -> Any:
        return ORDER

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Worklist]:
        return Worklist

    def get_list_display(self, request: HttpRequest) -> Any:
        return [*super().get_list_display(request), *map(displayed, OFFERED)]

    @admin.display(description=_("client"), ordering="display_name")
    def name(self, client: Any) -> SafeString:
        return _cell("name", client)

    @admin.display(description=_("complaint"), ordering="onset_on")
    def complaint(self, client: Any) -> SafeString:
        return _cell("complaint", client)

    @admin.display(description=_("latest pain"), ordering="-pain")
    def latest_pain(self, client: Any) -> SafeString:
        return _cell("pain", client)

    @admin.display(description=_("last six weeks"))
    def trend(self, client: Any) -> SafeString:
        return _cell("trend", client, trend=sparkline(client.row.trend, days=TREND / dt.timedelta(days=1)))

    @admin.display(description=_("verdict"), ordering="urgency")
    def verdict(self, client: Any) -> SafeString:
        return _cell("verdict", client)

    @admin.display(description=_("silent for"), ordering="written_at")
    def silence(self, client: Any) -> SafeString:
        return _cell("silence", client)

    def change_view(self, request: HttpRequest, object_id: str, *_form: Any, **_context: Any) -> HttpResponse:
        """The client's page. A client that is not theirs is not found, whatever is asked of it."""
        client = self.get_object(request, object_id)
        if request.method not in {"GET", "HEAD"}:
            raise PermissionDenied
        at = timezone.now()
        context = {**self.admin_site.each_context(request), **_page(client, request, at=at)}
        AccessLog.objects.note([client], reader=reader(request), part=AccessLog.Part.RECORD, at=at)
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request, "coach/client/page.html", {**context, "opts": self.opts, "media": self.media}
        )

    def looked_at_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Note that the physio looked at the warning signs that were on the page when they said so."""
        client = self.get_object(request, object_id)
        if request.method != "POST":
            raise PermissionDenied
        shown = set(request.POST.getlist("report"))
        still_open = TriageReport.objects.filter(person=client).not_seen_by_a_physio()
        screening.looked_at(
            [report for report in still_open if str(report.pk) in shown],
            by=reader(request),
            at=timezone.now(),
        )
        messages.success(request, gettext("Noted that you looked at it."))
        return HttpResponseRedirect(reverse("admin:coach_client_change", args=[client.pk]))


def _cell(part: str, client: Any, **more: Any) -> SafeString:
    return render_to_string(f"coach/client/cell_{part}.html", {"client": client, "row": client.row, **more})


def _page(client: Any, request: HttpRequest, *, at: dt.datetime) -> dict[str, Any]:
    episodes = list(client.episodes.order_by(F("closed_on").desc(nulls_first=True), "-onset_on", "-id"))
    with_rows([client], at=at)
    link = CareLink.objects.get(client=client, physio=reader(request), ended_at=None)
    return {
        "client": client,
        "original": client,
        "title": str(client),
        "at": at,
        "episodes": episodes,
        "episode": _chosen(episodes, request.GET.get("episode")),
        "intake_version": request.GET.get("intake", ""),
        "diary_page": request.GET.get("diary", "1"),
        "care_link": link,
        "care_since": link.started_at.astimezone(reader(request).zone).date(),
    }


def _chosen(episodes: list[Episode], asked: str | None) -> Episode | None:
    """The episode in the address, else the first; 404 for one that is not this client's."""
    if not asked:
        return episodes[0] if episodes else None
    try:
        return {episode.pk: episode for episode in episodes}[UUID(asked)]
    except (KeyError, ValueError) as error:
        raise Http404 from error
