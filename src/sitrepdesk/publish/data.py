"""A cleared report as JSON for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict

from sitrepdesk.model import Cleared


def to_json(cleared: Cleared) -> str:
    """The report with its marking, sections, sentences, citations and what was withheld; keys in the order of the records."""
    body = {"schema": 1, "marking": cleared.marking, "withheld": list(cleared.withheld), **asdict(cleared.document)}
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"
