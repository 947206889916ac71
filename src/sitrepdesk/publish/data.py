"""A cleared report as JSON for other programs, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import msgspec

from sitrepdesk.model import Cleared, Document, Malformed


def to_json(cleared: Cleared) -> str:
    """The report with its marking, sections, sentences, citations, figures and what was withheld; keys in the order of the records."""
    body = {"schema": 1, "marking": cleared.marking, "withheld": list(cleared.withheld), **asdict(cleared.document)}
    return json.dumps(body, ensure_ascii=False, indent=1, default=_plain) + "\n"


def from_json(text: str, where: str = "report") -> Cleared:
    """The report that ``to_json`` wrote. ``Malformed`` for anything else."""
    try:
        body: dict[str, Any] = json.loads(text)
        withheld = tuple(body.pop("withheld"))
        marking = str(body.pop("marking"))
        body.pop("schema")
        return Cleared(document=msgspec.convert(body, Document, strict=False), marking=marking, withheld=withheld)
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise Malformed(where, f"is no report of this program: {e}", "Make the draft again with: sitrep report") from e


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    raise TypeError(f"{type(value).__name__} has no form in JSON")
