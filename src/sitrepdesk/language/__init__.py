"""Text goes in; paragraphs, sentences, tokens with word classes, quantities and times come out, all pointing into the unchanged text."""

from .morphology import lemma_of, singular
from .numbers import is_part, quantities
from .numbers_alone import howmany
from .numbers_strength import Estimate, estimates
from .numbers_things import counted, is_known
from .numbers_units import in_si
from .sentences import paragraphs, sentences
from .tagging import tags
from .times import times
from .tokens import Token, tokens

__all__ = [
    "Estimate",
    "Token",
    "counted",
    "estimates",
    "howmany",
    "in_si",
    "is_known",
    "is_part",
    "lemma_of",
    "paragraphs",
    "quantities",
    "sentences",
    "singular",
    "tags",
    "times",
    "tokens",
]
