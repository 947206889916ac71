"""Whose a thing is, by the words for it."""

from __future__ import annotations

import pytest

from sitrepdesk.flow.belonging import whose
from sitrepdesk.theatre import load_pack


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("Russian tanks", "side:ru"),
        ("Ukraine’s drones", "side:ua"),
        ("tanks", None),
        ("Russian and Ukrainian vehicles", None),
        ("Prussian guns", None),
    ],
)
def test_words_name_the_one_side_that_they_hold(words: str, side: str | None) -> None:
    assert whose(load_pack("ukraine-2022"))(words) == side
