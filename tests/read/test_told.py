"""How single events of a sentence are told: the rows of ``told.tsv``."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitrepdesk.model import Claim

from .conftest import Read

ROWS = [r.split("\t") for r in Path(__file__).with_name("told.tsv").read_text(encoding="utf-8").splitlines() if r and r[0] != "#"]


def told(claim: Claim) -> set[str]:
    """All that can be said of how a claim is told, in the words of the table."""
    out = {claim.polarity, claim.likelihood, claim.mood, "by " + "; ".join(s.text for s in claim.attribution)}
    answers = (claim.polarity, claim.likelihood, claim.mood, claim.attribution, claim.time.phase == "future")
    return out | {"plain" if answers == ("affirmed", "stated", "stated", (), False) else "not plain"}


@pytest.mark.parametrize(("sentence", "head", "how"), ROWS, ids=[f"{head}-{how}-{i}" for i, (_, head, how) in enumerate(ROWS)])
def test_an_event_is_told_as_its_sentence_tells_it(read: Read, sentence: str, head: str, how: str) -> None:
    claims = [c for c in read(sentence) if head in c.head.lower()]
    assert claims
    assert how in told(claims[0])
