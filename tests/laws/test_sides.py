"""Exchanging the names of the two sides exchanges the claims and nothing else."""

from __future__ import annotations

import re
from itertools import product

import pytest

from sitrepdesk.model import Claim, to_wire
from sitrepdesk.places import Resolver, build_gazetteer, gazetteer_path, open_gazetteer
from sitrepdesk.read import Reader, make_reader
from sitrepdesk.theatre import load_pack
from tests.read.conftest import read_with

# {a} and {b} are demonyms of seven and nine letters: every offset is compared through words, never through numbers.
ACTS = [
    "{A} forces captured two villages",
    "{A} troops withdrew from the town",
    "{A} forces shelled {b} positions with artillery",
    "the {b} army was encircled by {A} forces",
    "{B} soldiers surrendered to {A} forces",
    "{A} forces killed 12 {b} soldiers",
    "the {a} offensive failed",
    "{A} forces are short of ammunition",
    "{A} units repelled three {b} attacks",
    "{A} drones destroyed a {b} depot",
    "{NA} shifted forces to the south",
    "{NA} denied that its troops had looted shops",
]
FRAMES = [
    "{act}.",
    "Officials said that {act}.",
    "Reportedly, {act}.",
    "{act}, according to {NA}.",
    "It appears that {act}.",
    "{NB} claims that {act}.",
    "We do not know whether {act}.",
    "If {act}, the war will end.",
    "The {b} ministry denied that {act}.",
    "On Monday, {act}.",
    "{act}, a {a} spokesman said.",
    "There are reports that {act}.",
    "Analysts believe {act}.",
    "It is likely that {act}.",
    "The general told reporters that {act}.",
    "{NB} threatened to respond after {act}.",
    "In the north, {act}.",
]


def _text(frame: str, act: str, a: tuple[str, str], b: tuple[str, str]) -> str:
    names = {"a": a[1], "A": a[1], "b": b[1], "B": b[1], "NA": a[0], "NB": b[0]}
    text = frame.replace("{act}", act).format(**names)
    return text[0].upper() + text[1:]


def _exchanged(value: object) -> object:
    pairs = {
        "Ukrainian": "Russian",
        "Russian": "Ukrainian",
        "Ukraine": "Russia",
        "Russia": "Ukraine",
        "ua-forces": "ru-forces",
        "ru-forces": "ua-forces",
        "country:UA": "country:RU",
        "country:RU": "country:UA",
    }
    if isinstance(value, str):
        return re.sub("Ukrainian|Russian|Ukraine|Russia|ua-forces|ru-forces|country:UA|country:RU", lambda m: pairs[m[0]], value)
    if isinstance(value, dict):
        return {k: _exchanged(v) for k, v in value.items()}
    return [_exchanged(v) for v in value] if isinstance(value, list | tuple) else value


_OWN = {"id", "anchor", "content_of", "because_of", "option_of", "span", "head_span", "lat", "lon", "radius_m", "confidence", "others"}


def _bare(value: object) -> object:
    if isinstance(value, dict):
        return {k: _bare(v) if k not in _OWN else v is not None if k.endswith("_of") else None for k, v in value.items()}
    return [_bare(v) for v in value] if isinstance(value, list | tuple) else value


def _told(claims: list[Claim]) -> list[object]:
    return [_bare(to_wire(c)) for c in claims]


@pytest.fixture(scope="module")
def reader() -> Reader:
    if not gazetteer_path().exists():
        build_gazetteer(gazetteer_path())
    pack = load_pack("ukraine-2022")
    return make_reader(pack, Resolver(pack, open_gazetteer()))


SENTENCES = list(product(FRAMES, ACTS))


def test_there_are_at_least_two_hundred_sentences() -> None:
    assert len(SENTENCES) >= 200


@pytest.mark.parametrize("frame", FRAMES)
def test_exchanging_the_sides_exchanges_the_claims_and_nothing_else(frame: str, reader: Reader) -> None:
    ua, ru = ("Ukraine", "Ukrainian"), ("Russia", "Russian")
    for act in ACTS:
        here = read_with(reader, _text(frame, act, ua, ru))
        there = read_with(reader, _text(frame, act, ru, ua))
        assert _exchanged(_told(here)) == _told(there)
        assert here or "offensive failed" in act
