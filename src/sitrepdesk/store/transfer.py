"""Moving a desk whole: one zip with the ledger, the tables and the bytes; and a copy taken while the desk is in use."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DBAPIError

from sitrepdesk.model import BlobChanged, ChainBroken, DeskExists, HeadMismatch, Malformed, MissingBlob, WrongVersion

from . import _search
from . import _tables as t
from ._engine import clear_errors, file_of
from ._leaves import batches
from ._migrations import VERSION
from .archive import CHUNK, Archive
from .records import Head
from .snapshot import Snapshot
from .store import Store
from .verify import verify

FORMAT = 1
LEDGER = "ledger.jsonl"
_LONGEST = 1 << 28  # bytes of one exported row; a row holds one passage at most
_STAMP = (1980, 1, 1, 0, 0, 0)  # the same desk gives the same bytes
_BAD = "Export the desk again, and copy the file whole."
_SINCE = {t.media: 2}
"""From which version of the tables on an export has a table, where that is not the first."""
_MOVED = tuple(table for table in t.metadata.sorted_tables if table not in (t.entries, t.meta))


def export_desk(store: Store, file: Path, *, extra: Mapping[str, bytes] | None = None) -> Head:
    """Write the desk as it is at this moment into one zip; ``extra`` are files to keep with it, such as settings.

    Erased bytes are in none of it. ``DeskExists`` where the file is there, ``MissingBlob`` or ``BlobChanged`` for a damaged archive.
    """
    if file.exists():
        raise DeskExists(str(file), "is there already", "Choose another name.")
    part = file.with_name(file.name + ".part")
    try:
        with store.read() as snapshot, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            head = snapshot.head()
            frontier = snapshot.value(select(t.meta.c.value).where(t.meta.c.key == "frontier"))
            manifest = {"format": FORMAT, "tables": VERSION, "head": str(head), "frontier": frontier, "extra": sorted(extra or {})}
            archive.writestr(_named("manifest.json"), json.dumps(manifest, indent=1))
            for table in (t.entries, *_MOVED):
                _write_table(archive, table, snapshot)
            for name, data in sorted((extra or {}).items()):
                archive.writestr(_named(f"extra/{name}"), data)
            for row in snapshot.rows(select(t.blobs.c.sha).where(t.blobs.c.erased_by.is_(None)).order_by(t.blobs.c.sha)):
                _write_blob(archive, store.archive, row["sha"])
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return head


def _named(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _file_of(table: Table) -> str:
    return LEDGER if table is t.entries else f"tables/{table.name}.jsonl"


def _write_table(archive: zipfile.ZipFile, table: Table, snapshot: Snapshot) -> None:
    with archive.open(_named(_file_of(table)), "w", force_zip64=True) as out:
        for row in snapshot.rows(select(table).order_by(*table.primary_key.columns)):
            out.write(json.dumps(dict(row), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _write_blob(archive: zipfile.ZipFile, blobs: Archive, sha: str) -> None:
    seen = sha256()
    with blobs.open(sha) as source, archive.open(_named(f"blobs/{sha[:2]}/{sha[2:]}"), "w", force_zip64=True) as out:
        while chunk := source.read(CHUNK):
            seen.update(chunk)
            out.write(chunk)
    if seen.hexdigest() != sha:
        raise BlobChanged(sha, "holds other bytes than it was filed with", "Copy the file back from a backup, then export again.")


def import_desk(file: Path, database_url: str, archive: Path) -> Store:
    """Make a new desk from an export, and check all of it. ``Malformed`` for a file that is none, ``ChainBroken``, ``HeadMismatch``,
    ``BlobChanged`` or ``MissingBlob`` for one that was changed; in each case nothing is left behind."""
    with _opened(file) as exported:
        manifest = _manifest(exported, file)
        fresh = not archive.exists()
        store = Store.create(database_url, archive)
        try:
            _fill(store, exported, manifest, file)
        except BaseException:
            store.close()
            _remove(database_url, archive, fresh)
            raise
    return store


def exported_extra(file: Path) -> dict[str, bytes]:
    """The extra files that were kept with an export, by name."""
    with _opened(file) as exported:
        names = _manifest(exported, file).get("extra", [])
        return {name: _member(exported, f"extra/{name}", file).read(_LONGEST) for name in names}


def _opened(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError) as e:
        raise Malformed(str(file), f"is no exported desk: {e}", _BAD) from e


def _member(exported: zipfile.ZipFile, name: str, file: Path) -> Any:
    try:
        return exported.open(name)
    except KeyError as e:
        raise Malformed(str(file), f"lacks its part {name}", _BAD) from e
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as e:  # damaged; behind a password; in an unknown compression
        raise Malformed(str(file), f"has a part that cannot be read ({name}): {e}", _BAD) from e


def _manifest(exported: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(_member(exported, "manifest.json", file).read(CHUNK))
        newest, head = (manifest["format"], manifest["tables"]), Head.parse(manifest["head"])
    except (ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error) as e:
        raise Malformed(str(file), "has no manifest that can be read", _BAD) from e
    if newest > (FORMAT, VERSION):
        raise WrongVersion(str(file), "was exported by a newer version", "Install the newer sitrepdesk.")
    return {**manifest, "head": head}


def _fill(store: Store, exported: zipfile.ZipFile, manifest: dict[str, Any], file: Path) -> None:
    try:
        with clear_errors(str(file)), store.engine.connect().execution_options(write=True) as run, run.begin():
            for table in (x for x in (t.entries, *_MOVED) if _SINCE.get(x, 1) <= manifest["tables"]):
                for batch in batches(_rows(exported, table, file)):
                    run.execute(table.insert(), batch)
            run.execute(t.meta.update().where(t.meta.c.key == "frontier").values(value=str(manifest["frontier"])))
            _fill_search(run)
            for sha, media_type in run.execute(select(t.blobs.c.sha, t.blobs.c.media_type).where(t.blobs.c.erased_by.is_(None))).all():
                _take_blob(store.archive, exported, sha, media_type, file)
            store.archive.flush()
    except (DBAPIError, zipfile.BadZipFile, zlib.error, EOFError, TypeError, UnicodeError) as e:
        raise Malformed(str(file), f"cannot be read to its end: {getattr(e, 'orig', e)}", _BAD) from e
    for problem in verify(store, manifest["head"]):
        kind = HeadMismatch if "head" in problem.what else ChainBroken
        raise kind(f"{file}, {problem.where}", problem.what, "The export was changed: get it again from where it came from.")
    with store.read() as snapshot:
        if snapshot.head() != manifest["head"]:
            raise HeadMismatch(str(file), "ends at another head than its manifest says", _BAD)


def _fill_search(run: Connection) -> None:
    c = t.claims.c
    for batch in batches(run.execute(select(c.n, c.text).where(c.current).order_by(c.n)).mappings()):
        _search.put(run, [dict(r) for r in batch])


def _rows(exported: zipfile.ZipFile, table: Table, file: Path) -> Iterator[dict[str, Any]]:
    names = {c.name for c in table.columns}
    with _member(exported, _file_of(table), file) as lines:
        while line := lines.readline(_LONGEST):
            try:
                row = json.loads(line)
            except ValueError as e:
                raise Malformed(f"{file}, {table.name}", "holds a line that is no JSON", _BAD) from e
            if not isinstance(row, dict) or set(row) != names or not all(isinstance(v, str | int | None) for v in row.values()):
                raise Malformed(f"{file}, {table.name}", "holds a line that is no row of it", _BAD)
            yield row


def _take_blob(archive: Archive, exported: zipfile.ZipFile, sha: str, media_type: str, file: Path) -> None:
    with _member(exported, f"blobs/{archive.path(sha).parent.name}/{sha[2:]}", file) as source:
        found = archive.put_stream(source, media_type).sha256
    if found != sha:
        raise BlobChanged(f"{file}, blob {sha}", f"holds bytes with the hash {found}", _BAD)


def _remove(database_url: str, archive: Path, fresh: bool) -> None:
    """Take back what a failed import made; an archive folder that was there before keeps its own blobs."""
    for end in ("", "-wal", "-shm"):
        Path(f"{file_of(database_url)}{end}").unlink(missing_ok=True)
    if fresh:
        shutil.rmtree(archive, ignore_errors=True)


def backup(store: Store, target: Path) -> Head:
    """Copy the desk into a new or empty folder while it is in use: ``desk.sqlite`` and ``archive/``, checked as they are copied.

    ``DeskExists`` where the folder holds something.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise DeskExists(str(target), "is not empty", "Give a new or empty folder.")
    target.mkdir(parents=True, exist_ok=True)
    database = target / "desk.sqlite"
    with (
        clear_errors(str(database)),
        closing(sqlite3.connect(file_of(store.database_url))) as source,
        closing(sqlite3.connect(database)) as copy,
    ):
        source.backup(copy)
    archive = Archive(target / "archive")
    archive.root.mkdir()
    with Store.open(f"sqlite:///{database}", archive.root) as copied, copied.read() as snapshot:
        for row in snapshot.rows(select(t.blobs).where(t.blobs.c.erased_by.is_(None))):
            _copy_blob(store.archive, archive, row["sha"], row["media_type"])
        archive.flush()
        return snapshot.head()


def _copy_blob(source: Archive, target: Archive, sha: str, media_type: str) -> None:
    try:
        found = target.put_file(source.path(sha), media_type).sha256
    except FileNotFoundError as e:
        raise MissingBlob(sha, "is not in the archive", "It was erased meanwhile, or lost: run `sitrep verify`, then back up again.") from e
    if found != sha:
        raise BlobChanged(sha, f"holds bytes with the hash {found}", "Run `sitrep verify`, then back up again.")
