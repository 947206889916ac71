"""The kinds of world: one row of settings each, read from ``kinds.toml``."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

TABLE = Path(__file__).with_name("kinds.toml")
SMALLEST, LARGEST = 50, 200_000


@dataclass(frozen=True, slots=True)
class Kind:
    """The settings of one kind of world; the comments of ``kinds.toml`` say what each means."""

    name: str
    title: str
    held_out: bool
    wording: str
    sides: int
    days: tuple[float, float]
    change: float
    hold: float
    false: float
    tellers: float
    copied: float
    accuracy_neutral: tuple[float, float]
    accuracy_party: tuple[float, float]
    party: float
    bias: tuple[float, float]
    delay_h: float
    copy_h: float
    hedge: float
    grows: float
    modes: tuple[float, ...]
    mistake: float
    crowd: float
    losses: dict[str, float]

    def length_days(self, reports: int) -> float:
        """How long a world of so many reports lasts."""
        part = (math.log(max(reports, SMALLEST)) - math.log(SMALLEST)) / (math.log(LARGEST) - math.log(SMALLEST))
        return self.days[0] + (self.days[1] - self.days[0]) * part

    def without_slips(self) -> Kind:
        """The same, with copyists who make no mistakes."""
        return replace(self, mistake=0.0)


def _kind(name: str, row: dict[str, Any]) -> Kind:
    settings: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return Kind(name=name, **settings)


def kinds() -> dict[str, Kind]:
    """All kinds by name."""
    return {name: _kind(name, row) for name, row in tomllib.loads(TABLE.read_text(encoding="utf-8")).items()}


def development(wording: str = "a") -> tuple[str, ...]:
    """The kinds that may be looked at while tuning and write from that table; those of the first are scored where none is named."""
    return tuple(name for name, kind in kinds().items() if not kind.held_out and kind.wording == wording)
