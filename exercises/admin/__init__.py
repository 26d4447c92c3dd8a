"""The exercise library, to read. It is written in the catalogue's files."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from coach.admin import Door, physio, superuser
from exercises.models import Exercise


@admin.register(Exercise)
class ExerciseAdmin(Door):
    opens_to = (superuser, physio)
    list_display = ("name_nl", "name_en", "kind", "level", "micro_break", "retired")
    list_filter = ("kind", "level", "micro_break", "retired")
    search_fields = ("slug", "name_nl", "name_en")
    ordering = ("slug",)

    def get_urls(self) -> list[URLPattern]:
        return self.only("changelist", "change")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Every field of the catalogue; of the lists of sentences, their lines."""
        names = (field.name for field in self.opts.fields if field.editable)
        return [name + "_lines" if hasattr(self, name + "_lines") else name for name in names]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return self.get_fields(request, obj)

    @admin.display(description=_("steps (Dutch)"))
    def steps_nl_lines(self, exercise: Exercise) -> SafeString:
        return _lines(exercise.steps_nl)

    @admin.display(description=_("steps (English)"))
    def steps_en_lines(self, exercise: Exercise) -> SafeString:
        return _lines(exercise.steps_en)

    @admin.display(description=_("cautions (Dutch)"))
    def cautions_nl_lines(self, exercise: Exercise) -> SafeString:
        return _lines(exercise.cautions_nl)

    @admin.display(description=_("cautions (English)"))
    def cautions_en_lines(self, exercise: Exercise) -> SafeString:
        return _lines(exercise.cautions_en)


def _lines(sentences: list[str]) -> SafeString:
    return format_html_join("", "<div>{}</div>", ((sentence,) for sentence in sentences))
