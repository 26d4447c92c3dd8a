"""What this room does when something is written down in the rooms below, in the same transaction."""

from collections.abc import Sequence
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from coach.assessing import assessed
from coach.models import Assessment, TriageAcknowledgement, TriageReport
from reminders import safety
from reminders.models import SafetyMessage


@receiver(post_save, sender=TriageReport)
def warning_sign_reported(instance: TriageReport, *, created: bool, **_: Any) -> None:
    if created:
        safety.warn(instance)


@receiver(assessed)
def episodes_assessed(assessments: Sequence[Assessment], **_: Any) -> None:
    safety.ask_for_review(assessments)


@receiver(post_save, sender=TriageAcknowledgement)
def word_said_about_a_report(instance: TriageAcknowledgement, *, created: bool, **_: Any) -> None:
    """Whoever said that they read the report, has read the message about it."""
    if created and instance.by_id == instance.report.person_id:
        SafetyMessage.objects.filter(report=instance.report).acknowledge(at=instance.at)
