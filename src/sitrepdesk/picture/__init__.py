"""Told claims, their accounts, events, clashes and grades in; the picture at one moment, and what changed between two, out."""

from .changes import changes
from .fold import Judged, PlaceLike, fold
from .known import known

__all__ = ["Judged", "PlaceLike", "changes", "fold", "known"]
