"""``sitrep import``: a desk out of an exported file."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.carry import import_file

from .options import example, now


@click.command("import", epilog=example("sitrep import kharkiv.sitrep --desk elsewhere"))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--desk", type=click.Path(path_type=Path), required=True, metavar="NEW", help="The new folder for the desk.")
def command(file: Path, desk: Path) -> None:
    """Make a desk from an exported file.

    The file is checked against its own ledger first; where that fails nothing is left behind.
    """
    head = import_file(file, desk, now())
    click.echo(f"The desk stands in {desk}. Head: {head}")
