from hypothesis import given
from hypothesis import strategies as st

from .making import one, read, refused


def test_a_text_is_one_passage_with_its_line_ends_unchanged() -> None:
    found = one("a.txt", b"First line.\r\n\r\nSecond line.\n")
    assert [(p.text, p.locator, p.method) for p in found.passages] == [("First line.\r\n\r\nSecond line.\n", "bytes:0-28", "as-is")]


def test_a_text_has_no_publication_time_of_its_own() -> None:
    assert one("2022-09-10.txt", b"Published 10 September 2022.").published is None


def test_a_byte_order_mark_is_left_out_and_counted() -> None:
    passage = one("a.txt", b"\xef\xbb\xbfIzium is held.").passages[0]
    assert (passage.text, passage.locator) == ("Izium is held.", "bytes:3-17")


def test_utf_16_with_a_mark_is_read_and_named() -> None:
    data = "Fighting goes on.".encode("utf-16")
    passage = one("a.txt", data).passages[0]
    assert (passage.text, passage.locator) == ("Fighting goes on.", f"bytes:2-{len(data)} utf-16-le")


def test_a_cyrillic_code_page_is_guessed_and_named_in_the_locator() -> None:
    text = "Местные жители сообщают, что мост через реку повреждён, а связи нет уже третий день."
    passage = one("a.txt", text.encode("cp1251")).passages[0]
    assert (passage.text, passage.language) == (text, "ru")
    assert passage.locator.endswith(" cp1251")


def test_a_western_code_page_is_guessed_and_named_in_the_locator() -> None:
    text = "The café in the centre – it was “open” – is closed, the mayor’s office said."
    passage = one("a.txt", text.encode("cp1252")).passages[0]
    assert passage.text == text
    assert passage.locator.endswith(" cp1252")


def test_a_few_nuls_become_replacement_signs_and_offsets_stay() -> None:
    text = "The bridge stands. " * 20
    passage = one("a.txt", (text + "Then\0it fell.").encode()).passages[0]
    assert passage.text == text + "Then\ufffdit fell."


def test_one_broken_byte_in_utf_8_does_not_change_the_encoding() -> None:
    text = "Бої тривають біля села, за словами мешканців. " * 5
    passage = one("a.txt", text.encode() + b"\xd0").passages[0]
    assert passage.text == text + "\ufffd"


def test_an_empty_file_is_refused_with_what_to_do() -> None:
    found = refused("a.txt", b"")
    assert (found.where, found.code) == ("a.txt", "empty")
    assert "Add a file" in found.todo


def test_a_file_of_blanks_is_refused_as_empty() -> None:
    assert [refused("a.txt", data).code for data in (b" \n\t\r\n", b"\xef\xbb\xbf\n")] == ["empty", "empty"]


def test_bytes_that_are_no_text_are_refused_under_a_text_name() -> None:
    assert refused("a.txt", bytes(range(256)) * 20).code == "binary"


def test_a_text_over_its_limit_is_refused_with_what_to_do() -> None:
    found = refused("a.txt", b"A word. " * 8_000_001)
    assert found.code == "too-large"
    assert "Split it" in found.todo


@given(st.binary(max_size=300))
def test_any_bytes_give_a_report_or_a_refusal_that_can_be_stored(data: bytes) -> None:
    (found,) = read("a.txt", data)
    words = [p.text for p in found.passages] if hasattr(found, "passages") else [found.what]
    assert all("\0" not in w and w.encode() for w in words)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200).filter(str.strip))
def test_the_bytes_of_a_locator_are_the_text(text: str) -> None:
    data = text.encode()
    for found in read("a.txt", data):
        for passage in getattr(found, "passages", ()):
            low, high = (int(n) for n in passage.locator.removeprefix("bytes:").split(" ")[0].split("-"))
            assert data[low:high].decode() == passage.text or passage.locator != f"bytes:{low}-{high}"
