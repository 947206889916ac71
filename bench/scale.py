"""A picture, a report and pages of claims on a large desk of a made-up world: python bench/scale.py [claims] [--keep FOLDER].

The claims are the world's own, written as readings of its reports, so that no text is read. Past 200,000 reports the same world comes
again, later. Times are wall-clock seconds in one process, beside them those of the processor, which other work on the machine hardly
moves. ``--more``: so many reports more after the first look and the first report, then the second of each; they stay in a desk that is
kept. ``--times``: pages alone, of a desk whose rows of items and claims are repeated so often, each time later. ``--picture``: the picture
alone, of claims in memory, without writing a desk first.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from worlds.kinds import LARGEST
from worlds.make import generate
from worlds.product import KINDS
from worlds.questions import lines as rows

from sitrepdesk.flow.desk import Desk, init_desk, open_desk
from sitrepdesk.flow.drafts import write_drafts
from sitrepdesk.flow.moments import moments
from sitrepdesk.flow.reporting import Wanted, draft, numbers
from sitrepdesk.flow.seen import Seen, drop_kept, keep, kept_in, seen
from sitrepdesk.flow.situation import Holdings, holdings, situation
from sitrepdesk.link.lines import line_of
from sitrepdesk.model import (
    Blob,
    Claim,
    Item,
    ItemFacts,
    Micros,
    Passage,
    Source,
    Stamp,
    Told,
    anchor_of,
    from_wire,
    iso,
    passage_id,
    seal,
    sha256,
)
from sitrepdesk.store import READING_TYPE, Archive, ClaimFilter, claims, reading_bytes
from sitrepdesk.store._engine import file_of

EACH = 1.35
"""About so many claims has a report of a world."""
BATCH = 2000


class Nowhere(Archive):
    """Keeps no bytes: two small files for every report are no part of what is measured here; store.py measures them."""

    def put(self, data: bytes, media_type: str) -> Blob:
        """Their name alone."""
        return Blob(sha256=sha256(data), media_type=media_type, size=len(data))

    def has(self, sha: str) -> bool:
        """As if they were there."""
        return bool(sha)


def world(folder: Path) -> tuple[list[dict[str, Any]], dict[str, list[dict[str, Any]]], Micros]:
    """The reports of a world, the claims of each, and how long the world lasts."""
    told = defaultdict(list)
    for row in rows(folder / "gold.jsonl"):
        told[row["item"]].append(row)
    items = list(rows(folder / "items.jsonl"))
    stamps = [r["published"] for r in items if r["published"] is not None]
    return items, told, max(stamps) - min(stamps)


def item_of(row: Mapping[str, Any], turn: int, later: Micros, captured: Micros) -> Item:
    """A report's item; in a later turn of the world it comes so much later."""
    at = None if row["published"] is None else row["published"] + later
    stamp = None if at is None else Stamp(start=at, end=at + 1, text=str(iso(at)), zone="UTC", zone_basis="given")
    name = f"{turn}{row['id']}"
    return Item(
        id=name, blob=sha256(f"{name} {row['text']}".encode()), format="text", captured_at=captured, captured_by="tool:bench",
        captured_from=name, source=row["source"], published=stamp,
    )  # fmt: skip


def claim_of(row: Mapping[str, Any], item: Item, later: Micros) -> Claim:
    """A claim of that item, moved with it."""
    passage = passage_id(item.id, "0")
    fields = {k: v for k, v in row.items() if k not in ("n", "content_of")}
    named = {"item": item.id, "id": "-", "anchor": anchor_of(passage, tuple(row["head_span"]), row["n"]), "passage": passage}
    made = from_wire(fields | named | {"ordinal": row["n"], "reader": "bench"}, item.id)
    moved = {f: at + later for f in ("start", "end") if (at := getattr(made.time, f)) is not None}
    return replace(made, time=replace(made.time, **moved))


def repeated(desk: Desk, times: int) -> None:
    """Repeat the rows of items and claims, each time later: what a page looks at, and nothing else of a desk."""
    with sqlite3.connect(file_of(desk.store.database_url), isolation_level=None) as db:
        last, lasts = db.execute("SELECT max(n), max(at) - min(at) FROM claims").fetchone()
        columns = {table: [r[1] for r in db.execute(f"PRAGMA table_info({table})")] for table in ("items", "claims")}
        db.execute("BEGIN")
        for k in range(1, times):
            new = {"n": f"n + {k * last}", "at": f"at + {k * lasts}"}
            new |= {c: f"{c} || ':{k}'" for c in ("id", "anchor", "item")}
            for table, names in columns.items():
                as_given, there = ", ".join(f'"{c}"' for c in names), "n <= ?" if table == "claims" else "instr(id, ':') = 0"
                made = ", ".join(new.get(c, f'"{c}"') for c in names)
                db.execute(f"INSERT INTO {table} ({as_given}) SELECT {made} FROM {table} WHERE {there}", (last,) if "?" in there else ())
            db.execute(f"INSERT INTO claim_ids (id, n) SELECT id, n + {k * last} FROM claim_ids WHERE n <= ?", (last,))
        db.execute("INSERT INTO claims_fts (rowid, text) SELECT n, text FROM claims WHERE n > ?", (last,))
        db.execute("COMMIT")
        db.execute("ANALYZE")


