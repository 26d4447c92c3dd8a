"""The small drawing board."""

from xml.etree import ElementTree as ET

from coach.course.evaluation.svg import Plot


def test_a_plot_is_well_formed_and_escapes_its_words() -> None:
    plot = Plot("a < b", (0, 10), (0, 1), "x & y", "z", (0, 5, 10), (0, 1))
    plot.line([0, 10], [0, 1], "#000")
    plot.band([0, 10], [0, 0.5], [0.5, 1], "#00f")
    plot.dots([5], [0.5], "#f00")
    plot.note(1, 1, "<here>", "#000")
    root = ET.fromstring(plot.svg())  # noqa: S314
    assert root.tag.endswith("svg")
    assert len(root.findall("{*}circle")) == 1
