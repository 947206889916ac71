"""Writes the report: a picture, the one before and the claims behind them go in, a ``Document`` of cited sentences comes out."""

from .compose import compose
from .inputs import Inputs
from .lint import lint
from .phrases import Phrases

__all__ = ["Inputs", "Phrases", "compose", "lint"]
