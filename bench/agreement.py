"""Two annotations of the same reports, the second made from the rules alone: how far two careful readers agree (the ruler's figures).

python bench/agreement.py
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from read import ROOT, ruler, show

sys.path.insert(0, str(ROOT / "tests" / "read"))
from casebook import cases

PAGES = ROOT / "training" / "annotations"


def main() -> None:
    """Score the second annotation against the first."""
    score = ruler(Path(os.environ.get("SITREP_DATA", ROOT.parent / "shared" / "data")).parent)
    if score is None:
        raise SystemExit(1)
    first = {c.name: c for c in cases(PAGES)}
    golds = [([dict(g) for g in first[c.title].gold], [dict(g) for g in c.gold]) for c in cases(PAGES / "second")]
    show(f"second annotation against the first ({len(golds)} reports)", score.score(golds))


if __name__ == "__main__":
    main()
