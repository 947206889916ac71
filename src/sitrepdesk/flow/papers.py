"""The reports that this desk drafted or issued, read back from its archive."""

from __future__ import annotations

from collections.abc import Iterator

from sitrepdesk.model import Cleared, MissingBlob
from sitrepdesk.publish import from_json
from sitrepdesk.store import Report, Snapshot, Store


def papers(store: Store, snapshot: Snapshot, number: int | None = None) -> Iterator[tuple[Report, Cleared]]:
    """Drafts and issued reports, the newest first; those whose body was erased are left out."""
    for report in reversed(snapshot.reports()):
        if number is None or report.number == number:
            try:
                body = store.archive.get(report.blob).decode()
            except MissingBlob:
                continue
            yield report, from_json(body, f"No. {report.number}")


def issued(snapshot: Snapshot, number: int) -> Report | None:
    """The issued report of that number; ``None`` where it was not issued."""
    return next((r for r in snapshot.reports() if r.number == number and r.issued), None)


def fact_ids(store: Store, snapshot: Snapshot, wanted: set[str]) -> set[str]:
    """Which of these sentence ids are those of factual sentences in drafts of this desk."""
    left, facts = set(wanted), set()
    for _, cleared in papers(store, snapshot) if left else ():
        roles = {s.id: s.role for section in cleared.document.sections for s in section.sentences}
        facts |= {i for i in left if roles.get(i) == "fact"}
        left -= roles.keys()
        if not left:
            break
    return facts
