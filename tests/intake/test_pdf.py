import pytest

from .making import one, pdf, refused, texts


def test_each_page_is_a_passage() -> None:
    found = one("a.pdf", pdf([["Izium is held."], [], ["Nobody knows more."]]))
    assert [(p.text, p.locator) for p in found.passages] == [("Izium is held.", "page:1"), ("Nobody knows more.", "page:3")]


def test_title_and_author_are_taken_and_the_date_of_the_file_is_not() -> None:
    found = one("a.pdf", pdf([["Izium is held."]]))
    assert (found.title, found.author, found.published) == ("Daily note", "Ridge Desk", None)


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The troops left their ammuni-", "tion in the school."], "The troops left their ammunition in the school."),
        (["They used two anti-", "aircraft guns there."], "They used two anti-aircraft guns there."),
        (["A mid-day raid and then a mid-", "day calm."], "A mid-day raid and then a mid-day calm."),
        (["The road from Chuhuiv-", "Balakliia is cut there."], "The road from Chuhuiv- Balakliia is cut there."),
    ],
)
def test_words_divided_at_the_end_of_a_line_are_mended(lines: list[str], text: str) -> None:
    assert texts(one("a.pdf", pdf([lines]))) == [text]


def test_lines_that_the_width_broke_are_joined_and_headings_stand_alone() -> None:
    lines = [
        "Outlook",
        "The forces hold the river and the bridges on it,",
        "and nobody knows how long they will stay in it.",
        "Reserves",
        "None.",
    ]
    assert texts(one("a.pdf", pdf([lines]))) == [
        "Outlook\nThe forces hold the river and the bridges on it, and nobody knows how long they will stay in it.\nReserves\nNone."
    ]


def test_a_pdf_with_a_password_is_refused_as_locked() -> None:
    found = refused("a.pdf", pdf([["Secret."]], password="key"))
    assert found.code == "locked"
    assert "password" in found.todo


def test_a_pdf_without_text_is_refused_as_empty_and_says_that_it_may_be_a_scan() -> None:
    found = refused("a.pdf", pdf([[], []]))
    assert found.code == "empty"
    assert "scan" in found.todo


def test_a_pdf_under_a_text_name_is_read_as_what_it_is() -> None:
    assert one("a.txt", pdf([["Izium is held."]])).format == "pdf"


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.4 and then words", pdf([["Izium is held."]])[:300]])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    assert refused("a.pdf", data).code in ("malformed", "empty")
