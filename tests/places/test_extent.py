"""Areas on the ground: what they hold, how they are drawn."""

import math

from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.places.extent import band, belt, disc, far_side, metres_from, shifted, wedge

AT = (49_000_000, 37_000_000)
COURSE = ((50_000_000, 37_500_000), (49_000_000, 37_500_000), (48_000_000, 37_700_000))


@given(st.floats(0, 359), st.floats(0, 0.98))
def test_a_disc_holds_what_is_nearer_than_its_radius(bearing: float, share: float) -> None:
    turn = math.radians(bearing)
    point = shifted(AT, share * 10_000 * math.sin(turn), share * 10_000 * math.cos(turn))
    assert disc(AT, 10_000).holds(*point)


def test_a_wedge_holds_its_bearing_and_no_other() -> None:
    east = wedge(AT, 10_000, 20_000, 90, 22.5)
    assert east.holds(*shifted(AT, 15_000, 0))
    assert not east.holds(*shifted(AT, 0, 15_000))
    assert not east.holds(*shifted(AT, 5_000, 0))


def test_a_band_leaves_out_its_middle() -> None:
    assert not band(AT, 5_000, 9_000).holds(*AT)
    assert band(AT, 5_000, 9_000).holds(*shifted(AT, -7_000, 0))


def test_a_belt_follows_its_line() -> None:
    assert belt(COURSE, 4_000).holds(49_500_000, 37_510_000)
    assert not belt(COURSE, 4_000).holds(49_500_000, 38_000_000)


def test_the_far_side_is_the_one_that_the_viewer_is_not_on() -> None:
    beyond = far_side(COURSE, (49_500_000, 36_500_000), 25_000)
    assert beyond.holds(49_500_000, 37_700_000)
    assert not beyond.holds(49_500_000, 37_300_000)
    back = far_side(COURSE, (49_500_000, 38_500_000), 25_000)
    assert back.holds(49_500_000, 37_300_000)


def test_an_area_is_drawn_with_closed_rings_and_longitude_first() -> None:
    geometry = disc(AT, 10_000).geometry()
    ring = geometry["coordinates"][0][0]
    assert geometry["type"] == "MultiPolygon"
    assert ring[0] == ring[-1]
    assert abs(ring[0][0] - 37) < 1


@given(st.floats(-50_000, 50_000), st.floats(-50_000, 50_000))
def test_a_shift_is_undone_by_measuring(east: float, north: float) -> None:
    there = metres_from(AT, shifted(AT, east, north))
    assert math.dist(there, (east, north)) < 1
