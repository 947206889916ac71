"""Reading one file without a desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from sitrepdesk.intake import Workshop, walk
from sitrepdesk.model import Arrival, Blob, Claim, Micros, Refusal, Stamp, sha256, stamp
from sitrepdesk.places import Resolver
from sitrepdesk.places.build import ready_gazetteer
from sitrepdesk.read import make_reader
from sitrepdesk.theatre import load_pack

from .arriving import Capture, Said, make_item, make_passages


def read_file(file: Path, *, published: str | None, theatre: str, now: Micros, refuse: Callable[[Refusal], None]) -> Iterator[Claim]:
    """The claims of one file, as they are read; what cannot be taken goes to ``refuse``."""
    pack = load_pack(theatre)
    said: Stamp | None = stamp(published, pack.zone, "pack") if published else None
    reader = make_reader(pack, Resolver(pack, ready_gazetteer()))
    with Workshop() as workshop:
        for found in walk([file]):
            if isinstance(found, Refusal):
                refuse(found)
                continue
            blob = Blob(sha256=sha256(found.path.read_bytes()), media_type="application/octet-stream", size=0)
            for arrival in workshop.parse(found.path, found.shown, pack.zone):
                if isinstance(arrival, Arrival):
                    capture = Capture(found=found, blob=blob, container=None, captured_at=now, captured_by="tool:sitrep")
                    item = make_item(capture, arrival, Said(published=said))
                    yield from reader.read(item, make_passages(item, arrival), pack.zone)
                else:
                    refuse(arrival)
