"""Charts and the map: what they show is said in words too, nothing withheld is on them, and Crimea is in Ukraine."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from sitrepdesk.model import DAY, Figure, Mark
from sitrepdesk.publish import clear, to_html
from sitrepdesk.publish.charts import draw, in_words, note_of
from sitrepdesk.publish.drawing import SIDES, bounds, signs
from sitrepdesk.publish.mapping import layers, within
from sitrepdesk.report import compose
from tests.report.kharkiv import kharkiv
from tests.report.sample import Desk

from .clearing import rules

LAND = next(layer for layer in layers() if layer.kind == "land")
HELD = (
    Mark(label="Izium", group="Ukraine", note="reported", lat=49_212_000, lon=37_257_000),
    Mark(label="Lyman <b>", group="Russia", note="claimed", lat=48_985_000, lon=37_811_000),
    Mark(label="Kupiansk", group="contested", note="claimed", lat=49_706_000, lon=37_616_000),
    Mark(label="Vovchansk", group="unknown", note="reported", lat=50_290_000, lon=36_940_000),
)
MAP = Figure(key="map", chart="map", title="Who holds what", section="areas", caption="Points.", marks=HELD)
BANDS = Figure(
    key="people", chart="bands", title="Counts", section="people", caption="Bars.",
    marks=(
        Mark(label="A", group="Killed, x side", low=Decimal(400)),
        Mark(label="B", group="Killed, x side", high=Decimal(120)),
        Mark(label="C", group="Killed, x side", low=Decimal(64), high=Decimal(64)),
        Mark(label="D", group="Killed, x side", low=Decimal(270), high=Decimal(330)),
    ),
)  # fmt: skip
LINE = Figure(
    key="timeline", chart="timeline", title="When", section="changed", caption="Bars.",
    marks=(Mark(label="Izium: withdrawal", group="disputed", start=20 * DAY, end=21 * DAY),),
)  # fmt: skip
SCORE = Figure(
    key="calibration", chart="calibration", title="Score", section="forecasts", caption="20 cases.",
    marks=(Mark(label="50%–60%", note="20", low=Decimal("0.55"), high=Decimal("0.5")),),
)  # fmt: skip
OUTSIDE = (("Belgorod", 50.6, 36.59), ("Rostov", 47.24, 39.71), ("Chisinau", 47.01, 28.86), ("Minsk", 53.9, 27.57))
ALL = (MAP, BANDS, LINE, SCORE)


@pytest.mark.parametrize(
    ("town", "lat", "lon"),
    [
        ("Simferopol", 44.95, 34.10),
        ("Sevastopol", 44.60, 33.52),
        ("Kerch", 45.35, 36.47),
        ("Yalta", 44.51, 34.17),
        ("Dzhankoi", 45.71, 34.39),
        ("Donetsk", 48.0, 37.8),
        ("Luhansk", 48.57, 39.3),
        ("Kherson", 46.64, 32.62),
        ("Lviv", 49.84, 24.03),
        ("Izmail", 45.37, 28.85),
    ],
)
def test_the_town_is_in_ukraine(town: str, lat: float, lon: float) -> None:
    assert LAND.id == "country:UA"
    assert within(LAND, lat, lon), town


@pytest.mark.parametrize(("town", "lat", "lon"), OUTSIDE)
def test_the_town_is_not(town: str, lat: float, lon: float) -> None:
    assert not within(LAND, lat, lon), town


def test_no_boundary_is_drawn_across_perekop() -> None:
    near = [
        p for layer in layers() if layer.kind in {"boundary", "disputed"} for p in layer.points if 45.6 < p[0] < 46.3 and 33.2 < p[1] < 35.2
    ]
    assert near == []


def test_the_map_prints_its_disclaimer_and_the_date_of_its_boundaries() -> None:
    assert re.search(r"status of any territory.*as of \d{4}-\d{2}", note_of(MAP))


@pytest.mark.parametrize("figure", ALL, ids=lambda f: f.key)
def test_a_figure_is_well_formed_has_a_title_and_says_its_marks_in_words(figure: Figure) -> None:
    root = ElementTree.fromstring(draw(figure))
    said = " ".join(root.itertext())
    assert root.attrib["role"] == "img"
    assert figure.title in said
    assert len(in_words(figure)) == len(figure.marks)
    assert "script" not in draw(figure)
    assert "href" not in draw(figure)


def test_of_a_label_that_is_too_long_what_happened_stays() -> None:
    long = replace(LINE.marks[0], label="Sofala Province and Zambezia Province: killed")
    said = draw(replace(LINE, marks=(long,)))
    assert ">Sofala Province and Zambezia Pr…: killed<" in said
    assert "Sofala Province and Zambezia Province: killed" in said  # whole, for who points at it


def test_sides_are_told_apart_by_shape_and_no_side_takes_the_sign_of_a_contest() -> None:
    given = signs(["Ukraine", "Russia", "contested"])
    assert len({shape for shape, _ in given.values() if shape != "circle" or _ in {c for _, c in SIDES}}) >= 3
    assert given["Ukraine"][0] != given["Russia"][0] != given["contested"][0]


def test_an_unknown_holder_is_drawn_apart_from_every_side() -> None:
    assert signs(["A", "B"])["unknown"][1] not in {colour for _, colour in SIDES}
    assert "holder unknown" in " ".join(in_words(MAP))


def test_in_grey_an_unknown_holder_is_told_from_one_who_only_claims() -> None:
    given = signs(["A", "B", "C", "D"])
    assert len({shape for shape, _ in given.values()}) == len(given)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(400, None, "at least 400"), (None, 1200, "up to 1,200"), (64, 64, "64"), (270, 330, "270–330"), (None, None, "not said")],
)
def test_bounds_stay_bounds_in_words(low: int | None, high: int | None, words: str) -> None:
    assert bounds(None if low is None else Decimal(low), None if high is None else Decimal(high)) == words


def test_a_mark_that_rests_on_a_withheld_claim_or_lies_in_a_small_place_is_taken_off() -> None:
    desk = kharkiv()
    document = compose(desk.inputs())
    open_claim = next(c.claim for c in document.citations if desk.told[c.claim].item.handling == "public")
    marks = (
        replace(HELD[0], support=(open_claim,)),
        replace(HELD[0], support=(open_claim, "a-claim-that-nobody-vouches-for")),
        replace(HELD[0], support=(open_claim,), place="geonames:Hrushivka"),
    )
    cleared = clear(replace(document, figures=(replace(MAP, marks=marks),)), desk.told, rules(desk))
    assert [len(f.marks) for f in cleared.document.figures] == [1]


def test_the_page_shows_a_figure_with_its_words_and_loads_nothing() -> None:
    desk = kharkiv()
    document = replace(compose(desk.inputs()), figures=(replace(LINE, section="bottom-line"),))
    page = to_html(clear(document, desk.told, rules(desk), full=True))
    assert "<svg" in page
    assert "Izium: withdrawal" in page
    assert "url(" not in page


def test_a_count_is_marked_as_that_of_whom_its_source_names() -> None:
    desk = Desk()
    desk.item("a", "Lantern News Agency", "2022-09-12", "Russia claims to have killed more than 2,000 men. At least 12 tanks were left.")
    killed = desk.claim("a", "to have killed more than 2,000 men", "kill", by="Russia claims", count="2,000", low=2001)
    left = desk.claim("a", "At least 12 tanks were left", "abandon", count="At least 12", low=12)
    desk.counted(killed, "kill", "side:ua", 2001, None)
    desk.counted(left, "abandon", "side:ru", 12, None, unit="tank")
    marks = {m.note: m.label for f in compose(desk.inputs()).figures if f.chart == "bands" for m in f.marks}
    assert marks == {"": "Russia (Lantern News Agency)", "tanks": "Lantern News Agency"}
