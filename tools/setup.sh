#!/bin/sh
# Sets the program up in .venv of this folder: `tools/setup.sh run` (use) or `tools/setup.sh dev` (use and develop).
# Safe to repeat and to interrupt: the stamp that says "done" is written last, and an unfinished environment is made anew.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
kind=${1:-run}
lock=requirements/$kind.lock
apt="sudo apt-get install git make python3-venv"

say() { printf 'setup: %s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}

# A person's own settings of Python must not leak in; /tmp may be mounted noexec, so what is unpacked and run stays in build/.
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV
mkdir -p build/tmp
with_room() { TMPDIR="$root/build/tmp" "$@"; }
export PYTHONNOUSERSITE=1 PIP_USER=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 NO_COLOR=1
python=.venv/bin/python

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for name in ${PYTHON:+"$PYTHON"} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null && new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
}

check_machine() {
    missing=
    for tool in git make; do command -v $tool >/dev/null || missing="$missing $tool"; done
    base=$(find_python || true)
    if [ -z "$base" ]; then
        missing="$missing python3 (3.11 or newer)"
    elif ! "$base" -c 'import venv, ensurepip' 2>/dev/null; then
        missing="$missing python3-venv"
    fi
    [ -z "$missing" ] || fail "this machine lacks:$missing. On Debian or Ubuntu: $apt"
}

wanted() { # what a finished environment was made from: its place, its Python, and every byte that decides its content
    { echo "$root"; "$base" -c 'import sys; print(sys.version)'; cat "$lock" pyproject.toml tools/setup.sh; } |
        "$base" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
}

is_done() { # a finished dev environment serves `run` too
    [ -x .venv/bin/sitrep ] && for stamp in "$kind" dev; do
        if [ "$(cat ".venv/$stamp.stamp" 2>/dev/null)" = "$(lock=requirements/$stamp.lock wanted)" ]; then return 0; fi
    done
    return 1
}

make_environment() {
    if [ -e .venv ] && [ ! -e .venv/pyvenv.cfg ] && [ ! -e .venv/unfinished ]; then
        fail ".venv is there and is no Python environment. Move it away and run 'make setup' again."
    fi
    if [ -e .venv/unfinished ] || ! { new_enough $python && $python -m pip --version >/dev/null 2>&1 && same_place; }; then
        rm -rf .venv
        mkdir .venv
        : >.venv/unfinished
        say "making .venv with $("$base" --version)"
        with_room "$base" -m venv .venv >build/setup.log 2>&1 || { tail -5 build/setup.log >&2; fail "the environment could not be made."; }
    fi
    : >.venv/unfinished
    rm -f .venv/*.stamp
}

same_place() { [ "$($python -c 'import sys; print(sys.prefix)')" = "$root/.venv" ] && grep -qsF "$root/.venv" .venv/bin/activate; }

pip() { with_room $python -m pip --no-color install --quiet --retries 2 "$@" >build/setup.log 2>&1 || explain; }

explain() {
    grep -v '^ *$' build/setup.log | tail -8 >&2
    if grep -qE 'No space left|Errno 28' build/setup.log; then
        fail "the disk is full. Set-up needs about 900 MB; make room and run it again."
    elif grep -qE 'NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Network is unreachable|name resolution|ProxyError|Connection refused' build/setup.log; then
        fail "no network: the package index cannot be reached. Set-up needs it once; connect and run it again. Nothing needs it afterwards."
    elif grep -q 'DO NOT MATCH THE HASHES' build/setup.log; then
        fail "a package is not the one that $lock names, and nothing of it was installed. Do not go round this; tell the maintainers."
    fi
    fail "set-up could not be finished; the whole log is build/setup.log."
}

install() {
    say "installing the packages of $lock (needs the network; about a minute)"
    pip --require-hashes --only-binary :all: -r "$lock"
    pip --no-deps --no-build-isolation --no-index --editable .
}

build_gazetteer() { # kept in the user's cache; made anew when the place tables have changed
    $python -m sitrepdesk.places.build >build/setup.log 2>&1 || explain
}

check_machine
if command -v flock >/dev/null; then # two set-ups at once take turns
    exec 9>build/setup.lock
    flock 9
fi
if ! is_done; then
    make_environment
    install
    wanted >".venv/$kind.stamp.part"
    mv ".venv/$kind.stamp.part" ".venv/$kind.stamp"
    rm -f .venv/unfinished
    say "building the gazetteer, unless it is there"
    build_gazetteer
    say "done: .venv/bin/sitrep"
else
    build_gazetteer
fi
