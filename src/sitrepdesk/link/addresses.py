"""One page under several addresses: without the parameters that follow the reader, the mobile host, the fragment and the scheme."""

from __future__ import annotations

from typing import cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from sitrepdesk.model.scales import table

_RULES = cast(dict[str, list[str]], table("sitrepdesk.link", "addresses.toml"))
_PREFIXES, _NAMES = tuple(_RULES["prefixes"]), frozenset(_RULES["names"])


def page_of(address: str) -> str:
    """What two addresses of one page have in common; an address that cannot be read stands for itself."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return address
    if not host:
        return address
    for prefix in _RULES["hosts"]:
        host = host.removeprefix(prefix)
    path = parts.path
    for tail in _RULES["tails"]:
        path = path.removesuffix(tail)
    kept = sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _follows(k.casefold()))
    return f"{host}{path}" + (f"?{urlencode(kept)}" if kept else "")


def _follows(name: str) -> bool:
    return name in _NAMES or name.startswith(_PREFIXES)
