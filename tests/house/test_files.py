"""What the project's files may hold."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from . import files
from .source import ROOT, project_files


def test_no_file_names_a_package_index() -> None:
    assert list(files.found(files.INDEX, ROOT, project_files())) == []


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    assert list(files.found(files.MACHINE, ROOT, project_files())) == []


def test_no_file_is_pickled() -> None:
    assert list(files.pickled(ROOT, project_files())) == []


def test_no_file_is_left_over_from_a_merge_or_an_editor() -> None:
    left = [p for p in project_files() if p.suffix in (".orig", ".rej", ".bak", ".swp") or p.name.endswith("~")]
    assert left == []


def test_the_top_folder_holds_only_what_the_plan_names() -> None:
    """A parser in a cage once left its temporary files here."""
    folders = {"bench", "cases", "docs", "examples", "requirements", "src", "tests", "tools", "training", ".ci"}
    loose = {".gitignore", "LICENSE", "Makefile", "NOTICE", "README.md", "pyproject.toml"}
    assert {p.relative_to(ROOT).parts[0] for p in project_files()} - folders - loose == set()


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        (files.INDEX, "https://py" + "pi.org/project/x"),
        (files.INDEX, "--extra-ind" + "ex-url x"),
        (files.INDEX, "https://packages.example/sim" + "ple/"),
        (files.MACHINE, 'open("/ho' + 'me/me/x")'),
        (files.MACHINE, "see /wo" + "rk/x"),
    ],
)
def test_the_patterns_notice_what_may_not_stand(pattern: re.Pattern[str], line: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"first\n{line}\n")
    assert [f.split(" ")[0] for f in files.found(pattern, tmp_path, [tmp_path / "a.txt"])] == ["a.txt:2"]


@pytest.mark.parametrize("line", ["and/or", "https://example.org/work/home", "a simple rule", "src/home/x"])
def test_the_patterns_let_pass_what_may_stand(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(line)
    assert [*files.found(files.INDEX, tmp_path, [tmp_path / "a.txt"]), *files.found(files.MACHINE, tmp_path, [tmp_path / "a.txt"])] == []


def test_a_pickled_file_is_noticed_by_its_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "weights.bin").write_bytes(b"\x80\x04\x95rest")
    assert list(files.pickled(tmp_path, [tmp_path / "weights.bin"])) == ["weights.bin"]


def test_without_git_built_and_hidden_folders_are_left_out(tmp_path: Path) -> None:
    for name in ("src/a.py", "build/b.py", ".venv/c.py", ".ci/run", ".gitignore"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert {p.relative_to(tmp_path).as_posix() for p in project_files(tmp_path)} == {"src/a.py", ".ci/run", ".gitignore"}


def test_with_git_ignored_files_are_left_out_and_new_ones_are_in(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("kept-out\n")
    (tmp_path / "kept-out").write_text("x")
    (tmp_path / "née new").write_text("x")
    assert {p.name for p in project_files(tmp_path)} == {".gitignore", "née new"}
