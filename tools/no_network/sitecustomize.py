"""Denies the network to every Python process that starts with this folder on ``PYTHONPATH``; see ``tools/no_network.sh``."""

import sys
from typing import Any

DENIED = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto", "socket.sendmsg")


def _deny(event: str, args: tuple[Any, ...]) -> None:
    """An audit hook cannot be taken out again. Sockets of the same machine's file system (a str or bytes address) stay allowed."""
    reaches_out = event in DENIED or (event == "socket.connect" and not isinstance(args[1], str | bytes))
    if reaches_out:
        raise PermissionError(f"the network is denied here ({event} {args[1:]!r})")


sys.addaudithook(_deny)
