"""The exercises, with the drawing beside the words."""

from django.contrib import admin
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from exercises import figures
from exercises.admin.curating import ABOUT, CuratedAdmin
from exercises.models import Exercise


@admin.register(Exercise)
class ExerciseAdmin(CuratedAdmin):
    list_display = ("__str__", "name_en", "kind", "level", "micro_break", "needs_review", "retired")
    list_filter = (*CuratedAdmin.list_filter, "level", "micro_break", "source")
    search_fields = ("slug", "name_nl", "name_en")
    ordering = ("slug",)
    readonly_fields = (*ABOUT, "drawing", "licence", "author", "original_id")
    fieldsets = (
        (_("In Dutch"), {"fields": ("name_nl", "purpose_nl", "steps_nl", "cautions_nl")}),
        (_("In English"), {"fields": ("name_en", "purpose_en", "steps_en", "cautions_en")}),
        (
            _("How much"),
            {"fields": ("duration_seconds", "sets", "repetitions", "hold_seconds", "both_sides")},
        ),
        (
            _("What and where"),
            {
                "fields": (
                    *("drawing", "kind", "level", "force", "position", "micro_break", "retired"),
                    *("regions", "places", "equipment", "muscles", "activities", "ruled_out_by"),
                )
            },
        ),
        (_("Where it comes from"), {"fields": (*ABOUT, "licence", "author", "original_id")}),
    )

    @admin.display(description=_("drawing"), empty_value="–")
    def drawing(self, exercise: Exercise) -> SafeString | None:
        if not exercise.figures:
            return None
        drawn = figures.draw(exercise.figures[0], get_language() or "nl")
        return mark_safe(f'<div style="max-width:30rem">{drawn}</div>')  # noqa: S308  # drawn by ourselves
