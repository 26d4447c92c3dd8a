"""The physio's dashboard: own clients and nobody else's."""

from coach.admin import accounts, care, clients
from coach.admin.doors import Door, physio, reader, superuser
from coach.admin.site import open_site

__all__ = ["Door", "accounts", "care", "clients", "physio", "reader", "superuser"]

open_site()
