"""Filters as query parameters; one we do not know is refused, not ignored."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django_filters import BooleanFilter, CharFilter
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

PAGING = {"cursor", "page_size"}


class StrictFilters(DjangoFilterBackend):
    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        filterset = self.get_filterset_class(view, queryset)
        known = PAGING | set(filterset.base_filters if filterset else ())
        asked = set(request.query_params)
        refuse_unknown(asked - known, known)
        _refuse_misfits(request, filterset.base_filters if filterset else {})
        if not asked - PAGING:
            return queryset  # the form of all filters costs as much as a page of rows
        return super().filter_queryset(request, queryset, view)


def _refuse_misfits(request: Request, filters: Mapping[str, Any]) -> None:
    """The filters would pass over an empty value, take any word for "not said", and the last of several."""
    wrong = [
        name
        for name, values in request.query_params.lists()
        if len(values) > 1 or not _fits(filters.get(name), values[0])
    ]
    if wrong:
        message = _("Give one value that fits, or leave this parameter out.")
        raise ValidationError(dict.fromkeys(wrong, message), code="bad_parameter")


def _fits(one: Any, value: str) -> bool:
    if isinstance(one, BooleanFilter):
        return value in {"true", "false"}
    return value != "" or one is None or type(one) is CharFilter


def refuse_unknown(unknown: set[str], known: set[str]) -> None:
    """Raise a 400 that names each parameter we do not know, and those we do."""
    if unknown:
        message = _("Unknown parameter. Known here: %(known)s.") % {"known": ", ".join(sorted(known))}
        raise ValidationError(dict.fromkeys(sorted(unknown), message), code="unknown_parameter")
