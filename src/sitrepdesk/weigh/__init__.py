"""Events, accounts and clashes in; out come grades of sources (A–F) and of information (1–6) and likelihood bands, never fused."""

from .credibility import credibility, weigh
from .likelihood import band, spread
from .reliability import reliability

__all__ = ["band", "credibility", "reliability", "spread", "weigh"]
