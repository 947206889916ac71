"""Clears a report: a ``Document`` goes in, a ``Cleared`` one without what must not leave comes out, and from it Markdown, HTML, JSON."""

from .clear import MARKING, clear, unprintable
from .data import to_json
from .guard import Guard
from .html import to_html
from .markdown import to_markdown
from .names import is_printable
from .rules import Rules, names_of, releasable

__all__ = [
    "MARKING",
    "Guard",
    "Rules",
    "clear",
    "is_printable",
    "names_of",
    "releasable",
    "to_html",
    "to_json",
    "to_markdown",
    "unprintable",
]
