"""How the physio's dashboard looks, and what stands in its margin: the settings of the admin theme."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

TEAL = {
    "50": "oklch(98.4% .014 180.7)",
    "100": "oklch(95.3% .051 180.8)",
    "200": "oklch(91% .096 180.4)",
    "300": "oklch(85.5% .138 181.1)",
    "400": "oklch(77.7% .152 181.9)",
    "500": "oklch(70.4% .14 182.5)",
    "600": "oklch(51.1% .096 186.4)",
    "700": "oklch(43.7% .078 188.2)",
    "800": "oklch(38.6% .063 188.4)",
    "900": "oklch(33% .055 188.6)",
    "950": "oklch(27.7% .046 192.5)",
}


def favicon(_request: HttpRequest) -> str:
    return static("coach/favicon.svg")


def item(title: Any, icon: str, page: str, door: str) -> dict[str, Any]:
    """A line in the margin, for whom `coach.admin.doors` opens it."""
    link = reverse_lazy(f"admin:{page}_changelist")
    return {"title": title, "icon": icon, "link": link, "permission": f"coach.admin.doors.{door}"}


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Coach",
    "SITE_HEADER": "Coach",
    "SITE_SYMBOL": "self_improvement",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": favicon}],
    "SITE_URL": None,
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_LANGUAGES": True,
    "COLORS": {"primary": TEAL},
    "SIDEBAR": {
        "navigation": [
            {
                "title": _("Practice"),
                "items": [
                    item(_("Clients"), "groups", "coach_client", "for_physios"),
                    item(_("Invitation codes"), "key", "coach_careinvitation", "for_physios"),
                    item(_("Care links"), "link", "coach_carelink", "for_physios"),
                    item(_("Exercises"), "exercise", "exercises_exercise", "for_everyone_let_in"),
                    item(_("Cards"), "style", "exercises_card", "for_everyone_let_in"),
                ],
            },
            {
                "title": _("Service"),
                "items": [
                    item(_("People"), "person", "coach_person", "for_superusers"),
                    item(_("Organisations"), "domain", "coach_organisation", "for_superusers"),
                ],
            },
        ]
    },
}
