from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RemindersConfig(AppConfig):
    name = "reminders"
    verbose_name = _("reminders")

    def ready(self) -> None:
        import_module("reminders.receivers")  # registers them; not before the models are there