def more(desk: Desk, folder: Path, reports: int) -> None:
    """Write so many reports more: those of the world that come next, as if it came again once more."""
    desk.store.archive = Nowhere(desk.store.archive.root)
    items, told, lasts = world(folder)
    with desk.store.read() as snapshot:
        known = {i.id for i in snapshot.items()}
    turn = next(n for n in count(1) if f"{n}{items[-1]['id']}" not in known)
    fresh = [r for r in items if f"{turn}{r['id']}" not in known][:reports]
    captured = items[-1]["published"] + 100 * lasts
    with desk.store.write(made_by="tool:bench", recorded_at=captured) as writer:
        for row in fresh:
            _enter(writer, row, told[row["id"]], turn, turn * lasts, captured)


def fill(desk: Desk, folder: Path, wanted: int, *, archived: bool = False) -> None:
    """Write so many claims into a new desk; the bytes go into its archive only where asked."""
    if not archived:
        desk.store.archive = Nowhere(desk.store.archive.root)
    items, told, lasts = world(folder)
    captured = items[-1]["published"] + 100 * lasts
    done = turn = 0
    with desk.store.write(made_by="tool:bench", recorded_at=captured) as writer:
        for source in sources_of(folder):
            writer.save_source(source)
    while done < wanted:
        for first in range(0, len(items), BATCH):
            with desk.store.write(made_by="tool:bench", recorded_at=captured) as writer:
                for row in items[first : first + BATCH]:
                    done += _enter(writer, row, told[row["id"]], turn, turn * lasts, captured)
            if done >= wanted:
                break
        turn += 1


def _enter(writer: Any, row: Mapping[str, Any], told: list[dict[str, Any]], turn: int, later: Micros, captured: Micros) -> int:
    item = item_of(row, turn, later, captured)
    text = f"{item.id} {row['text']}"
    passage = Passage(id=passage_id(item.id, "0"), item=item.id, locator="0", text=row["text"], language="en", method="as-is")
    writer.add_item(item, writer.archive.put(text.encode(), "text/plain"), [passage])
    made = seal(tuple(claim_of(r, item, later) for r in told))
    writer.add_reading(item.id, "bench", writer.archive.put(reading_bytes(made), READING_TYPE), made)
    return len(made)


def sources_of(folder: Path) -> Iterator[Source]:
    """The sources of a world."""
    for row in rows(folder / "sources.jsonl"):
        kind, party = str(row["kind"]), row["kind"] == "party-media"
        name = Source(id=row["id"], name=row["names"][0], kind=KINDS.get(kind, kind), side=row["side"], owner=row["owner"])  # type: ignore[arg-type]
        yield replace(name, party_medium=party)


def in_memory(folder: Path, wanted: int) -> Holdings:
    """So many claims as a desk would hold them, each report on the line of its source."""
    items, told, lasts = world(folder)
    sources = {s.id: s for s in sources_of(folder)}
    captured = items[-1]["published"] + 100 * lasts
    held: dict[str, Told] = {}
    every: dict[str, Item] = {}
    turn = 0
    while len(held) < wanted:
        for row in items:
            item = every[f"{turn}{row['id']}"] = item_of(row, turn, turn * lasts, captured)
            line = line_of(item, sources)
            for c in seal(tuple(claim_of(r, item, turn * lasts) for r in told[row["id"]])):
                held[c.id] = Told(claim=c, item=item, source=sources.get(item.source or ""), line=line, origin=item.id)
            if len(held) >= wanted:
                break
        turn += 1
    return Holdings(told=held, items=every, facts=tuple(ItemFacts(item=i, line=i.source or i.id) for i in every.values()), links=())


def timed(name: str, what: Any) -> Any:
    """Run it and print how long it took."""
    begun, worked = time.perf_counter(), time.process_time()
    found = what()
    took, cpu = time.perf_counter() - begun, time.process_time() - worked
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  {name:44} {took:7.2f} s, {cpu:.2f} s of processor, {most:,} MB", flush=True)
    return found


