"""``sitrep where``: the places of a text, and why."""

from __future__ import annotations

import json
from typing import Any

import click

from sitrepdesk.flow.reading import resolver_for
from sitrepdesk.model import Where, place_wire
from sitrepdesk.places import Resolver, drawn, places_in, reasons

from .lines import Line, answer_lines, given, published_of
from .options import example, table


@click.command(
    "where",
    epilog=example(
        "sitrep where 'Shells fell east of Izium' --theatre ukraine-2022 --explain",
        "sitrep where --jsonl --theatre ukraine-2022 < texts.jsonl > places.jsonl",
    ),
)
@click.argument("text", required=False)
@click.option("--published", metavar="TIME", help="When it was published: checked, and of no effect on places as yet.")
@click.option("--theatre", default="world", show_default=True, metavar="NAME", help="The theatre pack: a name or a folder.")
@click.option("--explain", is_flag=True, help="Say why, and draw the areas as GeoJSON.")
@click.option("--jsonl", is_flag=True, help='Read {"id", "text", "published"} a line, print {"id", "places"} a line.')
def command(text: str | None, published: str | None, theatre: str, explain: bool, jsonl: bool) -> None:
    """Print the places of a text, with ids, points and honest radii.

    A relative place ("15 km east of Izium") is an area of its own; a name whose namesakes cannot be told apart is unknown.
    """
    words = given(text, jsonl, "where")
    resolver = resolver_for(theatre)
    published_of(published, "UTC")
    if jsonl:
        answer_lines("UTC", lambda line: _data(line, resolver))
        return
    found = places_in(words, resolver)
    header = ("words", "place", "point", "precision", "sure")
    click.echo(table([_row(p.where, resolver) for p in found], header) if found else "No places found.")
    if not explain:
        return
    for place in found:
        for reason in reasons(place, resolver):
            click.echo(f"“{place.where.text}”: {reason}")
    features = [f for f in (drawn(p, resolver) for p in found) if f]
    click.echo(json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False))


def _row(where: Where, resolver: Resolver) -> tuple[str, ...]:
    known = resolver.info(where.place) if where.place else None
    point = "" if where.lat is None or where.lon is None else f"{where.lat / 1e6:.2f}, {where.lon / 1e6:.2f}"
    radius = f" ({where.radius_m / 1000:g} km)" if where.radius_m else ""
    sure = f"{(where.confidence or 0) / 10:.0f} %"
    return (where.text, f"{known.name} {known.id}" if known else "…", point, f"{where.precision}{radius}", sure)


def _data(line: Line, resolver: Resolver) -> dict[str, Any]:
    return {"places": [place_wire(p.where) for p in places_in(line.text, resolver)]}
