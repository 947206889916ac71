"""Reading one file without a desk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sitrepdesk.intake import Found, Workshop, walk
from sitrepdesk.language.tagger import open_tagger
from sitrepdesk.model import Blob, Claim, Micros, Refusal, sha256, stamp
from sitrepdesk.places import Resolver
from sitrepdesk.places.build import ready_gazetteer
from sitrepdesk.read import make_reader
from sitrepdesk.theatre import load_pack

from .arriving import Capture, Said, make_item, make_passages


def read_file(
    file: Path | bytes, *, published: str | None, theatre: str, now: Micros, refuse: Callable[[Refusal], None]
) -> Iterator[Claim]:
    """The claims of one file, or of bytes that came by standard input, as they are read; what cannot be taken goes to ``refuse``."""
    pack = load_pack(theatre)
    said = Said(published=stamp(published, pack.zone, "pack") if published else None)
    reader = make_reader(pack, Resolver(pack, ready_gazetteer()), open_tagger())
    with Workshop() as workshop:
        for found in [Found(Path("-"), "-")] if isinstance(file, bytes) else walk([file]):
            if isinstance(found, Refusal):
                refuse(found)
                continue
            source = file if isinstance(file, bytes) else found.path
            blob = Blob(sha256=_sha256(source), media_type="application/octet-stream", size=0)
            for arrival in workshop.parse(source, found.shown, pack.zone):
                if isinstance(arrival, Refusal):
                    refuse(arrival)
                    continue
                capture = Capture(found=found, blob=blob, container=None, captured_at=now, captured_by="tool:sitrep")
                item = make_item(capture, arrival, said)
                yield from reader.read(item, make_passages(item, arrival), pack.zone)


def resolver_for(theatre: str) -> Resolver:
    """The resolver of places for a theatre pack, over the user's gazetteer, which is built first where it is not there yet."""
    return Resolver(load_pack(theatre), ready_gazetteer())


def _sha256(source: Path | bytes) -> str:
    if isinstance(source, bytes):
        return sha256(source)
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
