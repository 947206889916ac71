"""``make demo``: the main job on the bundled dossier, without a network, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .source import ROOT


def demo(folder: Path) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LANG": "C"}
    return subprocess.run(
        ["sh", "tools/no_network.sh", "sh", "tools/demo.sh", str(folder)], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )


def reports(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (folder / "desk" / "reports").iterdir()}


@pytest.mark.slow
def test_the_demo_gives_the_same_report_twice_without_a_network(tmp_path: Path) -> None:
    first, second = demo(tmp_path / "a demo"), demo(tmp_path / "another")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "Bottom line" in first.stdout
    assert str(tmp_path / "a demo" / "desk" / "reports" / "sitrep-12.md") in first.stdout
    assert {"sitrep-12.md", "sitrep-12.html", "sitrep-12.json"} <= set(reports(tmp_path / "a demo"))
    assert reports(tmp_path / "a demo") == reports(tmp_path / "another")


def test_the_demo_leaves_a_folder_alone_that_it_did_not_make(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    answer = demo(tmp_path)
    assert answer.returncode == 1
    assert "Move it away" in answer.stderr
    assert (tmp_path / "mine").read_text() == "mine"
