"""Each row of the case tables is a test."""

from pathlib import Path

import pytest

from sitrepdesk.places import Resolver
from sitrepdesk.places.relative import distance_m

KNOWN_MISS = pytest.mark.xfail(strict=True, reason="known to fail; see bench/README.md")


def rows(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / "cases" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("name", "theatre", "expected"), rows("resolve.tsv"))
def test_a_name_means_its_place(name: str, theatre: str, expected: str, resolvers: dict[str, Resolver]) -> None:
    resolver = resolvers[theatre]
    reading = resolver.resolve(name)
    info = resolver.info(reading.place) if reading.place else None
    if expected == "-":
        assert reading.place is None
    elif ":" in expected:
        assert reading.place == expected
    else:
        assert info is not None
        assert f"{info.name}/{(info.country or '')[-2:]}" == expected


@pytest.mark.parametrize("row", rows("find.tsv"), ids=lambda r: r[0])
def test_the_places_of_a_text_are_found(row: list[str], ukraine: Resolver) -> None:
    expected = [m for m in row[1].split("|") if m] if len(row) > 1 else []
    assert [m.text for m in ukraine.find(row[0])] == expected


@pytest.mark.parametrize(("phrase", "anchor", "lat", "lon", "most_km"), rows("relative.tsv"))
def test_a_relative_place_is_an_area_that_holds_the_truth(
    phrase: str, anchor: str, lat: str, lon: str, most_km: str, ukraine: Resolver
) -> None:
    reading = ukraine.resolve(phrase)
    assert reading.place is None
    assert anchor in reading.anchors
    assert reading.lat is not None
    assert reading.lon is not None
    assert reading.radius_m is not None
    away = distance_m(reading.lat, reading.lon, round(float(lat) * 1e6), round(float(lon) * 1e6))
    assert away <= reading.radius_m <= float(most_km) * 1000


def relative_rows() -> list[object]:
    return [pytest.param(r, id=r[0], marks=KNOWN_MISS if r[6:] == ["miss"] else ()) for r in rows("areas.tsv")]


@pytest.mark.parametrize("row", relative_rows())
def test_the_area_of_a_relative_place_holds_the_truth_and_is_not_three_times_too_large(row: list[str], ukraine: Resolver) -> None:
    phrase, named, lat, lon, reference = row[:5]
    extent = ukraine.resolve(phrase, context=[p for p in named.split("|") if p]).extent
    assert extent is not None
    assert extent.holds(round(float(lat) * 1e6), round(float(lon) * 1e6))
    assert extent.km2 <= 3 * float(reference)


def test_most_relative_places_are_drawn_right() -> None:
    every = rows("areas.tsv")
    assert len(every) >= 60
    assert sum(r[6:] != ["miss"] for r in every) / len(every) >= 0.85
