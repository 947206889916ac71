"""``sitrep merge``: two claims tell of one happening."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.linking import linked
from sitrepdesk.flow.pairs import merge

from .options import because_option, desk_option, example, json_option, now, print_json
from .show_claim import short


@click.command("merge", epilog=example("sitrep merge 3f9a1c 77b0e2", "sitrep merge 3f9a1c 77b0e2 --because 'the same convoy'"))
@click.argument("claim")
@click.argument("other")
@desk_option
@json_option
@because_option
def command(claim: str, other: str, desk: Path, as_json: bool, because: str | None) -> None:
    """Say that two claims tell of one happening.

    Their events are one from now on, however often the desk links again. `undo` takes it back; a later `split` wins over it.
    """
    with open_desk(desk, now()) as d:
        done = merge(d, claim, other, because)
        found = linked(d, None, None)
        event = found.event(done.about)
        if as_json:
            print_json({"entry": done.seq, "kind": done.kind, "event": event.id, "claims": list(event.claims)})
            return
        click.echo(f"One event now, {short(event.id)}: {found.counted(event)}. Take it back with: sitrep undo {done.seq}")
