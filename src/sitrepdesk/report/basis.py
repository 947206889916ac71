"""The sections on what the report rests on: sources and lines of origin, method and coverage."""

from __future__ import annotations

from collections import Counter

from sitrepdesk.model import Coverage, Section, unread_reason

from .inputs import Inputs
from .speakers import NOBODY, with_article
from .wording import capital, count, listed, number, period
from .writer import Writer

COLUMN = " · "
"""Stands between the cells of a line that a page may print as a row: source, party, reports and lines, reliability."""

WORDS = (
    "Each factual sentence gives a source's own words, with the hedge, condition or negation that stands in them; "
    "its number leads to the sentence, the item and the SHA-256 of its bytes."
)


def coverage(i: Inputs) -> str:
    """The coverage line: items, sources, lines, days, what was not read, how much a person has seen."""
    c = i.picture.coverage
    days = f", published {period(c.first, max(c.first, c.last - 1), i.zone)}" if c.first is not None and c.last is not None else ""
    origin = f"from {count(c.sources, 'source')}" if c.sources else "of unknown origin"
    rests = f"{capital(count(c.items, 'report'))} {origin} on {count(c.lines, 'line')} of origin{days}."
    return " ".join(filter(None, (rests, _not_read(c), f"Read by machine, {c.seen:,} of {c.claims:,} claims seen by a person.")))


def _not_read(c: Coverage) -> str:
    parts = [f"{count(n, 'report') if k == 0 else number(n)} {unread_reason(why)}" for k, (why, n) in enumerate(c.not_read)]
    return f"Not read: {listed(parts)}." if parts else ""


def sources(w: Writer) -> list[Section]:
    """One line a source: its side, its reports, whose line of origin they hang on, its reliability on record."""
    i = w.inputs
    by = w.phrases.reports()
    names = {s: (i.sources[s].name if s in i.sources else capital(NOBODY)) for s in by if s}
    ordered = sorted(by, key=lambda s: names.get(s or "", "~").casefold().removeprefix("the "))
    notes = [w.note("sources", _source(i, s, *by[s])) for s in ordered]
    if not notes:
        return []
    intro = "Reports that copy one another are one line of origin and count once; a party's own media count with the party. "
    grades = "Reliability is the Admiralty grade from the source's record; F means that there is none yet."
    if any(i.grades[s].value != "F" for s in names if s in i.grades):
        grades += " Other letters stay in the desk: none is printed beside a name."
    return [Section(key="sources", title="Sources and lines of origin", sentences=(w.note("sources", intro + grades), *notes))]


def _source(i: Inputs, source: str | None, reports: int, owners: Counter[str | None]) -> str:
    known = i.sources.get(source or "")
    name = known.name if known else capital(NOBODY)
    side = i.pack.side(known.side) if known and known.side else None
    copied = [f"{number(n)} on the line of {with_article(i.sources[s].name)}" for s, n in owners.items() if s and s in i.sources]
    if len(copied) == 1 and sum(owners.values()) == reports:
        copied = [{1: "", 2: "both "}.get(reports, "all ") + copied[0].partition(" ")[2]]
    grade = i.grades.get(source or "")
    cells = (
        name,
        side.name if side else "none",
        ", ".join([count(reports, "report"), *([listed(copied)] if copied else [])]),
        "reliability on record" if grade and grade.value != "F" else "reliability F, no record",
    )
    return f"{COLUMN.join(cells)}."


def method(w: Writer) -> list[Section]:
    """How the report was made and what it does not hold."""
    i, c = w.inputs, w.inputs.picture.coverage
    notes = [
        f"Read by machine: {c.seen:,} of {c.claims:,} claims were seen by a person. Nothing here is verified.",
        WORDS,
        "Where more than one report tells a thing, their number and that of their lines of origin stand in brackets.",
        f"Days and times are those of {i.zone}.",
        "The day after a source's name is the day on which it said so; where none stands there, it is that of the sentence before.",
        *_gaps(i, c),
    ]
    return [Section(key="method", title="Method and coverage", sentences=tuple(w.note("method", n) for n in notes))]


def _gaps(i: Inputs, c: Coverage) -> list[str]:
    parts = [
        _not_read(c),
        f"{capital(count(c.no_claims, 'report'))} gave no claim." if c.no_claims else "",
        f"{capital(count(c.undated, 'report'))} {'is' if c.undated == 1 else 'are'} undated." if c.undated else "",
        f"{capital(count(i.refused, 'file'))} could not be taken." if i.refused else "",
    ]
    text = " ".join(p for p in parts if p)
    return [text] if text else []
