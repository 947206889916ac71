"""What each ledger entry stands for: its record, its bytes, its rows in the index, by the kind of entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any

import msgspec
from sqlalchemy import RowMapping, Table, select

from sitrepdesk.model import (
    BadValue,
    BlobChanged,
    Claim,
    Decision,
    Entry,
    Item,
    Link,
    Malformed,
    Media,
    MissingBlob,
    Passage,
    Source,
    from_line,
)

from . import _tables as t
from . import merkle
from ._leaves import line_leaf, link_leaf, media_leaf, passage_leaf, root_of
from ._rows import RECORDS, claim_from, claim_row, ids_of, item_row, names_of, record_digest, record_from, text_of
from ._standing import stand
from .archive import Archive
from .ledger import RESTORE, Checker, abouts, body_of
from .records import Problem, Reading, Report
from .snapshot import Snapshot

Body = dict[str, Any]
_Judge = tuple[Item, dict[str, list[Decision]]]
REINDEX = "Export the desk and import it again, or restore a backup."


class Audit:
    """Checks entries against all that hangs on them, after the chain itself was walked."""

    def __init__(self, snapshot: Snapshot, archive: Archive, checker: Checker) -> None:
        self.snapshot = snapshot
        self.archive = archive
        self.erased_blobs = checker.blobs
        self.erased_items = checker.named
        self.merged: dict[str, str] = {}
        self._kinds: dict[str, Callable[[Entry, Body, Any], Iterator[str]]] = {
            "item": self._item,
            "reading": self._reading,
            "media": self._media,
            "links": self._links,
            "lines": self._lines,
            "source": self._source,
            "source-merged": self._merge,
            "decision": self._decision,
            "undo": self._undo,
            "report": self._report,
            "erasure": self._erasure,
        }

    def entries(self, batch: Sequence[Entry]) -> Iterator[Problem]:
        """The problems of what these entries stand for."""
        first, last = batch[0].seq, batch[-1].seq
        records = {r["seq"]: r for r in self._rows(t.records, t.records.c.seq.between(first, last))}
        found: dict[int, set[str]] = {}
        for r in self._rows(t.entry_about, t.entry_about.c.seq.between(first, last)):
            found.setdefault(r["seq"], set()).add(r["about"])
        for entry in batch:
            for what in self._entry(entry, records.get(entry.seq), found.get(entry.seq, set())):
                yield Problem(seq=entry.seq, where=f"entry {entry.seq} ({entry.kind})", what=what, todo=RESTORE)

    def _rows(self, table: Table, *conditions: Any, order: Any = None) -> list[RowMapping]:
        query = select(table).where(*conditions)
        return list(self.snapshot.rows(query if order is None else query.order_by(order)))

    def _entry(self, entry: Entry, row: RowMapping | None, about: set[str]) -> Iterator[str]:
        try:
            body = body_of(entry)
        except BadBody as e:
            yield f"has a body that cannot be read: {e}"
            return
        if body is None:
            if row is not None:
                yield "was erased, but its record is still there"
            if self.erased_items.get(entry.seq) not in about:
                yield "is not filed under the item that was erased"
            return
        if not abouts(body) <= about:
            yield "is not filed under what it is about"
        record: Any = None
        if "record" in body:
            if row is None or row["kind"] != entry.kind or record_digest(row["record"]) != body["record"]:
                yield "stands for a record that was changed or removed"
                return
            record = record_from(row["record"], RECORDS[entry.kind])
            if row["id"] != _record_id(entry, record):
                yield "stands for a record that is filed under another id"
        yield from self._blobs(body)
        if check := self._kinds.get(entry.kind):
            yield from check(entry, body, record)

    # bytes ------------------------------------------------------------------------------------------------------------------

    def _blobs(self, body: Body) -> Iterator[str]:
        for sha in dict.fromkeys(s for s in (body.get("blob"), body.get("container")) if s):
            yield from self._blob(sha, needed=sha == body.get("blob"))

    def _blob(self, sha: str, *, needed: bool) -> Iterator[str]:
        row = next(iter(self._rows(t.blobs, t.blobs.c.sha == sha)), None)
        if row is None:
            if needed:
                yield f"names the blob {sha}, which the table of blobs has lost"
        elif row["erased_by"] is not None:
            if row["erased_by"] != self.erased_blobs.get(sha, 0):
                yield f"names the blob {sha}, which is marked as erased, and no erasure names it"
        else:
            yield from self._bytes(sha, row["size"])

    def _bytes(self, sha: str, size: int) -> Iterator[str]:
        try:
            self.archive.check(sha)
            if self.archive.path(sha).stat().st_size != size:
                yield f"names the blob {sha}, whose size in the table is wrong"
        except MissingBlob:
            yield f"names the blob {sha}, which is missing from the archive"
        except BlobChanged:
            yield f"names the blob {sha}, whose bytes were changed"

    # items ------------------------------------------------------------------------------------------------------------------

    def _item(self, entry: Entry, body: Body, item: Item) -> Iterator[str]:
        row = next(iter(self._rows(t.items, t.items.c.id == item.id)), None)
        if row is None or row["seq"] < entry.seq:
            yield "stands for an item that the table of items has lost"
            return
        if entry.replaces is None and row["first_seq"] != entry.seq:
            yield "stands for an item whose first entry was changed"
        if row["first_seq"] == entry.seq and row["recorded_at"] != entry.recorded_at:
            yield "stands for an item whose time of recording was changed"
        if row["seq"] != entry.seq:
            return
        decisions = self.snapshot.decisions(item.id, undone=False)
        lines = self._rows(t.item_lines, t.item_lines.c.item == item.id, order=t.item_lines.c.seq)
        expected = item_row(item) | {
            "retracted": any(d.kind == "retract" for d in decisions),
            "line": lines[-1]["line"] if lines else None,
        }
        yield from _differences("item", expected, row)
        columns = Passage.__slots__
        tree = merkle.Frontier()
        for n, p in enumerate(self.snapshot.rows(select(t.passages).where(t.passages.c.item == item.id).order_by(t.passages.c.n))):
            tree.add(passage_leaf(Passage(**{name: p[name] for name in columns})))
            if p["n"] != n:
                yield "stands for an item whose passages are out of order"
        if tree.root().hex() != body["passages"]:
            yield "stands for an item whose passages were changed"

    def _media(self, entry: Entry, body: Body, _record: None) -> Iterator[str]:
        tree = merkle.Frontier()
        for n, row in enumerate(self._rows(t.media, t.media.c.seq == entry.seq, order=t.media.c.n)):
            if row["n"] != n or row["item"] != body["item"]:
                yield "stands for pictures that were renumbered, or moved to another item"
            tree.add(media_leaf(Media(**{name: row[name] for name in Media.__slots__})))
            yield from self._blob(row["blob"], needed=True)
        if tree.root().hex() != body["root"]:
            yield "stands for pictures that were changed, removed or added"

    # readings ---------------------------------------------------------------------------------------------------------------

    def _reading(self, entry: Entry, _body: Body, reading: Reading) -> Iterator[str]:
        row = next(iter(self._rows(t.readings, t.readings.c.seq == entry.seq)), None)
        latest = self.snapshot.value(
            select(t.readings.c.seq).where(t.readings.c.item == reading.item).order_by(t.readings.c.seq.desc()).limit(1)
        )
        expected = {
            "item": reading.item,
            "blob": reading.blob,
            "claims": reading.claims,
            "current": latest == entry.seq,
            "recorded_at": entry.recorded_at,
        }
        yield from _differences("reading", expected, row)
        if row is None or not self.archive.has(reading.blob):
            return
        c = t.claims.c
        rows = self.snapshot.rows(select(t.claims).where(c.reading == entry.seq).order_by(c.n))
        judge = self._judge(reading.item) if row["current"] else None
        ids: dict[int, set[str]] = {}
        for r in self.snapshot.rows(select(t.claim_ids).where(t.claim_ids.c.n.in_(select(c.n).where(c.reading == entry.seq)))):
            ids.setdefault(r["n"], set()).add(r["id"])
        with self.archive.open(reading.blob) as lines:
            for n, (line, kept) in enumerate(zip_longest(lines, rows), 1):
                if line is None or kept is None:
                    yield f"stands for a reading that does not hold as many claims as the index (claim {n})"
                    return
                yield from self._claim(n, line, kept, ids.get(kept["n"], set()), judge)

    def _judge(self, item_id: str) -> _Judge | None:
        if not self.snapshot.has_item(item_id):
            return None
        by: dict[str, list[Decision]] = {}
        for d in self.snapshot.decisions_of(item_id):
            by.setdefault(d.about, []).append(d)
        return self.snapshot.item(item_id), by

    def _claim(self, n: int, line: bytes, row: RowMapping, ids: set[str], judge: _Judge | None) -> Iterator[str]:
        try:
            claim = from_line(line.decode(), f"claim {n}")
        except (Malformed, UnicodeDecodeError):
            yield f"stands for a reading whose line {n} is no claim"
            return
        if not _same_claim(claim, row["record"]):
            yield f"stands for a reading whose claim {n} was changed in the index"
            return
        if row["current"] != (judge is not None):
            yield f"stands for a reading whose claim {n} is wrongly marked current"
        elif judge:
            item, decisions = judge
            told, standing = stand(claim, decisions.get(claim.anchor, ()))
            retracted = any(d.kind == "retract" and not d.undone for d in decisions.get(item.id, ()))
            expected = claim_row(claim_from(row["record"]), told, standing, item, retracted=retracted)
            if expected["told"] is not None and row["told"] is not None and _same_claim(told, row["told"]):
                expected["told"] = row["told"]
            yield from _differences(f"claim {n}", expected, row)
            if ids != ids_of(told):
                yield f"stands for a reading whose claim {n} is filed under other ids"

    # links, sources, decisions, reports -------------------------------------------------------------------------------------

    def _links(self, entry: Entry, body: Body, _record: None) -> Iterator[str]:
        leaves: list[str] = []
        for row in self.snapshot.rows(select(t.links).where(t.links.c.seq == entry.seq).order_by(t.links.c.n)):
            if row["n"] != len(leaves):
                yield "stands for links that were renumbered"
            leaves.append(row["leaf"])
            if row["nonce"] is not None:
                link = Link(**{name: row[name] for name in Link.__slots__})
                if link_leaf(row["nonce"], link) != row["leaf"]:
                    yield f"stands for links of which number {row['n'] + 1} was changed"
            elif any(row[name] is not None for name in Link.__slots__):
                yield f"stands for links of which number {row['n'] + 1} has lost its nonce"
        if root_of(leaves) != body["root"]:
            yield "stands for links that were removed, added or reordered"

    def _lines(self, entry: Entry, body: Body, _record: None) -> Iterator[str]:
        rows = self._rows(t.item_lines, t.item_lines.c.seq == entry.seq, order=t.item_lines.c.item)
        if root_of(line_leaf(r["item"], r["line"]) for r in rows) != body["root"]:
            yield "stands for lines of origin that were changed"

    def _source(self, entry: Entry, _body: Body, source: Source) -> Iterator[str]:
        row = next(iter(self._rows(t.sources, t.sources.c.id == source.id)), None)
        if row is None or row["seq"] < entry.seq:
            yield "stands for a source that the table of sources has lost"
        elif row["seq"] == entry.seq:
            yield from _differences("source", {"side": source.side}, row)
            names = {r["name"] for r in self._rows(t.source_names, t.source_names.c.source == source.id)}
            if names != names_of(source):
                yield "stands for a source that is found by other names"

    def _merge(self, _entry: Entry, body: Body, _record: None) -> Iterator[str]:
        old, new = body["source"], body["into"]
        self.merged = {i: new if root == old else root for i, root in self.merged.items()} | {old: new}
        yield from ()

    def merges(self) -> Iterator[Problem]:
        """Sources that the index merges otherwise than the ledger does; asked after all entries."""
        kept = {r["id"]: r["merged"] for r in self._rows(t.sources) if r["merged"] is not None}
        for source in sorted(kept.items() ^ self.merged.items()):
            what = "is merged otherwise in the index than in the ledger"
            yield Problem(seq=None, where=f"source {source[0]}", what=what, todo=REINDEX)

    def _decision(self, entry: Entry, body: Body, decision: Decision) -> Iterator[str]:
        row = next(iter(self._rows(t.decisions, t.decisions.c.seq == entry.seq)), None)
        yield from _differences("decision", {"about": decision.about, "kind": decision.kind, "item": body["item"]}, row)
        if row is not None and row["undone_by"] is not None:
            undo = next(iter(self._rows(t.entries, t.entries.c.seq == row["undone_by"])), None)
            if undo is None or undo["kind"] != "undo" or undo["replaces"] != entry.seq:
                yield "stands for a decision that is marked as undone, and nobody undid it"

    def _undo(self, entry: Entry, body: Body, _record: None) -> Iterator[str]:
        row = next(iter(self._rows(t.decisions, t.decisions.c.seq == body["undone"])), None)
        yield from _differences("decision", {"undone_by": entry.seq}, row)

    def _report(self, entry: Entry, _body: Body, report: Report) -> Iterator[str]:
        rows = self._rows(t.report_items, t.report_items.c.seq == entry.seq)
        if {r["item"] for r in rows} != set(report.items):
            yield "stands for a report that is filed under other items"

    def _erasure(self, entry: Entry, body: Body, _record: Any) -> Iterator[str]:
        for sha in body["blobs"]:
            row = next(iter(self._rows(t.blobs, t.blobs.c.sha == sha)), None)
            if row is None:
                yield f"erased the blob {sha}, of which the table of blobs knows nothing"
            elif self.erased_blobs.get(sha) == entry.seq and self.archive.has(sha) != (row["erased_by"] is None):
                yield f"erased the blob {sha}, whose bytes and whose row do not agree on that"
            elif self.erased_blobs.get(sha) == entry.seq and row["erased_by"] not in (None, entry.seq):
                yield f"erased the blob {sha}, which is marked as erased by another entry"


BadBody = (BadValue, ValueError)


def _differences(what: str, expected: dict[str, Any], row: RowMapping | None) -> Iterator[str]:
    if row is None:
        yield f"stands for a {what} that its table has lost"
        return
    for name, value in expected.items():
        if row[name] != value:
            yield f"stands for a {what} whose {name} was changed in the index"


def _same_claim(claim: Claim, text: str) -> bool:
    """Is this text the claim, and written as we write it?"""
    try:
        kept = claim_from(text)
        return kept == claim and text_of(kept) == text
    except (msgspec.DecodeError, UnicodeError, ValueError):
        return False


def _record_id(entry: Entry, record: Any) -> str:
    names = {"decision": "about", "report": "number", "reading": "item", "erasure": "item"}
    return str(entry.seq) if entry.kind == "refusal" else str(getattr(record, names.get(entry.kind, "id")))
