"""A disk, a quota or a limit that takes no more bytes."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.conftest import Held, held, new_desk, reports, sitrep, sound

LIMITED = """
import resource, sys
from sitrepdesk.cli import main
from sitrepdesk.flow.add import Adder

limit, flush = int(sys.argv.pop(1)), Adder.flush

def limited(self):
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    flush(self)

Adder.flush = limited
main()
"""


def no_file_over(size: int) -> Callable[[], None]:
    """RLIMIT_FSIZE: a write beyond ``size`` bytes fails with EFBIG, for the desk's files as for temporary ones."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [1_000, 100_000, 1_000_000])
def test_a_limit_on_files_from_the_start_is_said_and_nothing_is_written(desk: Path, tmp_path: Path, size: int) -> None:
    folder = reports(tmp_path / "some", 6)
    said = sitrep("add", "--desk", desk, folder, before=no_file_over(size))
    assert said.code == 4, said
    assert "Traceback" not in said.err
    assert "the disk" in said.err or "takes no more bytes" in said.err
    assert held(desk).items == set()
    assert sound(desk)
    assert sitrep("add", "--desk", desk, folder).out.startswith("6 new, 0 known already, 0 corrected, 0 refused.")


@pytest.mark.slow
@pytest.mark.parametrize("size", [300_000, 600_000])
def test_a_limit_that_the_database_meets_while_it_grows_keeps_what_was_committed(
    desk: Path, small: Path, undisturbed: Held, size: int
) -> None:
    """RLIMIT_FSIZE, set at the first commit: the parsers are at work, the database or its journal meets the limit."""
    said = sitrep(size, "add", "--desk", desk, small, start=(sys.executable, "-c", LIMITED))
    assert said.code == 4, said
    assert "takes no more bytes. Free some space" in said.err
    assert sound(desk)
    assert held(desk).items < undisturbed.items
    assert sitrep("add", "--desk", desk, small).code == 0
    assert held(desk) == undisturbed


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A file system of 900 kB."""
    place = tmp_path / "tiny"
    place.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a tiny file system")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=900k", "tmpfs", place], capture_output=True, check=False).returncode:
        pytest.skip("mount is not allowed here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.mark.slow
def test_a_full_disk_is_said_and_with_room_again_adding_completes(tiny: Path, small: Path, undisturbed: Held) -> None:
    desk = new_desk(tiny / "desk")
    said = sitrep("add", "--desk", desk, small)
    assert said.code == 4, said
    assert "the disk takes no more bytes. Free some space" in said.err
    assert sound(desk)
    assert held(desk).items < undisturbed.items
    subprocess.run(["mount", "-o", "remount,size=30m", tiny], check=True)
    assert sitrep("add", "--desk", desk, small).code == 0
    assert held(desk) == undisturbed
    assert sound(desk)


def test_a_full_disk_at_init_is_said(tiny: Path) -> None:
    (tiny / "filler").write_bytes(bytes(850_000))
    said = sitrep("init", tiny / "desk", "--theatre", "ukraine-2022")
    assert said.code == 4, said
    assert "Traceback" not in said.err
    (tiny / "filler").unlink()
    assert sitrep("init", tiny / "desk", "--theatre", "ukraine-2022").code == 0
