"""Small known worlds: make one, or score the product on some.

python bench/worlds.py generate --kind front --seed 1 --reports 500 OUT
python bench/worlds.py score [--held-out] [--seeds 3] [--reports 400] [WORLD …]
"""

from __future__ import annotations

from worlds.cli import main

if __name__ == "__main__":
    main()
