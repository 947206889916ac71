"""A name in a text, and a candidate for one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sitrepdesk.model import Span

Kind = Literal["person", "organisation", "force", "place", "facility", "equipment", "unknown"]
By = Literal["pack", "table", "model", "gazetteer", "nobody"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name: its words as they stand, their offsets, its kind, who says so (``by``) with which row or word (``because``).

    ``kind`` is ``unknown`` where a name is none of the kinds or nobody knows it. ``entity`` is the theatre pack's id where it is one of
    the pack's; of a person it is the office. A person is a span of this text and no more: no name is kept, counted or looked up.
    """

    text: str
    span: Span
    kind: Kind
    by: By
    because: str
    entity: str | None = None
