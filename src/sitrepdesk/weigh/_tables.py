"""The tables of this room, read once; per mille become fractions here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from sitrepdesk.model import BANDS
from sitrepdesk.model.scales import table

_RAW = cast(dict[str, dict[str, int]], table("sitrepdesk.weigh", "estimates.toml"))
_START = cast(dict[str, dict[str, int]], _RAW["start"])


@dataclass(frozen=True, slots=True)
class _Copying:
    share: float
    before: float
    matters: int


START = {name: (row["right"] / 1000, row["wrong"] / 1000) for name, row in _START.items()}
LEAST, MOST = _RAW["bounds"]["least"] / 1000, _RAW["bounds"]["most"] / 1000
COPYING = _Copying(_RAW["copying"]["share"] / 1000, _RAW["copying"]["before"] / 1000, _RAW["copying"]["matters"])
ROUNDS = _RAW["rounds"]["most"]
HEARSAY = _RAW["sure"]["hearsay"] / 1000
SURE = {"stated": _RAW["sure"]["stated"] / 1000} | {w: max(low + high, 200 - low - high) / 200 for w, (low, high) in BANDS.items()}
MODERATE, HIGH = _RAW["confidence"]["moderate"] / 1000, _RAW["confidence"]["high"] / 1000
HAPPENED = _RAW["told"]["happened"] / 1000
HELD = _RAW["told"]["held"] / 1000
ENOUGH = _RAW["range"]["enough"] / 1000
SOFT = Decimal(_RAW["range"]["soft"]) / 1000