def filters(desk: Desk) -> Iterator[tuple[str, ClaimFilter, int]]:
    """The pages that are asked for: name, filter, page."""
    yield "everything", ClaimFilter(), 1
    yield "everything that counts, page 1000", ClaimFilter(counting=True), 1000
    yield "one type", ClaimFilter(type=("strike",), counting=True), 1
    yield "one place by id or name", ClaimFilter(about="Stavodwick", ids=("area:p0033",)), 1
    yield "one source", ClaimFilter(source="source:s003"), 1
    yield "one side", ClaimFilter(side=desk.pack.sides[0].id, counting=True), 1
    yield "a word in many claims", ClaimFilter(about="soldiers", counting=True), 1
    yield "not seen, intended", ClaimFilter(standing=("machine",), mood="intended"), 1


def pages(desk: Desk, times: int = 20) -> None:
    """Print the median and the 95th percentile of each page, each in a snapshot of its own."""
    every = []
    for name, asked, page in filters(desk):
        found = []
        for _ in range(times):
            begun = time.perf_counter()
            with desk.store.read() as snapshot:
                claims(snapshot, asked, page, 50)
            found.append((time.perf_counter() - begun) * 1000)
        every += found
        print(
            f"  page: {name:38} median {statistics.median(found):6.1f} ms, p95 {statistics.quantiles(found, n=20)[18]:6.1f} ms", flush=True
        )
    print(f"  pages, all: p95 {statistics.quantiles(every, n=20)[18]:.1f} ms over {len(every)}")


def measured(desk: Desk, world: Path, *, report: bool, reports: int) -> None:
    """Print all figures of a filled desk."""
    pages(desk)
    drop_kept(desk.settings.folder)
    timed("a look at the picture, nothing kept", lambda: seen(desk, None, None))
    timed("the same, looked at again", lambda: seen(desk, None, None))
    if report:
        reported(desk)
    if reports:
        more(desk, world, reports)
        timed(f"a look after {reports} reports more", lambda: seen(desk, None, None))
        if report:
            reported(desk)


def reported(desk: Desk) -> None:
    """Print how long the next report takes, from what is kept of pictures and without, and write it."""
    with desk.store.read() as snapshot:
        held = timed("everything that the desk holds", lambda: holdings(snapshot))
        when = moments(desk, held, None, None)
        print(f"  {len(held.told):,} claims of {len(held.items):,} items")
        timed("a picture, folded anew", lambda: situation(desk, held, as_of=when.as_of, known_by=when.known_by))
        number, since = numbers(snapshot, held, None, None)
        wanted = Wanted(number=number, since=since, at=when, full=False)
        made = timed(f"report No. {number}, with pictures that are kept", lambda: draft(desk, snapshot, held, wanted))
    desk.store.archive = Archive(desk.store.archive.root)
    write_drafts(desk, made, wanted)


def main() -> None:
    """Fill a desk, or take the one that is there, and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int, nargs="?", default=100_000)
    parser.add_argument("--keep", type=Path, help="a folder for the desk, used again where it is there")
    parser.add_argument("--no-report", action="store_true", help="leave the report out")
    parser.add_argument("--more", type=int, default=0, help="so many reports more, then the figures again")
    parser.add_argument("--times", type=int, default=1, help="pages alone, of so many times the rows")
    parser.add_argument("--picture", action="store_true", help="the picture alone, of claims in memory")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or Path(temporary)
        at = (Path(temporary) if args.picture else folder) / "desk"
        ready = (at / "settings.toml").exists()
        if not (folder / "world" / "gold.jsonl").exists():
            (folder / "world").mkdir(parents=True)
            generate("front", 1, min(LARGEST, max(50, round(args.claims / EACH))), folder / "world")
        desk = open_desk(at, 0) if ready else init_desk(at, theatre=str(folder / "world" / "pack"), who="", zone="UTC", now=0)
        with desk:
            if args.picture:
                held = timed(f"{args.claims:,} claims in memory", lambda: in_memory(folder / "world", args.claims))
                when = moments(desk, held, None, None)
                print(f"  {len(held.told):,} claims of {len(held.items):,} items")
                now = timed("a picture", lambda: situation(desk, held, as_of=when.as_of, known_by=when.known_by))
                file = Path(temporary) / "kept" / "one"
                made = Seen(picture=now.picture, together=now.together)
                del held, now
                timed("keeping it", lambda: keep(file, made))
                print(f"  {file.stat().st_size:,} bytes, {len(made.picture.happenings):,} events, {len(made.picture.tallies):,} counts")
                del made
                timed("the same picture, looked at again", lambda: kept_in(file))
                return
            if not ready:
                timed(f"{args.claims:,} claims written", lambda: fill(desk, folder / "world", args.claims))
        with open_desk(at, 4_000_000_000_000_000) as desk:
            if args.times > 1:
                timed(f"rows repeated {args.times} times", lambda: repeated(desk, args.times))
                pages(desk)
            else:
                measured(desk, folder / "world", report=not args.no_report, reports=args.more)


if __name__ == "__main__":
    main()
