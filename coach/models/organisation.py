"""Offices that run a wellness programme. They see totals, never a person."""

import datetime as dt
import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from .consent import Consent, Purpose
from .fields import check_zone, new_id
from .history import recorded
from .person import Person


def new_code() -> str:
    """Ten characters that can be read aloud: no 0/O, no 1/I/L."""
    return "".join(secrets.choice("ABCDEFGHJKMNPQRSTUVWXYZ23456789") for _ in range(10))


class Organisation(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=120)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Europe/Amsterdam", validators=[check_zone]
    )
    join_code = models.CharField(_("code to join"), max_length=16, unique=True, default=new_code)
    members: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="organisations"
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def join(cls, code: str, person: Person, *, at: dt.datetime) -> "Membership":
        """Make `person` a member, once. `DoesNotExist` for an unknown code."""
        organisation = cls.objects.get(join_code=code.strip().upper())
        membership, _joined = organisation.memberships.get_or_create(
            person=person, left_at=None, defaults={"joined_at": at}
        )
        return membership

    def counted(self) -> "models.QuerySet[Person]":
        """The people who belong here now and let themselves be counted in its totals."""
        latest = Consent.objects.filter(person=OuterRef("pk"), purpose=Purpose.ORGANISATION_REPORT).order_by(
            "-at", "-id"
        )
        return (
            Person.objects.filter(is_active=True, memberships__organisation=self, memberships__left_at=None)
            .alias(agrees=Subquery(latest.values("given")[:1]))
            .filter(agrees=True)
        )


@recorded()
class Membership(models.Model):
    """A person in an organisation, from joining to leaving; coming back is a new row."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        MANAGER = "manager", _("programme manager")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(_("joined"))
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(left_at=None),
                name="one_open_membership_per_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.organisation}"

    def leave(self, *, at: dt.datetime) -> None:
        self.left_at = at
        self.save(update_fields=["left_at"])
