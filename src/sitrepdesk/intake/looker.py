"""The process that looks at foreign pictures: ``python -m sitrepdesk.intake.looker``.

Apart from the one that reads files, so that whatever befalls the decoder of pictures, reports are read.
"""

from __future__ import annotations

from collections.abc import Iterator

from sitrepdesk.model import Refusal

from .pictures import seen
from .serving import serve
from .wire import Job, Result


def main() -> None:
    """Serve pictures until the input ends."""
    serve(_facts)


def _facts(job: Job, data: bytes) -> Iterator[Result]:
    looked = seen(job.name, data)
    yield Result(refusal=looked) if isinstance(looked, Refusal) else Result(picture=looked)
    yield Result(done=True)


if __name__ == "__main__":
    main()
