"""Exchanging the names of the two sides exchanges the claims and nothing else."""

from __future__ import annotations

import re
from itertools import pairwise, product
from pathlib import Path

import pytest

from sitrepdesk.language.tagger import open_tagger
from sitrepdesk.model import Claim, to_wire
from sitrepdesk.places import Resolver, build_gazetteer, gazetteer_path, open_gazetteer
from sitrepdesk.read import Reader, make_reader
from sitrepdesk.theatre import load_pack
from tests.read.conftest import read_with

HERE = Path(__file__).parent / "sides"


def _lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


# Demonyms of seven and nine letters: everything is compared through words, never through numbers.
ACTS, FRAMES = _lines("acts.txt"), _lines("frames.txt")


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
        "ukrainian": "russian",
        "russian": "ukrainian",
    }
    if isinstance(value, str):
        return re.sub(
            "Ukrainian|Russian|Ukraine|Russia|ukrainian|russian|ua-forces|ru-forces|country:UA|country:RU", lambda m: pairs[m[0]], value
        )
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
    return make_reader(pack, Resolver(pack, open_gazetteer()), open_tagger())


UA, RU = ("Ukraine", "Ukrainian"), ("Russia", "Russian")
SENTENCES = list(product(FRAMES, ACTS))


def test_there_are_at_least_two_thousand_sentences() -> None:
    assert len({_text(f, a, UA, RU) for f, a in SENTENCES}) >= 2000


@pytest.mark.parametrize("frame", FRAMES)
def test_exchanging_the_sides_exchanges_the_claims_and_nothing_else(frame: str, reader: Reader) -> None:
    here, there = (
        _by_paragraph(read_with(reader, text), text)
        for text in ("\n\n".join(_text(frame, act, *sides) for act in ACTS) for sides in ((UA, RU), (RU, UA)))
    )
    for act, one, other in zip(ACTS, here, there, strict=True):
        assert _exchanged(_told(one)) == _told(other), act
    assert sum(map(bool, here)) > len(ACTS) * 0.8


def _by_paragraph(claims: list[Claim], text: str) -> list[list[Claim]]:
    starts = [0, *(m.end() for m in re.finditer("\n\n", text)), len(text)]
    return [[c for c in claims if s <= c.head_span[0] < e] for s, e in pairwise(starts)]
