"""What every process that reads foreign bytes does: jobs come in on its standard input, results leave on its output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

from . import cage
from .languages import load_model
from .wire import NO_ROOM, OUT_OF_MEMORY, Job, Result, job_of, line


def serve(answers: Callable[[Job, bytes], Iterator[Result]], *, language: bool = False) -> None:
    """Serve until the input ends; ``language``: with the language model.

    That model is loaded first, since it unpacks itself into a temporary file. After a memory overrun the process ends, since its memory is
    in pieces.
    """
    jobs, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        if language:
            load_model()
    except OSError:
        os._exit(NO_ROOM)
    cage.enter()
    while header := jobs.readline():
        job = job_of(header)
        data = jobs.read(job.size)
        cage.allow_cpu(job.seconds)
        try:
            for result in answers(job, data):
                results.write(line(result))
                results.flush()
                cage.allow_cpu(job.seconds)
        except MemoryError:
            os._exit(OUT_OF_MEMORY)
