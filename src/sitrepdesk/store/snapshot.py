"""A consistent view of the desk at one moment: everything that is read from it comes through here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, func, or_, select

from sitrepdesk.model import Claim, Decision, Entry, Forecast, Item, Link, Micros, Passage, Refusal, Resolution, Source, Told, UnknownName

from . import _tables as t
from ._chain import load_chain
from ._engine import among
from ._rows import claim_from, entry_from, fold, item_from, names_of, record_from
from ._standing import stand
from .records import Head, Reading, Report, Tombstone

BATCH = 500
_LINK = (t.links.c.left, t.links.c.right, t.links.c.relation, t.links.c.score, t.links.c.because)


class Snapshot:
    """Reads inside one transaction: later writes of others do not show."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._sources: dict[str, Source] | None = None
        self._roots: dict[str, str] = {}

    def rows(self, query: Select[Any]) -> Iterator[RowMapping]:
        """Rows of a query as they come, in constant memory."""
        yield from self.connection.execution_options(yield_per=BATCH).execute(query).mappings()

    def value(self, query: Select[Any]) -> Any:
        """The one value of a query, or ``None``."""
        return self.connection.execute(query).scalar()

    # items ------------------------------------------------------------------------------------------------------------------

    def item(self, name: str) -> Item:
        """An item by its id or a beginning of it. ``UnknownName`` where there is none, or several."""
        found = [r["id"] for r in self.rows(select(t.items.c.id).where(_begins(t.items.c.id, name)).limit(6))]
        return self._item(_one("item", name, found))

    def has_item(self, item_id: str) -> bool:
        """Is an item of that id there, and not erased?"""
        return self.value(select(t.items.c.id).where(t.items.c.id == item_id)) is not None

    def _item(self, item_id: str) -> Item:
        query = select(t.records.c.record).join(t.items, t.items.c.seq == t.records.c.seq).where(t.items.c.id == item_id)
        return item_from(self.value(query))

    def items(self, *, source: str | None = None, issue: int | None = None, retracted: bool | None = None) -> Iterator[Item]:
        """Items in the order of their ids; ``source`` counts with all that was merged into it."""
        query = select(t.records.c.record).join(t.items, t.items.c.seq == t.records.c.seq).order_by(t.items.c.id)
        if source is not None:
            query = query.where(t.items.c.source.in_(self.merged(source)))
        if issue is not None:
            query = query.where(t.items.c.issue == issue)
        if retracted is not None:
            query = query.where(t.items.c.retracted == retracted)
        return (item_from(r["record"]) for r in self.rows(query))

    def item_by_blob(self, sha: str) -> list[Item]:
        """All items that are made of these bytes."""
        ids = [r["id"] for r in self.rows(select(t.items.c.id).where(t.items.c.blob == sha).order_by(t.items.c.id))]
        return [self._item(i) for i in ids]

    def item_versions(self, item_id: str) -> list[Item]:
        """An item as it was first recorded and after each correction, oldest first."""
        return [item_from(r["record"]) for r in self.rows(_records("item", item_id))]

    def recorded_at(self, item_id: str) -> Micros:
        """When an item was first recorded."""
        at = self.value(select(t.items.c.recorded_at).where(t.items.c.id == item_id))
        return int(_known("item", item_id, at))

    def held_at(self, seq: int) -> set[str]:
        """The items that the desk held when the ledger stood at that entry."""
        return {str(r["id"]) for r in self.rows(select(t.items.c.id).where(t.items.c.first_seq <= seq))}

    def is_retracted(self, item_id: str) -> bool:
        """Has a person retracted it?"""
        return bool(_known("item", item_id, self.value(select(t.items.c.retracted).where(t.items.c.id == item_id))))

    def passages(self, item_id: str) -> Iterator[Passage]:
        """The passages of an item in their order."""
        query = "SELECT id, item, locator, text, language, method, n FROM passages WHERE item IN (*)"
        found = sorted(among(self.connection, query, (item_id,)), key=lambda r: r[-1])
        return (Passage(**dict(zip(Passage.__slots__, row[:-1], strict=True))) for row in found)

    def texts(self, ids: Collection[str]) -> Iterator[tuple[Item, tuple[str, ...]]]:
        """Items, read together, each with the texts of its passages in their order."""
        found: dict[str, list[tuple[int, str]]] = {i: [] for i in ids}
        for item_id, n, text in among(self.connection, "SELECT item, n, text FROM passages WHERE item IN (*)", ids):
            found[item_id].append((n, text))
        query = "SELECT r.id, r.record FROM items AS i JOIN records AS r ON r.seq = i.seq WHERE i.id IN (*)"
        for item_id, record in among(self.connection, query, ids):
            yield item_from(record), tuple(text for _, text in sorted(found[item_id]))

    def passage(self, passage_id: str) -> Passage:
        """One passage. ``UnknownName`` where there is none."""
        found = among(self.connection, "SELECT id, item, locator, text, language, method FROM passages WHERE id IN (*)", (passage_id,))
        row = _known("passage", passage_id, next(found, None))
        return Passage(**dict(zip(Passage.__slots__, row, strict=True)))

    # claims -----------------------------------------------------------------------------------------------------------------

    def claim(self, name: str) -> Claim:
        """A claim as it was read, by a beginning of its id or anchor; current readings go first. ``UnknownName``."""
        return claim_from(self._claim_row(name)["record"])

    def _claim_row(self, name: str) -> RowMapping:
        c = t.claims.c
        named = or_(_begins(c.id, name), _begins(c.anchor, name))
        for current in (True, False):
            query = select(c.id, c.item, c.record).where(named, c.current.is_(current)).order_by(c.n.desc()).limit(50)
            found = {r["id"]: r for r in reversed(list(self.rows(query)))}
            if found:
                return found[_one("claim", name, list(found))]
        raise _unknown("claim", name)

    def told_of(self, name: str) -> Told:
        """A claim as it now stands, with its corrections: also where it is rejected or its item is retracted. ``UnknownName``."""
        row = self._claim_row(name)
        claim = claim_from(row["record"])
        return self.tell(claim, self._item(row["item"]), self.decisions(claim.anchor), self.line_of(row["item"]))

    def tell(self, claim: Claim, item: Item, decisions: Sequence[Decision], line: str) -> Told:
        """A claim as read, made into a claim as told."""
        now, standing = stand(claim, decisions)
        return Told(claim=now, item=item, source=self.speaker(item), line=line, standing=standing)

    def reading_of(self, item_id: str) -> Reading | None:
        """The current reading of an item."""
        r = t.readings.c
        query = select(t.records.c.record).join(t.readings, r.seq == t.records.c.seq).where(r.item == item_id, r.current)
        found = self.value(query)
        return None if found is None else record_from(found, Reading)

    def told(self, known_by: Micros | None = None, recorded_by: Micros | None = None) -> Iterator[Told]:
        """All claims that stand, streamed by item and then by their place in it; rejected claims and retracted items stay out.

        ``known_by`` keeps what had been available by then; ``recorded_by`` shows what this desk itself held at that moment.
        """
        if recorded_by is not None:
            return self._told_then(known_by, recorded_by)
        conditions: list[ColumnElement[bool]] = [t.claims.c.current, t.claims.c.counts]
        if known_by is not None:
            conditions.append(t.items.c.available_at <= known_by)
        query = told_query().where(*conditions).order_by(t.claims.c.item, t.claims.c.n)
        return self.tell_rows(query)

    def tell_rows(self, query: Select[Any]) -> Iterator[Told]:
        """The rows of a query over ``told_columns`` as claims that stand as the index says."""
        item: Item | None = None
        for r in self.rows(query):
            if item is None or item.id != r["item"]:
                item = item_from(r["item_record"])
            claim = claim_from(r["told"] or r["record"])
            yield Told(claim=claim, item=item, source=self.speaker(item), line=r["line"] or item.id, standing=r["standing"])

    def _told_then(self, known_by: Micros | None, recorded_by: Micros) -> Iterator[Told]:
        r, c = t.readings.c, t.claims.c
        latest = select(func.max(r.seq)).where(r.recorded_at <= recorded_by).group_by(r.item)
        query = select(c.item, c.record).where(c.reading.in_(latest)).order_by(c.item, c.n)
        for item_id, rows in groupby(self.rows(query), key=lambda row: str(row["item"])):
            item = self._item_then(item_id, recorded_by)
            decisions = self.decisions_then(item_id, recorded_by)
            if any(d.kind == "retract" for d in decisions) or (known_by is not None and item.available_at > known_by):
                continue
            line = self._line_then(item_id, recorded_by)
            for row in rows:
                claim = claim_from(row["record"])
                told = self.tell(claim, item, [d for d in decisions if d.about == claim.anchor], line)
                if told.standing != "rejected":
                    yield told

    def _item_then(self, item_id: str, at: Micros) -> Item:
        query = _records("item", item_id).join(t.entries, t.entries.c.seq == t.records.c.seq).where(t.entries.c.recorded_at <= at)
        return [item_from(r["record"]) for r in self.rows(query)][-1]

    def _line_then(self, item_id: str, at: Micros) -> str:
        n = t.item_lines.c
        query = select(n.line).join(t.entries, t.entries.c.seq == n.seq).where(n.item == item_id, t.entries.c.recorded_at <= at)
        return self.value(query.order_by(n.seq.desc()).limit(1)) or item_id

    # sources ----------------------------------------------------------------------------------------------------------------

    def _load_sources(self) -> dict[str, Source]:
        if self._sources is None:
            query = select(t.sources.c.id, t.sources.c.merged, t.records.c.record).join(t.records, t.records.c.seq == t.sources.c.seq)
            rows = list(self.rows(query.order_by(t.sources.c.id)))
            self._sources = {r["id"]: record_from(r["record"], Source) for r in rows}
            self._roots = {r["id"]: r["merged"] or r["id"] for r in rows}
        return self._sources

    def forget(self) -> None:
        """Drop what was kept of the sources, after a write."""
        self._sources = None

    def speaker(self, item: Item) -> Source | None:
        """The source of an item, merges applied; ``None`` where nobody named one."""
        return None if item.source is None else self._load_sources().get(self._roots.get(item.source, ""))

    def source_as_kept(self, source_id: str) -> Source:
        """The source of that very id, merged or not. ``UnknownName``."""
        found: Source = _known("source", source_id, self._load_sources().get(source_id))
        return found

    def sources(self) -> list[Source]:
        """All sources that were not merged into another."""
        return [s for i, s in self._load_sources().items() if self._roots[i] == i]

    def source(self, source_id: str) -> Source:
        """The source of that id, or the one that it was merged into. ``UnknownName``."""
        found = self._load_sources()
        return found[self._roots[_known("source", source_id, source_id if source_id in found else None)]]

    def merged(self, source_id: str) -> set[str]:
        """The ids that now count as this source, itself among them."""
        self._load_sources()
        return {i for i, root in self._roots.items() if root == source_id} | {source_id}

    def source_by_name(self, name: str) -> Source | None:
        """The source of that name, case and blanks aside; merges applied."""
        found = sorted(i for i, s in self._load_sources().items() if fold(name) in names_of(s))
        return self.source(found[0]) if found else None

    # decisions and links ----------------------------------------------------------------------------------------------------

    def decisions(self, about: str | None = None, *, undone: bool = True) -> list[Decision]:
        """What people decided, oldest first; ``about`` is an anchor or an item; without the undone ones where ``undone`` is false."""
        d = t.decisions.c
        conditions = [d.about == about] if about is not None else []
        return self._decisions(*conditions, *([] if undone else [d.undone_by.is_(None)]))

    def decisions_of(self, item_id: str) -> list[Decision]:
        """What people decided about an item and about its claims."""
        return self._decisions(t.decisions.c.item == item_id)

    def _decisions(self, *conditions: ColumnElement[bool]) -> list[Decision]:
        d = t.decisions.c
        query = select(d.undone_by, t.records.c.record).join(t.records, t.records.c.seq == d.seq).where(*conditions).order_by(d.seq)
        return [replace(record_from(r["record"], Decision), undone=r["undone_by"] is not None) for r in self.rows(query)]

    def decisions_then(self, item_id: str, at: Micros) -> list[Decision]:
        """Decisions about an item and its claims that stood at ``at``."""
        d, undo = t.decisions.c, t.entries.alias()
        later = and_(undo.c.seq == d.undone_by, undo.c.recorded_at > at)
        standing = or_(d.undone_by.is_(None), select(undo.c.seq).where(later).exists())
        found = self._decisions(d.item == item_id, standing)
        return [replace(x, undone=False) for x in found if x.recorded_at <= at]

    def links(self, about: str | None = None, relation: str | None = None) -> Iterator[Link]:
        """Links in the order they were recorded; the latest of several between the same two in one relation comes last."""
        k = t.links.c
        query = select(*_LINK).where(k.left.is_not(None)).order_by(k.seq, k.n)
        if about is not None:
            query = query.where(or_(k.left == about, k.right == about))
        if relation is not None:
            query = query.where(k.relation == relation)
        return (Link(**r) for r in self.rows(query))

    def lines(self) -> dict[str, str]:
        """Item to line of origin; an item without one is its own line."""
        return {item: line or item for item, line in self.connection.execute(select(t.items.c.id, t.items.c.line))}

    def line_of(self, item_id: str) -> str:
        """The line of origin of one item."""
        return self.value(select(t.items.c.line).where(t.items.c.id == item_id)) or item_id

    def items_with_keys(self, keys: Iterable[str]) -> set[str]:
        """Items that share a blocking key."""
        return {item for (item,) in among(self.connection, "SELECT item FROM item_keys WHERE key IN (*)", keys)}

    # ledger and counts ------------------------------------------------------------------------------------------------------

    def refusals(self) -> Iterator[tuple[Micros, Refusal]]:
        """What could not be taken, and when."""
        query = _records("refusal").join(t.entries, t.entries.c.seq == t.records.c.seq).add_columns(t.entries.c.recorded_at)
        return ((r["recorded_at"], record_from(r["record"], Refusal)) for r in self.rows(query))

    def entries(self, about: str | None = None) -> Iterator[Entry]:
        """Ledger entries in order; ``about`` is an item, an anchor or a source."""
        query = select(t.entries).order_by(t.entries.c.seq)
        if about is not None:
            query = query.where(t.entries.c.seq.in_(select(t.entry_about.c.seq).where(t.entry_about.c.about == about)))
        return (entry_from(r) for r in self.rows(query))

    def entry(self, seq: int) -> Entry:
        """One ledger entry. ``UnknownName``."""
        row = self.connection.execute(select(t.entries).where(t.entries.c.seq == seq)).mappings().first()
        return entry_from(_known("entry", str(seq), row))

    def head(self) -> Head:
        """Where the ledger stands."""
        return load_chain(self.connection).head()

    def counts(self) -> dict[str, int]:
        """How many of what; ``unread`` items have no reading, ``seen`` claims a person's decision, ``no_claims`` items gave none."""

        def count(query: Select[Any]) -> int:
            return int(self.value(query) or 0)

        def of(table: Any, *conditions: ColumnElement[bool]) -> int:
            return count(select(func.count()).select_from(table).where(*conditions))

        c, r, read = t.claims.c, t.records.c, select(t.readings.c.item).where(t.readings.c.current)
        return {
            "items": of(t.items),
            "unread": of(t.items, t.items.c.id.not_in(read)),
            "no_claims": of(t.readings, t.readings.c.current, t.readings.c.claims == 0),
            "retracted": of(t.items, t.items.c.retracted),
            "erased": of(t.records, r.kind == "erasure"),
            "sources": of(t.sources, t.sources.c.merged.is_(None)),
            "claims": of(t.claims, c.current),
            "seen": of(t.claims, c.current, c.standing != "machine"),
            "decisions": of(t.decisions, t.decisions.c.undone_by.is_(None)),
            "refusals": of(t.records, r.kind == "refusal"),
            "reports": count(select(func.count(r.id.distinct())).where(r.kind == "report")),
            "entries": of(t.entries),
            "blobs": of(t.blobs, t.blobs.c.erased_by.is_(None)),
        }

    def not_read(self) -> tuple[tuple[str, int], ...]:
        """How many passages were not read, by reason, over the current readings; most first."""
        totals: dict[str, int] = {}
        query = select(t.records.c.record).join(t.readings, t.readings.c.seq == t.records.c.seq).where(t.readings.c.current)
        for row in self.rows(query):
            for reason, n in record_from(row["record"], Reading).skipped:
                totals[reason] = totals.get(reason, 0) + n
        return tuple(sorted(totals.items(), key=lambda pair: (-pair[1], pair[0])))

    def reports(self) -> list[Report]:
        """Reports as drafted and issued, in the order in which they were made."""
        return [record_from(r["record"], Report) for r in self.rows(_records("report"))]

    def report(self, number: int) -> Report | None:
        """The last issue of a report's number."""
        found = [record_from(r["record"], Report) for r in self.rows(_records("report", str(number)))]
        return found[-1] if found else None

    def forecasts(self) -> list[Forecast]:
        """Forecasts in the order in which they were registered."""
        return [record_from(r["record"], Forecast) for r in self.rows(_records("forecast"))]

    def resolutions(self) -> list[Resolution]:
        """How forecasts came out, in the order in which that was decided."""
        return [record_from(r["record"], Resolution) for r in self.rows(_records("resolution"))]

    def tombstones(self) -> list[Tombstone]:
        """What was erased, why and by whom."""
        return [record_from(r["record"], Tombstone) for r in self.rows(_records("erasure"))]

    def person_name(self, person_id: str) -> str | None:
        """The name behind a person's id."""
        name: str | None = self.value(select(t.persons.c.name).where(t.persons.c.id == person_id))
        return name


