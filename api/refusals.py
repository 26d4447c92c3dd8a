"""The refusals that are our own, beside those of the framework."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import status
from rest_framework.exceptions import APIException, PermissionDenied


class TooLarge(APIException):
    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"
    default_detail = gettext_lazy("The body is larger than 1 MiB. Send less at a time.")


class Conflicting(APIException):
    """The row changed since the copy this write was based on; the problem carries the server's copy."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"
    default_detail = gettext_lazy(
        "This was changed since your copy. Merge with `current` and send its `seq` as `base_seq`."
    )

    def __init__(self, current: Any, detail: Any = None, code: str | None = None) -> None:
        super().__init__(detail, code)
        self.current = current


class Deleted(APIException):
    status_code = status.HTTP_410_GONE
    default_code = "deleted"
    default_detail = gettext_lazy("This was deleted. Use a new id to store something new.")


class NotStored(APIException):
    status_code = status.HTTP_500_INTERNAL_SERVER_ERROR
    default_code = "not_stored"
    default_detail = gettext_lazy("This could not be stored. Keep it, and send it again later.")


class ResyncNeeded(APIException):
    status_code = status.HTTP_410_GONE
    default_code = "full_resync"
    default_detail = gettext_lazy(
        "This cursor no longer fits what we hold. Ask again without one, and drop what does not come back."
    )


class ConsentNeeded(PermissionDenied):
    default_code = "consent_needed"

    def __init__(self, purpose: str) -> None:
        super().__init__(
            _("This needs your consent for “%(purpose)s”: POST it to /api/v1/me/consents/ first.")
            % {"purpose": purpose}
        )


class WarningOpen(PermissionDenied):
    default_code = "warning_open"
    default_detail = gettext_lazy(
        "You reported a warning sign, and nobody has looked at it yet. Say that it was looked at, "
        "or call your GP. After that you can begin."
    )
