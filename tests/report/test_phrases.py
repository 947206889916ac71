"""What is remembered between rounds of writing changes nothing."""

from __future__ import annotations

from sitrepdesk.report import compose
from sitrepdesk.report.phrases import Phrases

from .kharkiv import kharkiv


def test_a_report_with_remembered_phrases_is_the_same_report() -> None:
    made = kharkiv().inputs()
    phrases = Phrases(made)
    assert compose(made, phrases) == compose(made, phrases) == compose(made)
