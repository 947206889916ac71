"""What linking and weighing cost on a made-up world, after reading: python bench/linking.py [--kind front] [reports …].

The world's own claims are entered as readings, as in scale.py; every report is then compared with its possible copies as on a desk, in
order of arrival, and all of them are linked and weighed. Times are the process's seconds of CPU, memory is what it holds at its peak.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from scale import BATCH, Nowhere, claim_of, item_of, world
from worlds.kinds import LARGEST
from worlds.make import generate
from worlds.product import KINDS
from worlds.questions import lines as rows

from sitrepdesk.flow.copying import Copies, refresh_lines
from sitrepdesk.flow.desk import Desk, init_desk, open_desk
from sitrepdesk.flow.moments import moments
from sitrepdesk.flow.situation import holdings, situation
from sitrepdesk.model import Passage, Source, passage_id, seal
from sitrepdesk.store import READING_TYPE, reading_bytes

LATE = 500
"""So many of the last reports show what a new one costs on a full desk."""


def sources(folder: Path) -> dict[str, Source]:
    """The world's sources, as a person would enter them."""
    found = {}
    for row in rows(folder / "sources.jsonl"):
        kind = str(row["kind"])
        made = Source(id=row["id"], name=row["names"][0], also=tuple(row["names"][1:]), kind=KINDS.get(kind, kind))
        found[made.id] = replace(made, side=row["side"], owner=row["owner"], party_medium=kind == "party-media")
    return found


def fill(desk: Desk, folder: Path) -> tuple[list[float], int]:
    """Enter and compare all reports; gives the seconds that each comparison took, and how many pairs were compared."""
    items, told, _ = world(folder)
    known, copies, took, pairs = sources(folder), Copies(), [], 0
    desk.store.archive = Nowhere(desk.store.archive.root)
    captured = max(r["published"] or 0 for r in items) + 1
    real = Copies._texts_of

    def counted(self: Copies, snapshot: Any, ids: set[str], like: Any = None) -> Any:
        nonlocal pairs
        pairs += 0 if like is None else len(ids)
        return real(self, snapshot, ids, like)

    Copies._texts_of = counted  # type: ignore[method-assign]
    try:
        for first in range(0, len(items), BATCH):
            with desk.store.write(made_by="tool:bench", recorded_at=captured) as writer:
                for source in known.values() if not first else ():
                    writer.save_source(source)
                for row in items[first : first + BATCH]:
                    took.append(_enter(writer, copies, row, told.pop(row["id"], []), captured, known))
        begun = time.process_time()
        with desk.store.write(made_by="tool:bench", recorded_at=captured) as writer:
            refresh_lines(writer)
        took[-1] += time.process_time() - begun
    finally:
        Copies._texts_of = real  # type: ignore[method-assign]
    return took, pairs


def _enter(writer: Any, copies: Copies, row: Any, told: list[Any], captured: int, known: dict[str, Source]) -> float:
    item = item_of(row, 0, 0, captured)
    passage = Passage(id=passage_id(item.id, "0"), item=item.id, locator="0", text=row["text"], language="en", method="as-is")
    writer.add_item(item, writer.archive.put(row["text"].encode() + item.id.encode(), "text/plain"), [passage])
    made = seal(tuple(claim_of(r, item, 0) for r in told))
    writer.add_reading(item.id, "bench", writer.archive.put(reading_bytes(made), READING_TYPE), made)
    begun = time.process_time()
    copies.link(writer, item, known.get(item.source or ""), (passage,))
    return time.process_time() - begun


def measured(kind: str, reports: int) -> dict[str, float]:
    """All figures of one size, in this process."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "world").mkdir()
        generate(kind, 1, reports, folder / "world")
        with init_desk(folder / "desk", theatre=str(folder / "world" / "pack"), who="", zone="UTC", now=0) as desk:
            took, pairs = fill(desk, folder / "world")
        with open_desk(folder / "desk", 4_000_000_000_000_000) as desk:
            begun = time.process_time()
            with desk.store.read() as snapshot:
                held = holdings(snapshot)
            read = time.process_time()
            when = moments(desk, held, None, None)
            now = situation(desk, held, as_of=when.as_of, known_by=when.known_by)
            linked = time.process_time()
            likely = now.likely
            weighed = time.process_time()
    return {
        "reports": len(took), "claims": len(held.told), "events": len(now.events), "estimates": len(likely), "pairs": pairs / len(took),
        "compared": sum(took), "late p95 ms": 1000 * statistics.quantiles(took[-LATE:-1], n=20)[18], "traced": read - begun,
        "linked": linked - read, "weighed": weighed - linked, "all": sum(took) + weighed - begun,
        "MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip


def _apart(kind: str, sizes: list[int]) -> Iterator[dict[str, float]]:
    """Each size in a process of its own, so that the memory is its own."""
    for n in sizes:
        done = subprocess.run([sys.executable, __file__, "--kind", kind, "--one", str(n)], stdout=subprocess.PIPE, check=True, text=True)
        yield json.loads(done.stdout)


def main() -> None:
    """Print one row a size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--kind", default="front", help="the kind of world")
    parser.add_argument("--one", action="store_true", help="one size in this process, as JSON")
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measured(args.kind, min(LARGEST, args.reports[0]))))
        return
    before: dict[str, float] = {}
    for row in _apart(args.kind, args.reports):
        times = f", {row['all'] / before['all']:.1f} times the size before" if before else ""
        size = f"{row['reports']:,.0f} reports, {row['claims']:,.0f} claims, {row['events']:,.0f} events"
        print(f"{size}: {row['all']:.1f} s{times}; {row['MB']:,.0f} MB")
        late = f"of the last {LATE} p95 {row['late p95 ms']:.1f} ms"
        print(f"  possible copies compared {row['compared']:.1f} s, {row['pairs']:.1f} pairs a report; {late}")
        rest = f"linked, graded and folded {row['linked']:.1f} s, estimated {row['weighed']:.1f} s"
        print(f"  read and traced {row['traced']:.1f} s, {rest}", flush=True)
        before = row


if __name__ == "__main__":
    main()
