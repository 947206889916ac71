"""Packs: what ships, what is asked of them, and how a broken one is refused."""

from pathlib import Path

import pytest

from sitrepdesk.model import PackError, UnknownName
from sitrepdesk.theatre import Pack, load_pack, shipped_packs


@pytest.fixture(scope="module")
def ukraine() -> Pack:
    return load_pack("ukraine-2022")


def test_every_shipped_pack_loads() -> None:
    assert shipped_packs() == ("ukraine-2022", "world")
    assert [load_pack(n).name for n in shipped_packs()] == list(shipped_packs())


def test_the_world_has_no_sides_and_utc() -> None:
    pack = load_pack("world")
    assert (pack.sides, pack.zone) == ((), "UTC")


def test_the_ids_of_the_claims_page_are_there(ukraine: Pack) -> None:
    assert all(ukraine.area(i) for i in ("area:kharkiv-oblast", "area:crimea", "river:oskil"))
    assert all(ukraine.actor(i) for i in ("actor:ru-forces", "actor:ua-forces", "actor:rosgvardia"))
    assert ukraine.zone == "Europe/Kyiv"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Russian troops", "actor:ru-forces"),
        ("The Russian army", "actor:ru-forces"),
        ("the Russians", "actor:ru-forces"),
        ("Russian formations", "actor:ru-forces"),
        ("thousands of Russian troops", "actor:ru-forces"),
        ("Ukrainian forces", "actor:ua-forces"),
        ("Ukrainian military authorities", "actor:ua-forces"),
        ("Russian National Guard or Rosgvardia troops", "actor:rosgvardia"),
        ("the Ukrainian General Staff", "actor:ua-general-staff"),
        ("units of the Black Sea Fleet", "actor:black-sea-fleet"),
        ("Moscow", "actor:ru-government"),
        ("Kyiv", "actor:ua-government"),
        ("IAEA", "actor:iaea"),
        ("a Russian soldier", None),
        ("a commander of the Black Sea Fleet", None),
        ("civilians fleeing Russian troops", None),
        ("Wagner's commander", None),
        ("Ukrainians", None),
        ("Ukraine", None),
        ("Donbas conscripts", None),
        ("wagner", None),
        ("", None),
    ],
)
def test_a_participant_names_an_actor_or_nobody(text: str, actor: str | None, ukraine: Pack) -> None:
    found = ukraine.actor_of(text)
    assert (found.id if found else None) == actor


def test_a_state_has_an_id_for_itself_and_one_for_its_forces(ukraine: Pack) -> None:
    side = ukraine.side_named("Russia")
    assert side is not None
    assert (side.country, side.forces) == ("country:RU", "actor:ru-forces")
    assert ukraine.side_named("the Russian") == side


@pytest.mark.parametrize(
    ("entity", "side"),
    [("actor:wagner", "side:ru"), ("country:UA", "side:ua"), ("side:ua", "side:ua"), ("actor:un", None), ("country:FR", None)],
)
def test_an_entity_belongs_to_its_side(entity: str, side: str | None, ukraine: Pack) -> None:
    assert ukraine.side_of(entity) == side


def test_the_two_sides_have_the_same_form(ukraine: Pack) -> None:
    left, right = ukraine.sides
    assert [len(left.demonyms), bool(left.forces), bool(left.country)] == [len(right.demonyms), bool(right.forces), bool(right.country)]
    for noun in ("forces", "troops", "army", "Armed Forces", "General Staff", "Defence Ministry", "Foreign Ministry", "Navy", "Air Force"):
        pair = [ukraine.actor_of(f"{s.demonyms[0]} {noun}") for s in ukraine.sides]
        assert [a and a.side for a in pair] == ["side:ua", "side:ru"], noun


def test_no_two_actors_share_a_name(ukraine: Pack) -> None:
    names = [n for a in ukraine.actors for n in a.names]
    assert {n for n in names if names.count(n) > 1} == set()


def test_actors_in_running_text_are_found_with_their_spans(ukraine: Pack) -> None:
    text = "Wagner and the VDV left."
    assert [(text[s:e], a) for s, e, a in ukraine.actors_in(text)] == [("Wagner", "actor:wagner"), ("VDV", "actor:vdv")]


