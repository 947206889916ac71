"""Archive and ledger against a bare write-fsync-rename loop, and pages of 100,000 claims: python bench/store.py [items] [claims]."""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sitrepdesk.model import Claim, Item, Passage, Source, Where, anchor_of, item_id, passage_id, seal, sha256, source_id, stamp
from sitrepdesk.store import READING_TYPE, ClaimFilter, Store, claims, facets, reading_bytes, verify

NOW = 1_662_900_000_000_000
BATCH = 500
PLACES = [f"Place{n}" for n in range(300)]
TYPES = ("advance", "withdraw", "strike", "presence", "hold")
SOURCES = [Source(id=source_id(f"Outlet {n}"), name=f"Outlet {n}", side=("side:a", "side:b")[n % 2]) for n in range(20)]


def text_of(n: int) -> str:
    """A small invented report."""
    return (
        f"Report {n}: forces advanced near {PLACES[n % 300]} and struck {PLACES[n * 7 % 300]}. " + "Nothing else was heard that day. " * 20
    )


def item_of(n: int, text: str) -> Item:
    """Its item, published on one of thirty days."""
    source, blob = SOURCES[n % 20].id, sha256(text.encode())
    said = stamp(f"2022-09-{n % 30 + 1:02d}", "UTC", "given")
    return Item(
        id=item_id(blob, source, str(n)),
        blob=blob,
        format="text",
        captured_at=NOW,
        captured_by="person:1",
        captured_from=f"{n}.txt",
        source=source,
        published=said,
    )


def passage_of(item: Item, text: str) -> Passage:
    """Its one passage."""
    return Passage(id=passage_id(item.id, "0"), item=item.id, locator="0", text=text, language="en", method="as-is")


def claims_of(item: Item, n: int, count: int) -> tuple[Claim, ...]:
    """Generated claims of one item."""
    passage = passage_id(item.id, "0")
    made = []
    for k in range(count):
        name = PLACES[(n * 7 + k * 13) % 300]
        quote = f"Forces were reported near {name} by Outlet {n % 20}, part {k}."
        where = Where(text=name, span=(27, 27 + len(name)), place=f"geo:{name}", lat=49_000_000, lon=36_000_000)
        claim = Claim(
            item=item.id,
            passage=passage,
            quote=quote,
            span=(k * 80, k * 80 + len(quote)),
            head="reported",
            head_span=(k * 80, k * 80 + 8),
            type=TYPES[(n + k) % 5],
            reader="bench",
            anchor=anchor_of(passage, (k * 80, k * 80 + 8), 0),
            places=(where,),
        )
        made.append(replace(claim, mood="intended") if k % 10 == 0 else claim)
    return seal(tuple(made))


def bare(folder: Path, texts: list[bytes]) -> float:
    """Seconds to write each text to a file of its own, sync the file and rename it, one after the other, and nothing else.

    It does not sync the folder, so the last names may be lost in a power cut; ``full`` syncs files, folders and the database.
    """
    folder.mkdir()
    temporary, names = f"{folder}/tmp", [f"{folder}/{n}" for n in range(len(texts))]
    begun = time.perf_counter()
    for text, name in zip(texts, names, strict=True):
        fd = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(fd, text)
        os.fsync(fd)
        os.close(fd)
        os.replace(temporary, name)  # noqa: PTH105
    return time.perf_counter() - begun


def full(store: Store, first: int) -> float:
    """Seconds to archive and enter ``BATCH`` items with their passages and ledger entries, in one transaction."""
    texts = [text_of(n) for n in range(first, first + BATCH)]
    items = [item_of(first + n, text) for n, text in enumerate(texts)]
    ready = [(item, text.encode(), passage_of(item, text)) for item, text in zip(items, texts, strict=True)]
    begun = time.perf_counter()
    with store.write(made_by="person:1", recorded_at=NOW) as writer:
        for item, data, passage in ready:
            writer.add_item(item, writer.archive.put(data, "text/plain"), [passage])
    return time.perf_counter() - begun


