"""Pictures of reports: where each format has them, what is kept of one, and what becomes of bad ones."""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from sitrepdesk.intake import LOOKING, Workshop
from sitrepdesk.intake.beside import file_beside
from sitrepdesk.intake.limits import PICTURE_BYTES, PICTURE_PIXELS, PICTURES
from sitrepdesk.intake.pictures import look, phash, seen
from sitrepdesk.intake.wire import PictureFacts
from sitrepdesk.link import LIMIT, differing
from sitrepdesk.model import Arrival, Enclosure, Refusal

from .drawing import PASSED_ON, PLAIN, saved, scene
from .making import export, message, one, pdf, read

JPEG = saved(scene(0))
URI = "data:image/jpeg;base64," + base64.b64encode(JPEG).decode()
SCENES = range(12)


def hashed(picture: Image.Image, kind: str = "BMP") -> str | None:
    return look("a picture", saved(picture, kind)).phash


@pytest.fixture(scope="module")
def hashes() -> list[str]:
    found = [hashed(scene(n)) for n in SCENES]
    return [h for h in found if h]


@pytest.mark.parametrize("change", PASSED_ON.values(), ids=list(PASSED_ON))
def test_a_picture_that_was_passed_on_is_known_again(change: Callable[[Image.Image], Image.Image], hashes: list[str]) -> None:
    apart = [differing(h, hashed(change(scene(n))) or "0") for n, h in zip(SCENES, hashes, strict=True)]
    assert sum(d <= LIMIT for d in apart) >= len(apart) * 9 // 10, apart


def test_different_pictures_are_not_taken_for_the_same(hashes: list[str]) -> None:
    assert min(differing(a, b) for a, b in combinations(hashes, 2)) > LIMIT + 4


@pytest.mark.parametrize("make", PLAIN.values(), ids=list(PLAIN))
def test_a_picture_that_says_nothing_of_where_it_comes_from_has_no_hash(make: Callable[[], Image.Image]) -> None:
    assert hashed(make()) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP"])
def test_kind_and_size_are_kept_of_each_kind(kind: str) -> None:
    found = look("a picture", saved(scene(1), kind))
    assert (found.media_type, found.width, found.height) == (f"image/{kind.lower()}", 480, 320)


def test_a_picture_that_a_camera_says_to_turn_has_the_hash_of_the_turned_one() -> None:
    turned = scene(2).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # "turn it by 90 degrees to the right"
    lying = look("a picture", saved(turned, exif=exif)).phash
    assert lying
    assert differing(lying, hashed(scene(2)) or "0") <= LIMIT


def test_what_is_transparent_counts_as_white() -> None:
    clear = scene(3).convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 200, 320))
    white = scene(3)
    white.paste("white", (0, 0, 200, 320))
    assert look("a picture", saved(clear, "PNG")).phash == look("a picture", saved(white, "PNG")).phash


@settings(max_examples=60)
@given(arrays.arrays(np.uint8, st.tuples(st.integers(1, 90), st.integers(1, 90))))
def test_any_grey_picture_has_64_bits_or_none_and_the_same_ones_each_time(grey: np.ndarray) -> None:
    found = phash(grey)
    assert found == phash(grey.copy())
    assert found is None or (len(found) == 16 and 0 <= int(found, 16) < 1 << 64)


# bad pictures ---------------------------------------------------------------------------------------------------------------


