import pytest

from sitrepdesk.intake.dates import published_of
from sitrepdesk.model import iso


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("2022-09-12", "2022-09-11T21:00:00Z", "2022-09-12T21:00:00Z"),
        ("14 Jul 2022", "2022-07-13T21:00:00Z", "2022-07-14T21:00:00Z"),
        ("September 12, 2022", "2022-09-11T21:00:00Z", "2022-09-12T21:00:00Z"),
        ("Mon, 12 Sep 2022", "2022-09-11T21:00:00Z", "2022-09-12T21:00:00Z"),
        ("12.09.2022", "2022-09-11T21:00:00Z", "2022-09-12T21:00:00Z"),
    ],
)
def test_a_day_is_that_whole_day_in_the_zone(typed: str, start: str, end: str) -> None:
    found = published_of(typed, "Europe/Kyiv", "pack")
    assert found is not None
    assert (iso(found.start), iso(found.end), found.zone_basis, found.text) == (start, end, "pack", typed)


@pytest.mark.parametrize(
    ("typed", "start", "basis"),
    [
        ("2022-09-12T18:30+03:00", "2022-09-12T15:30:00Z", "given"),
        ("2022-09-12T18:30:00Z", "2022-09-12T18:30:00Z", "given"),
        ("2022-09-12 18:30", "2022-09-12T15:30:00Z", "pack"),
        ("Mon, 12 Sep 2022 18:30:00 GMT", "2022-09-12T18:30:00Z", "given"),
        ("Mon, 12 Sep 2022 18:30:00 EDT", "2022-09-12T22:30:00Z", "given"),
        ("12 September 2022 18:30", "2022-09-12T15:30:00Z", "pack"),
    ],
)
def test_a_time_keeps_its_zone_or_stands_in_the_given_one(typed: str, start: str, basis: str) -> None:
    found = published_of(typed, "Europe/Kyiv", "pack")
    assert found is not None
    assert (iso(found.start), found.zone_basis) == (start, basis)


@pytest.mark.parametrize(
    "typed", [None, "", "today", "2 hours ago", "Mon, 12 Sep 2022 18:30:00 EEST", "0000-00-00", "9" * 200, "12/09/2022"]
)
def test_what_cannot_be_read_is_unknown(typed: str | None) -> None:
    assert published_of(typed, "Europe/Kyiv", "pack") is None
