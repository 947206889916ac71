"""What a call costs this process, for tests that ask how cost grows."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def cost(act: Callable[[], object], tries: int = 3) -> float:
    """Seconds of processor, the least of some tries.

    Without looking for garbage: that costs more, the more other tests left behind, and once took sixty times as long as what was measured.
    """
    spent = []
    was = gc.isenabled()
    gc.disable()
    try:
        for _ in range(tries):
            start = time.process_time()
            act()
            spent.append(time.process_time() - start)
    finally:
        if was:
            gc.enable()
    return min(spent)
