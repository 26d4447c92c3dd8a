from reminders.models.nudge import Reason
from reminders.templatetags.reminders_client import WHY


def test_every_reason_has_words_for_a_physio() -> None:
    assert set(WHY) == set(Reason)
