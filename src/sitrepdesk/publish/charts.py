"""The charts of a report as static SVG: time bars, interval bands, calibration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from html import escape
from itertools import groupby
from math import log10

from sitrepdesk.model import DAY, Figure, Mark, Micros, moment, zone_of

from .drawing import INK, PAPER, SOFT, bounds, line, svg, text
from .mapping import draw_map, note, words_of
from .trend import draw_trend, trend_in_words

WIDTH, LEFT, ROW, TOP = 760.0, 300.0, 24.0, 28.0
_BAR = "#44607f"
_MOST_TICKS = 9


def draw(figure: Figure, zone: str = "UTC") -> str:
    """The figure as one SVG element; an empty text where there is nothing to draw."""
    makers: dict[str, Callable[[Figure, str], str]] = {
        "timeline": _timeline,
        "bands": _bands,
        "calibration": _calibration,
        "trend": draw_trend,
    }
    if figure.chart == "map":
        return draw_map(figure)
    return makers[figure.chart](figure, zone) if figure.marks else ""


def in_words(figure: Figure, zone: str = "UTC") -> list[str]:
    """What the figure shows as sentences, for those who cannot see it."""
    if figure.chart == "map":
        return words_of(figure)
    if figure.chart == "timeline":
        return [f"{m.label}, {_span(m, zone)} ({m.group})." for m in figure.marks]
    if figure.chart == "trend":
        return trend_in_words(figure, zone)
    if figure.chart == "calibration":
        return [f"Of {m.note} forecasts at {m.label}, {_share(m.high)} came true." for m in figure.marks]
    return [f"{m.group}: {bounds(m.low, m.high)}{' ' + m.note if m.note else ''}, {m.label}." for m in figure.marks]


def note_of(figure: Figure) -> str:
    """The caption, and under a map its disclaimer."""
    return f"{figure.caption} {note()}" if figure.chart == "map" else figure.caption


def _timeline(figure: Figure, zone: str) -> str:
    marks = [m for m in figure.marks if m.start is not None and m.end is not None]
    first = min((m.start or 0 for m in marks), default=0) // DAY * DAY
    last = -(-max((m.end or 0 for m in marks), default=DAY) // DAY) * DAY
    across = (WIDTH - LEFT - 26) / max(1, last - first)

    def x(at: Micros) -> float:
        return LEFT + (at - first) * across

    low = TOP + ROW * len(marks)
    body = [*_days(first, last, x, low, zone), *(part for n, m in enumerate(marks) for part in _when(m, TOP + ROW * n, x))]
    body += [text(LEFT, low + 32, "filled: reported · hollow: claimed or hedged · dashed: disputed", size=12, fill=SOFT)]
    return svg(WIDTH, low + 42, figure.title, in_words(figure, zone), body, figure.key)


def _days(first: Micros, last: Micros, x: Callable[[Micros], float], low: float, zone: str) -> Iterator[str]:
    step = max(1, -(-(last - first) // DAY // _MOST_TICKS)) * DAY
    for at in range(first, last + 1, step):
        yield line(x(at), TOP - 8, x(at), low)
        yield text(x(at), low + 14, _day(at, zone), anchor="middle", size=11, fill=SOFT)


def _when(m: Mark, y: float, x: Callable[[Micros], float]) -> Iterator[str]:
    start, end = x(m.start or 0), x(m.end or 0)
    wide = max(4.0, end - start)
    dash = ' stroke-dasharray="4 3"' if m.group == "disputed" else ""
    fill = _BAR if m.group == "reported" else PAPER
    yield text(LEFT - 10, y + 13, _cut(m.label), anchor="end")
    yield (
        f'<rect x="{start:.1f}" y="{y + 3:.1f}" width="{wide:.1f}" height="13" rx="2" fill="{fill}" stroke="{_BAR}"{dash}>'
        f"<title>{escape(m.label)} ({escape(m.group)})</title></rect>"
    )


def _bands(figure: Figure, zone: str) -> str:  # noqa: ARG001
    groups = [(name, list(rows)) for name, rows in groupby(sorted(figure.marks, key=lambda m: m.group), key=lambda m: m.group)]
    most = max((float(v) for m in figure.marks for v in (m.low, m.high) if v is not None), default=1.0)
    top = log10(most + 1) or 1.0

    def x(value: Decimal | float) -> float:
        return LEFT + (WIDTH - LEFT - 150) * log10(float(value) + 1) / top

    low = TOP + ROW * (len(figure.marks) + len(groups))
    body = list(_scale(most, x, low))
    y = TOP
    for name, rows in groups:
        body.append(text(10, y + 14, name, weight=600))
        y += ROW
        for m in rows:
            body += _count(m, y, x)
            y += ROW
    body.append(text(LEFT, low + 32, "logarithmic scale", size=12, fill=SOFT))
    return svg(WIDTH, low + 42, figure.title, in_words(figure), body, figure.key)


def _scale(most: float, x: Callable[[float], float], low: float) -> Iterator[str]:
    value = 1.0
    while value <= most * 1.01:
        yield line(x(value), TOP - 6, x(value), low)
        yield text(x(value), low + 14, f"{value:,.0f}", anchor="middle", size=11, fill=SOFT)
        value *= 10


def _count(m: Mark, y: float, x: Callable[[Decimal | float], float]) -> Iterator[str]:
    middle = y + 10
    yield text(LEFT - 10, y + 14, _cut(m.label), anchor="end", size=12)
    left = x(m.low) if m.low is not None else LEFT
    right = x(m.high) if m.high is not None else left + 34
    if m.low is not None and m.low == m.high:
        yield f'<circle cx="{left:.1f}" cy="{middle:.1f}" r="5" fill="{INK}"/>'
    else:
        wide = max(3.0, right - left)
        yield f'<rect x="{left:.1f}" y="{middle - 5:.1f}" width="{wide:.1f}" height="10" fill="{_BAR}" fill-opacity="0.55"/>'
    if m.low is not None and m.high is None:
        yield line(left, middle - 8, left, middle + 8, stroke=INK, width=2.4)
        yield f'<polygon points="{right:.1f},{middle - 8:.1f} {right + 11:.1f},{middle:.1f} {right:.1f},{middle + 8:.1f}" fill="{INK}"/>'
        right += 11
    if m.low is None and m.high is not None:
        yield line(right, middle - 8, right, middle + 8, stroke=INK, width=2.4)
    yield text(right + 9, y + 14, bounds(m.low, m.high) + (f" {m.note}" if m.note else ""), size=12)


def _calibration(figure: Figure, zone: str) -> str:  # noqa: ARG001
    size, at = 300.0, 50.0

    def x(share: Decimal | None) -> float:
        return at + float(share or 0) * size

    def y(share: Decimal | None) -> float:
        return 20 + size - float(share or 0) * size

    body = [line(x(Decimal(0)), y(Decimal(0)), x(Decimal(1)), y(Decimal(1)), dash="4 4")]
    for n in range(0, 11, 2):
        share = Decimal(n) / 10
        body.append(line(at, y(share), at + size, y(share)))
        body.append(text(at - 6, y(share) + 4, f"{n * 10} %", anchor="end", size=11, fill=SOFT))
        body.append(text(x(share), 20 + size + 16, f"{n * 10} %", anchor="middle", size=11, fill=SOFT))
    for m in figure.marks:
        body.append(f'<circle cx="{x(m.low):.1f}" cy="{y(m.high):.1f}" r="6" fill="{INK}"/>')
        body.append(text(x(m.low) + 9, y(m.high) - 6, f"{m.note} cases", size=11, halo=True))
    body += [text(at, 20 + size + 36, "said, and how often it came true", size=12, fill=SOFT), line(at, 20, at, 20 + size, stroke=SOFT)]
    return svg(420, 20 + size + 46, figure.title, in_words(figure), body, figure.key)


def _cut(words: str, most: int = 40) -> str:
    """A label that fits beside its bar: of a place too long what happened there stays."""
    if len(words) <= most:
        return words
    name, colon, what = words.rpartition(": ")
    tail = colon + what if name and len(what) < most // 2 else ""
    return words[: most - 1 - len(tail)].rstrip() + "…" + tail


def _share(value: Decimal | None) -> str:
    return f"{float(value or 0):.0%}"


def _day(at: Micros, zone: str) -> str:
    local = moment(at).astimezone(zone_of(zone))
    return f"{local.day} {local:%b}"


def _span(m: Mark, zone: str) -> str:
    first, last = _day(m.start or 0, zone), _day((m.end or 1) - 1, zone)
    return first if first == last else f"{first} to {last}"
