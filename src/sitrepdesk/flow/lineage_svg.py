"""The lines of origin of an event as one SVG picture: a row a report, time to the right, an arrow from each report to its copy."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from sitrepdesk.model import Micros, moment, zone_of

from .lineage import PICTURES_ONLY, Line, Lineage, Report

MARK = "INTERNAL, NOT CHECKED FOR RELEASE"
WIDTH, NAMES, RIGHT, ROW, TOP = 960, 300, 150, 30, 96
_INK, _FAINT, _COUNTS, _NOT, _SAME = "#1b1f24", "#6a737d", "#0b6e4f", "#9aa0a6", "#8250df"
Places = dict[str, tuple[int, int]]
"""Item to the middle of its mark, in pixels."""


def to_svg(lineage: Lineage, zone: str) -> str:
    """The picture as SVG text, with a title and a description for those who do not see it. Times are printed in ``zone``."""
    times = [r.since for line in lineage.lines for r in line.reports if r.since is not None]
    first, last = min(times, default=0), max(times, default=0)
    rows = sum(len(line.reports) + 1 for line in lineage.lines)
    foot = TOP + rows * ROW + 26
    height = foot + (32 if lineage.pictures else 14)
    body = "\n".join(_lines(lineage, first, last, zone))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="13" fill="{_INK}">\n'
        f"<title>{escape(lineage.heading)}: {escape(lineage.counted)}</title>\n"
        f"<desc>{escape(_described(lineage))}</desc>\n"
        '<defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0 8 4 0 8z" fill="{_FAINT}"/></marker></defs>\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        f'<text x="20" y="26" font-size="11" fill="#a40000">{MARK}</text>\n'
        f'<text x="20" y="52" font-size="17" font-weight="600">{escape(lineage.heading)}</text>\n'
        f'<text x="20" y="74">{escape(lineage.counted)}. Event {lineage.event[:10]}.</text>\n'
        f"{body}\n"
        f'<text x="20" y="{foot}" font-size="11" fill="{_FAINT}">Times of publication, {escape(zone)}. '
        "Filled: counts as an independent line. Hollow: a copy, or a line that does not count.</text>\n"
        f"{_same(lineage, height - 14)}"
        "</svg>\n"
    )


def _described(lineage: Lineage) -> str:
    names = {r.item: r.name for line in lineage.lines for r in line.reports}
    parts = [
        f"{r.name} has it from {names[r.copied_from]}." if r.copied_from else f"{r.name} is where its words first stood."
        for line in lineage.lines
        for r in line.reports
    ]
    parts += [f"{names[k.left]} and {names[k.right]} carry the same picture." for k in lineage.pictures]
    return " ".join(parts)


def _lines(lineage: Lineage, first: Micros, last: Micros, zone: str) -> Iterator[str]:
    y = TOP
    where: Places = {}
    for line in lineage.lines:
        mine = {r.item: (_x(r, first, last), y + (n + 1) * ROW + 16) for n, r in enumerate(line.reports)}
        yield from _line(line, y, mine, zone)
        where |= {i: at for i, at in mine.items() if i not in where}
        y += (len(line.reports) + 1) * ROW
    for k in lineage.pictures:
        (x1, y1), (x2, y2) = where[k.right], where[k.left]
        bow = min(x1, x2) - 24
        path = f"M{x1 - 7} {y1}C{bow} {y1},{bow} {y2},{x2 - 7} {y2}"
        yield f'<path d="{path}" fill="none" stroke="{_SAME}" stroke-dasharray="4 3"><title>{escape(k.because)}</title></path>'


def _same(lineage: Lineage, y: int) -> str:
    return (
        f'<text x="20" y="{y}" font-size="11" fill="{_SAME}">Dashed: the same picture. {PICTURES_ONLY}</text>\n' if lineage.pictures else ""
    )


def _line(line: Line, top: int, where: Places, zone: str) -> Iterator[str]:
    colour = _NOT if line.why_not else _COUNTS
    state = f"does not count: {line.why_not}" if line.why_not else "counts once"
    yield f'<line x1="20" x2="{WIDTH - 20}" y1="{top}" y2="{top}" stroke="#d0d7de"/>'
    yield f'<text x="20" y="{top + 20}" font-weight="600">{escape(_cut(line.name, 60))}</text>'
    yield f'<text x="{WIDTH - 20}" y="{top + 20}" text-anchor="end" fill="{colour}">{escape(_cut(state, 60))}</text>'
    for r in line.reports:
        if r.copied_from:
            (x1, y1), (x2, y2) = where[r.copied_from], where[r.item]
            path = f"M{x1} {y1 + 6}C{x1} {y2},{x1} {y2},{max(x1, x2 - 7)} {y2}" if x2 > x1 + 9 else f"M{x1} {y1 + 6}L{x2} {y2 - 7}"
            yield f'<path d="{path}" fill="none" stroke="{_FAINT}" marker-end="url(#to)"><title>{escape(r.because)}</title></path>'
    for r in line.reports:
        yield from _report(r, *where[r.item], colour, zone)


def _report(r: Report, x: int, y: int, colour: str, zone: str) -> Iterator[str]:
    fill = "#ffffff" if r.copied_from or colour == _NOT else colour
    clock = f"{moment(r.since).astimezone(zone_of(zone)):%Y-%m-%d %H:%M}" if r.since is not None else "date unknown"
    yield f'<text x="36" y="{y + 4}">{escape(_cut(r.name, 38))}</text>'
    yield f'<circle cx="{x}" cy="{y}" r="6" fill="{fill}" stroke="{colour}" stroke-width="2"><title>{escape(r.quote)}</title></circle>'
    yield f'<text x="{x + 12}" y="{y + 4}" font-size="11" fill="{_FAINT}">{clock}</text>'


def _x(r: Report, first: Micros, last: Micros) -> int:
    room = WIDTH - NAMES - RIGHT
    return NAMES + (room * (r.since - first) // (last - first) if r.since is not None and last > first else 0)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
