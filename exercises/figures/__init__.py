"""Drawn figures: SVG made by our own code from named joint angles."""

from exercises.figures.poses import keys

__all__ = ["keys"]
