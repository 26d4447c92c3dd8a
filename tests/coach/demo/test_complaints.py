import datetime as dt

import pytest

from coach.demo.cast import LARGEST, Member, the_cast
from coach.demo.complaints import DAYS, episode_of, intake_of
from coach.intake import INTAKE, check

TODAY = dt.date(2026, 11, 18)
EVERYBODY = the_cast(LARGEST)


def test_the_complaint_began_before_the_diary() -> None:
    for member in EVERYBODY:
        onset = dt.date.fromisoformat(episode_of(member, today=TODAY)["onset_on"])
        assert onset < TODAY - dt.timedelta(days=DAYS)


@pytest.mark.parametrize("member", EVERYBODY[:12], ids=lambda member: member.persona.key)
def test_the_intake_takes_their_answers(member: Member) -> None:
    answers = intake_of(member, today=TODAY)
    assert check(answers, INTAKE, TODAY) == []
    assert answers["region"] == episode_of(member, today=TODAY)["region"]
    assert [one["name"] for one in answers["activities"]] == list(member.words.activities)
