"""Names folded, regions checked, the compiled files, their place on the disk."""

import json
from pathlib import Path

import pytest

from sitrepdesk.model import StoreError
from sitrepdesk.places import Gazetteer, build_gazetteer, gazetteer_path, open_gazetteer
from sitrepdesk.places import compile as compiler
from sitrepdesk.places.compile import region_id
from sitrepdesk.places.fold import fold
from sitrepdesk.places.tables import rows


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Khar'kov", "kharkov"),
        ("Slov’yansk", "Slovyansk"),
        ("Łódź", "Lodz"),
        ("Ivano-Frankivsk", "ivano frankivsk"),
        ("St. Petersburg", "Saint Petersburg"),
    ],
)
def test_spellings_fold_to_one(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_cyrillic_short_i_is_no_i() -> None:
    assert fold("Київ") != fold("Киів")


def test_every_region_of_the_table_has_its_settlements(gazetteer: Gazetteer) -> None:
    known = {r["place"]: f"geonames:{r['geonames']}" for r in rows("geonames.tsv")}
    empty = []
    for row in rows("regions.tsv"):
        info = gazetteer.info(known.get(region_id(row), region_id(row)))
        if info is None or (info.lat, info.lon) == (0, 0) or info.country != f"country:{row['country']}":
            empty.append(row["names"])
    assert empty == []


def test_ids_of_regions_and_features_are_unique() -> None:
    ids = [region_id(r) for r in rows("regions.tsv")] + [r["id"] for r in rows("features.tsv")]
    doubled = {i for i in ids if ids.count(i) > 1}
    assert not doubled


def test_every_number_of_geonames_belongs_to_a_region_or_feature_and_to_one_only(gazetteer: Gazetteer) -> None:
    known = {region_id(r) for r in rows("regions.tsv")} | {r["id"] for r in rows("features.tsv")}
    numbers = [r["geonames"] for r in rows("geonames.tsv")]
    assert [r["place"] for r in rows("geonames.tsv") if r["place"] not in known] == []
    assert len(set(numbers)) == len(numbers)
    assert all((info := gazetteer.info(f"geonames:{n}")) and info.kind != "settlement" for n in numbers)


@pytest.mark.parametrize("row", list(rows("short.tsv")), ids=lambda r: r["short"])
def test_a_short_form_means_a_place(row: dict[str, str], gazetteer: Gazetteer) -> None:
    info = gazetteer.info(row["place"])
    assert info is not None
    assert info.kind in ("province", "region")


def test_an_id_that_is_none_is_unknown(gazetteer: Gazetteer) -> None:
    assert [gazetteer.info(i) for i in ("geonames:0", "geonames:x", "", "geonames:" + "9" * 40)] == [None] * 4


def test_a_missing_gazetteer_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"places\.build"):
        open_gazetteer(tmp_path)


def test_the_cache_folder_follows_its_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_CACHE", str(tmp_path / "own"))
    assert gazetteer_path().parent == tmp_path / "own"
    monkeypatch.delenv("SITREP_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    assert gazetteer_path().parent == tmp_path / "xdg" / "sitrepdesk"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path / "absent"))
    assert "sitrepdesk-" in gazetteer_path().parent.name


def _small_data(folder: Path) -> Path:
    """A package's data folder with two settlements."""
    folder.mkdir()

    def town(num: int, name: str, other: str) -> str:
        place = {"latitude": 49.2, "longitude": 37.2, "countrycode": "UA", "population": 900, "admin1code": "07"}
        return json.dumps({"geonameid": num, "name": name, "alternatenames": [other], **place})

    (folder / "cities500.json").write_text(f'{{"1": {town(1, "Alpha {x}", "Alfa")}, "2": {town(2, "Beta", "ABC")}}}')
    (folder / "us_states.json").write_text("{}")
    (folder / "continents.json").write_text("{}")
    (folder / "us_counties.json").write_text("[]")
    (folder / "countries.json").write_text('{"UA": {"geonameid": 690791, "name": "Ukraine", "population": 40000000}}')
    return folder


def test_a_build_streams_reports_progress_and_drops_airport_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiler, "_data", lambda: _small_data(tmp_path / "data"))
    monkeypatch.setattr(compiler, "_CHUNK", 40)
    seen: list[tuple[int, int]] = []
    found = open_gazetteer(build_gazetteer(tmp_path / "out", lambda done, total: seen.append((done, total))))
    assert [c.id for c in found.named("Alfa")] == ["geonames:1"]
    assert found.named("ABC") == ()
    assert seen[-1][0] == seen[-1][1]
    assert len(seen) > 5


def test_a_second_build_leaves_the_first_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = _small_data(tmp_path / "data")
    monkeypatch.setattr(compiler, "_data", lambda: data)
    for _ in range(2):
        build_gazetteer(tmp_path / "cache" / "g")
    assert [p.name for p in (tmp_path / "cache").iterdir()] == ["g"]


def test_a_cache_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = _small_data(tmp_path / "data")
    monkeypatch.setattr(compiler, "_data", lambda: data)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="SITREP_CACHE"):
        build_gazetteer(tmp_path / "file" / "g")
