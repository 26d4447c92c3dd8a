from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = _("reminders")

    def ready(self) -> None:
        for module in ("reminders.caseload", "reminders.checks", "reminders.receivers"):
            import_module(module)  # registers what is in it; not before the models are there
