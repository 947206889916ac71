"""The limits within which input is read, each with its reason. Sizes in bytes, times in seconds."""

from __future__ import annotations

MB = 1_000_000

HEAD_BYTES = 64 * 1024
"""How much of a file decides what it is: comments and declarations before the first telling element fit in it."""

LINE_BYTES = 4 * MB
"""One line of JSON, one post: more than a long novel."""

FRONT_MATTER_BYTES = MB // 4
"""YAML front matter: infoboxes of encyclopaedia articles take some 5 kB."""

SHEET_BYTES = 16 * MB
"""A manifest or a table of sources: some 100,000 rows."""

UNPACKED_BYTES = 200 * MB
"""What a DOCX may unpack to: its tree must fit into the memory of the child."""

UNPACKED_RATIO = 200
"""How far a DOCX may grow: far more than prose packs, far less than the 1,032 times that deflate can reach."""

UNPACKED_FREE = 10 * MB
"""Below this, the ratio is not looked at: an almost empty document packs well and harms nobody."""

PAGES = 1_000
"""Pages of one PDF: at 37 pages a second (measured on two cores) they take the time that a report may take."""

CHILD_BYTES = 1_500 * MB
"""Address space of the child process: the largest file, its text and its tree; the parsers themselves take 0.25 GB."""

CHILD_SECONDS = 30.0
"""How long one report may take: the size limits of the formats are set so that honest files take less."""

CHILD_JOBS = 2_000
"""After so many files the child is replaced, so that a parser's leaks do not add up; a new one takes about a second."""

PICTURES = 100
"""Pictures of one report that are kept: a page with more is an index of other pages."""

PICTURE_BYTES = 20 * MB
"""One picture inside a report: what a good camera writes."""

PICTURES_BYTES = 64 * MB
"""All pictures of one report together: they pass to the parent in one line."""

PICTURE_PIXELS = 50_000_000
"""Pixels of one picture: unpacked they take a sixth of the memory of the child."""
