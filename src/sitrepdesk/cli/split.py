"""``sitrep split``: two claims tell of two happenings."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.linking import linked
from sitrepdesk.flow.pairs import split

from .options import because_option, desk_option, example, json_option, now, print_json
from .show_claim import short


@click.command("split", epilog=example("sitrep split 3f9a1c 77b0e2", "sitrep split 3f9a1c 77b0e2 --because 'another bridge'"))
@click.argument("claim")
@click.argument("other")
@desk_option
@json_option
@because_option
def command(claim: str, other: str, desk: Path, as_json: bool, because: str | None) -> None:
    """Say that two claims tell of two happenings.

    CLAIM, with its copies, leaves the event of OTHER and stays out of it, however often the desk links again. `undo` takes it back; a
    later `merge` wins over it.
    """
    with open_desk(desk, now()) as d:
        done = split(d, claim, other, because)
        found = linked(d, None, None)
        events = [found.event(done.about), found.event(done.other or "")]
        if as_json:
            print_json({"entry": done.seq, "kind": done.kind, "events": [{"id": e.id, "claims": list(e.claims)} for e in events]})
            return
        for event in events:
            click.echo(f"Event {short(event.id)}: {found.heading(event)}, {found.counted(event)}.")
        click.echo(f"Take it back with: sitrep undo {done.seq}")
