"""The pairs of ``clashes.md`` through the product, from text to link: do the two agree, clash, update, or neither?"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sitrepdesk.link import accounts, clashes, events, updates
from sitrepdesk.model import Claim, Item, Passage, Source, Stamp, Told, iso
from sitrepdesk.places import Resolver
from sitrepdesk.places.build import ready_gazetteer
from sitrepdesk.read import Reader, make_reader
from sitrepdesk.theatre import Pack, load_pack

from .cast import CORNER, STEP
from .figures import wilson
from .pack import write_pack
from .records import HOUR, Place, Side

PAGE = Path(__file__).with_name("clashes.md")
VERDICTS = ("agrees", "clashes", "updates", "neither")
TOWNS = ("Talmora", "Verholin", "Osmadal", "Karbek", "Dovetsk", "Hesford")
FIRST = round(datetime(2030, 3, 12, 8, tzinfo=UTC).timestamp()) * 1_000_000
SECOND = FIRST + 6 * HOUR
_AT = re.compile(r"(?P<text>.*?)(?: @ (?P<day>\d+) March (?P<hour>\d+):00)?")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports, when each was published, and what stands between them."""

    first: str
    second: str
    at: tuple[int, int]
    verdict: str
    why: str


def _told(cell: str, at: int) -> tuple[str, int]:
    m = _AT.fullmatch(cell)
    assert m is not None
    if not m["day"]:
        return cell, at
    return m["text"], round(datetime(2030, 3, int(m["day"]), int(m["hour"]), tzinfo=UTC).timestamp()) * 1_000_000


def pairs() -> Iterator[Pair]:
    """The rows of the page."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [c.strip() for c in line.strip("|").split("|")]
        if len(cells) == 4 and cells[2] in VERDICTS:
            (first, at1), (second, at2) = _told(cells[0], FIRST), _told(cells[1], SECOND)
            yield Pair(first, second, (at1, at2), cells[2], cells[3])


def pack(folder: Path) -> Pack:
    """The theatre that the page names."""
    who = [Side(f"side:{n.lower()}", n, d, f"actor:{n.lower()}-forces") for n, d in (("Kestria", "Kestrian"), ("Ombrava", "Ombravan"))]
    towns = [Place(f"area:{n.lower()}", n, "Lumar", CORNER[0] + i * STEP, CORNER[1]) for i, n in enumerate(TOWNS)]
    write_pack(folder, "pairs", who, towns)
    return load_pack(str(folder))


def _read(reader: Reader, text: str, at: int, number: int) -> list[Told]:
    when = Stamp(start=at, end=at + 1, text=str(iso(at)), zone="UTC", zone_basis="given")
    source = Source(id=f"source:{number}", name=f"Paper {number}")
    item = Item(
        id=f"item{number}",
        blob="",
        format="text",
        captured_at=at,
        captured_by="bench",
        captured_from="bench",
        source=source.id,
        published=when,
    )
    passage = Passage(id=item.id, item=item.id, locator="0", text=text, language="en", method="as-is")
    claims: list[Claim] = list(reader.read(item, [passage], "UTC"))
    return [Told(claim=c, item=item, source=source, line=source.id, origin=item.id) for c in claims]


def verdict(reader: Reader, theatre: Pack, resolver: Resolver, pair: Pair) -> str:
    """What the product says: a clash before an update, an update before agreement."""
    told = [t for n, (text, at) in enumerate(zip((pair.first, pair.second), pair.at, strict=True)) for t in _read(reader, text, at, n)]
    looked = accounts(told, theatre.side_of, tuple(s.id for s in theatre.sides))
    happened = events(looked.values(), resolver.within)
    if clashes(looked, happened):
        return "clashes"
    if updates(looked, happened):
        return "updates"
    return "agrees" if any(len(e.items) > 1 for e in happened) else "neither"


def score_pairs(*, misses: bool = False) -> list[str]:
    """The rows on the pairs as printed lines."""
    with tempfile.TemporaryDirectory() as folder:
        theatre = pack(Path(folder))
        resolver = Resolver(theatre, ready_gazetteer())
        reader = make_reader(theatre, resolver)
        said = [(p, verdict(reader, theatre, resolver, p)) for p in pairs()]
    table = Counter((p.verdict, answer) for p, answer in said)
    found = [v for p, v in said if p.verdict == "clashes"]
    called = [p.verdict for p, v in said if v == "clashes"]
    lines = [
        "\nown pairs, from their text",
        f"  {'clashes: precision':<46} {wilson(called.count('clashes'), len(called))}",
        f"  {'clashes: recall':<46} {wilson(found.count('clashes'), len(found))}",
        f"  {'verdict right':<46} {wilson(sum(p.verdict == v for p, v in said), len(said))}",
    ]
    for wanted in VERDICTS:
        lines.append(f"  {wanted:<10} answered as " + ", ".join(f"{v} {table[wanted, v]}" for v in VERDICTS))
    if misses:
        lines += [f"  {p.verdict} -> {v}: {p.first} | {p.second} ({p.why})" for p, v in said if p.verdict != v]
    return lines
