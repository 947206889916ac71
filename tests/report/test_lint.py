"""What the lint finds: planted losses, each of which it must see."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sitrepdesk.model import Document, Section, Sentence
from sitrepdesk.report import compose, lint

from .sample import Desk

TEXT = "As many as 8,000 troops could be trapped, a Western official told us."
GOOD = "Meridian Wire reported on 10 September: “As many as 8,000 troops could be trapped, a Western official told us.”"


def checked(text: str, role: Any = "fact", *, cites: bool = True, **claim: Any) -> tuple[str, ...]:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", TEXT)
    given = {"by": "a Western official", "likelihood": "possible", "count": "As many as 8,000", "high": 8000} | claim
    made = desk.claim("a", "As many as 8,000 troops could be trapped", "encircle", **given)
    desk.happened([made])
    base = compose(desk.inputs())
    sentence = Sentence(id="s", text=text, role=role, support=(made,) if cites else ())
    document: Document = replace(base, sections=(Section(key="x", title="X", sentences=(sentence,)),))
    return lint(document, desk.told)


def test_a_good_sentence_passes() -> None:
    assert checked(GOOD) == ()


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("Meridian Wire reported on 10 September: “8,000 troops are trapped.”", "stands in no cited quotation"),
        (
            "Meridian Wire reported on 10 September: “As many as 8,000 troops could be trapped.”",
            "the speaker “a Western official” of claim",
        ),
        ("“As many as 8,000 troops could be trapped, a Western official told us.”", "no cited source is named"),
        ("Meridian Wire says 8,000 troops are trapped.", "neither quotes"),
        ("Izium, 9,000 — " + GOOD, "the number 9,000 is in no cited claim"),
        ("Meridian Wire, citing a Western official: “8,000 troops”", "the hedge (possible) of claim"),
    ],
)
def test_a_planted_loss_is_found(text: str, finding: str) -> None:
    assert any(finding in f for f in checked(text))


def test_a_fact_without_a_citation_is_found() -> None:
    assert checked(GOOD, cites=False) == ("s: a fact cites nothing",)


def test_a_note_that_cites_is_found() -> None:
    assert checked("Nothing to report.", "note") == ("s: a note cites claims",)


def test_likelihood_and_confidence_in_one_sentence_are_found() -> None:
    assert checked("It is likely, with high confidence.", "judgement", cites=False) == (
        "s: likelihood and confidence stand in one sentence",
    )


def test_a_dropped_negation_is_found() -> None:
    found = checked("Meridian Wire, citing a Western official: “troops could be trapped”", polarity="negated")
    assert any("the negation" in f for f in found)
