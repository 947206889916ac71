"""``sitrep lines``: who has a piece of news from whom."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.lineage import PICTURES_ONLY, Line, Lineage, Report, depth, lineage
from sitrepdesk.flow.lineage_svg import to_svg
from sitrepdesk.flow.linking import linked
from sitrepdesk.model import iso

from .options import clock, desk_option, example, json_option, known_by_option, now, print_json
from .show_claim import short


@click.command("lines", epilog=example("sitrep lines 3f9a1c", "sitrep lines 3f9a1c --svg lines.svg"))
@click.argument("event")
@desk_option
@json_option
@known_by_option
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write a picture of it; - prints it.")
def command(event: str, desk: Path, as_json: bool, known_by: str | None, svg: Path | None) -> None:
    """Show who has an event's news from whom.

    EVENT is the id of an event or of any claim in it, or its beginning. Each copy stands under the report that it was made from, with
    the evidence. Seven reports may be two independent lines. Reports with the same picture are named below: it makes no line by itself.
    """
    with open_desk(desk, now()) as d:
        found = linked(d, None, known_by)
        shown = lineage(found, found.event(event))
        zone = d.zone
    if svg:
        text = to_svg(shown, zone)
        if str(svg) == "-":
            click.echo(text, nl=False)
            return
        svg.write_text(text, encoding="utf-8")
        click.echo(f"{shown.counted.capitalize()}. Written: {svg}")
    elif as_json:
        print_json(_wire(shown))
    else:
        _print(shown, zone)


def _wire(shown: Lineage) -> dict[str, object]:
    data = asdict(shown)
    for line in data["lines"]:
        for report in line["reports"]:
            report["since"] = iso(report["since"])
    return data


def _print(shown: Lineage, zone: str) -> None:
    click.echo(f"{click.style(shown.heading, bold=True)}   event {short(shown.event)}\n{shown.counted.capitalize()}.\n")
    for line in shown.lines:
        click.echo(f"{click.style(line.name, bold=True)}: {f'does not count, {line.why_not}' if line.why_not else 'counts once'}")
        steps = depth(line)
        for report in line.reports:
            _print_report(line, report, steps[report.item], zone)
        click.echo("")
    names = shown.names
    for k in shown.pictures:
        click.echo(f"Picture: {names[k.left]} and {names[k.right]}. {k.because}")
    if shown.pictures:
        click.echo(f"{PICTURES_ONLY}\n")


def _print_report(line: Line, r: Report, steps: int, zone: str) -> None:
    indent = "  " + "   " * steps
    claims = ", ".join(short(c) for c in r.claims) or "nothing read in it that is of this event"
    click.echo(f"{indent}{'└─ ' if steps else ''}{r.name}, {clock(r.since, zone) if r.since is not None else 'date unknown'}   {claims}")
    inner = indent + ("   " if steps else "")
    if r.quote:
        click.echo(f"{inner}“{r.quote[:160]}{'…' if len(r.quote) > 160 else ''}”")
    if r.copied_from:
        parent = next(p.name for p in line.reports if p.item == r.copied_from)
        click.echo(f"{inner}from {parent}: {r.because}")
