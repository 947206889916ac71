"""How far the hashes of one picture lie apart after it was passed on, and those of different pictures: drawn here, nothing is downloaded.

    python bench/pictures.py [--scenes 100]

The distances are bits of 64. The limit is that of ``link/tables/pictures.toml``.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import combinations
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "intake"))

from drawing import CHANGED, PASSED_ON, PLAIN, saved, scene

from sitrepdesk.intake.pictures import look
from sitrepdesk.link import LIMIT, differing


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--scenes", type=int, default=100)
    count = parser.parse_args().scenes
    scenes = [scene(n) for n in range(count)]
    start = time.process_time()
    hashes = [_hash(saved(s, "BMP")) for s in scenes]
    each = (time.process_time() - start) / count
    print(f"{count} scenes, {sum(h is None for h in hashes)} without a hash; saved and looked at in {each * 1000:.0f} ms each\n")
    print("| passed on as | median | 99 % | most | found |\n| --- | --- | --- | --- | --- |")
    for name, change in (PASSED_ON | CHANGED).items():
        found = [(h, _hash(saved(change(s), "BMP"))) for s, h in zip(scenes, hashes, strict=True)]
        apart = sorted(differing(a, b) if a and b else 64 for a, b in found)
        same = sum(d <= LIMIT for d in apart)
        print(f"| {name} | {median(apart):g} | {apart[len(apart) * 99 // 100]} | {apart[-1]} | {same} of {count} |")
    pairs = sorted(differing(a, b) for a, b in combinations([h for h in hashes if h], 2))
    wrong = sum(d <= LIMIT for d in pairs)
    print(f"\nDifferent pictures: {len(pairs):,} pairs, least {pairs[0]}, median {pairs[len(pairs) // 2]}; taken for the same: {wrong}")
    plain = {name: _hash(saved(make(), "BMP")) for name, make in PLAIN.items()}
    print(f"Plain pictures: {len(plain)}, with a hash: {sum(h is not None for h in plain.values())}")
    print(f"Limit: {LIMIT} of 64 bits")


def _hash(data: bytes) -> str | None:
    return look("scene", data).phash


if __name__ == "__main__":
    main()
