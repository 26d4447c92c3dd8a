"""A phone or a browser that a person can be reached on."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from coach.models import Outcome, Synced
from coach.models.fields import SealedJSON, check_zone
from coach.models.synced import LiveManager
from reminders.channels import PUSH


class Retirement(models.TextChoices):
    """Why nothing is sent to a device any more, until it is registered again."""

    GONE = "gone", _("its push service no longer knows it")
    MOVED = "moved", _("it was registered again by somebody else or under another id")


def mark_of(channel: str, address: Any) -> str:
    """What two registrations of one device have in common: a keyed hash of its token or endpoint."""
    secret = address["endpoint"] if isinstance(address, Mapping) else address
    return salted_hmac("reminders.device", f"{channel} {secret}", algorithm="sha256").hexdigest()


class DeviceManager(LiveManager["Device"]):
    def register(
        self, device_id: UUID, content: Mapping[str, Any], *, at: dt.datetime
    ) -> "tuple[Device, Outcome]":
        """Store what a phone says of itself now: `channel`, `address`, `time_zone`, `app_version`.

        The last word counts, so there is no version to name. Whoever had this address before is no longer
        reached on it. Raises `Gone` for a deleted id and `DoesNotExist` for somebody else's.
        """
        mark = mark_of(content["channel"], content["address"])
        fresh = {"mark": mark, "last_seen_at": at, "retired_at": None, "retired_because": ""}
        with transaction.atomic():
            _wait_for_others_with(mark)
            known = self._held([device_id]).get(device_id)
            if known is None or known.person_id == self._owner_id:
                self.model.retire(mark, Retirement.MOVED, at=at, but=device_id)
            return self.put(device_id, {**content, **fresh}, base_seq=known.seq if known else None)

    def bury(self, row_id: UUID, *, at: dt.datetime) -> "tuple[Device, Outcome]":
        """Leave a tombstone, without the address."""
        with transaction.atomic():
            device, outcome = super().bury(row_id, at=at)
            if outcome is Outcome.UNCHANGED:
                return device, outcome
            device.address, device.mark = "", ""
            return self._saved(device, ["address", "mark"])


class Device(Synced):
    """Made under an id of the phone's own: one per app and account. Its secrets are written and never read.

    `mark` finds the same device again without its secrets; `last_seen_at`: when it last registered itself.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices", verbose_name=_("person")
    )
    channel = models.CharField(_("channel"), max_length=8, choices=[(one.value, one.label) for one in PUSH])
    address: Any = SealedJSON(_("token or subscription"))
    mark = models.CharField(max_length=64, editable=False)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[check_zone])
    app_version = models.CharField(_("version of the app"), max_length=32, blank=True)
    last_seen_at = models.DateTimeField(_("last registered"))
    retired_at = models.DateTimeField(_("not reachable since"), null=True)
    retired_because = models.CharField(_("why not reachable"), max_length=8, choices=Retirement, blank=True)

    objects: ClassVar[DeviceManager] = DeviceManager()

    class Meta(Synced.Meta):
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        constraints = [
            models.UniqueConstraint(
                fields=["mark"],
                condition=Q(retired_at=None, deleted_at=None),
                name="an_address_reaches_one_person",
            ),
            models.CheckConstraint(
                condition=Q(retired_at=None) ^ ~Q(retired_because=""), name="a_retirement_has_a_reason"
            ),
        ]
        indexes = [
            # Serves sending: a person's devices, the one seen last first.
            models.Index(fields=["person", "-last_seen_at"], name="devices_last_seen_first"),
            # Serves the phone's "what changed since".
            models.Index(fields=["person", "seq"], name="devices_changed_since"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} ({self.app_version or '–'})"

    @classmethod
    def retire(cls, mark: str, because: Retirement, *, at: dt.datetime, but: UUID | None = None) -> None:
        """Send nothing more to the live device with this mark, and forget its address."""
        live = cls.everything.filter(mark=mark, retired_at=None, deleted_at=None).exclude(pk=but)
        live.update(retired_at=at, retired_because=because, address="")


def _wait_for_others_with(mark: str) -> None:
    """Two who register one address at the same moment do so one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [mark])