def told_query() -> Select[Any]:
    """The columns that ``tell_rows`` takes, over claims, items and their records; conditions and order are the caller's."""
    c = t.claims.c
    columns = (c.item, c.record, c.told, c.standing, t.items.c.line, t.records.c.record.label("item_record"))
    joined = t.claims.join(t.items, t.items.c.id == c.item).join(t.records, t.records.c.seq == t.items.c.seq)
    return select(*columns).select_from(joined)


def _records(kind: str, record_id: str | None = None) -> Select[Any]:
    query = select(t.records.c.record).where(t.records.c.kind == kind).order_by(t.records.c.seq)
    return query if record_id is None else query.where(t.records.c.id == record_id)


def _begins(column: ColumnElement[str], start: str) -> ColumnElement[bool]:
    return and_(column >= start, column < start + "\U0010ffff") if start else column.is_(None)


def _unknown(what: str, name: str) -> UnknownName:
    return UnknownName(repr(name), f"names no {what} here", f"Give the {what}'s id or its first letters.")


def _known(what: str, name: str, found: Any) -> Any:
    if found is None:
        raise _unknown(what, name)
    return found


def _one(what: str, name: str, found: Sequence[str]) -> str:
    if name in found:
        return name
    if not found:
        raise _unknown(what, name)
    if len(found) > 1:
        several = ", ".join(i[:12] for i in found[:5])
        raise UnknownName(repr(name), f"is the beginning of more than one {what}", f"Write more of it: {several}.")
    return found[0]
