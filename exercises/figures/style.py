"""The colours and lines of every figure, in light and dark.

A page can set its own with the custom properties `--figure-body`, `--figure-far` (limbs on the far side),
`--figure-shirt`, `--figure-prop`, `--figure-wall`, `--figure-kit`, `--figure-arrow` and
`--figure-paper`. The body follows `color` (currentColor) of the SVG.
"""

HALO = 2.2
LIGHT = {
    "f": ("far", "#93a2b1"), "t": ("shirt", "#2a9d8f"),
    "p": ("prop", "#a9b2bc"), "q": ("wall", "#dde3e8"), "k": ("kit", "#9b6bb5"), "a": ("arrow", "#e4572e"),
    "h": ("paper", "#f7f9fa"),
}  # fmt: skip
DARK = {
    "f": ("far", "#7d8d9c"), "t": ("shirt", "#3fb8a8"),
    "p": ("prop", "#65717d"), "q": ("wall", "#33404c"), "k": ("kit", "#c39ad6"), "a": ("arrow", "#ff8a5c"),
    "h": ("paper", "#1a222b"),
}  # fmt: skip


def _colours(scheme: dict[str, tuple[str, str]]) -> str:
    return ";".join(f"--{tone}:var(--figure-{name},{colour})" for tone, (name, colour) in scheme.items())


def _scheme(body: str, scheme: dict[str, tuple[str, str]]) -> str:
    return f".xf{{color:var(--figure-body,{body});{_colours(scheme)}}}"


STYLE = (
    _scheme("#33475b", LIGHT)
    + f"@media(prefers-color-scheme:dark){{{_scheme('#e3eaf0', DARK)}}}"
    + ".xf rect{fill:var(--h)}.xf path{stroke-linecap:round;stroke-linejoin:round;fill:none;stroke:var(--c)}"
    + ".xf .z{fill:var(--c)}"
    + "".join(f".xf .{tone}{{--c:var(--{tone})}}" for tone in LIGHT)
    + ".xf .b,.xf .l{--c:currentColor}"
)


def loop_style(frames: int, seconds: float = 4.0) -> str:
    """One frame at a time, there and back, resting at both ends; only the last where motion is unwelcome."""
    last = frames - 1
    turns = [0, *range(frames), last, last, *range(last - 1, 0, -1), 0]
    rules = [f".xf .n{{opacity:0;animation:{seconds:g}s step-end infinite}}"]
    for frame in range(frames):
        stops = "".join(
            f"{100 * i / len(turns):.4g}%{{opacity:{int(turn == frame)}}}"
            for i, turn in enumerate(turns)
            if i == 0 or (turn == frame) != (turns[i - 1] == frame)
        )
        rules.append(f".xf .n{frame}{{animation-name:xf{frame}}}@keyframes xf{frame}{{{stops}}}")
    still = f"@media(prefers-reduced-motion:reduce){{.xf .n{{animation:none}}.xf .n{last}{{opacity:1}}}}"
    return "".join(rules) + still
