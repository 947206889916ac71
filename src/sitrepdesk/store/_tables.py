"""The SQL tables. ``meta`` to ``records`` hold what is given; all others are an index that can be computed from them and the archive.

Ids and words are text with binary collation, times are integer microseconds. ``records`` holds the words whose digests stand in the
ledger's bodies.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, PrimaryKeyConstraint, String, Table

metadata = MetaData()
Words = String().with_variant(String(collation="C"), "postgresql")
Number = BigInteger().with_variant(Integer, "sqlite")


def _key(name: str, kind: Words | Number = Words) -> Column:  # type: ignore[type-arg,valid-type]
    return Column(name, kind, primary_key=True, autoincrement=False)


def _text(name: str, *, null: bool = False) -> Column[str]:
    return Column(name, Words, nullable=null)


def _number(name: str, *, null: bool = False) -> Column[int]:
    return Column(name, Number, nullable=null)


meta = Table("meta", metadata, _key("key"), _text("value"))

entries = Table(
    "entries",
    metadata,
    _key("seq", Number),
    _number("schema"),
    _text("kind"),
    _text("body", null=True),
    _text("nonce", null=True),
    _text("body_digest"),
    _number("recorded_at"),
    _text("made_by"),
    _number("replaces", null=True),
    _text("previous"),
    _text("hash"),
)
entry_about = Table(
    "entry_about", metadata, _text("about"), _number("seq"), PrimaryKeyConstraint("about", "seq"), Index("about_seq", "seq")
)
records = Table(
    "records", metadata, _key("seq", Number), _text("kind"), _text("id"), _text("record"), Index("records_id", "kind", "id", "seq")
)
persons = Table("persons", metadata, _key("id"), Column("name", Words, nullable=False, unique=True))

blobs = Table("blobs", metadata, _key("sha"), _text("media_type"), _number("size"), _number("erased_by", null=True))
items = Table(
    "items",
    metadata,
    _key("id"),
    _number("seq"),
    _number("first_seq"),
    _number("recorded_at"),
    _text("blob"),
    _text("container", null=True),
    _text("source", null=True),
    _number("available_at"),
    _number("issue", null=True),
    Column("retracted", Boolean, nullable=False),
    _text("line", null=True),
    Index("items_blob", "blob"),
    Index("items_source", "source"),
)
passages = Table(
    "passages",
    metadata,
    _key("id"),
    _text("item"),
    _number("n"),
    _text("locator"),
    _text("text"),
    _text("language"),
    _text("method"),
    Index("passages_item", "item", "n"),
)
media = Table(
    "media",
    metadata,
    _number("seq"),
    _number("n"),
    _text("item"),
    _text("locator"),
    _text("blob"),
    _text("media_type"),
    _number("size"),
    _number("width"),
    _number("height"),
    _text("phash", null=True),
    PrimaryKeyConstraint("seq", "n"),
    Index("media_item", "item"),
    Index("media_blob", "blob"),
)
item_keys = Table("item_keys", metadata, _text("key"), _text("item"), PrimaryKeyConstraint("key", "item"), Index("keys_item", "item"))
item_lines = Table(
    "item_lines", metadata, _number("seq"), _text("item"), _text("line"), PrimaryKeyConstraint("seq", "item"), Index("lines_item", "item")
)
sources = Table("sources", metadata, _key("id"), _number("seq"), _text("side", null=True), _text("merged", null=True))
source_names = Table("source_names", metadata, _text("name"), _text("source"), PrimaryKeyConstraint("name", "source"))
readings = Table(
    "readings",
    metadata,
    _key("seq", Number),
    _text("item"),
    _text("blob"),
    _number("claims"),
    Column("current", Boolean, nullable=False),
    _number("recorded_at"),
    Index("readings_item", "item", "seq"),
)
claims = Table(
    "claims",
    metadata,
    _key("n", Number),
    _number("reading"),
    _text("id"),
    _text("anchor"),
    _text("item"),
    _text("passage"),
    _text("source", null=True),
    Column("current", Boolean, nullable=False),
    Column("counts", Boolean, nullable=False),
    _text("standing"),
    _text("type"),
    _text("phase"),
    _text("polarity"),
    _text("likelihood"),
    _text("mood"),
    Column("attributed", Boolean, nullable=False),
    _number("at"),
    _number("start", null=True),
    _number("end", null=True),
    _text("text"),
    _text("record"),
    _text("told", null=True),
    Index("claims_id", "id"),
    Index("claims_anchor", "anchor"),
    Index("claims_reading", "reading", "n"),
    Index("claims_told", "current", "item", "n"),
    # all that a page is filtered by, in the order of the pages: any filter is one walk that never touches the wide rows
    Index("claims_page", "current", "at", "n", "counts", "end", "type", "standing", "mood", "source"),
)
claim_ids = Table("claim_ids", metadata, _text("id"), _number("n"), PrimaryKeyConstraint("id", "n"), Index("ids_claim", "n"))
decisions = Table(
    "decisions",
    metadata,
    _key("seq", Number),
    _text("about"),
    _text("item"),
    _text("kind"),
    _number("undone_by", null=True),
    Index("decisions_about", "about"),
    Index("decisions_item", "item"),
)
links = Table(
    "links",
    metadata,
    _number("seq"),
    _number("n"),
    _text("left", null=True),
    _text("right", null=True),
    _text("relation", null=True),
    _number("score", null=True),
    _text("because", null=True),
    _text("nonce", null=True),
    _text("leaf"),
    PrimaryKeyConstraint("seq", "n"),
    Index("links_left", "left"),
    Index("links_right", "right"),
)
report_items = Table("report_items", metadata, _text("item"), _number("seq"), PrimaryKeyConstraint("item", "seq"))
