"""Claims as a CSV sheet that opens in a spreadsheet: one row a claim, each unknown an empty cell."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from sitrepdesk.model import Quantity, Speaker, Told, iso
from sitrepdesk.model.wire import MICRODEGREES

COLUMNS = (
    "claim",
    "type",
    "quote",
    "source",
    "published",
    "speaker",
    "polarity",
    "likelihood",
    "mood",
    "phase",
    "actor",
    "target",
    "place",
    "place_rel",
    "place_id",
    "lat",
    "lon",
    "place_precision",
    "radius_m",
    "time_words",
    "time_start",
    "time_end",
    "time_precision",
    "quantity_words",
    "low",
    "high",
    "soft",
    "unit",
    "seen",
    "handling",
    "line_of_origin",
    "item",
    "blob_sha256",
    "address",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection"): such text gets a leading apostrophe."""
    return "'" + cell if cell.startswith(_FORMULA) else cell


def write_sheet(rows: Iterable[Told], out: TextIO) -> int:
    """Write the claims as CSV (UTF-8 with a mark, so that spreadsheets see the encoding); gives the number of rows."""
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    count = 0
    for told in rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in _row(told)])
        count += 1
    return count


def _row(told: Told) -> tuple[object, ...]:
    c, item = told.claim, told.item
    place = c.places[0] if c.places else None
    q: Quantity | None = c.quantities[0] if c.quantities else None
    return (
        c.id,
        c.type,
        " ".join(c.quote.split()),
        told.source.name if told.source else "",
        item.published.text if item.published else "",
        " < ".join(_speaker(s) for s in c.attribution),
        c.polarity,
        c.likelihood,
        c.mood,
        c.time.phase,
        "; ".join(p.text for p in c.actor),
        "; ".join(p.text for p in c.target),
        "; ".join(p.text for p in c.places),
        place.rel if place else "",
        (place.place or "") if place else "",
        place.lat / MICRODEGREES if place and place.lat is not None else "",
        place.lon / MICRODEGREES if place and place.lon is not None else "",
        place.precision if place else "",
        place.radius_m if place and place.radius_m is not None else "",
        c.time.text or "",
        iso(c.time.start) or "",
        iso(c.time.end) or "",
        c.time.precision or "",
        q.text if q else "",
        q.low if q and q.low is not None else "",
        q.high if q and q.high is not None else "",
        (q.soft or "") if q else "",
        (q.unit or "") if q else "",
        told.standing,
        item.handling,
        told.line,
        item.id,
        item.blob,
        item.address or "",
    )


def _speaker(s: Speaker) -> str:
    return s.text if s.kind == "named" else f"{s.text} ({s.kind})"
