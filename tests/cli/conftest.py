"""Running ``sitrep`` in process, with a fixed clock."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitrepdesk.cli import main

NOW = "2022-09-14T08:00+03:00"
DOSSIER = Path(__file__).parents[2] / "examples" / "kharkiv-2022"


@dataclass(frozen=True)
class Result:
    """What a run of the command gave."""

    code: int
    out: str
    err: str


Sitrep = Callable[..., Result]


@pytest.fixture
def sitrep(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Sitrep:
    """Call ``sitrep`` with these words."""

    def run(*words: object) -> Result:
        monkeypatch.setenv("SITREP_NOW", NOW)
        monkeypatch.setattr(sys, "argv", ["sitrep", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            main()
        code = stop.value.code
        captured = capsys.readouterr()
        return Result(code=code if isinstance(code, int) else 0, out=captured.out, err=captured.err)

    return run


@pytest.fixture
def desk(tmp_path: Path, sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new desk for the theatre of the dossier, which the verbs act on without being told."""
    folder = tmp_path / "desk"
    assert sitrep("init", folder, "--theatre", "ukraine-2022", "--who", "Test Person").code == 0
    monkeypatch.setenv("SITREP_DESK", str(folder))
    return folder


@pytest.fixture
def note(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a small report and give its path."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
