"""Clears a report: a ``Document`` goes in, a ``Cleared`` one without what must not leave comes out, and every format of it."""

from .charts import draw
from .clear import MARKING, Tried, clear, tried
from .data import from_json, to_json
from .docx import to_docx
from .guard import Guard
from .handwork import Edited, edited
from .html import to_html
from .markdown import to_markdown
from .names import is_printable
from .pdf import to_pdf, to_typst
from .rules import Rules, names_of, releasable

__all__ = [
    "MARKING",
    "Edited",
    "Guard",
    "Rules",
    "Tried",
    "clear",
    "draw",
    "edited",
    "from_json",
    "is_printable",
    "names_of",
    "releasable",
    "to_docx",
    "to_html",
    "to_json",
    "to_markdown",
    "to_pdf",
    "to_typst",
    "tried",
]
