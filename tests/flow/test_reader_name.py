"""What reads is named in every report, and naming it needs no model."""

from __future__ import annotations

from pathlib import Path

from sitrepdesk.flow.desk import init_desk


def test_a_reader_has_its_name_before_its_model_is_loaded(tmp_path: Path) -> None:
    with init_desk(tmp_path / "desk", theatre="world", who="Test Person", zone="UTC", now=0) as desk:
        name = desk.reader_name
        assert "reader" not in vars(desk)
        assert name == desk.reader.name == desk.reader_name
