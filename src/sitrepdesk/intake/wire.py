"""What parent and child say to each other: a line of JSON before the bytes, and a line of JSON for each result."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from sitrepdesk.model import Arrival, Refusal
from sitrepdesk.model.clock import ZoneBasis

OUT_OF_MEMORY = 77
"""The child's exit code after a memory overrun, when it can say no more."""

NO_ROOM = 78
"""The child's exit code where it could not unpack the language model: no room for a temporary file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The file that follows: its name for messages, its size in bytes, the zone for times without one, and the time allowed (seconds)."""

    name: str
    size: int
    zone: str
    zone_basis: ZoneBasis
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFacts:
    """What is kept of a picture besides its bytes: its media type, its size in pixels, and its perceptual hash, where it has one."""

    media_type: str
    width: int
    height: int
    phash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One arrival, one picture, one refusal, or the end of the file."""

    arrival: Arrival | None = None
    picture: PictureFacts | None = None
    refusal: Refusal | None = None
    done: bool = False


def line(record: Job | Result) -> bytes:
    """A record as one line."""
    return msgspec.json.encode(record) + b"\n"


job_of = msgspec.json.Decoder(Job).decode
result_of = msgspec.json.Decoder(Result).decode
