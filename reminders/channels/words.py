"""The words on a locked screen: they say that there is a message, never what it is about."""

from functools import cache

from django.utils import translation
from django.utils.translation import gettext as _

TITLE = "Coach"


@cache
def words(language: str, *, important: bool) -> str:
    """One neutral sentence in `language` (nl, en)."""
    with translation.override(language):
        if important:
            return _("There is an important message for you. Open the app to read it.")
        return _("There is a message for you.")
