"""The verb ``hypotheses``: a matrix in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Result

Sitrep = Callable[..., Result]
MATRIX = """title = "Why did the line break?"
[hypotheses]
feint = "The southern drive was a feint"
rout = "The garrison was too thin"
[[evidence]]
text = "The best units had gone south in August"
weight = "high"
feint = "CC"
rout = "C"
[[evidence]]
text = "The southern drive went on for weeks after"
weight = "medium"
feint = "I"
rout = "N"
"""


def test_the_ranking_and_what_turns_it_are_printed(sitrep: Sitrep, tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text(MATRIX, encoding="utf-8")
    out = sitrep("hypotheses", file).out
    assert out.index("rout: The garrison") < out.index("feint: The southern")
    assert "Without evidence 2" in out
    assert json.loads(sitrep("hypotheses", file, "--json").out)["ranking"]["turns"] == [1]


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('"CC"', '"XX"'),
        ('feint = "CC"', 'other = "CC"'),
        ("[hypotheses]", "[hypothesis]"),
        ('"high"', '"heavy"'),
        ("title =", "title"),
        ("text =", "words ="),
    ],
)
def test_a_file_out_of_form_is_refused_with_the_form(sitrep: Sitrep, tmp_path: Path, was: str, now: str) -> None:
    file = tmp_path / "m.toml"
    file.write_text(MATRIX.replace(was, now), encoding="utf-8")
    result = sitrep("hypotheses", file)
    assert result.code == 3
    assert "Use one of" in result.err or "[[evidence]]" in result.err
