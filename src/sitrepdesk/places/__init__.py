"""Where: place names in running text go in; readings with id, point, radius, honest precision and rivals come out."""

from .cache import gazetteer_digest, gazetteer_path
from .compile import build_gazetteer
from .gazetteer import Gazetteer, open_gazetteer
from .records import Mention, PlaceInfo, Reading
from .resolve import Resolver

__all__ = [
    "Gazetteer",
    "Mention",
    "PlaceInfo",
    "Reading",
    "Resolver",
    "build_gazetteer",
    "gazetteer_digest",
    "gazetteer_path",
    "open_gazetteer",
]
