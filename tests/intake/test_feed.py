from sitrepdesk.model import Arrival, Refusal

from .making import one, read, refused, texts

ITEM = (
    "<item><title>Town &amp; road</title><link>https://a.example/{n}</link><guid>g{n}</guid>"
    "<pubDate>Mon, 05 Sep 2022 19:10:00 +0300</pubDate><description>{text}</description></item>"
)
SHELL = '<?xml version="1.0"?><rss version="2.0"><channel><title>Lantern</title>\n{}\n</channel></rss>'


def rss(*texts: str) -> bytes:
    return SHELL.format("\n".join(ITEM.format(n=n, text=t) for n, t in enumerate(texts, 1))).encode()


def test_each_entry_is_a_report_that_says_what_it_is() -> None:
    found = one("feed.xml", rss("Shells hit the road."))
    assert (found.source, found.title, found.address, found.inside) == ("Lantern", "Town & road", "https://a.example/1", "g1")
    assert found.published is not None
    assert (found.published.text, found.published.zone_basis) == ("Mon, 05 Sep 2022 19:10:00 +0300", "given")


def test_the_extent_of_an_entry_is_its_element_and_does_not_change_when_the_feed_grows() -> None:
    old, new = rss("First.", "Second."), rss("Zeroth.", "First.").replace(b"g2", b"g1").replace(b"/2<", b"/1<")
    cut = [data[f.extent[0] : f.extent[1]] for data in (old, new) for f in read("feed.xml", data) if isinstance(f, Arrival) and f.extent]
    assert cut[0].startswith(b"<item>")
    assert cut[0].endswith(b"</item>")
    assert cut[0] == cut[3]


def test_markup_in_a_description_becomes_text() -> None:
    found = one(
        "feed.xml", rss("&lt;p&gt;One &lt;a href='https://b.example'&gt;road&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Two &amp;lt; three.&lt;/p&gt;")
    )
    assert texts(found) == ["One road.", "Two < three."]


def test_tags_in_comments_and_cdata_are_no_entries() -> None:
    data = rss("<![CDATA[<p>Quoted </item><item> tags.</p>]]>").replace(b"<item>", b"<!-- <item> --><item>", 1)
    found = one("feed.xml", data)
    assert found.extent is not None
    assert data[found.extent[0] : found.extent[1]].startswith(b"<item><title>")


def test_an_atom_entry_is_read() -> None:
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title><entry><id>tag:1</id><title>T</title><author><name>Staff</name></author>
    <updated>2022-09-10T08:00:00Z</updated><content type="html">&lt;p&gt;Izium is held.&lt;/p&gt;</content></entry></feed>"""
    found = one("feed.atom", data)
    assert (texts(found), found.inside, found.author, found.source) == (["Izium is held."], "tag:1", "Staff", "Desk")


def test_an_entry_without_a_time_has_none() -> None:
    assert one("feed.xml", rss("Text.").replace(b"pubDate", b"other")).published is None


def test_an_entry_without_text_is_refused_by_its_number_and_the_rest_goes_on() -> None:
    data = rss("One.", "Two.").replace(b"<description>One.</description>", b"").replace(b"<title>Town &amp; road</title>", b"", 1)
    found = read("feed.xml", data)
    assert [type(f) for f in found] == [Refusal, Arrival]
    assert isinstance(found[0], Refusal)
    assert found[0].where == "feed.xml, entry 1"


def test_a_feed_without_entries_is_refused_as_empty() -> None:
    assert refused("feed.xml", SHELL.format("").encode()).code == "empty"


def test_a_feed_that_is_cut_gives_what_it_holds_or_is_refused() -> None:
    found = read("feed.xml", rss("One.", "Two.")[:-150])
    assert found
    assert all(isinstance(f, Refusal) or f.passages for f in found)


def test_entities_that_would_grow_are_not_unfolded() -> None:
    grow = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    data = rss("&e9;").replace(b'<rss version="2.0">', f'<!DOCTYPE rss [<!ENTITY e0 "x">{grow}]><rss version="2.0">'.encode())
    assert all(isinstance(f, Refusal) or sum(map(len, texts(f))) < 10_000 for f in read("feed.xml", data))
