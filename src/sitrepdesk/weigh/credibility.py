"""How far a piece of information may be believed: 1 to 6, by rules that can be read in ``tables/credibility.toml``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from sitrepdesk.model import Account, Assessment, Event, Link
from sitrepdesk.model.scales import table

from .reliability import FAIR

RULES = tuple(cast(list[dict[str, Any]], table("sitrepdesk.weigh", "credibility.toml")["rule"]))
_METHOD = "rules/1"


@dataclass(frozen=True, slots=True)
class _Case:
    """What the rules look at."""

    lines: int
    outside: int
    graded: int
    against: int
    tier: int
    reports: int
    party: bool

    def holds(self, rule: Mapping[str, Any]) -> bool:
        tests = {
            "none": self.lines == 0,
            "contradicted": self.against > 0,
            "outweighed": self.against > self.lines,
            "firm": self.tier < 2,
            "outright": self.tier == 0,
            "party": self.party,
        }
        least = {"lines": self.lines, "outside": self.outside, "graded": self.graded}
        return all(tests[k] == v if k in tests else least[k] >= v for k, v in rule.items() if k not in ("value", "because"))


@lru_cache(maxsize=4096)
def _judged(case: _Case) -> tuple[str, tuple[str, str]]:
    """The value and the reasons of a case, by the first rule that it meets: thousands of events are one case."""
    rule = next(r for r in RULES if case.holds(r))
    return rule["value"], (rule["because"], _counted(case))


def weigh(
    events: Iterable[Event], accounts: Mapping[str, Account], clashes: Iterable[Link], grades: Mapping[str, str] | None = None
) -> dict[str, Assessment]:
    """Event id to credibility, in one pass. ``grades`` are letters of reliability by source id; who has none counts as F.

    A clash inside one event is about its count, and does not touch whether it happened.
    """
    told = tuple(events)
    home = {c: e for e in told for c in e.claims}
    against: dict[str, set[str]] = defaultdict(set)
    for link in clashes:
        left, right = home.get(link.left), home.get(link.right)
        if left and right and left.id != right.id:
            against[left.id].update(right.lines)
            against[right.id].update(left.lines)
    return {e.id: credibility(e, accounts, against[e.id], grades) for e in told}


def credibility(
    event: Event, accounts: Mapping[str, Account], against: Collection[str] = (), grades: Mapping[str, str] | None = None
) -> Assessment:
    """The credibility of one event; ``against`` are the independent lines that contradict it."""
    case = _case(event, accounts, against, grades or {})
    value, because = _judged(case)
    return Assessment(
        about=event.id,
        scale="admiralty-information",
        value=value,
        because=because,
        method=_METHOD,
        lines=case.lines,
    )


def _case(event: Event, accounts: Mapping[str, Account], against: Collection[str], grades: Mapping[str, str]) -> _Case:
    told = [a for c in event.claims if (a := accounts[c]).line]
    fair = {a.line for a in told if a.line in event.lines and grades.get(a.source or "", "F") in FAIR}
    parties = {line for line in event.lines if line.startswith("party:")}
    return _Case(
        lines=len(event.lines),
        outside=len(event.lines) - min(len(parties), 1),
        graded=len(fair),
        against=len(against),
        tier=min((a.tier for a in told), default=2),
        reports=len({a.item for a in told}),
        party=bool(parties) and len(event.lines) == 1,
    )


def _counted(case: _Case) -> str:
    reports = "one report" if case.reports == 1 else f"{case.reports} reports"
    lines = "no independent line" if case.lines == 0 else "one independent line" if case.lines == 1 else f"{case.lines} independent lines"
    return f"{reports.capitalize()}, {lines}."
