"""``kill -9`` at many moments of an ``add``: nothing is half-written, and adding again completes it."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.faults.conftest import Held, begin, held, sitrep, sound

DYING = """
import os, signal, sys
from sitrepdesk.cli import main
from sitrepdesk.flow.copying import Copies
from sitrepdesk.store import Archive, Store, Writer

where, at, nth = sys.argv[1], sys.argv[2], int(sys.argv[3])
sys.argv[1:4] = []
owner, name = where.split(".")
owner = {"Archive": Archive, "Copies": Copies, "Store": Store, "Writer": Writer}[owner]
whole, calls = getattr(owner, name), 0

def dying(*args, **named):
    global calls
    calls += 1
    if calls == nth and at == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    given = whole(*args, **named)
    if calls == nth:
        os.kill(os.getpid(), signal.SIGKILL)
    return given

setattr(owner, name, dying)
main()
"""

MOMENTS = (
    ("Archive.put", "before", 1),  # nothing is there yet
    ("Archive.put", "before", 70),  # some blobs lie there that no row names
    ("Archive.put", "after", 200),  # in the second transaction
    ("Copies.link", "before", 30),  # in the middle of the first transaction
    ("Archive.flush", "before", 1),  # rows sent, folders not synced
    ("Writer.finish", "after", 1),  # right before the first commit
    ("Store.write", "before", 2),  # right after it
    ("Writer.finish", "after", 2),
    ("Writer.set_lines", "before", 1),  # every item is in, the lines of origin are not
    ("Writer.set_lines", "after", 1),
)
SECONDS = (0.3, 1.2, 1.8, 2.4)


def complete(desk: Path, small: Path, undisturbed: Held) -> None:
    """The killed desk is sound, holds a part of the whole, and is completed by adding again."""
    assert sound(desk)
    part = held(desk)
    assert part.items <= undisturbed.items
    assert part.claims <= undisturbed.claims
    again = sitrep("add", "--desk", desk, small)
    assert again.code == 0, again.out + again.err
    assert again.out.startswith(f"{150 - len(part.items)} new, {len(part.items)} known already")
    assert held(desk) == undisturbed


@pytest.mark.slow
@pytest.mark.parametrize(("where", "at", "nth"), MOMENTS)
def test_a_kill_at_this_step_is_completed_by_adding_again(
    desk: Path, small: Path, undisturbed: Held, where: str, at: str, nth: int
) -> None:
    killed = sitrep(where, at, nth, "add", "--desk", desk, small, start=(sys.executable, "-c", DYING))
    assert killed.code == -signal.SIGKILL
    complete(desk, small, undisturbed)


@pytest.mark.slow
def test_kills_after_some_seconds_one_after_another_are_completed_by_adding_again(desk: Path, small: Path, undisturbed: Held) -> None:
    for seconds in SECONDS:
        running = begin("add", "--desk", desk, small)
        time.sleep(seconds)
        os.kill(running.pid, signal.SIGKILL)
        running.communicate()
        assert sound(desk)
        assert held(desk).items <= undisturbed.items
    complete(desk, small, undisturbed)
