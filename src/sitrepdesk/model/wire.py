"""Claims as JSON lines: the schema of ``docs/reference/claims.md``, with ISO times, degrees and plain numbers.

Inside, records hold integers and decimals; this is the one door where they become what other programs read, and back.
"""

from __future__ import annotations

import json
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import to_builtins

from .claim import Claim, Quantity, Speaker, When, Where
from .clock import from_iso, iso
from .errors import Malformed

MICRODEGREES = 1_000_000


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def place_wire(w: Where) -> dict[str, Any]:
    """A place as plain JSON data, its point in degrees and its confidence from 0 to 1."""
    plain: dict[str, Any] = to_builtins(w)
    return plain | {
        "lat": None if w.lat is None else w.lat / MICRODEGREES,
        "lon": None if w.lon is None else w.lon / MICRODEGREES,
        "confidence": None if w.confidence is None else w.confidence / 1000,
    }


def time_wire(when: When) -> dict[str, Any]:
    """A time as plain JSON data, its ends and its anchor in ISO 8601."""
    plain: dict[str, Any] = to_builtins(when)
    return plain | {k: iso(getattr(when, k)) for k in ("start", "end", "anchor")}


def quantity_wire(quantity: Quantity) -> dict[str, Any]:
    """A quantity as plain JSON data, its bounds as numbers."""
    plain: dict[str, Any] = to_builtins(quantity, builtin_types=(Decimal,))
    return plain | {"low": _number(quantity.low), "high": _number(quantity.high)}


def to_wire(claim: Claim) -> dict[str, Any]:
    """The claim as plain JSON data. ``why`` stays out unless it has content."""
    out: dict[str, Any] = to_builtins(claim, builtin_types=(Decimal,))
    out["places"] = [place_wire(w) for w in claim.places]
    out["time"] = time_wire(claim.time)
    out["quantities"] = [quantity_wire(q) for q in claim.quantities]
    if not claim.why:
        del out["why"]
    return out


def to_line(claim: Claim) -> str:
    """The claim as one line of JSON, keys in the order of the record."""
    return json.dumps(to_wire(claim), ensure_ascii=False)


def from_wire(data: dict[str, Any], where: str = "claim") -> Claim:
    """A claim from plain JSON data, validated. Raises ``Malformed`` naming the field and what is expected there."""
    raw = dict(data)
    try:
        raw["places"] = [_micro(p) for p in raw.get("places") or []]
        raw["quantities"] = [
            q | {k: None if q.get(k) is None else Decimal(str(q[k])) for k in ("low", "high")} for q in raw.get("quantities") or []
        ]
        time = dict(raw.get("time") or {})
        for k in ("start", "end", "anchor"):
            time[k] = None if time.get(k) is None else from_iso(time[k])
        raw["time"] = time
        claim = msgspec.convert(raw, Claim)
    except msgspec.ValidationError as e:
        raise _malformed(where, str(e)) from e
    except (TypeError, AttributeError, ArithmeticError) as e:
        todo = "Places, quantities and participants are lists ([] for none); compare docs/reference/claims.md."
        raise Malformed(where, "has a value of the wrong shape", todo) from e
    return claim


def _malformed(where: str, said: str) -> Malformed:
    """The validator's words as a sentence for a person: the field, and what may stand there."""
    what, _, path = said.partition(" - at ")
    field = path.strip("`").removeprefix("$.") or "the claim"
    name = field.split("[")[0].rpartition(".")[2]
    hint = next((h for record in (Claim, When, Where, Quantity, Speaker) if (h := get_type_hints(record).get(name))), None)
    values = [str(v) for option in (hint, *get_args(hint)) if get_origin(option) is Literal for v in get_args(option)]
    todo = f"Write one of: {', '.join(values)}." if values else "Compare it with docs/reference/claims.md."
    return Malformed(where, f"{field}: {what[:1].lower()}{what[1:]}", todo)


def from_line(line: str, where: str = "line") -> Claim:
    """A claim from one line of JSON; ``Malformed`` where it is none."""
    try:
        data = json.loads(line)
    except ValueError as e:
        raise Malformed(where, f"is no JSON: {e}", "Each line holds one claim.") from e
    if not isinstance(data, dict):
        raise Malformed(where, "is no JSON object", "Each line holds one claim.")
    return from_wire(data, where)


def _micro(place: dict[str, Any]) -> dict[str, Any]:
    def scaled(key: str, by: int) -> int | None:
        return None if place.get(key) is None else round(place[key] * by)

    return place | {
        "lat": scaled("lat", MICRODEGREES),
        "lon": scaled("lon", MICRODEGREES),
        "confidence": scaled("confidence", 1000),
    }


CORRECTABLE = tuple(
    f.name
    for f in fields(Claim)
    if f.name not in {"id", "anchor", "item", "passage", "ordinal", "schema", "reader", "why", "head_span", "span"}
)
"""Fields that a person's correction may set."""


def corrected(claim: Claim, changes: dict[str, Any], where: str) -> Claim:
    """The claim with a person's changes (wire form), validated; its id and anchor stay."""
    unknown = sorted(set(changes) - set(CORRECTABLE))
    if unknown:
        raise Malformed(where, f"has no field {unknown[0]!r} to correct", f"Fields: {', '.join(CORRECTABLE)}.")
    data = to_wire(claim)
    for key, value in changes.items():
        data[key] = {**data["time"], **value} if key == "time" and isinstance(value, dict) else value
    return replace(from_wire(data, where), id=claim.id, anchor=claim.anchor)
