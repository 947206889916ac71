"""Grades of sources."""

from __future__ import annotations

import pytest

from sitrepdesk.model import BadValue
from sitrepdesk.weigh import reliability


def test_a_source_without_a_record_cannot_be_judged() -> None:
    assert reliability("source:x").value == "F"


@pytest.mark.parametrize("letter", "ABCDEF")
def test_each_letter_has_its_sentence(letter: str) -> None:
    assert reliability("source:x", letter).because[0].endswith(".")


def test_a_letter_outside_the_scale_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadValue, match="A \\(reliable\\) to F"):
        reliability("source:x", "G")
