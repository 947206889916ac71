"""Times that people type."""

from __future__ import annotations

from datetime import date

import pytest

from sitrepdesk.model import BadTime, day_of, from_iso, iso, stamp

HOUR = 3_600_000_000


def test_a_date_alone_is_its_whole_day_in_the_zone() -> None:
    s = stamp("2022-09-12", "Europe/Kyiv", "desk")
    assert (iso(s.start), iso(s.end)) == ("2022-09-11T21:00:00Z", "2022-09-12T21:00:00Z")
    assert s.zone_basis == "desk"


def test_a_time_without_a_zone_is_refused_with_what_to_write() -> None:
    with pytest.raises(BadTime, match=r"without a zone.*\+03:00"):
        stamp("2022-09-12T18:30", "Europe/Kyiv", "desk")


def test_a_time_with_a_zone_comes_back_as_the_same_instant() -> None:
    s = stamp("2022-09-12T18:30+03:00", "UTC", "desk")
    assert iso(s.start) == "2022-09-12T15:30:00Z"
    assert s.zone_basis == "given"


@pytest.mark.parametrize("text", ["", "yesterday", "2022-13-01", "2022-02-30", "12/09/2022"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(BadTime):
        stamp(text, "UTC", "desk")


def test_a_day_when_clocks_change_has_23_hours() -> None:
    start, end = day_of(date(2022, 3, 27), "Europe/Kyiv")
    assert end - start == 23 * HOUR


def test_an_unknown_zone_is_named_in_the_error() -> None:
    with pytest.raises(BadTime, match="Atlantis"):
        stamp("2022-09-12", "Atlantis/Capital", "given")


def test_iso_and_from_iso_are_inverse() -> None:
    assert from_iso(str(iso(1_662_998_400_000_001))) == 1_662_998_400_000_001
