"""Word and PDF: the same words, the same marking, nothing of the machine; a missing extra says what to install."""

from __future__ import annotations

import importlib
import re
import sys
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest

from sitrepdesk.model import Cleared, UsageError
from sitrepdesk.publish import MARKING, clear, to_docx, to_pdf, to_typst
from sitrepdesk.report import compose
from tests.report.kharkiv import kharkiv

from .clearing import rules


@pytest.fixture(scope="module")
def made() -> Cleared:
    desk = kharkiv()
    return clear(compose(desk.inputs(since=11, before=desk.picture())), desk.told, rules(desk))


def test_word_reads_the_file_and_finds_every_sentence_in_it(made: Cleared) -> None:
    read = docx.Document(BytesIO(to_docx(made)))
    text = "\n".join(p.text for p in read.paragraphs)
    shown = [s.text for section in made.document.sections for s in section.sentences if s.role == "fact"]
    assert [s for s in shown if s not in text] == []


def test_the_marking_stands_in_the_header_and_in_the_metadata(made: Cleared) -> None:
    read = docx.Document(BytesIO(to_docx(made)))
    assert MARKING in read.sections[0].header.paragraphs[0].text
    assert MARKING in read.core_properties.title


def test_every_citation_is_a_footnote_with_its_hash(made: Cleared) -> None:
    with ZipFile(BytesIO(to_docx(made))) as file:
        notes = file.read("word/footnotes.xml").decode()
    assert [c.number for c in made.document.citations if c.blob and (f'w:id="{c.number}"' not in notes or c.blob not in notes)] == []


def test_the_same_report_is_the_same_bytes(made: Cleared) -> None:
    assert to_docx(made) == to_docx(made)


def test_the_typst_source_keeps_every_word_inside_a_string(made: Cleared) -> None:
    source = to_typst(made)
    assert MARKING in source
    shown = [x.text for s in made.document.sections for x in s.sentences if " · " not in x.text and " — " not in x.text]
    assert [x for x in shown if x.replace('"', '\\"') not in source] == []


def test_without_the_extra_it_says_what_to_install(made: Cleared, monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.import_module

    def missing(name: str, *more: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return real(name, *more)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(UsageError, match=rf"{re.escape(sys.executable)} -m pip install 'typst>="):
        to_pdf(made)


def test_the_pdf_is_one_where_the_extra_is_there(made: Cleared) -> None:
    pytest.importorskip("typst")
    assert to_pdf(made).startswith(b"%PDF-")
