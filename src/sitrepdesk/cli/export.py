"""``sitrep export``: the whole desk in one file."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.carry import export_file
from sitrepdesk.flow.desk import open_desk

from .options import desk_option, example, now


@click.command("export", epilog=example("sitrep export kharkiv.sitrep", "sitrep import kharkiv.sitrep --desk elsewhere"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@desk_option
def command(file: Path, desk: Path) -> None:
    """Write the whole desk into one file.

    The ledger as JSON lines, the archived bytes, the settings: everything, also what is restricted.
    """
    with open_desk(desk, now()) as d:
        head = export_file(d, file)
    click.echo(f"Wrote {file}. It holds restricted material too. Head: {head}")
