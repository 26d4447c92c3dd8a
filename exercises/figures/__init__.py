"""Drawn figures: SVG made by our own code from named joint angles."""

from exercises.figures.drawing import draw
from exercises.figures.poses import FigureError, keys
from exercises.figures.sheet import sheet

__all__ = ["FigureError", "draw", "keys", "sheet"]
