"""``init``, ``add`` and ``read`` as a user meets them."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitrepdesk.cli import main
from sitrepdesk.flow.reading import read_file
from sitrepdesk.model import Claim
from tests.cli.conftest import Result

Sitrep = Callable[..., Result]
Note = Callable[[str, str], Path]
CAPTURED = "Ukrainian forces captured Balakliia on 8 September. As many as 40 Russian soldiers may have been killed there.\n"


def added(result: Result) -> dict[str, object]:
    data: dict[str, object] = json.loads(result.out)
    return data


def test_a_new_desk_is_one_folder_with_settings_that_a_person_can_read(desk: Path) -> None:
    settings = (desk / "settings.toml").read_text(encoding="utf-8")
    assert 'theatre = "ukraine-2022"' in settings
    assert settings.count("#") >= 5
    assert (desk / "desk.db").exists()


def test_a_desk_is_not_made_over_another(desk: Path, sitrep: Sitrep) -> None:
    result = sitrep("init", desk)
    assert result.code == 2
    assert "is a desk already" in result.err


def test_an_unknown_theatre_leaves_no_folder_behind(tmp_path: Path, sitrep: Sitrep) -> None:
    assert sitrep("init", tmp_path / "new", "--theatre", "atlantis").code == 2
    assert not (tmp_path / "new").exists()


def test_a_verb_without_a_desk_says_how_to_make_one(tmp_path: Path, sitrep: Sitrep) -> None:
    result = sitrep("status", "--desk", tmp_path)
    assert result.code == 2
    assert "sitrep init" in result.err


def test_adding_twice_adds_nothing(desk: Path, sitrep: Sitrep, note: Note) -> None:
    path = note("a.txt", CAPTURED)
    assert added(sitrep("add", path, "--json"))["new"] == [str(path)]
    second = added(sitrep("add", path, "--json"))
    assert (second["new"], second["known"], second["claims"]) == ([], 1, 0)


def test_the_same_text_from_another_file_and_outlet_is_a_second_item(desk: Path, sitrep: Sitrep, note: Note) -> None:
    sitrep("add", note("a.txt", CAPTURED), "--source", "One Paper")
    assert added(sitrep("add", note("b.txt", CAPTURED), "--source", "Other Paper", "--json"))["known"] == 0


@pytest.mark.parametrize(("option", "value"), [("--source", "Right Paper"), ("--published", "2022-09-09")])
def test_another_source_or_date_for_a_known_file_is_a_correction(desk: Path, sitrep: Sitrep, note: Note, option: str, value: str) -> None:
    path = note("a.txt", CAPTURED)
    sitrep("add", path, "--source", "Wrong Paper", "--published", "2022-09-08")
    result = added(sitrep("add", path, option, value, "--json"))
    assert (result["new"], result["corrected"]) == ([], [str(path)])
    assert added(sitrep("add", path, option, value, "--json"))["known"] == 1
    assert json.loads(sitrep("status", "--json").out)["counts"]["items"] == 1


def test_a_time_without_a_zone_is_refused(desk: Path, sitrep: Sitrep, note: Note) -> None:
    result = sitrep("add", note("a.txt", CAPTURED), "--published", "2022-09-08T12:00")
    assert result.code == 2
    assert "without a zone" in result.err


def test_a_date_is_echoed_as_the_interval_that_was_taken(desk: Path, sitrep: Sitrep, note: Note) -> None:
    result = sitrep("add", note("a.txt", CAPTURED), "--published", "2022-09-08")
    assert "2022-09-07T21:00:00Z to 2022-09-08T21:00:00Z" in result.err


def test_standard_input_is_a_report_too(desk: Path, sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(CAPTURED.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert added(sitrep("add", "-", "--json"))["new"] == ["-"]


def test_what_cannot_be_taken_is_named_and_the_rest_goes_on(desk: Path, sitrep: Sitrep, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "good.txt").write_text(CAPTURED, encoding="utf-8")
    (folder / "new\nline.txt").write_text("Rain fell on the town all day long, and nothing else happened.\n", encoding="utf-8")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    result = sitrep("add", folder, "--json")
    assert result.code == 3
    data = added(result)
    refused = data["refused"]
    assert isinstance(refused, list)
    assert {"empty", "binary", "unreachable"} <= {r["code"] for r in refused}
    assert all(r["todo"] for r in refused)
    assert len(data["new"]) == 2  # type: ignore[arg-type]


def test_a_text_in_another_language_is_kept_and_said_to_be_unread(desk: Path, sitrep: Sitrep, note: Note) -> None:
    text = "Українські військові звільнили місто Балаклія, повідомив речник генерального штабу у четвер увечері.\n"
    result = sitrep("add", note("uk.txt", text))
    assert "Not read, but kept" in result.out
    assert "Ukrainian" in result.out


def test_read_prints_claims_without_a_desk(sitrep: Sitrep, note: Note) -> None:
    result = sitrep("read", note("a.txt", CAPTURED), "--published", "2022-09-09", "--theatre", "ukraine-2022", "--jsonl")
    claims = [json.loads(line) for line in result.out.splitlines()]
    assert result.code == 0
    assert {c["type"] for c in claims} == {"capture", "kill"}
    kill = next(c for c in claims if c["type"] == "kill")
    assert (kill["likelihood"], kill["quantities"][0]["low"], kill["quantities"][0]["high"]) == ("possible", None, 40)
    assert all(CAPTURED[slice(*c["span"])] == c["quote"] for c in claims)


def test_read_prints_a_table_whose_columns_stand_under_each_other(sitrep: Sitrep, note: Note) -> None:
    text = "The spokesman of the general staff of the armed forces said that shells hit Izium.\n\nTroops left Lyman."
    lines = sitrep("read", note("a.txt", text), "--theatre", "ukraine-2022").out.splitlines()
    at = lines[0].index("where")
    assert [line[at : at + 5].strip() for line in lines] == ["where", "Izium", "Lyman"]
    assert "…" in lines[1]


def test_read_prints_the_first_claims_before_the_text_is_read_to_its_end(
    note: Note, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def claims(*_: object, **how: Callable[[int, int], None]) -> Iterator[Claim]:
        for read in (30, 60):
            how["progress"](read, 100)
            yield Claim(item="i", passage="p", quote="shelled", span=(0, 7), head="shelled", head_span=(0, 7), type="strike", reader="r")
            printed.append(capsys.readouterr().out)

    printed: list[str] = []
    monkeypatch.setattr("sitrepdesk.cli.read.read_file", claims)
    monkeypatch.setattr(sys, "argv", ["sitrep", "read", str(note("a.txt", CAPTURED))])
    with pytest.raises(SystemExit):
        main()
    assert [p.split()[-2:] for p in printed] == [["plain", "shelled"]] * 2


def test_reading_says_how_far_it_is(note: Note) -> None:
    text = f"{CAPTURED}\n\n" * 20
    heard: list[tuple[int, int]] = []
    seen = read_file(
        note("a.txt", text),
        published="2022-09-09",
        theatre="ukraine-2022",
        now=0,
        refuse=lambda r: None,
        progress=lambda read, known: heard.append((read, known)),
    )
    assert [(c.span[1], len(text)) for c in seen] == heard
    assert len(heard) >= 20


def test_read_of_a_missing_file_says_so(sitrep: Sitrep, tmp_path: Path) -> None:
    result = sitrep("read", tmp_path / "none.txt")
    assert result.code == 3
    assert "none.txt" in result.err
