"""``sitrep howmany``: the quantities of a text, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from sitrepdesk.language import Estimate, estimates, howmany
from sitrepdesk.language.numbers_why import passed_over, reasons, span_of
from sitrepdesk.model import Quantity, quantity_wire
from sitrepdesk.theatre import load_pack

from .lines import answer_lines, given
from .options import example, table
from .show_claim import bounds


@click.command(
    "howmany",
    epilog=example(
        "sitrep howmany 'As many as 10,000 troops, 2 battalions at least' --explain",
        "sitrep howmany --jsonl < texts.jsonl > quantities.jsonl",
    ),
)
@click.argument("text", required=False)
@click.option("--published", metavar="TIME", help="Accepted beside 'when' and 'where'; no quantity depends on it.")
@click.option("--theatre", default="world", show_default=True, metavar="NAME", help="The theatre pack: a name or a folder.")
@click.option("--explain", is_flag=True, help="Say why, and what other numbers are instead.")
@click.option("--jsonl", is_flag=True, help='Read {"id", "text"} a line, print {"id", "quantities"} a line.')
def command(text: str | None, published: str | None, theatre: str, explain: bool, jsonl: bool) -> None:
    """Print the quantities of a text as bounds.

    A blank end is one that the words leave open; a tilde marks an end that is our convention.
    """
    del published
    pack = load_pack(theatre)
    words = given(text, jsonl, "howmany")
    if jsonl:
        answer_lines(pack.zone, lambda line: _data(found := howmany(line.text), estimates(found, pack.strengths)))
        return
    found = howmany(words)
    click.echo(table([(q.text, bounds(q), q.of or "") for q in found], ("words", "how many", "of")) if found else "No quantities found.")
    for e in estimates(found, pack.strengths):
        click.echo(f"estimate: “{e.of.text}” may be {span_of(e.low, e.high)} {e.unit} (source: {e.source}); counted nowhere")
    if explain:
        for q in found:
            for reason in reasons(words, q):
                click.echo(f"“{q.text}”: {reason}")
        for number, what in passed_over(words, found):
            click.echo(f"“{number}” is no quantity: {what}")


def _data(found: Sequence[Quantity], guesses: Sequence[Estimate]) -> dict[str, Any]:
    out: dict[str, Any] = {"quantities": [quantity_wire(q) for q in found]}
    if guesses:
        out["estimates"] = [
            {"text": e.of.text, "span": e.of.span, "low": _whole(e.low), "high": _whole(e.high), "unit": e.unit, "source": e.source}
            for e in guesses
        ]
    return out


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
