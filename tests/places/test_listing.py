"""All places of a text, as ``sitrep where`` gives them."""

import pytest

from sitrepdesk.places import Resolver, drawn, places_in, reasons


def found(text: str, resolver: Resolver) -> dict[str, str | None]:
    return {p.where.text: p.where.place for p in places_in(text, resolver)}


def test_a_relative_place_and_the_name_in_it_are_two(ukraine: Resolver) -> None:
    names = found("Shells fell 15 km east of Izium.", ukraine)
    assert names == {"15 km east of Izium": None, "Izium": "geonames:707292"}


def test_spans_lead_back_to_the_words(ukraine: Resolver) -> None:
    text = "From northern Kharkiv Oblast they went along the M03, beyond the Oskil."
    assert all(text[slice(*p.where.span)] == p.where.text for p in places_in(text, ukraine))


def test_the_side_beyond_a_river_is_seen_from_the_settlement_named_before(ukraine: Resolver) -> None:
    listed = places_in("From Izium they withdrew beyond the Oskil River.", ukraine)
    area = next(p.reading.extent for p in listed if p.where.kind == "relative")
    assert area is not None
    assert area.holds(49_520_000, 37_860_000)
    assert not area.holds(49_520_000, 37_500_000)


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        ("She lives in Gainesville, Va., now.", "Va.", "geonames:6254928"),
        ("PLEASANTON, Calif. -- A firm said so.", "PLEASANTON", "geonames:5383777"),
        ("The court of Orange County, California, ruled.", "Orange County", "county:us-06059"),
        ("He works in Washington, D.C., today.", "Washington, D.C.", "geonames:4140963"),
        ("A ferry crossed the Godavari.", "Godavari", "river:godavari"),
        ("It fell on Tamil Nadu.", "Tamil Nadu", "geonames:1255053"),
    ],
)
def test_short_forms_counties_rivers_and_regions_are_places(text: str, name: str, place: str, world: Resolver) -> None:
    assert found(text, world)[name] == place


def test_a_town_named_once_in_a_sure_way_is_one_elsewhere(world: Resolver) -> None:
    text = "A fire broke out in the town of Allendale on Friday. Most of Allendale lost power."
    assert [p.where.text for p in places_in(text, world)] == ["Allendale", "Allendale"]


def test_a_place_that_cannot_be_told_is_kept_with_its_candidates(world: Resolver) -> None:
    (place,) = places_in("He was seen in Springfield.", world)
    assert place.where.place is None
    assert len(place.where.others) > 2


def test_sevastopol_lies_in_crimea(ukraine: Resolver) -> None:
    (place,) = places_in("Ships burned in Sevastopol.", ukraine)
    assert ukraine.within(place.where.place or "", "area:crimea")


def test_each_reading_has_its_reasons_and_its_drawing(ukraine: Resolver) -> None:
    for place in places_in("Near Izium, 10 km south of Kharkiv, along the Oskil River.", ukraine):
        assert reasons(place, ukraine)
        feature = drawn(place, ukraine)
        assert feature is not None
        assert feature["geometry"]["coordinates"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The enemy holds the right bank of the Dnipro.", "river:dnipro"),
        ("Troops crossed the Dnipro near Kherson.", "river:dnipro"),
        ("Missiles hit Dnipro on Monday.", "geonames:709930"),
        ("The Dnipro mayor spoke of ten dead.", "geonames:709930"),
        ("A court in Dnipro, on the Dnipro, ruled.", "geonames:709930"),
    ],
)
def test_with_the_article_a_name_that_a_city_shares_is_the_river(ukraine: Resolver, text: str, place: str) -> None:
    assert next(p.where.place for p in places_in(text, ukraine) if p.where.text == "Dnipro") == place
