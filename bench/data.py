"""The corpora that the benches use: where they come from, and whether what lies under ``$SITREP_DATA`` is what was measured.

    SITREP_DATA=DIR python bench/data.py            check each against bench/data.toml, and say loudly what is missing
    SITREP_DATA=DIR python bench/data.py --write    print the digests of what is there

A folder's digest is the SHA-256 over ``path, NUL, SHA-256 of the file, newline`` of all its files in the order of their paths.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tomllib
from pathlib import Path

TABLE = Path(__file__).with_name("data.toml")


def digest(folder: Path) -> str:
    """The digest of a folder's files."""
    h = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        h.update(f"{path.relative_to(folder).as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return h.hexdigest()


def state(root: Path, name: str, wanted: str) -> str:
    """``ok``, ``MISSING`` or ``CHANGED``."""
    if not (root / name).is_dir():
        return "MISSING"
    return "ok" if digest(root / name) == wanted else "CHANGED"


def main() -> None:
    """Check or print."""
    root = Path(os.environ.get("SITREP_DATA", "data"))
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    states = []
    for name, row in table.items():
        found = digest(root / name) if "--write" in sys.argv else state(root, name, row["sha256"])
        states.append(found)
        print(f"{found:8}  {name}  ({row['origin']}; {row['licence']})")
    if "MISSING" in states or "CHANGED" in states:
        print(f"\nFigures that rest on what is missing or changed cannot be made again here. Corpora are looked for under {root}.")
        sys.exit(1)


if __name__ == "__main__":
    main()
