"""One page under several addresses."""

from __future__ import annotations

import pytest

from sitrepdesk.link.addresses import page_of
from sitrepdesk.link.versions import versions

from .telling import item

PAGE = "https://lantern.example/2022/09/izium?id=7"


@pytest.mark.parametrize(
    "address",
    [
        "http://www.lantern.example/2022/09/izium?id=7",
        "https://m.lantern.example/2022/09/izium/?id=7&utm_source=mail&utm_medium=x",
        "https://lantern.example/2022/09/izium/amp?fbclid=abc&id=7#comments",
    ],
)
def test_tracking_parameters_and_mobile_hosts_make_no_other_page(address: str) -> None:
    assert page_of(address) == page_of(PAGE)


@pytest.mark.parametrize("address", ["https://lantern.example/2022/09/izium?id=8", "https://lantern.example/2022/09/lyman?id=7"])
def test_another_path_or_number_is_another_page(address: str) -> None:
    assert page_of(address) != page_of(PAGE)


@pytest.mark.parametrize("address", ["", "posts.jsonl#7", "http://[broken"])
def test_what_is_no_web_address_stands_for_itself(address: str) -> None:
    assert page_of(address) == address


def test_the_same_page_under_a_tracked_address_is_a_newer_version_of_it() -> None:
    old, new = item("a", 1, address=PAGE, source="s"), item("b", 2, address=PAGE + "&utm_campaign=z", source="s")
    assert [(k.left, k.right) for k in versions([old, new])] == [("b", "a")]
