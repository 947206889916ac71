"""The settings file of a desk: ``settings.toml``, written for a person to read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from sitrepdesk.model import Malformed, NoDesk, zone_of

FILE = "settings.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting: its key, the default that ``init`` writes, and what it means."""

    key: str
    default: str
    meaning: str


SETTINGS = (
    Setting(
        key="database",
        default="sqlite:///desk.db",
        meaning="Where the ledger and the tables are: a database URL. A file name is relative to the desk's folder.",
    ),
    Setting(key="archive", default="archive", meaning="Where the bytes of every report are kept: a folder, relative to the desk's."),
    Setting(key="theatre", default="world", meaning="The theatre pack: who is who, which places, whose side. A name or a folder."),
    Setting(key="who", default="", meaning="Who you are. Your decisions are signed with it; it stays in this desk."),
    Setting(
        key="zone",
        default="",
        meaning="The time zone of dates that you type without a time, an IANA name. Empty: the theatre's zone.",
    ),
)

ENVIRONMENT = (
    Setting(key="SITREP_DESK", default="", meaning="The desk to act on where `--desk` is not given; else the current folder."),
    Setting(key="SITREP_NOW", default="", meaning="The time to take for now, with its zone, so that a run can be repeated byte for byte."),
    Setting(key="SITREP_CACHE", default="", meaning="The folder for what is built once, such as the gazetteer; else the user's cache."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of a desk as read; ``folder`` is the desk's own."""

    folder: Path
    database: str
    archive: str
    theatre: str
    who: str
    zone: str

    @property
    def database_url(self) -> str:
        """The database URL with a relative SQLite file name made absolute in the desk's folder."""
        head, sep, name = self.database.partition("sqlite:///")
        if sep and not head and not Path(name).is_absolute():
            return f"sqlite:///{self.folder.resolve() / name}"
        return self.database

    @property
    def archive_path(self) -> Path:
        """The archive's folder, absolute."""
        return self.folder.resolve() / self.archive


def write_settings(folder: Path, values: dict[str, str]) -> None:
    """Write ``settings.toml`` with each setting's meaning above it."""
    lines = ["# The settings of this desk. Change a value, save, and the next command obeys it.", ""]
    for s in SETTINGS:
        value = values.get(s.key, s.default)
        lines += [f"# {s.meaning}", f"{s.key} = {_quoted(value)}", ""]
    (folder / FILE).write_text("\n".join(lines), encoding="utf-8")


def read_settings(folder: Path) -> Settings:
    """Read a desk's settings; ``NoDesk`` where there is none, ``Malformed`` where the file breaks its form."""
    path = folder / FILE
    todo = "Make one with: sitrep init DESK. Or name one with --desk DIR or $SITREP_DESK."
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as e:
        raise NoDesk(str(folder), "is no desk (it has no settings.toml)", todo) from e
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise Malformed(str(path), f"cannot be read: {e}", "Mend that line, or compare it with docs/reference/settings.md.") from e
    known = {s.key: s.default for s in SETTINGS}
    strange = sorted(set(raw) - set(known))
    if strange:
        raise Malformed(str(path), f"has an unknown setting {strange[0]!r}", f"Settings are: {', '.join(known)}.")
    values = known | raw
    wrong = next((k for k, v in values.items() if not isinstance(v, str)), None)
    if wrong:
        raise Malformed(str(path), f"{wrong} is no text", "Put its value in quotes.")
    if values["zone"]:
        zone_of(values["zone"])
    return Settings(folder=folder, **values)


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
