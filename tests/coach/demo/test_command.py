from typing import Any

import pytest
from django.core.management import CommandError, call_command


def test_production_has_no_demonstration(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="does not belong in production"):
        call_command("demo")


def test_it_needs_mail_that_it_can_read(settings: Any) -> None:
    del settings.EMAIL_FILE_PATH
    with pytest.raises(CommandError, match="EMAIL_URL"):
        call_command("demo")


@pytest.mark.parametrize("people", [0, 61])
def test_the_cast_has_its_limits(people: int) -> None:
    with pytest.raises(CommandError, match="1 to 60"):
        call_command("demo", people=people)
