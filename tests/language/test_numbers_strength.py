"""Estimates of what formations hold: apart from the count, with bounds and a source."""

from __future__ import annotations

from decimal import Decimal

from sitrepdesk.language import estimates, quantities
from sitrepdesk.theatre import Strength

ROWS = (Strength(formation="battalion", low=300, high=1000, unit="person", source="A Handbook"),)


def test_a_count_of_formations_gives_an_estimate_that_names_its_source() -> None:
    found = estimates(quantities("Two battalions crossed."), ROWS)
    assert [(e.low, e.high, e.unit, e.source) for e in found] == [(Decimal(600), Decimal(2000), "person", "A Handbook")]


def test_an_open_end_stays_open() -> None:
    text = "There were arms to spare, enough to equip an armored battalion and a rifle battalion at least."
    assert [(e.low, e.high) for e in estimates(quantities(text), ROWS)] == [(Decimal(600), None)]


def test_a_formation_that_the_pack_does_not_know_gives_nothing() -> None:
    assert estimates(quantities("Two brigades and 40 men crossed."), ROWS) == ()
