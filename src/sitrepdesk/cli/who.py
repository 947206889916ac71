"""``sitrep who``: the names of a text, each with its kind, and why."""

from __future__ import annotations

from typing import Any

import click

from sitrepdesk.flow.reading import resolver_for
from sitrepdesk.language.tagger import Tagger, open_tagger
from sitrepdesk.places import Resolver
from sitrepdesk.places.named import names_in
from sitrepdesk.places.named_records import Named
from sitrepdesk.theatre import Pack, load_pack

from .lines import Line, answer_lines, given, published_of
from .options import example, table


@click.command(
    "who",
    epilog=example(
        "sitrep who 'The 92nd Brigade lost two T-72s near Ganta Airport' --explain",
        "sitrep who --jsonl --theatre ukraine-2022 < texts.jsonl > names.jsonl",
    ),
)
@click.argument("text", required=False)
@click.option("--published", metavar="TIME", help="Accepted beside 'when' and 'where': checked, and of no effect on names.")
@click.option("--theatre", default="world", show_default=True, metavar="NAME", help="The theatre pack: a name or a folder.")
@click.option("--explain", is_flag=True, help="Say which table, entity or model says so.")
@click.option("--jsonl", is_flag=True, help='Read {"id", "text", "published"} a line, print {"id", "names"} a line.')
def command(text: str | None, published: str | None, theatre: str, explain: bool, jsonl: bool) -> None:
    """Print the names of a text, each with its kind.

    Kinds: person, organisation, force, place, facility, equipment, unknown. Of a person it says only where the name stands: nothing is
    looked up, counted or kept.
    """
    words = given(text, jsonl, "who")
    pack, resolver = load_pack(theatre), resolver_for(theatre)
    published_of(published, pack.zone)
    tagger = open_tagger()
    if jsonl:
        answer_lines(pack.zone, lambda line: _data(line, pack, resolver, tagger))
        return
    found = names_in(words, pack, resolver, tagger)
    rows = [(n.text, n.kind, n.by, n.entity or "") for n in found]
    click.echo(table(rows, ("words", "kind", "by", "entity")) if found else "No names found.")
    for name in found if explain else ():
        click.echo(f"“{name.text}”: {name.because}")


def _data(line: Line, pack: Pack, resolver: Resolver, tagger: Tagger) -> dict[str, Any]:
    return {"names": [_wire(n) for n in names_in(line.text, pack, resolver, tagger)]}


def _wire(name: Named) -> dict[str, Any]:
    return {"text": name.text, "span": name.span, "kind": name.kind, "by": name.by, "because": name.because, "entity": name.entity}
