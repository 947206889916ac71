"""What stands around the tellings of a report: headline, dateline, footer, and the credit of a copy outside its sentences."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

from .records import Credit, Part, Report, Source
from .wording import Wording


class Layout:
    """Lays reports out as the houses of one world do. A wording table without ``press`` knows credits in clauses and lines only."""

    def __init__(self, wording: Wording, rng: random.Random) -> None:
        self.wording, self.rng = wording, rng
        self.press: dict[str, Any] = wording.phrases.get("press", {})

    def often(self, habit: str) -> bool:
        """Whether one of the table's habits is followed now; a table that does not know it leaves the dice alone."""
        share = self.press.get(habit, 0)
        return bool(share) and self.rng.random() < share

    def named(self, source: Source, mode: str) -> Credit:
        """How a copy of that mode names whom it has the story from."""
        name = source.short if source.short and self.often("short") else source.name
        manners: dict[str, int] = self.press.get(mode, {"clause" if mode == "rewritten" else "line": 1})
        manner = self.rng.choices(list(manners), list(manners.values()))[0] if len(manners) > 1 else next(iter(manners))
        return Credit(name, source.kind, manner)

    def dress(self, report: Report, place: int) -> None:
        """A headline or dateline and a footer, as the house has them."""
        lead = self.rng.choice(self.wording.of_kind("leads", report.source.kind))
        report.lead = self._filled(lead, report, place, report.source.name)
        report.tail = report.source.footer or ""

    def credit(self, report: Report, named: Credit, place: int) -> None:
        """The credit where it stands outside the sentences that tell."""
        if named.manner == "line":
            line = self.rng.choice(self.wording.phrases["credit_line"]).format(src=named.name)
            report.tail = f"{line}\n{report.tail}".strip()
        elif named.manner == "lead":
            lead = self._filled(self.rng.choice(self.wording.phrases["credit_lead"]), report, place, named.name)
            report.lead = lead[:1].upper() + lead[1:]
        elif named.manner == "sentence":
            words = self.rng.choice(self.wording.phrases["credit_sentence"]).format(src=named.name)
            at = self.rng.choice((0, len(report.parts)))
            report.parts.insert(at, Part(words[:1].upper() + words[1:], []))

    def _filled(self, pattern: str, report: Report, place: int, src: str) -> str:
        when = datetime.fromtimestamp(report.published / 1e6, UTC)
        where = self.wording.places[place]
        words = {"here": where.name, "r": where.region, "day": f"{when.day} {when:%B}"}
        head = self.rng.choice(self.wording.phrases["heads"]).format(**words, p=where.name) if "{head}" in pattern else ""
        return pattern.format(**words, p=where.name.upper(), src=src, head=head, tag=where.name.replace(" ", ""))
