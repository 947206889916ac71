"""The whole way from the bundled dossier to No. 12, against a report that a person has read aloud.

The reader still learns, so the file changes: make it again with ``python -m tests.golden.make``, read the difference, keep it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .make import GOLDEN, report
from .pictures import GALLERY, MOST, SHOWN


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    return report(Path(tmp_path_factory.mktemp("golden")))


def body(text: str) -> list[str]:
    """The lines before the quotations, without the numbers of citations and the ids of sentences."""
    lines = (re.sub(r"\[\^\d+\]| <!--.*?-->", "", line) for line in text.splitlines() if not line.startswith("[^"))
    return [line for line in lines if line.strip()]


def test_the_report_of_the_dossier_is_the_one_that_was_read(made: str) -> None:
    assert body(made) == body(GOLDEN.read_text(encoding="utf-8"))


def test_the_golden_report_is_two_to_four_pages_long() -> None:
    text = "\n".join(body(GOLDEN.read_text(encoding="utf-8"))).partition("## Sources and lines of origin")[0]
    assert 800 <= len(text.split()) <= 2_800


def test_the_gallery_holds_small_pictures_with_their_words() -> None:
    for key in SHOWN:
        drawing = (GALLERY / f"{key}.svg").read_text(encoding="utf-8")
        assert len(drawing.encode()) <= MOST
        assert "<desc" in drawing
        assert f"gallery/{key}.svg" in (GALLERY.parent / "gallery.md").read_text(encoding="utf-8")
