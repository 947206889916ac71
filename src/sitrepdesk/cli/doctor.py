"""``sitrep doctor``: is this machine, and this desk, fit to work?"""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.health import checkup

from .options import desk_option, example, json_option, now, print_json


@click.command("doctor", epilog=example("sitrep doctor", "sitrep doctor --desk mydesk --json"))
@desk_option
@json_option
def command(desk: Path, as_json: bool) -> None:
    """Check that this machine and desk are fit.

    Versions, SQLite features, the gazetteer, free space, locks; and what to do where something is amiss.
    """
    found = checkup(desk, now())
    if as_json:
        print_json([{"check": c.name, "fit": c.fit, "found": c.found, "todo": c.todo} for c in found])
    else:
        for c in found:
            click.echo(f"{'fit  ' if c.fit else 'AMISS'}  {c.name:22} {c.found}" + ("" if c.fit else f"\n       → {c.todo}"))
    if not all(c.fit for c in found):
        raise SystemExit(4)
