"""Forecasts: proposed by claims, registered and decided by a named person, frozen when a report is issued."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from sitrepdesk.model import BadValue, Forecast, Micros, Resolution, StandingForecast, Told, UnknownName, UsageError, forecast_id, iso
from sitrepdesk.model.forecast import Result
from sitrepdesk.picture import Proposal, proposals, standing_forecasts
from sitrepdesk.report import quoted
from sitrepdesk.store import Snapshot

from .desk import Desk
from .situation import Holdings

_NUMBER = re.compile(r"(?P<n>\d+(?:\.\d+)?)\s*(?P<unit>%|percent|per cent)?\Z", re.IGNORECASE)


def probability(text: str, what: str = "probability") -> int:
    """What a person typed as a probability ("60%", "0.6"), in per mille. ``BadValue`` for words, and for 0 and 1."""
    found = _NUMBER.match(text.strip())
    todo = "Write a number, such as 60% or 0.6."
    if found is None:
        band = "" if any(c.isdigit() for c in text) else ": a word names a band, and a band is no probability"
        raise BadValue(f"{what} {text!r}", f"is no number{band}", todo)
    value = float(found["n"])
    if not found["unit"] and value > 1:
        raise BadValue(f"{what} {text!r}", "is neither a share from 0 to 1 nor marked as per cent", todo)
    mille = round(value * 10) if found["unit"] else round(value * 1000)
    if not 1 <= mille <= 999:
        raise BadValue(f"{what} {text!r}", "leaves nothing open", "A forecast stands between 0.1% and 99.9%; what is sure is none.")
    return mille


def register(
    desk: Desk,
    *,
    outcome: str,
    chance: str,
    deadline: str | None,
    rule: str,
    by: str | None = None,
    claims: Iterable[str] = (),
    base_rate: str | None = None,
    base_because: str | None = None,
    internal: bool = False,
) -> Forecast:
    """Register a forecast. Without ``by`` it is the desk's own. Claims that it was taken from are named by their ids.

    ``BadValue`` where outcome, rule or deadline is missing or the deadline is over, or a base rate has no reason.
    """
    person = desk.person
    if not outcome.strip():
        raise BadValue("outcome", "is empty", "Say what will have happened, so that two people would agree whether it did.")
    if not rule.strip():
        raise BadValue("rule", "is empty", "Say who decides by what: --rule 'The ministry says so in its own channel.'")
    if not deadline:
        raise BadValue("deadline", "is missing, and without one a forecast can never be wrong", "Give it: --deadline 2022-09-18")
    end = desk.stamp(deadline).end
    if end <= desk.now:
        raise BadValue(f"deadline {deadline}", f"is over ({iso(end)}): that would be no forecast", "Give a later one.")
    if base_rate and not (base_because or "").strip():
        raise BadValue(
            "base rate", "has no reason", "Say how often such a thing happens, by what: --base-because '3 of 20 months since 2014'"
        )
    with desk.store.write(made_by=person, recorded_at=desk.now) as writer:
        anchors = tuple(sorted({writer.snapshot.told_of(c).claim.anchor for c in claims}))
        made = Forecast(
            outcome=" ".join(outcome.split()),
            probability=probability(chance),
            deadline=end,
            rule=" ".join(rule.split()),
            by=(by or desk.settings.who).strip(),
            own=by is None,
            registered_at=desk.now,
            registered_by=person,
            claims=anchors,
            base_rate=probability(base_rate, "base rate") if base_rate else None,
            base_because=base_because,
            internal=internal,
        )
        made = replace(made, id=forecast_id(made))
        if any(f.id == made.id for f in writer.snapshot.forecasts()):
            raise BadValue(made.id[:10], "is registered already", "See it with: sitrep forecast")
        writer.record("forecast", made.id, made, {"about": made.id})
    return made


def decide(desk: Desk, name: str, result: Result, because: str, claims: Iterable[str] = (), *, again: bool = False) -> Resolution:
    """Say how a forecast came out. ``no`` waits for the deadline; ``yes`` and ``void`` may come earlier, with a reason."""
    person = desk.person
    if not because.strip():
        raise BadValue("because", "is empty", "Say what decided it, by the forecast's own rule.")
    with desk.store.write(made_by=person, recorded_at=desk.now) as writer:
        snapshot = writer.snapshot
        forecast = find(snapshot.forecasts(), name)
        before = [r for r in snapshot.resolutions() if r.id == forecast.id]
        if before and not again:
            said = f"was decided already: {before[-1].result} ({before[-1].because})"
            raise UsageError(forecast.id[:10], said, "To decide it again, say --again; both decisions stay on record.")
        if result == "no" and desk.now < forecast.deadline:
            raise UsageError(
                forecast.id[:10], f"can still come true until {iso(forecast.deadline)}", "Decide then, or void it with a reason."
            )
        anchors = tuple(sorted({snapshot.told_of(c).claim.anchor for c in claims}))
        made = Resolution(id=forecast.id, result=result, because=because, made_by=person, recorded_at=desk.now, claims=anchors)
        writer.record("resolution", made.id, made, {"about": made.id, "result": result})
    return made


def find(forecasts: Iterable[Forecast], name: str) -> Forecast:
    """The forecast of that id or beginning of one. ``UnknownName`` for none and for several."""
    found = [f for f in forecasts if name and f.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    what = "is the beginning of more than one forecast" if found else "is no forecast of this desk"
    raise UnknownName(repr(name), what, "See them with: sitrep forecast")


def standing(snapshot: Snapshot, at: Micros) -> tuple[StandingForecast, ...]:
    """The desk's forecasts and other people's as they stand at ``at``."""
    return standing_forecasts(snapshot.forecasts(), snapshot.resolutions(), frozen(snapshot), at)


def frozen(snapshot: Snapshot) -> dict[str, Micros]:
    """When each forecast was first issued in a report."""
    made: dict[str, Micros] = {}
    for report in snapshot.reports():
        for name in report.forecasts if report.issued else ():
            made.setdefault(name, report.made_at)
    return made


def proposed(snapshot: Snapshot, held: Holdings, at: Micros) -> tuple[Proposal, ...]:
    """Claims that might be registered as forecasts, those that are already left out."""
    taken = frozenset(a for f in snapshot.forecasts() for a in f.claims)

    def words(told: Told) -> str:
        return quoted(told, snapshot.passage(told.claim.passage).text)

    return proposals(held.told.values(), words, at, taken)
