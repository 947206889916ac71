"""Who has a piece of news from whom: the lines of origin of one event, each a tree of reports with the evidence for each step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitrepdesk.link import source_line
from sitrepdesk.model import Account, Event, Link, Micros

from .linking import Linked

TOLD_BEFORE = "It credits this line, or tells the same within a day, so much alike that it may well have it from there."
PICTURES_ONLY = "It shows where the picture comes from, and not where the words do: no line follows from it."
_ELSEWHERE = "Through reports that tell other things, or in its words alone."


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report of an event: its claims of it, and the report that it has them from. ``since`` is its publication, where known."""

    item: str
    name: str
    since: Micros | None
    claims: tuple[str, ...]
    quote: str
    copied_from: str | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of origin with its reports, each behind the one that it was copied from. ``why_not`` says why it does not count."""

    id: str
    name: str
    reports: tuple[Report, ...]
    why_not: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """The lines of origin of an event, those that count first; ``pictures`` are the same pictures in its reports, which make no line."""

    event: str
    heading: str
    counted: str
    lines: tuple[Line, ...]
    pictures: tuple[Link, ...] = ()

    @property
    def names(self) -> dict[str, str]:
        """Item to the name that its report goes by."""
        return {r.item: r.name for line in self.lines for r in line.reports}


def lineage(linked: Linked, event: Event) -> Lineage:
    """The lines of origin of an event."""
    by_line: dict[str, list[Account]] = defaultdict(list)
    for a in linked.tellings(event):
        by_line[a.line or "own"].append(a)
    found = [_line(linked, event, line, told) for line, told in by_line.items()]
    ordered = sorted(found, key=lambda x: (bool(x.why_not), x.reports[0].since is None, x.reports[0].since or 0, x.id))
    pictures = linked.pictures({r.item for line in found for r in line.reports})
    return Lineage(event=event.id, heading=linked.heading(event), counted=linked.counted(event), lines=tuple(ordered), pictures=pictures)


def depth(line: Line) -> dict[str, int]:
    """How many steps each report of a line is away from where the words first stood."""
    steps: dict[str, int] = {}
    for r in line.reports:
        steps[r.item] = steps[r.copied_from] + 1 if r.copied_from else 0
    return steps


def _line(linked: Linked, event: Event, line: str, told: list[Account]) -> Line:
    items = {a.item: a for a in sorted(told, key=lambda a: (a.said_at, a.id), reverse=True)}
    roots = {a.origin for a in told}
    parents = _parents(roots, items.keys() | roots, linked.copies(items.keys() | roots))
    parents |= _told_before(linked, line, told)
    reports = {i: _report(linked, event, i, line, parents.get(i)) for i in items.keys() | {p for p, _ in parents.values() if p}}
    why_not = "" if line in event.lines else _why_not(line)
    return Line(id=line, name=linked.line_name(line), reports=tuple(_in_order(reports.values())), why_not=why_not)


def _told_before(linked: Linked, line: str, told: list[Account]) -> dict[str, tuple[str | None, str]]:
    """Reports that copy no words, and count with another's line all the same: behind the first report of that line, if there is one."""
    own: list[Account] = []
    others: list[Account] = []
    for a in (a for a in told if a.origin == a.item and linked.told(a.id).line == line):
        source = linked.told(a.id).source
        (own if source is None or source_line(source) == line else others).append(a)
    first = min(own, key=lambda a: (a.said_at, a.item), default=None)
    return {a.item: (first.item, TOLD_BEFORE) for a in others} if first else {}


def _why_not(line: str) -> str:
    if line == "own":
        return "our own earlier report supports nothing"
    return "it tells it with a softening word, or as hearsay, where others tell it outright"


def _parents(roots: Iterable[str], items: Iterable[str], copies: Iterable[Link]) -> dict[str, tuple[str | None, str]]:
    """For each item the one that it has the words from, by the fewest steps from where they first stood; roots have none."""
    near: dict[str, dict[str, Link]] = defaultdict(dict)
    for link in sorted(copies, key=lambda k: (-k.score, k.left, k.right)):
        near[link.right].setdefault(link.left, link)
        near[link.left].setdefault(link.right, link)
    found: dict[str, tuple[str | None, str]] = dict.fromkeys(sorted(roots), (None, ""))
    todo = list(found)
    for item in todo:
        for other, link in sorted(near[item].items()):
            if other not in found:
                found[other] = (item, link.because)
                todo.append(other)
    first = min(found, default=None)
    return dict.fromkeys(sorted(items), (first, _ELSEWHERE)) | found


def _report(linked: Linked, event: Event, item: str, line: str, parent: tuple[str | None, str] | None) -> Report:
    mine = [a for a in linked.tellings(event) if a.item == item and (a.line or "own") == line]
    published = linked.item(item).published
    copied_from, because = parent or (None, "")
    return Report(
        item=item,
        name=linked.source_name(item),
        since=published.start if published else None,
        claims=tuple(a.id for a in mine),
        quote=" ".join(linked.told(mine[0].id).claim.quote.split()) if mine else "",
        copied_from=copied_from,
        because=because,
    )


def _in_order(reports: Iterable[Report]) -> Iterator[Report]:
    """Each report behind the one that it was copied from; roots and siblings by time."""
    under: dict[str | None, list[Report]] = defaultdict(list)
    for r in sorted(reports, key=lambda r: (r.since is None, r.since or 0, r.item)):
        under[r.copied_from].append(r)
    todo = list(reversed(under[None]))
    while todo:
        report = todo.pop()
        yield report
        todo += reversed(under[report.item])
