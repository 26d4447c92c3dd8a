"""Run in a process of its own: many people at once, each with a plan, straight into the database.

`python -m tests.system.herd COUNT` prints the ids of their plans. Only the settings of the stack apply to it.
"""

import os
import sys

import django

ALWAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def gather(count: int) -> None:
    from django.utils import timezone  # noqa: PLC0415  the models need Django set up first

    from coach.models import Person  # noqa: PLC0415
    from coach.models.consent import Purpose  # noqa: PLC0415
    from coach.models.fields import new_id  # noqa: PLC0415
    from reminders import planning  # noqa: PLC0415

    now = timezone.now()
    for number in range(count):
        person = Person.objects.create_user(f"herd-{number}@example.org")
        person.consents.create(purpose=Purpose.REMINDERS, version="1", given=True, at=now)
        content = {"kind": "break", "every_minutes": 180, "windows": ALWAYS, "time_zone": "UTC"}
        plan, _ = planning.put(person, new_id(), {**content, "paused_until": None}, base_seq=None, at=now)
        sys.stdout.write(f"{plan.pk}\n")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "coach.settings"
    django.setup()
    gather(int(sys.argv[1]))
