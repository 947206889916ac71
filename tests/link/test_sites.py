"""Which part of a place a claim speaks of."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sitrepdesk.link.sites import site, unknown_place
from sitrepdesk.model import Claim, Where

from .telling import people

CASES = Path(__file__).parent / "cases"
_MARK = re.compile(r"[\[\]{}<>]")


def rows(name: str) -> list[tuple[str, str, bool]]:
    """Marked sentence, the part that it speaks of, and whether it is read so."""
    told = (r.split("\t") for r in (CASES / name).read_text(encoding="utf-8").splitlines() if r and r[0] != "#")
    return [(r[0], "".join(r[1:2]), r[2:] != ["miss"]) for r in told]


def spans(marked: str, ends: str) -> list[tuple[int, int]]:
    """The spans between two marks, in the sentence without marks."""
    found = re.finditer(re.escape(ends[0]) + "(.*?)" + re.escape(ends[1]), marked)
    return [(len(_MARK.sub("", marked[: m.start()])), len(_MARK.sub("", marked[: m.end()]))) for m in found]


def claim(marked: str, **more: Any) -> Claim:
    """A claim of a sentence: "They [captured] <the airport> in {Izium}"."""
    text = _MARK.sub("", marked)
    known = [
        Where(text=text[a:b], span=(a, b), place="geonames:1", kind="settlement", precision="settlement") for a, b in spans(marked, "{}")
    ]
    named = [Where(text=text[a:b], span=(a, b)) for a, b in spans(marked, "<>")]
    (a, b), *_ = spans(marked, "[]")
    fields: dict[str, Any] = {"type": "capture"} | more
    return Claim(
        item="i",
        passage="p",
        quote=text,
        span=(0, len(text)),
        head=text[a:b],
        head_span=(a, b),
        reader="r",
        places=(*named, *known),
        **fields,
    )


def part(marked: str, **more: Any) -> str | None:
    """The part of its known place that a sentence speaks of."""
    made = claim(marked, **more)
    return site(made, made.places[-1])


@pytest.mark.parametrize(("sentence", "wanted", "works"), rows("parts.tsv"))
def test_a_part_of_a_place_is_not_the_place(sentence: str, wanted: str, works: bool) -> None:
    assert ((part(sentence) or "") == wanted) is works


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [("They [captured] 400 sq km in {Kharkiv Oblast}", "part of"), ("They [captured] 400 sq km, among it {Bor}", None)],
)
def test_a_count_that_leads_to_a_place_is_a_part_of_it(sentence: str, wanted: str | None) -> None:
    at = sentence.replace("[", "").replace("]", "").index("400")
    area = people(400, 400, unit="km2", text="400", of="territory", span=(at, at + 3))
    assert part(sentence, quantities=(area,)) == wanted


def test_a_plant_is_not_a_part_of_itself() -> None:
    made = claim("They [captured] {the Azovstal plant}")
    assert site(made, replace(made.places[0], kind="plant")) is None
    assert site(made, made.places[0]) == "plant or station in"


@pytest.mark.parametrize(
    ("place", "named"), [("the outskirts of Bor", "outskirts of bor"), ("Bor", "bor"), ("the town", None), ("the airport", "airfield in")]
)
def test_places_that_nobody_knows_are_told_apart_by_their_names(place: str, named: str | None) -> None:
    assert unknown_place(claim(f"They [captured] <{place}>")) == named
