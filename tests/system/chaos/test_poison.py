"""One row that nobody can read must not keep the others from being read."""

import pytest

from tests.system.chaos.rig import Member, Rig
from tests.system.chaos.tally import await_settled, reckon

pytestmark = pytest.mark.system
HOURS = "UPDATE reminders_plan SET windows = '{\"mon\": 7}' WHERE person_id = %s"
ZONE = "UPDATE reminders_plan SET time_zone = 'Atlantis' WHERE person_id = %s"
ADDRESS = "UPDATE reminders_device SET address = '\\x00' WHERE person_id = %s"


@pytest.mark.parametrize("poison", [HOURS, ZONE], ids=["hours that are none", "a time zone that is gone"])
def test_before_it_falls_due_a_plan_is_poisoned_with(poison: str, rig: Rig) -> None:
    poisoned, *others = rig.fresh(4)
    put(rig, poison, poisoned)
    wave = [one for one in rig.wave([poisoned, *others]) if one.member != poisoned]
    await_settled(rig, wave)
    assert reckon(rig, wave) == {"sent": len(others)}
    assert rig.google.came[poisoned.token] == 0


@pytest.mark.parametrize(
    ("poison", "end"),
    [
        pytest.param(HOURS, "failed broken", id="hours that are none"),
        pytest.param(ZONE, "failed broken", id="a time zone that is gone"),
        pytest.param(ADDRESS, "failed unreachable", id="an address that no key opens"),
    ],
)
def test_once_it_is_due_a_row_is_poisoned_with(poison: str, end: str, rig: Rig) -> None:
    poisoned, *others = rig.fresh(4)
    wave = rig.wave_at_rest([poisoned, *others])
    with rig.gate("coach_dayoff") as somebody_waits:
        rig.tick(wave[0].slot)
        somebody_waits()
        put(rig, poison, poisoned)
    await_settled(rig, wave)
    assert reckon(rig, wave) == {"sent": len(others), end: 1}


def put(rig: Rig, poison: str, poisoned: Member) -> None:
    """As no code of ours would write it."""
    with rig.connect() as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(poison, [poisoned.person])


def test_a_row_is_poisoned_with_a_mail_address_that_is_none(rig: Rig) -> None:
    poisoned, *others = rig.by_mail(rig.fresh(4))
    rig.ask("UPDATE account_emailaddress SET email = E'not\\nan address' WHERE user_id = %s", poisoned.person)
    wave = rig.wave([poisoned, *others])
    await_settled(rig, wave)
    assert reckon(rig, wave) == {"sent": len(others), "failed unreachable": 1}
