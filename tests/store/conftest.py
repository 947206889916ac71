from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitrepdesk.store import Store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/desk.sqlite"


@pytest.fixture
def store(url: str, tmp_path: Path) -> Iterator[Store]:
    with Store.create(url, tmp_path / "archive") as made:
        yield made
