import pytest

from sitrepdesk.intake import formats, sniff
from sitrepdesk.model import Binary, Empty, InputError, Malformed


@pytest.mark.parametrize(
    ("name", "head", "expected"),
    [
        ("a.txt", b"Words.", "text"),
        ("report", b"Words.", "text"),
        ("a.md", b"# Words", "markdown"),
        ("a.md", b"<html> is a tag", "markdown"),
        ("a.txt", b"%PDF-1.4", "pdf"),
        ("a.bin", b"junk\n%PDF-1.4", "pdf"),
        ("a.docx", b"PK\x03\x04rest", "docx"),
        ("a.dat", b"PK\x03\x04....word/document.xml", "docx"),
        ("a.xml", b'<?xml version="1.0"?><rss version="2.0">', "feed"),
        ("a.txt", b"\xef\xbb\xbf<feed xmlns='x'>", "feed"),
        ("a.xml", b'<rdf:RDF xmlns="x">', "feed"),
        ("a.php", b"\n<!DOCTYPE HTML><html>", "html"),
        ("a.html", b"<p>no root", "html"),
        ("a.html", b"<html><body>about &lt; <rss >", "html"),
        ("result.json", b'{"name": "x", "messages": [', "telegram"),
        ("all.json", b'{"about": "x", "chats": {', "telegram"),
        ("posts.json", b'{"id": 1, "text": "x"}\n{', "posts"),
        ("a.jsonl", b"{", "posts"),
        ("a.txt", b'{"text": "x"}', "text"),
        ("a.txt", b"\xff\xfeW\0o\0r\0d\0", "text"),
    ],
)
def test_a_format_is_known_by_content_and_name(name: str, head: bytes, expected: str) -> None:
    assert sniff(name, head).name == expected


@pytest.mark.parametrize(
    ("name", "head", "error", "todo"),
    [
        ("a.zip", b"PK\x03\x04rest", Binary, "Unpack it"),
        ("a.gz", b"\x1f\x8b\x08", Binary, "Unpack it"),
        ("a.tar", b"x" * 257 + b"ustar", Binary, "Unpack it"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Binary, "save it as DOCX"),
        ("a.rtf", b"{\\rtf1", Binary, "Save it as DOCX"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", Binary, "caption"),
        ("a.mp4", b"\0\0\0\x18ftypmp42", Binary, "transcript"),
        ("a.txt", b"\x7fELF\x02", Binary, "leave it out"),
        ("a.txt", b"\x01\x02\x03\x04" * 9, Binary, "Formats:"),
        ("a.csv", b"a,b\n1,2\n", Malformed, "save its text"),
        ("a.xml", b"<?xml version='1.0'?><note/>", Malformed, "as text"),
        ("a.json", b'{"a": 1}', Malformed, "Telegram"),
        ("a.txt", b"", Empty, "Add a file"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_do(name: str, head: bytes, error: type[InputError], todo: str) -> None:
    with pytest.raises(error) as caught:
        sniff(name, head)
    assert todo in caught.value.todo


def test_every_suffix_leads_to_one_format() -> None:
    suffixes = [s for f in formats() for s in f.suffixes]
    assert len(suffixes) == len(set(suffixes))
