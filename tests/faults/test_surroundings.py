"""The main job where the surroundings are poor: no network, no locale, no home, odd names of folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitrepdesk.places import gazetteer_path
from tests.faults.conftest import ROOT, SITREP, environment, new_desk, reports, sitrep, sound

CACHE = str(gazetteer_path().parent)


def poor() -> dict[str, str]:
    """An environment with LANG=C and without a home; the gazetteer that is built already is named."""
    kept = {k: v for k, v in environment().items() if k not in ("HOME", "XDG_CACHE_HOME") and not k.startswith("LC_")}
    return kept | {"LANG": "C", "LC_ALL": "C", "SITREP_CACHE": CACHE}


@pytest.mark.slow
def test_the_main_job_runs_without_network_locale_and_home_in_a_folder_with_an_odd_name(tmp_path: Path) -> None:
    denied = ("sh", ROOT / "tools" / "no_network.sh", SITREP)
    desk = tmp_path / "Мій стіл – 1"
    folder = reports(tmp_path / "зведення за вересень", 12)
    for words in (("init", desk, "--theatre", "ukraine-2022"), ("add", "--desk", desk, folder), ("report", "--desk", desk)):
        said = sitrep(*words, start=denied, env=poor())
        assert said.code == 0, said.err
        assert "no_network: denied" in said.err
    page = next((desk).rglob("*.md")).read_text(encoding="utf-8")
    assert "INTERNAL, NOT CHECKED FOR RELEASE" in page
    assert sound(desk)


def test_a_name_in_bytes_that_are_no_utf8_is_taken_under_the_c_locale(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk")
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as f:  # noqa: PTH123
        f.write(b"The army entered Izium on 8 September.\n")
    said = sitrep("add", "--desk", desk, os.fsdecode(name), env=poor())
    assert said.code == 0, said.err
    assert said.out.startswith("1 new")
    assert sound(desk)
