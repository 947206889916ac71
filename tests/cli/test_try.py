"""``when`` and ``howmany``: one text, or lines of texts."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Result

Sitrep = Callable[..., Result]
Pipe = Callable[[bytes], None]


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Pipe:
    """Put bytes on standard input."""
    return lambda data: monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))


def test_when_answers_each_line_with_its_id(sitrep: Sitrep, pipe: Pipe) -> None:
    pipe(b'{"id": "a", "text": "It fell yesterday.", "published": "2022-09-12"}\n{"id": 2, "text": "It fell."}\n')
    first, second = map(json.loads, sitrep("when", "--jsonl").out.splitlines())
    assert (second["id"], second["times"]) == (2, [])
    assert first["times"] == [
        {
            "text": "yesterday",
            "span": [8, 17],
            "start": "2022-09-11T00:00:00Z",
            "end": "2022-09-12T00:00:00Z",
            "sense": "within",
            "zone": "UTC",
            "anchor": "2022-09-12T00:00:00Z",
            "precision": "day",
            "phase": "past",
        }
    ]


def test_howmany_answers_each_line_with_its_id(sitrep: Sitrep, pipe: Pipe) -> None:
    pipe(b'{"id": "a", "text": "Up to 40 tanks burned."}\n')
    assert json.loads(sitrep("howmany", "--jsonl").out) == {
        "id": "a",
        "quantities": [{"text": "Up to 40", "span": [0, 8], "low": None, "high": 40, "unit": "tank", "of": "tanks", "soft": None}],
    }


@pytest.mark.parametrize(
    "bad",
    [b"no json", b"[]", b'{"id": 1}', b'{"text": "x"}', b'{"id": 1, "text": "x", "published": "noon"}', b'\xff\xfe"', b"[" * 100_000],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(sitrep: Sitrep, pipe: Pipe, bad: bytes) -> None:
    pipe(b'{"id": 1, "text": "12 tanks"}\n' + bad + b'\n\n{"id": 2, "text": "3 tanks"}')
    result = sitrep("howmany", "--jsonl")
    assert [json.loads(line)["id"] for line in result.out.splitlines()] == [1, 2]
    assert result.err.startswith("sitrep: line 2")
    assert result.code == 3


def test_a_pack_that_knows_strengths_adds_estimates_apart_from_the_quantities(sitrep: Sitrep, pipe: Pipe) -> None:
    pipe(b'{"id": 1, "text": "2 battalions"}\n')
    answer = json.loads(sitrep("howmany", "--jsonl", "--theatre", "ukraine-2022").out)
    assert [(q["low"], q["unit"]) for q in answer["quantities"]] == [(2, "battalion")]
    assert [(e["low"], e["high"], e["unit"], bool(e["source"])) for e in answer["estimates"]] == [(600, 2000, "person", True)]


def test_explain_says_why(sitrep: Sitrep) -> None:
    assert "no such day" in sitrep("when", "on 31 September", "--published", "2022-09-12", "--explain").out
    assert "a time; see sitrep when" in sitrep("howmany", "12 tanks in 2021", "--explain").out


def test_a_text_is_needed_unless_lines_come_in(sitrep: Sitrep) -> None:
    for verb in ("when", "howmany"):
        assert sitrep(verb).code == 2
        assert sitrep(verb, "text", "--jsonl").code == 2
        assert sitrep(verb, "Nothing here.").out == f"No {'times' if verb == 'when' else 'quantities'} found.\n"
