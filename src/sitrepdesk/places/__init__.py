"""Where, and who: running text goes in; places with id, point, radius, honest precision and rivals, and names with kinds come out."""

from .cache import gazetteer_digest, gazetteer_path
from .compile import build_gazetteer
from .extent import Extent
from .gazetteer import Gazetteer, open_gazetteer
from .imported import Taken, import_file
from .listing import Listed, drawn, places_in, reasons
from .named_tables import peoples
from .records import Mention, PlaceInfo, Reading
from .resolve import SURE, Resolver

__all__ = [
    "SURE",
    "Extent",
    "Gazetteer",
    "Listed",
    "Mention",
    "PlaceInfo",
    "Reading",
    "Resolver",
    "Taken",
    "build_gazetteer",
    "drawn",
    "gazetteer_digest",
    "gazetteer_path",
    "import_file",
    "open_gazetteer",
    "peoples",
    "places_in",
    "reasons",
]
