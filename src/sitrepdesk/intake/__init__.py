"""Takes files and folders; gives an ``Arrival`` for each report in them and a ``Refusal`` for what cannot be taken."""

from .beside import file_beside
from .folder import Found, walk
from .limits import PICTURE_BYTES
from .manifest import Format, as_markdown, format_named, formats
from .sheets import ManifestRow, read_manifest, read_sources
from .shown import as_shown
from .sniff import sniff
from .workshop import LOOKING, Workshop

__all__ = [
    "LOOKING",
    "PICTURE_BYTES",
    "Format",
    "Found",
    "ManifestRow",
    "Workshop",
    "as_markdown",
    "as_shown",
    "file_beside",
    "format_named",
    "formats",
    "read_manifest",
    "read_sources",
    "sniff",
    "walk",
]
