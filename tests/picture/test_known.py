"""What a picture may rest on."""

from __future__ import annotations

import pytest

from sitrepdesk.model import DAY, Told, When
from sitrepdesk.picture import known
from tests.link.telling import DAY0, FAR, item, on, tell

A = item("a", 1)


def kept(t: Told, *, as_of: int = FAR, known_by: int = FAR) -> bool:
    return bool(list(known([t], as_of=as_of, known_by=known_by)))


def test_what_was_published_later_was_not_known() -> None:
    assert not kept(tell(A, "strike"), known_by=DAY0)
    assert kept(tell(A, "strike"), known_by=DAY0 + 2 * DAY)


def test_an_item_without_a_date_is_known_from_its_capture() -> None:
    assert not kept(tell(item("x", None), "strike"), known_by=FAR - 1)


def test_a_retracted_claim_stands_until_it_is_retracted() -> None:
    t = tell(A, "capture", withdrawn_at=DAY0 + 3 * DAY)
    assert kept(t, known_by=DAY0 + 2 * DAY) and not kept(t, known_by=DAY0 + 3 * DAY)


def test_a_newer_version_takes_the_place_of_the_older() -> None:
    assert not kept(tell(A, "capture", superseded_at=DAY0 + 3 * DAY))


def test_a_rejected_claim_is_gone_at_any_time() -> None:
    assert not kept(tell(A, "capture", standing="rejected"))


def test_what_happened_later_is_no_part_of_an_earlier_situation() -> None:
    assert not kept(tell(A, "strike", time=on(0.5)), as_of=DAY0)
    assert kept(tell(A, "strike", time=on(0.5)), as_of=DAY0 + DAY)


def test_an_unsaid_time_in_a_later_report_may_be_later() -> None:
    assert not kept(tell(A, "strike"), as_of=DAY0)


@pytest.mark.parametrize("ahead", [{"time": When(start=FAR, end=FAR + DAY, phase="future")}, {"mood": "intended"}])
def test_a_plan_made_by_then_is_kept_though_its_time_is_later(ahead: dict[str, object]) -> None:
    assert kept(tell(A, "attack", **ahead), as_of=DAY0 + 2 * DAY)


def test_who_a_private_person_is_enters_no_picture() -> None:
    assert not kept(tell(A, "other", mood="unknown", withheld="person"))
