"""Moving a desk whole: export, import, backup."""

from __future__ import annotations

from pathlib import Path

from sitrepdesk.model import Malformed, Micros
from sitrepdesk.store import Head, backup, export_desk, exported_extra, import_desk

from .desk import Desk, new_folder, open_desk
from .settings import FILE, SETTINGS, read_settings, write_settings


def export_file(desk: Desk, file: Path) -> Head:
    """Write the desk into one file, settings included."""
    return export_desk(desk.store, file, extra={FILE: (desk.settings.folder / FILE).read_bytes()})


def import_file(file: Path, folder: Path, now: Micros) -> Head:
    """Make a desk in a new or empty folder from an exported file; nothing stays behind where that fails."""
    with new_folder(folder):
        settings = exported_extra(file).get(FILE)
        if settings is None:
            raise Malformed(str(file), "holds no settings", "Export the desk again with: sitrep export FILE.")
        (folder / FILE).write_bytes(settings)
        read = read_settings(folder)
        import_desk(file, read.database_url, read.archive_path).close()
    with open_desk(folder, now) as desk, desk.store.read() as snapshot:
        return snapshot.head()


def backup_desk(desk: Desk, target: Path) -> Head:
    """Copy the desk to a new folder while it is in use; the copy keeps its settings and stands on its own."""
    head = backup(desk.store, target)
    kept = {s.key: str(getattr(desk.settings, s.key)) for s in SETTINGS}
    write_settings(target, kept | {"database": "sqlite:///desk.sqlite", "archive": "archive"})
    return head
