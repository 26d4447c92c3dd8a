"""Days in few letters, the way each language writes them."""

import datetime as dt

from django import template
from django.utils.formats import date_format
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def weekday(day: dt.date) -> str:
    """Wed 18 Nov, wo 18 nov."""
    return date_format(day, pgettext("date format", "D j M"))


@register.filter
def monthday(day: dt.date) -> str:
    """18 Nov, 18 nov."""
    return date_format(day, pgettext("date format", "j M"))