def against_bare(store: Store, root: Path, rounds: int) -> None:
    """Print both by turns, so that both meet the same machine, and the median of their ratios."""
    ratios = []
    for turn in range(rounds):
        ours = full(store, turn * BATCH)
        theirs = bare(root / f"bare{turn}", [text_of(n).encode() for n in range(BATCH)])
        ratios.append(ours / theirs)
        each = [seconds / BATCH * 1000 for seconds in (theirs, ours)]
        print(f"  {BATCH} items: bare {each[0]:.3f} ms, archive and ledger {each[1]:.3f} ms an item, ratio {ratios[-1]:.2f}")
    print(f"archive and ledger against a bare write-fsync-rename loop: {statistics.median(ratios):.2f} (median of {rounds}), {memory()} MB")


def index(store: Store, total: int, each: int = 100) -> float:
    """Seconds to read in ``total`` claims, ``each`` an item."""
    begun = time.perf_counter()
    for first in range(0, total // each, 10):
        with store.write(made_by="person:1", recorded_at=NOW) as writer:
            for n in range(first, min(first + 10, total // each)):
                text = text_of(10_000_000 + n)
                item = item_of(10_000_000 + n, text)
                writer.add_item(item, writer.archive.put(text.encode(), "text/plain"), [passage_of(item, text)])
                made = claims_of(item, n, each)
                writer.add_reading(item.id, "bench", writer.archive.put(reading_bytes(made), READING_TYPE), made)
    return time.perf_counter() - begun


def filters() -> Iterator[tuple[str, ClaimFilter, int]]:
    """The pages that are asked for: name, filter, page."""
    yield "everything", ClaimFilter(), 1
    yield "everything, page 1000", ClaimFilter(), 1000
    yield "everything that counts", ClaimFilter(counting=True), 1
    yield "one type", ClaimFilter(type=("strike",)), 1
    yield "one place by name", ClaimFilter(about="Place17"), 1
    yield "one place by id or name", ClaimFilter(about="Place17", ids=("geo:Place17",)), 1
    yield "a word in every claim", ClaimFilter(about="Forces reported"), 1
    yield "a word in every claim, counting", ClaimFilter(about="Forces reported", counting=True), 1
    yield "a word in every claim, or an id", ClaimFilter(about="Forces reported", ids=("geo:Place17",), counting=True), 1
    yield "a word in every claim, one type", ClaimFilter(about="Forces reported", type=("strike",)), 1
    yield "one source", ClaimFilter(source=SOURCES[3].id), 1
    yield "one side, one week", ClaimFilter(side="side:a", since=NOW, until=NOW + 7 * 86_400_000_000), 1
    yield "not seen, intended", ClaimFilter(standing=("machine",), mood="intended"), 1


def timed(times: int, what: Callable[[], object]) -> list[float]:
    """Milliseconds of each call."""
    found = []
    for _ in range(times):
        begun = time.perf_counter()
        what()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def pages(store: Store) -> None:
    """Print the median and the 95th percentile of each page, each in a snapshot of its own."""
    every = []
    for name, asked, page in filters():

        def once(asked: ClaimFilter = asked, page: int = page) -> None:
            with store.read() as snapshot:
                claims(snapshot, asked, page, 50)

        found = timed(40, once)
        every += found
        print(f"  {name:32} median {statistics.median(found):6.1f} ms   p95 {statistics.quantiles(found, n=20)[18]:6.1f} ms")
    print(f"  all pages: p95 {statistics.quantiles(every, n=20)[18]:.1f} ms over {len(every)} pages")
    with store.read() as snapshot:
        print(f"  a facet by type: {statistics.median(timed(10, lambda: facets(snapshot, ClaimFilter(), 'type'))):.1f} ms")


def memory() -> int:
    """The most memory so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main(items: int = 5500, total: int = 100_000) -> None:
    """Run and print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with Store.create(f"sqlite:///{root}/desk.sqlite", root / "archive") as store:
            with store.write(made_by="person:1", recorded_at=NOW) as writer:
                for source in SOURCES:
                    writer.save_source(source)
            against_bare(store, root, max(1, items // BATCH))
            print(f"{total} claims read in: {index(store, total):.1f} s, {memory()} MB")
            pages(store)
            begun = time.perf_counter()
            with store.read() as snapshot:
                told = sum(1 for _ in snapshot.told())
            print(f"{told} claims streamed: {time.perf_counter() - begun:.1f} s, {memory()} MB")
            begun = time.perf_counter()
            problems = list(verify(store))
            print(f"verified: {len(problems)} problems, {time.perf_counter() - begun:.1f} s, {memory()} MB")


if __name__ == "__main__":
    main(*(int(a) for a in sys.argv[1:]))
