"""The exercise library, to read. It is written in the catalogue's files."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import URLPattern

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
        return [field.name for field in self.opts.fields if field.editable]
