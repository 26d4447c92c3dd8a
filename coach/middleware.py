"""The content security policy of every page we serve: our own origin, nothing else."""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse


class ContentSecurityPolicy:
    """The dashboard's theme evaluates expressions in the page, so only `/admin/` may do that.

    The library's own middleware puts the policy together for each answer anew: a twentieth of a small one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response[HEADER] = policy(evaluating=request.path_info.startswith("/admin/"))
        return response


@cache
def policy(*, evaluating: bool) -> str:
    more = {"script-src": ["'unsafe-eval'"]} if evaluating else None
    return build_policy(update=more)
