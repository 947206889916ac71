"""Readers for the tests: a pack and a resolver over the user's gazetteer, built once if it is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sitrepdesk.language.tagger import open_tagger
from sitrepdesk.model import Claim, Item, Passage, stamp
from sitrepdesk.places import Resolver, build_gazetteer, gazetteer_path, open_gazetteer
from sitrepdesk.read import Reader, make_reader
from sitrepdesk.theatre import load_pack


def _resolver(pack: str) -> Resolver:
    if not gazetteer_path().exists():
        build_gazetteer(gazetteer_path())
    return Resolver(load_pack(pack), open_gazetteer())


@pytest.fixture(scope="session")
def readers() -> dict[str, Reader]:
    return {name: make_reader(load_pack(name), _resolver(name), open_tagger()) for name in ("ukraine-2022", "world")}


Read = Callable[..., list[Claim]]


def read_with(reader: Reader, text: str, published: str = "2024-01-10", language: str = "en") -> list[Claim]:
    item = Item(
        id="item",
        blob="",
        format="text",
        captured_at=0,
        captured_by="test",
        captured_from="test",
        published=stamp(published, "UTC", "given"),
    )
    passage = Passage(id="passage", item="item", locator="0", text=text, language=language, method="as-is")
    return list(reader.read(item, [passage], "UTC"))


@pytest.fixture(scope="session")
def read(readers: dict[str, Reader]) -> Read:
    def go(text: str, theatre: str = "world", published: str = "2024-01-10", language: str = "en") -> list[Claim]:
        return read_with(readers[theatre], text, published, language)

    return go
