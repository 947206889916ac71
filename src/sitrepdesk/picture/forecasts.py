"""Forecasts as they stand at a moment, and how well those that were decided did.

Only a forecast that was frozen, in an issued report or by publication, before its deadline and before anybody decided it is scored;
the desk's own and other people's never together. Brier score: Brier, Verification of forecasts expressed in terms of probability,
Monthly Weather Review 78 (1950), in its two-outcome half form, 0 best, 1 worst. Log score: Good, Rational decisions, JRSS B 14 (1952),
minus the natural logarithm of the probability of what happened. Skill: one minus the Brier score over that of the base rates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log

from sitrepdesk.model import Bin, Forecast, Micros, Resolution, Score, StandingForecast
from sitrepdesk.model.forecast import State

BINS = 10


def standing_forecasts(
    forecasts: Iterable[Forecast], resolutions: Iterable[Resolution], frozen: Mapping[str, Micros], at: Micros
) -> tuple[StandingForecast, ...]:
    """Each forecast as it stood at ``at``, by deadline. ``frozen``: when the report that holds it was issued, by forecast id.

    Somebody else's forecast is frozen by its own publication, so by when it was registered at the latest.
    """
    last = {r.id: r for r in resolutions if r.recorded_at <= at}
    made = (_stands(f, last.get(f.id), frozen, at) for f in forecasts if f.registered_at <= at)
    return tuple(sorted(made, key=lambda s: (s.forecast.deadline, s.forecast.id)))


def _stands(f: Forecast, resolution: Resolution | None, frozen: Mapping[str, Micros], at: Micros) -> StandingForecast:
    when = frozen.get(f.id) if f.own else f.registered_at
    state: State = resolution.result if resolution else ("due" if f.deadline <= at else "open")
    return StandingForecast(forecast=f, state=state, frozen_at=when if when is not None and when <= at else None, resolution=resolution)


def score(standing: Iterable[StandingForecast]) -> Score:
    """The scores of those that count. Give it the desk's own or other people's, never both."""
    cases = [s for s in standing if s.scored]
    pairs = [(s.forecast.probability / 1000, float(s.state == "yes")) for s in cases]
    if not pairs:
        return Score(cases=0, brier=None, log=None, base=None, skill=None, given=0, bins=())
    share = _mean(o for _, o in pairs)
    rates = [share if s.forecast.base_rate is None else s.forecast.base_rate / 1000 for s in cases]
    brier = _mean((p - o) ** 2 for p, o in pairs)
    base = _mean((r - o) ** 2 for r, (_, o) in zip(rates, pairs, strict=True))
    return Score(
        cases=len(pairs),
        brier=brier,
        log=_mean(-log(p if o else 1 - p) for p, o in pairs),
        base=base,
        skill=1 - brier / base if base else None,
        given=sum(s.forecast.base_rate is not None for s in cases),
        bins=_calibration(pairs),
    )


def _calibration(pairs: list[tuple[float, float]]) -> tuple[Bin, ...]:
    """Ten bins of equal width; those without cases are left out."""
    by: dict[int, list[tuple[float, float]]] = {}
    for p, o in pairs:
        by.setdefault(min(BINS - 1, int(p * BINS)), []).append((p, o))
    return tuple(
        Bin(low=n / BINS, high=(n + 1) / BINS, cases=len(b), forecast=_mean(p for p, _ in b), happened=_mean(o for _, o in b))
        for n, b in sorted(by.items())
    )


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)
