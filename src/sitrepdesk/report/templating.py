"""Templates: which parts a report has, in which order, under which titles, and how long they may be. A template is a TOML file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

from sitrepdesk.model import Citation, PackError, Section, Sentence, UnknownName

PARTS: Mapping[str, str] = {
    "bottom-line": "Bottom line",
    "changed": "What changed",
    "areas": "By area",
    "people": "People",
    "materiel": "Materiel",
    "disputed": "Disputed",
    "unknown": "What we do not know",
    "why": "Why",
    "outlook": "Outlook",
    "forecasts": "Forecasts",
    "needs": "Needs",
    "response": "Response",
    "gaps": "Gaps",
    "sources": "Sources and lines of origin",
    "method": "Method and coverage",
    "corrections": "Corrections and retractions",
}
"""The parts that a template may name, with the titles that they have where it gives none."""
_NEEDED = "method"
_FOLDER = Path(str(files(__package__) / "templates"))
_LINE = re.compile(r"line (\d+)")
_KEYS = {"part": str, "title": str, "most": int}
_TOP = {"title": str, "about": str, "figures": list, "section": list}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One section of a template: the part, its title (``None``: the part's own), the most factual sentences under it."""

    part: str
    title: str | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template as read. ``figures`` are the figures that it takes, ``None`` for all."""

    name: str
    title: str
    about: str
    places: tuple[Place, ...]
    figures: tuple[str, ...] | None = None


def shipped() -> tuple[str, ...]:
    """The names of the templates that come with the product."""
    return tuple(sorted(p.stem for p in _FOLDER.glob("*.toml")))


def load_template(name: str) -> Template:
    """The template of this name, or in this file. ``UnknownName`` for neither, ``PackError`` with the line where it breaks its form."""
    path = _FOLDER / f"{name}.toml" if name in shipped() else Path(name)
    if not path.is_file():
        raise UnknownName(repr(name), "is no template", f"Shipped are {', '.join(shipped())}; or give the path of a .toml file.")
    return parse_template(path.read_bytes(), path.stem, str(path))


def parse_template(data: bytes, name: str, where: str) -> Template:
    """A template from its bytes; each fault names its line."""
    try:
        text = data.decode()
        raw = tomllib.loads(text)
    except UnicodeDecodeError as e:
        raise PackError(where, "is no text in UTF-8", "Save it as UTF-8.") from e
    except tomllib.TOMLDecodeError as e:
        line = _LINE.search(str(e))
        raise PackError(f"{where}, line {line[1] if line else text.count(chr(10)) + 1}", f"is no TOML: {e}", "Correct that line.") from e
    _check(raw, _TOP, where, text, 0)
    sections = raw.get("section", [])
    if not sections or not all(isinstance(s, dict) for s in sections):
        raise PackError(f"{where}, line 1", "names no section", 'Add: [[section]] and part = "bottom-line".')
    places = tuple(_place(s, where, text, n) for n, s in enumerate(sections))
    doubled = next((p.part for n, p in enumerate(places) if p.part in {q.part for q in places[:n]}), None)
    if doubled:
        raise _fault(where, text, doubled, f"names the part {doubled!r} twice", "Take one of them out.", last=True)
    if _NEEDED not in {p.part for p in places}:
        raise PackError(
            f"{where}, line {text.count(chr(10)) + 1}", "lacks the part 'method'", "A report says how it was made: add that section."
        )
    figures = raw.get("figures")
    return Template(name=name, title=raw.get("title", "Situation report"), about=raw.get("about", ""), places=places,
                    figures=tuple(map(str, figures)) if figures is not None else None)  # fmt: skip


def _place(raw: dict[str, Any], where: str, text: str, n: int) -> Place:
    _check(raw, _KEYS, where, text, n + 1)
    part = str(raw.get("part", ""))
    if part not in PARTS:
        what = f"names the part {part!r}, which is none" if part else "has a section without a part"
        raise _fault(where, text, str(part or "[[section]]"), what, f"Parts: {', '.join(PARTS)}.", nth=None if part else n)
    most = raw.get("most")
    if most is not None and most < 1:
        raise _fault(where, text, f"most = {most}", f"allows {most} sentences", "Give a number from 1 on, or leave it out.")
    return Place(part=part, title=raw.get("title"), most=most)


def _check(raw: dict[str, Any], known: Mapping[str, type], where: str, text: str, section: int) -> None:
    for key, value in raw.items():
        place = "the template" if section == 0 else f"section {section}"
        if key not in known:
            raise _fault(where, text, key, f"has {key!r} in {place}, which means nothing", f"It may hold: {', '.join(known)}.")
        if not isinstance(value, known[key]) or isinstance(value, bool):
            raise _fault(where, text, key, f"has {key!r} in {place}, which is no {known[key].__name__}", "Correct its value.")


def _fault(where: str, text: str, needle: str, what: str, todo: str, *, last: bool = False, nth: int | None = None) -> PackError:
    rows = [n for n, row in enumerate(text.splitlines(), 1) if needle in row.partition("#")[0]]
    line = (rows[nth] if nth is not None and nth < len(rows) else rows[-1] if last else rows[0]) if rows else 1
    return PackError(f"{where}, line {line}", what, todo)


def arranged(template: Template, parts: Mapping[str, Sequence[Section]]) -> tuple[Section, ...]:
    """The sections of a report in a template's order; of a part that may not be so long, the first factual sentences."""
    return tuple(s for place in template.places for s in _fitted(place, parts.get(place.part, ())))


def _fitted(place: Place, sections: Sequence[Section]) -> list[Section]:
    made: list[Section] = []
    room = place.most
    for n, s in enumerate(sections):
        sentences = s.sentences
        if room is not None:
            kept = _first(sentences, room)
            room -= sum(x.role not in {"link"} for x in kept)
            sentences = kept
        if n == 0 or sentences:
            made.append(replace(s, sentences=sentences, title=place.title if place.title and n == 0 else s.title))
    return made if any(s.sentences for s in made) else []


def _first(sentences: Sequence[Sentence], room: int) -> tuple[Sentence, ...]:
    told = [x for x in sentences if x.role != "link"][: max(0, room)]
    return tuple(told) if len(told) < sum(x.role != "link" for x in sentences) else tuple(sentences)


def renumbered(sections: Sequence[Section], citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations that these sections rest on, numbered in the order in which the report first rests on them."""
    old = {c.claim: c for c in citations}
    new: dict[int, int] = {}
    cited: dict[str, None] = {}
    for claim in (c for s in sections for x in s.sentences for c in x.support if c in old):
        cited.setdefault(claim)
        new.setdefault(old[claim].number, len(new) + 1)
    return tuple(sorted((replace(old[c], number=new[old[c].number]) for c in cited), key=lambda c: c.number))
