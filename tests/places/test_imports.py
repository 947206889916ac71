"""Files of places that a user brings: the good rows are taken, the bad ones named."""

import json
from pathlib import Path

import pytest

from sitrepdesk.model import Malformed, Refusal, Unreachable
from sitrepdesk.places import Gazetteer, Resolver, Taken, build_gazetteer, import_file, open_gazetteer
from sitrepdesk.places import compile as compiler
from sitrepdesk.places.imports import Brought, brought, degrees
from sitrepdesk.theatre import load_pack

from .test_gazetteer import _small_data

DUMP = "7\tOzerne\tOzerne\tOzernoye,Озерне\t49.5\t37.5\tP\tPPL\tUA\t\t07\t\t\t\t1200\t\t\tEurope/Kyiv\t2020-01-01\n"
BAD = "8\tNowhere\tNowhere\t\t99\t37.5\tP\tPPL\tUA\t\t07\t\t\t\t0\t\t\tEurope/Kyiv\t2020-01-01\n"
RIVER = {"type": "LineString", "coordinates": [[37.0, 49.0], [37.2, 49.3], [37.4, 49.5]]}
AREA = {"type": "Polygon", "coordinates": [[[37, 49], [38, 49], [38, 50], [37, 50], [37, 49]]]}


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    data = _small_data(tmp_path / "data")
    monkeypatch.setattr(compiler, "_data", lambda: data)
    return open_gazetteer(build_gazetteer(tmp_path / "cache" / "g"))


def taken(base: Gazetteer, folder: Path, name: str, text: str) -> tuple[Taken, Resolver]:
    (folder / name).write_text(text, encoding="utf-8")
    done = import_file(folder / name, base, "UA")
    return done, Resolver(load_pack("world"), open_gazetteer(base.path))


def feature(geometry: object, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def test_a_dump_of_geonames_is_taken_and_its_bad_row_named(base: Gazetteer, tmp_path: Path) -> None:
    done, resolver = taken(base, tmp_path, "UA.txt", DUMP + BAD)
    assert (done.new, [r.where for r in done.refused]) == (1, ["UA.txt, line 2"])
    assert "latitude 99 lies outside" in done.refused[0].what
    assert {resolver.resolve(n).place for n in ("Ozerne", "Ozernoye", "Озерне")} == {"geonames:7"}


def test_a_place_that_is_known_gets_the_new_name_and_no_twin(base: Gazetteer, tmp_path: Path) -> None:
    done, resolver = taken(base, tmp_path, "t.tsv", "name\tnames\tkind\tlat\tlon\nBeta\tBetagrad\ttown\t49.21\t37.21\n")
    assert (done.new, done.known) == (0, 1)
    assert resolver.resolve("Betagrad").place == resolver.resolve("Beta").place == "geonames:2"


def test_a_river_of_a_geojson_has_its_course(base: Gazetteer, tmp_path: Path) -> None:
    _, resolver = taken(base, tmp_path, "r.geojson", collection(feature(RIVER, name="Tykha", featurecla="River")))
    known = resolver.info(resolver.resolve("Tykha").place or "")
    assert known is not None
    assert (known.kind, known.line[0]) == ("river", (49_000_000, 37_000_000))
    along = resolver.resolve("along the Tykha").extent
    assert along is not None
    assert along.holds(49_300_000, 37_200_000)


def test_an_area_of_a_geojson_has_its_outline(base: Gazetteer, tmp_path: Path) -> None:
    _, resolver = taken(base, tmp_path, "a.geojson", collection(feature(AREA, name="Tykha Raion", admin_level="6")))
    known = resolver.info(resolver.resolve("Tykha Raion").place or "")
    assert known is not None
    assert (known.kind, len(known.rings[0])) == ("district", 4)


def test_importing_a_file_again_replaces_what_it_gave(base: Gazetteer, tmp_path: Path) -> None:
    taken(base, tmp_path, "t.tsv", "name\tlat\tlon\nOldville\t49\t37\n")
    _, resolver = taken(base, tmp_path, "t.tsv", "name\tlat\tlon\nNewville\t49\t37\n")
    assert resolver.resolve("Oldville").place is None
    assert resolver.resolve("Newville").place is not None


def test_what_is_imported_changes_the_digest(base: Gazetteer, tmp_path: Path) -> None:
    taken(base, tmp_path, "t.tsv", "name\tlat\tlon\nOldville\t49\t37\n")
    assert open_gazetteer(base.path).digest != base.digest


def test_a_circle_and_an_unknown_parent_of_a_packs_table_are_named(base: Gazetteer, tmp_path: Path) -> None:
    head = "id\tnames\tkind\tlat\tlon\tradius_km\tparent\n"
    rows = ["area:a\tAaa\tarea\t49\t37\t5\tarea:b", "area:b\tBbb\tarea\t49\t37\t5\tarea:a", "area:c\tCcc\tarea\t49\t37\t5\tarea:x"]
    done, resolver = taken(base, tmp_path, "areas.tsv", head + "\n".join([*rows, "area:d\tDdd\tarea\t49\t37\t5\tcountry:UA"]))
    assert sorted(r.what.split(":")[1].strip() for r in done.refused) == ["a circle", "a circle", "unknown parent 'area"]
    assert resolver.resolve("Ddd").place == "area:d"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('{"type": "FeatureCollection", "features": [', "is no whole JSON"),
        ('{"type": "Topology"}', "is no GeoJSON"),
        ("alpha\tbeta\n1\t2\n", "no column for names"),
        ("", "holds no rows"),
    ],
)
def test_a_file_of_no_known_form_is_refused_with_what_to_do(text: str, what: str, tmp_path: Path) -> None:
    (tmp_path / "f").write_text(text)
    with pytest.raises(Malformed, match=what) as refused:
        list(brought(tmp_path / "f"))
    assert refused.value.todo


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        list(brought(tmp_path / "absent"))


@pytest.mark.parametrize(
    "geometry", [None, {"type": "LineString", "coordinates": [[1, 2]]}, {"type": "Point", "coordinates": ["x", "y"]}, {"type": "Polygon"}]
)
def test_a_broken_geometry_is_named_and_the_rest_taken(geometry: object, tmp_path: Path) -> None:
    (tmp_path / "f.geojson").write_text(collection(feature(geometry, name="Bad"), feature(RIVER, name="Good")))
    bad, good = brought(tmp_path / "f.geojson")
    assert isinstance(bad, Refusal)
    assert bad.where == "f.geojson, feature 1"
    assert isinstance(good, Brought)


@pytest.mark.parametrize(
    ("text", "micro"), [("49.5", 49_500_000), ('N 49° 51’ 25"', 49_856_944), ("S 10°", -10_000_000), ('7° 30’ 0" W', -7_500_000)]
)
def test_degrees_are_read_with_and_without_minutes(text: str, micro: int) -> None:
    assert degrees(text, 90, "latitude") == micro
