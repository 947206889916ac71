"""``sitrep gazetteer``: the places that the program knows, and those that a user adds."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sitrepdesk.model import InputError
from sitrepdesk.places import import_file
from sitrepdesk.places.build import ready_gazetteer

from .options import count, example

SHOWN = 20


@click.group("gazetteer", epilog=example("sitrep gazetteer import UA.txt", "sitrep gazetteer import rivers.geojson --country UA"))
def command() -> None:
    """Add places to those known.

    The gazetteer that comes with the program has settlements above 500 people, regions, countries, and the larger rivers and seas.
    """


@command.command("import", epilog=example("sitrep gazetteer import UA.txt", "sitrep gazetteer import rivers.geojson --country UA"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--country", metavar="XX", help="The country of places whose row names none: its ISO 3166-1 code.")
def take(file: Path, country: str | None) -> None:
    """Take in a GeoNames dump, a table with a header, or a GeoJSON of areas and lines.

    Bad rows are named and the rest is taken. A place that is known already gets the new names and the outline. Importing a file of the
    same name again replaces what it gave before.
    """
    taken = import_file(file, ready_gazetteer(), country)
    click.echo(f"{file.name}: {count(taken.new, 'place')} new, {count(taken.known, 'place')} known before.")
    for r in taken.refused[:SHOWN]:
        click.echo(f"sitrep: {r.where}: {r.what}. {r.todo}", err=True)
    if len(taken.refused) > SHOWN:
        click.echo(f"sitrep: {len(taken.refused) - SHOWN} more rows were refused.", err=True)
    if taken.refused:
        sys.exit(InputError.exit_code)
