"""Events, accounts and clashes in; out come grades of sources (A–F) and of information (1–6), and how likely it is, never fused."""

from .counts import Statement, Value, likely_range, likely_values, ranges, values
from .credibility import credibility, weigh
from .estimates import estimates, word_of
from .hypotheses import CELLS, NOT_APPLICABLE, WEIGHTS, Evidence, Ranking, ranked
from .likelihood import band, spread
from .reliability import Outcome, Proposal, Record, proposal, records, reliability
from .truth import NO, YES, Truth, Vote, truth

__all__ = [
    "CELLS",
    "NO",
    "NOT_APPLICABLE",
    "WEIGHTS",
    "YES",
    "Evidence",
    "Outcome",
    "Proposal",
    "Ranking",
    "Record",
    "Statement",
    "Truth",
    "Value",
    "Vote",
    "band",
    "credibility",
    "estimates",
    "likely_range",
    "likely_values",
    "proposal",
    "ranges",
    "ranked",
    "records",
    "reliability",
    "spread",
    "truth",
    "values",
    "weigh",
    "word_of",
]
