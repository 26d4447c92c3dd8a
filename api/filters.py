"""Filters as query parameters; one we do not know is refused, not ignored."""

from typing import Any

from django.utils.translation import gettext as _
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
        if not asked - PAGING:
            return queryset  # the form of all filters costs as much as a page of rows
        return super().filter_queryset(request, queryset, view)


def refuse_unknown(unknown: set[str], known: set[str]) -> None:
    """Raise a 400 that names each parameter we do not know, and those we do."""
    if unknown:
        message = _("Unknown parameter. Known here: %(known)s.") % {"known": ", ".join(sorted(known))}
        raise ValidationError(dict.fromkeys(sorted(unknown), message), code="unknown_parameter")
