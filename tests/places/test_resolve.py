"""What a resolver promises beyond single names."""

import pickle

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitrepdesk.places import Resolver


def test_a_citys_name_keeps_its_region_as_the_other_reading(ukraine: Resolver) -> None:
    reading = ukraine.resolve("Kharkiv")
    assert (reading.place, reading.others[0]) == ("geonames:706483", "area:kharkiv-oblast")


def test_the_wider_reading_of_a_citys_name_is_its_region(ukraine: Resolver) -> None:
    reading = ukraine.resolve("Kharkiv", wider=True)
    assert (reading.place, reading.precision) == ("area:kharkiv-oblast", "province")
    assert "geonames:706483" in reading.others


def test_wider_leaves_a_town_that_gives_no_region_its_name(ukraine: Resolver) -> None:
    assert ukraine.resolve("Izium", wider=True).place == "geonames:707292"


def test_the_area_of_a_seat_is_its_region(ukraine: Resolver) -> None:
    assert ukraine.resolve("the Kharkiv area").place == "area:kharkiv-oblast"


def test_a_town_wins_over_a_village_of_the_exact_name(ukraine: Resolver) -> None:
    info = ukraine.info(ukraine.resolve("Balakliia").place or "")
    assert info is not None
    assert (info.population or 0) > 20_000


def test_a_sector_stands_for_the_one_area_of_it_that_the_document_names(ukraine: Resolver) -> None:
    assert ukraine.resolve("the North").place == "sector:north"
    reading = ukraine.resolve("the North", context=["geonames:707292"])
    assert reading.place == "area:kharkiv-oblast"
    assert "sector:north" in reading.others


def test_the_river_is_the_one_that_the_document_named_last(ukraine: Resolver) -> None:
    assert ukraine.resolve("the river", context=["river:dnipro", "river:oskil"]).place == "river:oskil"
    assert ukraine.resolve("the river").place is None


def test_another_place_of_the_document_decides_between_namesakes(world: Resolver) -> None:
    assert world.resolve("Springfield").place is None
    near_chicago = world.resolve("Springfield", context=["geonames:4896861"])
    assert near_chicago.place == "geonames:4250542"


def test_an_unknown_is_honest_and_names_the_candidates(world: Resolver) -> None:
    reading = world.resolve("Springfield")
    assert reading.confidence < 450
    assert len(reading.others) > 2


def test_one_bad_place_never_empties_the_others(ukraine: Resolver) -> None:
    readings = ukraine.read("Shells fell in Xqzvtown, near Izium and in Kherson.")
    assert {r.place for _, r in readings} >= {"geonames:707292", "geonames:706448"}


def test_spans_lead_back_to_the_words(ukraine: Resolver) -> None:
    text = "In Kharkiv, 15 km east of Izium and near the Oskil River.\n\nKherson’s bridges."
    for mention in ukraine.find(text):
        assert text[slice(*mention.span)] == mention.text
        assert all(text[slice(*m.span)] == m.text for m in mention.inner)


def test_crimea_and_its_towns_lie_in_ukraine(ukraine: Resolver) -> None:
    assert ukraine.within("area:crimea", "country:UA")
    assert ukraine.within("geonames:706524", "area:crimea")
    assert not ukraine.within("area:crimea", "country:RU")


def test_within_goes_up_the_chain_and_not_down(ukraine: Resolver) -> None:
    assert ukraine.within("geonames:707292", "area:kharkiv-oblast")
    assert ukraine.within("geonames:707292", "country:UA")
    assert ukraine.within("area:kharkiv-oblast", "sector:north")
    assert not ukraine.within("country:UA", "geonames:707292")


def test_a_village_is_coarsened_to_its_region(ukraine: Resolver) -> None:
    assert ukraine.settlement_of("village:hrakove") == "area:kharkiv-oblast"
    assert ukraine.settlement_of("bridge:antonivskyi") == "area:kherson-oblast"
    assert ukraine.settlement_of("geonames:712925") == "area:poltava-oblast"


def test_a_town_and_an_unknown_id_are_left_as_they_are(ukraine: Resolver) -> None:
    assert ukraine.settlement_of("geonames:707292") == "geonames:707292"
    assert ukraine.settlement_of("nowhere:1") == "nowhere:1"


def test_a_resolver_can_be_pickled(ukraine: Resolver) -> None:
    assert pickle.loads(pickle.dumps(ukraine)).resolve("Izium") == ukraine.resolve("Izium")


def test_the_digest_changes_with_the_theatre(ukraine: Resolver, world: Resolver) -> None:
    assert ukraine.digest != world.digest


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=60) | st.from_regex(r"(near |between |\d+ km east of )?[A-Z][a-z' -]{0,12}( and |, )?[A-Z]?[a-z]{0,8}", fullmatch=True)
)
def test_no_text_breaks_it(ukraine: Resolver, text: str) -> None:
    for mention, reading in ukraine.read(text):
        assert text[slice(*mention.span)] == mention.text
        assert 0 <= reading.confidence <= 1000
    assert ukraine.resolve(text).name == text


def test_a_place_is_printed_by_the_packs_name_for_it(ukraine: Resolver) -> None:
    info = ukraine.info(ukraine.resolve("Kupyansk").place or "")
    assert info is not None
    assert info.name == "Kupiansk"
