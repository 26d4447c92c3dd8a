"""What waits in an inbox besides nudges, asked in one question: mostly nothing does."""

from uuid import UUID

from django.db import connection

WAITS = """
SELECT EXISTS (SELECT FROM reminders_planquestion WHERE person_id = %(person)s AND answered_at IS NULL),
       EXISTS (SELECT FROM reminders_safetymessage WHERE person_id = %(person)s AND acknowledged_at IS NULL)
"""


def waits(person: UUID) -> tuple[bool, bool]:
    """Whether there may be questions about the person's plans, and messages for their safety.

    A question about a plan that was removed counts here; who reads them leaves it out.
    """
    with connection.cursor() as cursor:
        cursor.execute(WAITS, {"person": person})
        questions, safety = cursor.fetchone()
        return questions, safety
