"""Every error, as RFC 9457 `application/problem+json` with the fields that are wrong and what mends them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import defaults
from django.views.decorators.csrf import csrf_exempt
from drf_standardized_errors.formatter import ExceptionFormatter, flatten_errors
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import ErrorResponse
from rest_framework.exceptions import APIException, NotFound
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"


class _Formatter(ExceptionFormatter):
    """Shapes what DRF knows of an error into a problem."""

    def format_error_response(self, error_response: ErrorResponse) -> dict[str, Any]:
        errors = error_response.errors
        code = "invalid" if error_response.type == "validation_error" else errors[0].code
        problem = body(self.exc.status_code, code, errors[0].detail)
        problem["errors"] = [vars(error) for error in errors]
        current = getattr(self.exc, "current", None)
        return problem if current is None else {**problem, "current": current}


def errors_of(exc: APIException) -> list[dict[str, Any]]:
    """Code, text and field of everything that is wrong."""
    return [vars(error) for error in flatten_errors(exc.detail)]


class _Handler(ExceptionHandler):
    def format_exception(self, exc: APIException) -> Any:
        return _Formatter(exc, self.context, self.exc).run()

    def get_response(self, exc: APIException, data: Any) -> Response:
        return Response(data, exc.status_code, headers=self.get_headers(exc), content_type=MEDIA_TYPE)


def handle(exc: Exception, context: Any) -> Response | None:
    """DRF's exception handler. An object that is not yours is not found, in the very same bytes."""
    if isinstance(exc, Http404 | NotFound):
        exc = NotFound()
    return _Handler(exc, context).run()


def body(status_code: int, code: str, detail: str) -> dict[str, Any]:
    """A problem without its `errors`."""
    return {
        "type": f"urn:coach:problem:{code}",
        "title": _TITLES.get(status_code, str(status_code)),
        "status": status_code,
        "detail": detail,
        "errors": [],
    }


@csrf_exempt
def not_served(request: HttpRequest) -> HttpResponse:
    """What a library offers and this service does not."""
    return page_not_found(request, Http404())


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A problem for programs; a page for a person in the dashboard."""
    if request.path_info.startswith("/admin/"):
        return defaults.page_not_found(request, exception)
    return plain(404, "not_found", str(NotFound.default_detail))


def server_error(_request: HttpRequest) -> JsonResponse:
    return plain(500, "error", _("Something went wrong on our side. Nothing was stored; try again later."))


def plain(status_code: int, code: str, detail: str) -> JsonResponse:
    """A problem for where no view could answer."""
    problem = body(status_code, code, detail)
    problem["errors"] = [{"code": code, "detail": detail, "attr": None}]
    return JsonResponse(problem, status=status_code, content_type=MEDIA_TYPE)


_TITLES: dict[int, Any] = {
    400: gettext_lazy("The request is not right"),
    401: gettext_lazy("Sign in first"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("This address does not do that"),
    406: gettext_lazy("Cannot answer in that form"),
    409: gettext_lazy("Changed in the meantime"),
    410: gettext_lazy("No longer there"),
    413: gettext_lazy("Too large"),
    415: gettext_lazy("Send JSON"),
    426: gettext_lazy("Update the app"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Our mistake"),
}
