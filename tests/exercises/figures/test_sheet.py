import pytest

from exercises.figures import keys, sheet


@pytest.mark.parametrize(("language", "name"), [("nl", "Kin intrekken"), ("en", "Chin tuck")])
def test_the_sheet_shows_every_figure_with_its_name_and_key(language: str, name: str) -> None:
    page = sheet(language)
    assert page.count("<figure>") == page.count("</svg>") == len(keys())
    assert f"<b>{name}</b> chin-tuck" in page


def test_the_sheet_follows_light_and_dark() -> None:
    assert '<meta name="color-scheme" content="light dark">' in sheet()
