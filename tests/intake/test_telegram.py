import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.model import Arrival, Refusal, iso

from .making import export, message, one, read, refused, texts


def test_a_message_is_a_report_that_says_what_it_is() -> None:
    found = one("result.json", export([message(301, "Verbivka is ours.")], name="Північ"))
    assert (texts(found), found.source, found.inside, found.address) == (["Verbivka is ours."], "Північ", "301", "telegram:1999/301")
    assert found.published is not None
    assert (iso(found.published.start), found.published.zone_basis) == ("2022-09-06T09:40:11Z", "format")


def test_the_unix_time_is_preferred_and_a_bare_date_stands_in_the_packs_zone() -> None:
    bare = message(1, "Text.")
    del bare["date_unixtime"]
    found = [one("result.json", export([m])).published for m in (message(1, "Text."), bare)]
    assert [(f.zone, f.zone_basis, iso(f.start)) for f in found if f] == [
        ("UTC", "format", "2022-09-06T09:40:11Z"),
        ("Europe/Kyiv", "pack", "2022-09-06T09:40:11Z"),
    ]


def test_marked_pieces_are_joined_and_link_targets_left_out() -> None:
    pieces = [{"type": "bold", "text": "Now."}, " See ", {"type": "text_link", "text": "here", "href": "https://x.example"}, "."]
    assert texts(one("result.json", export([message(1, pieces)]))) == ["Now. See here."]


def test_service_messages_and_messages_without_text_are_skipped() -> None:
    found = read("result.json", export([{"id": 1, "type": "service", "text": "pinned"}, message(2, ""), message(3, "Text.")]))
    assert [f.inside for f in found if isinstance(f, Arrival)] == ["3"]


def test_the_author_of_a_forwarded_message_is_whose_words_it_forwards() -> None:
    found = one("result.json", export([message(1, "Text.", forwarded_from="Lantern", **{"from": "Northbank"})]))
    assert (found.source, found.author) == ("Northbank", "Lantern")


@given(st.lists(st.text(min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=5), st.booleans(), st.sampled_from([None, 1]))
def test_an_extent_holds_its_message_whatever_its_characters(words: list[str], ascii_only: bool, indent: int | None) -> None:
    top = {"name": "N", "id": 7, "messages": [message(n, w) for n, w in enumerate(words)]}
    data = json.dumps(top, ensure_ascii=ascii_only, indent=indent).encode("utf-8", "surrogatepass")
    for found in read("result.json", data):
        assert isinstance(found, Arrival)
        assert found.extent is not None
        assert str(json.loads(data[found.extent[0] : found.extent[1]])["id"]) == found.inside


def test_all_chats_of_an_account_are_read_with_their_names() -> None:
    chats = [json.loads(export([message(1, f"Text of {n}.")], name=n, id=i)) for i, n in enumerate(["One", "Two"])]
    data = json.dumps({"about": "x", "chats": {"about": "y", "list": chats}}).encode()
    assert [(f.source, f.address) for f in read("result.json", data) if isinstance(f, Arrival)] == [
        ("One", "telegram:0/1"),
        ("Two", "telegram:1/1"),
    ]


def test_a_cut_export_gives_its_whole_messages_and_a_refusal() -> None:
    data = export([message(1, "One."), message(2, "Two.")])
    found = read("result.json", data[:-40])
    assert [type(f) for f in found] == [Arrival, Refusal]


def test_a_lone_surrogate_in_a_message_is_replaced() -> None:
    assert texts(one("result.json", export([message(1, "Text.")]).replace(b"Text.", b"Text \\ud83d."))) == ["Text \ufffd."]


@pytest.mark.parametrize("data", [export([]), export([message(1, "")])])
def test_an_export_without_text_is_refused_as_empty(data: bytes) -> None:
    assert refused("result.json", data).code == "empty"


def test_nesting_without_end_is_refused() -> None:
    assert refused("result.json", b'{"name": "N", "messages": ' + b"[" * 200_000).code == "malformed"
