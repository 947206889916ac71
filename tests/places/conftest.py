"""The gazetteer of the user's cache, built where it is not there yet, and a resolver for each theatre."""

import pytest

from sitrepdesk.places import Gazetteer, Resolver, build_gazetteer, gazetteer_path, open_gazetteer
from sitrepdesk.theatre import load_pack


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    path = gazetteer_path()
    if not (path / "places.sqlite").is_file():
        build_gazetteer(path)
    return open_gazetteer(path)


@pytest.fixture(scope="session")
def resolvers(gazetteer: Gazetteer) -> dict[str, Resolver]:
    return {name: Resolver(load_pack(name), gazetteer) for name in ("world", "ukraine-2022")}


@pytest.fixture(scope="session")
def ukraine(resolvers: dict[str, Resolver]) -> Resolver:
    return resolvers["ukraine-2022"]


@pytest.fixture(scope="session")
def world(resolvers: dict[str, Resolver]) -> Resolver:
    return resolvers["world"]
