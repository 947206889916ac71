"""A report's whole: sections in their order, citations, coverage."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from sitrepdesk.model import Document, Figure, Section

from .basis import coverage, method, sources
from .changed import changed
from .doubts import disputed, outlook, unknown, why
from .expected import forecasts
from .figures import figures
from .humanitarian import clusters
from .inputs import Inputs
from .losses import Losses
from .phrases import Phrases
from .printed import Printed
from .situation import Situation
from .takenback import TAKEN_BACK, corrections
from .templating import PARTS, arranged, load_template, renumbered
from .topline import TopLine
from .wording import OWN_WORDS, clock, period
from .writer import Writer


def compose(inputs: Inputs, phrases: Phrases | None = None) -> Document:
    """The report that follows from a picture: each factual sentence in a source's words, cited; nothing is judged.

    ``phrases`` of the same claims, where the report is written more than once, save finding their words again.
    """
    w, template = Writer(inputs, phrases), inputs.template or load_template("newsletter")
    line = TopLine(w)
    top = line.section()
    named = {p.part for p in template.places}
    losses = Losses(w)
    parts: dict[str, Sequence[Section]] = {"bottom-line": [top]}
    parts |= {key: losses.sections(key, PARTS[key]) for key in ("people", "materiel")}
    parts["disputed"] = disputed(w, losses.pairs if "people" in named else set())
    told = frozenset(c for s in top.sentences for c in s.support) | _quoted(parts, named - {"bottom-line"})
    parts["changed"] = changed(w, line, told, _quoted(parts, named & {"disputed"}))
    parts["outlook"] = outlook(w, _quoted(parts, {"bottom-line"}))
    civil = Printed(w, _quoted(parts, named & {"bottom-line", "people", "changed"}))
    parts |= {key: clusters(w, key, PARTS[key], civil) for key in ("needs", "response", "gaps") if key in named}
    rest: dict[str, Sequence[Section]] = {
        "areas": Situation(w, _quoted(parts, named)).areas(),
        "unknown": unknown(w),
        "why": why(w),
        "forecasts": forecasts(w),
        "sources": sources(w),
        "method": method(w),
        "corrections": corrections(w, told=any(p.part == "changed" and _all_told(parts["changed"], p.most) for p in template.places)),
    }
    sections = arranged(template, parts | rest)
    shown = tuple(f for f in figures(w) if template.figures is None or f.key in template.figures)
    c, as_of = inputs.picture.coverage, inputs.picture.as_of
    first = inputs.before.as_of if inputs.before else c.first
    return Document(
        number=inputs.number,
        title=inputs.title or template.title,
        period=period(min(first, as_of), as_of, inputs.zone) if first is not None else "",
        as_of=clock(as_of, inputs.zone),
        coverage=coverage(inputs),
        theatre=inputs.pack.title,
        sections=sections,
        citations=renumbered(sections, w.citations.all()),
        pinned=inputs.pinned,
        reader=inputs.reader,
        next_issue=inputs.next_issue,
        figures=_seated(shown, sections),
    )


def _quoted(parts: Mapping[str, Sequence[Section]], named: Collection[str]) -> frozenset[str]:
    """The claims whose words these parts print, with those cited beside them; not those cited in the desk's own words."""
    every = (s for key in parts if key in named for section in parts[key] for s in section.sentences)
    return frozenset(c for s in every if not s.text.startswith(OWN_WORDS) for c in s.support)


def _all_told(change: Sequence[Section], most: int | None) -> bool:
    """Does all that was taken back stand under what changed, where that may hold ``most`` sentences?"""
    first = change[0].sentences
    back = [n for n, s in enumerate(first, 1) if s.text.startswith(TAKEN_BACK)]
    return most is None or not back or back[-1] <= most


def _seated(shown: Sequence[Figure], sections: Sequence[Section]) -> tuple[Figure, ...]:
    """The figures in their sections; under the first one where a template leaves theirs out."""
    keys = [s.key for s in sections]
    return tuple(f if f.section in keys else replace(f, section=keys[0]) for f in shown)
