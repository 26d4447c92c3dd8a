"""What may stand on a locked screen."""

import pytest

from reminders.channels.words import words


@pytest.mark.parametrize("important", [False, True])
def test_the_words_are_in_the_language_of_the_person(important: bool) -> None:
    assert "bericht" in words("nl", important=important)
    assert "message" in words("en", important=important)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_important_message_sounds_different(language: str) -> None:
    assert words(language, important=True) != words(language, important=False)
