"""What a picture rests on, counted: the line that stands on the first page of each report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sitrepdesk.model import Coverage, ItemFacts, Micros, Told


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts while claims stream by."""

    claims: Counter[str] = field(default_factory=Counter)
    standing: Counter[str] = field(default_factory=Counter)

    def take(self, t: Told) -> None:
        """Count one claim."""
        self.claims[t.item.id] += 1
        self.standing[t.standing] += 1

    def coverage(self, items: Iterable[ItemFacts], known_by: Micros) -> Coverage:
        """The coverage of the items that were available by then. This desk's own earlier reports are not counted among them."""
        facts = [f for f in items if f.item.available_at <= known_by and f.item.issue is None]
        stamps = [f.item.published for f in facts if f.item.published]
        return Coverage(
            items=len(facts),
            sources=len({f.item.source for f in facts if f.item.source}),
            lines=len({f.line for f in facts}),
            claims=self.claims.total(),
            seen=self.standing.total() - self.standing["machine"],
            first=min((s.start for s in stamps), default=None),
            last=max((s.end for s in stamps), default=None),
            undated=len(facts) - len(stamps),
            not_read=tuple(sorted(Counter(f.not_read for f in facts if f.not_read).items())),
            no_claims=sum(1 for f in facts if not f.not_read and not self.claims[f.item.id]),
        )
