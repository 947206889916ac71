"""Files that cannot be taken, among files that can: each is refused with what to do, and the rest goes on."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.faults.conftest import held, new_desk, sentence, sitrep, sound
from tests.intake.making import pdf

TEXT = "The army entered Izium on 8 September.\n"


def bomb(name: str) -> bytes:
    """A zip file that unpacks to 300 MB."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        with z.open(name, "w") as f:
            for _ in range(300):
                f.write(bytes(1_000_000))
    return out.getvalue()


REFUSED = {
    "empty.txt": (lambda: b"", "has no bytes"),
    "blank.txt": (lambda: b" \n\n ", "holds only blanks"),
    "binary.txt": (lambda: bytes(range(256)) * 40, "holds no text and is of no known format"),
    "locked.pdf": (lambda: pdf([[TEXT.strip()]], password="secret"), "password"),
    "bomb.docx": (lambda: bomb("word/document.xml"), "unpack"),
    "bomb.zip": (lambda: bomb("report.txt"), "rchive"),
    "cut.pdf": (lambda: pdf([[TEXT.strip()]])[:200], "cannot be read"),
}
TAKEN = {
    "broken.html": f"<html><body><div><p>{TEXT * 3}<b><p>More of it</div></i>".encode(),
    "latin.txt": f"Le maire de Sloviansk, Rémi Testé, est arrivé. {TEXT}".encode("latin-1"),
    "utf16.txt": (TEXT * 2).encode("utf-16"),
    "nul.txt": b"The army\x00 entered Izium on 8 September.\n" + TEXT.encode() * 3,
    "good.txt": TEXT.encode(),
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, int]:
    """A desk to which all these files were added in one run; what was said, and the exit code."""
    folder = tmp_path_factory.mktemp("mixed")
    desk = new_desk(folder / "desk")
    (folder / "in").mkdir()
    for name, (make, _) in REFUSED.items():
        (folder / "in" / name).write_bytes(make())
    for name, data in TAKEN.items():
        (folder / "in" / name).write_bytes(data)
    said = sitrep("add", "--desk", desk, folder / "in")
    return desk, said.out, said.code


def test_refused_files_make_exit_code_3_and_the_rest_is_taken(mixed: tuple[Path, str, int]) -> None:
    desk, said, code = mixed
    assert code == 3
    assert said.startswith(f"{len(TAKEN)} new, 0 known already, 0 corrected, {len(REFUSED)} refused."), said
    assert sound(desk)


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_what_to_do(mixed: tuple[Path, str, int], name: str) -> None:
    (line,) = [line for line in mixed[1].splitlines() if line.startswith("Refused ") and f"/{name}:" in line]
    _, what = line.split(f"/{name}: ")
    assert REFUSED[name][1] in what
    assert len(what.split(". ", 1)[1]) > 10, "it says what to do"


def test_adding_them_again_changes_nothing_and_keeps_no_refusal_twice(mixed: tuple[Path, str, int]) -> None:
    desk = mixed[0]
    before = held(desk)
    assert before.refused == len(REFUSED)
    assert sitrep("add", "--desk", desk, desk.parent / "in").out.startswith(f"0 new, {len(TAKEN)} known already")
    assert held(desk) == before


def test_a_name_with_a_newline_is_shown_on_one_line(desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "two\nlines.txt"
    path.write_bytes(b"")
    said = sitrep("add", "--desk", desk, path)
    assert said.code == 3
    assert r"two\nlines.txt: has no bytes" in said.out
    path.write_text(sentence(3), encoding="utf-8")
    assert sitrep("add", "--desk", desk, path).out.startswith("1 new")
    assert sound(desk)
