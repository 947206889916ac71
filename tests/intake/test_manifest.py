from sitrepdesk.intake import as_markdown, formats
from sitrepdesk.intake.parse import READERS


def test_every_format_has_a_row_and_a_reader() -> None:
    assert [f.name for f in formats()] == list(READERS)


def test_the_table_tells_of_every_format() -> None:
    rows = as_markdown().splitlines()[2:]
    assert [r.split(" | ")[0].removeprefix("| ") for r in rows] == [f.title for f in formats()]


def test_what_a_format_takes_is_a_sentence_and_its_limit_is_named() -> None:
    assert all(f.takes.endswith(".") and f"{f.max_bytes // 1_000_000} MB" in f.limits for f in formats())


def test_parsers_of_complex_formats_are_marked_as_hostile() -> None:
    assert {f.name for f in formats() if f.hostile} == {"html", "pdf", "docx", "feed", "telegram"}
