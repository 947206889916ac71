"""Writes the pictures of the guide's gallery: ``python -m tests.golden.pictures``, from the root of the repository.

They are the figures of No. 12 of the bundled dossier, as its page holds them.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from .make import DOSSIER, HERE, run

GALLERY = HERE.parents[1] / "docs" / "guide" / "gallery"
SHOWN = ("map", "timeline", "people")
MOST = 150_000
"""Bytes of one picture."""
_DRAWING = re.compile(r'<figure id="f-([\w-]+)">\s*<div class="drawing">(<svg.*?</svg>)</div>', re.DOTALL)


def pictures(folder: Path) -> dict[str, str]:
    """The drawings of No. 12's page by the key of their figure."""
    desk = str(folder / "desk")
    run("init", desk, "--theatre", "ukraine-2022", "--who", "The gallery")
    run("add", "--desk", desk, str(DOSSIER))
    page = run("report", "--desk", desk, "--number", "12", "--since", "11", "--format", "html")
    return dict(_DRAWING.findall(page))


if __name__ == "__main__":
    GALLERY.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        made = pictures(Path(name))
    for key in SHOWN:
        if len(made[key].encode()) > MOST:
            raise SystemExit(f"{key}: larger than {MOST:,} bytes")
        (GALLERY / f"{key}.svg").write_text(f"{made[key]}\n", encoding="utf-8")
    print(f"{GALLERY}: {', '.join(SHOWN)} written.")
