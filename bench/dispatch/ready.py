"""Imported before anything that needs models: sets Django up, on the servers of this measurement."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "coach.settings"
django.setup()
