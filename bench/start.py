"""From `greenroom up` to the first answered page, on a folder that has its world already.

    .venv/bin/python bench/start.py [--data FOLDER] [--times 5]     prints one JSON object

Target: at most 2.5 s (median; every start is printed). `cpu_s` is what the start costs in CPU: on a machine that
is busy with other things it says more than the clock.
"""

import argparse
import json
import statistics
import sys
import time
from pathlib import Path

import tree

from greenroom.testing.crash.tree import family, free_port

TARGET_S = 2.5


def main() -> int:
    """Start and stop several times."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, help="a data folder that exists (default: a demo world is built)")
    options.add_argument("--times", type=int, default=5)
    chosen = options.parse_args()
    folder = chosen.data or tree.demo_world()
    starts, stops, cpus = [], [], []
    for _ in range(chosen.times):
        port = free_port()
        began = time.monotonic()
        process = tree.start(folder, port)
        try:
            tree.wait_for_page(port)
            starts.append(round(time.monotonic() - began, 2))
            cpus.append(round(tree.cpu(family(process.pid)), 2))
        finally:
            stops.append(round(tree.stop(process), 2))
    middle = statistics.median(starts)
    print(json.dumps({"start_s": middle, "target_s": TARGET_S, "starts": starts, "cpu_s": cpus, "stops": stops}))
    return 0 if middle <= TARGET_S else 1


if __name__ == "__main__":
    sys.exit(main())
