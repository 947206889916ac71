"""``sitrep backup``: a copy of the desk while it is in use."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.carry import backup_desk
from sitrepdesk.flow.desk import open_desk

from .options import desk_option, example, now


@click.command("backup", epilog=example("sitrep backup /media/stick/desk-2022-09-12"))
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
@desk_option
def command(target: Path, desk: Path) -> None:
    """Copy the desk while it is in use.

    The copy is a desk that can be used at once.
    """
    with open_desk(desk, now()) as d:
        head = backup_desk(d, target)
    click.echo(f"Copied to {target}. Its head: {head}")
