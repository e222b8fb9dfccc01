"""A running `greenroom up` for the benches: start it, ask it, weigh it, stop it."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(os.environ.get("BENCH_DATA", ".cache/bench")) / "demo"


def demo_world() -> Path:
    """The folder of a demo world, built when it is not there yet."""
    if not (FOLDER / "demo-world").exists():
        FOLDER.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "greenroom.config.cli", "demo", "--build-only", "--data", str(FOLDER)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return FOLDER


def start(folder: Path, port: int) -> subprocess.Popen:
    """`greenroom up` on the folder; its lines go nowhere."""
    return subprocess.Popen(
        [sys.executable, "-m", "greenroom.config.cli", "up", "--port", str(port)],
        env={**os.environ, "GREENROOM_DATA": str(folder)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def ask(port: int, path: str, cookie: str = "") -> tuple[int, bytes]:
    """Status and body of a page, over a connection of its own."""
    lines = [f"GET {path} HTTP/1.1", f"Host: localhost:{port}", "Accept: text/html", "Connection: close"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:  # noqa: TID251 - loopback
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        reply = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = reply.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), body


def wait_for_page(port: int, path: str = "/", patience: float = 30.0) -> None:
    """Return when a page has been answered with 200."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            if ask(port, path)[0] == 200:
                return
        except (OSError, IndexError):
            pass
        time.sleep(0.01)
    raise SystemExit(f"no page on port {port} after {patience:.0f} s")


def cpu(pids: list[int]) -> float:
    """Seconds of CPU that the processes, and their children that have ended, have used."""
    used = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        used += sum(int(field) for field in fields[11:15])
    return used / os.sysconf("SC_CLK_TCK")


def pss(pid: int) -> int:
    """Proportional set size in KiB: shared pages are counted once over all who share them."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def name(pid: int) -> str:
    """The words of a process after the module's name."""
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    return (
        " ".join(words[words.index("greenroom.config.cli") + 1 :]).strip()
        if "greenroom.config.cli" in words
        else words[0]
    )


def stop(process: subprocess.Popen) -> float:
    """Ask it to end; the seconds that it took."""
    asked = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(10)
    return time.monotonic() - asked
