"""The limits within which input is read, each with its reason. Sizes in bytes, times in seconds."""

from __future__ import annotations

MB = 1_000_000

HEAD_BYTES = 64 * 1024
"""How much of a file decides what it is: a feed's or page's own preamble has been seen to take 20 kB."""

LINE_BYTES = 4 * MB
"""One line of JSON, one post: the longest book has about 3 MB."""

FRONT_MATTER_BYTES = MB // 4
"""YAML front matter: the largest real one seen (an infobox) has 20 kB."""

SHEET_BYTES = 16 * MB
"""A manifest or a table of sources: 100,000 rows."""

UNPACKED_BYTES = 200 * MB
"""What a DOCX may unpack to: text of 200 MB is fifty times the longest novel."""

UNPACKED_RATIO = 200
"""How far a DOCX may grow: XML packs some 10 to 30 times; deflate cannot pass 1032."""

UNPACKED_FREE = 10 * MB
"""Below this, the ratio is not looked at: an almost empty document packs well and harms nobody."""

PAGES = 5_000
"""Pages of one PDF: at 37 pages a second, two minutes."""

CHILD_BYTES = 1_500 * MB
"""Address space of the child process: the largest file, its text and its parser's tree, and the parsers themselves (0.4 GB)."""

CHILD_SECONDS = 30.0
"""How long one report may take: the slowest honest one that was met (a PDF of 900 pages) took 24 s."""

CHILD_JOBS = 2_000
"""After so many files the child is replaced, so that a parser's leaks do not add up; a new one takes about a second."""
