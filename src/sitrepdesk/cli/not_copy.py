"""``sitrep not-copy``: neither of two reports has it from the other."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.pairs import not_copy

from .options import because_option, desk_option, example, json_option, now, print_json
from .show_claim import short


@click.command("not-copy", epilog=example("sitrep not-copy 81c2d0 5be07a --because 'both reporters were there'"))
@click.argument("item")
@click.argument("other")
@desk_option
@json_option
@because_option
def command(item: str, other: str, desk: Path, as_json: bool, because: str | None) -> None:
    """Say that neither of two reports copied the other.

    ITEM and OTHER are ids of items, or of claims in them. They no longer share a line for each other's sake; where both copy a third
    report, they still share its line. `undo` takes it back.
    """
    with open_desk(desk, now()) as d:
        done, pair = not_copy(d, item, other, because)
        with d.store.read() as snapshot:
            lines = [snapshot.line_of(i.id) for i in pair]
    if as_json:
        print_json({"entry": done.seq, "kind": done.kind, "items": [i.id for i in pair], "lines": lines})
        return
    still = "They still share a line of origin, for another reason." if lines[0] == lines[1] else "They count as two lines now."
    click.echo(f"{short(pair[0].id)} and {short(pair[1].id)}: no copies. {still} Take it back with: sitrep undo {done.seq}")
