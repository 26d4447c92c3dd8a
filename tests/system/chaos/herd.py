"""People for the chaos, and what they do meanwhile: run in a process of its own, on the stack's settings.

`python -m tests.system.chaos.herd gather COUNT TIMES` prints a line for each person: id, plan, device token.
`… withdraw|erase|leave|edit PERSON PLAN` is somebody at work, through the calls the API makes. Any number of
these may follow each other, three words each.
"""

import json
import os
import sys
from uuid import UUID

import django

ALWAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
TIMES = {"kind": "break", "every_minutes": 180, "windows": ALWAYS, "time_zone": "UTC", "paused_until": None}


def gather(count: str, times: str) -> None:
    """So many people who agreed to reminders, each with one device and one plan with these times."""
    now, content = database_now(), {**TIMES, **json.loads(times)}
    for _ in range(int(count)):
        token = str(new_id())
        person = Person.objects.create_user(f"{token}@example.org")
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        person.consents.create(purpose=Purpose.REMINDERS, version="1", given=True, at=now)
        device = {"channel": "fcm", "address": token, "time_zone": "UTC", "app_version": "1"}
        person.devices.register(new_id(), device, at=now)
        plan, _ = planning.put(person, new_id(), content, base_seq=None, at=now)
        sys.stdout.write(f"{person.pk} {plan.pk} {token}\n")


def withdraw(person: str, _plan: str) -> None:
    consents = Person.objects.get(pk=person).consents
    consents.create(purpose=Purpose.REMINDERS, version="1", given=False, at=database_now())


def erase(person: str, _plan: str) -> None:
    erasure.erase(Person.objects.get(pk=person))


def leave(person: str, _plan: str) -> None:
    """The account is closed; what it holds stays."""
    Person.objects.filter(pk=person).update(is_active=False)


def edit(person: str, plan: str) -> None:
    """Other times."""
    known = Person.objects.get(pk=person)
    seq = known.plans.get(pk=plan).seq
    planning.put(known, UUID(plan), {**TIMES, "every_minutes": 120}, base_seq=seq, at=database_now())


DEEDS = {deed.__name__: deed for deed in (gather, withdraw, erase, leave, edit)}

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "coach.settings"
    django.setup()
    # The models need Django set up first.
    from allauth.account.models import EmailAddress

    from api.privacy import erasure
    from coach.models import Person
    from coach.models.consent import Purpose
    from coach.models.fields import new_id
    from reminders import planning
    from reminders.delivery import database_now

    words = sys.argv[1:]
    for deed, first, second in zip(words[::3], words[1::3], words[2::3], strict=True):
        DEEDS[deed](first, second)
