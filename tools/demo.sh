#!/bin/sh
# The main job on the bundled dossier, from an empty folder: examples/kharkiv-2022 in, SITREP No. 12 out, in demo/ or the folder named.
# The clock stands still at the morning of the report, so that two runs give the same bytes. Nothing here needs a network.
set -eu
cd "$(dirname "$0")/.."
out=${1:-demo}
PATH=$PWD/.venv/bin:$PATH
export SITREP_NOW=2022-09-14T08:00:00+03:00 SITREP_DESK="$out/desk"

if [ -e "$out" ] && [ ! -e "$out/made-by-make-demo" ]; then
    echo "demo: the folder $out is there and was not made by 'make demo'. Move it away and run it again." >&2
    exit 1
fi
rm -rf "$out"
mkdir -p "$out"
: >"$out/made-by-make-demo"

sitrep init "$SITREP_DESK" --theatre ukraine-2022
sitrep add examples/kharkiv-2022
sitrep report --number 12 --since 11

echo
echo "Ask it more:  .venv/bin/sitrep claims --about Kupiansk --desk $out/desk"
