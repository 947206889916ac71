"""Finding what is to be added: files, folders with their manifests, standard input."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sitrepdesk.intake import Found, read_sources, walk
from sitrepdesk.model import Refusal, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """What was found under some paths: files and refusals in order, and what ``sources.csv`` says of the sources."""

    found: tuple[Found | Refusal, ...]
    sources: tuple[Source, ...]


def find(paths: Iterable[str]) -> Dossier:
    """Everything to be added under ``paths``."""
    folders = [Path(p) for p in paths]
    found = list(walk(folders))
    sources: list[Source] = []
    for folder in folders:
        if folder.is_dir():
            rows, refused = read_sources(folder)
            sources += rows.values()
            found += refused
    return Dossier(found=tuple(found), sources=tuple(sources))
