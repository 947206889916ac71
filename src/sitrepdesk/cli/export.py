"""``sitrep export``: the whole desk in one file, or what people judged as annotated sentences."""

from __future__ import annotations

from pathlib import Path

import click

from sitrepdesk.flow.carry import export_file
from sitrepdesk.flow.desk import open_desk
from sitrepdesk.flow.teaching import judged_sections

from .options import desk_option, example, now


@click.command(
    "export",
    epilog=example(
        "sitrep export kharkiv.sitrep", "sitrep import kharkiv.sitrep --desk elsewhere", "sitrep export --annotations judged.md"
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--annotations", "teach", is_flag=True, help="Only the sentences all of whose claims were judged, as an annotation page.")
@desk_option
def command(file: Path, desk: Path, teach: bool) -> None:
    """Write the whole desk into one file.

    The ledger as JSON lines, the archived bytes, the settings: everything, also what is restricted.
    With --annotations instead a Markdown page of the sentences that people have judged, from which the reader's model can be
    trained (training/README.md).
    """
    with open_desk(desk, now()) as d:
        if teach:
            sections = list(judged_sections(d))
            file.write_text("\n".join(["# Judged claims", "", *sections]), encoding="utf-8")
            click.echo(f"Wrote {file}: {len(sections)} sentences. They hold sources' own words: mind their licence before you share them.")
            return
        head = export_file(d, file)
    click.echo(f"Wrote {file}. It holds restricted material too. Head: {head}")
