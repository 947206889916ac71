"""``sitrep head``: the ledger's head, to keep elsewhere."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk

from .options import desk_option, example, json_option, now, print_json


@click.command("head", epilog=example("sitrep head", "sitrep head >> ~/heads.txt"))
@desk_option
@json_option
def command(desk: Path, as_json: bool) -> None:
    """Print the ledger's head, to be kept elsewhere.

    Number of the last entry, its hash, the Merkle root. With it `verify --head` finds any later rewriting.
    """
    with open_desk(desk, now()) as d, d.store.read() as snapshot:
        head = snapshot.head()
        if as_json:
            print_json({"seq": head.seq, "hash": head.hash, "root": head.root})
        else:
            click.echo(str(head))
