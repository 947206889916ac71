"""What a report says that it was made from."""

from __future__ import annotations

from sitrepdesk.flow.moments import Moments
from sitrepdesk.flow.reporting import made_from
from sitrepdesk.flow.situation import Holdings
from sitrepdesk.model import Told, canonical, digest
from tests.link.telling import item, tell


def holding(*told: Told) -> Holdings:
    return Holdings(told={t.claim.id: t for t in told}, items={}, facts=(), links=())


def test_what_a_report_was_made_from_is_named_by_the_canonical_bytes_of_its_claims() -> None:
    told = [tell(item("b", 2), "strike", id="b:“é”"), tell(item("a", 1), "strike", id="a:0")]
    same = canonical([[t.claim.id, t.standing, 0] for t in reversed(told)])
    assert made_from(holding(*told), Moments(as_of=1, known_by=2)) == digest("made-from", same, "1", "2")
