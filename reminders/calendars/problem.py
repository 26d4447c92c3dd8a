"""Why a calendar could not be read, in words for the person it belongs to."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    FORBIDDEN = "forbidden", _("The address leads nowhere public. Give the https address of your calendar.")
    UNREACHABLE = "unreachable", _("Its server did not answer. We keep trying.")
    REFUSED = "refused", _("Its server did not give it. Copy the secret address from your calendar again.")
    TOO_LARGE = "too_large", _("It is larger than 5 MB. Give the address of one calendar only.")
    UNREADABLE = (
        "unreadable",
        _("What came is no calendar that can be read. Give an iCalendar (.ics) address."),
    )