def bomb(side: int) -> bytes:
    """A PNG of some hundred bytes that says that it is that wide and high."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(200))) + chunk(b"IEND", b"")


BAD = {
    "broken off": (JPEG[: len(JPEG) // 2], "malformed"),
    "just over the limit": (bomb(int(PICTURE_PIXELS**0.5) + 1), "too-large"),
    "a bomb": (bomb(60_000), "too-large"),
    "a page": (b"<html>not found</html>", "binary"),
    "nothing": (b"", "binary"),
    "a kind that is not looked at": (b"II*\0" + bytes(40), "binary"),
    "cut in its head": (JPEG[:30], "malformed"),
}


@pytest.mark.parametrize(("data", "code"), BAD.values(), ids=list(BAD))
def test_a_bad_picture_is_a_refusal_that_says_what_to_do(data: bytes, code: str) -> None:
    found = seen("page.html # image:1", data)
    assert isinstance(found, Refusal)
    assert (found.where, found.code) == ("page.html # image:1", code)
    assert "report" in found.todo


@settings(max_examples=80)
@given(st.data())
def test_a_damaged_picture_is_looked_at_or_refused_and_nothing_else_happens(data: st.DataObject) -> None:
    small = saved(scene(4).resize((96, 64)), data.draw(st.sampled_from(["JPEG", "PNG", "GIF", "WEBP"])))
    at = data.draw(st.integers(0, len(small) - 1))
    assert isinstance(seen("a picture", small[:at] + data.draw(st.binary(max_size=8)) + small[at + 4 :]), PictureFacts | Refusal)


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    with Workshop(command=LOOKING) as made:
        yield made


def test_the_child_sees_what_this_process_would_and_goes_on_after_a_bad_one(workshop: Workshop) -> None:
    for data in (JPEG, BAD["a bomb"][0], BAD["broken off"][0], JPEG):
        assert workshop.look(data, "a picture") == seen("a picture", data)


def test_a_picture_over_the_limit_of_bytes_is_refused_unread(workshop: Workshop) -> None:
    found = workshop.look(bytes(PICTURE_BYTES + 1), "a picture")
    assert isinstance(found, Refusal)
    assert found.code == "too-large"


# where they stand in a report -----------------------------------------------------------------------------------------------


def page(*images: str) -> bytes:
    return f"<html><body><p>Shells fell on the mill of the town on Monday, the mayor said.</p>{''.join(images)}</body></html>".encode()


def test_pictures_of_a_page_are_its_data_uris_and_the_files_beside_it() -> None:
    outside = '<img src="https://example.org/a.jpg"><img src="/a.jpg"><img src="logo.svg"><img>'
    found = one("a.html", page(f'<img src="{URI}">', outside, '<img src="a_files/b%20c.jpg?w=3">', '<nav><img src="n.png"></nav>'))
    assert found.pictures == (Enclosure(locator="image:1", data=JPEG), Enclosure(locator="image:6", path="a_files/b c.jpg"))


def test_a_data_uri_may_be_broken_in_lines_or_not_be_base64() -> None:
    found = one("a.html", page(f'<img src="{URI[:60]}\n  {URI[60:]}">', '<img src="data:image/gif,GIF89a%00">'))
    assert [p.data for p in found.pictures] == [JPEG, b"GIF89a\0"]


def test_pictures_of_markdown_are_found_by_their_paths() -> None:
    found = one("a.md", f"# Report\n\nText. ![a bridge](photos/bridge.jpg) ![b](<{URI}>)\n".encode())
    assert found.pictures == (Enclosure(locator="image:1", path="photos/bridge.jpg"), Enclosure(locator="image:2", data=JPEG))


def test_a_picture_of_a_word_document_is_found_once_under_the_name_of_its_part() -> None:
    document = Document()
    document.add_paragraph("Shells fell on the mill.")
    for _ in range(2):
        document.add_picture(BytesIO(JPEG))
    out = BytesIO()
    document.save(out)
    assert one("a.docx", out.getvalue()).pictures == (Enclosure(locator="docx:word/media/image1.jpg", data=JPEG),)


def pictured_pdf() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(pdf([["Shells fell on the mill."], ["The mayor said so."]])))
    image = StreamObject()
    image.update({NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject("/DCTDecode")})
    image.update({NameObject("/Width"): NumberObject(480), NameObject("/Height"): NumberObject(320)})
    image._data = JPEG
    shown = writer._add_object(image)
    for page in writer.pages:
        page["/Resources"][NameObject("/XObject")] = DictionaryObject({NameObject("/Im0"): shown})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_jpeg_of_a_pdf_is_found_at_its_first_page() -> None:
    assert one("a.pdf", pictured_pdf()).pictures == (Enclosure(locator="page:1/Im0", data=JPEG),)


def test_a_photo_of_a_telegram_export_is_part_of_its_message() -> None:
    first, second = read("result.json", export([message(1, "The mill burns.", photo="photos/photo_1.jpg"), message(2, "No picture.")]))
    assert isinstance(first, Arrival)
    assert isinstance(second, Arrival)
    assert (first.pictures, second.pictures) == ((Enclosure(locator="photo", path="photos/photo_1.jpg"),), ())


def test_a_page_with_more_pictures_than_are_kept_is_taken_with_the_first_and_says_so() -> None:
    refusal, found = read("a.html", page(*(f'<img src="a_files/{n}.jpg">' for n in range(PICTURES + 7))))
    assert isinstance(refusal, Refusal)
    assert isinstance(found, Arrival)
    assert (refusal.code, "7 were left out" in refusal.what, len(found.pictures)) == ("too-large", True, PICTURES)


def test_no_file_outside_the_folder_of_the_report_is_opened(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "a_files").mkdir(parents=True)
    for path in ("in/a.html", "in/a_files/b.jpg", "secret.jpg"):
        (tmp_path / path).write_bytes(JPEG)
    (folder / "a_files" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    report = folder / "a.html"
    assert file_beside(report, "a_files/b.jpg") == (folder / "a_files" / "b.jpg").resolve()
    for named in (
        "../secret.jpg",
        "a_files/../../secret.jpg",
        "a_files/link.jpg",
        str(tmp_path / "secret.jpg"),
        "a_files",
        "gone.jpg",
        "\0",
    ):
        assert file_beside(report, named) is None, named
