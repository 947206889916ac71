"""Running totals over time as static SVG. A total holds until the next one: a step, and no slope between two counts that nobody made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import groupby, pairwise
from math import floor, log10

from sitrepdesk.model import Figure, Mark, Micros, moment, zone_of

from .drawing import SIDES, SOFT, bounds, line, sign, svg, text

WIDTH, HEIGHT, LEFT, TOP, RIGHT = 760.0, 360.0, 70.0, 24.0, 190.0
_DASH = ("", "7 4", "2 3", "9 3 2 3")
_SIGNS = 8
"""Signs along one series: enough to tell it from the others in grey print."""
_APART = 17.0
"""Points between two names at the right edge."""
_TICKS = 5
X = Callable[[Micros], float]
Y = Callable[[Decimal | float], float]


def draw_trend(figure: Figure, zone: str = "UTC") -> str:
    """The figure as one SVG element. Each series is a group of marks by time, told apart by dash and sign."""
    marks = [m for m in figure.marks if m.start is not None]
    first, last = min(m.start or 0 for m in marks), max(m.start or 0 for m in marks)
    most = max((float(v) for m in marks for v in (m.low, m.high) if v is not None), default=1.0) or 1.0
    across = (WIDTH - LEFT - RIGHT) / max(1, last - first)
    up = (HEIGHT - TOP - 40) / most

    def x(at: Micros) -> float:
        return LEFT + (at - first) * across

    def y(value: Decimal | float) -> float:
        return HEIGHT - 40 - float(value) * up

    body = [*_counts(most, y), *_days(first, last, x, zone)]
    ends: list[float] = []
    for n, (name, rows) in enumerate(_groups(figure)):
        body += _steps(rows, x, y, n)
        body += _name(name, rows[-1], x(last) + 12, y, n, ends)
    return svg(WIDTH, HEIGHT, figure.title, [*trend_in_words(figure, zone), figure.caption], body, figure.key)


def trend_in_words(figure: Figure, zone: str = "UTC") -> list[str]:
    """Each series in a sentence: its first and its last count."""
    return [
        f"{name}: {bounds(rows[0].low, rows[0].high)} by {_day(rows[0].start or 0, zone)}, "
        f"{bounds(rows[-1].low, rows[-1].high)} by {_day(rows[-1].start or 0, zone)}."
        for name, rows in _groups(figure)
    ]


def _groups(figure: Figure) -> list[tuple[str, list[Mark]]]:
    ordered = sorted((m for m in figure.marks if m.start is not None), key=lambda m: (m.group, m.start or 0))
    return [(name, list(rows)) for name, rows in groupby(ordered, key=lambda m: m.group)]


def _size(m: Mark) -> Decimal:
    return m.low if m.low is not None else m.high or Decimal(0)


def _steps(rows: list[Mark], x: X, y: Y, n: int) -> Iterator[str]:
    _, colour = SIDES[n % len(SIDES)]
    points = [(x(rows[0].start or 0), y(_size(rows[0])))]
    for a, b in pairwise(rows):
        points += [(x(b.start or 0), y(_size(a))), (x(b.start or 0), y(_size(b)))]
    path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
    dash = f' stroke-dasharray="{_DASH[n % len(_DASH)]}"' if _DASH[n % len(_DASH)] else ""
    yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>'
    for m in rows:
        if m.low is not None and m.high is not None and m.low != m.high:
            yield line(x(m.start or 0), y(m.low), x(m.start or 0), y(m.high), stroke=colour, width=1)
    every = max(1, len(rows) // _SIGNS)
    for m in rows[::-1][::every]:
        yield sign(SIDES[n % len(SIDES)][0], x(m.start or 0), y(_size(m)), colour, hollow=m.low != m.high, r=4)


def _name(name: str, last: Mark, left: float, y: Y, n: int, ends: list[float]) -> Iterator[str]:
    """The name and the last count at the right edge, moved up until it covers no other."""
    at = y(_size(last)) + 4
    while any(abs(at - other) < 2 * _APART for other in ends):
        at -= _APART
    ends.append(at)
    words = name if len(name) <= 26 else name[:25].rstrip() + "…"
    yield text(left, at, words, weight=600, size=12, fill=SIDES[n % len(SIDES)][1])
    yield text(left, at + 14, bounds(last.low, last.high), size=12)


def _counts(most: float, y: Y) -> Iterator[str]:
    rough = most / _TICKS
    unit = 10 ** floor(log10(rough)) if rough >= 1 else 1
    step = next(k * unit for k in (1, 2, 5, 10) if k * unit >= rough)
    for n in range(int(most // step) + 1):
        yield line(LEFT, y(n * step), WIDTH - RIGHT, y(n * step))
        yield text(LEFT - 8, y(n * step) + 4, f"{n * step:,}", anchor="end", size=11, fill=SOFT)


def _days(first: Micros, last: Micros, x: X, zone: str) -> Iterator[str]:
    for n in range(_TICKS):
        at = first + (last - first) * n // (_TICKS - 1)
        yield line(x(at), HEIGHT - 40, x(at), HEIGHT - 34, stroke=SOFT)
        yield text(x(at), HEIGHT - 20, _day(at, zone), anchor="middle", size=11, fill=SOFT)


def _day(at: Micros, zone: str) -> str:
    """The day that ends at this moment or holds it."""
    local = moment(at - 1).astimezone(zone_of(zone))
    return f"{local.day} {local:%b} {local.year}"
