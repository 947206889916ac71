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


def test_a_kept_matrix_stands_in_the_report_under_its_authors_name_until_it_is_dropped(
    desk: Path, sitrep: Sitrep, note: Callable[[str, str], Path], tmp_path: Path
) -> None:
    sitrep("add", note("a.txt", "Russian forces left Izium on 11 September.\n"), "--source", "First Paper", "--published", "2022-09-12")
    file = tmp_path / "m.toml"
    file.write_text(f'by = "Ben Writer"\n{MATRIX}', encoding="utf-8")
    assert "Kept as Ben Writer's" in sitrep("hypotheses", file, "--keep").out
    report = sitrep("report", "--format", "md").out
    assert "### Why did the line break?" in report
    assert "**Judgement of Ben Writer** — Least speaks against A, “The garrison was too thin”" in report
    sitrep("hypotheses", file, "--drop")
    assert "Why did the line break?" not in sitrep("report", "--format", "md").out


def test_a_matrix_kept_again_takes_the_place_of_the_authors_first(
    desk: Path, sitrep: Sitrep, note: Callable[[str, str], Path], tmp_path: Path
) -> None:
    sitrep("add", note("a.txt", "Russian forces left Izium on 11 September.\n"), "--source", "First Paper", "--published", "2022-09-12")
    file = tmp_path / "m.toml"
    for words in ("The garrison was too thin", "The garrison had gone home"):
        file.write_text(MATRIX.replace("The garrison was too thin", words), encoding="utf-8")
        sitrep("hypotheses", file, "--keep")
    report = sitrep("report", "--format", "md").out
    assert "The garrison had gone home" in report
    assert "too thin" not in report


def test_dropping_what_nobody_kept_and_keeping_what_cites_no_claim_are_refused(desk: Path, sitrep: Sitrep, tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text(MATRIX, encoding="utf-8")
    assert sitrep("hypotheses", file, "--drop").code == 2
    file.write_text(MATRIX.replace('feint = "I"', 'claim = "abcdef0123"\nfeint = "I"'), encoding="utf-8")
    result = sitrep("hypotheses", file, "--keep")
    assert result.code == 2
    assert "abcdef0123" in result.err
