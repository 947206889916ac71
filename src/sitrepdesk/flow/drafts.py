"""Draft files on disk: written once, never over a person's edits, each version's hash in the ledger."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sitrepdesk.model import sha256
from sitrepdesk.store import Snapshot

from .desk import Desk
from .reporting import RENDER, Draft, Wanted, rendered

FOLDER = "reports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where a draft lies, and which files a person had edited, so that the new version went beside them."""

    paths: dict[str, Path]
    edited: tuple[Path, ...]


def write_drafts(desk: Desk, made: Draft, wanted: Wanted, also: Iterable[str] = ()) -> Written:
    """Write the draft in every text format and in those of ``also``, store its JSON in the archive, and pin each file's hash in the ledger.

    A file that a person changed since the desk wrote it stays; the new version goes beside it under a further number.
    """
    folder = desk.settings.folder / FOLDER
    folder.mkdir(exist_ok=True)
    with desk.store.read() as snapshot:
        ours = _hashes(snapshot, wanted.number)
    paths: dict[str, Path] = {}
    edited: list[Path] = []
    hashes: dict[str, str] = {}
    for kind, data in rendered(made.cleared, also).items():
        first = folder / f"{_stem(wanted)}.{kind}"
        target = _free(first, data, ours)
        if target != first:
            edited.append(first)
        _replace(target, data)
        paths[kind], hashes[target.name] = target, sha256(data)
    if not set(hashes.values()) <= ours:
        _record(desk, made, wanted, hashes)
    return Written(paths=paths, edited=tuple(edited))


def _stem(wanted: Wanted) -> str:
    kind = "" if wanted.template == "newsletter" else f"-{Path(wanted.template).stem}"
    return f"sitrep-{wanted.number}{kind}{'-full' if wanted.full else ''}"


def remove_drafts(desk: Desk, numbers: tuple[int, ...]) -> list[Path]:
    """Delete the draft files of reports that quoted an erased item; gives what was deleted."""
    gone = [p for n in numbers for p in (desk.settings.folder / FOLDER).glob(f"sitrep-{n}[.-]*")]
    for path in gone:
        path.write_bytes(b"")
        path.unlink()
    return gone


def _free(first: Path, data: bytes, ours: set[str]) -> Path:
    """The first name that is free, holds these very bytes, or holds bytes that the desk itself wrote."""
    path, version = first, 1
    while path.exists():
        found = path.read_bytes()
        if found == data or sha256(found) in ours:
            return path
        version += 1
        path = first.with_name(f"{first.stem}-v{version}{first.suffix}")
    return path


def _replace(target: Path, data: bytes) -> None:
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")  # two people may draft one number at once
    fresh.write_bytes(data)
    fresh.replace(target)


def _record(desk: Desk, made: Draft, wanted: Wanted, hashes: dict[str, str]) -> None:
    body = RENDER["json"](made.cleared).encode()
    blob = desk.store.archive.put(body, "application/json")
    items = sorted({c.item for c in made.cleared.document.citations})
    with desk.store.write(made_by=desk.collector, recorded_at=desk.now) as writer:
        writer.save_report(
            wanted.number,
            blob,
            pinned=made.cleared.document.pinned,
            as_of=wanted.at.as_of,
            known_by=wanted.at.known_by,
            since=wanted.since,
            items=items,
        )
        writer.append("draft", {"number": wanted.number, "files": hashes}, about=[_about(wanted.number)])


def _about(number: int) -> str:
    return f"report:{number}"


def _hashes(snapshot: Snapshot, number: int) -> set[str]:
    """The hashes of all files that the desk ever wrote for this number."""
    bodies = [json.loads(e.body) for e in snapshot.entries(about=_about(number)) if e.kind == "draft" and e.body]
    return {h for body in bodies for h in body["files"].values()}
