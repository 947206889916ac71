from io import BytesIO
from zipfile import ZipFile

from .making import bomb, docx, one, refused, texts


def test_paragraphs_and_rows_are_passages_in_order() -> None:
    found = one("a.docx", docx([("Highlights", "Heading 1"), ("No convoy has arrived.", "Normal")], [["Food", "not known"]]))
    assert [(p.text, p.locator) for p in found.passages] == [
        ("Highlights", "docx:p1"),
        ("No convoy has arrived.", "docx:p2"),
        ("Food | not known", "docx:p3"),
    ]


def test_what_introduces_a_list_stays_with_it() -> None:
    found = one(
        "a.docx",
        docx([("The ministry claims:", "Normal"), *((t, "List Bullet") for t in ("80 captured", "2 boats sunk")), ("End.", "Normal")]),
    )
    assert [(p.text, p.locator) for p in found.passages] == [
        ("The ministry claims:\n80 captured\n2 boats sunk", "docx:p1-3"),
        ("End.", "docx:p4"),
    ]


def test_the_date_of_the_file_is_no_publication_time() -> None:
    assert one("a.docx", docx([("Text.", "Normal")])).published is None


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = bomb(210_000_000)
    found = refused("a.docx", data)
    assert (found.code, len(data) < 1_000_000) == ("too-large", True)


def test_a_document_that_grows_two_hundred_times_is_refused() -> None:
    assert refused("a.docx", bomb(20 << 20)).code == "too-large"


def test_a_document_without_text_is_refused_as_empty() -> None:
    assert refused("a.docx", docx([])).code == "empty"


def test_a_cut_document_is_refused() -> None:
    assert refused("a.docx", docx([("Text.", "Normal")])[:2000]).code == "malformed"


def test_inserted_text_is_read_and_deleted_text_is_not() -> None:
    data = docx([("KEEP", "Normal")])
    assert texts(one("a.docx", _tracked(data))) == ["KEEP new"]


def _tracked(data: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                new_run = b'<w:ins w:id="1" w:author="a"><w:r><w:t> new</w:t></w:r></w:ins>'
                old_run = b'<w:del w:id="2" w:author="a"><w:r><w:delText>old</w:delText></w:r></w:del>'
                part = part.replace(b"</w:p>", new_run + old_run + b"</w:p>", 1)
            new.writestr(name, part)
    return out.getvalue()
