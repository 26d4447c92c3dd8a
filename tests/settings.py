"""The product's own settings, on the servers of the test session."""

import os

from tests import servers  # noqa: F401  # points COACH_DATA at the session's folder: before the settings

os.environ.setdefault("COACH_DB_POOL", "0")  # a pool would outlive the test database it connects to

from coach.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
