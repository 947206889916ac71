"""What people have judged, in the form of ``training/annotations``: a desk teaches the next reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from sitrepdesk.language import paragraphs, sentences
from sitrepdesk.model import Claim, Passage, Stamp, Told
from sitrepdesk.model.claim import Span
from sitrepdesk.model.clock import moment
from sitrepdesk.store import ClaimFilter, Snapshot, every

from .desk import Desk

_JUDGED = frozenset({"accepted", "corrected", "rejected"})
_COLUMNS = ("head", "type", "how", "actor", "target", "with", "where", "number", "when")
_HEAD = f"| {' | '.join(_COLUMNS)} |\n|{' --- |' * len(_COLUMNS)}"


def judged_sections(desk: Desk) -> Iterator[str]:
    """Sections of an annotation page: every sentence all of whose claims a person has judged, with the claims that stand.

    A sentence with a claim that nobody has looked at is left out: a missing row would teach the reader to be silent there.
    """
    with desk.store.read() as snapshot:
        told = sorted(every(snapshot, ClaimFilter()), key=lambda t: (t.claim.item, t.claim.passage, t.claim.head_span))
        for passage_id, group in groupby(told, key=lambda t: t.claim.passage):
            here = list(group)
            if any(t.standing in _JUDGED for t in here):
                yield from _sections(snapshot, desk, snapshot.passage(passage_id), here)


def _sections(snapshot: Snapshot, desk: Desk, passage: Passage, told: Sequence[Told]) -> Iterator[str]:
    del snapshot
    for start, end in (s for p in paragraphs(passage.text) for s in sentences(passage.text, *p)):
        here = [t for t in told if start <= t.claim.head_span[0] < end]
        text = passage.text[start:end]
        if here and all(t.standing in _JUDGED for t in here) and "|" not in text:
            title = f"{passage.id[:12]} {start}"
            yield _section(title, text, start, here[0].item.published, desk.pack.name, [t.claim for t in here if t.standing != "rejected"])


def _section(title: str, text: str, start: int, published: Stamp | None, theatre: str, claims: Sequence[Claim]) -> str:
    lines = [f"## {title}", ""]
    if published is not None:
        lines += [f"Published: {moment(published.start).date().isoformat()}", ""]
    lines += [f"Theatre: {theatre}", "", *(f"> {line}".rstrip() for line in text.split("\n")), "", _HEAD]
    return "\n".join([*lines, *(_row(text, start, claim) for claim in claims), ""])


def _row(text: str, start: int, claim: Claim) -> str:
    def words(span: Span | None) -> str:
        """The words of a span as the page names them, with their number where they stand more than once; nothing from elsewhere."""
        if span is None or span[0] < start or span[1] > start + len(text):
            return ""
        piece = text[span[0] - start : span[1] - start]
        spots = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(piece)}(?!\w)", text)]
        return f"{piece}#{spots.index(span[0] - start) + 1}" if len(spots) > 1 and span[0] - start in spots else piece

    places = [f"{p.rel} {name}" for p in claim.places if (name := words(p.span))]
    numbers = [f"{name} = {_bound(q.low)}..{_bound(q.high)} {q.unit or ''}".rstrip() for q in claim.quantities if (name := words(q.span))]
    cells = [words(claim.head_span), claim.type, ", ".join(_how(claim, [words(s.span) for s in claim.attribution]))]
    cells += ["; ".join(filter(None, (words(p.span) for p in role))) for role in (claim.actor, claim.target, claim.instrument)]
    return "| " + " | ".join([*cells, "; ".join(places), "; ".join(numbers), words(claim.time.span)]) + " |"


def _how(claim: Claim, speakers: Sequence[str]) -> Iterator[str]:
    if claim.time.phase != "past":
        yield claim.time.phase
    if claim.polarity == "negated":
        yield "negated"
    yield from (value for value in (claim.likelihood, claim.mood) if value != "stated")
    for speaker, name in zip(claim.attribution, speakers, strict=True):
        if name:
            yield f"{speaker.kind}: {name.partition(',')[0]}"


def _bound(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"
