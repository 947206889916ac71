#!/bin/sh
# Writes requirements/run.lock and requirements/dev.lock from pyproject.toml; needs `uv`, and a network.
# No address of a package index is written: pip takes the one that the machine is set to.
set -eu
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .venv/bin/uv)
[ -x "$uv" ] || { echo "lock: uv is missing. Install it (pip install uv) and run 'make lock' again." >&2; exit 1; }
lock() {
    out=requirements/$1.lock
    shift
    echo "# Written by 'make lock' from pyproject.toml. Install with: pip install --require-hashes --only-binary :all: -r $out" >"$out.part"
    "$uv" --quiet pip compile pyproject.toml "$@" --universal --python-version 3.11 --only-binary :all: \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header >>"$out.part"
    mv "$out.part" "$out"
    echo "lock: $out, $(grep -c '==' "$out") packages"
}
lock run --group build
lock dev --group build --group dev --constraint requirements/run.lock
