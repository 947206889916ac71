"""The picture of all that a desk holds, kept in a file beside it until what it is made from changes: a large desk takes long to fold.

The file is nothing but a saving of time: it is named by the last entry of the ledger that a picture can depend on, the moments that were
asked for, and the program, tables, theatre and places that made it, so that a picture of anything else is never taken for it; it may be
deleted at any time, and is when an item is erased.
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
from sitrepdesk.store import Snapshot, last_but

from .desk import Desk
from .moments import Moments, moments
from .situation import Holdings, holdings, situation

FOLDER = "kept"
APART = ("desk", "draft", "report", "forecast", "resolution", "hypotheses", "refusal")
"""Entries of the ledger that no picture depends on: a picture of before them is one of after them."""
_ROOMS = ("model", "theatre", "language", "places", "link", "weigh", "picture", "store", "flow")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A picture, what several lines' counts give together, and when the first and the last report could be known (UTC microseconds)."""

    picture: Picture
    together: tuple[Reconciled, ...]
    first: Micros | None
    last: Micros | None


def seen(desk: Desk, at: str | None, known_by: str | None) -> Seen:
    """The picture of the moments that a person typed (see ``moments``): the one that was kept, else a new one, which is kept."""
    with desk.store.read() as snapshot:
        file = _file(desk, snapshot, at, known_by)
        found = kept_in(file)
        if found is None:
            held = holdings(snapshot)
            found = keep(file, _folded(desk, held, moments(desk, held, at, known_by)))
    if known_by is None:
        # All that the desk holds is known by now as it was when the picture was kept: only the clock went on.
        found = replace(found, picture=replace(found.picture, known_by=max(found.last or desk.now, desk.now)))
    return found


def seen_of(desk: Desk, snapshot: Snapshot, held: Holdings, at: Moments) -> Seen:
    """The picture of these moments from ``held``, which is all that the desk holds: the one that was kept, else a new one.

    Only that of the moments that nobody has to type is kept.
    """
    if at != moments(desk, held, None, None):
        return _folded(desk, held, at)
    file = _file(desk, snapshot, None, None)
    found = kept_in(file) or keep(file, _folded(desk, held, at))
    return replace(found, picture=replace(found.picture, known_by=at.known_by))


def drop_kept(folder: Path) -> None:
    """Delete what is kept beside the desk in this folder."""
    for file in (folder / FOLDER).glob("*"):
        file.unlink(missing_ok=True)


def _file(desk: Desk, snapshot: Snapshot, at: str | None, known_by: str | None) -> Path:
    name = digest("seen", last_but(snapshot, APART), _code(), desk.resolver.digest, desk.zone, at or "", known_by or "")
    return desk.settings.folder / FOLDER / f"{name}.picture"


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
    known = [i.available_at for i in held.items.values()]
    return Seen(picture=now.picture, together=now.together, first=min(known, default=None), last=max(known, default=None))


def kept_in(file: Path) -> Seen | None:
    """What was kept; ``None`` where there is nothing, or nothing that can be read."""
    with suppress(OSError, msgspec.MsgspecError):
        return msgspec.msgpack.decode(file.read_bytes(), type=Seen)
    return None


def keep(file: Path, made: Seen) -> Seen:
    """Keep it in the place of what was kept before. A folder that cannot be written to keeps nothing."""
    with suppress(OSError):
        file.parent.mkdir(exist_ok=True)
        drop_kept(file.parent.parent)
        part = file.with_suffix(".part")
        with open(part, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
            out.write(msgspec.msgpack.encode(made))
        part.replace(file)
    return made
