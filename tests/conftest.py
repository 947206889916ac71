"""Settings for all tests: no network, no desk and no clock from outside, patient Hypothesis."""

from __future__ import annotations

import os
import sys
from typing import Any

from hypothesis import settings

# Machines are shared and noisy: a slow example is no failure.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

# What the person who runs the tests has set for their own desk must not reach a test.
for name in ("SITREP_DESK", "SITREP_NOW"):
    os.environ.pop(name, None)

HERE = ("127.0.0.1", "::1", "localhost")


def _deny_network(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook, which no code can take out again: a test that reaches beyond this machine fails."""
    address = args[1] if event == "socket.connect" else args[0] if event == "socket.getaddrinfo" else None
    host = address[0] if isinstance(address, tuple) and address else address
    if isinstance(host, str) and (event == "socket.getaddrinfo" or isinstance(address, tuple)) and host not in HERE:
        raise PermissionError(f"tests have no network ({event} {host!r})")


sys.addaudithook(_deny_network)
