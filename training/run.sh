#!/bin/sh
# Remakes the weights: run.sh DATA ENCODER VOCABULARY. Puts them where the product finds them.
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-python3}
"$python" train.py all --data "$1" --encoder "$2" --vocab "$3" --out ../build/tagger
"$python" export.py --model ../build/tagger
