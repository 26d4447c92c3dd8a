"""The cards: workplace checklist, myths, advice, information."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from exercises.admin.curating import ABOUT, CuratedAdmin
from exercises.models import Card


@admin.register(Card)
class CardAdmin(CuratedAdmin):
    list_display = ("__str__", "title_en", "kind", "topic", "needs_review", "retired")
    list_filter = (*CuratedAdmin.list_filter, "topic")
    search_fields = ("slug", "title_nl", "title_en")
    ordering = ("place", "slug")
    fieldsets = (
        (_("In Dutch"), {"fields": ("title_nl", "body_nl")}),
        (_("In English"), {"fields": ("title_en", "body_en")}),
        (_("What and where"), {"fields": ("kind", "topic", "regions", "place", "retired")}),
        (_("Where it comes from"), {"fields": ABOUT}),
    )
