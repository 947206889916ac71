"""The process that reads foreign files: ``python -m sitrepdesk.intake.child``.

Jobs come in on its standard input, results leave on its output.
"""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

from sitrepdesk.model import Arrival, Refusal

from . import cage
from .languages import load_model
from .parse import parse, seen
from .wire import NO_ROOM, OUT_OF_MEMORY, Job, Result, job_of, line


def main() -> None:
    """Serve until the input ends.

    The language model is loaded first, since it unpacks itself into a temporary file. After a memory overrun the process ends, since its
    memory is in pieces.
    """
    jobs, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        load_model()
    except OSError:
        os._exit(NO_ROOM)
    cage.enter()
    while header := jobs.readline():
        job = job_of(header)
        try:
            _serve(job, jobs.read(job.size), results)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)


def _serve(job: Job, data: bytes, results: BinaryIO) -> None:
    cage.allow_cpu(job.seconds)
    if job.picture:
        looked = seen(job.name, data)
        _send(results, Result(refusal=looked) if isinstance(looked, Refusal) else Result(picture=looked))
        _send(results, Result(done=True))
        return
    for found in parse(job.name, data, job.zone, job.zone_basis):
        _send(results, Result(arrival=found) if isinstance(found, Arrival) else Result(refusal=found))
        cage.allow_cpu(job.seconds)
    _send(results, Result(done=True))


def _send(results: BinaryIO, result: Result) -> None:
    results.write(line(result))
    results.flush()


if __name__ == "__main__":
    main()
