"""Erasing an item: its words go from every table, its bytes from the archive, and a tombstone says so."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Engine, delete, select, union, update
from sqlalchemy.exc import OperationalError

from sitrepdesk.model import Entry, UnknownName

from . import _search
from . import _tables as t
from ._leaves import batches
from ._rows import record_from
from .archive import Archive
from .records import Report, Tombstone
from .writer import Writer

DUE = "scrub"
_MADE_OF = ((t.items.c, t.items.c.id), (t.media.c, t.media.c.item))
"""Where blobs stand that items are made of, and the columns of their items."""


def erase(writer: Writer, item_id: str, because: str) -> tuple[Entry, tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    """Within a write: everything of the item goes from the tables. Gives the tombstone's entry, the blobs to erase, the blobs
    that other items are made of, and the reports that lose their bodies. ``UnknownName`` where there is no such item."""
    item = writer.snapshot.item(item_id)
    if item.id != item_id:
        raise UnknownName(repr(item_id), "is only the beginning of an item's id", f"Write all of it: {item.id}.")
    run = writer.connection
    reports = _reports(run, item_id)
    read = [r for (r,) in run.execute(select(t.readings.c.blob).where(t.readings.c.item == item_id))]
    pictures = run.execute(select(t.media.c.blob).where(t.media.c.item == item_id)).scalars()
    named = {item.blob, *pictures, *([item.container] if item.container else []), *read, *(r.blob for r in reports)}
    known = set(run.execute(select(t.blobs.c.sha).where(t.blobs.c.sha.in_(named), t.blobs.c.erased_by.is_(None))).scalars())
    others = [select(c.blob).where(c.blob.in_(known), owner != item_id) for c, owner in _MADE_OF]
    kept = set(run.execute(union(*others)).scalars())
    gone = tuple(sorted(known - kept))
    seqs = _blank(run, item_id)
    _forget(run, item_id)
    stone = Tombstone(
        item=item_id,
        blobs=gone,
        because=because,
        made_by=writer.made_by,
        recorded_at=writer.recorded_at,
        seq=writer.chain.seq + 1,
        reports=tuple(sorted({r.number for r in reports})),
    )
    entry = writer.record("erasure", item_id, stone, {"item": item_id, "blobs": list(gone), "entries": seqs})
    run.execute(update(t.blobs).where(t.blobs.c.sha.in_(gone)).values(erased_by=entry.seq))
    run.execute(delete(t.meta).where(t.meta.c.key == DUE))
    writer.put(t.meta, {"key": DUE, "value": str(entry.seq)})
    return entry, gone, tuple(sorted(kept)), stone.reports


def _reports(run: Connection, item_id: str) -> list[Report]:
    query = select(t.records.c.record).join(t.report_items, t.report_items.c.seq == t.records.c.seq).where(t.report_items.c.item == item_id)
    return [record_from(r, Report) for r in run.execute(query).scalars()]


def _blank(run: Connection, item_id: str) -> list[int]:
    """Drop the bodies, nonces and records of all entries about the item; earlier tombstones stay."""
    about = select(t.entry_about.c.seq).where(t.entry_about.c.about == item_id)
    wanted = select(t.entries.c.seq).where(t.entries.c.seq.in_(about), t.entries.c.kind != "erasure", t.entries.c.body.is_not(None))
    seqs = list(run.execute(wanted.order_by(t.entries.c.seq)).scalars())
    for batch in batches(seqs):
        run.execute(update(t.entries).where(t.entries.c.seq.in_(batch)).values(body=None, nonce=None))
        run.execute(delete(t.records).where(t.records.c.seq.in_(batch)))
    return seqs


def _forget(run: Connection, item_id: str) -> None:
    c = t.claims.c
    read = select(t.readings.c.seq).where(t.readings.c.item == item_id)
    rows = run.execute(select(c.n, c.text, c.current, c.id, c.anchor).where(c.reading.in_(read))).mappings().all()
    _search.drop(run, [dict(r) for r in rows if r["current"]])
    for batch in batches(r["n"] for r in rows):
        run.execute(delete(t.claim_ids).where(t.claim_ids.c.n.in_(batch)))
    _unlink(run, {item_id, *(r["id"] for r in rows), *(r["anchor"] for r in rows)})
    run.execute(delete(t.claims).where(c.reading.in_(read)))
    for table in (t.readings, t.passages, t.media, t.item_keys, t.decisions):
        run.execute(delete(table).where(table.c.item == item_id))
    run.execute(delete(t.items).where(t.items.c.id == item_id))
    _search.scrub(run)


def _unlink(run: Connection, ids: Iterable[str]) -> None:
    """Links that touch these ids keep only their leaf, so that their run's digest still checks."""
    k = t.links.c
    empty = dict.fromkeys(("left", "right", "relation", "score", "because", "nonce"))
    for batch in batches(ids):
        run.execute(update(t.links).where(k.left.in_(batch) | k.right.in_(batch)).values(empty))


def finish(engine: Engine, archive: Archive) -> bool:
    """After the commit: unlink erased blobs, rewrite the database without its free pages, cut the write-ahead log.

    Gives ``False`` where somebody is still reading old pages; the mark that it is due then stays, and the next opening tries again.
    """
    with engine.connect().execution_options(write=True) as run, run.begin():
        if run.execute(select(t.meta.c.value).where(t.meta.c.key == DUE)).first() is None:
            return True
        for sha in run.execute(select(t.blobs.c.sha).where(t.blobs.c.erased_by.is_not(None))).scalars().all():
            archive.erase(sha)
        archive.flush()
    with engine.connect().execution_options(bare=True) as run:
        try:
            run.exec_driver_sql("VACUUM")
        except OperationalError:  # a reader or writer is at work; the words are deleted, only old pages still hold them
            return False
        if run.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
            return False
    with engine.connect().execution_options(write=True) as run, run.begin():
        run.execute(delete(t.meta).where(t.meta.c.key == DUE))
    return True
