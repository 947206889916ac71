"""Who has a piece of news from whom, as a person reads it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from sitrepdesk.flow.lineage import TOLD_BEFORE, lineage
from sitrepdesk.link import accounts, events
from sitrepdesk.model import Told
from tests.link.telling import item, side_of, source, tell, within


def linked(*told: Told) -> Any:
    """A desk with these claims and no copy links."""
    known = accounts(told, side_of)
    (event,) = events(known.values(), within)
    by_id = {t.claim.id: t for t in told}
    items = {t.item.id: t.item for t in told}
    return event, SimpleNamespace(
        tellings=lambda e: tuple(known[c] for c in e.claims),
        told=by_id.__getitem__,
        item=items.__getitem__,
        copies=lambda _: (),
        pictures=lambda _: (),
        source_name=lambda i: i,
        line_name=lambda line: line,
        heading=lambda _: "strike",
        counted=lambda _: "",
    )


def test_a_report_that_counts_with_a_line_without_copying_it_stands_behind_its_first_report_with_the_reason() -> None:
    first = tell(item("wire", 1), "strike", src=source("wire"))
    later = tell(item("paper", 1.2), "strike", src=source("paper"), line="source:wire")
    event, desk = linked(first, later)
    (line,) = lineage(desk, event).lines
    assert [(r.item, r.copied_from, r.because) for r in line.reports] == [("wire", None, ""), ("paper", "wire", TOLD_BEFORE)]
