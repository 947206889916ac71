#!/bin/sh
# Runs a command with the network denied, and says by which means: `tools/no_network.sh COMMAND ARGUMENT…`
# Best: an own network namespace, which holds for every process. Else: Python refuses to open a socket (only Python is held).
set -eu
if unshare -rn true 2>/dev/null; then
    echo "no_network: denied by an own network namespace (unshare -rn)" >&2
    exec unshare -rn "$@"
fi
guard=$(cd "$(dirname "$0")" && pwd)/no_network
echo "no_network: unshare is not allowed here; denied inside Python only (tools/no_network/sitecustomize.py)" >&2
PYTHONPATH=$guard${PYTHONPATH:+:$PYTHONPATH} exec "$@"
