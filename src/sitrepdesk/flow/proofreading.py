"""Checking a draft, or a person's own prose, against the claims of the desk."""

from __future__ import annotations

import re

from sitrepdesk.model import Told, UnknownName
from sitrepdesk.report import Finding, lint_prose
from sitrepdesk.store import Snapshot

from .desk import Desk
from .papers import fact_ids

_ID = re.compile(r"<!--\s*([0-9a-f]{12})\b")


def proofread(desk: Desk, snapshot: Snapshot, text: str) -> tuple[Finding, ...]:
    """What is wrong with a Markdown file, by line. Sentences of drafts that this desk wrote must keep their citations."""

    def claim(name: str) -> Told | None:
        try:
            return snapshot.told_of(name)
        except UnknownName:
            return None

    def passage(name: str) -> str | None:
        try:
            return snapshot.passage(name).text
        except UnknownName:
            return None

    return lint_prose(text, claim, passage, fact_ids(desk.store, snapshot, set(_ID.findall(text))))
