"""Which physio may read whose record, by whose leave, and who did."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from .consent import APPEND_ONLY, Consent, Purpose
from .fields import new_id
from .history import recorded
from .organisation import new_code
from .person import Person, PersonManager

INVITATION_DAYS = 14


class CareInvitation(models.Model):
    """A code that a physio hands over in the practice. It works once, for fourteen days."""

    code = models.CharField(_("code"), max_length=16, primary_key=True, default=new_code, editable=False)
    physio = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="care_invitations", verbose_name=_("physio")
    )
    created_at = models.DateTimeField(_("made"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.code

    @classmethod
    def accept(cls, code: str, client: Person, *, at: dt.datetime) -> "CareLink":
        """Let the physio behind `code` read along. `DoesNotExist` for an unknown, used or old code."""
        with transaction.atomic():
            invitation = cls.objects.select_for_update().get(
                Q(code=code.strip().upper()),
                Q(used_at=None),
                Q(created_at__gte=at - dt.timedelta(days=INVITATION_DAYS)),
                ~Q(physio=client),
            )
            invitation.used_at = at
            invitation.save(update_fields=["used_at"])
            link, _created = CareLink.objects.get_or_create(
                client=client, physio=invitation.physio, ended_at=None, defaults={"started_at": at}
            )
            return link


@recorded()
class CareLink(models.Model):
    """A client lets a physio read along, from accepting an invitation until either ends it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    client = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="care_links", verbose_name=_("client")
    )
    physio = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="caseload", verbose_name=_("physio")
    )
    started_at = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("care link")
        verbose_name_plural = _("care links")
        constraints = [
            models.UniqueConstraint(
                fields=["client", "physio"], condition=Q(ended_at=None), name="one_open_link_per_physio"
            ),
            models.CheckConstraint(condition=~Q(client=F("physio")), name="nobody_is_their_own_physio"),
        ]

    def __str__(self) -> str:
        return f"{self.physio} – {self.client}"

    def end(self, *, at: dt.datetime) -> None:
        self.ended_at = at
        self.save(update_fields=["ended_at"])


class ClientQuerySet(models.QuerySet["Client"]):
    def of(self, physio: Person) -> "ClientQuerySet":
        """The people who let this physio read along now: an open link and a standing consent."""
        latest = Consent.objects.filter(person=OuterRef("pk"), purpose=Purpose.PHYSIO_ACCESS).order_by(
            "-at", "-id"
        )
        return (
            self.filter(
                is_active=True,
                pk__in=CareLink.objects.filter(
                    physio=physio, physio__is_physio=True, physio__is_active=True, ended_at=None
                ).values("client"),
            )
            .alias(lets_physio_read=Subquery(latest.values("given")[:1]))
            .filter(lets_physio_read=True)
        )


class ClientManager(PersonManager.from_queryset(ClientQuerySet)):  # type: ignore[misc]
    """People as their physio sees them."""


class Client(Person):
    """A person seen by their physio."""

    objects: ClassVar[Any] = ClientManager()

    class Meta:
        proxy = True
        verbose_name = _("client")
        verbose_name_plural = _("clients")


class AccessLogManager(models.Manager["AccessLog"]):
    def note(
        self, people: Iterable[Person], *, reader: Person, part: "AccessLog.Part", at: dt.datetime
    ) -> None:
        """Write down that `reader` saw `part` of the record of each of `people`."""
        self.bulk_create(
            AccessLog(person_id=person.pk, reader=reader, reader_name=str(reader), part=part, at=at)
            for person in people
        )


class AccessLog(models.Model):
    """Who read whose record, when, and what for. Appended by us, read by the person it is about."""

    class Part(models.TextChoices):
        WORKLIST = "worklist", _("the list of clients")
        RECORD = "record", _("diary, course, exercises and reminders")
        PROGRAMME = "programme", _("a programme with its sessions and decisions")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="access_log", verbose_name=_("person")
    )
    # No constraint and a name of its own: the line must outlive the reader's account, unedited.
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("reader"),
    )
    reader_name = models.CharField(_("name of the reader"), max_length=254)
    at = models.DateTimeField(_("at"))
    part = models.CharField(_("part"), max_length=16, choices=Part)

    objects: ClassVar[AccessLogManager] = AccessLogManager()

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("access log")
        # Serves a person's own list, newest first.
        indexes = [models.Index(fields=["person", "-at", "-id"], name="access_newest_first")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.reader_name}: {self.get_part_display()}"
