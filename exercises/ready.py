"""Bringing our ready programmes into the database, as often as one likes. What a physio changed stays."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from exercises.catalogue import LANGUAGES
from exercises.library import OURS, Loaded, bring
from exercises.models import Programme
from exercises.programmes import Template, as_json

TEXTS = ("title", "summary", "pain_rule")


def load(templates: Collection[Template]) -> Loaded:
    """Make the database offer what our files say, as `exercises.library.load` does.

    Content that was corrected gets a new version; enrolments keep the one they have.
    """
    with transaction.atomic():
        held = {one.slug: one for one in Programme.objects.select_for_update().order_by("slug")}
        wanted = {one.slug: _columns(one, held.get(one.slug)) for one in templates}
        return bring(wanted, Programme.objects.all(), retire=True)


def _columns(template: Template, held: Programme | None) -> dict[str, Any]:
    texts = {
        f"{field}_{language}": getattr(getattr(template, field), language)
        for field in TEXTS
        for language in LANGUAGES
    }
    content = as_json(template.content)
    corrected = held is not None and held.edited_at is None and held.content != content
    return texts | {
        "version": (held.version if held else 1) + corrected,
        "regions": list(template.regions),
        "level": template.level,
        "self_care": template.self_care,
        "weeks": template.content.weeks,
        "content": content,
        "source": template.source,
        "reviewed_on": template.reviewed_on,
        "content_hash": template.content_hash,
        **OURS,
    }
