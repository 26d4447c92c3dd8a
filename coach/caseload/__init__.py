"""A physio's clients as one list, for the dashboard and for apps: who needs attention first, and why.

Who is on it is decided by `Client.objects.of` alone. Rooms above add what they know by `offer`.
"""

from coach.caseload.caseload import ORDER, Row, caseload, with_rows
from coach.caseload.columns import OFFERED, Column, offer

__all__ = ["OFFERED", "ORDER", "Column", "Row", "caseload", "offer", "with_rows"]
