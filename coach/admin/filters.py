"""What the list of clients can be narrowed to."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from coach.models.assessment import VERDICTS
from coach.models.episode import Region


class VerdictFilter(SimpleListFilter):
    title = _("verdict")
    parameter_name = "verdict"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> Any:
        return VERDICTS

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(verdict=self.value()) if self.value() else queryset


class RegionFilter(SimpleListFilter):
    title = _("region")
    parameter_name = "region"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> Any:
        return Region.choices

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(region=self.value()) if self.value() else queryset
