"""``python -m sitrepdesk.places.build``: compiles the gazetteer ahead of time, with a progress line on standard error."""

from __future__ import annotations

import sys
from pathlib import Path

from .cache import gazetteer_path
from .compile import build_gazetteer
from .gazetteer import Gazetteer, open_gazetteer


def main() -> None:
    """Builds the gazetteer where it is not there yet."""
    if is_built(gazetteer_path()):
        print(f"Gazetteer: there already ({gazetteer_path()})", file=sys.stderr)
    else:
        ready_gazetteer()


def is_built(target: Path) -> bool:
    """Is there a whole gazetteer? It comes into its place by one rename, so that a part is never seen."""
    return (target / "places.sqlite").is_file()


def ready_gazetteer() -> Gazetteer:
    """The user's gazetteer, built first where this is its first use: half a minute, with a progress line."""
    target = gazetteer_path()
    if not is_built(target):
        build_gazetteer(target, _Line())
        print(f"\rGazetteer: ready ({target})", file=sys.stderr)
    return open_gazetteer(target)


class _Line:
    """A progress line that is drawn again at every per cent on a terminal, at every tenth in a log."""

    def __init__(self) -> None:
        self.shown = -1
        self.step = 1 if sys.stderr.isatty() else 20

    def __call__(self, done: int, total: int) -> None:
        percent = done * 100 // max(total, 1) // self.step * self.step
        if percent != self.shown:
            self.shown = percent
            print(f"\rGazetteer: {percent:3} %", end="" if self.step == 1 else "\n", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
