"""Times: every row of the case tables, and the laws that hold for any text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrepdesk.language.times import times
from sitrepdesk.model import BadTime, Stamp, When, local_stamp, moment, stamp
from tests.cost import cost

CASES = Path(__file__).parent / "cases"
WORDS = st.sampled_from(
    [
        "on",
        "in",
        "since",
        "by",
        "until",
        "the",
        "night",
        "of",
        "10–11",
        "31",
        "September",
        "Sunday",
        "last",
        "next",
        "2",
        "hours",
        "ago",
        "past",
        "three",
        "days",
        "14:30",
        "EEST",
        "9999",
        "0001",
        "early",
        "mid-2021",
        "May",
        "and",
        "to",
        "–",
        "-",
        "overnight",
        "between",
        "24",
        "pm",
        "D+3",
        "12/09/2022",
        "1",
        "year",
        "9000",
        "years",
        "later",
        "now",
        ",",
        ".",
        "fifth",
        "day",
        "offensive",
        "summer",
        "2022",
    ]
)


def rows(name: str) -> list[tuple[str, str, str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    found = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(a, b, c, d) for a, b, c, d in found]


def published(text: str, zone: str) -> Stamp | None:
    if text == "-":
        return None
    return local_stamp(datetime.fromisoformat(text), text, zone, "pack") if "T" in text else stamp(text, zone, "pack")


def shown(when: When, zone: str) -> str:
    """One time as the tables write it: words = start / end in local time | sense | precision; ".." where an end is open."""

    def end(at: int | None) -> str:
        if at is None:
            return ".."
        local = moment(at).astimezone(ZoneInfo(zone))
        return f"{local:%Y-%m-%d}" + (f"T{local:%H:%M}" if (local.hour, local.minute) != (0, 0) else "")

    return f"{when.text} = {end(when.start)} / {end(when.end)} | {when.sense} | {when.precision or '-'}"


def told(said: str, zone: str, text: str) -> str:
    return " ; ".join(shown(w, zone) for w in times(text, published(said, zone), zone)) or "none"


ROWS = rows("times.tsv")


@pytest.mark.parametrize(("said", "zone", "text", "wanted"), ROWS, ids=[f"{a} {c}" for a, _, c, _ in ROWS])
def test_a_text_gives_the_times_of_its_row(said: str, zone: str, text: str, wanted: str) -> None:
    assert told(said, zone, text) == wanted


def test_there_are_three_hundred_cases() -> None:
    assert len(ROWS) >= 300


@given(
    st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)),
    st.sampled_from(["2022-09-12", "0001-01-02", "9999-12-30", "2022-09-12T18:30", "-"]),
)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_words_in_place_and_intervals_that_run_forward(text: str, said: str) -> None:
    found = times(text, published(said, "Europe/Kyiv"), "Europe/Kyiv")
    for when in found:
        assert when.span is not None and text[when.span[0] : when.span[1]] == when.text
        assert when.start is None or when.end is None or when.start < when.end
        assert when.phase == "past" and when.zone == "Europe/Kyiv"


@given(st.lists(WORDS, max_size=10).map(" ".join))
@settings(max_examples=100, deadline=None)
def test_without_a_publication_nothing_is_anchored(text: str) -> None:
    assert all(when.anchor is None for when in times(text, None, "UTC"))


def test_the_anchor_is_the_start_of_publication() -> None:
    said = published("2022-09-12", "Europe/Kyiv")
    assert said is not None and times("yesterday", said, "Europe/Kyiv")[0].anchor == said.start


def test_spans_are_moved_on_by_the_base() -> None:
    assert times("yesterday", None, "UTC", 50)[0].span == (50, 59)


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(BadTime):
        times("yesterday", None, "Middle/Earth")


def test_a_publication_of_several_days_gives_the_interval_of_all_of_them() -> None:
    first, last = (published(d, "UTC") for d in ("2022-09-10", "2022-09-12"))
    assert first is not None and last is not None
    wide = Stamp(start=first.start, end=last.end, text="10-12 September", zone="UTC", zone_basis="given")
    when = times("yesterday", wide, "UTC")[0]
    assert shown(when, "UTC") == "yesterday = 2022-09-09 / 2022-09-12 | within | day"


@pytest.mark.parametrize(
    "piece", ["1,", "1", "1 ", "and ", "the ", "1 to ", "in ", "last ", "5 ", "14:30 ", "May ", "on ", "between ", "a ", "1-"]
)
def test_a_long_monotonous_text_is_read_in_linear_time(piece: str) -> None:
    short, long = ((piece * size)[:size] for size in (10_000, 80_000))
    assert cost(lambda: times(long, None, "UTC")) < 8 * 6 * max(cost(lambda: times(short, None, "UTC")), 0.002)
