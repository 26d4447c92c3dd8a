"""A very small drawing board: one plot with axes, lines, bands and dots, as an SVG text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

CENTRED = 'text-anchor="middle" fill="#444"'
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 420, 300, 52, 14, 34, 44


@dataclass
class Plot:
    """One plot. Data coordinates run over `x` and `y` (low, high); the caller keeps inside them."""

    title: str
    x: tuple[float, float]
    y: tuple[float, float]
    x_label: str
    y_label: str
    x_ticks: Sequence[float]
    y_ticks: Sequence[float]
    parts: list[str] = field(default_factory=list)

    def line(self, xs: Sequence[float], ys: Sequence[float], color: str, *, dash: str = "") -> None:
        """A line through the points."""
        points = " ".join(self._at(x, y) for x, y in zip(xs, ys, strict=True))
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        style = f'fill="none" stroke="{color}" stroke-width="2"{dashed}'
        self.parts.append(f'<polyline points="{points}" {style}/>')

    def band(self, xs: Sequence[float], low: Sequence[float], high: Sequence[float], color: str) -> None:
        """A filled band between two lines."""
        there = [self._at(x, y) for x, y in zip(xs, low, strict=True)]
        back = [self._at(x, y) for x, y in zip(xs, high, strict=True)][::-1]
        self.parts.append(f'<polygon points="{" ".join(there + back)}" fill="{color}" fill-opacity="0.18"/>')

    def dots(self, xs: Sequence[float], ys: Sequence[float], color: str, radius: float = 2.5) -> None:
        """A dot at every point."""
        for x, y in zip(xs, ys, strict=True):
            cx, cy = self._at(x, y).split(",")
            self.parts.append(f'<circle cx="{cx}" cy="{cy}" r="{radius}" fill="{color}"/>')

    def note(self, x: float, y: float, text: str, color: str) -> None:
        """A few words at a place."""
        cx, cy = self._at(x, y).split(",")
        self.parts.append(f'<text x="{cx}" y="{cy}" fill="{color}">{escape(text)}</text>')

    def svg(self) -> str:
        """The whole drawing."""
        opening = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-size="11"'
        return "\n".join(
            [
                f'{opening} font-family="sans-serif" role="img" aria-label="{escape(self.title)}">',
                f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
                f'<text x="{LEFT}" y="20" font-size="13" fill="#222">{escape(self.title)}</text>',
                *self._across(),
                *self._up(),
                *self.parts,
                "</svg>\n",
            ]
        )

    def _across(self) -> list[str]:
        place = f'x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}"'
        drawn = [f"<text {place} {CENTRED}>{escape(self.x_label)}</text>"]
        for tick in self.x_ticks:
            x, y = self._at(tick, self.y[0]).split(",")
            drawn.append(f'<text x="{x}" y="{float(y) + 15}" {CENTRED}>{tick:g}</text>')
        return drawn

    def _up(self) -> list[str]:
        place = f'transform="translate(14 {HEIGHT / 2}) rotate(-90)"'
        drawn = [f"<text {place} {CENTRED}>{escape(self.y_label)}</text>"]
        for tick in self.y_ticks:
            x, y = self._at(self.x[0], tick).split(",")
            drawn.append(f'<path d="M{x} {y}H{WIDTH - RIGHT}" stroke="#e3e3e3"/>')
            drawn.append(f'<text x="{float(x) - 14}" y="{float(y) + 4}" {CENTRED}>{tick:g}</text>')
        return drawn

    def _at(self, x: float, y: float) -> str:
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        left = LEFT + across * (WIDTH - LEFT - RIGHT)
        return f"{left:.1f},{HEIGHT - BOTTOM - up * (HEIGHT - TOP - BOTTOM):.1f}"
