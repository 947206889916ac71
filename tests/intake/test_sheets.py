from pathlib import Path

import pytest

from sitrepdesk.intake import read_manifest, read_sources

HEAD = "path,source,published,handling,embargo,collector,note,issue,corrects,retracts\n"


def manifest(folder: Path, text: str) -> Path:
    (folder / "manifest.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_without_a_manifest_has_no_rows(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == ({}, ())


def test_a_row_says_what_a_file_is_and_blank_cells_say_nothing(tmp_path: Path) -> None:
    rows, refused = read_manifest(
        manifest(tmp_path, HEAD + 'a.txt,Ridge,2022-09-12,restricted,2022-09-13T06:00+03:00,,"one, two",11,b.txt,\n')
    )
    row = rows["a.txt"]
    assert refused == ()
    assert (row.source, row.published, row.handling, row.embargo) == ("Ridge", "2022-09-12", "restricted", "2022-09-13T06:00+03:00")
    assert (row.collector, row.note, row.issue, row.corrects, row.retracts, row.line) == (None, "one, two", 11, "b.txt", None, 2)


def test_columns_may_be_few_and_in_any_order_and_cells_at_the_end_left_out(tmp_path: Path) -> None:
    rows, refused = read_manifest(manifest(tmp_path, "\ufeffsource,path,note\nRidge,a.txt\n"))
    assert (rows["a.txt"].source, rows["a.txt"].note, refused) == ("Ridge", None, ())


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("a.txt,,2022-09-12T18:30,,,,,,,", "without a zone"),
        ("a.txt,,yesterday,,,,,,,", "no date"),
        ("a.txt,,,secret,,,,,,", "public, restricted, confidential"),
        ("a.txt,,,,,,,eleven,,", "number of the report"),
        (",Ridge,,,,,,,,", "no path"),
        ("../a.txt,,,,,,,,,", "outside the folder"),
        ("/a.txt,,,,,,,,,", "outside the folder"),
        ("a.txt,,,,,,one, two,,,", "quotation marks"),
        ("ok.txt,,,,,,,,,", "second time"),
    ],
)
def test_a_bad_row_is_refused_by_its_line_and_the_rest_goes_on(tmp_path: Path, row: str, word: str) -> None:
    rows, refused = read_manifest(manifest(tmp_path, f"{HEAD}ok.txt,,,,,,,,,\n{row}\nlast.txt,,,,,,,,,\n"))
    assert list(rows) == ["ok.txt", "last.txt"]
    assert [r.where.endswith("line 3") for r in refused] == [True]
    assert word in refused[0].what + refused[0].todo


@pytest.mark.parametrize(
    ("text", "word"),
    [("path,when\na,b\n", "'when'"), ("source\nRidge\n", "'path'"), ("path,path\na,b\n", "twice"), ('path\n"open\n', "no CSV")],
)
def test_a_table_with_wrong_columns_is_refused_by_line(tmp_path: Path, text: str, word: str) -> None:
    rows, refused = read_manifest(manifest(tmp_path, text))
    assert rows == {}
    assert word in refused[0].what
    assert "line" in refused[0].where


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_bytes("path,note\na.txt,Бої\n".encode("cp1251"))
    assert "UTF-8" in read_manifest(tmp_path)[1][0].what


def test_sources_are_read_with_their_ids(tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("source,side,owner,party_medium,kind\nVolna,ru,Ministry,yes,channel\nRidge,,,,\nX,,,perhaps,\n")
    sources, refused = read_sources(tmp_path)
    assert [(s.name, s.side, s.owner, s.party_medium, s.kind) for s in sources.values()] == [
        ("Volna", "ru", "Ministry", True, "channel"),
        ("Ridge", None, None, False, "outlet"),
    ]
    assert "yes or no" in refused[0].todo
