"""The tables of the picture name only what exists."""

from __future__ import annotations

from typing import get_args

from sitrepdesk.model import TYPES
from sitrepdesk.model.claim import Rel
from sitrepdesk.picture import _tables as t


def test_every_type_in_the_tables_is_a_type() -> None:
    answering = {a for by in t.ANSWERS.values() for a in by}
    assert t.COUNTED | t.SINGULAR | t.HOLD | t.LEAVE | t.CONTEST | set(t.ANSWERS) | answering <= set(TYPES)


def test_every_relation_in_the_tables_is_a_relation() -> None:
    assert set(get_args(Rel)) >= t.THERE


def test_near_a_town_is_not_the_town() -> None:
    assert not {"near", "toward", "beyond", "via"} & t.THERE
