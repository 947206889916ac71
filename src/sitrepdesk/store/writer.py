"""One transaction under the write lock: records in, rows and ledger entries out, all of them or none."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, select

from sitrepdesk.model import (
    BadValue,
    Blob,
    Claim,
    Decision,
    Entry,
    Item,
    Link,
    Micros,
    MissingBlob,
    Passage,
    Refusal,
    Source,
    UnknownName,
    corrected,
)

from . import _tables as t
from . import merkle
from ._chain import load_chain, save_frontier
from ._engine import among, insert
from ._index import ClaimIndex
from ._leaves import batches, line_leaf, link_leaf, passage_leaf, root_of
from ._rows import claim_from, entry_row, item_row, names_of, passage_row, record_digest, text_of
from ._standing import changes_of, stand
from .archive import Archive
from .ledger import abouts, body_of
from .records import Reading, Report
from .snapshot import Snapshot

WAITING = 500
"""Rows of one table that wait in memory before they are sent."""


class Writer:
    """Made by ``Store.write``. Rows wait in memory and go in together, at the latest before something is read or committed."""

    def __init__(self, connection: Connection, archive: Archive, made_by: str, recorded_at: Micros) -> None:
        self.connection = connection
        self.archive = archive
        self.made_by = made_by
        self.recorded_at = recorded_at
        self.chain = load_chain(connection)
        self._waiting: dict[Table, list[dict[str, Any]]] = {}
        self._snapshot = Snapshot(connection)
        self.index = ClaimIndex(connection, self._snapshot)
        self._fresh: set[str] = set()

    @property
    def snapshot(self) -> Snapshot:
        """Reads inside this transaction; they see what it has written."""
        self.flush()
        return self._snapshot

    def flush(self) -> None:
        """Send the waiting rows to the database. ``BadValue`` for an item that is there already."""
        waiting, self._waiting = self._waiting, {}
        self._known_blobs(waiting.get(t.blobs, []))
        self._known_items(waiting.get(t.items, []))
        for table, rows in waiting.items():
            insert(self.connection, table, rows)

    def _known_blobs(self, rows: list[dict[str, Any]]) -> None:
        """Of the waiting blobs, those that are noted already need no row; one that was erased is there again."""
        if rows:
            known = dict(among(self.connection, "SELECT sha, erased_by FROM blobs WHERE sha IN (*)", (r["sha"] for r in rows)))
            for sha in (s for s, erased in known.items() if erased is not None):
                self.connection.execute(t.blobs.update().where(t.blobs.c.sha == sha).values(erased_by=None))
            rows[:] = [r for r in rows if r["sha"] not in known]

    def _known_items(self, rows: list[dict[str, Any]]) -> None:
        if rows:
            known = next(among(self.connection, "SELECT id FROM items WHERE id IN (*)", (r["id"] for r in rows)), None)
            if known:
                raise BadValue(known[0], "is an item of this desk already", "Correct it instead.")

    def finish(self) -> None:
        """Before the commit: all rows in, the frontier kept, the archive's folders synced."""
        self.flush()
        save_frontier(self.connection, self.chain)
        self.archive.flush()

    def put(self, table: Table, row: dict[str, Any]) -> None:
        """A row to insert."""
        rows = self._waiting.setdefault(table, [])
        rows.append(row)
        if len(rows) >= WAITING:
            self.flush()

    # entries ----------------------------------------------------------------------------------------------------------------

    def append(
        self, kind: str, body: dict[str, Any], *, about: Iterable[str] = (), made_by: str | None = None, replaces: int | None = None
    ) -> Entry:
        """The next ledger entry. Its body holds ids and digests, never anybody's words; it is found again by ``about``."""
        maker = self.made_by if made_by is None else made_by
        entry = self.chain.append(kind, body, made_by=maker, recorded_at=self.recorded_at, replaces=replaces)
        self.put(t.entries, entry_row(entry))
        for name in sorted(abouts(body) | set(about)):
            self.put(t.entry_about, {"about": name, "seq": entry.seq})
        return entry

    def record(self, kind: str, record_id: str, record: object, body: dict[str, Any], **options: Any) -> Entry:
        """An entry with the record that it stands for: the words in a table of their own, their digest in the body."""
        text = text_of(record)
        entry = self.append(kind, {**body, "record": record_digest(text)}, **options)
        self.put(t.records, {"seq": entry.seq, "kind": kind, "id": record_id, "record": text})
        return entry

    # material ---------------------------------------------------------------------------------------------------------------

    def add_blob(self, blob: Blob) -> None:
        """Note a blob that lies in the archive. ``MissingBlob`` where it does not."""
        if blob.sha256 in self._fresh:
            return
        if not self.archive.has(blob.sha256):
            raise MissingBlob(blob.sha256, "was not put into the archive before it was named", "Add the same file again.")
        self.put(t.blobs, {"sha": blob.sha256, "media_type": blob.media_type, "size": blob.size, "erased_by": None})
        self._fresh.add(blob.sha256)

    def add_item(self, item: Item, blob: Blob, passages: Iterable[Passage]) -> Entry:
        """A new item with its passages. ``BadValue``, at the latest at the commit, where it is there already."""
        if item.id in self._fresh:
            raise BadValue(item.id, "is an item of this desk already", "Correct it instead.")
        self._fresh.add(item.id)
        self.add_blob(blob)
        tree = merkle.Frontier()
        for n, passage in enumerate(passages):
            self.put(t.passages, passage_row(passage, n))
            tree.add(passage_leaf(passage))
        body = {"item": item.id, "blob": item.blob, "container": item.container, "passages": tree.root().hex()}
        entry = self.record("item", item.id, item, body)
        own = {"seq": entry.seq, "first_seq": entry.seq, "recorded_at": self.recorded_at, "retracted": False, "line": None}
        self.put(t.items, item_row(item) | own)
        return entry

    def replace_item(self, item: Item) -> Entry:
        """A correction of an item's own data; its blob and passages stay. ``UnknownName`` where there is no such item."""
        was = self.snapshot.item(item.id)
        if was.blob != item.blob:
            raise BadValue(item.id, "cannot change its bytes", "Add the other bytes as another item.")
        seq, first = self.connection.execute(select(t.items.c.seq, t.items.c.first_seq).where(t.items.c.id == item.id)).one()
        passages = (body_of(self.snapshot.entry(first)) or {})["passages"]
        body = {"item": item.id, "blob": item.blob, "container": item.container, "passages": passages}
        entry = self.record("item", item.id, item, body, replaces=seq)
        self.connection.execute(t.items.update().where(t.items.c.id == item.id).values(item_row(item) | {"seq": entry.seq}))
        self.flush()
        self.index.refresh(t.claims.c.item == item.id)
        return entry

    def add_keys(self, item_id: str, keys: Iterable[str]) -> None:
        """Blocking keys by which near-copies of an item are found."""
        for key in sorted(set(keys)):
            self.put(t.item_keys, {"key": key, "item": item_id})

    def add_refusal(self, refusal: Refusal) -> Entry:
        """What could not be taken, and why."""
        return self.record("refusal", str(self.chain.seq + 1), refusal, {"code": refusal.code})

    # readings ---------------------------------------------------------------------------------------------------------------

    def add_reading(
        self, item_id: str, reader: str, blob: Blob, claims: Iterable[Claim], *, skipped: Mapping[str, int] | None = None
    ) -> Entry | None:
        """A reading of an item, archived as ``blob``; it takes the place of the one before, which is kept.

        ``None`` where the current reading is this very blob. ``skipped`` counts passages that were not read, by reason.
        """
        before = self.snapshot.reading_of(item_id)
        if before and before.blob == blob.sha256 and before.reader == reader:
            return None
        item = self.snapshot.item(item_id)
        self.add_blob(blob)
        if before:
            self.index.supersede(item_id)
        seq = self.chain.seq + 1
        count = self.index.add(item, seq, claims)
        reading = Reading(
            item=item_id,
            reader=reader,
            blob=blob.sha256,
            claims=count,
            skipped=tuple(sorted((skipped or {}).items())),
            seq=seq,
            recorded_at=self.recorded_at,
        )
        body = {"item": item_id, "reader": reader, "blob": blob.sha256, "claims": count}
        entry = self.record("reading", item_id, reading, body, replaces=before.seq if before else None)
        row = {"seq": seq, "item": item_id, "blob": blob.sha256, "claims": count, "current": True, "recorded_at": self.recorded_at}
        self.put(t.readings, row)
        return entry

    # links ------------------------------------------------------------------------------------------------------------------

    def add_links(self, links: Iterable[Link], *, run: str) -> Entry | None:
        """The links of a run that are new or changed, in one entry; ``None`` where there are none."""
        seq = self.chain.seq + 1
        leaves: list[str] = []
        for batch in batches(dict.fromkeys(links)):
            known = self._known_links({link.left for link in batch})
            for link in batch:
                if known.get((link.left, link.right, link.relation)) == link:
                    continue
                nonce = os.urandom(16).hex()
                leaf = link_leaf(nonce, link)
                columns = {name: getattr(link, name) for name in Link.__slots__}
                text_of(link)
                self.put(t.links, columns | {"seq": seq, "n": len(leaves), "nonce": nonce, "leaf": leaf})
                leaves.append(leaf)
        return self.append("links", {"run": run, "count": len(leaves), "root": root_of(leaves)}) if leaves else None

    def _known_links(self, lefts: set[str]) -> dict[tuple[str, str, str], Link]:
        self.flush()
        query = 'SELECT seq, n, "left", "right", relation, score, because FROM links WHERE "left" IN (*)'
        rows = sorted(among(self.connection, query, lefts), key=itemgetter(0, 1))
        names = ("left", "right", "relation", "score", "because")
        return {tuple(row[2:5]): Link(**dict(zip(names, row[2:], strict=True))) for row in rows}

    def set_lines(self, lines: Mapping[str, str]) -> Entry | None:
        """Items' lines of origin; only changes are kept, in one entry. ``None`` where nothing changes."""
        now = self.snapshot.lines()
        changed = {i: line for i, line in sorted(lines.items()) if i in now and now[i] != line}
        if not changed:
            return None
        leaves = [line_leaf(i, line) for i, line in changed.items()]
        entry = self.append("lines", {"count": len(changed), "root": root_of(leaves)})
        for item_id, line in changed.items():
            self.put(t.item_lines, {"seq": entry.seq, "item": item_id, "line": line})
            self.connection.execute(t.items.update().where(t.items.c.id == item_id).values(line=line))
        return entry

    # sources ----------------------------------------------------------------------------------------------------------------

    def save_source(self, source: Source) -> Entry | None:
        """A source that is new or has changed; ``None`` where it is kept just so."""
        known = self.connection.execute(select(t.sources.c.seq).where(t.sources.c.id == source.id)).scalar()
        if known is not None and self.snapshot.source_as_kept(source.id) == source:
            return None
        entry = self.record("source", source.id, source, {"source": source.id}, replaces=known)
        row = {"seq": entry.seq, "side": source.side}
        self.flush()
        if known is None:
            self.put(t.sources, row | {"id": source.id, "merged": None})
        else:
            self.connection.execute(t.sources.update().where(t.sources.c.id == source.id).values(row))
            self.connection.execute(t.source_names.delete().where(t.source_names.c.source == source.id))
        for name in sorted(names_of(source)):
            self.put(t.source_names, {"name": name, "source": source.id})
        self._snapshot.forget()
        return entry

    def merge_sources(self, from_id: str, into_id: str) -> Entry:
        """Two sources are one: all that came from the first now counts with the second. ``UnknownName``, ``BadValue`` for a circle."""
        snapshot = self.snapshot
        old, new = snapshot.source(from_id).id, snapshot.source(into_id).id
        if old == new:
            raise BadValue(from_id, "is that source already", "Name two different sources.")
        entry = self.append("source-merged", {"source": old, "into": new})
        mine = (t.sources.c.id == old) | (t.sources.c.merged == old)
        self.connection.execute(t.sources.update().where(mine).values(merged=new))
        self._snapshot.forget()
        return entry

    # people's decisions -----------------------------------------------------------------------------------------------------

    def decide(
        self,
        kind: str,
        about: str,
        *,
        because: str | None = None,
        fields: str | None = None,
        judged: str | None = None,
        other: str | None = None,
    ) -> Decision:
        """A named person's decision about a claim's anchor, an item or a source. ``UnknownName``; ``Malformed`` for an unfit correction."""
        if kind == "erase":
            raise BadValue(kind, "is not decided here", "Use Store.erase_item, which also reaches the bytes.")
        item = self._item_of(about)
        decision = Decision(
            seq=self.chain.seq + 1,
            kind=kind,  # type: ignore[arg-type]
            about=about,
            made_by=self.made_by,
            recorded_at=self.recorded_at,
            because=because,
            fields=fields,
            judged=judged,
            other=other,
        )
        if kind == "correct":
            for told in self._stands(about):
                corrected(told, changes_of(decision), about)
        entry = self.record("decision", about, decision, {"item": item, "about": about, "decision": kind}, about=[other] if other else ())
        self.put(t.decisions, {"seq": entry.seq, "about": about, "item": item, "kind": kind, "undone_by": None})
        self._obey(about, item)
        return decision

    def _stands(self, anchor: str) -> list[Claim]:
        found = self.snapshot.rows(select(t.claims.c.record).where(t.claims.c.anchor == anchor, t.claims.c.current))
        decisions = self.snapshot.decisions(anchor)
        return [stand(claim_from(r["record"]), decisions)[0] for r in list(found)]

    def _item_of(self, about: str) -> str:
        if self.snapshot.has_item(about):
            return about
        item: str | None = self.connection.execute(select(t.claims.c.item).where(t.claims.c.anchor == about).limit(1)).scalar()
        if item is None and self.connection.execute(select(t.sources.c.id).where(t.sources.c.id == about)).scalar():
            return about
        if item is None:
            raise UnknownName(repr(about), "names no claim's anchor, no item and no source here", "Look it up with `sitrep claims`.")
        return item

    def _obey(self, about: str, item: str) -> None:
        if about == item:
            live = [d for d in self.snapshot.decisions(item, undone=False) if d.kind == "retract"]
            self.index.retract(item, retracted=bool(live))
        else:
            self.flush()
            self.index.refresh(t.claims.c.anchor == about)

    def undo(self, seq: int) -> Entry:
        """A decision no longer counts; it and its undoing stay on record. ``UnknownName``, ``BadValue`` where it is undone already."""
        d = t.decisions.c
        self.flush()
        row = self.connection.execute(select(d.about, d.item, d.undone_by).where(d.seq == seq)).first()
        if row is None:
            raise UnknownName(str(seq), "is no decision in this ledger", "See `sitrep show` for the decisions about a claim.")
        if row.undone_by is not None:
            raise BadValue(str(seq), f"was undone already, by entry {row.undone_by}", "Decide again instead.")
        entry = self.append("undo", {"item": row.item, "about": row.about, "undone": seq}, replaces=seq)
        self.connection.execute(t.decisions.update().where(d.seq == seq).values(undone_by=entry.seq))
        self._obey(row.about, row.item)
        return entry

    # reports ----------------------------------------------------------------------------------------------------------------

    def save_report(
        self,
        number: int,
        blob: Blob,
        *,
        pinned: str,
        as_of: Micros,
        known_by: Micros,
        since: int | None = None,
        items: Sequence[str] = (),
        issued: bool = False,
        files: Mapping[str, str] | None = None,
        forecasts: Sequence[str] = (),
    ) -> Entry:
        """A report as drafted or issued, with its archived body and the items that it quotes: erasing one of them erases the body.

        An issued one names the ``files`` that were handed out with their hashes, and the ``forecasts`` that are frozen with it.
        ``BadValue`` where that number was issued before.
        """
        if issued and (before := next((r for r in self.snapshot.reports() if r.number == number and r.issued), None)):
            raise BadValue(f"No. {number}", f"was issued already, as ledger entry {before.seq}", f"Issue the next: No. {number + 1}.")
        self.add_blob(blob)
        quoted = tuple(sorted(set(items)))
        report = Report(
            number=number,
            blob=blob.sha256,
            pinned=pinned,
            as_of=as_of,
            known_by=known_by,
            since=since,
            items=quoted,
            made_at=self.recorded_at,
            made_by=self.made_by,
            seq=self.chain.seq + 1,
            issued=issued,
            files=tuple(sorted((files or {}).items())),
            forecasts=tuple(sorted(forecasts)),
        )
        body: dict[str, Any] = {"number": number, "blob": blob.sha256, "pinned": pinned}
        if issued:
            body |= {"issued": True, "files": dict(report.files), "forecasts": list(report.forecasts)}
        entry = self.record("report", str(number), report, body)
        for item_id in quoted:
            self.put(t.report_items, {"item": item_id, "seq": entry.seq})
        return entry
