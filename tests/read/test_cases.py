"""Every page of ``cases/``: what is read is what the page says, and nothing hedged comes out plain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitrepdesk.model import TYPES, Claim, to_wire

from .casebook import Case, cases
from .conftest import Read

ALL = cases()


def _found(gold: dict[str, Any], claims: list[Claim]) -> Claim | None:
    s, e = gold["head_span"]
    near = [c for c in claims if c.head_span[0] < e and s < c.head_span[1]]
    return next((c for c in near if c.type == gold["type"]), near[0] if near else None)


def _how(claim: dict[str, Any]) -> tuple[Any, ...]:
    return claim["polarity"], claim["likelihood"], claim["mood"], sorted((s["kind"]) for s in claim["attribution"])


@pytest.mark.parametrize("case", ALL, ids=lambda c: c.name)
def test_a_case_gives_the_claims_that_its_page_says(case: Case, read: Read) -> None:
    claims = read(case.text, case.theatre, case.published)
    wrong = []
    for i, gold in enumerate(case.gold):
        claim = _found(gold, claims)
        if i in case.gaps or (claim is None and not gold["core"]):
            continue
        if claim is None or claim.type != gold["type"] or _how(to_wire(claim)) != _how(gold):
            wrong.append((gold["head"], gold["type"], _how(gold), claim and (claim.type, _how(to_wire(claim)), claim.why)))
    assert not wrong


@pytest.mark.parametrize("case", ALL, ids=lambda c: c.name)
def test_no_plain_claim_stands_where_the_page_has_a_hedge_or_speaker(case: Case, read: Read) -> None:
    for claim in (c for c in read(case.text, case.theatre, case.published) if c.is_plain):
        s, e = claim.head_span
        golds = [g for g in case.gold if g["head_span"][0] < e and s < g["head_span"][1]]
        plain = ("affirmed", "stated", "stated", [])
        assert not golds or any(_how(g) == plain for g in golds), claim.head


def test_the_pages_hold_many_voices_and_every_type_named_is_a_type() -> None:
    assert len(ALL) >= 40
    assert {g["type"] for c in ALL for g in c.gold} <= set(TYPES)


SOFT = [s for s in (Path(__file__).parent / "never_plain.txt").read_text(encoding="utf-8").splitlines() if not s.startswith("#")]
SPEECH = {"deny", "order", "announce", "threaten", "message", "accuse"}


@pytest.mark.parametrize("sentence", SOFT)
def test_a_softened_sentence_gives_no_plain_claim(sentence: str, read: Read) -> None:
    assert [c.head for c in read(sentence) if c.is_plain and c.type not in SPEECH] == []


TOLD = [s for s in (Path(__file__).parent / "always_plain.txt").read_text(encoding="utf-8").splitlines() if not s.startswith("#")]


@pytest.mark.parametrize("sentence", TOLD)
def test_what_is_told_as_a_fact_stays_one(sentence: str, read: Read) -> None:
    claims = read(sentence)
    assert claims
    assert [c.head for c in claims if not c.is_plain] == []