HEAD = 'name = "t"\ntitle = "T"\nzone = "UTC"\n'
SIDES = HEAD + '[[sides]]\nid = "side:a"\nname = "A"\nnames = ["A"]\ndemonyms = ["Aan"]\n'
ACTORS = "id\tnames\tside\tkind\tparent\tpublic\n"
AREAS = "id\tnames\tkind\tlat\tlon\tradius_km\tparent\n"


def broken(folder: Path, **tables: str) -> PackError:
    for name, text in {"pack": HEAD, **tables}.items():
        (folder / (f"{name}.toml" if name == "pack" else f"{name}.tsv")).write_text(text)
    with pytest.raises(PackError) as e:
        load_pack(str(folder))
    return e.value


@pytest.mark.parametrize(
    ("tables", "where", "what"),
    [
        ({"areas": AREAS + "a\tA\tvillage\t1\t2\t3\tnowhere\n"}, "areas.tsv, line 2", "unknown parent 'nowhere'"),
        ({"areas": AREAS + "a\tA\tv\t1\t2\t3\tb\nb\tB\tv\t1\t2\t3\ta\n"}, "areas.tsv, line 2", "a circle: a -> b -> a"),
        ({"areas": AREAS + "a\tA\tv\t1\t2\t3\na\tB\tv\t1\t2\t3\n"}, "areas.tsv, line 3", "already in areas.tsv, line 2"),
        ({"areas": AREAS + "a\tA\tv\t91\t2\t3\n"}, "areas.tsv, line 2", "'lat'"),
        ({"areas": AREAS + "a\tA\tv\t1\teast\t3\n"}, "areas.tsv, line 2", "'lon'"),
        ({"areas": AREAS + "a\tA\tv\t1\tNaN\t3\n"}, "areas.tsv, line 2", "no number"),
        ({"areas": AREAS + "a\tA\tv\t1\t2\t0\n"}, "areas.tsv, line 2", "'radius_km'"),
        ({"areas": AREAS + "a\tA|\tv\t1\t2\t3\n"}, "areas.tsv, line 2", "empty name"),
        ({"areas": AREAS + "a\tA\tv\t1\t2\t3\t\tx\n"}, "areas.tsv, line 2", "8 cells for 7 columns"),
        ({"actors": ACTORS + "x\tX\tside:z\tforces\t\tyes\n"}, "actors.tsv, line 2", "unknown side"),
        ({"actors": ACTORS + "x\tX\t\tforces\t\tmaybe\n"}, "actors.tsv, line 2", "neither yes nor no"),
        ({"actors": ACTORS + "x\t\t\tforces\t\tyes\n"}, "actors.tsv, line 2", "'names': is empty"),
        ({"actors": ACTORS + "x\tX\t\tforces\tx\tyes\n"}, "actors.tsv, line 2", "a circle"),
        ({"pack": 'name = "t"\ntitle = "T"\nzone = "Mars/Base"\n'}, "pack.toml", "'zone'"),
        ({"pack": 'name = "t"\n'}, "pack.toml", "'zone' is missing"),
        ({"pack": "name = \n"}, "pack.toml", "no TOML"),
        ({"pack": SIDES.replace('name = "A"\n', 'name = "A"\nforces = "actor:none"\n')}, "pack.toml", "unknown actor"),
        ({"pack": HEAD + 'countries = ["UA"]\n'}, "pack.toml", "'countries'"),
        ({"pack": HEAD + '[report]\nareas = ["area:x"]\n'}, "pack.toml", "unknown area"),
    ],
)
def test_a_broken_pack_names_file_line_field_and_what_to_do(tables: dict[str, str], where: str, what: str, tmp_path: Path) -> None:
    error = broken(tmp_path, **tables)
    assert error.where.endswith(where)
    assert what in error.what
    assert error.todo.endswith(".")


def test_a_pack_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="ukraine-2022"):
        load_pack(str(tmp_path))


def test_a_pack_from_a_folder_loads_and_its_digest_follows_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(SIDES)
    (tmp_path / "areas.tsv").write_text("# comment\n" + AREAS + "river:x\tX River|X\triver\t1.5\t-2.25\t3\n")
    pack = load_pack(str(tmp_path))
    area = pack.area("river:x")
    assert area is not None
    assert (area.lat, area.lon, area.radius_m) == (1_500_000, -2_250_000, 3_000)
    (tmp_path / "pack.toml").write_text(SIDES.replace('"T"', '"U"'))
    assert load_pack(str(tmp_path)).digest != pack.digest
