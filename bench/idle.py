"""Memory of `greenroom up` with the demo world, idle after its first pages: PSS of all processes together.

    .venv/bin/python bench/idle.py [--data FOLDER] [--rest 10]     prints one JSON object

Target: at most 220 MiB.
"""

import argparse
import json
import sys
import time
from pathlib import Path

import tree

from greenroom.testing.crash.tree import family, free_port

TARGET_MIB = 220


def main() -> int:
    """Start, ask for a few pages, rest, weigh."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, help="a data folder that exists (default: a demo world is built)")
    options.add_argument("--rest", type=float, default=10, help="seconds of rest before weighing")
    options.add_argument("--pages", nargs="*", default=["/", "/account/login/", "/readyz"], help="asked for before")
    chosen = options.parse_args()
    port = free_port()
    process = tree.start(chosen.data or tree.demo_world(), port)
    try:
        tree.wait_for_page(port)
        for path in chosen.pages * 3:
            tree.wait_for_page(port, path)
        time.sleep(chosen.rest)
        weights = {tree.name(pid): round(tree.pss(pid) / 1024, 1) for pid in family(process.pid)}
    finally:
        stopped_in = tree.stop(process)
    total = round(sum(weights.values()), 1)
    print(
        json.dumps(
            {"pss_mib": total, "target_mib": TARGET_MIB, "processes": weights, "stopped_in_s": round(stopped_in, 2)}
        )
    )
    return 0 if total <= TARGET_MIB else 1


if __name__ == "__main__":
    sys.exit(main())
