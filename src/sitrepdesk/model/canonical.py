"""Canonical bytes and digests: the same content always gives the same hash, and no two contents share one by accident.

Bodies are JSON with sorted keys, no blanks, UTF-8, integers only (decimals count in thousandths). Parts of a digest are
length-prefixed, so that ``("ab", "c")`` and ``("a", "bc")`` differ, and each digest names its domain.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from decimal import Decimal
from functools import cache
from typing import Any

DOMAIN = "sitrepdesk/1/"
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


_AS_IS = frozenset({type(None), bool, int, str})
"""What is JSON already: looked at first, since most of a record is."""


def plain(value: Any) -> Any:
    """The JSON form of a record for hashing: dataclasses to objects, tuples to lists, ``Decimal`` to integer thousandths.

    Raises ``TypeError`` for floats and foreign objects, ``ValueError`` for decimals finer than a thousandth.
    """
    if value.__class__ in _AS_IS or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        milli = value * 1000
        if milli != int(milli):
            raise ValueError(f"{value} is finer than a thousandth")
        return int(milli)
    if (names := _fields(value.__class__)) is not None:
        parts = [(name, getattr(value, name)) for name in names]
        return {name: part if part.__class__ in _AS_IS else plain(part) for name, part in parts}
    if isinstance(value, tuple | list):
        return [part if part.__class__ in _AS_IS else plain(part) for part in value]
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    raise TypeError(f"{type(value).__name__} has no canonical form")


@cache
def _fields(kind: type) -> tuple[str, ...] | None:
    """The names of the fields of a type of records; ``None`` for another type."""
    return tuple(f.name for f in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


def canonical(value: Any) -> bytes:
    """The canonical JSON bytes of a record or of plain JSON data."""
    return _encode(plain(value)).encode()


def digest(domain: str, *parts: str | bytes) -> str:
    """SHA-256 in hex over the domain tag and the parts, each behind its length in eight bytes, big-endian."""
    h = hashlib.sha256()
    for part in (DOMAIN + domain, *parts):
        raw = part.encode() if isinstance(part, str) else part
        h.update(len(raw).to_bytes(8, "big"))
        h.update(raw)
    return h.hexdigest()


def sha256(data: bytes) -> str:
    """Plain SHA-256 of bytes in hex: the name of a blob, as any other program computes it."""
    return hashlib.sha256(data).hexdigest()
