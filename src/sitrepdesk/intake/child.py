"""The process that reads foreign files: ``python -m sitrepdesk.intake.child``."""

from __future__ import annotations

from collections.abc import Iterator

from sitrepdesk.model import Arrival

from .parse import parse
from .serving import serve
from .wire import Job, Result


def main() -> None:
    """Serve files until the input ends."""
    serve(_reports, language=True)


def _reports(job: Job, data: bytes) -> Iterator[Result]:
    for found in parse(job.name, data, job.zone, job.zone_basis):
        yield Result(arrival=found) if isinstance(found, Arrival) else Result(refusal=found)
    yield Result(done=True)


if __name__ == "__main__":
    main()
