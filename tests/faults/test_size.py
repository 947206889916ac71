"""Much input: memory does not grow with the number of reports, and time only in step with the length of one."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.faults.conftest import held, new_desk, notes, sentence, sitrep, sound

GROWTH = 67_000_000 + 30_000_000
"""Bytes of peak memory that 4,600 more reports may cost: the database's page cache, which fills up once (64 MiB), the texts that are
remembered, up to a fixed number (15 MB), and some 3 kB a report for its path, its name and its line of origin."""

PEAK = """
import atexit, sys
from pathlib import Path
from sitrepdesk.cli import main

def peak():
    (line,) = [x for x in Path("/proc/self/status").read_text().splitlines() if x.startswith("VmHWM:")]
    return line.split()[1]

atexit.register(lambda: print(peak(), file=sys.stderr))
main()
"""


def add(desk: Path, path: Path) -> tuple[float, int]:
    """Seconds and the command's own peak memory (bytes, without its parsers' process) of adding ``path``."""
    began = time.monotonic()
    said = sitrep("add", "--desk", desk, path, start=(sys.executable, "-c", PEAK))
    assert said.code == 0, said
    return time.monotonic() - began, int(said.err.split()[-1]) * 1024


@pytest.mark.slow
def test_a_folder_with_5000_files_is_taken_whole_in_hardly_more_memory_than_one_with_400(tmp_path: Path) -> None:
    few, many = (add(new_desk(tmp_path / f"desk{n}"), notes(tmp_path / f"in{n}", n))[1] for n in (400, 5_000))
    assert len(held(tmp_path / "desk5000").items) == 5_000
    assert many - few <= GROWTH, f"{(many - few) / 1e6:.0f} MB more"


@pytest.mark.slow
def test_a_long_text_is_read_in_linear_time_and_bounded_memory(tmp_path: Path) -> None:
    """A text of many short paragraphs: four times its length takes at most six times as long."""
    seconds = []
    for size in (40_000, 160_000):
        path = tmp_path / f"{size}.txt"
        filler = "The day was quiet and nothing else was seen along the road that leads to the old mill. " * 60
        paragraph = f"{sentence(7)}{filler}\n\n"
        path.write_text(paragraph * (size // len(paragraph)), encoding="utf-8")
        desk = new_desk(tmp_path / f"desk{size}")
        took, peak = add(desk, path)
        seconds.append(took)
        assert peak < 1_500_000_000
    assert seconds[1] < 6 * seconds[0]
    assert sound(desk)
