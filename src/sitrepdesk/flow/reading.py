"""Reading one file without a desk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

from sitrepdesk.intake import Found, Workshop, walk
from sitrepdesk.language.tagger import open_tagger
from sitrepdesk.model import Blob, Claim, Micros, Refusal, sha256, stamp
from sitrepdesk.places import Resolver
from sitrepdesk.places.build import ready_gazetteer
from sitrepdesk.read import Reader, make_reader
from sitrepdesk.theatre import Pack, load_pack

from .arriving import Capture, Said, make_item, make_passages


def read_file(
    file: Path | bytes,
    *,
    published: str | None,
    theatre: str,
    now: Micros,
    refuse: Callable[[Refusal], None],
    progress: Callable[[int, int], None] = lambda read, known: None,  # noqa: ARG005
) -> Iterator[Claim]:
    """The claims of one file, or of bytes that came by standard input, as they are read; what cannot be taken goes to ``refuse``.

    ``progress`` hears before each claim how many characters are read, of how many that are known so far. The reader is loaded beside
    the start of the process that parses the file: each takes most of a second.
    """
    pack = load_pack(theatre)
    said = Said(published=stamp(published, pack.zone, "pack") if published else None)
    with ThreadPoolExecutor(1) as beside, Workshop() as workshop:
        loading = beside.submit(_reader, pack)
        before = 0
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
                passages = make_passages(item, arrival)
                starts = list(accumulate((len(p.text) for p in passages), initial=before))
                at = {p.id: start for p, start in zip(passages, starts, strict=False)}
                for claim in loading.result().read(item, passages, pack.zone):
                    progress(at[claim.passage] + claim.span[1], starts[-1])
                    yield claim
                before = starts[-1]


def _reader(pack: Pack) -> Reader:
    return make_reader(pack, Resolver(pack, ready_gazetteer()), open_tagger())


def resolver_for(theatre: str) -> Resolver:
    """The resolver of places for a theatre pack, over the user's gazetteer, which is built first where it is not there yet."""
    return Resolver(load_pack(theatre), ready_gazetteer())


def _sha256(source: Path | bytes) -> str:
    if isinstance(source, bytes):
        return sha256(source)
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
