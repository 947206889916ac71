"""A report's whole: sections in their order, citations, coverage."""

from __future__ import annotations

from sitrepdesk.model import Document, Section

from .basis import coverage, method, sources
from .changed import changed
from .doubts import disputed, outlook, unknown, why
from .inputs import Inputs
from .losses import Losses
from .phrases import Phrases
from .situation import Situation
from .takenback import corrections
from .topline import TopLine
from .wording import clock, period
from .writer import Writer


def compose(inputs: Inputs, phrases: Phrases | None = None) -> Document:
    """The report that follows from a picture: each factual sentence in a source's words, cited; nothing is judged.

    ``phrases`` of the same claims, where the report is written more than once, save finding their words again.
    """
    w = Writer(inputs, phrases)
    line = TopLine(w)
    top = line.section()
    change = changed(w, line, frozenset(c for s in top.sentences for c in s.support))
    losses = Losses(w)
    people, materiel = losses.sections("people", "People"), losses.sections("materiel", "Materiel")
    areas = Situation(w, (c for section in change for s in section.sentences for c in s.support)).areas()
    body = [top, *change, *areas, *people, *materiel, *disputed(w), *unknown(w), *why(w), *outlook(w)]
    sections: list[Section] = [*body, *sources(w), *method(w), *corrections(w)]
    c, as_of = inputs.picture.coverage, inputs.picture.as_of
    first = inputs.before.as_of if inputs.before else c.first
    return Document(
        number=inputs.number,
        title=inputs.title,
        period=period(min(first, as_of), as_of, inputs.zone) if first is not None else "",
        as_of=clock(as_of, inputs.zone),
        coverage=coverage(inputs),
        theatre=inputs.pack.title,
        sections=tuple(sections),
        citations=w.citations.all(),
        pinned=inputs.pinned,
        reader=inputs.reader,
    )
