"""Lists come in pages with a cursor, so that a row added meanwhile neither repeats nor hides another."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

LARGEST_PAGE = 200


class Pages(CursorPagination):
    page_size = 50
    max_page_size = LARGEST_PAGE
    page_size_query_param = "page_size"

    def get_page_size(self, request: Request) -> int:
        asked = request.query_params.get("page_size", str(self.page_size))
        if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked) <= LARGEST_PAGE:
            raise ValidationError(
                {"page_size": _("Ask for 1 to %(most)s rows a page.") % {"most": LARGEST_PAGE}},
                code="page_size",
            )
        return int(asked)

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> tuple[str, ...]:
        ordering: tuple[str, ...] = view.ordering
        return ordering
