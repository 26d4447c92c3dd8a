"""Bringing our ready programmes into the database, as often as one likes. What a physio changed stays."""

from collections.abc import Collection
from typing import Any

from django.db import transaction

from exercises.library import Loaded
from exercises.models import Programme
from exercises.programmes import Template, as_json

TEXTS = ("title", "summary", "pain_rule")


def load(templates: Collection[Template]) -> Loaded:
    """Make the database offer what our files say; counts as `exercises.library.load` does.

    Content that was corrected gets a new version. What the files dropped is retired, never deleted.
    """
    with transaction.atomic():
        held = {one.slug: one for one in Programme.objects.select_for_update()}
        fates = [_bring(template, held.get(template.slug)) for template in templates]
        kept = [template.slug for template in templates]
        dropped = Programme.objects.exclude(slug__in=kept).filter(edited_at=None, retired=False)
        return Loaded(
            fates.count("added"), fates.count("corrected"), fates.count(""), dropped.update(retired=True)
        )


def _bring(template: Template, row: Programme | None) -> str:
    """Store one template where that is called for, and say what became of it."""
    columns = _columns(template)
    if row is None:
        Programme.objects.create(slug=template.slug, **columns)
        return "added"
    if row.edited_at is not None or (row.content_hash == template.content_hash and not row.retired):
        return ""
    row.version += row.content != columns["content"]
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()
    return "corrected"


def _columns(template: Template) -> dict[str, Any]:
    texts = {
        f"{field}_{language}": getattr(getattr(template, field), language)
        for field in TEXTS
        for language in ("nl", "en")
    }
    return texts | {
        "regions": list(template.regions),
        "level": template.level,
        "self_care": template.self_care,
        "weeks": template.content.weeks,
        "content": as_json(template.content),
        "source": template.source,
        "reviewed_on": template.reviewed_on,
        "content_hash": template.content_hash,
        "retired": False,
    }
