import pytest

from .making import one, refused, texts

PAGE = """<!doctype html><html><head><title>A day | The Compass</title>
<meta property="og:title" content="A day"><meta property="og:site_name" content="The Compass"><meta name="author" content="Staff">
<link rel="canonical" href="https://compass.example/a"><meta property="article:published_time" content="2022-09-09T13:00:00+01:00">
<script>var x = "secret";</script></head><body><nav><a href="/">Home page of ours</a></nav><article>
<p>Ukrainian forces entered the village on Thursday, two officers said, but the town is still held.</p>
<p>It is not known how many people are left there. <a href="https://other.example">A neighbour</a> thinks that some forty are.</p>
<p>They hold:</p><ul><li>the school and its yard</li><li>the mill by the river</li></ul>
</article><footer><p>All rights reserved 2022</p></footer></body></html>"""


def test_a_page_gives_its_main_text_by_paragraphs() -> None:
    found = one("a.html", PAGE.encode())
    assert texts(found)[0].startswith("Ukrainian forces entered")
    assert found.passages[0].locator == "html:p1"
    assert "https" not in "".join(texts(found))
    assert "secret" not in "".join(texts(found))
    assert "rights reserved" not in "".join(texts(found))


def test_a_list_on_a_page_keeps_what_introduces_it() -> None:
    assert texts(one("a.html", PAGE.encode()))[-1] == "They hold:\nthe school and its yard\nthe mill by the river"


def test_a_page_says_what_it_is() -> None:
    found = one("a.html", PAGE.encode())
    assert (found.title, found.source, found.author, found.address) == ("A day", "The Compass", "Staff", "https://compass.example/a")
    assert found.published is not None
    assert (found.published.text, found.published.zone_basis) == ("2022-09-09T13:00:00+01:00", "given")


def test_a_page_without_a_declared_time_has_none_though_its_text_names_days() -> None:
    page = "<html><body><p>On 3 May 2021 the bridge fell, the mayor said.</p><footer>Copyright 2020</footer></body></html>"
    assert one("a.html", page.encode()).published is None


def test_linked_data_gives_time_and_publisher() -> None:
    data = '{"@graph": [{"datePublished": "2022-09-09", "publisher": {"name": "Compass"}, "author": [{"name": "A. Staff"}]}]}'
    page = f'<html><script type="application/ld+json">{data}</script><p>The town is still held, two officers said.</p></html>'
    found = one("a.html", page.encode())
    assert (found.source, found.author, found.published and found.published.text) == ("Compass", "A. Staff", "2022-09-09")


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>The town is still held, <b>two officers said.<p>Nobody <i>knows more</html></b>",
        "<p>The town is still held, two officers said.</div></p></span><table><tr><td>Nobody knows more",
        "<html><body>" + "<div>" * 1500 + "<p>The town is still held, two officers said.</p><p>Nobody knows more",
    ],
)
def test_a_broken_page_is_read(page: str) -> None:
    assert "two officers said." in "\n".join(texts(one("a.html", page.encode())))


def test_a_declared_code_page_is_used() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body><p>Мост повреждён, сообщают местные жители.</p></body></html>'
    assert texts(one("a.html", page.encode("cp1251"))) == ["Мост повреждён, сообщают местные жители."]


def test_xhtml_with_an_xml_declaration_is_read() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Nobody knows more.</p></body></html>'
    assert texts(one("a.xhtml", page.encode())) == ["Nobody knows more."]


def test_a_page_that_only_scripts_fill_is_refused_as_empty() -> None:
    assert refused("a.html", b"<html><body><script>fill()</script></body></html>").code == "empty"
