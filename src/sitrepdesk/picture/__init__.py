"""Told claims, their accounts, events, clashes and grades in; the picture at one moment, and what changed between two, out."""

from .changes import changes, resolved
from .fold import Judged, PlaceLike, fold
from .forecasts import score, standing_forecasts
from .known import known
from .proposals import Proposal, proposals
from .reconcile import reconcile
from .series import gaps, series

__all__ = [
    "Judged",
    "PlaceLike",
    "Proposal",
    "changes",
    "fold",
    "gaps",
    "known",
    "proposals",
    "reconcile",
    "resolved",
    "score",
    "series",
    "standing_forecasts",
]
