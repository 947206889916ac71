"""Pictures of reports, from the files to ``show``, ``lines``, ``explain`` and ``erase``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Result
from tests.intake.drawing import PASSED_ON, PLAIN, saved, scene

Sitrep = Callable[..., Result]
WIRE = "Ukrainian forces captured Balakliia on 8 September after a night of fighting at the railway yard near the mill, the mayor said."
OTHER = "As many as 40 soldiers of Ukraine's army took Balakliia on 8 September, the station master wrote."
RESAVED = saved(PASSED_ON["scaled to 40 %, quality 30, grey"](scene(5)))
HOW = ("--source", "Lantern", "--published", "2022-09-09T08:00+03:00")


def save_page(folder: Path, *images: str) -> Path:
    (folder / "page_files").mkdir(parents=True, exist_ok=True)
    (folder / "page_files" / "mill.jpg").write_bytes(saved(scene(5)))
    (folder / "page_files" / "logo.png").write_bytes(saved(PLAIN["logo on white"](), "PNG"))
    shown = "".join(f'<img src="{i}">' for i in ("page_files/mill.jpg", "page_files/logo.png", *images))
    (folder / "page.html").write_text(f"<html><body><p>{WIRE}</p>{shown}</body></html>", encoding="utf-8")
    return folder


@pytest.fixture
def pile(desk: Path, sitrep: Sitrep, tmp_path: Path) -> Path:
    """A saved page of Lantern, and a post of the Ridge with one of its pictures, saved anew."""
    page = sitrep("add", save_page(tmp_path / "in"), *HOW)
    assert page.code == 0, page.out + page.err
    (tmp_path / "mill-again.jpg").write_bytes(RESAVED)
    (tmp_path / "post.md").write_text(f"{OTHER}\n\n![](mill-again.jpg)\n", encoding="utf-8")
    assert sitrep("add", tmp_path / "post.md", "--source", "Ridge", "--published", "2022-09-09T20:00+03:00").code == 0
    return tmp_path


def the_claim(sitrep: Sitrep, source: str) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(sitrep("claims", "--type", "capture", "--source", source, "--json").out)["claims"]
    return found[0]


def test_a_folder_with_a_saved_page_gives_one_report_and_its_pictures_and_refuses_none_of_them(
    desk: Path, sitrep: Sitrep, tmp_path: Path
) -> None:
    folder = save_page(tmp_path / "in")
    first = json.loads(sitrep("add", folder, "--json", *HOW).out)
    assert (len(first["new"]), first["pictures"], first["refused"]) == (1, 2, [])
    again = json.loads(sitrep("add", folder, "--json", *HOW).out)
    assert (again["new"], again["known"], again["pictures"], again["refused"]) == ([], 1, 0, [])
    assert sitrep("verify").code == 0


def test_a_picture_that_comes_after_its_report_is_added_to_it(desk: Path, sitrep: Sitrep, tmp_path: Path) -> None:
    folder = save_page(tmp_path / "in")
    (folder / "page_files").rename(tmp_path / "elsewhere")
    assert json.loads(sitrep("add", folder, "--json", *HOW).out)["pictures"] == 0
    (tmp_path / "elsewhere").rename(folder / "page_files")
    again = json.loads(sitrep("add", folder, "--json", *HOW).out)
    assert (again["known"], again["pictures"]) == (1, 2)
    assert sitrep("verify").code == 0


def test_a_broken_picture_is_refused_by_its_place_and_the_report_is_taken(desk: Path, sitrep: Sitrep, tmp_path: Path) -> None:
    folder = save_page(tmp_path / "in", "data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ==")
    result = sitrep("add", folder, *HOW)
    assert result.code == 3
    assert "1 new" in result.out
    assert "2 pictures kept" in result.out
    assert "page.html # image:3: is " in result.out


def test_show_names_the_pictures_of_an_item_and_where_else_they_stand(pile: Path, sitrep: Sitrep) -> None:
    item = the_claim(sitrep, "Lantern")["item"]
    text = sitrep("show", item[:12]).out
    assert "Pictures: 2" in text
    assert "image:1: image/jpeg, 480 × 320" in text
    assert "in Ridge" in text
    assert "no hash: too small or too plain" in text
    wire = json.loads(sitrep("show", item, "--json").out)
    assert [[a["name"] for a in p["also"]] for p in wire["pictures"]] == [["Ridge"], []]
    assert {e["kind"] for e in wire["entries"]} >= {"item", "media", "reading"}


def test_show_of_what_is_neither_claim_nor_item_says_so(pile: Path, sitrep: Sitrep) -> None:
    assert "names no claim here" in sitrep("show", "zzz").err


def test_the_lines_stay_two_and_the_picture_is_shown_beside_them(pile: Path, sitrep: Sitrep) -> None:
    claim = the_claim(sitrep, "Ridge")["id"]
    text = sitrep("lines", claim).out
    assert "2 reports, 2 independent lines" in text
    assert "Picture: Ridge and Lantern. Both carry the same picture (" in text
    assert "no line follows from it" in text
    wire = json.loads(sitrep("lines", claim, "--json").out)
    assert [(k["relation"], k["left"], k["right"]) for k in wire["pictures"]] == [
        ("same-picture", the_claim(sitrep, "Ridge")["item"], the_claim(sitrep, "Lantern")["item"])
    ]
    svg = sitrep("lines", claim, "--svg", "-").out
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert "stroke-dasharray" in svg
    assert "Ridge and Lantern carry the same picture." in svg


def test_explain_names_the_picture_for_an_event_and_for_an_item(pile: Path, sitrep: Sitrep) -> None:
    claim = the_claim(sitrep, "Ridge")
    assert "Ridge and Lantern: Both carry the same picture" in sitrep("explain", claim["id"]).out
    assert "It has a picture in common with Lantern." in sitrep("explain", claim["item"]).out


def test_the_command_erase_takes_the_pictures_along(pile: Path, sitrep: Sitrep, desk: Path) -> None:
    item = the_claim(sitrep, "Ridge")["item"]
    (picture,) = json.loads(sitrep("show", item, "--json").out)["pictures"]
    blob = desk / "archive" / picture["blob"][:2] / picture["blob"][2:]
    assert blob.read_bytes() == RESAVED
    assert sitrep("erase", item, "--because", "asked", "--yes").code == 0
    assert not blob.exists()
    assert sitrep("verify").code == 0
    assert "in Ridge" not in sitrep("show", the_claim(sitrep, "Lantern")["item"]).out


def test_an_exported_desk_has_the_pictures_of_its_reports(pile: Path, sitrep: Sitrep, tmp_path: Path) -> None:
    item = the_claim(sitrep, "Lantern")["item"]
    assert sitrep("export", tmp_path / "moved.zip").code == 0
    assert sitrep("import", tmp_path / "moved.zip", "--desk", tmp_path / "moved").code == 0
    assert sitrep("show", item, "--desk", tmp_path / "moved").out == sitrep("show", item).out
