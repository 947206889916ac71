"""Which claims: a filter as a record, turned into SQL conditions in one place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from sitrepdesk.model import BadValue, Micros, Told
from sitrepdesk.store import _tables as t
from sitrepdesk.store._leaves import batches
from sitrepdesk.store.snapshot import BATCH, Snapshot, told_query

from .naming import Naming

COUNTED = 10_000
"""So many claims of a filter are counted for a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """What claims must be like; ``None`` and ``()`` ask nothing. Times are UTC microseconds, ``until`` is the first instant left out.

    ``about`` are words (quote, participants, places as written); ``ids`` are place and entity ids that the caller resolved the same
    words to: either is enough. ``text`` are words that must be there besides. ``source`` counts with all that was merged into it;
    ``side`` is the side of the source. ``counting`` leaves out what a person rejected, and all claims of retracted items.
    """

    about: str | None = None
    ids: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    since: Micros | None = None
    until: Micros | None = None
    source: str | None = None
    side: str | None = None
    standing: tuple[str, ...] = ()
    counting: bool = False
    mood: str | None = None
    item: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some claims of many: ``total`` is how many the filter holds; where that is not ``exact``, it holds more than so many."""

    rows: tuple[Told, ...]
    total: int
    exact: bool


def claims(snapshot: Snapshot, asked: ClaimFilter, page: int = 1, size: int = 50) -> Page:
    """One page of claims, newest happening first. ``BadValue`` for a page or size below 1.

    The total is counted up to ``COUNTED``, or to the end of the page where that lies deeper: counting all takes longer the larger the desk.
    """
    if page < 1 or size < 1:
        raise BadValue(f"page {page} of size {size}", "is none", "Count pages from 1.")
    c = t.claims.c
    most = max(COUNTED, page * size)
    first = select(c.n).where(*_soonest(snapshot, asked)).order_by(c.at.desc(), c.n.desc()).limit(most + 1)
    found = iter(snapshot.connection.execution_options(yield_per=BATCH).execute(first).scalars())
    before = sum(1 for _ in islice(found, (page - 1) * size))
    shown = list(islice(found, size))
    total = before + len(shown) + sum(1 for _ in found)
    queries = (_newest(told_query().where(c.n.in_(batch))) for batch in batches(shown))
    rows = tuple(told for query in queries for told in snapshot.tell_rows(query))
    return Page(rows=rows, total=min(total, most), exact=total <= most)


def _soonest(snapshot: Snapshot, asked: ClaimFilter) -> list[ColumnElement[bool]]:
    """The conditions by which the first claims are found soonest: few that are named are looked up, else the index of pages is walked."""
    namings, rest = _namings(asked), _rest(snapshot, asked)
    if namings and namings[0].are_few(snapshot):
        return [*(naming.listed() for naming in namings), *rest]  # without ``current``, so that the list leads and not the index of pages
    return [t.claims.c.current, *rest, *(naming.among() for naming in namings)]


def every(snapshot: Snapshot, asked: ClaimFilter) -> Iterator[Told]:
    """All claims of a filter, streamed in the order of the pages."""
    return snapshot.tell_rows(_newest(told_query().where(*_conditions(snapshot, asked))))


def told_by_id(snapshot: Snapshot, ids: Iterable[str]) -> dict[str, Told]:
    """Those of these claims that stand, by their ids."""
    c = t.claims.c
    queries = (told_query().where(c.id.in_(batch), c.current, c.counts).order_by(c.item, c.n) for batch in batches(ids))
    return {told.claim.id: told for query in queries for told in snapshot.tell_rows(query)}


def _newest(query: Select[Any]) -> Select[Any]:
    return query.order_by(t.claims.c.at.desc(), t.claims.c.n.desc())


FACETS = ("type", "phase", "polarity", "likelihood", "mood", "standing", "source")


def facets(snapshot: Snapshot, asked: ClaimFilter, by: str) -> tuple[tuple[str, int], ...]:
    """How many claims of a filter there are of each value of one field, most first. ``BadValue`` for a field that is none of ``FACETS``."""
    if by not in FACETS:
        raise BadValue(repr(by), "is nothing that claims are counted by", f"Use one of: {', '.join(FACETS)}.")
    column: ColumnElement[str] = t.claims.c[by] if by != "source" else func.coalesce(t.sources.c.merged, t.sources.c.id, "")
    columns: list[ColumnElement[Any]] = [column.label("value"), func.count().label("n")]
    query: Select[Any] = select(*columns).where(*_conditions(snapshot, asked)).group_by(column)
    if by == "source":
        query = query.select_from(t.claims.outerjoin(t.sources, t.sources.c.id == t.claims.c.source))
    found = [(str(r["value"]), int(r["n"])) for r in snapshot.rows(query)]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _conditions(snapshot: Snapshot, asked: ClaimFilter) -> list[ColumnElement[bool]]:
    return [t.claims.c.current, *(naming.listed() for naming in _namings(asked)), *_rest(snapshot, asked)]


def _namings(asked: ClaimFilter) -> list[Naming]:
    about = [Naming(words=asked.about, ids=asked.ids)] if asked.about is not None or asked.ids else []
    return about + ([Naming(words=asked.text)] if asked.text is not None else [])


def _rest(snapshot: Snapshot, asked: ClaimFilter) -> list[ColumnElement[bool]]:
    """What is asked besides words and ids: all of it stands in the index that pages are walked by."""
    c = t.claims.c
    found: list[ColumnElement[bool]] = []
    if asked.counting:
        found.append(c.counts)
    for column, values in ((c.type, asked.type), (c.standing, asked.standing)):
        if values:
            found.append(column.in_(values))
    if asked.since is not None:
        found.append(func.coalesce(c.end, c.at + 1) > asked.since)
    if asked.until is not None:
        found.append(c.at < asked.until)
    for column, value in ((c.mood, asked.mood), (c.item, asked.item)):
        if value is not None:
            found.append(column == value)
    if asked.source is not None:
        found.append(c.source.in_(snapshot.merged(asked.source)))
    if asked.side is not None:
        ids = {i for s in snapshot.sources() if s.side == asked.side for i in snapshot.merged(s.id)}
        found.append(c.source.in_(ids))
    return found
