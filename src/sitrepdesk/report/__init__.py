"""Writes the report: a picture, the one before and the claims behind them go in, a ``Document`` of cited sentences comes out."""

from .alike import without_rewordings
from .compose import compose
from .inputs import Inputs, Piece, Rivals
from .lint import lint
from .phrases import Phrases
from .prose import Finding, lint_prose
from .quoting import quote, quoted
from .standing import is_open
from .templating import PARTS, Template, load_template, shipped
from .trend import counted, gap_in_words, trend
from .wording import day_in_words

__all__ = [
    "PARTS",
    "Finding",
    "Inputs",
    "Phrases",
    "Piece",
    "Rivals",
    "Template",
    "compose",
    "counted",
    "day_in_words",
    "gap_in_words",
    "is_open",
    "lint",
    "lint_prose",
    "load_template",
    "quote",
    "quoted",
    "shipped",
    "trend",
    "without_rewordings",
]
