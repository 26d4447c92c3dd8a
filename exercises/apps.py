from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExercisesConfig(AppConfig):
    name = "exercises"
    verbose_name = _("exercises")

    def ready(self) -> None:
        import_module("exercises.caseload")  # offers what is in it; not before the models are there
