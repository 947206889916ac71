"""``sitrep hypotheses``: rival explanations against the evidence."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.linking import Linked, linked
from sitrepdesk.flow.matrix import Matrix, read_matrix
from sitrepdesk.flow.rivals import drop, keep
from sitrepdesk.weigh import NOT_APPLICABLE, Ranking, ranked

from .options import desk_option, example, json_option, now, print_json, table


@click.command(
    "hypotheses", epilog=example("sitrep hypotheses why-the-line-broke.toml", "sitrep hypotheses why-the-line-broke.toml --keep")
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@desk_option
@json_option
@click.option("--keep", "do", flag_value="keep", help="Keep it at the desk: the next reports print it under its author's name.")
@click.option("--drop", "do", flag_value="drop", help="Leave it out of the next reports again.")
def command(file: Path, desk: Path, as_json: bool, do: str | None) -> None:
    """Rank rival explanations by what speaks against them.

    FILE is a matrix that you write, in TOML: [hypotheses] with a key and words each, then [[evidence]] with a text, a weight (high,
    medium, low) or a claim of the desk whose grade is the weight, and a cell for each key: II, I, N, C, CC or NA. It may say whose
    judgement it is (by = "Ann Author"); else it is yours.
    """

    @cache
    def looked() -> Linked:
        with open_desk(desk, now()) as d:
            return linked(d, None, None)

    def grade_of(claim: str) -> str:
        return looked().now.grades[looked().event(claim).id].value

    matrix = read_matrix(file, grade_of)
    found = ranked(tuple(matrix.hypotheses), matrix.evidence)
    said = _decided(file, desk, matrix, do) if do else ""
    if as_json:
        print_json(asdict(matrix) | {"ranking": asdict(found)})
        return
    _print(matrix, found)
    if said:
        click.echo(f"\n{said}")


def _decided(file: Path, desk: Path, matrix: Matrix, do: str) -> str:
    with open_desk(desk, now()) as d:
        who = matrix.by or d.settings.who.strip()
        if do == "keep":
            return f"Kept as {who}'s, ledger entry {keep(d, file, matrix).seq}: the next report prints it under “Why”."
        return f"Left out from now on, ledger entry {drop(d, matrix).seq}."


def _print(matrix: Matrix, found: Ranking) -> None:
    click.echo(click.style(matrix.title, bold=True) + "\n")
    keys = tuple(matrix.hypotheses)
    rows = [(str(n), e.weight, *(e.cells.get(k, NOT_APPLICABLE) for k in keys), e.text[:80]) for n, e in enumerate(matrix.evidence, 1)]
    click.echo(table(rows, ("", "weight", *keys, "evidence")) + "\n")
    click.echo("Least contradicted first:")
    for s in found.order:
        click.echo(
            f"  {s.against / 1000:5.2f} against, {s.pieces} of {len(matrix.evidence)}  {s.hypothesis}: {matrix.hypotheses[s.hypothesis]}"
        )
    turns = ", ".join(str(n + 1) for n in found.turns)
    click.echo(f"\nWithout evidence {turns}, taken one at a time, another would lead." if turns else "\nNo single piece turns the ranking.")
    idle = [str(n + 1) for n in range(len(matrix.evidence)) if n not in found.telling]
    if idle:
        click.echo(f"Evidence {', '.join(idle)} tells no two of them apart.")
