"""An open desk: its settings, its store, its theatre pack, and, from first use on, its places and its reader."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType

from sitrepdesk.language.tagger import Tagger, open_tagger, weights
from sitrepdesk.model import DeskExists, Micros, Stamp, UsageError, stamp
from sitrepdesk.places import Resolver
from sitrepdesk.places.build import ready_gazetteer
from sitrepdesk.read import Reader, make_reader
from sitrepdesk.store import Store
from sitrepdesk.theatre import Pack, load_pack

from .settings import FILE, SETTINGS, Settings, read_settings, write_settings


class _Named(Tagger):
    """The tagger of a file as far as its name says: nothing is loaded, and it tags nothing."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem


class Desk:
    """One open desk. ``now`` is the recorded-at clock of whatever is done with it, in UTC microseconds."""

    def __init__(self, settings: Settings, now: Micros) -> None:
        self.settings = settings
        self.now = now
        self.pack: Pack = load_pack(settings.theatre)
        self.store = Store.open(settings.database_url, settings.archive_path)

    @cached_property
    def resolver(self) -> Resolver:
        """Names of places to places; builds the gazetteer the first time."""
        return Resolver(self.pack, ready_gazetteer())

    @cached_property
    def reader(self) -> Reader:
        """Passages to claims."""
        return make_reader(self.pack, self.resolver, open_tagger())

    @property
    def reader_name(self) -> str:
        """The name of the reader, without its model, which takes longer to load than to name."""
        return self.reader.name if "reader" in self.__dict__ else make_reader(self.pack, self.resolver, _Named(weights())).name

    @property
    def zone(self) -> str:
        """The zone of dates typed without a time: the desk's, else the theatre's."""
        return self.settings.zone or self.pack.zone

    @property
    def person(self) -> str:
        """The id of whoever decides here; a decision without a name is refused."""
        if not self.settings.who.strip():
            path = self.settings.folder / FILE
            raise UsageError(str(path), "does not say who you are, and a decision needs a name", 'Set: who = "Your Name"')
        return self.store.person(self.settings.who)

    @property
    def collector(self) -> str:
        """The id of whoever adds reports: the person named in the settings, else the tool."""
        return self.store.person(self.settings.who) if self.settings.who.strip() else "tool:sitrep"

    def stamp(self, text: str) -> Stamp:
        """What a person typed as a time: a date is that whole day in the desk's zone, a time needs its own zone."""
        return stamp(text, self.zone, "desk" if self.settings.zone else "pack")

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_desk(folder: Path, now: Micros) -> Desk:
    """Open the desk in ``folder``; ``NoDesk`` where there is none."""
    return Desk(read_settings(folder), now)


def init_desk(folder: Path, *, theatre: str, who: str, zone: str, now: Micros) -> Desk:
    """Make a desk in a new or empty folder. ``DeskExists`` where something is there, ``PackError`` for an unknown theatre."""
    if (folder / FILE).exists():
        raise DeskExists(str(folder), "is a desk already", f"Use it: sitrep --help. Or choose another folder than {folder}.")
    pack = load_pack(theatre)
    if Path(theatre).is_dir():
        theatre = str(Path(theatre).resolve())
    said = {"theatre": theatre, "who": who, "zone": zone}
    settings = Settings(folder=folder, **({s.key: s.default for s in SETTINGS} | said))
    with new_folder(folder):
        with (
            Store.create(settings.database_url, settings.archive_path) as store,
            store.write(made_by=store.person(who) if who else "tool:sitrep", recorded_at=now) as writer,
        ):
            writer.append("desk", {"theatre": pack.name, "pack": pack.digest, "schema": 1})
        write_settings(folder, said)  # last: with them the folder is a desk
    return open_desk(folder, now)


@contextmanager
def new_folder(folder: Path) -> Iterator[None]:
    """A new or empty folder to make a desk in; where that fails, nothing stays behind. ``DeskExists`` where something is there."""
    existed = folder.exists()
    if existed and any(folder.iterdir()):
        raise DeskExists(str(folder), "is not empty", "Choose a new folder, or an empty one.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in list(folder.iterdir()) if existed else [folder]:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        raise
