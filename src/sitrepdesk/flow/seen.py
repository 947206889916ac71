"""Pictures that are kept in files beside a desk, until what they are made from changes: a large desk takes long to fold.

A file is nothing but a saving of time. It is named by the digest of all that goes into its picture: the claims as they stand, the program,
tables, theatre and places; so a picture of anything else is never taken for it. A second, small file leads to it from the last entry of the
ledger that a picture can depend on, so that a look at an unchanged desk need not read the claims at all. All of it may be deleted at any
time, and is when an item is erased.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from sitrepdesk.model import Micros, Picture, Reconciled, digest
from sitrepdesk.picture import known
from sitrepdesk.store import Snapshot, last_but

from .desk import Desk
from .moments import Moments, moments
from .situation import Holdings, holdings, letters, situation

FOLDER = "kept"
MOST = 3
"""Pictures that are kept, those that were used last: of the desk as it is, of the last report, and one more."""
APART = ("desk", "draft", "report", "forecast", "resolution", "hypotheses", "refusal")
"""Entries of the ledger that no picture depends on: a picture of before them is one of after them."""
_ROOMS = ("model", "theatre", "language", "places", "link", "weigh", "picture", "store", "flow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A picture, what several lines' counts give together, and when the first and the last report could be known (UTC microseconds)."""

    picture: Picture
    together: tuple[Reconciled, ...]
    first: Micros | None = None
    last: Micros | None = None


def seen(desk: Desk, at: str | None, known_by: str | None) -> Seen:
    """The picture of the moments that a person typed (see ``moments``): the one that was kept, else a new one, which is kept."""
    with desk.store.read() as snapshot:
        way = _way(desk, snapshot, at, known_by)
        found = _led_by(way)
        if found is None:
            held = holdings(snapshot)
            found = _kept_or_folded(desk, held, moments(desk, held, at, known_by), way)
    # All that the desk holds is known by now as it was when the picture was kept: only the clock went on.
    return found if known_by else _known_by(found, max(found.last or desk.now, desk.now))


def seen_of(desk: Desk, snapshot: Snapshot, held: Holdings, at: Moments) -> Seen:
    """The picture of these moments from ``held``, which is all that the desk holds: what was kept, else a new one, which is kept."""
    way = _way(desk, snapshot, None, None) if at == moments(desk, held, None, None) else None
    found = _led_by(way) if way else None
    return _known_by(found, at.known_by) if found else _kept_or_folded(desk, held, at, way)


def seen_from(desk: Desk, held: Holdings, at: Moments) -> Seen:
    """The picture of these moments from whatever ``held`` is, such as what the desk held at an earlier report."""
    return _kept_or_folded(desk, held, at, None)


def drop_kept(folder: Path) -> None:
    """Delete what is kept beside the desk in this folder."""
    for file in (folder / FOLDER).glob("*"):
        file.unlink(missing_ok=True)


def _known_by(found: Seen, moment: Micros) -> Seen:
    return replace(found, picture=replace(found.picture, known_by=moment))


def _kept_or_folded(desk: Desk, held: Holdings, at: Moments, way: Path | None) -> Seen:
    file = desk.settings.folder / FOLDER / f"{_digest(desk, held, at)}.picture"
    found = kept_in(file) or keep(file, _folded(desk, held, at))
    available = [i.available_at for i in held.items.values()]
    first, last = min(available, default=None), max(available, default=None)
    if way and available:  # The picture of an empty desk is of now, and no way leads to it.
        with suppress(OSError):
            way.write_bytes(msgspec.json.encode((file.name, at.known_by, first, last)))
    return replace(_known_by(found, at.known_by), first=first, last=last)


def _digest(desk: Desk, held: Holdings, at: Moments) -> str:
    """The digest of all that goes into a picture; what was known by then goes in, and the moment itself only stands on it."""
    told = sorted(known(held.told.values(), as_of=at.as_of, known_by=at.known_by), key=lambda t: t.claim.id)
    # A claim's id is the digest of what was read; what a person has seen, and may have corrected, goes in whole.
    claims = [(t.claim.id, t.standing, t.line, t.origin, None if t.standing == "machine" else t.claim) for t in told]
    sources = {t.source.id: t.source for t in told if t.source}
    facts = sorted((f for f in held.facts if f.item.available_at <= at.known_by), key=lambda f: f.item.id)
    parts = (claims, sorted(sources.items()), facts, held.decisions, sorted(letters(desk.pack, held).items()), at.as_of)
    return digest("seen", _code(), desk.resolver.digest, *map(msgspec.msgpack.encode, parts))


def _way(desk: Desk, snapshot: Snapshot, at: str | None, known_by: str | None) -> Path:
    name = digest("seen-way", last_but(snapshot, APART), _code(), desk.resolver.digest, desk.zone, at or "", known_by or "")
    return desk.settings.folder / FOLDER / f"{name}.way"


def _led_by(way: Path) -> Seen | None:
    with suppress(OSError, ValueError):
        name, moment, first, last = msgspec.json.decode(way.read_bytes(), type=tuple[str, Micros, Micros | None, Micros | None])
        found = kept_in(way.with_name(name))
        return replace(_known_by(found, moment), first=first, last=last) if found else None
    return None


@cache
def _code() -> str:
    """The digest of the program and the tables that make a picture."""
    return digest("seen-code", *(f.read_bytes() for room in _ROOMS for f in _files(files(f"sitrepdesk.{room}"))))


def _files(folder: Traversable) -> Iterator[Traversable]:
    for found in sorted(folder.iterdir(), key=lambda f: f.name):
        if found.is_dir():
            yield from _files(found)
        elif found.name.endswith((".py", ".toml")):
            yield found


def _folded(desk: Desk, held: Holdings, at: Moments) -> Seen:
    now = situation(desk, held, as_of=at.as_of, known_by=at.known_by)
    return Seen(picture=now.picture, together=now.together)


def kept_in(file: Path) -> Seen | None:
    """What was kept; ``None`` where there is nothing, or nothing that can be read."""
    with suppress(OSError, msgspec.MsgspecError):
        found = msgspec.msgpack.decode(file.read_bytes(), type=Seen)
        os.utime(file)
        return found
    return None


def keep(file: Path, made: Seen) -> Seen:
    """Keep it beside the few that were used last. A folder that cannot be written to keeps nothing."""
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        part = file.with_suffix(".part")
        with open(part, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
            out.write(msgspec.msgpack.encode(made))
        part.replace(file)
        newest = sorted(file.parent.glob("*.picture"), key=lambda f: (f == file, f.stat().st_mtime_ns), reverse=True)
        for other in (*newest[MOST:], *file.parent.glob("*.part"), *file.parent.glob("*.way")):
            other.unlink(missing_ok=True)
    return made
