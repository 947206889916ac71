import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitrepdesk.intake import Workshop
from sitrepdesk.model import Arrival, BadTime, Refusal

from .making import ZONE, bomb, export, message, pdf, read

HOOK = """
import os, socket, subprocess, time
from sitrepdesk.intake import child, parse

def hostile(where, data, zone, basis):
    yield from real(where, data, zone, basis)
    exec(bytes(data).decode())

real = parse.READERS["text"]
parse.READERS["text"] = hostile
child.main()
"""


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop() as made:
        yield made


def hostile(seconds: float = 5.0) -> Workshop:
    """A workshop whose reader of text runs the text, as a parser might that an attacker has taken over."""
    return Workshop(seconds=seconds, command=(sys.executable, "-P", "-B", "-c", HOOK))


def run(made: Workshop, data: bytes, name: str = "a.txt") -> list[Arrival | Refusal]:
    return list(made.parse(data, name, ZONE))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "Бої тривають.".encode()),
        ("a.pdf", pdf([["Izium is held."]])),
        ("result.json", export([message(n, "Text.") for n in range(30)])),
        ("a.docx", bomb(20 << 20)),
        ("a.txt", b""),
        ("a.bin", bytes(range(256)) * 10),
    ],
)
def test_the_child_gives_what_this_process_would(workshop: Workshop, name: str, data: bytes) -> None:
    assert run(workshop, data, name) == read(name, data)


def test_a_file_is_read_from_its_path(workshop: Workshop, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Izium is held, they say. " * 100_000)
    (found,) = workshop.parse(path, "a.txt", ZONE)
    assert isinstance(found, Arrival)
    assert len(found.passages[0].text) == 2_500_000


def test_a_path_that_cannot_be_opened_is_refused(workshop: Workshop, tmp_path: Path) -> None:
    (found,) = workshop.parse(tmp_path / "gone.txt", "gone.txt", ZONE)
    assert isinstance(found, Refusal)
    assert found.code == "unreachable"


def test_a_parser_that_never_ends_is_stopped_and_the_next_file_is_read() -> None:
    with hostile(seconds=1.0) as made:
        run(made, b"pass")
        start = time.monotonic()
        found = run(made, b"time.sleep(60)")
        assert time.monotonic() - start < 10
        assert [getattr(f, "code", "arrival") for f in found] == ["arrival", "too-large"]
        assert [type(f) for f in run(made, b"pass")] == [Arrival]


def test_a_parser_that_burns_time_is_stopped() -> None:
    with hostile(seconds=1.0) as made:
        run(made, b"pass")
        assert [getattr(f, "code", "arrival") for f in run(made, b"while True: pass")] == ["arrival", "too-large"]


@pytest.mark.parametrize(
    ("attack", "code"),
    [
        (b"x = [bytes(100_000_000) for _ in range(30)]", "too-large"),
        (b"os.abort()", "malformed"),
        (b"os._exit(0)", "malformed"),
        (b"raise SystemExit(3)", "malformed"),
        (b"raise KeyError('x')", "malformed"),
        (b"socket.create_connection(('127.0.0.1', 9))", "malformed"),
        (b"socket.getaddrinfo('localhost', 9)", "malformed"),
        (b"subprocess.run(['true'])", "malformed"),
        (b"open('/tmp/written-by-a-parser', 'w')", "malformed"),
        (b"os.write(9, b'x')", "malformed"),
        (b"[os.write(n, b'nonsense\\n') for n in range(3, 6)]", "malformed"),
    ],
)
def test_whatever_a_parser_does_is_a_refusal_and_the_next_file_is_read(attack: bytes, code: str) -> None:
    with hostile() as made:
        assert [getattr(f, "code", "arrival") for f in run(made, attack)] == ["arrival", code]
        assert [type(f) for f in run(made, b"pass")] == [Arrival]


def test_a_child_that_is_killed_in_the_middle_is_a_refusal_and_the_next_file_is_read() -> None:
    with hostile(seconds=20.0) as made:
        reports = made.parse(b"time.sleep(60)", "a.txt", ZONE)
        assert isinstance(next(reports), Arrival)
        assert made._child is not None
        os.kill(made._child.process.pid, signal.SIGKILL)
        (found,) = reports
        assert isinstance(found, Refusal)
        assert "SIGKILL" in found.what
        assert [type(f) for f in run(made, b"pass")] == [Arrival]


def test_reports_that_nobody_takes_do_not_reach_the_next_file(workshop: Workshop) -> None:
    reports = workshop.parse(export([message(n, f"Old {n}.") for n in range(500)]), "result.json", ZONE)
    next(reports)
    reports.close()  # type: ignore[attr-defined]
    (found,) = run(workshop, b"New words.")
    assert isinstance(found, Arrival)
    assert found.passages[0].text == "New words."


def test_the_child_has_no_descriptor_of_its_parent(tmp_path: Path) -> None:
    with (tmp_path / "ledger").open("wb") as ledger, hostile() as made:
        os.set_inheritable(ledger.fileno(), True)
        (_, found) = run(made, b"raise KeyError(sorted(os.listdir('/proc/self/fd')))")
        assert isinstance(found, Refusal)
        assert "'5'" not in found.what


def test_a_zone_that_does_not_exist_is_the_callers_error(workshop: Workshop) -> None:
    with pytest.raises(BadTime):
        list(workshop.parse(b"Words.", "a.txt", "Europe/Nowhere"))


def test_a_closed_workshop_leaves_no_process_behind() -> None:
    with Workshop() as made:
        run(made, b"Words.")
        assert made._child is not None
        process = made._child.process
    assert process.poll() is not None


def test_a_report_is_read_where_the_decoder_of_pictures_is_missing() -> None:
    """As in a checkout that is newer than what was installed for it."""
    without = "import sys; sys.modules['PIL'] = None; from sitrepdesk.intake import child; child.main()"
    with Workshop(command=(sys.executable, "-P", "-B", "-c", without)) as made:
        (found,) = run(made, b"Troops left the town on Monday.\n")
    assert isinstance(found, Arrival)
