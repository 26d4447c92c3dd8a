"""The physio's dashboard: own clients and nobody else's. Rooms above add their columns by `columns.offer`."""

from coach.admin import accounts, care, clients
from coach.admin.columns import Column, offer
from coach.admin.doors import Door, physio, reader, superuser
from coach.admin.site import open_site

__all__ = ["Column", "Door", "accounts", "care", "clients", "offer", "physio", "reader", "superuser"]

open_site()
