"""The parent's side of the child process: bytes go out, arrivals come back, and whatever happens to the child is a refusal."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from sitrepdesk.model import Arrival, DiskFull, InputError, Malformed, Refusal, SitrepError, TooLarge, Unreachable, zone_of
from sitrepdesk.model.clock import ZoneBasis

from .limits import CHILD_JOBS, CHILD_SECONDS, HEAD_BYTES, PICTURE_BYTES
from .refusals import refusal
from .shown import as_shown
from .sniff import check_size, sniff
from .wire import NO_ROOM, OUT_OF_MEMORY, Job, PictureFacts, Result, line, result_of

COMMAND = (sys.executable, "-P", "-B", "-m", "sitrepdesk.intake.child")
LOOKING = (*COMMAND[:-1], "sitrepdesk.intake.looker")
"""For a workshop that looks at pictures instead."""
_KEPT = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "TMPDIR", "TZDIR", "PYTHONTZPATH")
_CHUNK = 1 << 20
_START_SECONDS = 30.0
_SLOW = "Its parser was stopped: split the file, or save it in a simpler format such as text."


class Workshop:
    """Reads files in one long-lived child process, which is started with the first file and started anew after a crash.

    ``seconds`` is how long the child may be silent over one report. Use it as a context manager, from one thread.
    """

    def __init__(self, *, seconds: float = CHILD_SECONDS, command: Sequence[str] = COMMAND) -> None:
        self.seconds = seconds
        self.command = tuple(command)
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the child, if there is one."""
        if self._child:
            self._child.end()
            self._child = None

    def parse(self, source: Path | bytes, name: str, zone: str, zone_basis: ZoneBasis = "pack") -> Iterator[Arrival | Refusal]:
        """The reports in one file, in its order, and refusals in their place. Raises nothing of the file's making.

        ``name`` decides the format together with the first bytes, and stands in messages. ``BadTime`` where there is no such zone,
        ``DiskFull`` where the child has no room for its temporary file.
        """
        zone_of(zone)
        try:
            yield from self._reports(source, as_shown(name), zone, zone_basis)
        except InputError as e:
            yield refusal(e)

    def _reports(self, source: Path | bytes, name: str, zone: str, zone_basis: ZoneBasis) -> Iterator[Arrival | Refusal]:
        with _Reading(source, name) as reading:
            check_size(name, reading.size, sniff(name, reading.head))
            child = self._ready()
            whole = False
            try:
                child.send(line(Job(name=name, size=reading.size, zone=zone, zone_basis=zone_basis, seconds=self.seconds)))
                for chunk in reading.chunks():
                    child.send(chunk)
                yield from (found for r in child.results(name, self.seconds) if (found := r.arrival or r.refusal))
                whole = True
            finally:
                if not whole:
                    self.close()

    def look(self, data: bytes, name: str) -> PictureFacts | Refusal:
        """What is kept of a picture besides its bytes, or why it cannot be taken; ``name`` stands in messages."""
        if len(data) > PICTURE_BYTES:
            return refusal(TooLarge(name, f"is a picture of more than {PICTURE_BYTES:,} bytes", "The report was taken without it."))
        whole = False
        try:
            child = self._ready()
            child.send(line(Job(name=name, size=len(data), zone="UTC", zone_basis="format", seconds=self.seconds)))
            child.send(data)
            (found,) = [r.picture or r.refusal for r in child.results(name, self.seconds)]
            whole = True
        except InputError as e:
            return refusal(e)
        finally:
            if not whole:
                self.close()
        assert found
        return found

    def _ready(self) -> _Child:
        if self._child and (self._child.jobs >= CHILD_JOBS or not self._child.is_alive()):
            self.close()
        if not self._child:
            self._child = _Child(self.command)
        self._child.jobs += 1
        return self._child


