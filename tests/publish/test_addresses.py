"""What is finer than a settlement."""

from __future__ import annotations

import pytest

from sitrepdesk.publish.addresses import ADDRESS, without_addresses


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("in the basement at 14 Zrazkova Street is open", f"in the basement at {ADDRESS} is open"),
        ("at Zrazkova Street 14 in the town", f"at {ADDRESS} in the town"),
        ("they live on Zrazkova Street now", f"they live {ADDRESS} now"),
        ("people wait in School No. 4 there", f"people wait in {ADDRESS} there"),
        ("the battery stood at 49.2083, 37.2472 then", f"the battery stood at {ADDRESS} then"),
        ("at 49°12'30\"N 37°14'50\"E today", f"at {ADDRESS} today"),
        ("grid 36U XV 12345 67890 was hit", f"grid {ADDRESS} was hit"),
        ("write to aid@relief.example or @relief_desk", f"write to {ADDRESS} or {ADDRESS}"),
        ("call +380 57 123 45 67 at night", f"call {ADDRESS} at night"),
    ],
)
def test_what_is_finer_than_a_settlement_is_taken_out(text: str, kept: str) -> None:
    assert without_addresses(text)[0] == kept


@pytest.mark.parametrize(
    "text",
    [
        "more than 3,000 square kilometres on 11 September 2022",
        "plant No. 5 and reactor No. 6 are idle",
        "SITREP No. 11 of 8 September",
        "about 8,000 troops on the road through Savyntsi",
        "at 09:00 (Europe/Kyiv), 15.5 km east of Izium",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_addresses(text) == (text, 0)


def test_the_handle_of_a_channel_that_is_a_source_is_its_name() -> None:
    assert without_addresses("@hill_log wrote to @someone_else.", frozenset({"@hill_log"})) == ("@hill_log wrote to [address withheld].", 1)
