"""``sitrep init``: a new desk."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.desk import init_desk
from sitrepdesk.model import zone_of

from .options import example, now


@click.command(
    "init", epilog=example("sitrep init mydesk --theatre ukraine-2022", "sitrep init flood --zone Asia/Karachi --who 'Ada Example'")
)
@click.argument("desk", type=click.Path(path_type=Path, file_okay=False))
@click.option("--theatre", default="world", metavar="NAME", show_default=True, help="The theatre pack: ukraine-2022, world, or a folder.")
@click.option("--who", default="", metavar="NAME", help="Who you are; your decisions are signed with it.")
@click.option("--zone", default="", metavar="ZONE", help="The zone of dates that you type; else the theatre's. An IANA name.")
def command(desk: Path, theatre: str, who: str, zone: str) -> None:
    """Make a desk: a folder with ledger, archive and settings."""
    if zone:
        zone_of(zone)
    with init_desk(desk, theatre=theatre, who=who, zone=zone, now=now()) as made:
        of = f"for {made.pack.title}" if made.pack.sides else "without a theatre of its own (choose one with --theatre)"
        click.echo(f"A desk {of} stands in {desk}. Dates without a time are days in {made.zone}.")
        click.echo(f"Next: sitrep add --desk {desk} FOLDER-OF-REPORTS")
