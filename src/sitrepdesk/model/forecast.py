"""Forecasts: what somebody expects, how surely, until when, and by what rule it will be decided; and how it came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .canonical import canonical, digest
from .clock import Micros

Result = Literal["yes", "no", "void"]
State = Literal["open", "due", "yes", "no", "void"]
ENOUGH = 20
"""Scored cases from which on anything may be said of a forecaster."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """One forecast as registered by a person. It is never changed: its ``id`` is the hash of all of it.

    ``probability`` and ``base_rate`` in per mille, 1 to 999. ``deadline`` is the first moment after the time that it speaks of.
    ``by`` names who forecasts; ``own`` says that it is the desk's own, and others' are never scored with those. ``claims`` are the
    anchors of the claims it was taken from. ``internal`` forecasts stand in no report.
    """

    outcome: str
    probability: int
    deadline: Micros
    rule: str
    by: str
    own: bool
    registered_at: Micros
    registered_by: str
    id: str = ""
    claims: tuple[str, ...] = ()
    base_rate: int | None = None
    base_because: str | None = None
    internal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """How a forecast came out, as a named person decided by its rule: ``yes``, ``no``, or ``void`` where the rule cannot decide.

    ``claims`` are the anchors of the claims that it rests on. A later resolution of the same forecast takes its place.
    """

    id: str
    result: Result
    because: str
    made_by: str
    recorded_at: Micros
    claims: tuple[str, ...] = ()


def forecast_id(forecast: Forecast) -> str:
    """The hash that freezes a forecast: over every field but the id."""
    fields = {n: getattr(forecast, n) for n in Forecast.__slots__ if n != "id"}
    return digest("forecast", canonical(fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingForecast:
    """A forecast as it stands: ``due`` where its deadline has passed and nobody has decided it; ``frozen_at`` ``None`` before issue."""

    forecast: Forecast
    state: State
    frozen_at: Micros | None
    resolution: Resolution | None = None

    @property
    def scored(self) -> bool:
        """Does it count: decided yes or no, and frozen before that and before its deadline?"""
        r, at = self.resolution, self.frozen_at
        return r is not None and r.result != "void" and at is not None and at < self.forecast.deadline and at < r.recorded_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Forecasts of like probability: their number, their mean probability and how many came true (shares from 0 to 1)."""

    low: float
    high: float
    cases: int
    forecast: float
    happened: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How scored forecasts did. Means over ``cases``; ``None`` without any.

    ``base`` is the Brier score of the base rates, ``given`` of the cases had one that was written down beforehand; the others take
    the share of all cases that came true, which is known only afterwards and makes skill look smaller. ``bins`` is the calibration.
    """

    cases: int
    brier: float | None
    log: float | None
    base: float | None
    skill: float | None
    given: int
    bins: tuple[Bin, ...]

    @property
    def enough(self) -> bool:
        """Are there enough cases to say anything of the forecaster?"""
        return self.cases >= ENOUGH
