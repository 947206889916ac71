#!/bin/sh
# Remakes the weights: run.sh DATA ENCODER VOCABULARY. Puts them where the product finds them.
set -eu
cd "$(dirname "$0")"
python=${PYTHON:-python3}
# Memory that is given back and kernels that are forgotten after each step cost a quarter of the time.
export MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=17179869184 MALLOC_TOP_PAD_=268435456 ONEDNN_PRIMITIVE_CACHE_CAPACITY=8192
"$python" train.py all --data "$1" --encoder "$2" --vocab "$3" --out ../build/tagger
"$python" export.py --model ../build/tagger
