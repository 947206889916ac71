"""Writes the golden report of the bundled dossier: ``python -m tests.golden.make``, from the root of the repository.

Read the difference aloud before you keep it: a golden file that nobody has read guards nothing.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from click.testing import CliRunner

from sitrepdesk.cli.main import cli

HERE = Path(__file__).parent
GOLDEN = HERE / "kharkiv-no-12.md"
DOSSIER = HERE.parents[1] / "examples" / "kharkiv-2022"
NOW = "2022-09-14T08:00+03:00"


def report(folder: Path) -> str:
    """No. 12 of the dossier as Markdown, from a new desk in this folder, at the fixed time."""
    desk = str(folder / "desk")
    run("init", desk, "--theatre", "ukraine-2022", "--who", "The golden file")
    run("add", "--desk", desk, str(DOSSIER))
    return run("report", "--desk", desk, "--number", "12", "--since", "11", "--format", "md")


def run(*words: str) -> str:
    """What the command prints; it ends here where it fails."""
    made = CliRunner(env={"SITREP_NOW": NOW, "SITREP_DESK": None}).invoke(cli, words, catch_exceptions=False)
    if made.exit_code:
        raise SystemExit(f"sitrep {' '.join(words)} ended with {made.exit_code}: {made.output}")
    return made.stdout


if __name__ == "__main__":
    os.environ.pop("SITREP_DESK", None)
    with tempfile.TemporaryDirectory() as folder:
        GOLDEN.write_text(report(Path(folder)), encoding="utf-8")
    print(f"{GOLDEN} written; read it aloud.")
