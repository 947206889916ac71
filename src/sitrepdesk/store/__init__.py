"""Records and bytes in, kept for good in an archive, an append-only ledger and SQL tables; records, pages, proofs and whole desks out."""

from . import merkle
from ._leaves import READING_TYPE, reading_bytes
from ._standing import judged
from .archive import Archive
from .ledger import body_of, check_chain
from .media import add_pictures
from .queries import (
    FACETS,
    ClaimFilter,
    Page,
    claims,
    claims_standing,
    every,
    every_item,
    facets,
    last_but,
    picture_hashes,
    pictures_of,
    silent,
    texts_of,
    told_by_id,
)
from .records import EMPTY_HEAD, Erased, Head, Problem, Reading, Report, Tombstone
from .snapshot import Snapshot
from .store import BUSY_SECONDS, Store
from .transfer import backup, export_desk, exported_extra, import_desk
from .verify import erased, verify
from .writer import Writer

__all__ = [
    "BUSY_SECONDS",
    "EMPTY_HEAD",
    "FACETS",
    "READING_TYPE",
    "Archive",
    "ClaimFilter",
    "Erased",
    "Head",
    "Page",
    "Problem",
    "Reading",
    "Report",
    "Snapshot",
    "Store",
    "Tombstone",
    "Writer",
    "add_pictures",
    "backup",
    "body_of",
    "check_chain",
    "claims",
    "claims_standing",
    "erased",
    "every",
    "every_item",
    "export_desk",
    "exported_extra",
    "facets",
    "import_desk",
    "judged",
    "last_but",
    "merkle",
    "picture_hashes",
    "pictures_of",
    "reading_bytes",
    "silent",
    "texts_of",
    "told_by_id",
    "verify",
]
