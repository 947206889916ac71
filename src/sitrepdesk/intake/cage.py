"""What the child process gives up before it reads a foreign file: memory, time, files to write, other programs, the network."""

from __future__ import annotations

import ctypes
import math
import resource
import sys
import tempfile

from .limits import CHILD_BYTES

_DENIED = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.spawn",
    "os.kill",
    "shutil.",
    "ftplib.",
    "urllib.",
)
_CHANGES = ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown")
_CLONE_NEWUSER = 0x1000_0000
_CLONE_NEWNET = 0x4000_0000


def enter() -> None:
    """Give it up, for good: the kernel's limits, a network namespace of its own where that is allowed, and an audit hook everywhere."""
    # Without this, a library that asks for a temporary folder tries every candidate, the current folder last, and leaves litter there.
    tempfile.tempdir = "/nowhere"
    for what, most in (
        (resource.RLIMIT_AS, CHILD_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        _, hard = resource.getrlimit(what)
        limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (limit, limit))
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None:
        unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    sys.addaudithook(_refuse)


def allow_cpu(seconds: float) -> None:
    """Let the process use that much more processor time; beyond it the kernel ends it with SIGXCPU."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime + seconds) + 1, hard))


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if event.startswith(_DENIED) or event in _CHANGES or (event == "open" and _writes(args)):
        raise PermissionError(f"{event} is denied to parsers")


def _writes(args: tuple[object, ...]) -> bool:
    mode = args[1] if len(args) > 1 else None
    return isinstance(mode, str) and any(c in mode for c in "wax+")
