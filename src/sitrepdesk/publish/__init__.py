"""Clears a report: a ``Document`` goes in, a ``Cleared`` one without what must not leave comes out, and from it Markdown, HTML, JSON."""

from .clear import MARKING, clear
from .data import to_json
from .html import to_html
from .markdown import to_markdown
from .rules import Rules, names_of, releasable

__all__ = ["MARKING", "Rules", "clear", "names_of", "releasable", "to_html", "to_json", "to_markdown"]
