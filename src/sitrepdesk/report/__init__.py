"""Writes the report: a picture, the one before and the claims behind them go in, a ``Document`` of cited sentences comes out."""

from .compose import compose
from .inputs import Inputs
from .lint import lint
from .phrases import Phrases
from .prose import Finding, lint_prose
from .quoting import quoted
from .templating import PARTS, Template, load_template, shipped
from .trend import counted, gap_in_words, trend

__all__ = [
    "PARTS",
    "Finding",
    "Inputs",
    "Phrases",
    "Template",
    "compose",
    "counted",
    "gap_in_words",
    "lint",
    "lint_prose",
    "load_template",
    "quoted",
    "shipped",
    "trend",
]
