import json

import pytest

from sitrepdesk.model import Arrival, Refusal, iso

from .making import one, read, refused

POST = {"id": 7, "text": "Izium is held.", "published": "2022-09-06T19:40:00+03:00", "source": "Notes", "url": "https://a.example/7"}


def line(**more: object) -> bytes:
    return json.dumps({**POST, **more}, ensure_ascii=False).encode()


def test_a_line_is_a_report_that_says_what_it_is() -> None:
    found = one("a.jsonl", line())
    assert (found.source, found.address, found.inside, found.passages[0].text) == ("Notes", "https://a.example/7", "7", "Izium is held.")


def test_an_extent_is_the_line_without_its_end() -> None:
    data = b"\xef\xbb\xbf" + line(text="Бої") + b"\r\n\n" + line() + b"\n"
    found = [f for f in read("a.jsonl", data) if isinstance(f, Arrival) and f.extent]
    assert [data[f.extent[0] : f.extent[1]] for f in found if f.extent] == [line(text="Бої"), line()]


@pytest.mark.parametrize(
    ("published", "start", "basis"),
    [
        ("2022-09-06T19:40:00+03:00", "2022-09-06T16:40:00Z", "given"),
        ("2022-09-06T19:40:00", "2022-09-06T16:40:00Z", "pack"),
        ("2022-09-06", "2022-09-05T21:00:00Z", "pack"),
        (1662457211, "2022-09-06T09:40:11Z", "format"),
    ],
)
def test_a_time_says_who_gave_its_zone(published: object, start: str, basis: str) -> None:
    stamp = one("a.jsonl", line(published=published)).published
    assert stamp is not None
    assert (iso(stamp.start), stamp.zone_basis) == (start, basis)


@pytest.mark.parametrize("published", [None, ""])
def test_a_missing_time_is_unknown(published: object) -> None:
    assert one("a.jsonl", line(published=published)).published is None


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"[1]",
        b"null",
        b'{"text": 3}',
        b'{"text": " "}',
        line(published="yesterday"),
        line(published=True),
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_bad_line_is_refused_by_its_number_and_the_rest_goes_on(bad: bytes) -> None:
    found = read("a.jsonl", line() + b"\n" + bad + b"\n" + line())
    assert [type(f) for f in found] == [Arrival, Refusal, Arrival]
    assert isinstance(found[1], Refusal)
    assert (found[1].where, found[1].code) == ("a.jsonl, line 2", "malformed")


def test_a_line_over_its_limit_is_refused() -> None:
    assert refused("a.jsonl", line(text="word " * 900_000)).code == "too-large"
