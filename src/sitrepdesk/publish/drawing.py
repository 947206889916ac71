"""Pieces of static SVG that the charts and the map share: signs that differ in shape and not only in colour, text, figures in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from html import escape

INK, SOFT, LINE, LAND, WATER, PAPER = "#1c2430", "#5b6675", "#c3cad3", "#eceee8", "#7fa3bf", "#ffffff"
SIDES = (("circle", "#1f4e8c"), ("square", "#b5541c"), ("triangle", "#4a6b1f"), ("hexagon", "#6b3d7d"))
"""Signs of the sides in the order of their names: told apart by shape alone in grey print."""
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', Arial, sans-serif"


def svg(width: float, height: float, title: str, words: Iterable[str], body: Iterable[str], key: str) -> str:
    """A whole picture with its title and its content in words for those who cannot see it."""
    said = " ".join(words)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-labelledby="t-{key} d-{key}" font-family="{FONT}" font-size="13">'
        f'<title id="t-{key}">{escape(title)}</title><desc id="d-{key}">{escape(said)}</desc>'
        f'<rect width="{width:g}" height="{height:g}" fill="{PAPER}"/>{"".join(body)}</svg>'
    )


def text(
    x: float, y: float, words: str, *, anchor: str = "start", fill: str = INK, size: float = 13, weight: int = 400, halo: bool = False
) -> str:
    """A line of text; with a white edge where it stands on a map."""
    edge = f' stroke="{PAPER}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"' if halo else ""
    look = f'fill="{fill}" font-size="{size:g}" font-weight="{weight}"{edge}'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {look}>{escape(words)}</text>'


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = LINE, width: float = 1, dash: str = "") -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" stroke-width="{width:g}"{dashed}/>'


def sign(shape: str, x: float, y: float, colour: str, *, hollow: bool, r: float = 6) -> str:
    """The sign of a side, filled where it is reported and hollow where it is only claimed."""
    style = f'fill="{PAPER if hollow else colour}" stroke="{colour}" stroke-width="2.4"'
    if shape == "cross":
        arms = ((-1, -1, 1, 1), (-1, 1, 1, -1))
        return "".join(
            line(x + a * r * 0.85, y + b * r * 0.85, x + c * r * 0.85, y + d * r * 0.85, stroke=colour, width=2.6) for a, b, c, d in arms
        )
    if shape == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" {style}/>'
    outlines = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "triangle": ((0, -1.25), (1.15, 0.9), (-1.15, 0.9)),
        "hexagon": ((-0.6, -1.05), (0.6, -1.05), (1.2, 0), (0.6, 1.05), (-0.6, 1.05), (-1.2, 0)),
        "diamond": ((0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)),
    }
    points = " ".join(f"{x + dx * r:.1f},{y + dy * r:.1f}" for dx, dy in outlines[shape])
    cross = line(x - r * 0.6, y - r * 0.6, x + r * 0.6, y + r * 0.6, stroke=colour, width=2) if shape == "diamond" else ""
    return f'<polygon points="{points}" {style}/>{cross}'


def signs(groups: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Shape and colour by the name of a side; contested and unknown have signs of their own, which no side takes."""
    sides = sorted(set(groups) - {"contested", "unknown"})
    given = {name: SIDES[n % len(SIDES)] for n, name in enumerate(sides)}
    return given | {"contested": ("diamond", INK), "unknown": ("cross", SOFT)}


def bounds(low: Decimal | None, high: Decimal | None) -> str:
    """A count in words with its bounds: "at least 400", "up to 120", "64", "270–330"."""
    if low is not None and high is not None:
        return f"{low:,f}" if low == high else f"{low:,f}–{high:,f}"
    if low is not None:
        return f"at least {low:,f}"
    return f"up to {high:,f}" if high is not None else "not said"
