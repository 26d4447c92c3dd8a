"""What physios do with the library's texts: change them, and vouch for them to clients."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.forms import Field, ModelForm
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import action

from coach.admin import Door, physio, reader, superuser
from exercises import stamp
from exercises.admin.forms import list_field
from exercises.models import Curated, Unfinished

ABOUT = ("slug", "source", "needs_review", "reviewed_on", "reviewed_by", "edited_at", "edited_by")


class CuratedAdmin(Door):
    """Superusers read, physios change. Who changed a text last and who vouches for it is written down."""

    opens_to = (superuser, physio)
    list_filter: Any = ("needs_review", "retired", "kind")
    readonly_fields: Any = ABOUT
    actions = ("let_clients_see", "follow_the_file")
    actions_submit_line = ("save_and_let_clients_see",)

    def get_urls(self) -> list[URLPattern]:
        return self.only("changelist", "change")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.is_open(request) and physio(reader(request))

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Field | None:
        if isinstance(db_field, ArrayField):
            return list_field(db_field)
        field: Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        return field

    def save_model(self, request: HttpRequest, obj: Curated, form: ModelForm, change: Any) -> None:  # type: ignore[type-arg]
        if form.changed_data:
            obj.edited(by=reader(request), at=timezone.now())
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            stamp.renew()

    @action(description=gettext_lazy("Save, and let clients see it"), permissions=["change"])  # type: ignore[untyped-decorator]
    def save_and_let_clients_see(self, request: HttpRequest, obj: Curated) -> None:
        self._vouch(request, [obj])

    @admin.action(description=gettext_lazy("I have read it: let clients see it"), permissions=["change"])
    def let_clients_see(self, request: HttpRequest, rows: models.QuerySet[Any]) -> None:
        with transaction.atomic():
            self._vouch(request, rows.select_for_update())

    @admin.action(
        description=gettext_lazy("Give up my changes: the next loading restores the text"),
        permissions=["change"],
    )
    def follow_the_file(self, request: HttpRequest, rows: models.QuerySet[Any]) -> None:
        """Without a mark and with another hash, loading takes the row for one that needs correcting."""
        count = rows.exclude(edited_at=None).update(edited_at=None, edited_by=None, content_hash="")
        text = ngettext(
            "%(count)d text follows its file again.", "%(count)d texts follow their files again.", count
        )
        self.message_user(request, text % {"count": count}, messages.SUCCESS)

    def _vouch(self, request: HttpRequest, rows: Iterable[Curated]) -> None:
        seen = 0
        for row in rows:
            try:
                row.vouched(by=reader(request), at=timezone.now())
            except Unfinished as unfinished:
                self.message_user(request, self._refusal(row, unfinished), messages.ERROR)
                continue
            row.save(update_fields=["reviewed_by", "reviewed_on", "needs_review"])
            seen += 1
        stamp.renew()
        if seen:
            text = ngettext("Clients see %(count)d text now.", "Clients see %(count)d texts now.", seen)
            self.message_user(request, text % {"count": seen}, messages.SUCCESS)

    def _refusal(self, row: Curated, unfinished: Unfinished) -> str:
        names = ", ".join(str(self.opts.get_field(name).verbose_name) for name in unfinished.missing)
        text = _("“%(row)s” stays hidden from clients until somebody fills in: %(fields)s.")
        return text % {"row": row, "fields": names}
