"""Arrow schemas generated from the records, for stages that run on a cluster. Needs the extra ``arrow``."""

from __future__ import annotations

import dataclasses
import types
import typing
from decimal import Decimal
from typing import Any

from .extras import load


def schema_of(record: type) -> Any:
    """The ``pyarrow.Schema`` of a frozen record: nested records are structs, tuples lists, decimals ``decimal128(38, 3)``."""
    pa = load("pyarrow", "arrow")
    return pa.schema(_fields(pa, record))


def to_arrow(records: list[Any], record: type) -> Any:
    """Records of one kind as a ``pyarrow.Table``."""
    pa = load("pyarrow", "arrow")
    rows = [dataclasses.asdict(r) for r in records]
    return pa.Table.from_pylist([_listed(r) for r in rows], schema=schema_of(record))


def from_arrow(table: Any, record: type) -> list[Any]:
    """The records that ``to_arrow`` wrote, equal to the originals."""
    return [_build(record, row) for row in table.to_pylist()]


def _fields(pa: Any, record: type) -> list[Any]:
    hints = typing.get_type_hints(record)
    return [_field(pa, f.name, hints[f.name]) for f in dataclasses.fields(record)]


def _optional(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        kept = [a for a in typing.get_args(hint) if a is not type(None)]
        return kept[0], True
    return hint, False


def _field(pa: Any, name: str, hint: Any) -> Any:
    inner, nullable = _optional(hint)
    return pa.field(name, _type(pa, inner), nullable=nullable)


def _type(pa: Any, hint: Any) -> Any:
    simple = {str: pa.string, bytes: pa.binary, int: pa.int64, bool: pa.bool_}
    if hint in simple:
        return simple[hint]()
    if hint is Decimal:
        return pa.decimal128(38, 3)
    if dataclasses.is_dataclass(hint):
        return pa.struct(_fields(pa, typing.cast(type, hint)))
    if typing.get_origin(hint) is typing.Literal:
        return pa.string()
    if typing.get_origin(hint) is tuple:
        return pa.list_(_type(pa, _optional(typing.get_args(hint)[0])[0]))
    raise TypeError(f"no Arrow type for {hint!r}")


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _listed(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [_listed(v) for v in value]
    return value


def _build(hint: Any, value: Any) -> Any:
    inner, _ = _optional(hint)
    if value is None:
        return None
    if dataclasses.is_dataclass(inner):
        hints = typing.get_type_hints(inner)
        return typing.cast(Any, inner)(**{k: _build(hints[k], v) for k, v in value.items()})
    if typing.get_origin(inner) is tuple:
        return tuple(_build(typing.get_args(inner)[0], v) for v in value)
    return value
