"""Filters in, pages and facets of claims out: the questions that the command line, the desk and exports share."""

from .claims import FACETS, ClaimFilter, Page, claims, every, facets, told_by_id
from .last import last_but
from .pictures import picture_hashes, pictures_of
from .silent import silent
from .standing import claims_standing, every_item
from .texts import texts_of

__all__ = [
    "FACETS",
    "ClaimFilter",
    "Page",
    "claims",
    "claims_standing",
    "every",
    "every_item",
    "facets",
    "last_but",
    "picture_hashes",
    "pictures_of",
    "silent",
    "texts_of",
    "told_by_id",
]