class _Reading:
    """A file or bytes in chunks, of the size that it had when it was opened."""

    def __init__(self, source: Path | bytes, name: str) -> None:
        self.name = name
        try:
            self.file = source.open("rb") if isinstance(source, Path) else None
            self.data = source if isinstance(source, bytes) else b""
            self.size = os.fstat(self.file.fileno()).st_size if self.file else len(self.data)
            self.head = self.file.read(HEAD_BYTES) if self.file else self.data[:HEAD_BYTES]
        except OSError as e:
            raise Unreachable(name, f"cannot be read ({e.strerror})", "Check that it is there and that you may read it.") from e

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.file:
            self.file.close()

    def chunks(self) -> Iterator[bytes]:
        """The bytes. Raises ``Malformed`` where the file is cut short meanwhile."""
        if not self.file:
            yield self.data
            return
        left = self.size
        chunk = self.head[:left]
        while chunk:
            yield chunk
            left -= len(chunk)
            chunk = self.file.read(min(left, _CHUNK))
        if left:
            raise Malformed(self.name, "was changed while it was read", "Add it again when nobody writes to it.")


class _Child:
    def __init__(self, command: tuple[str, ...]) -> None:
        self.jobs = 0
        env = {k: os.environ[k] for k in _KEPT if k in os.environ} | {
            "LANG": "C.UTF-8",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        }
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, env=env, cwd="/", close_fds=True)  # noqa: S603
        assert self.process.stdin
        assert self.process.stdout
        self.input, self.output = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self.input, False)
        os.set_blocking(self.output, False)
        self.started = False

    def is_alive(self) -> bool:
        return self.process.poll() is None

    def send(self, data: bytes) -> None:
        """Write it all. A child that is gone does not matter here: ``results`` finds out why."""
        view = memoryview(data)
        while view and _waits(self.input, selectors.EVENT_WRITE, _START_SECONDS):
            try:
                view = view[os.write(self.input, view) :]
            except BrokenPipeError:
                return

    def results(self, name: str, seconds: float) -> Iterator[Result]:
        """Results up to the end of the file. Raises ``TooLarge`` or ``Malformed`` where the child falls silent or dies."""
        rest = b""
        while True:
            lines = self._lines(name, rest, seconds)
            rest = lines.pop()
            for raw in lines:
                try:
                    result = result_of(raw)
                except msgspec.MsgspecError as e:
                    raise Malformed(name, "made its parser talk nonsense", "Save it in a simpler format such as text, and add that.") from e
                if result.done:
                    return
                yield result

    def _lines(self, name: str, rest: bytes, seconds: float) -> list[bytes]:
        """At least one whole line, and last what is begun of the next."""
        pieces = [rest]
        until = time.monotonic() + seconds + (0 if self.started else _START_SECONDS)
        while b"\n" not in pieces[-1]:
            if not _waits(self.output, selectors.EVENT_READ, until - time.monotonic()):
                raise TooLarge(name, f"takes longer than {seconds:g} seconds to read", _SLOW)
            piece = os.read(self.output, _CHUNK)
            if not piece:
                raise self._died(name)
            pieces.append(piece)
        self.started = True
        return b"".join(pieces).split(b"\n")

    def _died(self, name: str) -> SitrepError:
        code = self.process.wait()
        if code == NO_ROOM:
            todo = "Free some space there (or lift `ulimit -f`, or name another folder in $TMPDIR), then do the same again."
            return DiskFull(os.environ.get("TMPDIR", "/tmp"), "the folder for temporary files takes no more bytes", todo)  # noqa: S108
        if code == -signal.SIGXCPU:
            return TooLarge(name, "takes too much processor time to read", _SLOW)
        if code == OUT_OF_MEMORY:
            return TooLarge(name, "takes more memory than a parser may have", _SLOW)
        why = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        return Malformed(
            name, f"made its parser stop ({why})", "Save it in a simpler format such as text, and add that; the rest was taken."
        )

    def end(self) -> None:
        """Kill it and clear it away."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()
        self.process.wait()


def _waits(descriptor: int, event: int, seconds: float) -> bool:
    """Wait until the descriptor is ready; false where that takes longer."""
    with selectors.DefaultSelector() as selector:
        selector.register(descriptor, event)
        return bool(selector.select(max(seconds, 0)))
