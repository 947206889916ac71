"""Markdown, HTML and JSON."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from sitrepdesk.model import Cleared
from sitrepdesk.publish import MARKING, clear, to_html, to_json, to_markdown
from sitrepdesk.report import compose
from tests.report.kharkiv import kharkiv
from tests.report.sample import Desk

from .clearing import rules


@pytest.fixture(scope="module")
def made() -> Cleared:
    desk = kharkiv()
    return clear(compose(desk.inputs(since=11, before=desk.picture())), desk.told, rules(desk))


class Ids(HTMLParser):
    """Ids and inner links of a page, and what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" else []
        self.loads += [tag] if tag in {"script", "link", "img", "iframe"} or "src" in given else []


def parsed(page: str) -> Ids:
    ids = Ids()
    ids.feed(page)
    return ids


def test_the_page_needs_no_script_and_loads_nothing(made: Cleared) -> None:
    page = to_html(made)
    assert parsed(page).loads == []
    assert "url(" not in page


def test_every_number_on_the_page_leads_to_its_quotation(made: Cleared) -> None:
    ids = parsed(to_html(made))
    assert {f"#q{c.number}" for c in made.document.citations} <= set(ids.links)
    assert [link for link in ids.links if link[1:] not in ids.ids] == []
    assert len(ids.ids) == len(set(ids.ids))


def test_a_quotation_has_item_hash_offsets_and_command(made: Cleared) -> None:
    page = to_html(made)
    c = made.document.citations[0]
    for text in (c.item, c.blob, f"{c.span[0]}–{c.span[1]}", f"sitrep show {c.claim[:12]}"):
        assert text in page


def test_the_marking_is_on_the_page_in_its_metadata_and_on_every_printed_sheet(made: Cleared) -> None:
    page = to_html(made)
    assert f"<title>{MARKING}: " in page
    assert f'<meta name="classification" content="{MARKING}">' in page
    assert f'@top-center {{ content: "{MARKING}"; }}' in page
    assert page.count(f'<p class="marking">{MARKING}</p>') == 2


def test_words_of_a_source_are_never_markup() -> None:
    desk = Desk()
    desk.item("a", "Meridian Wire", "2022-09-10", "Troops took <b>Izium</b> [x](y) & left.")
    desk.happened([desk.claim("a", "Troops took", "capture")])
    shown = clear(compose(desk.inputs()), desk.told, rules(desk))
    assert "<b>Izium</b>" not in to_html(shown)
    assert "&lt;b&gt;Izium&lt;/b&gt; [x](y) &amp; left" in to_html(shown)
    assert r"\<b\>Izium\</b\> \[x\](y)" in to_markdown(shown)


def test_every_sentence_has_its_id_in_the_markdown(made: Cleared) -> None:
    text = to_markdown(made)
    ids = [s.id for section in made.document.sections if section.key != "sources" for s in section.sentences]
    assert all(text.count(f"<!-- {i} -->") == 1 for i in ids)


def test_every_footnote_of_the_markdown_is_told(made: Cleared) -> None:
    text = to_markdown(made)
    used, told = set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert used == told
    assert text.startswith(f"**{MARKING}**")
    assert text.endswith(f"**{MARKING}**\n")


def test_the_json_holds_the_whole_document(made: Cleared) -> None:
    body = json.loads(to_json(made))
    assert body["schema"] == 1
    assert body["marking"] == MARKING
    assert len(body["citations"]) == len(made.document.citations)
    assert [s["key"] for s in body["sections"]] == [s.key for s in made.document.sections]


def test_the_same_report_gives_the_same_bytes(made: Cleared) -> None:
    assert [f(made) for f in (to_html, to_markdown, to_json)] == [f(made) for f in (to_html, to_markdown, to_json)]
