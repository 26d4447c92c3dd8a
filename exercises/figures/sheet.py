"""The contact sheet: every figure on one page, to be looked at."""

from exercises.figures.drawing import draw
from exercises.figures.poses import figure, keys

PAGE = (
    "body{{margin:12px;background:#fff;color:#22313f;font:11px/1.3 sans-serif}}"
    "@media(prefers-color-scheme:dark){{body{{background:#0f151b;color:#dfe7ee}}}}"
    "main{{display:grid;grid-template-columns:repeat({columns},1fr);gap:10px}}figure{{margin:0}}svg{{width:100%}}"
)


def sheet(language: str = "nl", columns: int = 6, *, animated: bool = False) -> str:
    """One HTML page with all figures and their keys; light or dark as the browser prefers."""
    cells = "".join(_cell(key, draw(key, language, animated=animated), language) for key in keys())
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>Figuren</title><style>{PAGE.format(columns=columns)}</style><main>{cells}</main></html>"
    )


def _cell(key: str, svg: str, language: str) -> str:
    return f"<figure>{svg}<figcaption><b>{figure(key).title[language]}</b> {key}</figcaption></figure>"
