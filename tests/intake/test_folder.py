import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrepdesk.intake import Found, as_shown, walk
from sitrepdesk.model import Refusal


def names(paths: list[Path], top: Path) -> list[str]:
    return [str(f.path.relative_to(top)) for f in walk(paths) if isinstance(f, Found)]


def refusals(paths: list[Path]) -> list[Refusal]:
    return [f for f in walk(paths) if isinstance(f, Refusal)]


def fill(top: Path, *paths: str) -> Path:
    for path in paths:
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text("Words.")
    return top


def test_files_come_sorted_and_folders_in_their_place(tmp_path: Path) -> None:
    fill(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "c.txt", "A.txt")
    assert names([tmp_path], tmp_path) == ["A.txt", "a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]


def test_hidden_files_tables_and_readmes_are_left_out(tmp_path: Path) -> None:
    fill(tmp_path, ".git/x", ".hidden", "README.md", "sources.csv", "a.txt", "expected.toml")
    (tmp_path / "manifest.csv").write_text("path\na.txt\n")
    assert names([tmp_path], tmp_path) == ["a.txt"]


def test_expected_toml_is_a_file_like_others_where_there_is_no_manifest(tmp_path: Path) -> None:
    assert names([fill(tmp_path, "expected.toml")], tmp_path) == ["expected.toml"]


def test_a_file_that_is_named_itself_is_always_given(tmp_path: Path) -> None:
    fill(tmp_path, "README.md", ".hidden")
    assert names([tmp_path / "README.md", tmp_path / ".hidden"], tmp_path) == ["README.md", ".hidden"]


def test_files_carry_the_rows_of_the_nearest_manifest_above(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt", "sub/b.txt", "sub/deep/c.txt")
    (tmp_path / "manifest.csv").write_text("path,source\na.txt,One\nsub/deep/c.txt,Three\n")
    found = {f.path.name: f.row.source if f.row else None for f in walk([tmp_path]) if isinstance(f, Found)}
    assert found == {"a.txt": "One", "b.txt": None, "c.txt": "Three"}
    (alone,) = walk([tmp_path / "a.txt"])
    assert isinstance(alone, Found)
    assert alone.row is not None


def test_a_row_that_names_no_file_is_refused_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("path\ngone.txt\n")
    (found,) = refusals([tmp_path])
    assert (found.code, found.where.endswith("manifest.csv, line 2")) == ("unreachable", True)


def test_a_missing_path_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    fill(tmp_path, "a.txt")
    found = list(walk([tmp_path / "gone", tmp_path / "a.txt"]))
    assert [type(f) for f in found] == [Refusal, Found]


@pytest.mark.parametrize("target", [".", "..", "sub", "loop"])
def test_a_loop_of_links_is_refused_and_the_rest_goes_on(tmp_path: Path, target: str) -> None:
    top = fill(tmp_path / "top", "a.txt", "sub/b.txt")
    (top / "loop").symlink_to(target if target != ".." else top)
    assert names([top], top) == ["a.txt", "sub/b.txt"]
    assert [r.code for r in refusals([top])] == ["unreachable"]


def test_a_folder_behind_a_link_is_walked_once(tmp_path: Path) -> None:
    fill(tmp_path, "top/a.txt", "other/b.txt")
    for name in ("one", "two"):
        (tmp_path / "top" / name).symlink_to(tmp_path / "other")
    assert names([tmp_path / "top"], tmp_path / "top") == ["a.txt", "one/b.txt"]


def test_a_pipe_is_refused_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [r.code for r in refusals([tmp_path])] == ["unreachable"]


def test_the_same_folder_given_twice_is_walked_once(tmp_path: Path) -> None:
    fill(tmp_path, "sub/a.txt")
    assert names([tmp_path, tmp_path / "sub"], tmp_path) == ["sub/a.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"two\nlines.txt", "two\\nlines.txt"), (b"bad\xff.txt", "bad\\xff.txt"), ("Бої.txt".encode(), "Бої.txt"), (b"\x1b[31m", "\\x1b[31m")],
)
def test_any_name_is_found_and_shown_on_one_line(tmp_path: Path, name: bytes, shown: str) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("Words.")
    (found,) = walk([tmp_path])
    assert isinstance(found, Found)
    assert found.shown == f"{tmp_path}/{shown}"


@given(st.binary(min_size=1, max_size=20).filter(lambda b: b"\0" not in b))
def test_a_shown_path_can_always_be_printed(name: bytes) -> None:
    shown = as_shown(os.fsdecode(name))
    assert shown.isprintable()
    assert shown.encode()


def test_five_thousand_files_are_walked_in_seconds(tmp_path: Path) -> None:
    for n in range(5_000):
        (tmp_path / f"{n:05}.txt").touch()
    start = time.monotonic()
    assert len(names([tmp_path], tmp_path)) == 5_000
    assert time.monotonic() - start < 5


def test_folders_nested_deep_are_walked(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d"] * 300)
    deep.mkdir(parents=True)
    (deep / "a.txt").write_text("Words.")
    assert len(list(walk([tmp_path]))) == 1
