import re

import pytest

from exercises.figures.style import DARK, LIGHT, STYLE, loop_style


def luminance(colour: str) -> float:
    """Relative luminance of sRGB as WCAG 2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("scheme", "body"), [(LIGHT, "#33475b"), (DARK, "#e3eaf0")], ids=["light", "dark"])
def test_people_and_arrows_stand_out(scheme: dict[str, tuple[str, str]], body: str) -> None:
    paper = scheme["h"][1]
    assert contrast(body, paper) > 7
    assert min(contrast(scheme[tone][1], paper) for tone in "tak") > 3


def test_light_and_dark_name_the_same_colours() -> None:
    assert {tone: name for tone, (name, _) in LIGHT.items()} == {
        tone: name for tone, (name, _) in DARK.items()
    }


def test_the_style_follows_the_preference_for_dark_and_lets_a_page_choose() -> None:
    assert "prefers-color-scheme:dark" in STYLE
    assert STYLE.count("currentColor") == 1
    for name in ("body", "far", "shirt", "prop", "wall", "kit", "arrow", "paper"):
        assert STYLE.count(f"var(--figure-{name},") == 2


def shown_at(style: str, frame: int, moment: float) -> bool:
    stops = re.search(rf"@keyframes xf{frame}\{{(.*?\}})\}}", style)
    assert stops
    pairs = [(float(at), shown == "1") for at, shown in re.findall(r"([\d.]+)%\{opacity:([01])\}", stops[1])]
    return [shown for at, shown in pairs if at <= moment][-1]


def test_exactly_one_frame_is_shown_at_any_moment() -> None:
    style = loop_style(6)
    for moment in range(100):
        assert sum(shown_at(style, frame, moment + 0.5) for frame in range(6)) == 1


def test_the_loop_goes_there_and_back() -> None:
    style = loop_style(4)
    shown = [next(f for f in range(4) if shown_at(style, f, moment + 0.5)) for moment in range(100)]
    order = [frame for i, frame in enumerate(shown) if i == 0 or frame != shown[i - 1]]
    assert order == [0, 1, 2, 3, 2, 1, 0]


def test_who_asks_for_less_motion_sees_the_last_frame() -> None:
    assert "prefers-reduced-motion:reduce){.xf .n{animation:none}.xf .n5{opacity:1}}" in loop_style(6)
