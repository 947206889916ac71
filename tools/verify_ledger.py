#!/usr/bin/env python3
"""Check an exported ledger without the program that wrote it. Standard library only; one file; Python 3.9 or newer.

    python3 verify_ledger.py desk.zip                       an export made with `sitrep export`
    python3 verify_ledger.py desk.zip --head 12:ab…:cd…     and against a head that was kept elsewhere
    python3 verify_ledger.py ledger.jsonl --blobs archive   a bare ledger, with the folder of its blobs

It prints the first bad entry and ends with status 1, or prints the head and ends with 0; 2 means that the file cannot be read.

The format (schema 1). A digest is SHA-256 over parts, each behind its length in eight bytes, big-endian; the first part is
"sitrepdesk/1/" and a name. A line is the entry's JSON with sorted keys and no blanks, without body, nonce and hash.
    body_digest = digest("body", nonce as bytes, body)      hash = digest("entry", line)      previous = hash of the entry before
The Merkle tree over the lines is that of RFC 9162, section 2.1.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

GENESIS = "0" * 64
LINE = ("schema", "seq", "kind", "body_digest", "recorded_at", "made_by", "replaces", "previous")


def digest(domain: str, *parts: bytes) -> str:
    """Length-prefixed SHA-256 in hex."""
    h = hashlib.sha256()
    for part in (("sitrepdesk/1/" + domain).encode(), *parts):
        h.update(len(part).to_bytes(8, "big") + part)
    return h.hexdigest()


class Tree:
    """A Merkle tree after RFC 9162 that keeps only the roots of its full subtrees."""

    def __init__(self) -> None:
        self.size = 0
        self.stack: list[bytes] = []

    def add(self, line: bytes) -> None:
        node, n = hashlib.sha256(b"\0" + line).digest(), self.size
        while n & 1:
            node = hashlib.sha256(b"\1" + self.stack.pop() + node).digest()
            n >>= 1
        self.stack.append(node)
        self.size += 1

    def root(self) -> str:
        if not self.stack:
            return hashlib.sha256(b"").hexdigest()
        node = self.stack[-1]
        for left in reversed(self.stack[:-1]):
            node = hashlib.sha256(b"\1" + left + node).digest()
        return node.hex()


class Chain:
    """Walks the entries; stops at the first one that does not fit."""

    def __init__(self, kept: str | None) -> None:
        self.kept, self.kept_seq = kept, int(kept.split(":")[0]) if kept else None
        self.seq, self.last, self.tree = 0, GENESIS, Tree()
        self.blank: set[int] = set()
        self.named: set[int] = set()
        self.wanted: dict[str, int] = {}
        self.gone: dict[str, int] = {}

    def take(self, e: dict[str, Any]) -> str | None:
        """What is wrong with the next entry, or None."""
        line = json.dumps({k: e[k] for k in LINE}, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        if e["seq"] != self.seq + 1:
            return f"entry {self.seq + 1}: is missing or out of order (found {e['seq']})"
        if e["previous"] != self.last:
            return f"entry {e['seq']}: does not follow the entry before it"
        if digest("entry", line) != e["hash"]:
            return f"entry {e['seq']}: does not have its hash"
        self.seq, self.last = e["seq"], e["hash"]
        self.tree.add(line)
        if self.seq == self.kept_seq and self.head() != self.kept:
            return f"entry {self.seq}: is not the one that the kept head names (a rebuilt ledger)"
        return self.body(e)

    def body(self, e: dict[str, Any]) -> str | None:
        """What is wrong with the body, or None."""
        if e["body"] is None or e["nonce"] is None:
            self.blank.add(self.seq)
            return None
        if digest("body", bytes.fromhex(e["nonce"]), e["body"].encode()) != e["body_digest"]:
            return f"entry {self.seq}: its body was changed"
        body = json.loads(e["body"])
        if e["kind"] == "erasure":
            self.named.update(body["entries"])
            self.gone.update(dict.fromkeys(body["blobs"], self.seq))
        elif body.get("blob"):
            self.wanted[body["blob"]] = self.seq
        return None

    def head(self) -> str:
        """The head as it is printed."""
        return f"{self.seq}:{self.last}:{self.tree.root()}"

    def finish(self, has_blob: Callable[[str], bool] | None) -> Iterator[str]:
        """What shows only at the end."""
        for n in sorted(self.blank - self.named):
            yield f"entry {n}: has no body, and no erasure names it"
        if self.kept_seq is not None and self.kept_seq > self.seq:
            yield f"entry {self.seq + 1}: is missing, the kept head stands at {self.kept_seq} (a cut tail, or an older copy)"
        for sha, n in self.wanted.items():
            if has_blob and self.gone.get(sha, 0) < n and not has_blob(sha):
                yield f"entry {n}: blob {sha} is missing or was changed"


def check(lines: Iterable[bytes], kept: str | None, has_blob: Callable[[str], bool] | None) -> tuple[list[str], str | None, int]:
    """Problems as text, then the head and the number of erased bodies. ``has_blob`` is None where there are no blobs to check."""
    chain = Chain(kept)
    for raw in lines:
        problem = chain.take(json.loads(raw))
        if problem:
            return [problem], None, 0
    return list(chain.finish(has_blob)), chain.head(), len(chain.blank)


def hashed(stream: IO[bytes]) -> str:
    """SHA-256 of an open file."""
    h = hashlib.sha256()
    while True:
        chunk = stream.read(1 << 20)
        if not chunk:
            return h.hexdigest()
        h.update(chunk)


def in_zip(z: zipfile.ZipFile) -> Callable[[str], bool]:
    """A function that says whether a zip holds a blob with its hash."""
    names = set(z.namelist())

    def has(sha: str) -> bool:
        name = f"blobs/{sha[:2]}/{sha[2:]}"
        if name not in names:
            return False
        with z.open(name) as f:
            return hashed(f) == sha

    return has


def in_folder(root: Path) -> Callable[[str], bool]:
    """A function that says whether a folder holds a blob with its hash."""

    def has(sha: str) -> bool:
        path = root / sha[:2] / sha[2:]
        if not path.is_file():
            return False
        with path.open("rb") as f:
            return hashed(f) == sha

    return has


def main(arguments: list[str] | None = None) -> int:
    """Check what the command line names."""
    parser = argparse.ArgumentParser(description="Check an exported ledger with the standard library alone.")
    parser.add_argument("file", type=Path, help="desk.zip or ledger.jsonl")
    parser.add_argument("--head", help="a head that was kept elsewhere, seq:hash:root")
    parser.add_argument("--blobs", type=Path, help="the folder of blobs, beside a bare ledger.jsonl")
    asked = parser.parse_args(arguments)
    try:
        if zipfile.is_zipfile(asked.file):
            with zipfile.ZipFile(asked.file) as z, z.open("ledger.jsonl") as lines:
                problems, head, erased = check(lines, asked.head, in_zip(z))
        else:
            with asked.file.open("rb") as lines:
                problems, head, erased = check(lines, asked.head, in_folder(asked.blobs) if asked.blobs else None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile) as e:
        print(f"{asked.file}: cannot be read as a ledger: {e!r}", file=sys.stderr)
        return 2
    for problem in problems:
        print(problem)
    if not problems:
        print(f"sound: {head}" + (f" ({erased} bodies erased)" if erased else ""))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
